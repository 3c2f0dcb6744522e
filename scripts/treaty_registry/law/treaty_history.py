"""What follows from a treaty's record, compiled once: plain data that pages, tables, the command and Python read.

Every answer on any day is in it: periods of days with codes and the codes of their reasons. It holds no language and
no object of a record: reasons name the places of events. ``dump`` and ``load`` turn it into bytes and back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from pydantic import TypeAdapter

from treaty_registry.law.date_bounds import DateBounds, Interval
from treaty_registry.law.party_history import PartyPeriod
from treaty_registry.law.qualifications import Qualification
from treaty_registry.law.reasons import Reason
from treaty_registry.law.status import CANNOT_TELL, NO_PART, PARTY, Determination
from treaty_registry.law.suspensions import Gap


class Interpretation(NamedTuple):
    """An answer, and who holds it: party codes or names; nobody named stands for the record's own sources."""

    by: tuple[str, ...]
    standing: Determination


class Answer(NamedTuple):
    """A status or position on a day.

    ``readings`` holds more than one only where they differ; then the code is ``disputed``. ``known`` is the day up to
    which the record was verified: an answer about a later day is *as known on* that day. ``qualifications`` are what
    qualifies a position on the day that was asked about, or may.
    """

    code: str
    standing: Determination
    known: date
    readings: tuple[Interpretation, ...] = ()
    qualifications: tuple[Qualification, ...] = ()


class AnswerPeriod(NamedTuple):
    """Days on which one answer holds, with the same reasons throughout."""

    interval: Interval
    answer: Answer


class PositionPeriod(NamedTuple):
    """A position that a party holds from one day until before another (``NEVER``: as far as is known).

    ``interval`` has the days on which it certainly holds it. ``start`` and ``end`` bound the days on which it began and
    ended: they are wider where days on which nobody can tell lie before or after.
    """

    party: str
    code: str
    interval: Interval
    answer: Answer
    start: DateBounds
    end: DateBounds


class Tie(NamedTuple):
    """Days on which duties of a party, or towards it, are owed, and how surely (``owed`` ... ``cannot-tell``)."""

    interval: Interval
    standing: str


class DutySpan(NamedTuple):
    """Days on which a duty is owed, how surely, the numbers that its articles bore, and whose reservations touch it."""

    interval: Interval
    standing: str
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...] = ()


class DutyGroup(NamedTuple):
    """A duty that every obligor owes every beneficiary on the same days; nobody owes himself."""

    obligation: str
    kind: str
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    spans: tuple[DutySpan, ...]


UpcomingKind = Literal[
    "entry-anniversary",
    "signature-anniversary",
    "renewal",
    "objection-ends",
    "notice-effect",
    "withdrawal-opens",
    "status",
    "position",
]


class UpcomingEvent(NamedTuple):
    """One thing that lies ahead of a treaty.

    ``day`` is its day, or the first on which it may happen; ``last`` the last such day (``None``: nobody can tell).
    ``parties`` are those whom it is about, where not all. ``since`` is the day that an anniversary returns to, or on
    which a notice was given, if it is known; ``of`` the renewal to which an objection must be made in time; ``period``
    the length of the new term or of the notice; ``code`` the new status or position; ``until`` the day before the
    treaty ends, if that is known: the last on which something that comes back every year may come back.
    """

    treaty: str
    kind: UpcomingKind
    day: date
    last: date | None
    parties: tuple[str, ...] = ()
    since: date | None = None
    of: date | None = None
    period: str | None = None
    code: str | None = None
    until: date | None = None

    @property
    def yearly(self) -> bool:
        """Whether it comes back every year."""
        return self.kind in ("entry-anniversary", "signature-anniversary")


