"""The languages of the registry, what other languages are called in them, and where their lines do not break."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from babel.core import Locale, UnknownLocaleError

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")

SOURCE: Language = "en"
"""The language of the texts in the code, by which the catalogues of the others are looked up."""

LOCALES: Mapping[Language, Locale] = {"en": Locale("en", "GB"), "fr": Locale("fr")}


@lru_cache
def language_name(code: str, language: Language = SOURCE) -> str:
    """Return a language's name, or its code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_language_name(LOCALES[language].language) or code
    except (UnknownLocaleError, ValueError):
        return code


def local(text: Mapping[str, str], language: str = SOURCE) -> tuple[str, str]:
    """Return a text in the language asked for or the first that there is, with the language it is in."""
    chosen = language if language in text else next(iter(text))
    return chosen, text[chosen]


_UNBROKEN: Mapping[Language, re.Pattern[str]] = {"fr": re.compile(r" (?=[:;?!»])|(?<=«) ")}
"""The spaces of a language's typography at which no line may break."""


def unbroken(text: str, language: Language) -> str:
    """Return a text of a language with no-break spaces where its typography has them."""
    pattern = _UNBROKEN.get(language)
    return pattern.sub("\u00a0", text) if pattern else text
