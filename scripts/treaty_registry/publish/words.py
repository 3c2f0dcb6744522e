"""Dates, lists and language names as readers expect them, from the Unicode CLDR by way of Babel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from markupsafe import Markup

from treaty_registry.model.dates import Date, DateError

ENGLISH = Locale("en", "GB")
FORMS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}
"""How to write a year, a month and a day, in CLDR's letters."""


@lru_cache(maxsize=20_000)
def day(value: Date | str) -> str:
    """Return a date in words: ``19 June 2024``, ``June 2024``, ``about 1373``, ``date unknown``."""
    if isinstance(value, str):
        return "date unknown"
    start, slash, end = value.text.partition("/")
    if not slash:
        return _moment(start)
    if start == "..":
        return f"by {_moment(end)}"
    if end == "..":
        return f"from {_moment(start)} on"
    return f"between {_moment(start)} and {_moment(end)}"


def value_words(text: str) -> str:
    """Return a value that another source gives: dates in words, anything else as it is."""
    try:
        return day(Date.parse(text))
    except DateError:
        return f"“{text}”"


def on_day(value: Date | str) -> str:
    """Return a date as it stands in a sentence: ``on 19 June 2024``, ``in June 2024``, ``on an unknown date``."""
    if isinstance(value, str):
        return "on an unknown date"
    if "/" in value.text or value.qualified:
        return day(value)
    return f"on {day(value)}" if value.is_day else f"in {day(value)}"


def listed(items: Iterable[object], style: Literal["standard", "or"] = "standard") -> Markup:
    """Return ``a, b and c`` (or, in the style ``or``, ``a, b or c``) of texts and links, all escaped."""
    return Markup(format_list([str(Markup("{}").format(item)) for item in items], style, ENGLISH))  # noqa: S704  # each item was escaped in this line


def local(text: Mapping[str, str], language: str = "en") -> tuple[str, str]:
    """Return a text in the language asked for or the first that there is, with the language it is in."""
    chosen = language if language in text else next(iter(text))
    return chosen, text[chosen]


@lru_cache
def language_name(code: str) -> str:
    """Return a language's English name, or its code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_language_name(ENGLISH) or code
    except (UnknownLocaleError, ValueError):
        return code


def _moment(text: str) -> str:
    parts = [int(part) for part in text.rstrip("?~%").split("-")]
    year, month, number = [*parts, 1, 1][:3]
    words = format_date(date(year, month, number), FORMS[len(parts)], ENGLISH)
    return {"?": f"{words} (uncertain)", "~": f"about {words}", "%": f"about {words} (uncertain)"}.get(text[-1], words)
