"""What a record says happened to a treaty as a whole, each with the first and last day on which it may have happened.

Effects are read from the vocabularies: of acts (``actions``), of their instruments, of attested results and of the
positions in a dispute. No act or result is known here by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from treaty_registry.model.base import Sources
from treaty_registry.model.dates import Date, DateError
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Vocabulary

Vocabularies = Mapping[str, Vocabulary]

SIGNS = frozenset({"signs", "consents", "succeeds"})
"""Effects of acts by which somebody signs a treaty or consents to be bound (VCLT art. 11)."""

CONSENTS = frozenset({"consents", "succeeds"})

AGREES: Mapping[str, frozenset[str] | None] = {
    "holds": None,
    "other-date": None,
    "in-force": frozenset({"starts", "resumes", "suspends"}),
    "ended": frozenset({"ends"}),
}
"""For positions that grant some facts: the effects of those facts, or ``None`` for all. Every other position denies."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An act or result, what it brings about, and between which days it came: never a day that no source gives."""

    effect: str
    first: date
    last: date
    contested: bool
    result: Attested | None = None
    event: Event | None = None

    def reached(self, on: date) -> bool | None:
        """Return whether its day has come: yes, no, or ``None`` for *cannot tell*."""
        if self.last <= on:
            return True
        return False if self.first > on else None


@dataclass(frozen=True)
class Facts:
    """The facts of one record."""

    treaty: Treaty
    vocabularies: Vocabularies

    @cached_property
    def signatures(self) -> tuple[Fact, ...]:
        """Return every signature and consent. Nobody consents before the text is first signed (VCLT art. 10 to 17)."""
        found = [(event, effect) for event in self.treaty.events if (effect := self._signing(event))]
        signed = [event.date.earliest for event, effect in found if effect == "signs" and isinstance(event.date, Date)]
        floor = min(signed, default=date.min)
        return tuple(
            self._fact(event, effect, date.min if effect == "signs" else floor, event=event) for event, effect in found
        )

    @cached_property
    def results(self) -> tuple[Fact, ...]:
        """Return the attested results of the treaty as a whole."""
        terms = self.vocabularies["results"].terms
        floor = min((fact.first for fact in self.signatures), default=date.min)
        return tuple(
            self._fact(result, effect, floor, result=result)
            for result in self.treaty.attested or ()
            if result.party is None and (effect := terms[result.what].effect)
        )

    def _signing(self, event: Event) -> str | None:
        """Return a signing act's effect; an act that carries an instrument consents only if the instrument does."""
        term = self.vocabularies["actions"].terms[event.action]
        if term.effect not in SIGNS:
            return None
        if event.instrument and "instrument" in (term.needs or ()):
            carried = self.vocabularies["instruments"].terms[event.instrument].effect
            return term.effect if carried in CONSENTS else None
        return term.effect

    def _fact(
        self,
        told: Event | Attested,
        effect: str,
        floor: date,
        *,
        result: Attested | None = None,
        event: Event | None = None,
    ) -> Fact:
        """Give what is told its first and last day.

        What has no date, or no beginning or end of its date, came at the earliest when the treaty was first signed
        and at the latest on the day up to which the record was verified.
        """
        known = self.treaty.verified.latest
        first, last = date.min, date.max
        if isinstance(told.date, Date):
            dates = [told.date, *self._other_dates(told)]
            first, last = min(one.earliest for one in dates), max(one.latest for one in dates)
        if last == date.max:
            last = max(first, known)
        if first == date.min:
            first = min(floor, last)
        return Fact(effect, first, last, self._denied(told, effect), result, event)

    def _other_dates(self, told: Event | Attested) -> Iterator[Date]:
        """Yield the dates that other sources give, if they are as close to the fact or somebody pleads for them.

        A source further from the fact than those that the record follows throws no doubt on them.
        """
        pleaded = any(self._position(dispute.position) == "other-date" for dispute in told.disputed or ())
        yield from (dispute.value for dispute in told.disputed or () if dispute.value)
        for conflict in told.conflicts or ():
            if conflict.fact == "date" and (pleaded or self._closest(conflict.source) <= self._closest(told.source)):
                try:
                    yield Date.parse(conflict.value)
                except DateError:
                    continue  # words such as "late February": readers see them, but no day follows from them

    def _closest(self, keys: Sources) -> int:
        """Return the best rank among sources; what is not ranked, or not declared, comes last."""
        types = self.vocabularies["source-types"].terms
        found = (types[self.treaty.sources[key].type].rank for key in keys if key in self.treaty.sources)
        return min((rank for rank in found if rank is not None), default=99)

    def _denied(self, told: Event | Attested, effect: str) -> bool:
        """Return whether somebody holds that this did not happen or has no such effect."""
        for dispute in told.disputed or ():
            granted = AGREES.get(self._position(dispute.position), frozenset[str]())
            if granted is not None and effect not in granted:
                return True
        return False

    def _position(self, position: str) -> str:
        return self.vocabularies["dispute-positions"].terms[position].effect or ""
