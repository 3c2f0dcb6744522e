"""A registry in memory: its terms, its parties and its treaties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from treaty_registry.model.party import Party
from treaty_registry.model.source import Source
from treaty_registry.model.terms import PARTIES
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Terms:
    """What records refer to: the vocabularies and the parties, with the sources that they share.

    Two of them are never compared by what they hold, so that what is worked out from one can be kept for it.
    """

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    shared_sources: Mapping[str, Source] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)

    def context(self) -> dict[str, Mapping[str, object]]:
        """Return the validation context that the models need."""
        return {
            **{name: vocabulary.terms for name, vocabulary in self.vocabularies.items()},
            PARTIES: self.parties,
        }


@dataclass(frozen=True)
class Registry:
    """All records that could be read, by id, with the terms that they use."""

    terms: Terms
    treaties: Mapping[str, Treaty]
