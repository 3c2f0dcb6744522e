"""The table of terms: what the words in the other tables mean."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables.table import Row, Table, columns
from treaty_registry.law.queries import Law


def _terms(law: Law) -> Iterator[Row]:
    for name, vocabulary in sorted(law.registry.terms.vocabularies.items()):
        for key, term in vocabulary.terms.items():
            yield (
                name,
                key,
                term.label.en,
                term.label.fr,
                term.definition.en,
                term.definition.fr,
                term.plane,
                term.rank,
                term.effect,
            )


TERMS = Table(
    "terms",
    "Terms of the controlled vocabularies",
    "What the words in the other tables mean.",
    columns(
        """
        vocabulary: string* The vocabulary, such as actions.
        term: string* The word as it stands in the tables.
        label_en: string* What readers see, in English.
        label_fr: string* What readers see, in French.
        definition_en: string* What it means, in English.
        definition_fr: string* What it means, in French.
        plane: string For acts: domestic, or international. Only the latter bind.
        rank: integer For acts: the order of those of one day. For types of source: closeness to the fact.
        effect: string What the computation of the law does with it.
        """
    ),
    ("vocabulary", "term"),
    _terms,
)
