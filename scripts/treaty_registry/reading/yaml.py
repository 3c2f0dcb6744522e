"""A strict reader for the small part of YAML that records use.

Every value is text: no guessing that ``NO`` is false, ``1.10`` a number or ``2024-06-19`` a date. Anchors, aliases,
tags, duplicate keys, several documents and empty values are refused, because each of them has made a file mean
something else than its author saw. The tree is built from libyaml's event stream, iteratively, and the depth is
checked there: libyaml's own composer recurses, and crashes the process on a long row of brackets.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not know that it is exported
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from treaty_registry.reading.problem import FILE_START, Path, Position, Problem, shown
from treaty_registry.reading.source_positions import Positions, count_lines_as_editors_do, first

MAX_DEPTH = 24
"""How deep lists and groups may nest. Records need eight levels."""

MAX_VALUES = 50_000
"""How many texts, lists and groups one file may hold, keys included. The largest treaties have about 15,000."""

MAX_PROBLEMS = 100
"""After so many problems in one file the rest says nothing new."""

Tree = dict[str, "Tree"] | list["Tree"] | str


@dataclass
class _Open:
    """A list or group whose end has not been read yet."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    doubled: bool = False


@dataclass
class Reading:
    """What was read: the tree (``None`` if there is none to speak of), what is wrong, and where each value stands."""

    tree: Tree | None = None
    problems: list[Problem] = field(default_factory=list)
    positions: Positions = field(default_factory=dict)


def parse(text: str, *, with_positions: bool = False) -> Reading:
    """Read one YAML document into a tree of dicts, lists and text.

    ``with_positions`` also records where every key and value stands; it costs about half again as much, so it is
    asked for only when there is a problem to point at. No exception is raised for any text.
    """
    reading = Reading()
    # Half of a pair of surrogates can stand in a Python text, never in a file.
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        _Builder(reading, with_positions).build(text)
    except yaml.MarkedYAMLError as error:
        unclosed = error.context == "while scanning a quoted scalar"
        mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
        problem = "a quote is never closed" if unclosed else error.problem or error.context or "cannot be read"
        place = _position(mark) if mark else FILE_START
        reading.problems.append(Problem("not-yaml", _plain_words(problem, text, place), position=place))
        reading.tree = None
    except yaml.reader.ReaderError as error:
        reading.problems.append(
            Problem(
                "not-yaml",
                f"The character U+{_code_point(error.character):04X} may not stand in a YAML file. Delete it.",
                position=first(chr(_code_point(error.character)), text),
            )
        )
        reading.tree = None
    if reading.problems or with_positions:
        reading.problems, reading.positions = count_lines_as_editors_do(reading.problems, reading.positions, text)
    return reading


