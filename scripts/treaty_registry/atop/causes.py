"""Which treaty makes a difference between the registry and another dataset, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import product
from operator import or_
from typing import Literal

from treaty_registry.atop.pairs import CowCodes, Pair, YearsToExplain
from treaty_registry.atop.year_sets import NO_YEARS, Spans, Years, between, spans
from treaty_registry.export.tables.dyad_spans import DYAD_KINDS, year_span
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds, Interval, earliest, latest
from treaty_registry.law.rows import row_days
from treaty_registry.law.status import OWED
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.treaty import WHOLE, Treaty

CauseKind = Literal[
    "absent",
    "not-coded",
    "not-read-whole",
    "not-owed",
    "provisional",
    "disputed",
    "cannot-tell",
    "after-known",
    "not-then",
]
"""Why a treaty of ours gives no 1; ``report.CAUSE_LABELS`` says each in words."""


@dataclass(frozen=True, slots=True)
class OnlyOurs:
    """We say 1 and the file says 0, or nothing: a treaty and a kind of duty of one party towards another.

    ``start`` is the first day on which it was owed, ``end`` the first day after, each empty where it is not known; the
    bounds of each stand beside them (none: open as known).
    """

    treaty: str
    kind: str
    theirs: Literal[0] | None
    party: str
    towards: str
    years: Spans
    start: date | None
    end: date | None
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


@dataclass(frozen=True, slots=True)
class Cause:
    """A treaty of ours that is, or was at another time, in force between the two, and why it gives no 1."""

    treaty: str
    why: CauseKind
    years: Spans
    in_force: Spans = ()


@dataclass(frozen=True, slots=True)
class OnlyTheirs:
    """The file says 1 and we say 0, or nothing. ``without_treaty`` are the years for which we have no treaty at all."""

    ccode1: int
    ccode2: int
    parties1: tuple[str, ...]
    parties2: tuple[str, ...]
    kind: str
    ours: Literal[0] | None
    years: Spans
    causes: tuple[Cause, ...]
    without_treaty: Spans


def ours_explained(
    law: CompiledRegistry, named: CowCodes, no: YearsToExplain, nothing: YearsToExplain
) -> tuple[OnlyOurs, ...]:
    """Return the differences in which we say 1, by treaty: ``no`` where the file says 0, ``nothing`` where nothing."""
    differences_of_ours: list[OnlyOurs] = []
    for treaty in active_treaties(law.registry) if no or nothing else ():
        differences_of_ours += _of_treaty(law, treaty, named, ((0, no), (None, nothing)))
    order = list(DYAD_KINDS)
    return tuple(
        sorted(
            differences_of_ours,
            key=lambda row: (row.treaty, order.index(row.kind), row.theirs is None, row.party, row.towards),
        )
    )


def _of_treaty(
    law: CompiledRegistry,
    treaty: Treaty,
    named: CowCodes,
    differences: tuple[tuple[Literal[0] | None, YearsToExplain], ...],
) -> Iterator[OnlyOurs]:
    merged: dict[tuple[str, Literal[0] | None, str, str], tuple[Years, DateBounds, DateBounds]] = {}
    for duty in law.duties(treaty.id, DYAD_KINDS):
        span = year_span(duty.interval, treaty.verified.latest) if duty.standing == OWED else None
        if span is None:
            continue
        for pair, borne in named.pairs(duty.obligor, duty.beneficiary):
            for theirs, wanted in differences:
                if years := wanted.years(pair, duty.kind) & between(*span) & borne:
                    key = duty.kind, theirs, duty.obligor, duty.beneficiary
                    before, start, end = merged.get(key, (NO_YEARS, duty.start, duty.end))
                    merged[key] = before | years, earliest((start, duty.start)), latest((end, duty.end))
    for (kind, theirs, party, towards), (years, start, end) in merged.items():
        yield OnlyOurs(treaty.id, kind, theirs, party, towards, spans(years), *row_days(start, end))


_Causes = defaultdict[tuple[Pair, str], list[tuple[str, CauseKind, Years, Years]]]
"""For each pair and kind: a treaty, why, in which of the wanted years, and when it was in force between the two."""


def theirs_explained(
    law: CompiledRegistry, named: CowCodes, denied: YearsToExplain, unmatched: YearsToExplain
) -> tuple[OnlyTheirs, ...]:
    """Return the differences in which the file says 1: ``denied`` where we say 0, ``unmatched`` where nothing."""
    wanted = YearsToExplain()
    for years_to_explain in (denied, unmatched):
        for pair, kinds in years_to_explain.items():
            for kind, years in kinds.items():
                wanted.add(pair, kind, years)
    causes: _Causes = defaultdict(list)
    for treaty in active_treaties(law.registry) if wanted else ():
        # One that was read for none of these kinds says nothing about them: a treaty on trade, for instance.
        if not DYAD_KINDS.keys().isdisjoint(treaty.coded):
            _add_causes(law, treaty, named, wanted, causes)
    return tuple(_differences(named, denied, unmatched, wanted, causes))


def _differences(
    named: CowCodes, denied: YearsToExplain, unmatched: YearsToExplain, wanted: YearsToExplain, causes: _Causes
) -> Iterator[OnlyTheirs]:
    ours: Literal[0] | None
    for pair in sorted(wanted):
        for kind in DYAD_KINDS:
            for ours, among in ((0, denied), (None, unmatched)):
                if years := among.years(pair, kind):
                    who = named.bearers(pair[0], years), named.bearers(pair[1], years)
                    said, rest = _said(causes.get((pair, kind), ()), years)
                    yield OnlyTheirs(*pair, *who, kind, ours, spans(years), said, spans(rest))


def _said(causes: Iterable[tuple[str, CauseKind, Years, Years]], years: Years) -> tuple[tuple[Cause, ...], Years]:
    """Return the causes of some years, and the years that have none.

    That a treaty was in force at another time is said only of years for which there is nothing better to say.
    """
    here: defaultdict[tuple[str, CauseKind], Years] = defaultdict(int)
    then: defaultdict[str, list[Years]] = defaultdict(lambda: [NO_YEARS, NO_YEARS])
    for treaty, why, at, force in causes:
        if why == "not-then":
            then[treaty] = [then[treaty][0] | at, then[treaty][1] | force]
        else:
            here[treaty, why] |= at & years
    rest = years & ~_all(here.values())
    explained = [Cause(treaty, why, spans(at)) for (treaty, why), at in here.items() if at]
    explained += [
        Cause(treaty, "not-then", spans(at & rest), spans(force)) for treaty, (at, force) in then.items() if at & rest
    ]
    rest &= ~_all(at for at, _ in then.values())
    return tuple(sorted(explained, key=lambda cause: (cause.years, cause.treaty, cause.why))), rest


def _add_causes(
    law: CompiledRegistry, treaty: Treaty, named: CowCodes, wanted: YearsToExplain, causes: _Causes
) -> None:
    """Add what one treaty has to do with the years that are wanted."""
    known = treaty.verified.latest
    ties = law.ties(treaty.id)
    unsure: defaultdict[tuple[str, str, str], list[tuple[CauseKind, Years]]] | None = None
    for party, towards in product(ties, ties):
        for pair, borne in named.pairs(party, towards) if party != towards else ():
            if pair not in wanted:
                continue
            firm, weak, later = _in_force(ties[party], ties[towards], known)
            force = firm | _all(at for _, at in weak)
            if not force:
                continue
            if unsure is None:
                unsure = _unsure(law, treaty)
            for kind, years in wanted[pair].items():
                doubts = unsure.get((party, towards, kind), [])
                for why, at in _reasons(treaty, kind, firm, weak, later, doubts):
                    if at & years & borne:
                        causes[pair, kind].append((treaty.id, why, at & years & borne, NO_YEARS))
                if at := years & borne & ~force & ~later:
                    causes[pair, kind].append((treaty.id, "not-then", at, force))


_Tie = tuple[tuple[Interval, str], ...]


def _in_force(ties: _Tie, other_ties: _Tie, known: date) -> tuple[Years, list[tuple[CauseKind, Years]], Years]:
    """Return when a treaty was in force between two: for sure, less surely, and after the day that is known."""
    firm, weak, later = NO_YEARS, [], NO_YEARS
    for (first, a), (second, b) in product(ties, other_ties):
        days = Interval(max(first.start, second.start), min(first.end, second.end))
        if days.start >= days.end:
            continue
        if span := year_span(days, known):
            if a == b == OWED:
                firm |= between(*span)
            else:
                weak += [(_why(standing), between(*span)) for standing in sorted({a, b} - {OWED})]
        if days.end > known:
            later |= between(known.year + 1, days.end.year)
    return firm, weak, later


_STANDINGS: Mapping[str, CauseKind] = {
    "provisional": "provisional",
    "disputed": "disputed",
    "cannot-tell": "cannot-tell",
}


def _why(standing: str) -> CauseKind:
    return _STANDINGS[standing]


def _all(several: Iterable[Years]) -> Years:
    return reduce(or_, several, NO_YEARS)


def _unsure(law: CompiledRegistry, treaty: Treaty) -> defaultdict[tuple[str, str, str], list[tuple[CauseKind, Years]]]:
    """Return, for each party, other and kind, the years of duties that are less than owed, and why they are."""
    doubts: defaultdict[tuple[str, str, str], list[tuple[CauseKind, Years]]] = defaultdict(list)
    for duty in law.duties(treaty.id, DYAD_KINDS):
        span = year_span(duty.interval, treaty.verified.latest) if duty.standing != OWED else None
        if span:
            doubts[duty.obligor, duty.beneficiary, duty.kind].append((_why(duty.standing), between(*span)))
    return doubts


def _reasons(
    treaty: Treaty,
    kind: str,
    firm: Years,
    weak: list[tuple[CauseKind, Years]],
    later: Years,
    doubts: list[tuple[CauseKind, Years]],
) -> Iterator[tuple[CauseKind, Years]]:
    """Yield why a treaty that is in force between two gives no 1 for a kind, and for which years."""
    force = firm | _all(at for _, at in weak)
    if any(obligation.kind == kind for obligation in treaty.obligations or ()):
        yield from doubts
        yield "not-owed", force & ~_all(at for _, at in doubts)
    elif kind not in treaty.coded:
        yield "not-coded", force
    elif treaty.text_read != WHOLE:
        yield "not-read-whole", force
    else:
        yield "absent", firm
        yield from ((why, at & ~firm) for why, at in weak)
    yield "after-known", later & ~force
