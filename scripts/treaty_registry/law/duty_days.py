"""The days on which a duty between two parties is owed, and the articles and reservations that go with it.

Part of the treaty since when and until when (VCLT art. 39), suspended between the two (art. 57, 58), reserved by one of
them (art. 21, 22).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise, product
from typing import NamedTuple

from treaty_registry.law.consent_log import OtherTreaties
from treaty_registry.law.date_bounds import (
    FROM_THE_START,
    NEVER,
    NOT_YET,
    Interval,
    after,
    any_of,
    covers,
    earliest,
    stretches,
)
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.status import CANNOT_TELL, DISPUTED, OWED, STANDINGS
from treaty_registry.law.suspensions import Gap
from treaty_registry.law.treaty_history import DutySpan, Tie
from treaty_registry.model.obligation import Obligation

Ties = tuple[Tie, ...]
"""The days on which duties of a party, or towards it, are owed."""


def duty_spans(
    tied: Iterable[Tie], numbers: Sequence[tuple[str, date, date]], reservations: Sequence[Reservation]
) -> Iterator[DutySpan]:
    """Yield the days on which a duty is owed, cut where its articles' numbers or its reservations change."""
    changes = [day for _, *days in numbers for day in days]
    changes += [day for reservation in reservations for day in reservation.days]
    for whole, standing in tied:
        for interval in _cut(whole, changes):
            start = interval.start
            articles = tuple(no for no, since, until in numbers if since <= start < until)
            reserved = tuple(reservation.party for reservation in reservations if reservation.days.covers(start))
            yield DutySpan(interval, standing, articles, reserved)


def _cut(interval: Interval, days: Iterable[date]) -> Iterator[Interval]:
    """Yield the parts of an interval between the days on which something about the duty changes."""
    inside = sorted({day for day in days if interval.start < day < interval.end})
    if not inside:
        yield interval
        return
    for start, end in pairwise((interval.start, *inside, interval.end)):
        yield Interval(start, end)


Codes = tuple[Sequence[str], Sequence[str]]


def gaps_of(treaty: InterpretedTreaty, codes: Codes, concerned: Collection[str]) -> Sequence[Gap]:
    """Return the gaps in the duties of one person towards another that concern some articles or the whole treaty."""
    return [
        gap for gap in treaty.apart.between(*codes) if not gap.articles or not set(gap.articles).isdisjoint(concerned)
    ]


def life_of(treaty: InterpretedTreaty, others: OtherTreaties, obligation: Obligation) -> Ties | None:
    """Return when an obligation is part of the treaty: between those that added and removed it, and for its term."""
    start = others.entry_of(obligation.since) if obligation.since else FROM_THE_START
    end = others.entry_of(obligation.until) if obligation.until else NOT_YET
    if start is None or end is None:
        return None
    if obligation.term:
        end = earliest([end, after(treaty.entry.window, obligation.term)])
    answers = ((interval, covers(start, end, interval.start)) for interval in stretches((*start, *end)))
    return tuple(Tie(interval, OWED if answer else CANNOT_TELL) for interval, answer in answers if answer is not False)


def tied_together(obligor: Ties, beneficiary: Ties, life: Ties) -> Iterator[Tie]:
    """Yield the days on which both have a position and the clause exists, with what that means for the duty."""
    for (own, own_standing), (other, other_standing) in product(obligor, beneficiary):
        start, end = max(own.start, other.start), min(own.end, other.end)
        if start >= end:
            continue
        for days, standing in life:
            first, last = max(start, days.start), min(end, days.end)
            if first < last:
                yield Tie(Interval(first, last), max(own_standing, other_standing, standing, key=STANDINGS.index))


def without_gaps(tied: Iterable[Tie], read: Sequence[tuple[Interval, Sequence[Gap]]]) -> Iterator[Tie]:
    """Yield the days that remain when those are taken out on which the duty is suspended between the two.

    ``read`` has the suspensions as the record's sources have them, and as others with standing do, on which days. The
    duty is disputed where they differ.
    """
    breaks = {day for _, gaps in read for gap in gaps for bounds in (gap.start, gap.end) for day in bounds}
    breaks |= {day for days, _ in read for day in days}
    for interval, standing in tied:
        for part in _cut(interval, breaks):
            answers = {any_of(gap.covers(part.start) for gap in gaps) for days, gaps in read if days.covers(part.start)}
            if answers != {True}:
                unsure = DISPUTED if len(answers) > 1 else CANNOT_TELL if answers == {None} else OWED
                yield Tie(part, max(standing, unsure, key=STANDINGS.index))


def numbers_of(others: OtherTreaties, obligation: Obligation) -> Iterator[tuple[str, date, date]]:
    """Yield the numbers of an obligation's articles, each with the days from which and until which it bore them."""
    for article in obligation.articles or ():
        since = others.entry_of(article.since) if article.since else FROM_THE_START
        until = others.entry_of(article.until) if article.until else NOT_YET
        yield article.no, since.first if since else NEVER, until.first if until else NEVER


class Reservation(NamedTuple):
    """Whose reservation concerns a duty, and on which days."""

    party: str
    days: Interval


def reservations_of(treaty: InterpretedTreaty, obligation: Obligation) -> list[Reservation]:
    """Return who made a reservation to an article of the obligation, until it was withdrawn (VCLT art. 22)."""
    numbers = {article.no for article in obligation.articles or ()}
    withdrawn = {act.event.refers_to: act.effective.first for act in treaty.view.of("withdraws-reservation")}
    return [
        Reservation(code, Interval(act.effective.first, withdrawn.get(act.event.id, NEVER) if act.event.id else NEVER))
        for act in treaty.view.of("reserves")
        if numbers & {article.no for article in act.event.articles or ()}
        for code in act.parties
    ]
