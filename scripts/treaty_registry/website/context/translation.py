"""The interface's own words in other languages: catalogues in ``docs/words/<language>/``, by their English.

A template says ``t("Obligations")``, in English; a catalogue file ``docs/words/fr/*.yaml`` has one line
``Obligations: Obligations`` for it. What contributors write into records is never looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from treaty_registry.website.context.html import html, safe

ENGLISH = "en"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C, of which not every platform has a build, reads the same in a tenth of the time."""
_SPACE = re.compile(r" (?=[:;?!»])|(?<=«) ")
"""Where French has a space that must not break, which nobody needs to type as such."""


class MissingTranslationError(LookupError):
    """Texts of the interface have no translation; the message names them and the folder of the catalogues."""


class ConflictingTranslationsError(ValueError):
    """A text of the interface has two translations; the message names both, with their files."""


class Catalogue:
    """The translations of one language."""

    def __init__(self, language: str, texts: Mapping[str, str], where: str = "") -> None:
        """Take the translations by their English."""
        self.language, self.texts, self.where = language, texts, where
        self.missing: dict[str, None] = {}

    def t(self, english: str, **values: object) -> str:
        """Return a text of the interface in this language, with the values that stand in it in braces.

        Where a value is HTML, so is what comes back, with all that is not HTML escaped. A text that the catalogue
        lacks comes back in English and is remembered: ``check`` then refuses to go on.
        """
        text = english
        if self.language != ENGLISH:
            text = self.texts.get(english, "")
            if not text:
                self.missing[english] = None
                text = english
        if not values:
            return text
        for value in values.values():
            if hasattr(value, "__html__"):
                return html(safe(text), **values)
        return text.format(**values)

    def check(self) -> None:
        """Raise MissingTranslationError with all texts that were asked for and are not there."""
        if self.missing:
            lines = "\n".join(f"  {text!r}" for text in self.missing)
            raise MissingTranslationError(f"{self.where} lacks the translation of\n{lines}")


def catalogue(folder: Path, language: str) -> Catalogue:
    """Return the catalogue of a language: all files of its folder together, each a flat list of texts.

    Raises ConflictingTranslationsError where two lines, of one file or of two, translate a text differently.
    """
    texts: dict[str, str] = {}
    found_in: dict[str, Path] = {}
    for path in sorted((folder / language).glob("*.yaml")):
        for english, translated in _lines(path):
            before = texts.setdefault(english, translated)
            if before != translated:
                raise ConflictingTranslationsError(
                    f"{english!r} is {before!r} in {found_in[english]} and {translated!r} in {path}: keep one"
                )
            found_in.setdefault(english, path)
    texts = {english: unbroken(translated, language) for english, translated in texts.items()}
    return Catalogue(language, texts, str(folder / language))


def unbroken(text: str, language: str) -> str:
    """Return a text of a language with the spaces that must not break there, of which French has some."""
    return _SPACE.sub("\u00a0", text) if language == "fr" else text


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every line of a file, a text that stands there twice twice: a mapping would keep the last in silence."""
    # Every value is text here, even yes and no.
    tree = yaml.compose(path.read_bytes(), _LOADER)
    for key, value in tree.value if tree else ():
        yield key.value, value.value
