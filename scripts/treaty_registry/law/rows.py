"""Positions and duties as flat rows: codes, days and terms, as data users and the command line show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.law.duties import BoundedSpan, bounded_spans, directed_pairs
from treaty_registry.law.qualifications import Qualification
from treaty_registry.law.treaty_history import DutyGroup
from treaty_registry.model.obligation import Obligation


class PositionRow(NamedTuple):
    """A party's position (a term of ``positions``) from ``start`` until before ``end``; no ``end``: open as known.

    Where the day is not certain, ``start`` or ``end`` is empty and the bounds say between which days it lies; where it
    is, they are that day. ``qualified_by`` has what qualifies the position on some of these days: ``suspended``,
    ``not-owed``, ``apart``, ``frozen``, ``partly-withdrawn``, ``reservation``.
    """

    treaty: str
    party: str
    position: str
    start: date | None
    end: date | None
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    qualified_by: tuple[str, ...]


class ObligationRow(NamedTuple):
    """A duty of ``owed_by`` towards ``owed_to`` from ``start`` until before ``end``; no ``end``: open as known.

    Where the day is not certain, ``start`` or ``end`` is empty and the bounds say between which days it lies.
    ``standing`` is ``owed``, ``provisional``, ``disputed`` or ``cannot-tell``. ``qualified_by`` has what qualifies the
    part of one of the two in the articles of the duty on some of these days: ``frozen``, ``partly-withdrawn``,
    ``reservation``. What is empty does not apply, or the record does not say it.
    """

    treaty: str
    obligation: str
    kind: str
    owed_by: str
    owed_to: str
    start: date | None
    end: date | None
    standing: str
    trigger: str
    against: str
    area: str
    commitment: str
    means: tuple[str, ...]
    timing: str
    limits: tuple[str, ...]
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...]
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    qualified_by: tuple[str, ...]


def position_rows(law: CompiledRegistry, treaty_id: str) -> Iterator[PositionRow]:
    """Yield every position in a treaty over time. Raises KeyError for an id without a record."""
    qualifications = law.history(treaty_id).qualifications
    for held in law.positions(treaty_id):
        qualified = dict.fromkeys(
            told.kind
            for told in qualifications
            if told.party == held.party and told.start.first < held.end.last and held.start.first < told.end.last
        )
        days = row_days(held.start, held.end)
        yield PositionRow(treaty_id, held.party, held.code, *days, tuple(qualified))


def obligation_rows(
    law: CompiledRegistry, treaty_id: str, kinds: Collection[str] | None = None
) -> Iterator[ObligationRow]:
    """Yield every duty under a treaty over time. Raises KeyError for an id without a record."""
    terms = {obligation.id: _terms(obligation) for obligation in law.registry.treaties[treaty_id].obligations or ()}
    history = law.history(treaty_id)
    qualifying: dict[str, list[Qualification]] = {}
    for qualification in history.qualifications:
        if qualification.kind not in BETWEEN_TWO:
            qualifying.setdefault(qualification.party, []).append(qualification)

    def shared(group: DutyGroup) -> Sequence[tuple[BoundedSpan, tuple[Any, ...]]]:
        """Return the spans of a group, each with what its rows have between the two parties and what qualifies them."""
        return [(span, _shared(span, terms[group.obligation])) for span in bounded_spans(group)]

    for group, obligor, beneficiary, spans in directed_pairs(history, law.persons, shared, kinds):
        concerned = (*qualifying.get(obligor, ()), *qualifying.get(beneficiary, ())) if qualifying else ()
        for span, values in spans:
            qualified = tuple(dict.fromkeys(_qualified(span, concerned))) if concerned else ()
            yield ObligationRow._make(
                (treaty_id, group.obligation, group.kind, obligor, beneficiary, *values, qualified)
            )


BETWEEN_TWO = frozenset({"suspended", "not-owed", "apart"})
"""Kinds of qualifications that leave nothing of a duty between two on the days on which they hold."""


def _shared(span: BoundedSpan, terms: _Terms) -> tuple[Any, ...]:
    start, end, *bounds = row_days(span.start, span.end)
    return start, end, span.standing, *terms, span.articles, span.reserved_by, *bounds


def _qualified(span: BoundedSpan, concerned: Iterable[Qualification]) -> Iterator[str]:
    for told in concerned:
        if told.articles and set(told.articles).isdisjoint(span.articles):
            continue
        if told.start.first < span.end.last and span.start.first < told.end.last:
            yield told.kind


_Terms = tuple[str, str, str, str, tuple[str, ...], str, tuple[str, ...]]


def _terms(obligation: Obligation) -> _Terms:
    """Return what the record says of an obligation, the same for every pair that it binds."""
    trigger = obligation.trigger
    return (
        trigger.what if trigger else "",
        (trigger.against or "") if trigger else "",
        (trigger.area or "") if trigger else "",
        obligation.commitment,
        tuple(obligation.means or ()),
        obligation.timing or "",
        tuple(limit.limit for limit in obligation.limits or ()),
    )


DAYS = ("start", "end", "start_earliest", "start_latest", "end_earliest", "end_latest")
"""What ``row_days`` returns, by the names that rows have for it."""

_Days = tuple[date | None, date | None, date | None, date | None, date | None, date | None]


def row_days(start: DateBounds, end: DateBounds) -> _Days:
    """Return start, end, and the earliest and latest day of each, as rows have them; ``None`` for an open end.

    A day that is known only within bounds is none: then only the bounds are given.
    """
    bounds = tuple(None if day in (ALWAYS, NEVER) else day for day in (*start, *end))
    first = bounds[0] if start.first == start.last else None
    last = bounds[2] if end.first == end.last else None
    return first, last, bounds[0], bounds[1], bounds[2], bounds[3]
