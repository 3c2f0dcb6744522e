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
    context: TreatyContext, lines: Mapping[str, PartyHistory], ended_by: Sequence[tuple[str, DateBounds | None]]
) -> Period | None:
    """Return the end of a treaty, or ``None``: the earliest that acts and clauses bring about.

    ``ended_by`` are later treaties that end this one, with the day that their records give. Where nothing on record
    brings it about, the attested end is used.
    """
    ends = [(departure.window, departure.reason) for departure in context.exits if departure.party is None]
    ends += _by_term(context)
    ends += _by_treaty(context, ended_by)
    ends += _by_want_of_parties(context, lines)
    ends = [ending for ending in ends if ending[0].first != NEVER]
    stated = first_stated(context.view, "ends")
    as_stated = _as_stated(stated, context.entry.window.first) if stated else None
    if not ends:
        return as_stated
    window, reason = earliest(ending[0] for ending in ends), min(ends, key=lambda ending: ending[0])[1]
    if stated is None:
        return Period(window, NOT_YET, reason)
    if not window.comes and not window.holds(stated.day):
        return as_stated
    window = pinned(window, stated.day)
    return Period(window, NOT_YET, reason._replace(day=window))


def _by_term(context: TreatyContext) -> Iterator[Ended]:
    term_end = term(context.view, context.entry.window, context.others)
    if term_end is not None and term_end.clause.applies != "one-party":
        window = prolonged(context.view, None, term_end)
        yield window, Reason("expired", window, at=term_end.clause.at, period=term_end.clause.initial)


def _by_treaty(context: TreatyContext, ended_by: Sequence[tuple[str, DateBounds | None]]) -> Iterator[Ended]:
    """Yield the ends that other treaties bring about when they enter into force (VCLT art. 59)."""
    for treaty_id, told in ended_by:
        window = told or context.others.entry_of(treaty_id)
        if window is not None:
            yield window, Reason("ended-by-treaty", window, treaty=treaty_id)


def _as_stated(stated: AttestedResult, begin: date) -> Period:
    """Return the end as sources state it; one that they do not date to the day is not before the beginning."""
    day = stated.day
    if not day.is_day and begin <= day.last:
        day = DateBounds(max(day.first, begin), day.last)
    return Period(day, NOT_YET, Reason("end-attested", day, attested=stated.index))


def _by_want_of_parties(context: TreatyContext, lines: Mapping[str, PartyHistory]) -> Iterator[Ended]:
    """Yield when fewer than two parties are left: nobody can owe a treaty to himself.

    A fall below the number that entry into force needed ends nothing (VCLT art. 55).
    """
    view, begin = context.view, context.entry.window
    periods: dict[str, list[tuple[DateBounds, DateBounds]]] = {}
    for code, line in lines.items():
        for period in line.bound:
            end = earliest([period.end, _death(view, code)])
            periods.setdefault(view.persons.person(code), []).append((period.start, end))
    if len(periods) < 2:
        return
    # Whoever may have come in with the treaty did, as far as this goes: it took two to bring it into force.
    shortest = {
        person: [(s.first if s.first <= begin.first else s.last, e.first) for s, e in of_person]
        for person, of_person in periods.items()
    }
    longest = {person: [(s.first, e.last) for s, e in of_person] for person, of_person in periods.items()}
    window = DateBounds(_lonely(longest, shortest, begin.first), _lonely(shortest, longest, begin.first))
    if window.first != NEVER:
        gone = tuple(
            person for person, of_person in periods.items() if all(e.last <= window.last for _, e in of_person)
        )
        yield window, Reason("fewer-than-two", window, parties=gone)


_Days = Mapping[str, Sequence[tuple[date, date]]]


def _lonely(before: _Days, then: _Days, begin: date) -> date:
    """Return the first day on which fewer than two are left (``then``) of two or more that there had been (``before``).

    With the longest spells before and the shortest then, that is the earliest answer; the other way round, the latest.
    """
    two: date | None = None
    for day in sorted(
        {begin, *(day for days in (before, then) for of_person in days.values() for both in of_person for day in both)}
    ):
        if day == NEVER or day < begin:
            continue
        left = any(end <= day for of_person in then.values() for _, end in of_person)
        if two is not None and two < day and left and _count(then, day) < 2:
            return day
        if two is None and _count(before, day) > 1:
            two = day
    return NEVER


def _count(days: _Days, on: date) -> int:
    return sum(any(start <= on < end for start, end in of_person) for of_person in days.values())


def _death(view: TreatyActs, code: str) -> DateBounds:
    """Return when a person ceased to exist under its last code."""
    return NOT_YET if view.persons.continued_by(code) else view.persons.life(code)[1]
