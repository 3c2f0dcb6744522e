"""The course of one treaty in one reading: its entry into force, its end, and what each party was to it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from treaty_registry.law.acts import AttestedResult, TreatyActs
from treaty_registry.law.consent_log import ConsentLog, OtherTreaties
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, earliest
from treaty_registry.law.entry_into_force import EntryOutcome, enter
from treaty_registry.law.party_history import PartyHistory, Period, TreatyContext, over, party_histories
from treaty_registry.law.suspensions import Suspensions, suspensions_of
from treaty_registry.law.termination import treaty_end
from treaty_registry.law.withdrawal import exits

Relations = Sequence[tuple[str, DateBounds | None]]
"""Other treaties that end this one when they enter into force, with the day that their record gives."""


@dataclass(frozen=True)
class InterpretedTreaty:
    """A treaty's course in one reading. ``never`` is what sources state of a treaty that can no longer begin."""

    view: TreatyActs
    entry: EntryOutcome
    end: Period | None
    lines: Mapping[str, PartyHistory]
    apart: Suspensions
    log: ConsentLog
    never: AttestedResult | None = None

    @property
    def over(self) -> DateBounds:
        """When the treaty ended, or ``NOT_YET``."""
        return self.end.start if self.end else NOT_YET

    @cached_property
    def first_signed(self) -> Period | None:
        """The signature, or the consent, that came first."""
        return min(self._given, key=lambda period: period.start, default=None)

    @cached_property
    def signed(self) -> DateBounds:
        """When anybody first signed or consented, or ``NOT_YET``."""
        return earliest(period.start for period in self._given)

    @property
    def _given(self) -> Iterator[Period]:
        return (period for line in self.lines.values() for period in (*line.signed, *line.consented))


def interpret(view: TreatyActs, others: OtherTreaties, ended_by: Relations = ()) -> InterpretedTreaty:
    """Return what follows from a treaty's acts, its final clauses and the treaties that it names."""
    entry, log = enter(view, others)
    context = TreatyContext(view, others, entry, log, tuple(exits(view, entry.window, others)))
    lines = party_histories(context)
    end = treaty_end(context, lines, ended_by)
    if end is not None:
        lines = {code: _cut(line, end) for code, line in lines.items()}
    never = next(iter(view.attested("never-starts")), None)
    return InterpretedTreaty(view, entry, end, lines, suspensions_of(view), log, never)


def _cut(line: PartyHistory, end: Period) -> PartyHistory:
    """Return a party's spells, none of which outlasts the treaty."""

    def cut(periods: tuple[Period, ...]) -> tuple[Period, ...]:
        return tuple(
            Period(s.start, earliest([s.end, end.start]), s.began, end.began if end.start <= s.end else s.ended)
            for s in periods
            if not over(end.start, s.start)
        )

    return line._replace(provisional=cut(line.provisional), bound=cut(line.bound), suspended=cut(line.suspended))
