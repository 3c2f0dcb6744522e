"""Lengths of time, shares, numbers and lists as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from babel.lists import format_list
from babel.numbers import format_decimal

from treaty_registry.language.catalogue import Message, Plural, counted, said
from treaty_registry.language.languages import LOCALES, SOURCE, Language

MAX_LISTS = 20_000  # kept in words: those of one treaty come again and again

_PERIODS: Mapping[str, Plural] = {
    "day": Plural("period", "{number} day", "{number} days"),
    "week": Plural("period", "{number} week", "{number} weeks"),
    "month": Plural("period", "{number} month", "{number} months"),
    "year": Plural("period", "{number} year", "{number} years"),
}

# Translators: a share as an article states it
_PERCENT = Message("share", "{number}%")


@lru_cache
def period(text: str, language: Language) -> str:
    """Return a length of time such as ``90 days`` in a language."""
    number, unit = text.split()
    return counted(_PERIODS[unit.removesuffix("s")], int(number), language)


@lru_cache
def share(text: str, language: Language) -> str:
    """Return a share such as ``2/3`` or ``55 %`` as the language writes it."""
    bare = text.replace(" ", "")
    return said(_PERCENT, language, number=bare.removesuffix("%")) if bare.endswith("%") else bare


def number(value: int, language: Language = SOURCE) -> str:
    """Return a number with its thousands set apart."""
    return format_decimal(value, locale=LOCALES[language])


def listed(items: Iterable[str], language: Language, style: Literal["standard", "or"] = "standard") -> str:
    """Return ``a, b and c``, or in the style ``or`` ``a, b or c``."""
    return _listed(tuple(items), language, style)


@lru_cache(maxsize=MAX_LISTS)
def _listed(items: tuple[str, ...], language: Language, style: Literal["standard", "or"]) -> str:
    return format_list(items, style, LOCALES[language])
