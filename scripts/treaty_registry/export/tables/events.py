"""Tables of events: what happened, who took part, and the results that sources state."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.event_keys import event_keys
from treaty_registry.export.tables.cells import articles, bounds, edtf
from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.queries import Law
from treaty_registry.model.registry import active_treaties


def _events(law: Law) -> Iterator[Row]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for treaty in active_treaties(law.registry):
        for number, (key, event) in enumerate(zip(event_keys(treaty), treaty.events, strict=True)):
            votes = event.votes
            yield (
                key,
                treaty.id,
                number,
                str(event.date),
                *bounds(event.date),
                event.action,
                actions[event.action].plane,
                event.instrument,
                edtf(event.effective),
                edtf(event.until),
                event.under,
                f"{treaty.id}:{event.refers_to}" if event.refers_to else None,
                event.precludes,
                articles(event.articles),
                event.place,
                event.body,
                event.chamber,
                votes.in_favour if votes else None,
                votes.against if votes else None,
                votes.abstaining if votes else None,
                votes.unanimous if votes else None,
                event.authority,
                event.document,
                tuple(by for one in event.disputed or () for by in one.by if by in law.registry.terms.parties) or None,
            )


EVENTS = Table(
    "events",
    "Events",
    "What happened to each treaty, and when: who did it stands in event_parties.",
    columns(
        """
        event: string* Key of the event: made of what it is, so that it stays when others are added.
        treaty: string* Id of the treaty.
        number: integer* Order in the record, from 0.
        date: string* Date in EDTF, or unknown.
        date_first: date First day that the date may mean.
        date_last: date Last day that the date may mean.
        action: string* Term of the vocabulary actions.
        plane: string* domestic or international: only the latter binds a state towards others.
        instrument: string Term of the vocabulary instruments.
        effective: string Date of effect in EDTF, or unknown, where it is not the event's own.
        until: string End of what it prolongs or limits, in EDTF, or indefinite, or unknown.
        under: string Id of the other treaty under which it was done.
        refers_to: string Key of the event that it revokes, extends or answers.
        precludes: string For objections: whether it keeps the treaty from entering into force between the two.
        articles: list Articles concerned.
        place: string Where it happened.
        body: string The body that acted.
        chamber: string Term of the vocabulary chambers.
        votes_in_favour: integer Votes in favour.
        votes_against: integer Votes against.
        votes_abstaining: integer Abstentions.
        unanimous: string Whether the source calls the vote unanimous.
        authority: string The authority that acted, where a state had rival ones.
        document: string The act's own name or number.
        disputed_by: list Codes of the parties that dispute it.
        """
    ),
    ("event",),
    _events,
    (
        Reference(("treaty",), "treaties", ("id",)),
        Reference(("refers_to",), "events", ("event",)),
    ),
)


def _event_parties(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for key, event in zip(event_keys(treaty), treaty.events, strict=True):
            for role in ("party", "of", "towards", "owed_by", "owed_to"):
                for code in dict.fromkeys(getattr(event, role) or ()):
                    yield key, role, code


EVENT_PARTIES = Table(
    "event_parties",
    "Who took part in which event",
    "One row for each party of an event and its role.",
    columns(
        """
        event: string* Key of the event.
        role: string* party (who did it), of (whose place it takes), towards (to whom), owed_by, owed_to.
        party: string* Code of the party.
        """
    ),
    ("event", "role", "party"),
    _event_parties,
    (Reference(("event",), "events", ("event",)), Reference(("party",), "parties", ("code",))),
)


def _attested(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for number, one in enumerate(treaty.attested or ()):
            yield treaty.id, number, one.what, str(one.date), *bounds(one.date), one.party, one.by


ATTESTED = Table(
    "attested",
    "Results as sources state them",
    "What sources say of results of the law: the computation is compared with it.",
    columns(
        """
        treaty: string* Id of the treaty.
        number: integer* Order in the record, from 0.
        what: string* Term of the vocabulary results.
        date: string* Date in EDTF, or unknown.
        date_first: date First day that the date may mean.
        date_last: date Last day that the date may mean.
        party: string Code of the party, if it is not the whole treaty.
        by: string Id of the treaty that brought it about.
        """
    ),
    ("treaty", "number"),
    _attested,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("party",), "parties", ("code",))),
)