@dataclass(frozen=True, slots=True)
class TreatyHistory:
    """The history of one treaty, as known on the day up to which its record was verified.

    ``entry_into_force`` and ``end`` bound the days: ``.earliest`` and ``.latest``, both ``None`` for never, the latest
    ``None`` for perhaps never. ``parties`` has, for everybody who acts and whoever continues them, the periods in which
    they are bound and the treaty is in force for them. ``statuses`` and ``positions`` cover all of time.
    """

    treaty: str
    known: date
    entry_into_force: DateBounds
    end: DateBounds
    parties: Mapping[str, tuple[PartyPeriod, ...]]
    statuses: tuple[AnswerPeriod, ...]
    positions: Mapping[str, tuple[AnswerPeriod, ...]]
    ties: Mapping[str, tuple[Tie, ...]]
    duties: tuple[DutyGroup, ...]
    gaps: tuple[Gap, ...]
    disputed_by: tuple[str, ...]
    qualifications: tuple[Qualification, ...] = ()
    """What qualifies a party's position: suspensions, freezes, partial withdrawals, reservations."""
    unlisted_since: date | None = None
    """From when on somebody whom the record does not list may have a part in the treaty; ``None``: nobody has."""
    upcoming: tuple[UpcomingEvent, ...] = ()

    def status(self, on: date) -> Answer:
        """Return the treaty's status on a day, a term of ``statuses``."""
        return _answer_on(self.statuses, on)

    def position(self, party: str, on: date) -> Answer:
        """Return what the treaty is to a party on a day, a term of ``positions``.

        Of somebody whom the record does not list, nobody can tell unless its participants are complete.
        """
        periods = self.positions.get(party)
        if periods:
            return _answer_on(periods, on)._replace(qualifications=tuple(self.qualifications_of(party, on)))
        if self.unlisted_since is not None and on >= self.unlisted_since:
            return Answer(CANNOT_TELL, Determination(CANNOT_TELL, (Reason("participants-incomplete"),)), self.known)
        return Answer(NO_PART, Determination(NO_PART), self.known)

    def qualifications_of(self, party: str, on: date) -> list[Qualification]:
        """Return what qualifies, or may qualify, the position of a party on a day."""
        return [told for told in self.qualifications if told.party == party and told.on(on) is not False]

    def status_periods(self) -> Sequence[AnswerPeriod]:
        """Return the treaty's status over all of time, neighbouring days of one status together."""
        return _joined(self.statuses)

    def position_periods(self) -> Iterator[PositionPeriod]:
        """Yield every position that anybody holds over time, without days on which somebody has no part in it."""
        for party, periods in self.positions.items():
            joined = _joined(periods)
            bounds = bounded([(period.interval, period.answer.code == CANNOT_TELL) for period in joined])
            bound = self.parties.get(party, ())
            starts, ends = [period.start for period in bound], [period.end for period in bound]
            for (interval, answer), (start, end) in zip(joined, bounds, strict=True):
                if answer.code == PARTY:
                    yield PositionPeriod(
                        party, answer.code, interval, answer, _narrowed(start, starts), _narrowed(end, ends)
                    )
                elif answer.code != NO_PART:
                    yield PositionPeriod(party, answer.code, interval, answer, start, end)

    def duties_of(self, kinds: Collection[str] | None = None) -> Iterator[DutyGroup]:
        """Yield the groups of duties of some kinds of obligation, or of all."""
        return (group for group in self.duties if kinds is None or group.kind in kinds)


def _answer_on(periods: Sequence[AnswerPeriod], on: date) -> Answer:
    return next(answer for interval, answer in periods if interval.covers(on) or interval.end == date.max)


def _joined(periods: Iterable[AnswerPeriod]) -> Sequence[AnswerPeriod]:
    """Join neighbouring periods with the same answer, whatever its reasons; those of the first are kept."""
    joined: list[AnswerPeriod] = []
    for period in periods:
        if joined and _codes(joined[-1].answer) == _codes(period.answer):
            joined[-1] = AnswerPeriod(Interval(joined[-1].interval.start, period.interval.end), joined[-1].answer)
        else:
            joined.append(period)
    return joined


def bounded(periods: Sequence[tuple[Interval, bool]]) -> Iterator[tuple[DateBounds, DateBounds]]:
    """Yield between which days each of some periods began and ended.

    ``periods`` follow in time, with whether nobody can tell what holds in them: the neighbours of such a period that
    join it may have begun, or ended, on any of its days.
    """
    for number, (interval, unsure) in enumerate(periods):
        start, end = DateBounds(interval.start, interval.start), DateBounds(interval.end, interval.end)
        if number and not unsure:
            before, open_before = periods[number - 1]
            if open_before and before.end == interval.start:
                start = DateBounds(before.start, interval.start)
        if number + 1 < len(periods) and not unsure:
            after, open_after = periods[number + 1]
            if open_after and after.start == interval.end:
                end = DateBounds(interval.end, after.end)
        yield start, end


def _narrowed(window: DateBounds, known: Iterable[DateBounds]) -> DateBounds:
    """Return a window without the days on which nobody can tell something else than whether somebody was bound.

    Whether somebody had consented may be unsure up to the very day on which the treaty entered into force for all.
    """
    within = [other for other in known if window.holds(other)]
    return within[0] if len(within) == 1 else window


def _codes(answer: Answer) -> tuple[str, ...]:
    return answer.code, *(reading.standing.code for reading in answer.readings)


@cache
def _adapter() -> TypeAdapter[TreatyHistory]:
    return TypeAdapter(TreatyHistory)


def dump(history: TreatyHistory) -> bytes:
    """Return a history as JSON."""
    return _adapter().dump_json(history)


def load_history(data: bytes) -> TreatyHistory:
    """Return a history from what ``dump`` made of it. Raises pydantic's ValidationError for anything else."""
    return _adapter().validate_json(data)
