"""Where everybody stands in the picture of who defends whom: one place for all time, the same in every language.

Parties stand on two arcs, in rows of their own, so that level labels never meet. They are sorted so that those with
the same treaties are neighbours. Treaties stand between the arcs on a grid whose cells hold a title each; two whose
days never meet may share a cell. Everything follows from who was ever bound by what: no chance, no dates of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf

from treaty_registry.law.date_bounds import Interval

Point = tuple[float, float]
Members = frozenset[int]

WIDTH = 1160.0
"""The width of the picture; its height grows with the number of parties."""
ROW = 18.0
"""From one party to the next: more than the height of a label."""
EDGE = 24.0
"""Above the first row and below the last."""
LABELS = 172.0
"""The room for names, left and right."""
BEND = 112.0
"""How far the ends of the arcs bend inwards."""
CELL = 74.0
"""The least height of a treaty's cell: a diamond and three lines of a title."""
COLUMNS = (408.0, 580.0, 752.0)
"""Where the cells' middles are."""
ROUNDS = 400
"""Enough for the order to settle."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of parties and treaties by their index, and the size of the picture."""

    parties: tuple[Point, ...]
    treaties: tuple[Point, ...]
    height: float
    order: tuple[int, ...]
    """The parties as they follow each other round the picture: the left arc downwards, then the right one upwards."""


