"""The table of terms: what the words in the other tables mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treaty_registry.export.tables.table import Column, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.vocabulary import Bilingual, VocabularyTerm


class _NamedTerm(NamedTuple):
    vocabulary: str
    name: str
    term: VocabularyTerm


def _named_terms(law: CompiledRegistry) -> Iterator[_NamedTerm]:
    for vocabulary_name, vocabulary in sorted(law.registry.terms.vocabularies.items()):
        for name, term in vocabulary.terms.items():
            yield _NamedTerm(vocabulary_name, name, term)


TERMS: Table[_NamedTerm] = Table(
    "terms",
    Bilingual(en="Terms of the controlled vocabularies", fr="Termes des vocabulaires contrôlés"),
    Bilingual(en="What the words in the other tables mean.", fr="Ce que signifient les mots des autres tables."),
    _named_terms,
    columns=(
        Column(
            "vocabulary",
            "string",
            Bilingual(en="The vocabulary, such as actions.", fr="Le vocabulaire, par exemple actions."),
            lambda row: row.vocabulary,
            required=True,
        ),
        Column(
            "term",
            "string",
            Bilingual(en="The word as it stands in the tables.", fr="Le mot tel qu’il figure dans les tables."),
            lambda row: row.name,
            required=True,
        ),
        Column(
            "label_en",
            "string",
            Bilingual(en="What readers see, in English.", fr="Ce que voient les lecteurs, en anglais."),
            lambda row: row.term.label.en,
            required=True,
        ),
        Column(
            "label_fr",
            "string",
            Bilingual(en="What readers see, in French.", fr="Ce que voient les lecteurs, en français."),
            lambda row: row.term.label.fr,
            required=True,
        ),
        Column(
            "definition_en",
            "string",
            Bilingual(en="What it means, in English.", fr="Ce qu’il signifie, en anglais."),
            lambda row: row.term.definition.en,
            required=True,
        ),
        Column(
            "definition_fr",
            "string",
            Bilingual(en="What it means, in French.", fr="Ce qu’il signifie, en français."),
            lambda row: row.term.definition.fr,
            required=True,
        ),
        Column(
            "plane",
            "string",
            Bilingual(
                en="For acts: domestic, or international. Only the latter bind.",
                fr="Pour les actes : domestic (interne) ou international. Seuls ces derniers lient.",
            ),
            lambda row: row.term.plane,
        ),
        Column(
            "rank",
            "integer",
            Bilingual(
                en="For acts: the order of those of one day. For types of source: closeness to the fact.",
                fr="Pour les actes : l’ordre de ceux d’un même jour. Pour les types de source : la proximité du fait.",
            ),
            lambda row: row.term.rank,
        ),
        Column(
            "effect",
            "string",
            Bilingual(
                en="What the computation of the law does with it.",
                fr="Ce qu’en fait le calcul du droit.",
            ),
            lambda row: row.term.effect,
        ),
    ),
    key=("vocabulary", "term"),
)
