"""Cells: what a record or the law says, as the value that stands in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.model.dates import Date
from treaty_registry.model.event import ArticleRef


def edtf(moment: Date | str | None) -> str | None:
    """Return a date as it is written, in EDTF."""
    return None if moment is None else str(moment)


def bounds(moment: Date | str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that a date may mean; nothing where it is unknown or open."""
    if not isinstance(moment, Date):
        return None, None
    return (
        None if moment.earliest == date.min else moment.earliest,
        None if moment.latest == date.max else moment.latest,
    )


def days(window: DateBounds) -> tuple[date | None, date | None]:
    """Return the first and last day of a window; nothing where it is open."""
    first, last = window
    return (None if first in (ALWAYS, NEVER) else first), (None if last in (ALWAYS, NEVER) else last)


def codes(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return a list column's value; ``None`` where the record has no such key."""
    return None if values is None else tuple(values)


def articles(cited: Sequence[ArticleRef] | None) -> tuple[str, ...] | None:
    """Return the numbers of articles as words, with ``_`` for a space; ``None`` where the record names none."""
    return codes([article.no.replace(" ", "_") for article in cited] if cited else None)
