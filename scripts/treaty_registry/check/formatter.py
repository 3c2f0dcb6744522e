"""The one order of keys: every record reads the same way, and a change shows up where it belongs.

Arranging moves whole lines and nothing else, so that comments, quotes and line breaks stay as their author wrote them;
a comment or blank line belongs to the key or item below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any, Literal

from pydantic import BaseModel

from treaty_registry.check.parsing import read_text
from treaty_registry.model.fields import inside, ordered
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root, list_files
from treaty_registry.reading.problem import Path, Position
from treaty_registry.reading.source_positions import Positions
from treaty_registry.reading.yaml import parse


def arranged(text: str, top: type[BaseModel]) -> str:
    """Return a record's text with its keys in order, line ends as line feeds and no space at the ends of lines.

    A text that is not valid YAML, or that could not be arranged without changing its meaning, comes back as it was.
    """
    tidy = "".join(line.rstrip() + "\n" for line in text.splitlines())
    reading = parse(tidy, with_positions=True)
    if reading.tree is None or reading.problems or parse(text).tree != reading.tree:
        return text
    result = "".join(_Arranger(tidy, reading.positions).arrange(reading.tree, (), top))
    return result if parse(result).tree == reading.tree else tidy


def arrange_files(
    root: Root, asked: Sequence[FilePath]
) -> Iterator[tuple[FilePath, Literal["changed", "unchanged", "unreadable"]]]:
    """Put the keys of a registry's records and parties in order, in the files, and yield what became of each.

    ``asked`` narrows it to some files or folders. A file that is not valid YAML is left as it is.
    """
    wanted = {path.resolve() for path in asked}
    for folder, model in ((root.treaties, Treaty), (root.parties, Party)):
        for path in list_files(folder)[0]:
            if wanted and wanted.isdisjoint((path.resolve(), *path.resolve().parents)):
                continue
            text, problems = read_text(path)
            if problems or parse(text).tree is None:
                yield path, "unreadable"
            elif (better := arranged(text, model)) != text:
                path.write_text(better, encoding="utf-8")
                yield path, "changed"
            else:
                yield path, "unchanged"


class _Arranger:
    """Cuts a text into the lines of each key and item, and puts them together in order."""

    def __init__(self, text: str, positions: Positions) -> None:
        self.lines = text.splitlines(keepends=True)
        self.positions = positions

    def arrange(self, tree: Any, path: Path, expected: Any) -> list[str]:
        return self._arrange(tree, path, expected, 0, len(self.lines))

    def _arrange(self, node: Any, path: Path, expected: Any, low: int, high: int) -> list[str]:
        """Return the lines from ``low`` to ``high``, which hold one node, in order."""
        steps: Sequence[str | int] = list(node) if isinstance(node, dict) else range(len(node)) if node else ()
        if not isinstance(node, (dict, list)) or not steps or not self._is_block(path, steps):
            return self.lines[low:high]
        starts = [self._start(path, step, low) for step in steps]
        starts[0] = low
        pieces = {}
        for step, start, end in zip(steps, starts, [*starts[1:], high], strict=True):
            # The line of a key stands above what it holds; the dash of an item stands on its first line.
            below = self._key(path, step).line - isinstance(step, int)
            inner = self._arrange(node[step], (*path, step), inside(expected, step), below, end)  # type: ignore[index]  # a step of this very node
            pieces[step] = self.lines[start:below] + inner
        part = inside(expected)
        if isinstance(node, list) or not isinstance(part, type):
            return [line for piece in pieces.values() for line in piece]
        return self._in_order(path, pieces, dict(zip(steps, starts, strict=True)), part)

    def _in_order(
        self, path: Path, pieces: dict[str | int, list[str]], starts: dict[str | int, int], part: type[BaseModel]
    ) -> list[str]:
        """Join a group's pieces in order; the dash of a list item stays before whichever key comes first."""
        keys = list(pieces)
        places = {key: place for place, key in enumerate(ordered(part))}
        order = sorted(keys, key=lambda key: places.get(str(key), len(places)))
        if order == keys:
            return [line for piece in pieces.values() for line in piece]
        first = self._key(path, keys[0])
        dash = self.lines[first.line - 1][: first.column - 1]
        if dash.strip():
            for key, before, after in ((keys[0], dash, " " * len(dash)), (order[0], " " * len(dash), dash)):
                row = self._key(path, key).line - 1 - starts[key]
                pieces[key][row] = after + pieces[key][row].removeprefix(before)
        return [line for key in order for line in pieces[key]]

    def _key(self, path: Path, step: str | int) -> Position:
        return self.positions[*path, step][0]

    def _is_block(self, path: Path, steps: Sequence[str | int]) -> bool:
        """Tell a group with a line for each key from one in brackets."""
        places = [self._key(path, step) for step in steps]
        rows = [place.line for place in places]
        if len(set(rows)) != len(rows) or len({place.column for place in places}) != 1:
            return False
        return all(not self.lines[p.line - 1][: p.column - 1].strip(" -") for p in places)

    def _start(self, path: Path, step: str | int, low: int) -> int:
        """Return the first line of a key or item: its own, or that of the comments and blank lines above it."""
        place = self._key(path, step)
        row = place.line - 1
        while row > low and self._belongs_below(self.lines[row - 1], place.column):
            row -= 1
        return row

    @staticmethod
    def _belongs_below(line: str, column: int) -> bool:
        """Tell a comment, a blank line or a lone dash from text: in a long text ``#`` is indented beyond the keys."""
        bare = line.strip()
        return not bare.strip("-") or (bare.startswith("#") and len(line) - len(line.lstrip()) < column)
