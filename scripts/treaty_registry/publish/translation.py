"""The interface's own words in other languages: catalogues in ``docs/words/<language>/``, by their English.

A template says ``t("Obligations")``, in English; a catalogue file ``docs/words/fr/*.yaml`` has one line
``Obligations: Obligations`` for it. What contributors write into records is never looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

ENGLISH = "en"


class MissingTranslationError(LookupError):
    """A text of the interface has no translation; the text names it and the folder of the catalogues."""


class Catalogue:
    """The translations of one language."""

    def __init__(self, language: str, texts: Mapping[str, str], where: str = "") -> None:
        """Take the translations by their English."""
        self.language, self.texts, self.where = language, texts, where

    def t(self, english: str, **values: object) -> str:
        """Return a text of the interface in this language, with the values that stand in it in braces.

        Raises MissingTranslationError where the catalogue lacks it.
        """
        text = english
        if self.language != ENGLISH:
            if english not in self.texts:
                raise MissingTranslationError(f"{self.where} has no translation of {english!r}")
            text = self.texts[english]
        return text.format(**values) if values else text


def catalogue(folder: Path, language: str) -> Catalogue:
    """Return the catalogue of a language: all files of its folder together, each a flat list of texts."""
    texts: dict[str, str] = {}
    for path in sorted((folder / language).glob("*.yaml")):
        # Every value is text here, even yes and no.
        texts |= yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506  # it makes nothing but texts, lists and maps
    return Catalogue(language, texts, str(folder / language))
