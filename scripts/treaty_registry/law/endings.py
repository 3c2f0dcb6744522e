"""Acts and later treaties that end a treaty: for all, for one party, or only between those whom they concern.

What some do ends nothing for the others. An agreement to end it needs all parties (VCLT art. 54(b)); war, and a
serious breach that is invoked, act between the states concerned (art. 60(2), 73); a later treaty on the same matter
replaces an earlier one between the parties to both (art. 30(4), 59).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, permutations, product
from typing import NamedTuple

from treaty_registry.law.acts import Act
from treaty_registry.law.consent_log import ConsentLog
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, earliest, latest
from treaty_registry.law.reasons import Reason
from treaty_registry.law.suspensions import Gap
from treaty_registry.law.withdrawal import Exit

ENDS, ENDS_BY_AGREEMENT, ENDS_BETWEEN = "ends-treaty", "ends-by-agreement", "ends-between"

Superseding = Sequence[tuple[str, DateBounds | None]]
"""Later treaties that end one when they enter into force, with the day that their records give."""


class Endings(NamedTuple):
    """What ends a treaty as a whole or for one party, and between whom it ended while it lives on for others."""

    exits: tuple[Exit, ...]
    gaps: tuple[Gap, ...]


def endings(log: ConsentLog, departures: Iterable[Exit], superseding: Superseding) -> Endings:
    """Return what acts and later treaties end.

    ``departures`` are the exits of single parties: whoever has left by then need not agree to the end.
    """
    present = _Presence(log, departures)
    acts = log.view.of(ENDS, ENDS_BY_AGREEMENT, ENDS_BETWEEN)
    outcomes = [outcome for act in acts for outcome in _brought_about(log, act, present)]
    outcomes += [outcome for treaty_id, told in superseding for outcome in _superseded(log, treaty_id, told, present)]
    return Endings(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Exit)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Gap)),
    )


def missing_from(log: ConsentLog, act: Act, departures: Iterable[Exit]) -> tuple[str, ...]:
    """Return the parties without whose consent an agreement to end the treaty ends nothing (VCLT art. 54(b))."""
    present = _Presence(log, departures)
    agreeing = frozenset(map(log.person, act.parties))
    return tuple(person for person in present.persons if person not in agreeing and present.on(person, act.effective))


class _Presence:
    """Who is bound when something happens, as far as consents and exits tell."""

    def __init__(self, log: ConsentLog, departures: Iterable[Exit]) -> None:
        persons = log.view.persons
        stated = [(result.effect, log.person(result.party), result.day) for result in log.view.results if result.party]
        starts = [(consent.person, consent.day) for consent in log.consents]
        self._starts = _by_person(starts, (told[1:] for told in stated if told[0] == "starts"))
        left = [(log.person(departure.party), departure.window) for departure in departures if departure.party]
        left += [(consent.person, consent.taken_back) for consent in log.consents if consent.taken_back != NOT_YET]
        deaths = [(person, persons.death(person)) for person in self._starts]
        self._ends = _by_person(left, deaths, (told[1:] for told in stated if told[0] == "leaves"))

    @property
    def persons(self) -> Iterable[str]:
        """Everybody who ever consented."""
        return self._starts

    def on(self, person: str, day: DateBounds) -> bool | None:
        """Return whether somebody is bound when something happens: yes, no, or ``None`` where nobody can tell."""
        starts = [start for start in self._starts.get(person, ()) if start.before(day) is not False]
        if not starts:
            return False
        last = max(starts)
        end = earliest(end for end in self._ends.get(person, ()) if end.first > last.first)
        if end.last <= day.first:
            return False
        return True if last.last <= day.first and day.last <= end.first else None


def _by_person(*told: Iterable[tuple[str, DateBounds]]) -> Mapping[str, list[DateBounds]]:
    by_person: dict[str, list[DateBounds]] = {}
    for person, day in chain(*told):
        by_person.setdefault(person, []).append(day)
    return by_person


def _brought_about(log: ConsentLog, act: Act, present: _Presence) -> Iterator[Exit | Gap]:
    whole = Exit(
        act.effective,
        Reason("ended-by-act", act.effective, act.index, parties=act.parties, treaty=act.event.under),
    )
    acting = frozenset(map(log.person, act.parties))
    if act.effect == ENDS_BETWEEN and not acting and act.event.under is not None:
        yield from _superseded(log, act.event.under, act.effective, present)
        return
    if act.effect == ENDS or not acting:
        yield whole
        return
    others = {
        person: there
        for person in present.persons
        if person not in acting and (there := present.on(person, act.effective)) is not False
    }
    if act.effect == ENDS_BY_AGREEMENT:
        if True not in others.values():
            yield whole if not others else _perhaps(whole)
        return
    against = frozenset(map(log.person, act.event.towards or ()))
    sides = [[present.on(person, act.effective) for person in side] for side in (acting, against) if side]
    if any(all(there is False for there in side) for side in sides):
        return  # between those whom it does not bind it ends nothing
    if not (others.keys() - against):
        # Between all, between the only two, or between one and all others.
        if not against or len(acting | against) <= log.fewest:
            yield whole if all(all(side) for side in sides) else _perhaps(whole)
        elif len(against) == 1:
            yield from (replace(whole, party=code) for code in act.event.towards or ())
        elif len(acting) == 1 and against:
            yield from (replace(whole, party=code) for code in act.parties)
        else:
            yield from _between(act, "ended-between", act.effective)
        return
    yield from _between(act, "ended-between", act.effective)


def _perhaps(whole: Exit) -> Exit:
    window = DateBounds(whole.window.first, NEVER)
    return replace(whole, window=window, reason=whole.reason._replace(day=window))


def _between(act: Act, code: str, since: DateBounds) -> Iterator[Gap]:
    against = act.event.towards
    pairs = (
        [*product(act.parties, against), *product(against, act.parties)] if against else permutations(act.parties, 2)
    )
    for obligor, beneficiary in pairs:
        yield Gap(obligor, beneficiary, since, NOT_YET, (), Reason(code, since, act.index, parties=act.parties))


def _superseded(log: ConsentLog, treaty_id: str, told: DateBounds | None, present: _Presence) -> Iterator[Exit | Gap]:
    """Yield what a later treaty ends when it enters into force, on the day that its record gives or that follows."""
    entry = log.others.entry_of(treaty_id)
    starts = log.others.starts_of(treaty_id)
    window = told or entry
    if window is None:
        return
    bound = [person for person in present.persons if present.on(person, window) is not False]
    if starts and not all(person in starts for person in bound):
        for one_party, other_party in permutations([person for person in bound if person in starts], 2):
            since = latest([window, starts[one_party], starts[other_party]])
            reason = Reason("superseded-between", since, treaty=treaty_id)
            yield Gap(one_party, other_party, since, NOT_YET, (), reason)
        return
    if told is None:
        window = latest([window, *(starts[person] for person in bound)])
    yield Exit(window, Reason("ended-by-treaty", window, treaty=treaty_id))
