"""Every treaty of a registry in every interpretation of its facts, each worked out once.

Interpretations: the records' own, and for everybody who disputes a fact of a record that record without the fact, or
with their date for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from treaty_registry.law.acts import TreatyActs
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds, Interval, bounds_of, covers
from treaty_registry.law.interpreted_treaty import InterpretedTreaty, interpret
from treaty_registry.law.succession import Succession
from treaty_registry.law.told_acts import held_on, holders, treaty_acts
from treaty_registry.model.registry import Registry


class HeldInterpretation(NamedTuple):
    """A treaty as somebody interprets it, and on which days they do; nobody named stands for the record's sources."""

    by: tuple[str, ...]
    days: Interval
    treaty: InterpretedTreaty


class Interpretations:
    """The treaties of one registry as they are interpreted, each worked out once: the registry does not change."""

    def __init__(self, registry: Registry) -> None:
        """Take the records."""
        self.registry = registry
        self.succession = Succession(registry.terms.parties)
        self._interpreted: dict[tuple[str, str | None], InterpretedTreaty] = {}
        self._under_way: set[tuple[str, str | None]] = set()
        self._bound: dict[tuple[str, date, str], tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, treaty_id: str) -> Sequence[HeldInterpretation]:
        """Return a treaty in every interpretation, with who holds it; the record's own comes first and names nobody.

        Raises KeyError for an id without a record.
        """
        others = [
            HeldInterpretation((holder,), days, self._interpret(treaty_id, holder))
            for holder, days in self.disputed_by(treaty_id).items()
        ]
        return [HeldInterpretation((), Interval(ALWAYS, NEVER), self._interpret(treaty_id, None)), *others]

    def own(self, treaty_id: str) -> InterpretedTreaty:
        """Return a treaty as its record's own sources have it. Raises KeyError for an id without a record."""
        return self._interpret(treaty_id, None)

    def disputed_by(self, treaty_id: str) -> Mapping[str, Interval]:
        """Return who with standing disputes a fact of the record, or a continuation of one who acts in it, and when."""
        treaty = self.registry.treaties[treaty_id]
        disputing = dict(holders(treaty, self.registry.terms, self.succession))
        if self._denying:
            codes = set(self.own(treaty_id).lines)
            persons = set(map(self.succession.person, codes))
            for holder, (succession, days) in self._denying.items():
                if self.succession.person(holder) in persons and any(
                    later in codes and earlier in codes for later, earlier in succession.denied
                ):
                    disputing.setdefault(holder, days)
        return disputing

    # What rules ask of other treaties (the protocol ``entry_rules.OtherTreaties``), as their own sources have them.

    def entry_of(self, treaty_id: str) -> DateBounds | None:
        """Return when another treaty enters into force; ``None`` without a record, or where one asks for itself."""
        other = self._reachable(treaty_id)
        return other.entry.window if other else None

    def view_of(self, treaty_id: str) -> TreatyActs | None:
        """Return another treaty's acts."""
        other = self._reachable(treaty_id)
        return other.view if other else None

    def bound_by(self, treaty_id: str, on: date, *, but_under: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the persons that another treaty binds on a day for certain, and all that it may bind."""
        other = self._reachable(treaty_id)
        if other is None:
            return None
        key = treaty_id, on, but_under
        if key not in self._bound:
            events = other.view.treaty.events
            answers = [
                (self.succession.person(code), covers(period.start, period.end, on), covers(*line.life, on))
                for code, line in other.lines.items()
                for period in line.bound
                if period.began.event is None or events[period.began.event].under != but_under
            ]
            self._bound[key] = (
                frozenset(person for person, bound, alive in answers if bound and alive),
                frozenset(person for person, bound, alive in answers if bound is not False and alive is not False),
            )
        return self._bound[key]

    def starts_of(self, treaty_id: str) -> Mapping[str, DateBounds]:
        """Return when another treaty first entered into force for each person that it ever bound."""
        other = self._reachable(treaty_id)
        starts: dict[str, DateBounds] = {}
        for code, line in other.lines.items() if other else ():
            for period in line.bound[:1]:
                starts.setdefault(self.succession.person(code), period.start)
        return starts

    def exits_of(self, treaty_id: str) -> Mapping[str, DateBounds]:
        """Return when those left another treaty who did, while it went on or with its end, by code."""
        other = self._reachable(treaty_id)
        lines = other.lines.items() if other else ()
        return {code: line.bound[-1].end for code, line in lines if line.bound and line.bound[-1].end.first != NEVER}

    def _reachable(self, treaty_id: str) -> InterpretedTreaty | None:
        if treaty_id not in self.registry.treaties or (treaty_id, None) in self._under_way:
            return None
        return self.own(treaty_id)

    def _interpret(self, treaty_id: str, holder: str | None) -> InterpretedTreaty:
        key = treaty_id, holder
        if key not in self._interpreted:
            treaty = self.registry.treaties[treaty_id]
            self._under_way.add(key)
            try:
                acts = treaty_acts(treaty, self.registry.terms, self._succession_of(holder), holder)
                self._interpreted[key] = interpret(acts, self, tuple(self._ended_by(treaty_id)))
            finally:
                self._under_way.discard(key)
        return self._interpreted[key]

    def _succession_of(self, holder: str | None) -> Succession:
        denying = self._denying.get(holder) if holder is not None else None
        return denying[0] if denying else self.succession

    @cached_property
    def _denying(self) -> Mapping[str, tuple[Succession, Interval]]:
        """Return, for everybody who denies that a party continues another, the parties as they see them, and when."""
        denied: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        held: dict[str, Interval] = {}
        positions = self.registry.terms.vocabularies.get("dispute-positions")
        for code, party in self.registry.terms.parties.items():
            for continuation in party.continues or ():
                for dispute in continuation.disputed or ():
                    effect = positions.terms[dispute.position].effect if positions else None
                    if effect not in ("holds", "other-date"):
                        for holder in dispute.by:
                            denied[holder].add((code, continuation.party))
                            held[holder] = held_on(dispute)
        return {
            holder: (Succession(self.registry.terms.parties, frozenset(pairs)), held[holder])
            for holder, pairs in denied.items()
        }

    def _ended_by(self, treaty_id: str) -> Iterator[tuple[str, DateBounds | None]]:
        """Yield the later treaties that end one, with the day that their records give."""
        types = self.registry.terms.vocabularies["relation-types"].terms
        for other in self.registry.referring.get(treaty_id, ()):
            for relation in self.registry.treaties[other].relations or ():
                if relation.treaty == treaty_id and types[relation.type].effect == "ends-other":
                    yield other, bounds_of(relation.date) if relation.date else None
