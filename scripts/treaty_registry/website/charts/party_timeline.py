"""A party's partners in defence over time as a picture: bars per partner, grouped by treaty and by the same days.

It draws the table of duties of defence that stands below it on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.website.charts.drawing import Axis, Drawing, Row, draw
from treaty_registry.website.charts.timeline import named, names, span_words, years_words
from treaty_registry.website.context.render_context import RenderContext

MOST = 6
"""So many groups of partners of one treaty get a bar each; the others share one."""
TREATIES = 40
"""So many treaties the picture shows: nobody can take in more."""
BOTH, OWES, IS_OWED = "both", "owes", "is-owed"

Bars = tuple[tuple[str, Interval], ...]
"""Which way the duty went, and when."""

Ways = tuple[list[Interval], list[Interval]]
"""When a party owed a partner help, and when it was owed that."""


def party_timeline_values(site: RenderContext, code: str) -> dict[str, object]:
    """Return what the template ``_party_timeline.html`` needs."""
    drawing = party_drawing(site, code)
    name = site.party_name(code)
    return {
        "drawing": drawing,
        "newest": TREATIES if sum(one.defends for one in site.treaties_of.get(code, ())) > TREATIES else 0,
        "time_key": {
            BOTH: site.t("both ways"),
            OWES: site.t("one way: help by {name}", name=name),
            IS_OWED: site.t("one way: help for {name}", name=name),
        },
    }


def party_drawing(site: RenderContext, code: str) -> Drawing | None:
    """Return the picture of a party's partners under its newest treaties, or nothing where it has or had none."""
    ways: defaultdict[str, defaultdict[str, Ways]] = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for treaty, duty, owes, owed in site.briefs.alike_with(code):
        if treaty not in ways and len(ways) == TREATIES:
            break
        for way, partners in enumerate((owes, owed)):
            for partner in partners:
                ways[treaty][partner][way].append(duty.interval)
    if not ways:
        return None
    groups = {treaty: _groups(site, partners) for treaty, partners in ways.items()}
    days = [day for bars in groups.values() for held in bars for _, span in held for day in span]
    if NEVER in days:
        days.append(max(site.briefs.by_id[treaty].verified for treaty in groups))
    axis = Axis(days)
    rows: list[Row] = []
    for treaty in sorted(groups, key=lambda one: (_start(groups[one]), one)):
        rows.append(Row([site.brief_title(treaty)[1]], heading=True))
        rows += _rows(site, axis, groups[treaty])
    title = site.t("Who had to help whom: {name}", name=site.party_name(code))
    return draw(axis, rows, title, site.language)


def _start(groups: dict[Bars, list[str]]) -> date:
    return min(held[0][1].start for held in groups)


def _groups(site: RenderContext, partners: Mapping[str, Ways]) -> dict[Bars, list[str]]:
    """Return the partners under one treaty by the days and the direction of the duties, in order of those days."""
    found: defaultdict[Bars, list[str]] = defaultdict(list)
    for partner in sorted(partners, key=site.party_name):
        owes, is_owed = partners[partner]
        found[_directed(tuple(owes), tuple(is_owed))].append(partner)
    return dict(sorted(found.items(), key=lambda pair: (pair[0][0][1], -len(pair[1]), pair[1])))


def directed(owes: Sequence[Interval], is_owed: Sequence[Interval]) -> Bars:
    """Return when the duty went both ways, when one way, from the days of each; days of several duties are joined."""
    days = sorted({day for span in (*owes, *is_owed) for day in span})
    found: list[tuple[str, Interval]] = []
    for start, end in pairwise(days):
        there, back = (any(span.covers(start) for span in spans) for spans in (owes, is_owed))
        if there or back:
            way = BOTH if there and back else OWES if there else IS_OWED
            if found and found[-1][0] == way and found[-1][1].end == start:
                found[-1] = way, Interval(found[-1][1].start, end)
            else:
                found.append((way, Interval(start, end)))
    return tuple(found)


_directed = lru_cache(maxsize=1_000)(directed)
"""Most parties of a treaty have the same days with each other."""


def _rows(site: RenderContext, axis: Axis, groups: dict[Bars, list[str]]) -> Iterator[Row]:
    shown = groups
    if len(groups) > MOST + 1:
        largest = sorted(groups, key=lambda held: -len(groups[held]))[:MOST]
        shown = {held: codes for held, codes in groups.items() if held in largest}
    for held, codes in shown.items():
        whole = Interval(held[0][1].start, held[-1][1].end)
        spans = [span_words(site, whole)] if whole.start != ALWAYS else []
        number = site.t("{number} partners", number=len(codes)) if len(codes) > 1 else site.party_name(codes[0])
        labels = [named(site, names(site, codes, most), words) for words in spans for most in (9, 5, 4, 3)]
        labels += [named(site, names(site, codes, most), years_words(site, whole)) for most in (5, 4, 3)]
        yield Row(
            [*labels, named(site, number, years_words(site, whole))],
            bars=[axis.bar(span, way, span_words(site, span)) for way, span in held],
        )
    rest = {held: codes for held, codes in groups.items() if held not in shown}
    if rest:
        count = sum(map(len, rest.values()))
        labels = [
            site.t("{number} other partners, in {groups} groups", number=count, groups=len(rest)),
            site.t("{number} other partners", number=count),
        ]
        whole = Interval(min(held[0][1].start for held in rest), max(held[-1][1].end for held in rest))
        told = [
            named(site, names(site, codes, 3), years_words(site, Interval(held[0][1].start, held[-1][1].end)))
            for held, codes in rest.items()
        ]
        bar = axis.bar(whole, "some", "\n".join(told))
        yield Row(labels, bars=[bar])
