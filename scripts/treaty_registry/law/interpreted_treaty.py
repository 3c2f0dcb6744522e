"""The course of one treaty in one reading: its entry into force, its end, and what each party was to it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from treaty_registry.law.acts import AttestedResult, TreatyActs
from treaty_registry.law.attested_facts import narrowed
from treaty_registry.law.consent_log import ConsentLog, OtherTreaties
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, earliest
from treaty_registry.law.endings import Superseding, endings
from treaty_registry.law.entry_into_force import EntryOutcome, enter
from treaty_registry.law.party_history import PartyHistory, PartyPeriod, TreatyContext, over, party_histories
from treaty_registry.law.suspensions import Suspensions, suspensions_of
from treaty_registry.law.termination import treaty_end
from treaty_registry.law.withdrawal import exits


@dataclass(frozen=True)
class InterpretedTreaty:
    """A treaty's course in one reading. ``never`` is what sources state of a treaty that can no longer begin."""

    view: TreatyActs
    log: ConsentLog
    entry: EntryOutcome
    end: PartyPeriod | None
    lines: Mapping[str, PartyHistory]
    apart: Suspensions
    never: AttestedResult | None = None

    @property
    def over(self) -> DateBounds:
        """When the treaty ended, or ``NOT_YET``."""
        return self.end.start if self.end else NOT_YET

    @cached_property
    def first_signed(self) -> PartyPeriod | None:
        """The signature, or the consent, that came first."""
        return min(self._given, key=lambda period: period.start, default=None)

    @cached_property
    def signed(self) -> DateBounds:
        """When anybody first signed or consented, or ``NOT_YET``."""
        return earliest(period.start for period in self._given)

    @cached_property
    def applying_provisionally(self) -> tuple[PartyHistory, ...]:
        """The histories of those who ever applied it provisionally: mostly none."""
        return tuple(line for line in self.lines.values() if line.provisional)

    @cached_property
    def ever_suspended(self) -> bool:
        """Whether anything was ever suspended, or is not owed between some of the parties."""
        return bool(self.apart.gaps) or any(line.suspended for line in self.lines.values())

    @property
    def _given(self) -> Iterator[PartyPeriod]:
        return (period for line in self.lines.values() for period in (*line.signed, *line.consented))


def interpret(view: TreatyActs, others: OtherTreaties, superseding: Superseding = ()) -> InterpretedTreaty:
    """Return what follows from a treaty's acts, its final clauses and the treaties that it names.

    ``superseding`` are later treaties that end it.
    """
    entry, log = enter(view, others)
    departures = tuple(exits(view, entry.window, others))
    ended = endings(log, departures, superseding)
    context = TreatyContext(view, others, entry, log, (*departures, *ended.exits))
    lines = narrowed(party_histories(context), view, entry.window)
    end = treaty_end(context, lines)
    if end is not None:
        lines = {code: _cut(line, end) for code, line in lines.items()}
    never = next(iter(view.attested("never-starts")), None)
    return InterpretedTreaty(view, log, entry, end, lines, suspensions_of(view, ended.gaps), never)


def _cut(line: PartyHistory, end: PartyPeriod) -> PartyHistory:
    """Return a party's spells, none of which outlasts the treaty."""

    def cut(periods: tuple[PartyPeriod, ...]) -> tuple[PartyPeriod, ...]:
        return tuple(
            PartyPeriod(s.start, earliest([s.end, end.start]), s.began, end.began if end.start <= s.end else s.ended)
            for s in periods
            if not over(end.start, s.start)
        )

    return line._replace(provisional=cut(line.provisional), bound=cut(line.bound), suspended=cut(line.suspended))
