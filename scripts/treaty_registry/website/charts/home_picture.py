"""The picture on the home page: how many duties of defence were owed each year, and under which treaties.

A duty is one party's towards one other; a year counts what was owed on its first day. Duties of which the first or the
last day is known only within bounds have a shade of their own, from the first day that is possible to the last. The
picture is drawn at build time as SVG, stretched to the room that the style sheet gives it, in the page's own colours;
its texts are HTML, and the same numbers stand in a table for who cannot see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from treaty_registry.law.date_bounds import NEVER
from treaty_registry.law.status import OWED
from treaty_registry.website.charts.drawing import area, ticks
from treaty_registry.website.context.render_context import RenderContext

MAX_BANDS = 5  # treaties with a band of their own, those with the most duties at any time; the rest share one
EARLIEST = 1900  # the picture begins here at the earliest: what is older is in force on its first day
TALLY = 10  # every so many years stand in the table; every second of them on the axis
LEVELS = 4  # lines across the picture, evenly spaced


@dataclass(frozen=True, slots=True)
class Band:
    """The duties under one treaty, or under all others, year by year, and the number of its colour."""

    treaty: str | None
    counts: tuple[int, ...]
    colour: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Years and bands, the lowest band first. The bands hold duties of which the first and the last day are known."""

    years: tuple[int, ...]
    bands: tuple[Band, ...]
    unsure: tuple[int, ...]
    """How many duties there were, or may have been, of which the first or the last day is not known, year by year."""

    @property
    def totals(self) -> tuple[int, ...]:
        """All duties of which the days are known, year by year."""
        return tuple(sum(band.counts[place] for band in self.bands) for place in range(len(self.years)))


def count(site: RenderContext) -> Picture | None:
    """Return what the picture shows, or nothing where no duty of defence has been owed since it could begin."""
    last = max((summary.verified.year for summary in site.summaries.by_id.values()), default=EARLIEST)
    begun = last + 1
    changes: dict[str, Counter[int]] = {}
    unsure: Counter[int] = Counter()
    for treaty in site.summaries.defending:
        steps = changes[treaty] = Counter()
        for duty in site.summaries.alike_of(treaty):
            start, end = duty.start.first, duty.end.last
            if duty.standing == OWED and end.year >= EARLIEST:
                if start.year >= EARLIEST:
                    begun = min(begun, start.year)
                # No step of a band may stand where only the bound of a day is.
                precise = duty.start.first == duty.start.last and duty.end.first == duty.end.last
                counted = steps if precise else unsure
                counted[_first_year(start)] += len(duty.pairs)
                if end != NEVER:
                    counted[_first_year(end)] -= len(duty.pairs)
    if begun > last:
        return None
    years = tuple(range(max(EARLIEST, begun // TALLY * TALLY), last + 1))
    lines = {treaty: _line(steps, years) for treaty, steps in changes.items()}
    lines = {treaty: line for treaty, line in lines.items() if any(line)}
    ranked = sorted(lines, key=lambda treaty: (-max(lines[treaty]), treaty))
    own = sorted(ranked[:MAX_BANDS], key=lambda treaty: (_begins(lines[treaty]), treaty))
    bands = [Band(treaty, lines[treaty], colour) for colour, treaty in enumerate(own, 1)]
    if rest := ranked[MAX_BANDS:]:
        bands.insert(0, Band(None, tuple(map(sum, zip(*(lines[treaty] for treaty in rest), strict=True))), 0))
    return Picture(years, tuple(bands), _line(unsure, years))


def _first_year(day: date) -> int:
    """Return the first year on whose first day a change has happened."""
    return day.year if (day.month, day.day) == (1, 1) else day.year + 1


def _line(steps: Mapping[int, int], years: Sequence[int]) -> tuple[int, ...]:
    total = sum(number for year, number in steps.items() if year < years[0])
    line = []
    for year in years:
        total += steps.get(year, 0)
        line.append(total)
    return tuple(line)


def _begins(line: Sequence[int]) -> int:
    return next(place for place, number in enumerate(line) if number)


def duties_by_year(site: RenderContext) -> str:
    """Return the picture with its legend and its table."""
    picture = site.aggregates.once(count, site)
    if picture is None:
        return ""
    together = [sure + unsure for sure, unsure in zip(picture.totals, picture.unsure, strict=True)]
    top = _round(max(together))
    places = [place for place, year in enumerate(picture.years) if year % TALLY == 0]
    if places[-1] != len(picture.years) - 1:
        places.append(len(picture.years) - 1)
    return site.render(
        "home_picture.html",
        picture=picture,
        areas=_areas(picture, top),
        shade=_path(together, top) if any(picture.unsure) else "",
        levels=range(top, 0, -top // LEVELS),
        ticks=ticks(
            [
                (round(100 * place / len(picture.years), 2), str(picture.years[place]))
                for place in places
                if picture.years[place] % (2 * TALLY) == 0
            ]
        ),
        tally=places,
        site=site,
    )


def _areas(picture: Picture, top: int) -> list[tuple[Band, str]]:
    """Return each band with the path of an area from its upper edge to the floor, the highest first.

    Each covers the lower part of the one before, so that a band is what the next one leaves of it. Edges are steps,
    because duties begin and end on a day.
    """
    areas = []
    ceiling = [0] * len(picture.years)
    for band in picture.bands:
        ceiling = [low + number for low, number in zip(ceiling, band.counts, strict=True)]
        areas.append((band, _path(ceiling, top)))
    return areas[::-1]


def _path(ceiling: Sequence[int], top: int) -> str:
    """Return the path of an area from numbers, year by year, to the floor."""
    steps = [
        (place / len(ceiling), number / top)
        for place, number in enumerate(ceiling)
        if place == 0 or number != ceiling[place - 1]
    ]
    return area(steps)


def _round(number: int) -> int:
    """Return a round number, not smaller, that divides into as many equal parts as there are levels."""
    step: int = LEVELS * 10 ** max(len(str(number)) - 2, 0)
    return -(-number // step) * step
