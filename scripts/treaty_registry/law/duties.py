"""Who owes what to whom, from when until when: obligations directed from one party to another.

A duty is owed while the treaty is in force for both, the clause is part of it (an obligation can be younger than its
treaty), and it is not suspended between the two (VCLT art. 26, 57, 58). Where both apply the treaty and one of them
only provisionally, the duty is owed provisionally (art. 25). A reservation by either of them to an article of the duty
is named with it: the record says which articles it changes, not how (art. 21).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from typing import NamedTuple

from treaty_registry.law.date_bounds import FROM_THE_START, NEVER, NOT_YET, Interval, any_of, covers, stretches
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.queries import Law
from treaty_registry.law.status import CANNOT_TELL, OWED, STANDINGS
from treaty_registry.law.suspensions import Gap
from treaty_registry.model.obligation import Obligation
from treaty_registry.model.treaty import Treaty

EVERYBODY = "all"


class Duty(NamedTuple):
    """A duty of one party towards another under one obligation of a treaty, on the days of an interval.

    ``standing`` is ``owed``, ``provisional``, ``disputed`` or ``cannot-tell``; ``articles`` are the numbers that the
    articles bore then, and ``reserved_by`` names those of the two whose reservations concerned them.
    """

    treaty: str
    obligation: str
    kind: str
    obligor: str
    beneficiary: str
    interval: Interval
    standing: str
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...] = ()

    def on(self, day: date) -> bool:
        """Return whether the interval covers a day."""
        return self.interval.covers(day)


def duties(law: Law, treaty_id: str, kinds: Collection[str] | None = None) -> Iterator[Duty]:
    """Yield every duty that a treaty has created, with its days, in the order of its obligations and parties.

    ``kinds`` limits them to some kinds of obligation. Raises KeyError for an id without a record.
    """
    treaty = law.registry.treaties[treaty_id]
    wanted = [one for one in treaty.obligations or () if kinds is None or one.kind in kinds]
    if not wanted:
        return
    course = law.course(treaty_id)
    held = law.ties(treaty_id)
    for obligation in wanted:
        yield from _of_obligation(law, course, treaty, obligation, held)


_Held = tuple[tuple[Interval, str], ...]
"""Days, and whether duties are owed on them."""


def _of_obligation(
    law: Law, course: InterpretedTreaty, treaty: Treaty, obligation: Obligation, held: Mapping[str, _Held]
) -> Iterator[Duty]:
    persons = law.persons
    life = _life(law, obligation)
    if life is None:
        return
    obligors = [code for code in held if _named(persons.line(code), obligation.owed_by)]
    beneficiaries = [code for code in held if _named(persons.line(code), obligation.owed_to)]
    shared: dict[tuple[_Held, _Held], list[_Part]] = {}
    reservations = _reservations(course, obligation)
    reserving = frozenset(one.party for one in reservations)
    numbers = tuple(_numbers(law, obligation))
    concerned = {article.no for article in obligation.articles or ()}
    head = treaty.id, obligation.id, obligation.kind
    for obligor, beneficiary in product(obligors, beneficiaries):
        if persons.person(obligor) == persons.person(beneficiary):
            continue
        pair = held[obligor], held[beneficiary]
        if pair not in shared:
            shared[pair] = list(_parts(_both(*pair, life), numbers, ()))
        parts: Iterable[_Part] = shared[pair]
        # Most pairs of a treaty have the same days: what follows is worked out only for those that differ.
        gaps = course.apart.between(persons.line(obligor), persons.line(beneficiary))
        gaps = [gap for gap in gaps if not gap.articles or gap.articles & concerned]
        if gaps or not reserving.isdisjoint((obligor, beneficiary)):
            spells = _both(*pair, life)
            own = [one for one in reservations if one.party in (obligor, beneficiary)]
            parts = _parts(_without(spells, gaps) if gaps else spells, numbers, own)
        for part in parts:
            yield Duty._make((*head, obligor, beneficiary, *part))


_Part = tuple[Interval, str, tuple[str, ...], tuple[str, ...]]
"""Days, whether the duty is owed on them, the articles' numbers then, and whose reservations concern it."""


