"""One file on its way through the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath

from treaty_registry.language.sentences import Speaker
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.reading.problem import Problem
from treaty_registry.reading.yaml import Tree


@dataclass
class Record:
    """A record's file, as far as it could be read."""

    path: FilePath
    shown: str
    text: str = ""
    tree: Tree | None = None
    treaty: Treaty | None = None
    problems: list[Problem] = field(default_factory=list)

    def says(self, word: str, times: int = 1) -> bool:
        """Return whether a word can stand in the record so many times, so that most need not be searched by key."""
        return self.text.count(word) >= times or "\\" in self.text


@dataclass(frozen=True)
class Context:
    """What a check may look at besides the record: the other records, the terms, and the day of the run."""

    terms: Terms
    treaties: Mapping[str, Treaty]
    ids: Mapping[str, str]
    """All ids in use, of broken records too, with the file that has each."""
    today: date
    law: Interpretations
    """What follows in law from all the records."""
    root: Root | None = None
    """The registry, where the records stand in one on disk."""

    @cached_property
    def speaker(self) -> Speaker:
        """Return what says reasons in the language of findings."""
        return Speaker(self.law.registry, "en")
