"""Days, periods and lists as they stand in a sentence, in the languages of the registry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list

from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")

_LOCALES = {"en": Locale.parse("en_GB"), "fr": Locale.parse("fr")}

_MONTHS = {
    language: [format_date(date(2000, number, 1), "MMMM", locale) for number in range(1, 13)]
    for language, locale in _LOCALES.items()
}
"""The months' names. Days are put together with them here: CLDR writes days of both languages alike, and Babel reads
its pattern anew for each day."""

_ON = {
    "en": {
        "day": "on {0}",
        "part": "in {0}",
        "between": "between {0} and {1}",
        "from": "on {0} at the earliest",
        "by": "by {0}",
        "open": "on an unknown day",
    },
    "fr": {
        "day": "le {0}",
        "part": "en {0}",
        "between": "entre le {0} et le {1}",
        "from": "le {0} au plus tôt",
        "by": "au plus tard le {0}",
        "open": "à une date inconnue",
    },
}

_KEPT = 20_000
"""So many days and lists are kept in words: those of one treaty come again and again."""

_UNITS = {"day": "jour", "week": "semaine", "month": "mois", "year": "an"}


@lru_cache(maxsize=_KEPT)
def day(value: date, language: Language) -> str:
    """Return a day in words: ``4 December 2024``, ``1er janvier 1980``."""
    return f"{'1er' if language == 'fr' and value.day == 1 else value.day} {month(value, language)}"


def month(value: date, language: Language) -> str:
    """Return the month of a day in words: ``December 2024``."""
    return f"{_MONTHS[language][value.month - 1]} {value.year}"


def when(window: DateBounds | None, language: Language) -> str:
    """Return a window as it stands in a sentence: ``on 24 August 1949``, ``in 1951``, ``between ... and ...``."""
    forms = _ON[language]
    if window is None or window == DateBounds(ALWAYS, NEVER) or window.first == NEVER:
        return forms["open"]
    first, last = window
    if first == last:
        return forms["day"].format(day(first, language))
    if last == NEVER:
        return forms["from"].format(day(first, language))
    if first == ALWAYS:
        return forms["by"].format(day(last, language))
    if part := _part(first, last, language):
        return forms["part"].format(part)
    return forms["between"].format(day(first, language), day(last, language))


@lru_cache(maxsize=_KEPT)
def _part(first: date, last: date, language: Language) -> str:
    """Return a whole month or year in words, or nothing."""
    whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return month(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    return ""


def period(text: str, language: Language) -> str:
    """Return a period such as ``90 days`` in a language."""
    if language == "en":
        return text
    number, unit = text.split()
    name = _UNITS[unit.rstrip("s")]
    return f"{number} {name}" if number == "1" or name.endswith("s") else f"{number} {name}s"


def listed(items: Iterable[str], language: Language, style: Literal["standard", "or"] = "standard") -> str:
    """Return ``a, b and c``, or in the style ``or`` ``a, b or c``."""
    return _listed(tuple(items), language, style)


@lru_cache(maxsize=_KEPT)
def _listed(items: tuple[str, ...], language: Language, style: Literal["standard", "or"]) -> str:
    return format_list(items, style, _LOCALES[language])


@lru_cache
def share(text: str, language: Language) -> str:
    """Return a share such as ``2/3`` or ``55 %`` as the language writes it."""
    bare = text.replace(" ", "")
    return bare.replace("%", " %") if language == "fr" else bare
