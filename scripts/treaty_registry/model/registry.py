"""A registry in memory: its terms, its parties and its treaties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from treaty_registry.model.party import Party
from treaty_registry.model.source import Source
from treaty_registry.model.terms import PARTY_VOCABULARY, VOCABULARIES
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
            PARTY_VOCABULARY: self.parties,
            VOCABULARIES: self.vocabularies,
        }


@dataclass(frozen=True, eq=False)
class Registry:
    """All records that could be read, by id, with the terms that they use.

    ``referring`` has, for each treaty, the ids of the records with a relation to it, in the order of the records.
    """

    terms: Terms
    treaties: Mapping[str, Treaty]
    referring: Mapping[str, Sequence[str]] = None  # type: ignore[assignment]  # filled in below

    def __post_init__(self) -> None:
        """Find out who refers to whom, where that is not known yet."""
        if self.referring is None:
            object.__setattr__(self, "referring", _referring(self.treaties.values()))


def _referring(treaties: Iterable[Treaty]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for treaty in treaties:
        for other in dict.fromkeys(relation.treaty for relation in treaty.relations or () if relation.treaty):
            found[other].append(treaty.id)
    return found


def active_treaties(registry: Registry) -> Iterator[Treaty]:
    """Yield the treaties that are not retired, by id: those that leave the registry as data."""
    for treaty_id in sorted(registry.treaties):
        treaty = registry.treaties[treaty_id]
        if treaty.retired is None:
            yield treaty
