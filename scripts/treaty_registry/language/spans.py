"""Days that are known only within bounds, and what lasts from one to another, as they stand in sentences and tables.

Whatever shows a day on which a position, a duty or a status began or ended takes its words from here: the bound of a
window is never told as if it were the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from treaty_registry.language.catalogue import Message, said
from treaty_registry.language.days import MAX_DAYS, DayRelation, day, part, written_part
from treaty_registry.language.languages import Language
from treaty_registry.law.date_bounds import ALWAYS, FROM_THE_START, NEVER, NOT_YET, DateBounds

# Translators: a day that is known only within bounds, alone, as in the cell of a table
_BETWEEN = Message("bounds:between", "between {first} and {last}; the day was not found")
_BY = Message("bounds:by", "by {last} at the latest; the day was not found")
_NOT_BEFORE = Message("bounds:not-before", "not before {first}, if at all")
_OPEN = Message("bounds:open", "on a day that was not found")

# Translators: the same as {day} of “since {day}”, “until {day}”, “from {day}”, “on {day}”
_A_DAY_BETWEEN = Message("a-day:between", "a day between {first} and {last} (not found)")
_A_DAY_BY = Message("a-day:by", "a day not found, {last} at the latest")
_A_DAY_NOT_BEFORE = Message("a-day:not-before", "a day not before {first}, if at all")
_A_DAY = Message("a-day:open", "a day that was not found")

# Translators: how {day} stands in a sentence: a day, as “22 November 2026”, or “a day between … and … (not found)”
_RELATIONS: Mapping[DayRelation, tuple[Message, Message]] = {
    "on": (Message("bounds-on:day", "on {day}"), Message("bounds-on:a-day", "on {day}")),
    "since": (Message("bounds-since:day", "since {day}"), Message("bounds-since:a-day", "since {day}")),
    "until": (Message("bounds-until:day", "until {day}"), Message("bounds-until:a-day", "until {day}")),
    "from": (Message("bounds-from:day", "from {day}"), Message("bounds-from:a-day", "from {day}")),
}

# Translators: what lasts from one day until before another
_FROM_UNTIL = Message("span:from-until", "from {start} until {end}")
_JOINED = Message("span:joined", "{from_start} {until_end}")
_AT_TIMES = Message("span:always", "always")
# Translators: days on which nobody can tell what holds
_UNSURE_BETWEEN = Message("unsure:between", "between {first} and {last}")
_UNSURE_FROM = Message("unsure:from", "not before {first}")
_UNSURE_UNTIL = Message("unsure:until", "before {last}")

# Translators: years in place of days, where there is little room; {year} of the last two is one of the first four
_YEARS_BETWEEN = Message("years:between", "a year of {first}–{last}")
_YEAR_BY = Message("years:by", "{year} or before")
_YEAR_FROM = Message("years:from", "{year} or later")
_NO_YEAR = Message("years:open", "an unknown year")
_YEARS_SINCE = Message("years:since", "since {year}")
_YEARS_UNTIL = Message("years:until", "until {year}")
_YEARS_FROM_TO = Message("years:from-to", "{first} to {last}")


class Span(NamedTuple):
    """What lasts from a day until before another, each within bounds; where ``unsure``, nobody can tell what holds."""

    start: DateBounds
    end: DateBounds
    unsure: bool = False


def day_words(window: DateBounds, language: Language) -> str:
    """Return a day as it stands alone: ``22 November 2026``, ``1951``, ``by 30 April 2009 at the latest; ...``."""
    if window.is_day and window.first != ALWAYS:
        return day(window.first, language)
    if whole := _whole(window, language):
        return whole
    first, last = window.first not in (ALWAYS, NEVER), window.last not in (ALWAYS, NEVER)
    form = {(True, True): _BETWEEN, (False, True): _BY, (True, False): _NOT_BEFORE}.get((first, last), _OPEN)
    return _bounds(form, window, language)


def related_day(window: DateBounds, relation: DayRelation, language: Language) -> str:
    """Return a day as it stands in a sentence: ``since 22 November 2026``, ``until a day between ... (not found)``."""
    of_day, of_a_day = _RELATIONS[relation]
    if window.is_day and window.first != ALWAYS:
        return said(of_day, language, day=day(window.first, language))
    if whole := _whole(window, language):
        return written_part(whole, relation, language)
    first, last = window.first not in (ALWAYS, NEVER), window.last not in (ALWAYS, NEVER)
    known = (first, last)
    form = {(True, True): _A_DAY_BETWEEN, (False, True): _A_DAY_BY, (True, False): _A_DAY_NOT_BEFORE}.get(known, _A_DAY)
    return said(of_a_day, language, day=_bounds(form, window, language))


@lru_cache(maxsize=MAX_DAYS)
def span_words(span: Span, language: Language) -> str:
    """Return from when until when something lasts: ``since ...``, ``until ...``, ``from ... until ...``."""
    start, end, unsure = span
    if unsure:
        return _unsure_words(start.first, end.last, language)
    if start == FROM_THE_START:
        return said(_AT_TIMES, language) if end == NOT_YET else related_day(end, "until", language)
    if end == NOT_YET:
        return related_day(start, "since", language)
    if start.is_day and end.is_day:
        return said(_FROM_UNTIL, language, start=day(start.first, language), end=day(end.first, language))
    return said(
        _JOINED,
        language,
        from_start=related_day(start, "from", language),
        until_end=related_day(end, "until", language),
    )


def years_of_span(span: Span, language: Language) -> str:
    """Return the same in years, for where there is little room."""
    start, end, unsure = span
    if unsure:
        start, end = DateBounds(start.first, start.first), DateBounds(end.last, end.last)
    if end == NOT_YET:
        return said(_YEARS_SINCE, language, year=year_words(start, language))
    if start == FROM_THE_START:
        return said(_YEARS_UNTIL, language, year=year_words(end, language))
    first, last = year_words(start, language), year_words(end, language)
    if start.first.year == start.last.year and end.first.year == end.last.year:
        return "–".join(dict.fromkeys((first, last)))
    return said(_YEARS_FROM_TO, language, first=first, last=last)


def _unsure_words(first: date, last: date, language: Language) -> str:
    if first == ALWAYS:
        return said(_UNSURE_UNTIL, language, last=day(last, language))
    if last == NEVER:
        return said(_UNSURE_FROM, language, first=day(first, language))
    return said(_UNSURE_BETWEEN, language, first=day(first, language), last=day(last, language))


def year_words(window: DateBounds, language: Language) -> str:
    """Return the year of a day, or those between which it lies: ``2009``, ``a year of 1948–2009``."""
    first, last = window
    if first == NEVER or window == DateBounds(ALWAYS, NEVER) or last == ALWAYS:
        return said(_NO_YEAR, language)
    if first == ALWAYS:
        return said(_YEAR_BY, language, year=last.year)
    if last == NEVER:
        return said(_YEAR_FROM, language, year=first.year)
    if first.year == last.year:
        return str(first.year)
    return said(_YEARS_BETWEEN, language, first=first.year, last=last.year)


def _whole(window: DateBounds, language: Language) -> str:
    """Return a window that is a whole month or year in words, or nothing."""
    return part(window.first, window.last, language) if NEVER not in window and ALWAYS not in window else ""


def _bounds(form: Message, window: DateBounds, language: Language) -> str:
    named = {
        name: day(bound, language)
        for name, bound in zip(("first", "last"), window, strict=True)
        if bound not in (ALWAYS, NEVER)
    }
    return said(form, language, **named)
