"""Positions and duties as flat rows: codes, days and terms, as data users and the command line show them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER
from treaty_registry.model.obligation import Obligation


class PositionRow(NamedTuple):
    """A party's position (a term of ``positions``) from ``start`` until before ``end``; no ``end``: open as known."""

    treaty: str
    party: str
    position: str
    start: date | None
    end: date | None


class ObligationRow(NamedTuple):
    """A duty of ``owed_by`` towards ``owed_to`` from ``start`` until before ``end``; no ``end``: open as known.

    ``standing`` is ``owed``, ``provisional``, ``disputed`` or ``cannot-tell``. What is empty does not apply, or the
    record does not say it.
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


def position_rows(law: CompiledRegistry, treaty_id: str) -> Iterator[PositionRow]:
    """Yield every position in a treaty over time. Raises KeyError for an id without a record."""
    for held in law.positions(treaty_id):
        yield PositionRow(treaty_id, held.party, held.code, _start(held.interval.start), _end(held.interval.end))


def obligation_rows(
    law: CompiledRegistry, treaty_id: str, kinds: Collection[str] | None = None
) -> Iterator[ObligationRow]:
    """Yield every duty under a treaty over time. Raises KeyError for an id without a record."""
    told = {obligation.id: _told(obligation) for obligation in law.registry.treaties[treaty_id].obligations or ()}
    for duty in law.duties(treaty_id, kinds):
        start, end = duty.interval
        days = _start(start), _end(end)
        yield ObligationRow._make(
            (*duty[:5], *days, duty.standing, *told[duty.obligation], duty.articles, duty.reserved_by)
        )


_Told = tuple[str, str, str, str, tuple[str, ...], str, tuple[str, ...]]


def _told(obligation: Obligation) -> _Told:
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


def _start(day: date) -> date | None:
    return None if day == ALWAYS else day


def _end(day: date) -> date | None:
    return None if day == NEVER else day
