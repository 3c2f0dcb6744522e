"""Parties: each file of ``schema/parties``, and their continuations of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from treaty_registry.check.record import Record
from treaty_registry.check.rules.dispute_references import misnamed_facts, unknown_speakers
from treaty_registry.check.rules.duplicates import repeated
from treaty_registry.check.rules.key_order import misplaced
from treaty_registry.check.rules.references import undeclared_and_unused
from treaty_registry.check.rules.repeated_items import repeated_items
from treaty_registry.check.rules.sourcing import misformed, unsourced
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.source import Source
from treaty_registry.model.vocabulary import Vocabulary
from treaty_registry.reading.problem import Path, Problem


def sound(
    file: Record, party: Party, parties: Mapping[str, object], schemes: Vocabulary, shared: Mapping[str, Source]
) -> Iterator[Problem]:
    """What is wrong with a party's file by itself; ``shared`` are the sources that any party may cite."""
    if party.code != file.path.stem:
        yield Problem("id-not-file-name", f"Call the file `{party.code}.yaml`: a code never changes.", ("code",))
    yield from undeclared_and_unused(file.tree, party.sources or {}, shared)
    yield from repeated(party.sources or {}, shared)
    yield from unsourced(party.identifiers, free=("unknown", "none"))
    yield from misformed(party.identifiers, schemes)
    yield from misnamed_facts(file.tree, Party)
    yield from unknown_speakers(file.tree, Party, parties)
    if party.exists.until and party.exists.until.before(party.exists.since):
        yield Problem("bad-date", f"It ends before it begins ({party.exists.since}).", ("exists", "until"))
    yield from repeated_items(file.tree)
    yield from islice(misplaced(file.tree, Party), 1)


def dates_not_in_the_future(party: Party, today: date) -> Iterator[Problem]:
    """Names, codes and sources of a party are of the past."""
    for path, moment in _told(party):
        if isinstance(moment, Date) and moment.earliest > today:
            yield Problem("future-date", f"`{moment}` lies in the future (today is {today}). Check the year.", path)


def _told(party: Party) -> Iterator[tuple[Path, Date | str | None]]:
    yield ("exists", "since"), party.exists.since
    yield ("exists", "until"), party.exists.until
    for index, name in enumerate(party.names):
        yield ("names", index, "since"), name.since
        yield ("names", index, "until"), name.until
    for index, continuation in enumerate(party.continues or ()):
        yield ("continues", index, "date"), continuation.date
    for index, identifier in enumerate(party.identifiers):
        yield ("identifiers", index, "since"), identifier.since
        yield ("identifiers", index, "until"), identifier.until
    for key, source in (party.sources or {}).items():
        yield ("sources", key, "date"), source.date
        yield ("sources", key, "accessed"), source.accessed


def continues_others(party: Party, parties: Mapping[str, Party]) -> Iterator[Problem]:
    """A legal person continues earlier ones: never itself, and never one that continues it."""
    for index, continuation in enumerate(party.continues or ()):
        if circle := _circle(party.code, continuation.party, parties):
            words = (
                "A party cannot continue itself."
                if len(circle) == 1
                else f"The parties continue each other in a circle: {' → '.join((party.code, *circle))}."
            )
            yield Problem(
                "circular-relation",
                f"{words} Name the earlier party, or delete this entry.",
                ("continues", index, "party"),
            )


def _circle(start: str, step: str, parties: Mapping[str, Party]) -> list[str]:
    """Return the way by continuations that leads from a party, by a next one, back to it; else nothing."""
    ways = {step: [step]}
    pending = [step]
    while pending:
        here = pending.pop()
        if here == start:
            return ways[here]
        for earlier in (here in parties and parties[here].continues) or ():
            if earlier.party not in ways:
                ways[earlier.party] = [*ways[here], earlier.party]
                pending.append(earlier.party)
    return []
