"""Cells: what a record or the law says, as the value that stands in a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from treaty_registry.law.date_bounds import ALWAYS, NEVER
from treaty_registry.model.dates import Date
from treaty_registry.model.event import ArticleRef


def edtf(moment: Date | str | None) -> str | None:
    """Return a date as it is written, in EDTF."""
    return None if moment is None else str(moment)


def first_day(moment: Date | str | None) -> date | None:
    """Return the first day that a date may mean; nothing where it is unknown or open."""
    return moment.earliest if isinstance(moment, Date) and moment.earliest != date.min else None


def last_day(moment: Date | str | None) -> date | None:
    """Return the last day that a date may mean; nothing where it is unknown or open."""
    return moment.latest if isinstance(moment, Date) and moment.latest != date.max else None


def known_day(day: date) -> date | None:
    """Return a day that the law has found; nothing for the ends of time, which stand for open."""
    return None if day in (ALWAYS, NEVER) else day


def words(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the value of a list column, with ``_`` for a space within a word; ``None`` where there is nothing."""
    return tuple(value.replace(" ", "_") for value in values or ()) or None


def article_numbers(articles: Iterable[ArticleRef] | None) -> tuple[str, ...] | None:
    """Return the numbers of articles as words; ``None`` where the record names none."""
    return words(article.no for article in articles or ())
