"""Translations that stand in ``docs/words/<language>/*.yaml``, by their English: those of findings and of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from treaty_registry.language.catalogue import Catalogue, merged

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C, of which not every platform has a build, reads the same in a tenth of the time."""
_SPACE = re.compile(r" (?=[:;?!»])|(?<=«) ")
"""Where a space must not break, which nobody needs to type as such."""


def with_yaml(words: Catalogue, folder: Path) -> Catalogue:
    """Return a catalogue with the texts of its language's folder added.

    Raises ConflictingTranslationsError where a text has two translations.
    """
    paths = sorted((folder / words.language).glob("*.yaml"))
    return Catalogue(words.language, merged(words.texts, (line for path in paths for line in _lines(path))))


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield every line of a file, a text that stands there twice twice: a mapping would keep the last in silence."""
    # Every value is text here, even yes and no.
    tree = yaml.compose(path.read_bytes(), _LOADER)
    for key, value in tree.value if tree else ():
        yield key.value, _SPACE.sub("\u00a0", value.value), str(path)
