"""Dates, lists and names of languages as readers expect them, from the Unicode CLDR by way of Babel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

from babel.core import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from treaty_registry.law import wording
from treaty_registry.law.wording import Language, month
from treaty_registry.model.dates import Date, DateError
from treaty_registry.website.context.html import safe
from treaty_registry.website.search.words import fold

LOCALES: Mapping[Language, Locale] = {"en": Locale("en", "GB"), "fr": Locale("fr")}

_DATES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "unknown": "date unknown",
        "by": "by {0}",
        "on": "from {0} on",
        "between": "between {0} and {1}",
        "?": "{0} (uncertain)",
        "~": "about {0}",
        "%": "about {0} (uncertain)",
    },
    "fr": {
        "unknown": "date inconnue",
        "by": "au plus tard {0}",
        "on": "au plus tôt {0}",
        "between": "entre {0} et {1}",
        "?": "{0} (incertain)",
        "~": "vers {0}",
        "%": "vers {0} (incertain)",
    },
}

_KEPT = 20_000
"""So many dates and lists are kept in words: those of one treaty come again and again."""

Relation = Literal["on", "since", "until", "from"]

_RELATIONS: Mapping[Language, Mapping[Relation, tuple[str, str, str, str]]] = {
    "en": {
        "on": ("on {}", "in {}", "{}", "on an unknown date"),
        "since": ("since {}", "since {}", "since: {}", "since an unknown date"),
        "until": ("until {}", "until {}", "until: {}", "until an unknown date"),
        "from": ("from {}", "from {}", "from: {}", "from an unknown date"),
    },
    "fr": {
        "on": ("le {}", "en {}", "{}", "à une date inconnue"),
        "since": ("depuis le {}", "depuis {}", "depuis : {}", "depuis une date inconnue"),
        "until": ("jusqu’au {}", "jusqu’en {}", "jusqu’à : {}", "jusqu’à une date inconnue"),
        "from": ("à partir du {}", "à partir de {}", "à partir de : {}", "à partir d’une date inconnue"),
    },
}
"""How a date stands in a sentence: a day, a month or year, a date in doubt, a date that nobody found."""


@lru_cache(maxsize=_KEPT)
def day(value: Date | str, language: Language = "en") -> str:
    """Return a date in words: ``19 June 2024``, ``June 2024``, ``about 1373``, ``date unknown``."""
    forms = _DATES[language]
    if isinstance(value, str):
        return forms["unknown"]
    start, slash, end = value.text.partition("/")
    if not slash:
        return _moment(start, language)
    if start == "..":
        return forms["by"].format(_named(end, language))
    if end == "..":
        return forms["on"].format(_named(start, language))
    return forms["between"].format(_named(start, language), _named(end, language))


def value_words(text: str, language: Language = "en") -> str:
    """Return a value that another source gives: dates in words, anything else as it is."""
    try:
        return day(Date.parse(text), language)
    except DateError:
        return f"« {text} »" if language == "fr" else f"“{text}”"


def related(value: Date | str, relation: Relation, language: Language = "en") -> str:
    """Return a date as it stands in a sentence: ``since 19 June 2024``, ``until 1991``, ``jusqu’au 1er mai 1960``."""
    of_day, of_part, of_doubt, of_none = _RELATIONS[language][relation]
    if isinstance(value, str):
        return of_none
    text = day(value, language)
    if "/" in value.text or value.qualified:
        return of_doubt.format(text)
    if language == "fr" and relation == "from" and not value.is_day and text[:1] in "ao":
        return f"à partir d’{text}"
    return (of_day if value.is_day else of_part).format(text)


def on_day(value: Date | str, language: Language = "en") -> str:
    """Return a date as it stands in a sentence: ``on 19 June 2024``, ``in June 2024``, ``on an unknown date``."""
    return related(value, "on", language)


def listed(items: Iterable[object], style: Literal["standard", "or"] = "standard", language: Language = "en") -> Markup:
    """Return ``a, b and c`` (or, in the style ``or``, ``a, b or c``) of texts and links, all escaped."""
    return _listed(tuple(map(safe, items)), style, language)


@lru_cache(maxsize=_KEPT)
def _listed(items: tuple[Markup, ...], style: Literal["standard", "or"], language: Language) -> Markup:
    return Markup(format_list(list(map(str, items)), style, LOCALES[language]))  # noqa: S704  # each item is escaped


def number(value: int, language: Language = "en") -> str:
    """Return a number with its thousands apart."""
    return format_decimal(value, locale=LOCALES[language])


def local(text: Mapping[str, str], language: str = "en") -> tuple[str, str]:
    """Return a text in the language asked for or the first that there is, with the language it is in."""
    chosen = language if language in text else next(iter(text))
    return chosen, text[chosen]


@lru_cache
def language_name(code: str, language: Language = "en") -> str:
    """Return a language's name, or its code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_language_name(LOCALES[language].language) or code
    except (UnknownLocaleError, ValueError):
        return code


def _named(text: str, language: Language) -> str:
    """Return a moment with the article that French sets before a day."""
    words = _moment(text, language)
    return f"le {words}" if language == "fr" and text.count("-") == 2 else words


def _moment(text: str, language: Language) -> str:
    parts = [int(part) for part in text.rstrip("?~%").split("-")]
    first = date(*[*parts, 1, 1][:3])
    words = (str(first.year), month(first, language), wording.day(first, language))[len(parts) - 1]
    form = _DATES[language].get(text[-1])
    return form.format(words) if form else words


def in_order(name: str) -> str:
    """Return what a name is sorted by: its letters without accents, small."""
    return fold(name)
