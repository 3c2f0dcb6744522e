"""The picture on the home page: how many duties of defence were owed each year, and under which treaties.

A duty is one party's towards one other; a year counts what was owed on its first day. The picture is drawn at build
time as SVG whose colours are the page's own, with the same numbers in a table for who cannot see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from treaty_registry.law.date_bounds import NEVER
from treaty_registry.law.status import OWED
from treaty_registry.website.context.render_context import RenderContext

BANDS = 5
"""So many treaties have a band of their own, those with the most duties at any time; the rest share one."""

EARLIEST = 1900
"""The picture begins here at the earliest: what is older is in force on its first day."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 330, 0, 0, 30, 34
"""The drawing and its margins, in units of the picture."""

TALLY = 10
"""Every so many years stand in the table and on the axis."""


@dataclass(frozen=True, slots=True)
class Band:
    """The duties under one treaty, or under all others, year by year."""

    treaty: str | None
    counts: tuple[int, ...]

    @property
    def most(self) -> int:
        """The most that were owed in any year."""
        return max(self.counts)


@dataclass(frozen=True, slots=True)
class Picture:
    """Years and bands, the lowest band first."""

    years: tuple[int, ...]
    bands: tuple[Band, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """All duties, year by year."""
        return tuple(map(sum, zip(*(band.counts for band in self.bands), strict=True)))


def count(site: RenderContext) -> Picture | None:
    """Return what the picture shows, or nothing where no duty of defence has been owed since it could begin."""
    last = max((one.verified.year for one in site.briefs.by_id.values()), default=EARLIEST)
    begun = last + 1
    changes: dict[str, Counter[int]] = {}
    for treaty in site.briefs.defending:
        steps = changes[treaty] = Counter()
        for one in site.briefs.alike_of(treaty):
            start, end = one.interval
            if one.standing == OWED and end.year >= EARLIEST:
                if start.year >= EARLIEST:
                    begun = min(begun, start.year)
                steps[_first_year(start)] += len(one.pairs)
                if end != NEVER:
                    steps[_first_year(end)] -= len(one.pairs)
    if begun > last:
        return None
    years = tuple(range(max(EARLIEST, begun // TALLY * TALLY), last + 1))
    lines = {treaty: _line(steps, years) for treaty, steps in changes.items()}
    lines = {treaty: line for treaty, line in lines.items() if any(line)}
    ranked = sorted(lines, key=lambda treaty: (-max(lines[treaty]), treaty))
    own = sorted(ranked[:BANDS], key=lambda treaty: (_begins(lines[treaty]), treaty))
    bands = [Band(treaty, lines[treaty]) for treaty in own]
    if rest := ranked[BANDS:]:
        bands.insert(0, Band(None, tuple(map(sum, zip(*(lines[treaty] for treaty in rest), strict=True)))))
    return Picture(years, tuple(bands))


def _first_year(day: date) -> int:
    """Return the first year on whose first day a change has happened."""
    return day.year if (day.month, day.day) == (1, 1) else day.year + 1


def _line(steps: Mapping[int, int], years: Sequence[int]) -> tuple[int, ...]:
    total = sum(number for year, number in steps.items() if year < years[0])
    found = []
    for year in years:
        total += steps.get(year, 0)
        found.append(total)
    return tuple(found)


def _begins(line: Sequence[int]) -> int:
    return next(place for place, number in enumerate(line) if number)


def page(site: RenderContext) -> str:
    """Return the picture with its legend and its table."""
    picture = site.facts.once(count, site)
    if picture is None:
        return ""
    top = _round(max(picture.totals))
    places = [place for place, year in enumerate(picture.years) if year % TALLY == 0]
    if places[-1] != len(picture.years) - 1:
        places.append(len(picture.years) - 1)
    return site.render(
        "home_picture.html",
        picture=picture,
        shapes=_shapes(picture, top),
        levels=[(level, _y(level, top)) for level in range(0, top + 1, max(top // 4, 1))],
        marks=[(picture.years[at], _x(at, picture)) for at in places if picture.years[at] % (2 * TALLY) == 0],
        tally=places,
        size=(WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM),
        site=site,
    )


def _shapes(picture: Picture, top: int) -> list[Markup]:
    """Return the outline of each band: steps, because duties begin and end on a day."""
    floor = [0] * len(picture.years)
    shapes = []
    for band in picture.bands:
        ceiling = [low + number for low, number in zip(floor, band.counts, strict=True)]
        there = _steps(ceiling, picture, top)
        back = reversed(_steps(floor, picture, top))
        points = " ".join(f"{x:g},{y:g}" for x, y in (*there, *back))
        shapes.append(Markup("{}").format(points))
        floor = ceiling
    return shapes


def _steps(line: Sequence[int], picture: Picture, top: int) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for place, number in enumerate(line):
        if place == 0 or number != line[place - 1]:
            if place:
                found.append((_x(place, picture), found[-1][1]))
            found.append((_x(place, picture), _y(number, top)))
    found.append((_x(len(line), picture), found[-1][1]))
    return found


def _x(place: int, picture: Picture) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * place / len(picture.years), 1)


def _y(number: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / top, 1)


def _round(number: int) -> int:
    """Return a round number, not smaller, that divides into four."""
    step: int = 4 * 10 ** max(len(str(number)) - 2, 0)
    return -(-number // step) * step
