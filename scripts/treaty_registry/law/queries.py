"""The law of a whole registry: every treaty's course in every reading, worked out once and asked about any date.

Readings: the records' own, and for everybody who disputes a fact of a record that record without the fact, or with
their date for it. Where readings give different answers the answer is *disputed*, with who holds which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import eq
from typing import NamedTuple, TypeVar

from treaty_registry.law.acts import TreatyActs, holders, treaty_acts
from treaty_registry.law.date_bounds import DateBounds, Interval, covers, stretches
from treaty_registry.law.interpreted_treaty import InterpretedTreaty, interpret
from treaty_registry.law.status import (
    DISPUTED,
    Determination,
    breaks,
    line_breaks,
    position,
    standing,
    tie,
)
from treaty_registry.law.succession import Succession, bounds_of
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty

T = TypeVar("T")


class Interpretation(NamedTuple):
    """An answer, and who holds it: party codes or names; nobody named stands for the record's own sources."""

    by: tuple[str, ...]
    standing: Determination


class Answer(NamedTuple):
    """A status or position on a day.

    ``readings`` holds more than one only where they differ; then the code is ``disputed``. ``known`` is the day up to
    which the record was verified: an answer about a later day is *as known on* that day.
    """

    code: str
    standing: Determination
    known: date
    readings: tuple[Interpretation, ...] = ()


class PositionPeriod(NamedTuple):
    """A position that a party holds from one day until before another (``NEVER``: as far as is known)."""

    party: str
    code: str
    interval: Interval
    answer: Answer


