"""Tables of sources: what they are, and which fact rests on which."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.references import source_references
from treaty_registry.export.tables.cells import edtf
from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.queries import Law
from treaty_registry.model.registry import active_treaties


def _sources(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for key, one in treaty.sources.items():
            yield (
                treaty.id,
                key,
                one.type,
                one.title,
                one.author,
                one.publisher,
                edtf(one.date),
                one.url,
                one.archive_url,
                edtf(one.accessed),
                one.language,
            )


SOURCES = Table(
    "sources",
    "Sources",
    "What the facts of each treaty rest on.",
    columns(
        """
        treaty: string* Id of the treaty.
        key: string* The source's key in that record.
        type: string* Term of the vocabulary source-types.
        title: string* Title as the source gives it; in square brackets where it has none.
        author: string Author.
        publisher: string* Who published it.
        date: string* Date of publication in EDTF, or unknown.
        url: string Address.
        archive_url: string Address of an archived copy.
        accessed: string Day on which it was read.
        language: string* ISO 639 code.
        """
    ),
    ("treaty", "key"),
    _sources,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _citations(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        seen: set[tuple[str, str]] = set()
        for path, key in source_references(treaty.model_dump(mode="json", exclude_none=True)):
            fact = ".".join(map(str, path[: path.index("source")]))
            if (fact, key) not in seen:
                seen.add((fact, key))
                yield treaty.id, fact or "record", key


CITATIONS = Table(
    "citations",
    "Which fact rests on which source",
    "One row for each source that a fact of a record cites.",
    columns(
        """
        treaty: string* Id of the treaty.
        fact: string* Place of the fact in the record, such as events.3; record for the facts at its top.
        source: string* Key of the source in that record.
        """
    ),
    ("treaty", "fact", "source"),
    _citations,
    (Reference(("treaty", "source"), "sources", ("treaty", "key")),),
)
