"""The marks of conditions within conditions: ``(a)``, within it ``(i)``, within that ``(1)``, as articles have them."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from treaty_registry.language.catalogue import Catalogue, Message

# Translators: the mark of one of several conditions in a sentence: {mark} is a letter or a number
_MARK = Message("rule:mark", "({mark})")
# Translators: the mark of a condition within another one
_WITHIN = Message("rule:mark-within", "{outer}{inner}")

_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def condition_mark(place: int, depth: int, words: Catalogue) -> str:
    """Return the mark of the condition at a place, counted from 0, at a depth, in the language of a catalogue."""
    return words.say(_MARK, mark=_SERIES[depth % len(_SERIES)](place + 1))


def condition_marks(places: Sequence[int], words: Catalogue) -> str:
    """Return the mark of a condition within others, by its places from the outside in: ``(b)(i)``."""
    whole = ""
    for depth, place in enumerate(places):
        mark = condition_mark(place, depth, words)
        whole = words.say(_WITHIN, outer=whole, inner=mark) if whole else mark
    return whole


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


def _roman(number: int) -> str:
    return _TENS[number // 10] + _ONES[number % 10] if number < 100 else str(number)


_SERIES = (_letters, _roman, str)
