"""Drawing with a seed, so that every term comes up and common ones come up more often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

T = TypeVar("T")

COMMON: Mapping[str, Mapping[str, int]] = {
    "treaty-kinds": {"treaty": 8, "agreement": 4, "convention": 3, "protocol": 3},
    "binding": {"yes-by-text": 12},
    "secrecy": {"public": 12},
    "source-types": {"official": 2, "press": 2, "depositary": 2},
    "obligation-kinds": {"defence": 4, "consultation": 4, "non-aggression": 3, "friendship-and-cooperation": 3},
    "triggers": {"armed-attack": 5, "threat-of-attack": 2},
    "instruments": {"ratification": 6, "accession": 2},
    "yes-no": {"yes": 2},
}
"""How many extra times a term lies in its deck."""


class Decks:
    """One shuffled deck for each vocabulary: a term comes again only when all the others have come.

    So a few dozen draws bring up every term, a new term needs no new code, and memory stays the same however many
    records are drawn.
    """

    def __init__(self, rng: Random, vocabularies: Mapping[str, Mapping[str, Any]]) -> None:
        self.rng = rng
        self.vocabularies = vocabularies
        self._left: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def one(self, vocabulary: str, among: tuple[str, ...] = ()) -> str:
        """Draw a term of a vocabulary, or of some of its terms."""
        left = self._left.get((vocabulary, among))
        if not left:
            terms = among or tuple(self.vocabularies[vocabulary])
            extra = COMMON.get(vocabulary, {})
            left = [term for term in terms for _ in range(1 + extra.get(term, 0))]
            self.rng.shuffle(left)
            self._left[vocabulary, among] = left
        return left.pop()

    def some(self, vocabulary: str, most: int) -> list[str] | str:
        """Draw one to ``most`` different terms; one alone stands without a list."""
        return one_or_many(list(dict.fromkeys(self.one(vocabulary) for _ in range(self.rng.randint(1, most)))))

    def fitting(self, group: dict[str, Any], **terms: str) -> dict[str, Any]:
        """Return a group without the keys that mean nothing beside its terms: ``what="triggers"`` and so on."""
        for key in list(group):
            about = {name: self._users(words, key) for name, words in terms.items()}
            if any(about.values()) and not any(group.get(name) in users for name, users in about.items()):
                group[key] = None
        return group

    def _users(self, vocabulary: str, key: str) -> set[str]:
        """Return the terms of a vocabulary that need or allow a key."""
        known = self.vocabularies[vocabulary].items()
        return {name for name, term in known if key in (*term.get("needs", ()), *term.get("allows", ()))}

    def maybe(self, chance: float, vocabulary: str) -> str | None:
        """Draw a term with some chance."""
        return self.one(vocabulary) if self.rng.random() < chance else None

    def chance(self, chance: float) -> bool:
        """Toss a coin."""
        return self.rng.random() < chance


def one_or_many(items: Sequence[str]) -> list[str] | str:
    """Return a list as records write it: a single thing without its brackets."""
    return items[0] if len(items) == 1 else list(items)


def read_vocabularies(folder: Path) -> dict[str, dict[str, Any]]:
    """Return every vocabulary's terms, with the properties of each as plain text."""
    read = {}
    for path in sorted(folder.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            tree = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506  # the base loader makes nothing but text
        read[tree["vocabulary"]] = tree["terms"]
    return read
