"""When a treaty as a whole ends: by an act, its term, another treaty, or want of parties (VCLT art. 54 to 62)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from treaty_registry.law.acts import SUCCESSIONS, AttestedResult, TreatyActs
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, earliest, later, latest
from treaty_registry.law.entry_into_force import first_stated, pinned
from treaty_registry.law.party_history import PartyHistory, PartyPeriod, TreatyContext
from treaty_registry.law.reasons import Reason
from treaty_registry.law.withdrawal import original_term, prolonged

IN_FORCE_ON, PARTY_ON = "was-in-force", "was-party"
"""Effects of results by which a treaty was not over on a day."""

Ended = tuple[DateBounds, Reason]


def treaty_end(context: TreatyContext, lines: Mapping[str, PartyHistory]) -> PartyPeriod | None:
    """Return the end of a treaty, or ``None``: the earliest that acts, later treaties and clauses bring about.

    Where nothing on record brings it about, the attested end is used.
    """
    ends = [(departure.window, departure.reason) for departure in context.exits if departure.party is None]
    ends += _by_term(context)
    ends += _by_want_of_parties(context, lines)
    ends = [ending for ending in ends if ending[0].first != NEVER]
    stated = first_stated(context.view, "ends")
    as_stated = _as_stated(stated, context.entry.window.first) if stated else None
    if not ends:
        return as_stated
    window, reason = earliest(ending[0] for ending in ends), min(ends, key=lambda ending: ending[0])[1]
    window = _not_over_by(window, context.view)
    if stated is None:
        return PartyPeriod(window, NOT_YET, reason._replace(day=window))
    if not window.comes and not window.holds(stated.day):
        return as_stated
    window = pinned(window, stated.day)
    return PartyPeriod(window, NOT_YET, reason._replace(day=window))


def _not_over_by(window: DateBounds, view: TreatyActs) -> DateBounds:
    """Return when a treaty ended, where that is open, with the days on which sources state that it still bound."""
    for result in view.results:
        if result.effect in (IN_FORCE_ON, PARTY_ON):
            first = later(result.day.first, "1 day")
            if window.first < first <= window.last:
                window = DateBounds(first, window.last)
    return window


def _by_term(context: TreatyContext) -> Iterator[Ended]:
    term_end = original_term(context.view, context.entry.window, context.others)
    if term_end is not None and term_end.clause.applies != "one-party":
        window = prolonged(context.view, None, term_end)
        yield window, Reason("expired", window, at=term_end.clause.at, period=term_end.clause.initial)


def _as_stated(stated: AttestedResult, begin: date) -> PartyPeriod:
    """Return the end as sources state it; one that they do not date to the day is not before the beginning."""
    day = stated.day
    if not day.is_day and begin <= day.last:
        day = DateBounds(max(day.first, begin), day.last)
    return PartyPeriod(day, NOT_YET, Reason("end-attested", day, attested=stated.index))


def _by_want_of_parties(context: TreatyContext, lines: Mapping[str, PartyHistory]) -> Iterator[Ended]:
    """Yield when fewer parties are left than the treaty needs: two, because nobody can owe a treaty to himself.

    A fall below the number that entry into force needed ends nothing (VCLT art. 55), unless the text has the treaty
    end when too few are left after withdrawals. With a state that has ceased to exist its treaties do not end of
    themselves: of one that united with another they go on (1978 Convention on Succession of States in respect of
    Treaties, art. 31), of one that was dissolved they may (art. 34). Without a source nobody can tell.
    """
    view, begin = context.view, context.entry.window
    periods: dict[str, list[tuple[DateBounds, DateBounds]]] = {}
    for code, line in lines.items():
        for period in line.bound:
            end = period.end if view.persons.continued_by(code) else _with_death(view, code, period.end)
            periods.setdefault(view.persons.person(code), []).append((period.start, end))
    clauses = view.treaty.final_clauses.withdrawal or ()
    least = max([2, *(clause.minimum_parties or 0 for clause in clauses)])
    if len(periods) < least:
        return
    # Whoever may have come in with the treaty did, as far as this goes: it took as many to bring it into force.
    shortest = {
        person: [(s.first if s.first <= begin.first else s.last, e.first) for s, e in of_person]
        for person, of_person in periods.items()
    }
    longest = {person: [(s.first, e.last) for s, e in of_person] for person, of_person in periods.items()}
    window = DateBounds(
        _too_few(longest, shortest, begin.first, least), _too_few(shortest, longest, begin.first, least)
    )
    if window.first != NEVER:
        gone = tuple(
            person for person, of_person in periods.items() if all(e.last <= window.last for _, e in of_person)
        )
        code = "fewer-than-two" if least == 2 else "too-few-parties"
        yield window, Reason(code, window, parties=gone)


def _with_death(view: TreatyActs, code: str, end: DateBounds) -> DateBounds:
    """Return when somebody's part in a treaty ends, by itself or with the end of the person.

    A successor takes the place without a gap, whenever it says so (1978 Convention, art. 23). Without one the treaty
    may end with the person, or may not.
    """
    death = view.persons.death(code)
    person = view.persons.person(code)
    taken = [act.effective for act in view.of(*SUCCESSIONS) if person in map(view.persons.person, act.event.of or ())]
    if taken:
        return earliest([end, latest([death, earliest(taken)])]) if death != NOT_YET else end
    return end if end.last <= death.first else DateBounds(min(end.first, death.first), end.last)


_Days = Mapping[str, Sequence[tuple[date, date]]]


def _too_few(before: _Days, then: _Days, begin: date, least: int) -> date:
    """Return the first day on which too few are left (``then``) of enough that there had been (``before``).

    With the longest spells before and the shortest then, that is the earliest answer; the other way round, the latest.
    """
    days = {
        begin,
        *(day for days in (before, then) for of_person in days.values() for both in of_person for day in both),
    }
    rising = sorted(day for day in days if begin <= day < NEVER)
    enough = next((day for day in rising if _count(before, day) >= least), None)
    if enough is None:
        return NEVER
    first_left = min(end for of_person in then.values() for _, end in of_person)
    later = (day for day in rising if day > enough and day >= first_left)
    return next((day for day in later if _count(then, day) < least), NEVER)


def _count(days: _Days, on: date) -> int:
    return sum(any(start <= on < end for start, end in of_person) for of_person in days.values())
