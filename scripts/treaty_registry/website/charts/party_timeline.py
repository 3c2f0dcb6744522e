"""A party's partners in defence over time as a picture: bars per partner, grouped by treaty and by the same days.

It draws the table of duties of defence that stands below it on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from treaty_registry.law.date_bounds import NEVER, Interval
from treaty_registry.law.treaty_history import bounded
from treaty_registry.website.charts.drawing import Axis, Drawing, RowLabel, TimeRow
from treaty_registry.website.charts.party_rows import (
    UNSURE,
    BarSpan,
    BarSpans,
    bar_words,
    by_days,
    group_row,
    largest,
    named,
    names,
    whole_days,
    whole_span,
    years_words,
)
from treaty_registry.website.context.render_context import RenderContext

_MAX_GROUPS = 6  # groups of partners of one treaty with a bar each; all others share one
_MAX_TREATIES = 40  # older treaties are left out: nobody can take in more
_MAX_OTHERS = 3  # names of partners with the same days in the bar of all others
BOTH, OWES, IS_OWED = "both", "owes", "is-owed"

Ways = tuple[list[Interval], list[Interval], list[Interval]]
"""When a party owed a partner help, when it was owed that, and when nobody can tell."""


def party_timeline_values(site: RenderContext, code: str) -> dict[str, object]:
    """Return what the template ``_party_timeline.html`` needs."""
    drawing = party_drawing(site, code)
    name = site.party_name(code)
    return {
        "drawing": drawing,
        "newest": _MAX_TREATIES
        if sum(treaty.defends for treaty in site.treaties_of.get(code, ())) > _MAX_TREATIES
        else 0,
        "time_key": {
            BOTH: site.t("both ways"),
            OWES: site.t("one way: help by {name}", name=name),
            IS_OWED: site.t("one way: help for {name}", name=name),
            UNSURE: site.label("positions", UNSURE).lower(),
        },
    }


def party_drawing(site: RenderContext, code: str) -> Drawing | None:
    """Return the picture of a party's partners under its newest treaties, or nothing where it has or had none."""
    ways: defaultdict[str, defaultdict[str, Ways]] = defaultdict(lambda: defaultdict(lambda: ([], [], [])))
    for treaty, duty, owes, owed in site.summaries.alike_with(code):
        if treaty not in ways and len(ways) == _MAX_TREATIES:
            break
        for way, partners in enumerate((owes, owed)):
            for partner in partners:
                ways[treaty][partner][2 if duty.standing == UNSURE else way].append(duty.interval)
    if not ways:
        return None
    groups = {treaty: _groups(site, partners) for treaty, partners in ways.items()}
    days = [day for own in groups.values() for spans in own for bar in spans for day in bar.interval]
    if NEVER in days:
        days.append(max(site.summaries.by_id[treaty].verified for treaty in groups))
    axis = Axis(days)
    rows: list[TimeRow] = []
    for treaty in sorted(groups, key=lambda treaty: (_start(groups[treaty]), treaty)):
        name = site.brief_title(treaty)[1]
        rows.append(TimeRow(name, RowLabel(name), RowLabel(name), heading=True))
        rows += _rows(site, axis, groups[treaty])
    title = site.t("Who had to help whom: {name}", name=site.party_name(code))
    return Drawing(tuple(rows), axis.ticks(site.language), title)


def _start(groups: dict[BarSpans, list[str]]) -> date:
    return min(spans[0].interval.start for spans in groups)


def _groups(site: RenderContext, partners: Mapping[str, Ways]) -> dict[BarSpans, list[str]]:
    """Return the partners under one treaty by the days and the direction of the duties, in order of those days."""
    groups: defaultdict[BarSpans, list[str]] = defaultdict(list)
    for partner in sorted(partners, key=site.party_name):
        groups[_directed(*map(tuple, partners[partner]))].append(partner)
    return by_days(groups)


def directed(owes: Sequence[Interval], is_owed: Sequence[Interval], unsure: Sequence[Interval] = ()) -> BarSpans:
    """Return when the duty went both ways, when one way, and when nobody can tell; days of several are joined."""
    days = sorted({day for span in (*owes, *is_owed, *unsure) for day in span})
    directions: list[tuple[str, Interval]] = []
    for start, end in pairwise(days):
        there, back, perhaps = (any(span.covers(start) for span in spans) for spans in (owes, is_owed, unsure))
        if there or back or perhaps:
            way = BOTH if there and back else OWES if there else IS_OWED if back else UNSURE
            if directions and directions[-1][0] == way and directions[-1][1].end == start:
                directions[-1] = way, Interval(directions[-1][1].start, end)
            else:
                directions.append((way, Interval(start, end)))
    bounds = bounded([(interval, way == UNSURE) for way, interval in directions])
    return tuple(BarSpan(way, interval, *ends) for (way, interval), ends in zip(directions, bounds, strict=True))


_directed = lru_cache(maxsize=1_000)(directed)
"""Most parties of a treaty have the same days with each other."""


def _rows(site: RenderContext, axis: Axis, groups: dict[BarSpans, list[str]]) -> Iterator[TimeRow]:
    """Yield a row for each of the largest groups of partners, and one for all others."""
    shown = largest(groups, _MAX_GROUPS)
    for spans, codes in shown.items():
        bars = [axis.bar(bar.interval, bar.kind, bar_words(site, bar.span)) for bar in spans]
        yield group_row(site, codes, whole_span(spans), bars)
    others = {spans: codes for spans, codes in groups.items() if spans not in shown}
    if others:
        count = sum(map(len, others.values()))
        days = [whole_days(spans) for spans in others]
        whole = Interval(min(interval.start for interval in days), max(interval.end for interval in days))
        titles = [
            named(site, names(site, codes, _MAX_OTHERS), years_words(site, whole_span(spans)))
            for spans, codes in others.items()
        ]
        text = site.t("{number} other partners, in {groups} groups", number=count, groups=len(others))
        short = site.t("{number} other partners", number=count)
        yield TimeRow(text, RowLabel(text), RowLabel(short), bars=[axis.bar(whole, "some", "\n".join(titles))])
