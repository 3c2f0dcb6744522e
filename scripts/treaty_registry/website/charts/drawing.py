"""Pictures of time: rows of dots and bars over an axis of years, laid out once for every width of window.

Positions along time are percentages of the width and heights are counted in the letters' size, so that the picture
fills its column and its text keeps its size on a phone. Every label stands on a line of its own above its marks and
is cut to what fits, once for a wide column and once for a narrow one: labels can't overlap, whatever a record holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from treaty_registry.language.languages import Language
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval

WIDE, NARROW = 640, 320
"""The narrowest column, in pixels, for which each form of the labels is made."""
LETTER = 6.8
"""So many pixels, at most, a letter of a label takes on average."""
LEFT, RIGHT = 1.5, 98.5
"""Where the axis begins and ends, in percent of the width: a dot on the first day is not cut."""
ROW, HEAD, AXIS = 2.9, 2.4, 1.9
"""Heights of a row, of a heading between rows and of the axis, in letters."""


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
class Label:
    """A line of text and where it is fixed: by its ``start`` or its ``end``."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it has a place: forms of its label, from the longest to the shortest, and its marks."""

    labels: Sequence[str]
    marks: Sequence[Mark] = ()
    bars: Sequence[Bar] = ()
    curve: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place: ``y`` is its top, in letters."""

    y: float
    wide: Label
    narrow: Label
    row: Row


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of time."""

    rows: tuple[Placed, ...]
    ticks: tuple[Label, ...]
    height: float
    title: str
    description: str

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of marks and bars in it, for its key."""
        rows = [placed.row for placed in self.rows]
        kinds = [mark.kind for row in rows for mark in row.marks] + [bar.kind for row in rows for bar in row.bars]
        return list(dict.fromkeys(kinds))


class Axis:
    """Time from one day to another as percentages of a width."""

    def __init__(self, days: Iterable[date]) -> None:
        """Take all days that are to be seen; those before and after everything don't count."""
        found = [day for day in days if day not in (ALWAYS, NEVER)] or [date(2000, 1, 1)]
        first, last = min(found), max(found)
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
        return Bar(start, round(max(end - start, 0.4), 2), kind, title)

    def ticks(self, language: Language) -> tuple[Label, ...]:
        """Return round years, or months where the time is short, none of them at the very edge."""
        months = (self.last - self.first).days / 30.44
        found: list[tuple[date, str]] = []
        if months > _SHORT:
            step = next((one for one in _YEARS if months / 12 / one <= 6), _YEARS[-1])
            years = range(-(-self.first.year // step) * step, self.last.year + 1, step)
            found = [(date(max(year, 1), 1, 1), str(max(year, 1))) for year in years]
        else:
            step = next((one for one in (1, 2, 3, 6) if months / one <= 3.5), 12)
            count = self.first.year * 12 + self.first.month
            while (day := date(count // 12, count % 12 + 1, 1)) <= self.last:
                if count % step == 0:
                    found.append((day, format_date(day, "MMM y", language)))
                count += 1
        edge = 4 if months > _SHORT else 11
        return tuple(
            Label(text, self.x(day), "middle")
            for day, text in found
            if self.first <= day <= self.last and edge <= self.x(day) <= 100 - edge
        )


_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
_SHORT = 22


def curve(axis: Axis, intervals: Iterable[Interval]) -> tuple[str, int]:
    """Return how many intervals cover each day as the path of a curve, in a box of 1000 by 100, and the most."""
    changes: dict[date, int] = {}
    for start, end in intervals:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    counts, count = [], 0
    for day in sorted(changes):
        count += changes[day]
        counts.append((axis.x(day) if day != NEVER else 100.0, count))
    most = max((count for _, count in counts), default=0)
    path = ["M0,100"]
    for x, count in counts:
        if x < 100:
            path.append(f"H{x * 10:.0f}V{100 - 96 * count / max(most, 1):.0f}")
    return "".join([*path, "H1000V100Z"]), most


def merged(marks: Iterable[Mark], closeness: float = 0.4) -> list[Mark]:
    """Return marks with those that would lie upon each other made one, which names them all while they are few."""
    found: dict[tuple[int, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((round(mark.x / closeness), mark.kind), []).append(mark)
    return [
        Mark(ones[0].x, kind, "\n".join([one.title for one in ones[:5]] + (["…"] if len(ones) > 5 else [])))
        for (_, kind), ones in sorted(found.items())
    ]


def draw(axis: Axis, rows: Sequence[Row], title: str, language: Language) -> Drawing:
    """Return rows in their places, one below the other, with the description that stands for the picture."""
    placed, y = [], 0.0
    for row in rows:
        placed.append(Placed(round(y, 2), _label(row, WIDE), _label(row, NARROW), row))
        y += HEAD if row.heading else ROW
    said = " ".join(f"{row.labels[0]}." for row in rows)
    return Drawing(tuple(placed), axis.ticks(language), round(y + AXIS, 2), title, said)


def _label(row: Row, width: int) -> Label:
    """Return the longest form of a label that fits, above its marks if there is room to either side."""
    letters = int(width / LETTER)
    text = next((one for one in row.labels if len(one) <= letters), row.labels[-1])
    if len(text) > letters:
        text = text[: letters - 1].rstrip(" ,:") + "…"
    taken = 100 * len(text) * LETTER / width
    first = min([one.x for one in row.marks] + [one.x for one in row.bars], default=0.0)
    last = max([one.x for one in row.marks] + [one.x + one.width for one in row.bars], default=0.0)
    if row.heading or (first + taken > 100 and last - taken < 0):
        return Label(text, 0.0, "start")
    if first + taken <= 100:
        return Label(text, max(0.0, round(first - 0.6, 2)), "start")
    return Label(text, min(100.0, round(last + 0.6, 2)), "end")
