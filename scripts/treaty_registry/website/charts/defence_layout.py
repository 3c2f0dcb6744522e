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

WIDTH = 1160.0  # of the picture between its margins; its height grows with the number of parties
MARGIN = 27  # on the left and the right, for names
_ROW = 18.0  # from one party to the next: more than the height of a name
EDGE = 24.0  # above the first row and below the last
_NAMES = 172.0  # the least room for names between a margin and a party
BESIDE = 9  # from a party to its name
BEND = 112.0  # how far the ends of the arcs bend inwards
CELL = 74.0  # the least height of a treaty's cell: a diamond and three lines of a title
TITLE_WIDTH, TITLE_HEIGHT = 170, 42  # the room for a treaty's title: less than a cell's
COLUMNS = (408.0, 580.0, 752.0)  # where the cells' middles are
MAX_ROUNDS = 400  # of averaging: enough for the order to settle
MAX_EXCHANGES = 8  # times that every treaty may look for a better cell
TAKEN = 10_000.0  # what it costs, in squares of a distance, to share a cell with a treaty of another time


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
    height = max(2 * EDGE + _ROW * rows, 2 * EDGE + CELL * grid_rows)
    places: list[Point] = [(0.0, 0.0)] * count
    left = (count + 1) // 2
    for number, party in enumerate(order):
        row = number if number < left else count - 1 - number
        y = EDGE + (height - 2 * EDGE) * (row + 0.5) / rows
        x = _NAMES + BEND * (2 * y / height - 1) ** 2
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
    changes = sorted([(interval.start, 1) for interval in days] + [(interval.end, -1) for interval in days])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


def _order(count: int, members: Sequence[Members]) -> list[int]:
    """Sort parties so that those who share treaties are near each other: one connected part after the other."""
    order: list[int] = []
    for part in _connected(count, members):
        inside = [parties for parties in members if parties <= set(part)]
        order += _improve(_averaged(part, inside), inside)
    # The party with the most treaties stands on the left.
    degree = [sum(party in parties for parties in members) for party in range(count)]
    best = max(range(count), key=lambda party: (degree[party], -party), default=0)
    return order[::-1] if order and order.index(best) >= (count + 1) // 2 else order


def _connected(count: int, members: Sequence[Members]) -> list[list[int]]:
    """Return the parties in groups that no treaty joins, the largest first."""
    group = list(range(count))
    for parties in members:
        joined = {group[party] for party in parties}
        least = min(joined)
        group = [least if name in joined else name for name in group]
    groups = [[party for party in range(count) if group[party] == name] for name in sorted(set(group))]
    return sorted(groups, key=lambda parties: -len(parties))


def _averaged(part: Sequence[int], members: Sequence[Members]) -> list[int]:
    """Sort by reciprocal averaging: a treaty stands at the mean of its members, a party at the mean of its treaties."""
    own = {party: [number for number, parties in enumerate(members) if party in parties] for party in part}
    value = {party: float(number) for number, party in enumerate(part)}
    total = sum(map(len, own.values())) or 1
    for _ in range(MAX_ROUNDS):
        means = [sum(value[party] for party in sorted(parties)) / len(parties) for parties in members]
        value = {party: sum(means[number] for number in mine) / len(mine) if mine else 0 for party, mine in own.items()}
        middle = sum(value[party] * len(own[party]) for party in part) / total
        size = max((abs(mean - middle) for mean in value.values()), default=0) or 1
        value = {party: (mean - middle) / size for party, mean in value.items()}
    return sorted(part, key=lambda party: (round(value[party], 6), party))


def _improve(order: list[int], members: Sequence[Members]) -> list[int]:
    """Let neighbours change places as long as that brings members of the same treaties closer together."""
    own = {party: [parties for parties in members if party in parties] for party in order}
    for _ in range(len(order)):
        place = {party: number for number, party in enumerate(order)}
        middle = {parties: sum(place[party] for party in parties) / len(parties) for parties in set(members)}
        pull = {
            party: sum(middle[parties] for parties in mine) / len(mine) if mine else place[party]
            for party, mine in own.items()
        }
        changed = False
        for number, (upper, lower) in enumerate(pairwise(list(order))):
            if order[number] == upper and pull[upper] > pull[lower] + 1e-6:
                order[number], order[number + 1] = lower, upper
                changed = True
        if not changed:
            break
    return order


def _settle(
    members: Sequence[Members], days: Sequence[Interval], places: Sequence[Point], cells: Sequence[Point]
) -> list[Point]:
    """Give each treaty the free cell nearest to its members, and let them change cells while it helps."""
    wishes = [_middle([places[party] for party in sorted(parties)]) for parties in members]
    grid = _Grid(cells, wishes, list(map(len, members)), days)
    # In the order in which they begin there is always a free cell; then the largest choose again first.
    for treaty in sorted(range(len(members)), key=lambda treaty: (days[treaty].start, treaty)):
        grid.move(treaty, grid.best(treaty))
    by_size = sorted(range(len(members)), key=lambda treaty: (-len(members[treaty]), treaty))
    for _ in range(MAX_EXCHANGES):
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
        return (self.away[treaty][cell] + TAKEN * others) * self.sizes[treaty]

    def free(self, treaty: int, cell: int, but: int = -1) -> bool:
        """Return whether nobody but one treaty ever stands in a cell in this one's days."""
        others = (other for other in self.taken[cell] if other not in (treaty, but))
        return not any(_meet(self.days[other], self.days[treaty]) for other in others)

    def best(self, treaty: int) -> int:
        """Return the free cell that suits best."""
        best, least = -1, inf
        for cell in self.taken:
            cost = self.cost(treaty, cell)
            if cost < least and self.free(treaty, cell):
                best, least = cell, cost
        return best

    def move(self, treaty: int, cell: int) -> None:
        """Put a treaty into a cell."""
        if treaty in self.chosen:
            self.taken[self.chosen[treaty]].remove(treaty)
        self.chosen[treaty] = cell
        self.taken[cell].append(treaty)

    def change_if_better(self, treaty: int, other: int) -> None:
        """Let two treaties change cells if they may and both together stand better then."""
        here, there = self.chosen[treaty], self.chosen[other]
        if here == there:
            return
        now = self.cost(treaty, here) + self.cost(other, there)
        better = self.cost(treaty, there) + self.cost(other, here) < now - 1e-6
        if better and self.free(treaty, there, other) and self.free(other, here, treaty):
            self.move(treaty, there)
            self.move(other, here)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _meet(days: Interval, others: Interval) -> bool:
    return days.start < others.end and others.start < days.end


def curved_line(party: Point, treaty: Point) -> str:
    """Return the path of a line that leaves a party level and reaches a treaty level, short of both marks."""
    side = 1 if party[0] < treaty[0] else -1
    x1, y1, x2, y2 = party[0] + 6 * side, party[1], treaty[0] - 11 * side, treaty[1]
    bow = abs(x2 - x1) * 0.5 * side
    return f"M{x1:.0f},{y1:.1f}C{x1 + bow:.0f},{y1:.1f} {x2 - bow:.0f},{y2:.1f} {x2:.0f},{y2:.1f}"


def years(changes: Sequence[date], last: int, quiet: int = 20) -> list[int]:
    """Return the years that a slider visits: all but those in the middle of long times in which nothing changes."""
    marks = sorted({day.year for day in changes if day.year <= last} | {last})
    visited: list[int] = [max(marks[0] - 1, 1)]
    for year in marks:
        start = visited[-1] + 1 if year - visited[-1] <= quiet else year - 1
        visited += range(start, year + 1)
        if year < last:
            visited.append(year + 1)
    return sorted(set(visited))
