"""Rows of parties in pictures of time: their names, the days of their bars in words, and those with the same days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treaty_registry.language.days import day
from treaty_registry.language.measures import listed
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds, Interval
from treaty_registry.model.dates import Date
from treaty_registry.website.charts.drawing import Bar, RowLabel, TimeRow
from treaty_registry.website.context.render_context import RenderContext

MAX_NAMES, MAX_NAMES_WIDE, MAX_NAMES_NARROW = 9, 5, 3  # names in a label: in all its text, in wide windows, in narrow

BarSpans = tuple[tuple[str, Interval], ...]
"""The bars of a row: of what kind, and when."""


def group_row(site: RenderContext, codes: Sequence[str], whole: Interval, bars: Sequence[Bar]) -> TimeRow:
    """Return the row of parties that have the same bars, labelled with their names and the days of the whole."""
    years = years_words(site, whole)
    days = years if whole.start == ALWAYS else span_words(site, whole)
    return TimeRow(
        named(site, names(site, codes, MAX_NAMES), days),
        _names_label(site, codes, MAX_NAMES_WIDE, days),
        _names_label(site, codes, MAX_NAMES_NARROW, years),
        bars=bars,
    )


def _names_label(site: RenderContext, codes: Sequence[str], most: int, when: str) -> RowLabel:
    """Return a label of which the names of parties give way first, and not how many others there are, or the days."""
    shown, others = _first(site, codes, most)
    return RowLabel(shown, named(site, others, when))


def _first(site: RenderContext, codes: Sequence[str], most: int) -> tuple[str, str]:
    """Return the names of the first parties, and words for all others where they are more than ``most``."""
    if len(codes) <= most:
        return listed(map(site.party_name, codes), site.language), ""
    shown = ", ".join(map(site.party_name, codes[: most - 1]))
    return shown, site.t("{names} and {number} others", names="", number=len(codes) - most + 1)


def names(site: RenderContext, codes: Sequence[str], most: int) -> str:
    """Return the names of parties, the first of them where they are more than ``most``."""
    return "".join(_first(site, codes, most))


def named(site: RenderContext, what: str, when: str) -> str:
    """Return what a label is about and its days: ``Canada: since 24 August 1949``."""
    return site.t("{what}: {day}", what=what, day=when)


def row_label(site: RenderContext, what: str, when: str) -> RowLabel:
    """Return the same as ``named`` as a label of which the days are kept."""
    return RowLabel(what, named(site, "", when))


def moment(site: RenderContext, value: Date | DateBounds) -> str:
    """Return a date as it stands alone: a day, or years where no more is known."""
    first, last = (value.earliest, value.latest) if isinstance(value, Date) else value
    if first == last:
        return day(first, site.language)
    years = [str(bound.year) for bound in (first, last) if bound not in (ALWAYS, NEVER)]
    return "–".join(dict.fromkeys(years))


def span_words(site: RenderContext, span: Interval) -> str:
    """Return the days of a bar in words."""
    if span.end == NEVER:
        return site.t("since {full_day}", full_day=day(span.start, site.language))
    return site.t("{first} to {last}", first=day(span.start, site.language), last=day(span.end, site.language))


def years_words(site: RenderContext, span: Interval) -> str:
    """Return the years of a bar in words."""
    if span.end == NEVER:
        return site.t("since {day}", day=span.start.year)
    return "–".join(dict.fromkeys((str(span.start.year), str(span.end.year))))


def whole_span(spans: BarSpans) -> Interval:
    """Return the days from the first bar of a row to its last."""
    return Interval(spans[0][1].start, spans[-1][1].end)


def by_days(groups: Mapping[BarSpans, list[str]]) -> dict[BarSpans, list[str]]:
    """Return groups of parties in the order of their first days, the larger ones first."""
    return dict(sorted(groups.items(), key=lambda pair: (pair[0][0][1], -len(pair[1]), pair[1])))


def largest(groups: Mapping[BarSpans, list[str]], most: int) -> dict[BarSpans, list[str]]:
    """Return the ``most`` groups with the most parties, in their order; one more if nothing else would be left out."""
    if len(groups) <= most + 1:
        return dict(groups)
    kept = sorted(groups, key=lambda spans: -len(groups[spans]))[:most]
    return {spans: codes for spans, codes in groups.items() if spans in kept}