class _Builder:
    """Builds the tree from the event stream, keeping its own stack so that nothing recurses."""

    def __init__(self, reading: Reading, with_positions: bool) -> None:
        self.reading = reading
        self.positions = reading.positions if with_positions else None
        self.stack: list[_Open] = []
        self.values = 0

    def build(self, text: str) -> None:
        parser = CParser(text)
        documents = 0
        event: Any
        while (event := parser.get_event()) is not None:
            documents += type(event) is DocumentStartEvent
            if documents > 1:
                self._complain(
                    "several-documents",
                    "A second document starts here (`---`). One file holds one record: delete the line, or move what "
                    "follows to a file of its own.",
                    event,
                )
                self.reading.tree = None
                return
            self._take(event)
            if len(self.stack) > MAX_DEPTH:
                self._complain(
                    "too-deep",
                    f"Lists and groups are nested more than {MAX_DEPTH} deep here. Look for a bracket too many.",
                    event,
                )
            if self.values > MAX_VALUES:
                self._complain(
                    "file-too-large",
                    f"More than {MAX_VALUES:,} texts, lists and groups stand above. No treaty needs so many: look for "
                    "a part that was pasted again and again.",
                    event,
                )
            too_much = len(self.stack) > MAX_DEPTH or self.values > MAX_VALUES
            if too_much or len(self.reading.problems) >= MAX_PROBLEMS:
                self.reading.tree = None
                return
        if self.reading.tree is None and not self.reading.problems:
            self.reading.problems.append(Problem("empty-file", "The file is empty.", position=FILE_START))

    def _take(self, event: Any) -> None:
        kind = type(event)
        self.values += kind in (ScalarEvent, SequenceStartEvent, MappingStartEvent)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent:
            self._start(event, {})
        elif kind is SequenceStartEvent:
            self._start(event, [])
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.stack.pop()
        elif kind is AliasEvent:
            self._complain(
                "yaml-alias",
                f"{shown(f'*{event.anchor}')} repeats another part of the file. Write the value out, or put "
                "it in quotes if it is a text that starts with `*`.",
                event,
                self._place("", event),
            )

    def _start(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._refuse_marks(event)
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self._complain(
                "key-not-text",
                "A list or group stands where the name of a key is expected. "
                "If this is a text that starts with `[` or `{`, put it in quotes.",
                event,
                parent.path,
            )
            parent.key = ""
            parent.doubled = True
        path = self._place(value, event)
        self.stack.append(_Open(value, path))

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        text: str = event.value
        parent = self.stack[-1] if self.stack else None
        if parent and parent.key is None and isinstance(parent.value, dict):
            # The same few keys stand in every record; they are kept once.
            parent.key = text = sys.intern(text)
            if text in parent.value:
                parent.doubled = True
                self._complain(
                    "duplicate-key",
                    f"The key {shown(text)} stands twice in the same group. Keep one of them.",
                    event,
                    (*parent.path, text),
                )
            elif self.positions is not None:
                here = _position(event.start_mark)
                self.positions[*parent.path, text] = (here, here)
            return
        path = self._place(text, event)
        if event.implicit[0] and text in ("", "~", "null", "Null", "NULL"):
            self._complain(
                "empty-value",
                "Nothing stands here. Give a value, write `unknown` if you looked and did not find it, "
                "or delete the line.",
                event,
                path,
            )

    def _place(self, value: Any, event: Any) -> Path:
        """Put a value where it belongs and return its path."""
        if not self.stack:
            self.reading.tree = value
            if self.positions is not None:
                here = _position(event.start_mark)
                self.positions[()] = (here, here)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            path = (*parent.path, len(parent.value))
            parent.value.append(value)
            key_position = None
        else:
            key = parent.key or ""
            path = (*parent.path, key)
            key_position = self.positions.get(path, (None,))[0] if self.positions is not None else None
            if not parent.doubled:
                parent.value[key] = value
            parent.key = None
            parent.doubled = False
        if self.positions is not None:
            here = _position(event.start_mark)
            self.positions[path] = (key_position or here, here)
        return path

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(
                "yaml-anchor",
                f"{shown(f'&{event.anchor}')} names a part of the file. Delete it: records "
                "are written out in full. A text that starts with `&` needs quotes.",
                event,
            )
        if event.tag is not None:
            self._complain(
                "yaml-tag",
                f"{shown(event.tag.replace('tag:yaml.org,2002:', '!!'))} forces a type. Delete it: the registry knows "
                "the type of each key. A text that starts with `!` needs quotes.",
                event,
            )

    def _complain(self, code: str, message: str, event: Any, path: Path = ()) -> None:
        self.reading.problems.append(Problem(code, message, path, position=_position(event.start_mark)))


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _code_point(character: Any) -> int:
    return character if isinstance(character, int) else ord(character)


_ADVICE = {
    "could not find expected ':'": "A key without `:` after it, or a text with a line break that needs quotes.",
    "mapping values are not allowed in this context": (
        "A `:` stands where none can. Put the text that contains it in quotes, or check the indentation."
    ),
    "did not find expected key": "The indentation does not fit the lines above, or a quote is not closed.",
    "did not find expected ',' or '}'": "A `,` or `}` is missing. Quote texts that contain `,` or `:`.",
    "did not find expected ',' or ']'": "A `,` or `]` is missing. Put texts that contain `,` or `:` in quotes.",
    "found character that cannot start any token": (
        "This character cannot start a value. Put a text that starts with it in quotes."
    ),
    "a quote is never closed": "The quote that is opened here is never closed.",
    "did not find expected '-' indicator": "This line is not indented like the items of the list above it.",
}


def _plain_words(problem: str, text: str, place: Position) -> str:
    """Say what libyaml says, and first what it cannot know: which invisible character the author did not mean."""
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    before = line[: len(line) - len(line.lstrip())] + line[place.column - 1 : place.column]
    if "\t" in before:
        return "This is not valid YAML. A tab stands here: indent with spaces."
    if any("\u00a0" in near for near in lines[max(place.line - 2, 0) : place.line]):
        return (
            "This is not valid YAML. A non-breaking space stands in this line or the one above, perhaps pasted from a "
            "word processor: type an ordinary space."
        )
    advice = _ADVICE.get(problem)
    return f"This is not valid YAML. {advice}" if advice else f"This is not valid YAML: {problem}."