def layout(count: int, members: Sequence[Members], days: Sequence[Interval]) -> Layout:
    """Return the places of parties (indices below ``count``) and of the treaties with these members and days."""
    order = _order(count, members)
    needed = _needed(days)
    grid_rows = max(3, -(-(needed + needed // 3) // len(COLUMNS)))
    rows = max((count + 1) // 2, 1)
    height = max(2 * EDGE + ROW * rows, 2 * EDGE + CELL * grid_rows)
    places: list[Point] = [(0.0, 0.0)] * count
    left = (count + 1) // 2
    for number, party in enumerate(order):
        row = number if number < left else count - 1 - number
        y = EDGE + (height - 2 * EDGE) * (row + 0.5) / rows
        x = LABELS + BEND * (2 * y / height - 1) ** 2
        places[party] = (round(x if number < left else WIDTH - x, 1), round(y, 1))
    pitch = (height - 2 * EDGE) / grid_rows
    # Every second column stands half a step lower, so that fewer lines run through a title.
    cells = [
        (x, round(EDGE + pitch * (row + (0.3 if column % 2 else 0.55)) - 12, 1))
        for row in range(grid_rows)
        for column, x in enumerate(COLUMNS)
    ]
    return Layout(tuple(places), tuple(_settle(members, days, places, cells)), round(height, 1), tuple(order))


def _needed(days: Sequence[Interval]) -> int:
    """Return how many treaties there are at most on one day."""
    changes = sorted([(one.start, 1) for one in days] + [(one.end, -1) for one in days])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


def _order(count: int, members: Sequence[Members]) -> list[int]:
    """Sort parties so that those who share treaties are near each other: one connected part after the other."""
    found: list[int] = []
    for part in _connected(count, members):
        inside = [one for one in members if one <= set(part)]
        found += _improve(_averaged(part, inside), inside)
    # The party with the most treaties stands on the left.
    degree = [sum(party in one for one in members) for party in range(count)]
    best = max(range(count), key=lambda party: (degree[party], -party), default=0)
    return found[::-1] if found and found.index(best) >= (count + 1) // 2 else found


def _connected(count: int, members: Sequence[Members]) -> list[list[int]]:
    """Return the parties in groups that no treaty joins, the largest first."""
    group = list(range(count))
    for one in members:
        joined = {group[party] for party in one}
        least = min(joined)
        group = [least if name in joined else name for name in group]
    groups = [[party for party in range(count) if group[party] == name] for name in sorted(set(group))]
    return sorted(groups, key=lambda one: -len(one))


def _averaged(part: Sequence[int], members: Sequence[Members]) -> list[int]:
    """Sort by reciprocal averaging: a treaty stands at the mean of its members, a party at the mean of its treaties."""
    own = {party: [number for number, one in enumerate(members) if party in one] for party in part}
    value = {party: float(number) for number, party in enumerate(part)}
    total = sum(map(len, own.values())) or 1
    for _ in range(ROUNDS):
        means = [sum(value[party] for party in sorted(one)) / len(one) for one in members]
        value = {party: sum(means[number] for number in mine) / len(mine) if mine else 0 for party, mine in own.items()}
        middle = sum(value[party] * len(own[party]) for party in part) / total
        size = max((abs(one - middle) for one in value.values()), default=0) or 1
        value = {party: (one - middle) / size for party, one in value.items()}
    return sorted(part, key=lambda party: (round(value[party], 6), party))


def _improve(order: list[int], members: Sequence[Members]) -> list[int]:
    """Let neighbours change places as long as that brings members of the same treaties closer together."""
    own = {party: [one for one in members if party in one] for party in order}
    for _ in range(len(order)):
        place = {party: number for number, party in enumerate(order)}
        middle = {one: sum(place[party] for party in one) / len(one) for one in set(members)}
        pull = {
            party: sum(middle[one] for one in mine) / len(mine) if mine else place[party] for party, mine in own.items()
        }
        changed = False
        for number, (one, other) in enumerate(pairwise(list(order))):
            if order[number] == one and pull[one] > pull[other] + 1e-6:
                order[number], order[number + 1] = other, one
                changed = True
        if not changed:
            break
    return order


def _settle(
    members: Sequence[Members], days: Sequence[Interval], places: Sequence[Point], cells: Sequence[Point]
) -> list[Point]:
    """Give each treaty the free cell nearest to its members, and let them change cells while it helps."""
    wishes = [_middle([places[party] for party in sorted(one)]) for one in members]
    grid = _Grid(cells, wishes, [len(one) for one in members], days)
    # In the order in which they begin there is always a free cell; then the largest choose again first.
    for treaty in sorted(range(len(members)), key=lambda one: (days[one].start, one)):
        grid.move(treaty, grid.best(treaty))
    by_size = sorted(range(len(members)), key=lambda one: (-len(members[one]), one))
    for _ in range(8):
        before = dict(grid.chosen)
        for treaty in by_size:
            grid.move(treaty, grid.best(treaty))
            for other in range(len(members)):
                grid.change_if_better(treaty, other)
        if grid.chosen == before:
            break
    return [cells[grid.chosen[treaty]] for treaty in range(len(members))]


class _Grid:
    """Which treaty stands in which cell."""

    def __init__(
        self, cells: Sequence[Point], wishes: Sequence[Point], sizes: Sequence[int], days: Sequence[Interval]
    ) -> None:
        self.sizes, self.days = sizes, days
        self.away = [[(x - to_x) ** 2 + (y - to_y) ** 2 for to_x, to_y in cells] for x, y in wishes]
        self.taken: dict[int, list[int]] = {cell: [] for cell in range(len(cells))}
        self.chosen: dict[int, int] = {}

    def cost(self, treaty: int, cell: int) -> float:
        """Return how ill a cell suits: it is far away, or another treaty had it in its time; worse for large ones."""
        others = len(self.taken[cell]) - (self.chosen.get(treaty) == cell)
        return (self.away[treaty][cell] + 10_000.0 * others) * self.sizes[treaty]

    def free(self, treaty: int, cell: int, but: int = -1) -> bool:
        """Return whether nobody but one treaty ever stands in a cell in this one's days."""
        return not any(_meet(self.days[one], self.days[treaty]) for one in self.taken[cell] if one not in (treaty, but))

    def best(self, treaty: int) -> int:
        """Return the free cell that suits best."""
        found, least = -1, inf
        for cell in self.taken:
            cost = self.cost(treaty, cell)
            if cost < least and self.free(treaty, cell):
                found, least = cell, cost
        return found

    def move(self, treaty: int, cell: int) -> None:
        """Put a treaty into a cell."""
        if treaty in self.chosen:
            self.taken[self.chosen[treaty]].remove(treaty)
        self.chosen[treaty] = cell
        self.taken[cell].append(treaty)

    def change_if_better(self, one: int, other: int) -> None:
        """Let two treaties change cells if they may and both together stand better then."""
        here, there = self.chosen[one], self.chosen[other]
        if here == there:
            return
        now = self.cost(one, here) + self.cost(other, there)
        better = self.cost(one, there) + self.cost(other, here) < now - 1e-6
        if better and self.free(one, there, other) and self.free(other, here, one):
            self.move(one, there)
            self.move(other, here)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _meet(one: Interval, other: Interval) -> bool:
    return one.start < other.end and other.start < one.end


def curve(party: Point, treaty: Point) -> str:
    """Return the path of a line that leaves a party level and reaches a treaty level, short of both marks."""
    side = 1 if party[0] < treaty[0] else -1
    x1, y1, x2, y2 = party[0] + 6 * side, party[1], treaty[0] - 11 * side, treaty[1]
    bow = abs(x2 - x1) * 0.5 * side
    return f"M{x1:.0f},{y1:.1f}C{x1 + bow:.0f},{y1:.1f} {x2 - bow:.0f},{y2:.1f} {x2:.0f},{y2:.1f}"


def in_lines(text: str, width: int = 25, most: int = 3) -> list[str]:
    """Return a title in a few lines, broken at spaces and after dashes; what does not fit is left out with dots."""
    lines = [""]
    for word in text.replace("–", "–\u200b").replace(" ", " \u200b").split("\u200b"):
        if lines[-1] and len(lines[-1]) + len(word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    lines = [line.strip() for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: width - 1]}…"]


def years(changes: Sequence[date], last: int, quiet: int = 20) -> list[int]:
    """Return the years that a slider visits: all but those in the middle of long times in which nothing changes."""
    marks = sorted({day.year for day in changes if day.year <= last} | {last})
    found: list[int] = [max(marks[0] - 1, 1)]
    for year in marks:
        start = found[-1] + 1 if year - found[-1] <= quiet else year - 1
        found += range(start, year + 1)
        if year < last:
            found.append(year + 1)
    return sorted(set(found))
