"""Days, windows and dates of records as they stand in a sentence. Months have their names from the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from babel.dates import format_date

from treaty_registry.language.catalogue import Message, said
from treaty_registry.language.languages import LOCALES, SOURCE, Language
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.model.dates import Date, DateError

_MONTHS = {
    language: [format_date(date(2000, number, 1), "MMMM", locale) for number in range(1, 13)]
    for language, locale in LOCALES.items()
}
"""The months' names. Days are put together with them here: CLDR writes the first of a month as any other day, and Babel
reads its pattern anew for each day."""

MAX_DAYS = 20_000  # kept in words: those of one treaty come again and again

# Translators: the first day of a month, which some languages count differently from the other days
_FIRST_OF_MONTH = Message("date:first-of-month", "1 {month} {year}")
_DAY = Message("date:day", "{day} {month} {year}")
_MONTH = Message("date:month", "{month} {year}")

# Translators: when something came about, in the middle of a sentence; {part} is a month or a year
_ON_DAY = Message("when:day", "on {day}")
_IN_PART = Message("when:part", "in {part}")
_BETWEEN_DAYS = Message("when:between", "between {first} and {last}")
_AT_THE_EARLIEST = Message("when:from", "on {day} at the earliest")
_BY_DAY = Message("when:by", "by {day}")
_OPEN = Message("when:open", "on an unknown day")

# Translators: the date of a record, on its own; {date} in the first four is a day, a month or a year
_OLD_STYLE = Message("date:old-style", "{date} old style ({new} new style)")
_UNKNOWN = Message("date:unknown", "date unknown")
_BY = Message("date:by", "by {date}")
_FROM = Message("date:from", "not before {date}")
_BETWEEN = Message("date:between", "between {first} and {last}")
# Translators: a day as {date}, {first} or {last} of these, with an article if the language has one there
_NAMED_DAY = Message("date:named-day", "{day}")
_IN_DOUBT = {
    "?": Message("date:uncertain", "{date} (uncertain)"),
    "~": Message("date:approximate", "about {date}"),
    "%": Message("date:approximate-and-uncertain", "about {date} (uncertain)"),
}
"""By the sign that marks a date as in doubt in EDTF."""

# Translators: a value that another source gives, which is no date
_QUOTED = Message("value", "“{text}”")

_VOWELS = frozenset("aeiouy")


class _Relation(NamedTuple):
    """How a date stands in a sentence: a day, a month or year, one that begins with a vowel, one in doubt, none."""

    of_day: Message
    of_part: Message
    of_part_with_vowel: Message
    of_doubt: Message
    of_none: Message


DayRelation = Literal["on", "since", "until", "from"]

# Translators: how dates stand in a sentence. “part” is a month or a year, “doubt” any date that is not certain.
_RELATIONS: Mapping[DayRelation, _Relation] = {
    "on": _Relation(
        Message("on:day", "on {date}"),
        Message("on:part", "in {date}"),
        Message("on:part-with-vowel", "in {date}"),
        Message("on:doubt", "{date}"),
        Message("on:none", "on an unknown date"),
    ),
    "since": _Relation(
        Message("since:day", "since {date}"),
        Message("since:part", "since {date}"),
        Message("since:part-with-vowel", "since {date}"),
        Message("since:doubt", "since: {date}"),
        Message("since:none", "since an unknown date"),
    ),
    "until": _Relation(
        Message("until:day", "until {date}"),
        Message("until:part", "until {date}"),
        Message("until:part-with-vowel", "until {date}"),
        Message("until:doubt", "until: {date}"),
        Message("until:none", "until an unknown date"),
    ),
    "from": _Relation(
        Message("from:day", "from {date}"),
        Message("from:part", "from {date}"),
        Message("from:part-with-vowel", "from {date}"),
        Message("from:doubt", "from: {date}"),
        Message("from:none", "from an unknown date"),
    ),
}


@lru_cache(maxsize=MAX_DAYS)
def day(value: date, language: Language) -> str:
    """Return a day in words: ``4 December 2024``, ``1er janvier 1980``."""
    form = _FIRST_OF_MONTH if value.day == 1 else _DAY
    return said(form, language, day=value.day, month=_MONTHS[language][value.month - 1], year=value.year)


def month(value: date, language: Language) -> str:
    """Return the month of a day in words: ``December 2024``."""
    return said(_MONTH, language, month=_MONTHS[language][value.month - 1], year=value.year)


def when(window: DateBounds | None, language: Language) -> str:
    """Return a window as it stands in a sentence: ``on 24 August 1949``, ``in 1951``, ``between ... and ...``."""
    if window is None or window == DateBounds(ALWAYS, NEVER) or window.first == NEVER:
        return said(_OPEN, language)
    first, last = window
    if first == last:
        return said(_ON_DAY, language, day=day(first, language))
    if last == NEVER:
        return said(_AT_THE_EARLIEST, language, day=day(first, language))
    if first == ALWAYS:
        return said(_BY_DAY, language, day=day(last, language))
    if whole := part(first, last, language):
        return said(_IN_PART, language, part=whole)
    return said(_BETWEEN_DAYS, language, first=day(first, language), last=day(last, language))


@lru_cache(maxsize=MAX_DAYS)
def part(first: date, last: date, language: Language) -> str:
    """Return a whole month or year in words, or nothing."""
    whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return month(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    return ""


@lru_cache(maxsize=MAX_DAYS)
def written(value: Date | str, language: Language = SOURCE) -> str:
    """Return a record's date in words: ``19 June 2024``, ``June 2024``, ``about 1373``, ``date unknown``."""
    if isinstance(value, str):
        return said(_UNKNOWN, language)
    if value.old_style is not None:
        return said(
            _OLD_STYLE, language, date=_in_words(value.old_style, language), new=_in_words(value.text, language)
        )
    return _in_words(value.text, language)


