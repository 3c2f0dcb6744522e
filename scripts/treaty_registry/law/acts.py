"""What a record tells, as the law knows it: acts with an effect and a window of days, and attested results."""

from __future__ import annotations

from dataclasses import dataclass

from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.law.succession import Succession
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty

SUCCEEDS, SUCCEEDS_TO_SIGNATURE = "succeeds", "succeeds-to-signature"
SUCCESSIONS = frozenset({SUCCEEDS, SUCCEEDS_TO_SIGNATURE})
"""Effects of acts by which somebody takes the place of a predecessor: of a party, or of a signatory."""

SIGNS = frozenset({"signs", "signs-definitively", SUCCEEDS_TO_SIGNATURE})
"""Effects of acts by which somebody signs (VCLT art. 10, 12, 14)."""

CONSENTS = frozenset({"consents", SUCCEEDS, "signs-definitively", "is-admitted"})
"""Effects of acts and instruments by which somebody consents to be bound (VCLT art. 11), or is admitted by an organ."""

ENDS_TREATY = frozenset({"ends-treaty", "ends-by-agreement", "ends-between"})
"""Effects of acts that end a treaty, for all or between some."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act with an effect between states.

    ``done`` is when it was done, ``effective`` when it takes effect: its own ``effective`` date, or the same.
    """

    effect: str
    done: DateBounds
    effective: DateBounds
    parties: tuple[str, ...]
    event: Event
    index: int
    rank: int

    @property
    def own_effect_day(self) -> bool:
        """Whether the record gives the act an effective date of its own."""
        return self.event.effective is not None

    @property
    def concerned(self) -> tuple[str, ...]:
        """Whose act it is: of an expulsion those addressed, who leave, else those who do it."""
        return self.event.towards or self.parties if self.effect == "leaves" else self.parties


@dataclass(frozen=True, slots=True)
class AttestedResult:
    """What sources state about a result of the law."""

    effect: str
    day: DateBounds
    party: str | None
    attested: Attested
    index: int


@dataclass(frozen=True, slots=True)
class TreatyActs:
    """The acts and results of one treaty in one reading, with the persons that they concern."""

    treaty: Treaty
    terms: Terms
    persons: Succession
    acts: tuple[Act, ...]
    results: tuple[AttestedResult, ...]
    void: bool = False
    """Whether the treaty never bound anybody in this reading."""
    denied: frozenset[str] = frozenset()
    """Those whose consent did not happen, or to no effect, in this reading."""

    @property
    def acting(self) -> tuple[str, ...]:
        """Everybody who acts, in order of first appearance."""
        return tuple(dict.fromkeys(code for act in self.acts for code in act.parties))

    def of(self, *effects: str) -> list[Act]:
        """Return the acts with one of these effects, in order of day and rank, whatever their order in the record."""
        return [act for act in self.acts if act.effect in effects]

    def attested(self, effect: str, party: str | None = None) -> list[AttestedResult]:
        """Return what is attested of the whole treaty, or of one party."""
        return [result for result in self.results if result.effect == effect and result.party == party]
