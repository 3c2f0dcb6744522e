"""Duplicates: nothing is entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from treaty_registry.check.record import Context, Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.problem import Problem


def events(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """The same act of the same party on the same day, by the same body and instrument, is one event."""
    seen: dict[tuple[object, ...], int] = {}
    for index, event in enumerate(treaty.events):
        for party in event.party or (None,):
            key = (
                event.date,
                event.action,
                party,
                event.instrument,
                event.body,
                event.under,
                event.towards,
                event.document,
            )
            if key in seen:
                yield Problem(
                    "duplicate-event",
                    f"The same act is already entered as event number {seen[key] + 1}. "
                    "Keep one and give it both sources.",
                    ("events", index),
                )
                break
            seen[key] = index


def sources(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """One page is one source."""
    seen: dict[str, str] = {}
    for key, source in treaty.sources.items():
        if source.url is None:
            continue
        first = seen.setdefault(source.url, key)
        if first != key:
            yield Problem(
                "duplicate-source",
                f"`{first}` has the same address. Keep one of them and cite it in both places.",
                ("sources", key, "url"),
            )


Index = Mapping[tuple[str, ...], list[str]]
"""For each thing that tells treaties apart, the ids of the records that have it."""


def index(treaties: Iterable[Treaty]) -> Index:
    """Return what would show that two records are one treaty: a shared number, or a shared title and year."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for treaty in treaties:
        found["title", treaty.title.casefold(), treaty.id[:4]].append(treaty.id)
        for identifier in treaty.identifiers or ():
            if identifier.value not in ("unknown", "none"):
                found[identifier.scheme, identifier.value].append(treaty.id)
    return found


_ASK = "If it is the same treaty, keep one record; if not, mend the one that is wrong, or waive this with the reason."


def records(treaty: Treaty, index: Index) -> Iterator[Problem]:
    """Two records with the same number, or the same title and year, are probably one treaty."""
    first = index["title", treaty.title.casefold(), treaty.id[:4]][0]
    if first != treaty.id:
        yield Problem("duplicate-record", f"`{first}` has the same title and year. {_ASK}", ("title",))
    for position, identifier in enumerate(treaty.identifiers or ()):
        first = index.get((identifier.scheme, identifier.value), [treaty.id])[0]
        if first != treaty.id:
            yield Problem(
                "duplicate-record",
                f"`{first}` has the number `{identifier.value}` too. {_ASK}",
                ("identifiers", position, "value"),
            )