def _in_words(text: str, language: Language) -> str:
    start, slash, end = text.partition("/")
    if not slash:
        return _moment(start, language)
    if start == "..":
        return said(_BY, language, date=_named(end, language))
    if end == "..":
        return said(_FROM, language, date=_named(start, language))
    return said(_BETWEEN, language, first=_named(start, language), last=_named(end, language))


def value_words(text: str, language: Language = SOURCE) -> str:
    """Return a value that another source gives: dates in words, anything else as it is."""
    try:
        return written(Date.parse(text), language)
    except DateError:
        return said(_QUOTED, language, text=text)


def related(value: Date | str, relation: DayRelation, language: Language = SOURCE) -> str:
    """Return a record's date as it stands in a sentence: ``since 19 June 2024``, ``jusqu’au 1er mai 1960``."""
    forms = _RELATIONS[relation]
    if isinstance(value, str):
        return said(forms.of_none, language)
    text = written(value, language)
    if "/" in value.text or value.qualified:
        return said(forms.of_doubt, language, date=text)
    if value.is_day:
        return said(forms.of_day, language, date=text)
    return written_part(text, relation, language)


def written_part(text: str, relation: DayRelation, language: Language) -> str:
    """Return a month or year in words as it stands in a sentence: ``since June 2024``, ``jusqu’en avril 1960``."""
    forms = _RELATIONS[relation]
    with_vowel = text[0].casefold() in _VOWELS
    return said(forms.of_part_with_vowel if with_vowel else forms.of_part, language, date=text)


def on_day(value: Date | str, language: Language = SOURCE) -> str:
    """Return a date as it stands in a sentence: ``on 19 June 2024``, ``in June 2024``, ``on an unknown date``."""
    return related(value, "on", language)


def _named(text: str, language: Language) -> str:
    """Return a moment of an interval in words, a day as it is named there."""
    words = _moment(text, language)
    return said(_NAMED_DAY, language, day=words) if text.count("-") == 2 else words


def _moment(text: str, language: Language) -> str:
    parts = [int(part) for part in text.rstrip("?~%").split("-")]
    first = date(*[*parts, 1, 1][:3])
    words = (str(first.year), month(first, language), day(first, language))[len(parts) - 1]
    form = _IN_DOUBT.get(text[-1])
    return said(form, language, date=words) if form else words
