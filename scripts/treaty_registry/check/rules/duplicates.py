"""Duplicates: nothing is entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.base import LAST
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.source import Source
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

DUPLICATE_EVENT = FindingKind(
    "duplicate-event",
    meaning=Bilingual(en="The same act is entered twice.", fr="Le même acte est inscrit deux fois."),
    mend=Bilingual(
        en="Keep one event with both sources, or say in a `note` what tells the two apart.",
        fr="Gardez un seul événement avec les deux sources, ou dites dans une `note` ce qui les distingue.",
    ),
    waivable=True,
)


@check(DUPLICATE_EVENT)
def events(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """The same act of the same party on the same day is one event, if nothing that is said of it differs.

    Two acts of a month, or of an unknown day, are not the same for that; nor are two whose notes differ.
    """
    seen: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, event in enumerate(treaty.events):
        if not isinstance(event.date, Date) or not event.date.is_day:
            continue
        for party in dict.fromkeys(event.party or (None,)):
            alike = seen[event.date.earliest, event.action, party]
            first = next((number for number in alike if nothing_differs(treaty.events[number], event)), None)
            if first is not None:
                yield Problem(
                    "duplicate-event",
                    f"The same act is already entered as event number {first + 1}. "
                    "Keep one and give it both sources; if they are two acts, say in a `note` what tells them apart.",
                    ("events", index),
                )
                break
            if len(alike) < _MANY:
                alike.append(index)


_MANY = 50
"""So many acts of one party on one day are compared with each other; no treaty has more."""


def nothing_differs(event: Event, other: Event) -> bool:
    """Return whether nothing that is said of two acts of a party on a day tells them apart."""
    if event.note and other.note and event.note != other.note:
        return False
    return all(getattr(event, key) == getattr(other, key) for key in _TELLING)


_TELLING = tuple(key for key in Event.model_fields if key not in {*LAST, "date", "action", "party"})
"""What tells two acts of a party on a day apart. Sources do not: two of them can tell of one act."""


DUPLICATE_SOURCE = FindingKind(
    "duplicate-source",
    meaning=Bilingual(
        en="The same address is entered under two keys, or a shared source is entered anew.",
        fr="La même adresse est inscrite sous deux clés, ou une source commune est inscrite à nouveau.",
    ),
    mend=Bilingual(
        en="Keep one of the two and cite it in both places.",
        fr="Gardez l’une des deux et citez-la aux deux endroits.",
    ),
)


@check(DUPLICATE_SOURCE)
def sources(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """One page is one source."""
    return repeated(treaty.sources)


def repeated(sources: Mapping[str, Source], shared: Mapping[str, Source] = MappingProxyType({})) -> Iterator[Problem]:
    """Yield every source that stands under another key as well, or among the shared ones."""
    seen = {source.url: key for key, source in shared.items()}
    for key, source in sources.items():
        if key in shared:
            yield Problem(
                "duplicate-source",
                f"schema/sources.yaml has a source `{key}` too. Delete this one if it is the same; if not, give it "
                "another key.",
                ("sources", key),
                at_key=True,
            )
        elif source.url is not None and (first := seen.setdefault(source.url, key)) != key:
            yield Problem(
                "duplicate-source",
                f"`{first}` has the same address. Keep one of them and cite it in both places.",
                ("sources", key, "url"),
            )


Firsts = Mapping[tuple[str, ...], str]
"""For each thing that tells treaties apart, the id of the first record that has it."""


def identity_marks(treaty: Treaty) -> Iterator[tuple[str, ...]]:
    """Yield what would show that another record is about the same treaty: its title with the year, and its numbers."""
    yield "title", treaty.title.casefold(), treaty.id[:4]
    for identifier in treaty.identifiers or ():
        if identifier.value not in ("unknown", "none"):
            yield identifier.scheme, identifier.value


def firsts(marked: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> Firsts:
    """Return who is first to have each mark, from ids with their identity_marks in the order of the records."""
    first_of: dict[tuple[str, ...], str] = {}
    for treaty_id, own in marked:
        for mark in own:
            first_of.setdefault(mark, treaty_id)
    return first_of


_ASK = "If it is the same treaty, keep one record; if not, mend the one that is wrong, or waive this with the reason."


DUPLICATE_RECORD = FindingKind(
    "duplicate-record",
    meaning=Bilingual(en="Two records seem to be the same treaty.", fr="Deux fiches semblent être le même traité."),
    mend=Bilingual(
        en="Keep one record if it is the same treaty, or mend the title or number that is wrong.",
        fr="Gardez une seule fiche si c’est le même traité, ou corrigez le titre ou le numéro inexact.",
    ),
    waivable=True,
)


def records(treaty: Treaty, firsts: Firsts) -> Iterator[Problem]:
    """Two records with the same number, or the same title and year, are probably one treaty."""
    first = firsts["title", treaty.title.casefold(), treaty.id[:4]]
    if first != treaty.id:
        yield Problem("duplicate-record", f"`{first}` has the same title and year. {_ASK}", ("title",))
    for position, identifier in enumerate(treaty.identifiers or ()):
        first = firsts.get((identifier.scheme, identifier.value), treaty.id)
        if first != treaty.id:
            yield Problem(
                "duplicate-record",
                f"`{first}` has the number `{identifier.value}` too. {_ASK}",
                ("identifiers", position, "value"),
            )
