"""Tables of treaties: each with where it stands, its numbers elsewhere, and what it does to older ones."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables.cells import bounds, days, edtf
from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.acts import SIGNS
from treaty_registry.law.queries import Law
from treaty_registry.model.registry import active_treaties


def _treaties(law: Law) -> Iterator[Row]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for treaty in active_treaties(law.registry):
        signed = next((event.date for event in treaty.events if actions[event.action].effect in SIGNS), None)
        course = law.course(treaty.id)
        known = treaty.verified.latest
        yield (
            treaty.id,
            treaty.title,
            treaty.short_title,
            (treaty.titles or {}).get("fr"),
            treaty.kind,
            tuple(treaty.subjects),
            treaty.binding,
            treaty.secrecy,
            tuple(treaty.authentic_languages),
            edtf(signed),
            *bounds(signed),
            law.status(treaty.id, known).code,
            known,
            *days(course.entry.window),
            *days(course.over),
            tuple(treaty.coded),
            treaty.text_read,
            (treaty.summary or {}).get("en"),
            (treaty.summary or {}).get("fr"),
        )


TREATIES = Table(
    "treaties",
    "Treaties",
    "One row for each treaty, with where it stood on the day up to which its record was verified.",
    columns(
        """
        id: string* The record's permanent id.
        title: string* Official title, in English.
        short_title: string* What people call it.
        title_fr: string Official title, in French.
        kind: string* Term of the vocabulary treaty-kinds.
        subjects: list* Terms of the vocabulary subjects.
        binding: string* Whether it binds in law: term of the vocabulary binding.
        secrecy: string* Whether its text was public: term of the vocabulary secrecy.
        authentic_languages: list* ISO 639 codes of the authentic languages, or unknown.
        signed: string Date of the first signature in EDTF, or unknown; missing where no signature is on record.
        signed_first: date First day that this date may mean.
        signed_last: date Last day that this date may mean.
        status: string* Computed status on the day of known: term of the vocabulary statuses.
        known: date* Day up to which the facts were verified: every answer about a later day is as known on this one.
        entry_first: date Computed entry into force: the first day on which it may have happened.
        entry_last: date The last such day; the same as entry_first where the day is known. Missing: perhaps never.
        end_first: date Computed end: the first day without the treaty, at the earliest.
        end_last: date The same at the latest. Missing: perhaps never.
        coded: list* Kinds of obligation that the reader of the text looked for.
        text_read: string How much of the text was read: only where it is whole is a kind that was looked for a real no.
        summary_en: string Summary in English.
        summary_fr: string Summary in French.
        """
    ),
    ("id",),
    _treaties,
)


def _identifiers(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for number, one in enumerate(treaty.identifiers or (), start=1):
            yield treaty.id, number, one.scheme, one.value


IDENTIFIERS = Table(
    "identifiers",
    "Numbers of treaties elsewhere",
    "Every number by which others know a treaty; unknown means looked for and not found.",
    columns(
        """
        treaty: string* Id of the treaty.
        number: integer* Order in the record.
        scheme: string* Term of the vocabulary identifier-schemes.
        value: string* The number, or unknown, or none.
        """
    ),
    ("treaty", "number"),
    _identifiers,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _relations(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for number, one in enumerate(treaty.relations or ()):
            yield treaty.id, number, one.type, one.treaty, one.unrecorded, edtf(one.date)


RELATIONS = Table(
    "relations",
    "Relations between treaties",
    "What a treaty does to an older one, stored once with the newer.",
    columns(
        """
        treaty: string* Id of the newer treaty.
        number: integer* Order in the record, from 0.
        type: string* Term of the vocabulary relation-types.
        other: string Id of the older treaty.
        unrecorded: string Title and date of the older treaty, where it has no record yet.
        date: string From when it holds, in EDTF.
        """
    ),
    ("treaty", "number"),
    _relations,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("other",), "treaties", ("id",))),
)
