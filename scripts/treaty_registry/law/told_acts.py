"""From a record to what it tells the law: its acts and results, in one reading of the disputes.

Effects are read from the vocabularies: of acts (``actions``), of their instruments, of attested results and of the
positions in a dispute. No act or result is known here by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from treaty_registry.law.acts import (
    CONSENTS,
    ENDS_TREATY,
    SIGNS,
    SUCCEEDS,
    SUCCEEDS_TO_SIGNATURE,
    Act,
    AttestedResult,
    TreatyActs,
)
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds, Interval, bounds_of, next_day
from treaty_registry.law.succession import Succession
from treaty_registry.model.base import Contestable, Dispute
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty

GRANTS: Mapping[str, frozenset[str] | None] = {
    "holds": None,
    "other-date": None,
    "in-force": frozenset({"starts", "resumes", "suspends", *SIGNS, *CONSENTS}),
    "ended": frozenset({"ends", *ENDS_TREATY, "leaves", "gives-notice", "gives-termination-notice"}),
}
"""For positions that grant some facts: the effects of those facts, or ``None`` for all. Every other position denies."""

OTHER_DATE = "other-date"


def treaty_acts(treaty: Treaty, terms: Terms, persons: Succession, holder: str | None = None) -> TreatyActs:
    """Return a record's acts and results as the record's own sources have them, or as somebody who disputes them."""
    reader = _Reader(treaty, terms, holder)
    acts = sorted(reader.acts(), key=lambda act: (act.effective.first, act.effective.last, act.rank, act.index))
    succeeding = tuple(_as_succeeded(acts, persons))
    return TreatyActs(treaty, terms, persons, succeeding, tuple(reader.results()), reader.void(), reader.denied())


def _as_succeeded(acts: Sequence[Act], persons: Succession) -> Iterator[Act]:
    """Yield the acts, with a succession to somebody who had only signed as a signature.

    A successor takes the place that the predecessor had, and no better one (1978 Convention on Succession of States in
    respect of Treaties, art. 18, 32).
    """
    part: defaultdict[str, set[str]] = defaultdict(set)
    for act in acts:
        for code in act.parties if act.effect != SUCCEEDS else ():
            part[persons.person(code)].add(act.effect)
    for act in acts:
        effect = act.effect
        if effect == SUCCEEDS:
            taken = set().union(*(part[persons.person(code)] for code in act.event.of or ()))
            if taken & SIGNS and not taken & CONSENTS:
                effect = SUCCEEDS_TO_SIGNATURE
            for code in act.parties:
                part[persons.person(code)].add(effect)
        yield act if effect == act.effect else replace(act, effect=effect)


def holders(treaty: Treaty, terms: Terms, persons: Succession) -> Mapping[str, Interval]:
    """Return everybody with standing whose reading of the record differs from that of its sources, and when it does.

    Standing in the matter have a treaty's parties and signatories, its depositary, the organisation's organs and
    courts. What others hold is on record, and makes no answer disputed.
    """
    reader = _Reader(treaty, terms, None)
    involved = {
        persons.person(code)
        for event in treaty.events
        if reader.effect(event) in SIGNS | CONSENTS
        for code in event.party or ()
    }
    held: dict[str, Interval] = {}
    for dispute in _differing(treaty, reader):
        capacity = terms.vocabularies["dispute-capacities"].terms[dispute.capacity] if dispute.capacity else None
        for holder in dispute.by:
            if capacity.effect == STANDING if capacity else persons.person(holder) in involved:
                days = held_on(dispute)
                before = held.get(holder, days)
                held[holder] = Interval(min(before.start, days.start), max(before.end, days.end))
    return held


STANDING = "standing"
"""The effect of capacities in which somebody can make an answer disputed."""


def held_on(dispute: Dispute) -> Interval:
    """Return the days on which a position is held."""
    until = next_day(bounds_of(dispute.until)).last if dispute.until else NEVER
    return Interval(dispute.since.earliest if dispute.since else ALWAYS, until)


def _differing(treaty: Treaty, reader: _Reader) -> Iterator[Dispute]:
    for told, effect in reader.told():
        for dispute in told.disputed or ():
            if reader.denies(dispute, effect) or (reader.position(dispute) == OTHER_DATE and dispute.value):
                yield dispute
    for fact in treaty.disputed or ():
        if fact.fact == "binding" and reader.position(fact) not in GRANTS:
            yield fact


@dataclass(frozen=True, slots=True)
class _Reader:
    treaty: Treaty
    terms: Terms
    holder: str | None

    def told(self) -> Iterator[tuple[Event | Attested, str]]:
        """Yield every event and result that has an effect in law, with that effect."""
        for event in self.treaty.events:
            if effect := self.effect(event):
                yield event, effect
        results = self.terms.vocabularies["results"].terms
        for result in self.treaty.attested or ():
            if effect := results[result.what].effect or "":
                yield result, effect

    def effect(self, event: Event) -> str:
        """Return an act's effect; one that carries an instrument consents only if the instrument does."""
        term = self.terms.vocabularies["actions"].terms[event.action]
        if term.effect in CONSENTS and event.instrument and "instrument" in (term.needs or ()):
            carried = self.terms.vocabularies["instruments"].terms[event.instrument].effect
            return term.effect if carried in CONSENTS and term.effect else ""
        return term.effect or ""

    def acts(self) -> Iterator[Act]:
        actions = self.terms.vocabularies["actions"].terms
        floor = self.floor
        for index, event in enumerate(self.treaty.events):
            effect = self.effect(event)
            if not effect or self.dropped(event, effect):
                continue
            done = self.window(event, ALWAYS if effect in SIGNS else floor)
            effective = self.effective(event, done)
            if event.date == "unknown" and event.effective:  # no later, then, than its effect
                done = DateBounds(min(done.first, effective.last), min(done.last, effective.last))
            rank = actions[event.action].rank or 0
            yield Act(effect, done, effective, event.party or (), event, index, rank)

    def denied(self) -> frozenset[str]:
        """Return whose consent this reader holds not to have happened, or to have no effect."""
        return frozenset(
            code
            for event in self.treaty.events
            if (effect := self.effect(event)) in CONSENTS and self.dropped(event, effect)
            for code in event.party or ()
        )

    def results(self) -> Iterator[AttestedResult]:
        terms = self.terms.vocabularies["results"].terms
        floor = self.floor
        for index, result in enumerate(self.treaty.attested or ()):
            effect = terms[result.what].effect
            if effect and not self.dropped(result, effect):
                yield AttestedResult(effect, self.window(result, floor), result.party, result, index)

    @property
    def floor(self) -> date:
        """Return the first day on which somebody may have signed: nobody consents before that (VCLT art. 10 to 17)."""
        return min(
            (
                event.date.earliest
                for event in self.treaty.events
                if self.effect(event) in SIGNS and isinstance(event.date, Date)
            ),
            default=ALWAYS,
        )

    def void(self) -> bool:
        """Return whether this reader holds that the treaty never bound."""
        return any(
            fact.fact == "binding" and self.holder in fact.by and self.position(fact) not in GRANTS
            for fact in self.treaty.disputed or ()
        )

    def position(self, dispute: Dispute) -> str:
        return self.terms.vocabularies["dispute-positions"].terms[dispute.position].effect or ""

    def denies(self, dispute: Dispute, effect: str) -> bool:
        """Return whether a position denies that a fact happened or has such an effect."""
        granted = GRANTS.get(self.position(dispute), frozenset[str]())
        return granted is not None and effect not in granted

    def dropped(self, told: Contestable, effect: str) -> bool:
        """Return whether this reader holds that something did not happen, or to no effect."""
        return self.holder is not None and any(
            self.holder in dispute.by and self.denies(dispute, effect) for dispute in told.disputed or ()
        )

    def window(self, told: Event | Attested, floor: date) -> DateBounds:
        """Return between which days something happened.

        What has no date, or no beginning or end of its date, came at the earliest when the treaty was first signed
        and at the latest on the day up to which the record was verified. Where sources differ the record follows one
        and says why; so does the law.
        """
        known = self.treaty.verified.latest
        pleaded = self.pleaded(told)
        if pleaded is not None:
            return bounds_of(pleaded)
        first, last = ALWAYS, NEVER
        if isinstance(told.date, Date):
            first, last = bounds_of(told.date)
        if last == NEVER:
            last = max(first, known)
        if first == ALWAYS:
            first = min(floor, last)
        return DateBounds(first, last)

    def pleaded(self, told: Contestable) -> Date | None:
        """Return the other date that this reader holds to be the right one."""
        for dispute in told.disputed or ():
            if self.holder is not None and self.holder in dispute.by and self.position(dispute) == OTHER_DATE:
                return dispute.value
        return None

    def effective(self, event: Event, done: DateBounds) -> DateBounds:
        """Return when an act takes effect; ``unknown`` is some day from the act on, if it has come at all."""
        if event.effective is None:
            return done
        if isinstance(event.effective, Date):
            return bounds_of(event.effective)
        return DateBounds(done.first, NEVER)
