"""Tables of sources: what they are, and which fact rests on which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treaty_registry.check.references import source_references
from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.cells import edtf
from treaty_registry.export.tables.descriptions import term_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.source import Source
from treaty_registry.model.vocabulary import Bilingual


class _TreatySource(NamedTuple):
    treaty_id: str
    key: str
    source: Source


def _treaty_sources(law: CompiledRegistry) -> Iterator[_TreatySource]:
    for treaty in active_treaties(law.registry):
        for key, source in treaty.sources.items():
            yield _TreatySource(treaty.id, key, source)


SOURCES: Table[_TreatySource] = Table(
    "sources",
    Bilingual(en="Sources", fr="Sources"),
    Bilingual(en="What the facts of each treaty rest on.", fr="Ce sur quoi reposent les faits de chaque traité."),
    _treaty_sources,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column(
            "key",
            "string",
            Bilingual(en="The source's key in that record.", fr="La clé de la source dans cette fiche."),
            lambda row: row.key,
            required=True,
        ),
        Column("type", "string", term_of("source-types"), lambda row: row.source.type, required=True),
        Column(
            "title",
            "string",
            Bilingual(
                en="Title as the source gives it; in square brackets where it has none.",
                fr="Titre tel que le donne la source ; entre crochets lorsqu’elle n’en a pas.",
            ),
            lambda row: row.source.title,
            required=True,
        ),
        Column("author", "string", Bilingual(en="Author.", fr="Auteur."), lambda row: row.source.author),
        Column(
            "publisher",
            "string",
            Bilingual(en="Who published it.", fr="Qui l’a publiée."),
            lambda row: row.source.publisher,
            required=True,
        ),
        Column(
            "date",
            "string",
            Bilingual(en="Date of publication in EDTF, or unknown.", fr="Date de publication en EDTF, ou unknown."),
            lambda row: edtf(row.source.date),
            required=True,
        ),
        Column("url", "string", Bilingual(en="Address.", fr="Adresse."), lambda row: row.source.url),
        Column(
            "archive_url",
            "string",
            Bilingual(en="Address of an archived copy.", fr="Adresse d’une copie archivée."),
            lambda row: row.source.archive_url,
        ),
        Column(
            "accessed",
            "string",
            Bilingual(en="Day on which it was read.", fr="Jour où elle a été lue."),
            lambda row: edtf(row.source.accessed),
        ),
        Column(
            "language",
            "string",
            Bilingual(en="ISO 639 code.", fr="Code ISO 639."),
            lambda row: row.source.language,
            required=True,
        ),
    ),
    key=("treaty", "key"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)),),
)


class _FactSource(NamedTuple):
    treaty_id: str
    fact: str
    source_key: str


def _fact_sources(law: CompiledRegistry) -> Iterator[_FactSource]:
    for treaty in active_treaties(law.registry):
        seen: set[tuple[str, str]] = set()
        for path, key in source_references(treaty.model_dump(mode="json", exclude_none=True)):
            fact = ".".join(map(str, path[: path.index("source")]))
            if (fact, key) not in seen:
                seen.add((fact, key))
                yield _FactSource(treaty.id, fact or "record", key)


CITATIONS: Table[_FactSource] = Table(
    "citations",
    Bilingual(en="Which fact rests on which source", fr="Quel fait repose sur quelle source"),
    Bilingual(
        en="One row for each source that a fact of a record cites.",
        fr="Une ligne pour chaque source que cite un fait d’une fiche.",
    ),
    _fact_sources,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column(
            "fact",
            "string",
            Bilingual(
                en="Place of the fact in the record, such as events.3; record for the facts at its top.",
                fr="Place du fait dans la fiche, par exemple events.3 ; record pour les faits en tête.",
            ),
            lambda row: row.fact,
            required=True,
        ),
        Column(
            "source",
            "string",
            Bilingual(en="Key of the source in that record.", fr="Clé de la source dans cette fiche."),
            lambda row: row.source_key,
            required=True,
        ),
    ),
    key=("treaty", "fact", "source"),
    foreign_keys=(ForeignKey(("treaty", "source"), "sources", ("treaty", "key")),),
)
