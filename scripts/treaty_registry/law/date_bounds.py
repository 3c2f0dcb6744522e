"""Days that are known only within bounds, and spells between two of them.

Whatever the law makes of dates here (the third of several, the last of all, 90 days after, the first of the next
month) never runs backwards when a date moves on. The bounds of a result are therefore the results of the bounds, and
an imprecise date gives an imprecise answer without a day being made up.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from treaty_registry.model.dates import Date

ALWAYS, NEVER = date.min, date.max
"""Before everything, and after everything: a day that has not come as far as is known."""


class DateBounds(NamedTuple):
    """The first and the last day on which something may have happened. ``NEVER`` as the last: perhaps it has not."""

    first: date
    last: date

    @property
    def earliest(self) -> date | None:
        """The first day, or ``None`` for never."""
        return None if self.first == NEVER else self.first

    @property
    def latest(self) -> date | None:
        """The last day, or ``None``: never, or perhaps never."""
        return None if self.last == NEVER else self.last

    @property
    def is_day(self) -> bool:
        """Whether it is one certain day."""
        return self.first == self.last != NEVER

    @property
    def comes(self) -> bool:
        """Whether it certainly comes."""
        return self.last != NEVER

    def reached(self, on: date) -> bool | None:
        """Return whether its day has come: yes, no, or ``None`` for *cannot tell*."""
        if self.last <= on:
            return True
        return False if self.first > on else None

    def before(self, other: DateBounds) -> bool | None:
        """Return whether it comes earlier than another: yes, no, or ``None`` for *cannot tell*."""
        if self.last < other.first:
            return True
        return False if self.first >= other.last else None

    def meets(self, other: DateBounds) -> bool:
        """Return whether both may be of one day; what never comes is of none."""
        return self.first <= other.last and other.first <= self.last and self.first != NEVER

    def holds(self, other: DateBounds) -> bool:
        """Return whether another window lies within this one."""
        return self.first <= other.first and other.last <= self.last


def bounds_of(moment: Date) -> DateBounds:
    """Return the first and last day that a date may mean."""
    return DateBounds(moment.earliest, moment.latest)


NOT_YET = DateBounds(NEVER, NEVER)
FROM_THE_START = DateBounds(ALWAYS, ALWAYS)


def earliest(windows: Iterable[DateBounds]) -> DateBounds:
    """Return when the first of several things happens; ``NOT_YET`` of none."""
    all_bounds = list(windows)
    return DateBounds(min(w.first for w in all_bounds), min(w.last for w in all_bounds)) if all_bounds else NOT_YET


def latest(windows: Iterable[DateBounds]) -> DateBounds:
    """Return when the last of several things happens; ``FROM_THE_START`` of none."""
    all_bounds = list(windows)
    return (
        DateBounds(max(w.first for w in all_bounds), max(w.last for w in all_bounds)) if all_bounds else FROM_THE_START
    )


def next_after(windows: Iterable[DateBounds], start: DateBounds) -> DateBounds:
    """Return when the first of several things happens that come after a start, or on its day.

    One that may have come before the start may not count: then the answer has no latest day, unless another has.
    """
    known = [(window, window.before(start)) for window in windows]
    firsts = [max(window.first, start.first) for window, before in known if not before]
    lasts = [window.last for window, before in known if before is False]
    return DateBounds(min(firsts, default=NEVER), min(lasts, default=NEVER))


def next_day(window: DateBounds) -> DateBounds:
    """Return the day after."""
    return DateBounds(_plus_days(window.first, 1), _plus_days(window.last, 1))


def after(window: DateBounds, period: str | None) -> DateBounds:
    """Return when a period such as ``90 days`` or ``5 years`` has passed."""
    return DateBounds(later(window.first, period), later(window.last, period))


def later(day: date, period: str | None) -> date:
    """Return the day that lies a period after another.

    Months and years lead to the day of the same number; where the month has no such day, to its last.
    """
    if period is None or day in (ALWAYS, NEVER):
        return day
    number, unit = period.split()
    count = int(number)
    if unit.startswith("day"):
        return _plus_days(day, count)
    if unit.startswith("week"):
        return _plus_days(day, 7 * count)
    months = day.year * 12 + day.month - 1 + (count if unit.startswith("month") else 12 * count)
    year, month = divmod(months, 12)
    if year > NEVER.year:
        return NEVER
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def sooner(day: date, period: str | None) -> date:
    """Return the last day after which a whole period still passes by the given day."""
    if period is None or day in (ALWAYS, NEVER):
        return day
    number, unit = period.split()
    count = int(number)
    if unit.startswith(("day", "week")):
        return _plus_days(day, -count * (7 if unit.startswith("week") else 1))
    months = day.year * 12 + day.month - 1 - (count if unit.startswith("month") else 12 * count)
    year, month = divmod(months, 12)
    if year < 1:
        return ALWAYS
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_of_month(day: date, months: int) -> date:
    """Return the first day of a month that many months after a day's own."""
    if day in (ALWAYS, NEVER):
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= NEVER.year else NEVER


def _plus_days(day: date, count: int) -> date:
    if day in (ALWAYS, NEVER):
        return day
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return NEVER if count > 0 else ALWAYS


class Interval(NamedTuple):
    """Days from ``start`` on and before ``end``. ``NEVER`` as the end: open, as far as is known."""

    start: date
    end: date

    def covers(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return self.start <= day < self.end


def covers(start: DateBounds, end: DateBounds, on: date) -> bool | None:
    """Return whether a day lies between a beginning and an end: yes, no, or ``None`` for *cannot tell*."""
    begun, over = start.reached(on), end.reached(on)
    if begun is False or over is True:
        return False
    return True if begun and over is False else None


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Return whether one of several answers is yes, or ``None`` where none is and one may be."""
    result: bool | None = False
    for answer in answers:
        if answer:
            return True
        if answer is None:
            result = None
    return result


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Return whether all of several answers are yes, or ``None`` where none is no and one may be."""
    result: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def stretches(breaks: Iterable[date]) -> Sequence[Interval]:
    """Cut all of time at some days: before the first, between each two, and from the last on."""
    days = sorted({ALWAYS, NEVER, *breaks})
    return [Interval(start, end) for start, end in pairwise(days)]
