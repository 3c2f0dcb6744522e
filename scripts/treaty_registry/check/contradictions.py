"""Contradictions, within a record and between two, that need no computation of the law."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.record import Context, Record
from treaty_registry.model.dates import Date
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.problem import Problem


def one_date_for_each_result(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Sources that differ on a result are shown as a conflict, never as two truths."""
    seen: dict[tuple[str, str | None], Date] = {}
    for position, result in enumerate(treaty.attested or ()):
        if not isinstance(result.date, Date) or result.disputed:
            continue
        first = seen.setdefault((result.what, result.party), result.date)
        if first != result.date and result.what in _ONCE:
            yield Problem(
                "contradictory-dates",
                f"`{result.what}` is dated {first} above and {result.date} here. Keep the one that the record follows "
                "and put the other under its `conflicts`.",
                ("attested", position, "date"),
            )


_ONCE = frozenset({"entry-into-force", "termination", "expiry", "never-in-force"})
"""Results that a treaty, or a party, comes to only once; a suspension may come back."""


def begins_before_it_ends(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A treaty cannot end before it is in force."""
    results = [result for result in treaty.attested or () if result.party is None and isinstance(result.date, Date)]
    start = next((result.date for result in results if result.what == "entry-into-force"), None)
    for position, result in enumerate(treaty.attested or ()):
        ends = result.what in ("termination", "expiry") and result.party is None
        if ends and isinstance(result.date, Date) and isinstance(start, Date) and result.date.before(start):
            yield Problem(
                "ends-before-it-begins",
                f"It ends on {result.date} and enters into force on {start}. One of the dates is wrong.",
                ("attested", position, "date"),
            )


def unanimous_votes(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A unanimous vote has nobody against."""
    for position, event in enumerate(treaty.events):
        if event.votes and event.votes.unanimous == "yes" and event.votes.against:
            yield Problem(
                "contradictory-votes",
                f"The vote is called unanimous and has {event.votes.against} against. Mend one of them.",
                ("events", position, "votes", "against"),
            )


def obligors_act(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Whoever has duties or results under a treaty does something in its events."""
    acting = {party for event in treaty.events for party in event.party or ()}
    named = [
        (("obligations", position, key), party)
        for position, obligation in enumerate(treaty.obligations or ())
        for key in ("owed_by", "owed_to")
        for party in getattr(obligation, key)
        if party != "all"
    ] + [
        (("attested", position, "party"), result.party)
        for position, result in enumerate(treaty.attested or ())
        if result.party
    ]
    for path, party in named:
        if party not in acting:
            yield Problem(
                "party-without-act",
                f"`{party}` does nothing in `events`. Enter how it became a party, or mend the code.",
                path,
            )


def relations(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A relation stands once, in the newer record, and never in a circle."""
    for position, relation in enumerate(treaty.relations or ()):
        if relation.treaty is None:
            continue
        path = ("relations", position, "treaty")
        other = context.treaties.get(relation.treaty)
        back = other is not None and any(
            theirs.type == relation.type and theirs.treaty == treaty.id for theirs in other.relations or ()
        )
        if relation.treaty == treaty.id:
            yield Problem(
                "circular-relation", "This is the treaty itself. Name the other one, or delete the relation.", path
            )
        elif back:
            yield Problem(
                "circular-relation",
                f"The record of `{relation.treaty}` has the relation `{relation.type}` to this treaty too. Keep it in "
                "the newer of the two records only.",
                path,
            )
        elif relation.treaty[:4] > treaty.id[:4]:
            yield Problem(
                "relation-in-older-record",
                f"`{relation.treaty}` is the newer of the two. Move the relation to its record; the page of this one "
                "shows it from the other side.",
                path,
            )


def ended_by_another(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Where another treaty ended this one, the other one's record says so too."""
    for position, result in enumerate(treaty.attested or ()):
        other = context.treaties.get(result.by) if result.by else None
        if other is None or result.what not in ("termination", "expiry"):
            continue
        if not any(relation.treaty == treaty.id for relation in other.relations or ()):
            yield Problem(
                "missing-relation",
                f"`{other.id}` is said to end this treaty, and has no relation to it. Add to its `relations`: "
                f"`{{type: supersedes, treaty: {treaty.id}, source: ...}}`.",
                ("attested", position, "by"),
            )
