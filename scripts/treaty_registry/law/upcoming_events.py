"""What lies ahead of a treaty, as known on the day up to which its record was verified: a pure computation.

Anniversaries, renewals and the last day to object to them, notices of withdrawal that will take effect, the first day
on which withdrawal will be possible, and every other change that the law core already sees coming.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from treaty_registry.law.acts import SIGNS
from treaty_registry.law.consent_log import OtherTreaties
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, Interval, later, sooner
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.status import CANNOT_TELL, breaks
from treaty_registry.law.treaty_history import Answer, TreatyHistory, UpcomingEvent, UpcomingKind
from treaty_registry.law.withdrawal import OriginalTerm, clause_on, exits, prolonged, term_end
from treaty_registry.model.clauses import Duration
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import Terms

OVER = "over"
"""The effect of statuses after which nothing lies ahead."""

OUT = "out"
"""The effect of positions of those who have no part in a treaty."""

OWN_START, ONE_PARTY = "own-entry-into-force", "one-party"
"""What makes a term run for each party by itself."""


def upcoming_events(
    treaty: InterpretedTreaty, history: TreatyHistory, terms: Terms, others: OtherTreaties
) -> tuple[UpcomingEvent, ...]:
    """Return what lies ahead of a treaty after the day up to which its record was verified, in order of day.

    ``treaty`` is the treaty as its record's own sources have it, ``history`` what was compiled of it.
    """
    ahead = _Ahead(treaty, history, terms, others)
    notices = list(ahead.notices())
    events = [*notices, *ahead.anniversaries(), *ahead.renewals(), *ahead.openings(), *ahead.changes(notices)]
    return tuple(sorted(events, key=lambda event: (event.day, event.kind, event.parties, event.code or "")))


def involved(history: TreatyHistory, terms: Terms) -> list[str]:
    """Return who has a part in a treaty on the day up to which its record was verified: whom its future concerns."""
    positions = terms.vocabularies["positions"].terms
    return [
        held.party
        for held in history.position_periods()
        if held.interval.covers(history.known) and positions[held.code].effect != OUT
    ]


class _Ahead:
    """One treaty, seen from the day up to which its record was verified."""

    def __init__(self, treaty: InterpretedTreaty, history: TreatyHistory, terms: Terms, others: OtherTreaties) -> None:
        self.interpreted, self.history, self.terms, self.others = treaty, history, terms, others
        self.id, self.known = history.treaty, history.known
        self.over = terms.vocabularies["statuses"].terms[history.status(self.known).code].effect == OVER
        self.running = not self.over and treaty.entry.window.reached(self.known) is True

    def anniversaries(self) -> Iterator[UpcomingEvent]:
        """Yield the next days of signature and of entry into force: of certain days, of treaties that are not over."""
        if self.over:
            return
        end = self.interpreted.over
        until = end.first - timedelta(days=1) if end.is_day else None
        days: list[tuple[UpcomingKind, DateBounds]] = [
            ("signature-anniversary", min((act.done for act in self.interpreted.view.of(*SIGNS)), default=NOT_YET))
        ]
        if self.running:
            days.append(("entry-anniversary", self.interpreted.entry.window))
        for kind, window in days:
            if window.is_day and window.first <= self.known:
                day = _anniversary(window.first, self.known)
                if until is None or day <= until:
                    yield UpcomingEvent(self.id, kind, day, day, since=window.first, until=until)

    def renewals(self) -> Iterator[UpcomingEvent]:
        """Yield the next renewal of a treaty that renews itself, and the next last day to object to one."""
        clause = clause_on(self.interpreted.view.treaty.final_clauses.duration, self.known, self.others)
        ends = self.terms.vocabularies["duration-ends"].terms
        if not self.running or clause is None or clause.then is None or ends[clause.then].effect != "renews":
            return
        for end, parties in self._terms(clause).items():
            yield from self._renewals(clause, end, parties)

    def _terms(self, clause: Duration) -> Mapping[date, tuple[str, ...]]:
        """Return the first day after the term as it stands, prolonged or not, and whose: nobody named is everybody."""
        view, lines = self.interpreted.view, self.interpreted.lines
        bound = {
            code: period.start
            for code in involved(self.history, self.terms)
            for period in lines[code].bound
            if period.start.reached(self.known) and not period.end.reached(self.known)
        }
        own = clause.counted_from == OWN_START
        codes_by_end: defaultdict[date, tuple[str, ...]] = defaultdict(tuple)
        for code in bound if own or clause.applies == ONE_PARTY else ("",):
            end = term_end(view, clause, bound[code] if own else self.interpreted.entry.window)
            if end is not None:
                end = prolonged(view, view.persons.codes_of(code) if code else None, OriginalTerm(end, clause))
                if end.is_day:
                    codes_by_end[end.first] += (code,) if code else ()
        return {end: () if set(codes) == set(bound) else codes for end, codes in codes_by_end.items()}

    def _renewals(self, clause: Duration, end: date, parties: tuple[str, ...]) -> Iterator[UpcomingEvent]:
        period = None if clause.renewal == "unknown" else clause.renewal
        over = self.interpreted.over.first
        renewed = objected = False
        while end < over and not (renewed and objected):
            if end > self.known and not renewed:
                renewed = True
                yield UpcomingEvent(self.id, "renewal", end, end, parties, period=period)
            if clause.notice and sooner(end, clause.notice) > self.known:
                objected = True
                last = sooner(end, clause.notice)
                yield UpcomingEvent(self.id, "objection-ends", last, last, parties, of=end, period=clause.notice)
            objected = objected or not clause.notice
            if period is None:
                return
            end = later(end, period)

    def notices(self) -> Iterator[UpcomingEvent]:
        """Yield the effect of every notice of withdrawal or termination that runs, as far as its days are known."""
        grouped: defaultdict[tuple[DateBounds, date | None, str | None], list[str]] = defaultdict(list)
        for departure in exits(self.interpreted.view, self.interpreted.entry.window, self.others):
            if (
                departure.reason.code != "notice"
                or departure.window.last <= self.known
                or not departure.window.comes
                or self.over
            ):
                continue
            given = (
                None
                if departure.reason.event is None
                else self.interpreted.view.treaty.events[departure.reason.event].date
            )
            since = given.earliest if isinstance(given, Date) and given.is_day else None
            parties = departure.reason.parties if departure.party is None else (departure.party,)
            grouped[departure.window, since, departure.reason.period].extend(parties)
        for (window, since, period), codes in grouped.items():
            parties = tuple(sorted(set(codes)))
            yield UpcomingEvent(
                self.id, "notice-effect", self._ahead(window.first), window.last, parties, since, None, period
            )

    def openings(self) -> Iterator[UpcomingEvent]:
        """Yield the day from which notice of withdrawal can be given, where the text sets one and it lies ahead."""
        clause = clause_on(self.interpreted.view.treaty.final_clauses.withdrawal, self.known, self.others)
        entry = self.interpreted.entry.window
        if clause is None or not clause.earliest or not self.running or not entry.is_day:
            return
        day = later(entry.first, clause.earliest)
        rules = self.terms.vocabularies["exit-rules"].terms
        if rules[clause.allowed].effect != "no-notice" and self.known < day < self.interpreted.over.first:
            yield UpcomingEvent(self.id, "withdrawal-opens", day, day, period=clause.notice)

    def changes(self, told: Iterable[UpcomingEvent]) -> Iterator[UpcomingEvent]:
        """Yield every change of status or position that lies ahead and is not the effect of a notice told already."""
        explained: defaultdict[date, set[str]] = defaultdict(set)
        for event in told:
            explained[event.day] |= set(event.parties)
        if not self._moves():
            return
        days = set()
        for interval, last, answer in _ahead(self.history.status_periods(), self.known):
            days |= {interval.start, last}
            yield UpcomingEvent(self.id, "status", interval.start, last, code=answer.code)
        held: defaultdict[str, list[tuple[Interval, Answer]]] = defaultdict(list)
        for position in self.history.position_periods():
            held[position.party].append((position.interval, position.answer))
        grouped: defaultdict[tuple[date, date | None, str], list[str]] = defaultdict(list)
        for code, periods in held.items():
            for interval, last, answer in _ahead(periods, self.known):
                # What the treaty becomes for everybody is told once, of the treaty.
                if interval.start not in days and code not in explained[interval.start]:
                    grouped[interval.start, last, answer.code].append(code)
        for (day, end, term), codes in grouped.items():
            yield UpcomingEvent(self.id, "position", day, end, tuple(sorted(codes)), code=term)

    def _moves(self) -> bool:
        """Return whether any day lies ahead on which something may change, in any reading: of most treaties none."""
        held = (day for position in self.history.position_periods() for day in position.interval)
        return any(self.known < day < NEVER for day in (*breaks(self.interpreted), *held))

    def _ahead(self, day: date) -> date:
        return max(day, self.known + timedelta(days=1))


def _ahead(stretches: Iterable[tuple[Interval, Answer]], known: date) -> Iterator[tuple[Interval, date | None, Answer]]:
    """Yield each stretch that begins after a day, with the last day on which its beginning may be.

    Days on which nobody can tell, between two answers, are days on which the second may begin.
    """
    unsure: Interval | None = None
    for interval, answer in stretches:
        if interval.end <= known + timedelta(days=1):
            continue
        if answer.code == CANNOT_TELL and interval.end != NEVER:
            unsure = Interval(max(interval.start, known + timedelta(days=1)), interval.end)
            continue
        if interval.start > known:
            start = unsure.start if unsure and unsure.end == interval.start else interval.start
            last = None if answer.code == CANNOT_TELL else interval.start
            yield Interval(start, interval.end), last, answer
        unsure = None


def _anniversary(day: date, known: date) -> date:
    """Return the next anniversary of a day after another: in years without 29 February, its anniversary is the 28th."""
    for year in (known.year, known.year + 1):
        anniversary = later(day, f"{year - day.year} years")
        if anniversary > known and year > day.year:
            return anniversary
    return later(day, f"{known.year + 2 - day.year} years")