class Law:
    """Answers about the treaties of one registry. What it works out is kept: the registry does not change."""

    def __init__(self, registry: Registry) -> None:
        """Take the records."""
        self.registry = registry
        self.persons = Succession(registry.terms.parties)
        self._courses: dict[tuple[str, str | None], InterpretedTreaty] = {}
        self._under_way: set[tuple[str, str | None]] = set()
        self._statuses: dict[str, Sequence[tuple[Interval, Answer]]] = {}
        self._positions: dict[str, tuple[PositionPeriod, ...]] = {}
        self._ties: dict[str, Mapping[str, tuple[tuple[Interval, str], ...]]] = {}
        self._read: dict[str, Sequence[tuple[tuple[str, ...], InterpretedTreaty]]] = {}
        self._bound: dict[tuple[str, date, str], tuple[frozenset[str], frozenset[str]]] = {}

    def forget(self) -> None:
        """Forget what was worked out, where it is not needed again and would fill the memory."""
        for kept in (self._courses, self._statuses, self._positions, self._ties, self._read, self._bound):
            kept.clear()

    def status(self, treaty_id: str, on: date) -> Answer:
        """Return a treaty's status on a day, a term of ``statuses``. Raises KeyError for an id without a record."""
        return self._answer(treaty_id, on, lambda one: standing(one, on), "statuses")

    def position(self, treaty_id: str, party: str, on: date) -> Answer:
        """Return what a treaty is to a party on a day, a term of ``positions``.

        Raises KeyError for an id without a record.
        """
        return self._answer(treaty_id, on, lambda one: position(one, party, on), "positions")

    def statuses(self, treaty_id: str) -> Sequence[tuple[Interval, Answer]]:
        """Return a treaty's status over all of time, in stretches of days that join."""
        if treaty_id not in self._statuses:
            days = stretches(day for one in self._readings(treaty_id) for day in breaks(one[1]))
            asked = ((interval, self.status(treaty_id, interval.start)) for interval in days)
            self._statuses[treaty_id] = _joined(asked, _same)
        return self._statuses[treaty_id]

    def positions(self, treaty_id: str) -> tuple[PositionPeriod, ...]:
        """Return every position that anybody holds over time, without days on which somebody has no part in it."""
        if treaty_id not in self._positions:
            self._positions[treaty_id] = tuple(self._held(treaty_id))
        return self._positions[treaty_id]

    def _held(self, treaty_id: str) -> Iterator[PositionPeriod]:
        readings = self._readings(treaty_id)
        for code in dict.fromkeys(code for _, one in readings for code in one.lines):
            days = stretches(day for _, one in readings for day in line_breaks(one, code))
            asked = ((interval, self.position(treaty_id, code, interval.start)) for interval in days)
            for interval, answer in _joined(asked, _same):
                if answer.code != "none":
                    yield PositionPeriod(code, answer.code, interval, answer)

    def ties(self, treaty_id: str) -> Mapping[str, tuple[tuple[Interval, str], ...]]:
        """Return, for each party, the days on which duties of it, or towards it, are owed, and how surely."""
        if treaty_id not in self._ties:
            self._ties[treaty_id] = dict(self._tied(treaty_id))
        return self._ties[treaty_id]

    def _tied(self, treaty_id: str) -> Iterator[tuple[str, tuple[tuple[Interval, str], ...]]]:
        readings = self._readings(treaty_id)
        for code in dict.fromkeys(code for _, one in readings for code in one.lines):
            days = stretches(day for _, one in readings for day in line_breaks(one, code))
            answers = ((interval, {tie(one, code, interval.start) for _, one in readings}) for interval in days)
            told = ((interval, found.pop() if len(found) == 1 else DISPUTED) for interval, found in answers)
            if held := tuple((interval, answer) for interval, answer in _joined(told, eq) if answer):
                yield code, held

    def course(self, treaty_id: str) -> InterpretedTreaty:
        """Return a treaty's course as its record's own sources have it. Raises KeyError."""
        return self._course(treaty_id, None)

    def disputed_by(self, treaty_id: str) -> list[str]:
        """Return who holds another reading of a treaty's facts."""
        return self._holders(self.registry.treaties[treaty_id])

    # What rules ask of other treaties (the protocol ``entry.Others``), in the reading of their own sources.

    def entry_of(self, treaty_id: str) -> DateBounds | None:
        """Return when another treaty enters into force; ``None`` without a record, or where one asks for itself."""
        one = self._reachable(treaty_id)
        return one.entry.window if one else None

    def view_of(self, treaty_id: str) -> TreatyActs | None:
        """Return another treaty's acts."""
        one = self._reachable(treaty_id)
        return one.view if one else None

    def bound_by(self, treaty_id: str, on: date, *, but_under: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the persons that another treaty binds on a day for certain, and all that it may bind."""
        one = self._reachable(treaty_id)
        if one is None:
            return None
        key = treaty_id, on, but_under
        if key not in self._bound:
            answers = [
                (self.persons.person(code), covers(spell.start, spell.end, on), covers(*line.life, on))
                for code, line in one.lines.items()
                for spell in line.bound
                if spell.began.event is None or spell.began.event.under != but_under
            ]
            self._bound[key] = (
                frozenset(person for person, bound, alive in answers if bound and alive),
                frozenset(person for person, bound, alive in answers if bound is not False and alive is not False),
            )
        return self._bound[key]

    def _reachable(self, treaty_id: str) -> InterpretedTreaty | None:
        if treaty_id not in self.registry.treaties or (treaty_id, None) in self._under_way:
            return None
        return self._course(treaty_id, None)

    def _course(self, treaty_id: str, holder: str | None) -> InterpretedTreaty:
        key = treaty_id, holder
        if key not in self._courses:
            treaty = self.registry.treaties[treaty_id]
            self._under_way.add(key)
            try:
                read = treaty_acts(treaty, self.registry.terms, self._persons_of(holder), holder)
                self._courses[key] = interpret(read, self, tuple(self._ended_by(treaty_id)))
            finally:
                self._under_way.discard(key)
        return self._courses[key]

    def _persons_of(self, holder: str | None) -> Succession:
        return self._readers.get(holder, self.persons) if holder is not None else self.persons

    @cached_property
    def _readers(self) -> Mapping[str, Succession]:
        """Return, for everybody who denies that a party continues another, the parties as they see them."""
        denied: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        positions = self.registry.terms.vocabularies.get("dispute-positions")
        for code, party in self.registry.terms.parties.items():
            for one in party.continues or ():
                for dispute in one.disputed or ():
                    effect = positions.terms[dispute.position].effect if positions else None
                    if effect not in ("holds", "other-date"):
                        for holder in dispute.by:
                            denied[holder].add((code, one.party))
        return {holder: Succession(self.registry.terms.parties, frozenset(pairs)) for holder, pairs in denied.items()}

    def _holders(self, treaty: Treaty) -> list[str]:
        """Return who disputes a fact of the record, or a continuation of one of those who act in it."""
        found = dict.fromkeys(holders(treaty, self.registry.terms))
        if self._readers:
            codes = set(self._course(treaty.id, None).lines)
            for holder, persons in self._readers.items():
                if any(later in codes and earlier in codes for later, earlier in persons.denied):
                    found[holder] = None
        return list(found)

    def _readings(self, treaty_id: str) -> Sequence[tuple[tuple[str, ...], InterpretedTreaty]]:
        if treaty_id not in self._read:
            who = self._holders(self.registry.treaties[treaty_id])
            others = [((holder,), self._course(treaty_id, holder)) for holder in who]
            self._read[treaty_id] = [((), self._course(treaty_id, None)), *others]
        return self._read[treaty_id]

    def _answer(
        self,
        treaty_id: str,
        on: date,
        ask: Callable[[InterpretedTreaty], Determination],
        vocabulary: str,
    ) -> Answer:
        readings = self._readings(treaty_id)
        known = self.registry.treaties[treaty_id].verified.latest
        first = ask(readings[0][1])
        if len(readings) == 1:  # as of most treaties: nobody disputes anything
            return Answer(first.code, first, known)
        grouped: dict[str, tuple[list[str], Determination]] = {first.code: ([], first)}
        for by, one in readings[1:]:
            found = ask(one)
            if found.code != first.code:
                grouped.setdefault(found.code, ([], found))[0].extend(by)
        if not any(self._differ(vocabulary, first.code, code) for code in grouped):
            return Answer(first.code, first, known)
        held = tuple(Interpretation(tuple(by), found) for by, found in grouped.values())
        return Answer(DISPUTED, first, known, held)

    def _differ(self, vocabulary: str, one: str, other: str) -> bool:
        """Return whether two terms are two answers. That a treaty is over, ended or void, is one."""
        terms = self.registry.terms.vocabularies[vocabulary].terms
        return (terms[one].effect or one) != (terms[other].effect or other)

    def _ended_by(self, treaty_id: str) -> Iterator[tuple[str, DateBounds | None]]:
        """Yield the later treaties that end one, with the day that their records give."""
        types = self.registry.terms.vocabularies["relation-types"].terms
        for other in self.registry.referring.get(treaty_id, ()):
            for relation in self.registry.treaties[other].relations or ():
                if relation.treaty == treaty_id and types[relation.type].effect == "ends-other":
                    yield other, bounds_of(relation.date) if relation.date else None


def _joined(spells: Iterable[tuple[Interval, T]], same: Callable[[T, T], bool]) -> Sequence[tuple[Interval, T]]:
    """Join neighbouring spells with the same answer."""
    found: list[tuple[Interval, T]] = []
    for interval, answer in spells:
        if found and same(found[-1][1], answer):
            found[-1] = Interval(found[-1][0].start, interval.end), found[-1][1]
        else:
            found.append((interval, answer))
    return found


def _same(one: Answer, other: Answer) -> bool:
    return one.code == other.code and [r.standing.code for r in one.readings] == [
        r.standing.code for r in other.readings
    ]
