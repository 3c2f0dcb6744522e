"""Characters that a reader cannot see, or that make a text look like another one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not know that it is exported

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Position, Problem, shown

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, all but tab and line feed
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # invisible letters and hyphens
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, direction
    "\u2028\u2029\ufeff\ufff9-\ufffb\ufff0-\ufff8\ufffe\uffff"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"  # private use, tags, variation selectors
)


HIDDEN_CHARACTER = FindingKind(
    "hidden-character",
    meaning=Bilingual(
        en="A character that cannot be seen, or that turns the direction of the text.",
        fr="Un caractère qui ne se voit pas, ou qui inverse le sens du texte.",
    ),
    mend=Bilingual(en="Delete the character.", fr="Supprimez le caractère."),
)

NOT_NORMALIZED = FindingKind(
    "not-normalized",
    meaning=Bilingual(
        en="A letter is written as two characters where Unicode has one (NFC).",
        fr="Une lettre est écrite en deux caractères là où Unicode en a un seul (NFC).",
    ),
    mend=Bilingual(en="Delete the letter and type it anew.", fr="Supprimez la lettre et retapez-la."),
)


def in_text(text: str) -> Iterator[Problem]:
    """Find what stands in the file itself. A carriage return before a line feed is a line end."""
    # Nearly every text is clean, and one search through the whole is cheaper than one in each line.
    if _composed(text) and not _HIDDEN.search(text.replace("\r\n", "\n")):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        visible = line.removesuffix("\r")
        for match in _HIDDEN.finditer(visible):
            yield Problem("hidden-character", _words(match.group()), position=Position(number, match.start() + 1))
        if not _composed(visible):
            column = bisect_left(range(1, len(visible)), True, key=lambda end: not _composed(visible[:end]))
            yield Problem("not-normalized", _apart(visible[column]), position=Position(number, column + 1))


CUT_BY_COMMENT = FindingKind(
    "cut-by-comment",
    meaning=Bilingual(
        en="What follows ` #` on a line is a remark to YAML, and no part of the text.",
        fr="Ce qui suit ` #` sur une ligne est pour YAML une remarque, et ne fait pas partie du texte.",
    ),
    mend=Bilingual(
        en="Put the whole text in quotes, or a space after the `#` of a remark.",
        fr="Mettez tout le texte entre guillemets, ou une espace après le `#` d’une remarque.",
    ),
    severity="warning",
)


_REMARK = re.compile(r"(?<=[ \t])#[^\s#][^\n]*")


def cut_by_comments(text: str) -> Iterator[Problem]:
    """Find texts that YAML cuts short, after a key or in a list, such as ``document: Law #12``.

    A remark has a space after its ``#``; what stands in quotes or in a block of text is no remark.
    """
    marks = list(_REMARK.finditer(text))
    if not marks:
        return
    ends = sorted(_ends_of_plain_texts(text))
    for match in marks:
        start = match.start()
        before = bisect_left(ends, start + 1) - 1
        if before >= 0 and not text[ends[before] : start].strip(" \t"):
            yield Problem(
                "cut-by-comment",
                f"{shown(match.group())} is read as a remark and left out. Put the whole text in quotes; if it is a "
                "remark, put a space after `#`.",
                position=Position(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)),
            )


def _ends_of_plain_texts(text: str) -> Iterator[int]:
    """Yield where each text without quotes ends; those after something that is not YAML are left to the reader."""
    parser = CParser(text.encode("utf-8", "replace").decode("utf-8"))
    try:
        while token := parser.get_token():
            if isinstance(token, yaml.ScalarToken) and token.plain:
                yield token.end_mark.index
    except yaml.YAMLError:
        return


def in_values(tree: Any, path: Path = ()) -> Iterator[Problem]:
    r"""Find what YAML's escapes (``"\u202e"``) brought in."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from in_values(key, (*path, key))
            yield from in_values(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from in_values(value, (*path, index))
    elif match := _HIDDEN.search(tree):
        yield Problem("hidden-character", _words(match.group()), path)


def _composed(text: str) -> bool:
    """Return whether a text is in Unicode's form NFC. If it is, so is each of its beginnings."""
    return unicodedata.is_normalized("NFC", text)


def _apart(character: str) -> str:
    name = unicodedata.name(character, "a character").lower()
    places = (
        f"An accent ({name}) is written apart from its letter."
        if unicodedata.combining(character)
        else f"U+{ord(character):04X} ({name}) is another way to write a character that is usually written otherwise."
    )
    return f"{places} Delete it and type the letter anew (Unicode NFC)."


def _words(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()}) cannot be seen and is not allowed. Delete it."
