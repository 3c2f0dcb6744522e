"""When a treaty as a whole ends: by an act, its term, another treaty, or want of parties (VCLT art. 54 to 62)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from treaty_registry.law.acts import AttestedResult, TreatyActs
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, earliest
from treaty_registry.law.entry_into_force import first_stated, pinned
from treaty_registry.law.party_history import PartyHistory, Period, TreatyContext
from treaty_registry.law.reasons import Reason
from treaty_registry.law.withdrawal import prolonged, term

Ended = tuple[DateBounds, Reason]


def treaty_end(
    frame: TreatyContext, lines: Mapping[str, PartyHistory], ended_by: Sequence[tuple[str, DateBounds | None]]
) -> Period | None:
    """Return the end of a treaty, or ``None``: the earliest that acts and clauses bring about.

    ``ended_by`` are later treaties that end this one, with the day that their records give. Where nothing on record
    brings it about, the attested end is used.
    """
    found = [(one.window, one.reason) for one in frame.exits if one.party is None]
    found += _by_term(frame)
    found += _by_treaty(frame, ended_by)
    found += _by_want_of_parties(frame, lines)
    found = [one for one in found if one[0].first != NEVER]
    stated = first_stated(frame.view, "ends")
    as_stated = _as_stated(stated, frame.entry.window.first) if stated else None
    if not found:
        return as_stated
    window, reason = earliest(one[0] for one in found), min(found, key=lambda one: one[0])[1]
    if stated is None:
        return Period(window, NOT_YET, reason)
    if not window.comes and not window.holds(stated.day):
        return as_stated
    window = pinned(window, stated.day)
    return Period(window, NOT_YET, reason._replace(day=window))


def _by_term(frame: TreatyContext) -> Iterator[Ended]:
    found = term(frame.view, frame.entry.window, frame.others)
    if found is not None and found.clause.applies != "one-party":
        window = prolonged(frame.view, None, found)
        yield window, Reason("expired", window, at=found.clause.at, period=found.clause.initial)


def _by_treaty(frame: TreatyContext, ended_by: Sequence[tuple[str, DateBounds | None]]) -> Iterator[Ended]:
    """Yield the ends that other treaties bring about when they enter into force (VCLT art. 59)."""
    for treaty_id, told in ended_by:
        window = told or frame.others.entry_of(treaty_id)
        if window is not None:
            yield window, Reason("ended-by-treaty", window, treaty=treaty_id)


def _as_stated(stated: AttestedResult, begin: date) -> Period:
    """Return the end as sources state it; one that they do not date to the day is not before the beginning."""
    day = stated.day
    if not day.is_day and begin <= day.last:
        day = DateBounds(max(day.first, begin), day.last)
    return Period(day, NOT_YET, Reason("end-attested", day, attested=stated.index))


def _by_want_of_parties(frame: TreatyContext, lines: Mapping[str, PartyHistory]) -> Iterator[Ended]:
    """Yield when fewer than two parties are left: nobody can owe a treaty to himself.

    A fall below the number that entry into force needed ends nothing (VCLT art. 55).
    """
    view, begin = frame.view, frame.entry.window
    spells: dict[str, list[tuple[DateBounds, DateBounds]]] = {}
    for code, line in lines.items():
        for spell in line.bound:
            end = earliest([spell.end, _death(view, code)])
            spells.setdefault(view.persons.person(code), []).append((spell.start, end))
    if len(spells) < 2:
        return
    # Whoever may have come in with the treaty did, as far as this goes: it took two to bring it into force.
    shortest = {
        person: [(s.first if s.first <= begin.first else s.last, e.first) for s, e in found]
        for person, found in spells.items()
    }
    longest = {person: [(s.first, e.last) for s, e in found] for person, found in spells.items()}
    window = DateBounds(_lonely(longest, shortest, begin.first), _lonely(shortest, longest, begin.first))
    if window.first != NEVER:
        gone = tuple(person for person, found in spells.items() if all(e.last <= window.last for _, e in found))
        yield window, Reason("fewer-than-two", window, parties=gone)


_Days = Mapping[str, Sequence[tuple[date, date]]]


def _lonely(before: _Days, then: _Days, begin: date) -> date:
    """Return the first day on which fewer than two are left (``then``) of two or more that there had been (``before``).

    With the longest spells before and the shortest then, that is the earliest answer; the other way round, the latest.
    """
    two: date | None = None
    for day in sorted(
        {begin, *(day for days in (before, then) for found in days.values() for one in found for day in one)}
    ):
        if day == NEVER or day < begin:
            continue
        left = any(end <= day for found in then.values() for _, end in found)
        if two is not None and two < day and left and _count(then, day) < 2:
            return day
        if two is None and _count(before, day) > 1:
            two = day
    return NEVER


def _count(days: _Days, on: date) -> int:
    return sum(any(start <= on < end for start, end in found) for found in days.values())


def _death(view: TreatyActs, code: str) -> DateBounds:
    """Return when a person ceased to exist under its last code."""
    return NOT_YET if view.persons.continued_by(code) else view.persons.life(code)[1]
