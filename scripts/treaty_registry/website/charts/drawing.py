"""Pictures of time: rows of dots and bars over an axis of years, laid out once for every width of window.

Positions along time are percentages of the width; all else is left to the style sheet. A label stands on a line of its
own above its marks, begins where they begin as long as it has the room there, and is cut by the browser if even the
whole line is too short: labels can't overlap or overrun, in whatever font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from babel.dates import format_date

from treaty_registry.language.languages import Language
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval

LEFT, RIGHT = 1.5, 98.5  # percent of the width between which the axis runs: a dot on its first day is not cut
THINNEST = 0.4  # percent of the width: a shorter bar could not be seen, and dots as close as that become one
BEFORE_MARKS = 0.6  # percent of the width by which a label begins before its first mark
HIGHEST = 0.96  # the share of its box that a curve fills at its highest
MAX_TITLES = 5  # more dots on one spot are not all named
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
MAX_YEARS = 6  # ticks at round years
MAX_MONTHS = 3.5  # ticks at months, which have longer names
MONTHS_SHOWN = 22  # a longer time has years at its ticks
YEAR_EDGE, MONTH_EDGE = 6, 12  # percent of the width within which half a tick's text has no room at the edge


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot: what happened on a day. ``kind`` is ``domestic``, ``international`` or ``result``."""

    x: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days, of a kind that its style shows."""

    x: float
    width: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A text below the axis at ``x``, with the stretch that belongs to it alone: ``left`` and ``width``."""

    text: str
    x: float
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A line of text: its end is kept whole as long as possible, its beginning gives way first."""

    beginning: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row of marks: ``text`` is all that its label could say, with forms for wide windows and for narrow ones.

    ``curve`` is the path of a curve, ``pale`` that of a higher one behind it, of what is less sure.
    """

    text: str
    wide: RowLabel
    narrow: RowLabel
    marks: Sequence[Mark] = ()
    bars: Sequence[Bar] = ()
    curve: str = ""
    pale: str = ""
    heading: bool = False

    @property
    def start(self) -> float:
        """Where the label begins if it has the room, in percent."""
        first = min([mark.x for mark in self.marks] + [bar.x for bar in self.bars], default=0.0)
        return max(0.0, round(first - BEFORE_MARKS, 2))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of time."""

    rows: tuple[TimeRow, ...]
    ticks: tuple[Tick, ...]
    title: str

    @property
    def description(self) -> str:
        """All labels: what stands for the picture where it can't be seen."""
        return " ".join(f"{row.text}." for row in self.rows)

    @property
    def kinds(self) -> list[str]:
        """The kinds of marks and bars in it, for its key."""
        kinds = [mark.kind for row in self.rows for mark in row.marks]
        return list(dict.fromkeys(kinds + [bar.kind for row in self.rows for bar in row.bars]))


class Axis:
    """Time from one day to another as percentages of a width."""

    def __init__(self, days: Iterable[date]) -> None:
        """Take all days that are to be seen; those before and after everything don't count."""
        seen = [day for day in days if day not in (ALWAYS, NEVER)] or [date(2000, 1, 1)]
        first, last = min(seen), max(seen)
        room = max(30, (last - first).days // 50)
        self.first = date.fromordinal(max(1, first.toordinal() - room))
        self.last = date.fromordinal(min(NEVER.toordinal(), last.toordinal() + (room if first == last else 0)))

    def x(self, day: date) -> float:
        """Return where a day stands, in percent; a day beyond the axis stands at its end."""
        share = (day - self.first) / (self.last - self.first)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 2)

    def bar(self, interval: Interval, kind: str, title: str) -> Bar:
        """Return an interval as a bar, which runs off the picture where it is open and is never too thin to see."""
        start = 0.0 if interval.start == ALWAYS else self.x(interval.start)
        end = 100.0 if interval.end == NEVER else self.x(interval.end)
        return Bar(start, round(max(end - start, THINNEST), 2), kind, title)

    def ticks(self, language: Language) -> tuple[Tick, ...]:
        """Return round years, or months where the time is short, none of them at the very edge."""
        months = (self.last - self.first).days / 30.44
        named = self._years(months / 12) if months > MONTHS_SHOWN else self._months(months, language)
        edge = YEAR_EDGE if months > MONTHS_SHOWN else MONTH_EDGE
        places = [(self.x(day), text) for day, text in named if self.first <= day <= self.last]
        return ticks([(x, text) for x, text in places if edge <= x <= 100 - edge])

    def _years(self, length: float) -> Iterator[tuple[date, str]]:
        """Yield round years, a few in a time of a length in years."""
        step = next((step for step in YEAR_STEPS if length / step <= MAX_YEARS), YEAR_STEPS[-1])
        for year in range(-(-self.first.year // step) * step, self.last.year + 1, step):
            yield date(max(year, 1), 1, 1), str(max(year, 1))

    def _months(self, length: float, language: Language) -> Iterator[tuple[date, str]]:
        """Yield months, a few in a time of a length in months."""
        step = next((step for step in (1, 2, 3, 6) if length / step <= MAX_MONTHS), 12)
        month = self.first.year * 12 + self.first.month
        while (day := date(month // 12, month % 12 + 1, 1)) <= self.last:
            if month % step == 0:
                yield day, format_date(day, "MMM y", language)
            month += 1


def ticks(places: Sequence[tuple[float, str]]) -> tuple[Tick, ...]:
    """Return texts at places in percent, in order, each in the middle of what lies between its neighbours.

    A text at the very beginning has half of that: what lies behind it.
    """
    gaps = [(later - earlier) for (earlier, _), (later, _) in pairwise(places)]
    step = min(gaps, default=100.0)
    made = []
    for x, text in places:
        half = min(step / 2, 100 - x, x or step / 2)
        left = max(x - half, 0.0)
        made.append(Tick(text, x, round(left, 2), round(x + half - left, 2)))
    return tuple(made)


def curve(axis: Axis, intervals: Iterable[Interval], top: int = 0) -> tuple[str, int]:
    """Return how many intervals cover each day as the path of a curve, in a box of 1000 by 100, and the most.

    The most, or ``top`` where that is more, fills the box.
    """
    changes: dict[date, int] = {}
    for start, end in intervals:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    counts, count = [], 0
    for day in sorted(changes):
        count += changes[day]
        counts.append((axis.x(day) if day != NEVER else 100.0, count))
    most = max((count for _, count in counts), default=0)
    return area([(x / 100, HIGHEST * count / max(most, top, 1)) for x, count in counts if x < 100]), most


def area(steps: Iterable[tuple[float, float]]) -> str:
    """Return the path of an area below steps, in a box of 1000 by 100; a step has its beginning and height, up to 1."""
    path = [f"H{round(1000 * x, 1):g}V{round(100 - 100 * height, 1):g}" for x, height in steps]
    return "".join(["M0,100", *path, "H1000V100Z"])


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks with those that would lie upon each other made one, which names them all while they are few."""
    together: dict[tuple[int, str], list[Mark]] = {}
    for mark in marks:
        together.setdefault((round(mark.x / THINNEST), mark.kind), []).append(mark)
    return [
        Mark(same[0].x, kind, "\n".join([mark.title for mark in same[:MAX_TITLES]] + ["…"] * (len(same) > MAX_TITLES)))
        for (_, kind), same in sorted(together.items())
    ]
