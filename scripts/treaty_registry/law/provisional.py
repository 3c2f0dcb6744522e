"""Provisional application: declared, or laid down for all who sign, until it ends (VCLT art. 25)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treaty_registry.law.acts import SIGNS, Act, TreatyActs
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, after, bounds_of, latest, next_after, next_day
from treaty_registry.law.reasons import Reason
from treaty_registry.model.clauses import ProvisionalApplication
from treaty_registry.model.dates import Date

Applied = tuple[DateBounds, DateBounds, Reason, Reason | None]
"""From when until when somebody applies a treaty provisionally, and why it began and ended."""


def applied_provisionally(
    view: TreatyActs, entry: DateBounds, acts: Sequence[Act], bound: DateBounds
) -> Iterator[Applied]:
    """Yield the spells of provisional application: declared, or laid down for all who sign (VCLT art. 25).

    ``acts`` are those of the party. They end when the treaty enters into force for it (``bound``), at the latest;
    ``entry`` is when it does for anybody.
    """
    clause = view.treaty.final_clauses.provisional_application
    at = clause.at if clause else None
    ends = [
        (
            act.effective if act.own_effect_day else after(act.done, clause.notice if clause else None),
            Reason("provisional-ended", act.effective, act.index, at=at),
        )
        for act in acts
        if act.effect == "ends-provisional-application"
    ]
    if clause and (effect := _end_for_all(view, entry, clause)) is not None:
        ends.append((effect, Reason("provisional-over", effect, at=at)))
    for start, limit, reason in _starts(view, acts):
        end = next_after([limit, bound, *(window for window, _ in ends)], start)
        if end.last > start.first:
            yield start, end, reason, next((why for window, why in ends if window == end), None)


def _end_for_all(view: TreatyActs, entry: DateBounds, clause: ProvisionalApplication) -> DateBounds | None:
    """Return when the text has provisional application end for all, or ``None`` where only notices end it."""
    effect = view.terms.vocabularies["provisional-ends"].terms[clause.ends].effect if clause.ends else None
    if effect == "ends-with-entry":
        return entry
    return next_day(bounds_of(clause.last_day)) if effect == "ends-on-date" and clause.last_day else None


def _starts(view: TreatyActs, acts: Sequence[Act]) -> Iterator[tuple[DateBounds, DateBounds, Reason]]:
    """Yield each start with the end that was set for it in advance."""
    for act in acts:
        if act.effect == "applies-provisionally":
            until = act.event.until
            limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
            yield act.effective, limit, Reason("provisional-by-act", act.effective, act.index)
    clause = view.treaty.final_clauses.provisional_application
    modes = view.terms.vocabularies["provisional-modes"].terms
    by_signature = clause is not None and modes[clause.mode].effect == "from-signature"
    stated = view.attested("applies-provisionally")
    signed = [act for act in acts if act.effect in SIGNS] if by_signature or stated else []
    if not signed:
        return
    first = min(act.done for act in signed)
    if clause and by_signature:
        yield first, NOT_YET, Reason("provisional-by-clause", first, signed[0].index, at=clause.at)
    for result in stated:
        day = latest([result.day, first])
        yield day, NOT_YET, Reason("provisional-attested", day, attested=result.index)
