"""What every later stage reports: one thing that is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

Path = tuple[str | int, ...]
"""A place in a record: the keys and list positions that lead to it, from the top."""


class Position(NamedTuple):
    """A place in a file, both counted from 1, columns in characters."""

    line: int
    column: int


FILE_START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one record.

    ``code`` names the kind (see ``check.registry``); ``message`` says what was found and what to do;
    ``path`` is the place in the record, ``at_key`` whether the key itself is meant rather than its value;
    ``position`` is given where the reader knows it and there is no record path yet.
    """

    code: str
    message: str
    path: Path = ()
    at_key: bool = False
    position: Position | None = None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` Did you mean `x`?`` for the known word nearest to ``word``, or nothing."""
    near = nearest(word, known)
    return f" Did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be, if one is near enough and not its opposite."""
    near = get_close_matches(word, list(known), n=_NEAR, cutoff=0.6)
    return next((one for one in near if not opposite(word, one)), None)


_NEAR = 5
"""So many near words are looked at: the nearest may be the opposite."""

_DENIALS = frozenset({"not", "non", "no", "never", "without"})
_REVERSALS = frozenset({"end", "withdrawal", "revocation", "rejection"})
_PREFIXES = ("not", "non", "un", "dis")


def opposite(word: str, other: str) -> bool:
    """Return whether one of two words denies or reverses the other, as ``never-in-force`` does ``in-force``."""
    parts, others = (one.casefold().replace("_", "-").split("-") for one in (word, other))
    if _denied(parts, others) or _denied(others, parts):
        return True
    few, many = sorted((frozenset(parts), frozenset(others)), key=len)
    short, long = sorted((word.casefold(), other.casefold()), key=len)
    return (few < many and many - few <= _REVERSALS) or (
        long.endswith(short) and long[: -len(short)].rstrip("-") in _PREFIXES
    )


def _denied(parts: Iterable[str], others: Sequence[str]) -> bool:
    """Return whether a word has a denial that another lacks, where it may be misspelt or joined to what follows."""
    return any(
        not any(other in _DENIALS or other.startswith(part) for other in others)
        and not get_close_matches(part, [other for other in others if len(other) <= len(part) + 1], n=1, cutoff=0.6)
        for part in parts
        if part in _DENIALS
    )


def shown(value: object, limit: int = 60) -> str:
    """Return a value as a contributor would recognise it, cut to ``limit`` characters, controls made visible."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return f"`{cut(str(value), limit)}`"


def cut(text: str, limit: int = 60) -> str:
    """Return a text on one line, controls made visible, with its end cut off where it is longer than ``limit``."""
    text = printable(text[: limit + 1])
    return f"{text[: limit - 1]}…" if len(text) > limit else text


def printable(text: str) -> str:
    """Return a text with its controls made visible, so that it can neither break a line nor steer a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
