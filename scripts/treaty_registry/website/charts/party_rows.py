"""Rows of parties in pictures of time: their names, the days of their bars in words, and those with the same days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from treaty_registry.language import spans
from treaty_registry.language.days import day
from treaty_registry.language.measures import listed
from treaty_registry.language.spans import Span
from treaty_registry.law.date_bounds import ALWAYS, DateBounds, Interval
from treaty_registry.model.dates import Date
from treaty_registry.website.charts.drawing import Bar, RowLabel, TimeRow
from treaty_registry.website.context.render_context import RenderContext

MAX_NAMES, MAX_NAMES_WIDE, MAX_NAMES_NARROW = 9, 5, 3  # names in a label: in all its text, in wide windows, in narrow

UNSURE = "cannot-tell"
"""The kind of bars of days on which nobody can tell."""


class BarSpan(NamedTuple):
    """A bar of a row: of what kind, the days that it is drawn on, and the bounds of its first day and its end."""

    kind: str
    interval: Interval
    start: DateBounds
    end: DateBounds

    @property
    def span(self) -> Span:
        """Return from when until when it lasts, as it is told."""
        return Span(self.start, self.end, self.kind == UNSURE)


BarSpans = tuple[BarSpan, ...]
"""The bars of a row."""


def group_row(site: RenderContext, codes: Sequence[str], whole: Span, bars: Sequence[Bar]) -> TimeRow:
    """Return the row of parties that have the same bars, labelled with their names and the days of the whole."""
    years = years_words(site, whole)
    days = years if whole.start.first == ALWAYS else bar_words(site, whole)
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
    window = DateBounds(value.earliest, value.latest) if isinstance(value, Date) else value
    return day(window.first, site.language) if window.is_day else spans.year_words(window, site.language)


def bar_words(site: RenderContext, span: Span) -> str:
    """Return the days of a bar in words."""
    return spans.span_words(span, site.language)


def years_words(site: RenderContext, span: Span) -> str:
    """Return the years of a bar in words."""
    return spans.years_of_span(span, site.language)


def whole_span(bars: BarSpans) -> Span:
    """Return from when until when the bars of a row last, from the first sure one to the last; unsure if none is."""
    sure = [bar for bar in bars if bar.kind != UNSURE]
    return Span((sure or bars)[0].start, (sure or bars)[-1].end, unsure=not sure)


def whole_days(bars: BarSpans) -> Interval:
    """Return the days that the bars of a row are drawn on, from the first to the last."""
    return Interval(bars[0].interval.start, bars[-1].interval.end)


def by_days(groups: Mapping[BarSpans, list[str]]) -> dict[BarSpans, list[str]]:
    """Return groups of parties in the order of their first days, the larger ones first."""
    return dict(sorted(groups.items(), key=lambda pair: (pair[0][0].interval, -len(pair[1]), pair[1])))


def largest(groups: Mapping[BarSpans, list[str]], most: int) -> dict[BarSpans, list[str]]:
    """Return the ``most`` groups with the most parties, in their order; one more if nothing else would be left out."""
    if len(groups) <= most + 1:
        return dict(groups)
    kept = sorted(groups, key=lambda bars: -len(groups[bars]))[:most]
    return {bars: codes for bars, codes in groups.items() if bars in kept}