def _parts(
    spells: Iterable[tuple[Interval, str]],
    numbers: Sequence[tuple[str, date, date]],
    reservations: Sequence[_Reservation],
) -> Iterator[_Part]:
    changes = [day for _, *days in numbers for day in days] + [day for one in reservations for day in one.days]
    for whole, standing in spells:
        for interval in _cut(whole, changes):
            start = interval.start
            articles = tuple(no for no, since, until in numbers if since <= start < until)
            reserved = tuple(one.party for one in reservations if one.days.covers(start))
            yield interval, standing, articles, reserved


def _cut(interval: Interval, days: Iterable[date]) -> Iterator[Interval]:
    """Yield the parts of an interval between the days on which something about the duty changes."""
    inside = sorted({day for day in days if interval.start < day < interval.end})
    for start, end in pairwise((interval.start, *inside, interval.end)):
        yield Interval(start, end)


def _named(line: Sequence[str], parties: Sequence[str]) -> bool:
    return EVERYBODY in parties or any(code in parties for code in line)


def _life(law: Law, obligation: Obligation) -> _Held | None:
    """Return when the obligation is part of the treaty: between the treaties that added and removed it."""
    start = law.entry_of(obligation.since) if obligation.since else FROM_THE_START
    end = law.entry_of(obligation.until) if obligation.until else NOT_YET
    if start is None or end is None:
        return None
    spells = []
    for interval in stretches((*start, *end)):
        answer = covers(start, end, interval.start)
        if answer is not False:
            spells.append((interval, OWED if answer else CANNOT_TELL))
    return tuple(spells)


def _both(one: _Held, other: _Held, life: _Held) -> Iterator[tuple[Interval, str]]:
    """Yield the days on which both have a position and the clause exists, with what that means for the duty."""
    for (first, a), (second, b), (third, c) in product(one, other, life):
        start, end = max(first.start, second.start, third.start), min(first.end, second.end, third.end)
        if start < end:
            yield Interval(start, end), max((a, b, c), key=STANDINGS.index)


def _without(spells: Iterable[tuple[Interval, str]], gaps: Sequence[Gap]) -> Iterator[tuple[Interval, str]]:
    """Yield the days that remain when those are taken out on which the duty is suspended between the two."""
    breaks = {day for gap in gaps for window in (gap.start, gap.end) for day in window}
    for interval, standing in spells:
        days = sorted({interval.start, interval.end, *(day for day in breaks if interval.start < day < interval.end)})
        for start, end in pairwise(days):
            gone = any_of(gap.covers(start) for gap in gaps)
            if gone is not True:
                yield Interval(start, end), CANNOT_TELL if gone is None else standing


def _numbers(law: Law, obligation: Obligation) -> Iterator[tuple[str, date, date]]:
    """Yield the numbers of an obligation's articles, each with the days from which and until which it bore them."""
    for article in obligation.articles or ():
        since = law.entry_of(article.since) if article.since else FROM_THE_START
        until = law.entry_of(article.until) if article.until else NOT_YET
        yield article.no, since.first if since else NEVER, until.first if until else NEVER


@dataclass(frozen=True, slots=True)
class _Reservation:
    party: str
    days: Interval


def _reservations(course: InterpretedTreaty, obligation: Obligation) -> list[_Reservation]:
    """Return who made a reservation to an article of the obligation, until it was withdrawn (VCLT art. 22)."""
    numbers = {article.no for article in obligation.articles or ()}
    withdrawn = {act.event.refers_to: act.effective.first for act in course.view.of("withdraws-reservation")}
    return [
        _Reservation(code, Interval(act.effective.first, withdrawn.get(act.event.id, NEVER) if act.event.id else NEVER))
        for act in course.view.of("reserves")
        if numbers & {article.no for article in act.event.articles or ()}
        for code in act.parties
    ]
