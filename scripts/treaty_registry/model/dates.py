"""Dates as precise as the source and no more: the part of EDTF (ISO 8601-2) level 1 that treaties need.

``2024-06-19``, ``2024-06``, ``2024``; uncertain ``1373?``, approximate ``1373~``, both ``1373%``; an interval
``1950-02/1950-03``, open at an end ``../1950`` or ``1950/..``. An imprecise date stays imprecise: it has an earliest
and a latest day, and comparisons answer yes, no or ``None`` for *cannot tell*.

EDTF does not say how far an uncertain or approximate date may be off; here it has a margin on either side, counted in
the date's own precision (years for ``1373~``, months for ``1952-03~``, days for ``1952-03-01~``): one for ``?``,
because a source that doubts a date usually doubts the figure next to it, and five for ``~`` and ``%``, because *about
1373* is said of a date that is known to half a decade. Beyond the margin such dates compare like any others.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, PlainValidator
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from treaty_registry.reading.problem import shown

_MOMENT = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[?~%]?"
PATTERN = rf"^(?:{_MOMENT}|{_MOMENT}/{_MOMENT}|{_MOMENT}/\.\.|\.\./{_MOMENT})$"
_SHAPE = re.compile(PATTERN.replace("(?!0000)", ""))
_JSON_SCHEMA = {"type": ["string", "integer"], "pattern": PATTERN, "minimum": 1000, "maximum": 9999}


MARGINS = {"?": 1, "~": 5, "%": 5}
"""By how many years, months or days, whichever the date names last, a qualified date may be off."""


class DateError(ValueError):
    """The text is not a date the registry can hold; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the source gives it.

    ``text`` is EDTF; ``earliest`` and ``latest`` are the first and last day that it may mean (``date.min`` and
    ``date.max`` where an interval is open). ``qualified`` says that the source itself doubts it (``?``, ``~``, ``%``);
    the bounds then include the margin of the doubt.
    """

    text: str
    earliest: date
    latest: date
    qualified: bool = False
    old_style: str | None = None
    """The text of the source, where it dates by the Julian calendar; everything else here is Gregorian."""

    @classmethod
    def parse(cls, text: str) -> Date:
        """Return the date that an EDTF text means. Raises DateError."""
        return _parse(text)

    @property
    def is_day(self) -> bool:
        """Whether this is one certain day."""
        return self.earliest == self.latest and not self.qualified

    def before(self, other: Date) -> bool | None:
        """Return whether this date lies before another: yes, no, or ``None`` where the dates cannot tell."""
        if self.latest < other.earliest:
            return True
        if self.earliest >= other.latest:
            return False
        return None

    def from_julian(self) -> Date:
        """Return the date in the Gregorian calendar that this one means in the Julian calendar (*old style*)."""
        if self.old_style is not None:
            return self
        first, last = _gregorian(self.earliest), _gregorian(self.latest)
        mark = "~" if self.qualified else ""
        ends = [f"{day.isoformat()}{mark}" if date.min < day < date.max else ".." for day in (first, last)]
        text = ends[0] if first == last else "/".join(ends)
        return Date(text, first, last, self.qualified, self.text)

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text, from a whole year written as a number, or from a Date; write as the record has it."""
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.plain_serializer_function_ser_schema(_written)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text to JSON Schema. A bare year is a number to editors that guess types."""
        return dict(_JSON_SCHEMA)


def _written(moment: Date | str) -> str:
    """Return the text that the record has: beside ``calendar: julian`` a date in that calendar."""
    return moment if isinstance(moment, str) else moment.old_style or moment.text


def _gregorian(day: date) -> date:
    """Return the Gregorian date of the day that bears the same numbers in the Julian calendar.

    Julian leap years are all those that four divides: the difference grows by a day in each century whose number four
    does not divide (10 days in 1582 to 1700, 13 since 1900).
    """
    if day in (date.min, date.max):
        return day
    year = day.year - (day.month < 3)
    return date.fromordinal(day.toordinal() + year // 100 - year // 400 - 2)


def _validate(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError(
            "date",
            "{found} is not a date. Write `2024-06-19`, or `2024-06` or `2024` where the source gives no more.",
            {"found": shown(value)},
        )
    try:
        return _parse(value)
    except DateError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": str(error)}) from error


def _validate_or_unknown(value: object) -> object:
    return value if value == "unknown" else _validate(value)


DateOrUnknown = Annotated[
    Date | Literal["unknown"],
    PlainValidator(_validate_or_unknown),
    PlainSerializer(_written, return_type=str),
    WithJsonSchema({**_JSON_SCHEMA, "pattern": PATTERN.replace("^(?:", "^(?:unknown|", 1)}),
]
"""A date, or ``unknown`` where it was looked for and not found."""


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _one_day(value: object) -> object:
    text = str(value)
    if _SHAPE.match(text) and not _DAY.fullmatch(text):
        raise PydanticCustomError(
            "date", "{found} is not one day. Write year, month and day: `2026-11-22`.", {"found": shown(text)}
        )
    return value


Day = Annotated[
    Date,
    BeforeValidator(_one_day),
    WithJsonSchema({"type": "string", "pattern": "^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"}),
]
"""One certain day, such as the one on which somebody looked."""


@lru_cache(maxsize=50_000)
def _parse(text: str) -> Date:
    if not _SHAPE.match(text) or text.endswith("\n"):
        raise DateError(_advice(text))
    start, _, end = text.partition("/")
    end = end or start
    if _bounds(start)[0] > _bounds(end)[1]:
        raise DateError(f"The interval `{text}` ends before it begins. Put the earlier date first.")
    return Date(text, _moved(start, -1), _moved(end, 1), start[-1] in MARGINS or end[-1] in MARGINS)


def _bounds(moment: str) -> tuple[date, date]:
    """Return the first and the last day of a year, month or day as written; the ends of time for an open end."""
    if moment == "..":
        return date.min, date.max
    year, month, day = _numbers(moment)
    if year == 0:
        raise DateError("There is no year 0000.")
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    days = calendar.monthrange(year, month)[1]
    if day > days:
        raise DateError(
            f"{calendar.month_name[month]} {year} has {days} days, so `{moment}` does not exist. Write another "
            f"day, or `{moment[:7]}` where the day is not known."
        )
    return (date(year, month, day or 1), date(year, month, day or days))


def _moved(moment: str, way: Literal[-1, 1]) -> date:
    """Return the first (``-1``) or last (``1``) day that a moment may mean, with the margin of its doubt."""
    bound = _bounds(moment)[way > 0]
    off = way * MARGINS.get(moment[-1], 0)
    if not off:
        return bound
    year, month, day = _numbers(moment)
    if day:
        return date.fromordinal(min(max(bound.toordinal() + off, date.min.toordinal()), date.max.toordinal()))
    count = year * 12 + month - 1 + off if month else (year + off) * 12
    year = count // 12
    if not date.min.year <= year <= date.max.year:
        return date.min if way < 0 else date.max
    return _bounds(f"{year:04}-{count % 12 + 1:02}" if month else f"{year:04}")[way > 0]


def _numbers(moment: str) -> tuple[int, int, int]:
    """Return year, month and day; 0 for what is not given."""
    year, month, day = ([int(part) for part in moment.rstrip("?~%").split("-")] + [0, 0])[:3]
    return year, month, day


_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})\.? ([A-Za-z]+) (\d{4})|([A-Za-z]+) (\d{1,2}),? (\d{4})")


def _meant(text: str) -> set[str]:
    """Return the days that a date written otherwise can mean."""
    meant: list[tuple[str, str, str]] = []
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        meant = [(year, second, first), (year, first, second)]
    elif match := _YEAR_FIRST.fullmatch(text):
        meant = [match.groups()]  # type: ignore[list-item]  # the expression has three groups, all of which must match
    elif match := _IN_WORDS.fullmatch(text):
        parts = [part for part in match.groups() if part]
        day, name = (parts[0], parts[1]) if parts[0].isdigit() else (parts[1], parts[0])
        months = [i for i in range(1, 13) if calendar.month_name[i].lower().startswith(name.lower()[:3])]
        meant = [(parts[2], str(month), day) for month in months]
    days = {f"{int(year):04}-{int(month):02}-{int(day):02}" for year, month, day in meant}
    return {day for day in days if _SHAPE.match(day)}


def _advice(text: str) -> str:
    found = shown(text, 40)
    meant = sorted(_meant(text))
    if len(meant) == 1:
        return f"{found} is not written as a date here. Write `{meant[0]}`."
    if meant:
        return f"{found} could be two different days. Write `{meant[0]}` or `{meant[1]}`."
    return (
        f"{found} is not a date. Write `2024-06-19`, or `2024-06` or `2024` where the source gives no more; add "
        "`?` if it is uncertain or `~` if it is approximate."
    )
