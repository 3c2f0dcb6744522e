"""How a treaty ends, for one party or for all (VCLT art. 54 to 68, 70)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from treaty_registry.law.acts import SIGNS, Act, TreatyActs
from treaty_registry.law.consent_log import OtherTreaties
from treaty_registry.law.date_bounds import (
    NEVER,
    NOT_YET,
    DateBounds,
    after,
    earliest,
    later,
    latest,
    next_day,
    sooner,
)
from treaty_registry.law.entry_rules import ENTRY_DAYS
from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.model.clauses import Clause, Duration, Withdrawal
from treaty_registry.model.dates import Date

C = TypeVar("C", bound=Clause)


@dataclass(frozen=True, slots=True)
class Exit:
    """From when something no longer binds, and why. ``party`` is who leaves; ``None`` means that the treaty ends."""

    window: DateBounds
    reason: Reason
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The end of a treaty's term, before anybody prolonged it."""

    end: DateBounds
    clause: Duration


def clause_on(versions: Sequence[C] | None, on: date, others: OtherTreaties) -> C | None:
    """Return the version of a clause that holds on a day: each begins with the treaty that gave it its form."""
    in_force = None
    for version in versions or ():
        start = others.entry_of(version.since) if version.since else None
        if version.since is None or (start is not None and start.last <= on):
            in_force = version
    return in_force


def exits(view: TreatyActs, entry: DateBounds, others: OtherTreaties) -> Iterator[Exit]:
    """Yield every exit that acts and clauses bring about, of single parties and of the treaty."""
    yield from _departures(view)
    yield from _notices(view, entry, others)
    yield from _endings(view)


def _departures(view: TreatyActs) -> Iterator[Exit]:
    """Yield withdrawals that have taken effect and expulsions, in which those addressed leave."""
    for act in view.of("leaves"):
        for code in act.concerned:
            yield Exit(act.effective, Reason("left", act.effective, act.index, at=act.event.at), code)


def _endings(view: TreatyActs) -> Iterator[Exit]:
    for act in view.of("ends-treaty"):
        yield Exit(
            act.effective,
            Reason("ended-by-act", act.effective, act.index, parties=act.parties, treaty=act.event.under),
        )


def _notices(view: TreatyActs, entry: DateBounds, others: OtherTreaties) -> Iterator[Exit]:
    """Yield the effect of notices of withdrawal and termination that were not taken back in time (art. 56, 65, 68)."""
    for act in view.of("gives-notice", "gives-termination-notice"):
        clause = clause_on(view.treaty.final_clauses.withdrawal, act.done.last, others)
        window = _unless_revoked(view, act, notice_effect(view, act, entry, others))
        period = clause.notice if clause and not act.own_effect_day else None
        reason = Reason(
            "notice",
            window,
            act.index,
            at=clause.at if clause else None,
            parties=act.parties,
            period=period,
        )
        whole = act.effect == "gives-termination-notice" or (clause is not None and clause.ends == "whole-treaty")
        for code in (None,) if whole else act.parties:
            yield Exit(window, reason, code)


def notice_effect(view: TreatyActs, act: Act, entry: DateBounds, others: OtherTreaties) -> DateBounds:
    """Return when a notice takes effect if nobody revokes it, after every extension of its period."""
    clause = clause_on(view.treaty.final_clauses.withdrawal, act.done.last, others)
    return _extended(view, act, _effect(view, act, clause, entry))


def _effect(view: TreatyActs, act: Act, clause: Withdrawal | None, entry: DateBounds) -> DateBounds:
    """Return when a notice takes effect: as the record says, or after the period and the minimum of the clause.

    A notice that the text does not provide for has no effect by itself (art. 56): where the others accepted it, the
    record gives the day. Without a known period it takes effect some day, if ever: nobody can tell when.
    """
    if act.own_effect_day:
        return act.effective
    allowed = clause and view.terms.vocabularies["exit-rules"].terms[clause.allowed].effect
    if allowed == "no-notice":
        return NOT_YET
    if clause is None or clause.notice is None:
        return DateBounds(act.done.first, NEVER)
    start = latest([act.done, after(entry, clause.earliest)]) if clause.earliest else act.done
    window = after(start, clause.notice)
    begins = ENTRY_DAYS[clause.starting or "same-day"]
    return DateBounds(begins(window.first), begins(window.last))


def _extended(view: TreatyActs, notice: Act, window: DateBounds) -> DateBounds:
    """Return the effect of a notice after every extension of its period: the day after the last day agreed."""
    for act in view.of("extends-notice"):
        if notice.event.id is not None and act.event.refers_to == notice.event.id:
            until = act.event.until
            window = next_day(bounds_of(until)) if isinstance(until, Date) else DateBounds(window.first, NEVER)
    return window


def _unless_revoked(view: TreatyActs, notice: Act, window: DateBounds) -> DateBounds:
    """Return the effect of a notice; none if it was revoked before it took effect (VCLT art. 68)."""
    for act in view.of("revokes-notice"):
        if notice.event.id is not None and act.event.refers_to == notice.event.id:
            in_time = act.effective.before(window)
            if in_time:
                return NOT_YET
            if in_time is None:
                window = DateBounds(window.first, NEVER)
    return window


def term(view: TreatyActs, start: DateBounds, others: OtherTreaties) -> Term | None:
    """Return the end of the term that starts on a day, if the treaty has one that ends by itself (VCLT art. 54(a)).

    Where the text leaves open what comes after the term, the treaty may have ended with it.
    """
    versions = view.treaty.final_clauses.duration
    clause = clause_on(versions, start.last, others) if start != NOT_YET else None
    if clause is None or clause.then is None:
        return None
    effect = view.terms.vocabularies["duration-ends"].terms[clause.then].effect
    end = term_end(view, clause, start)
    if effect == "ends" and end is not None:
        return Term(end, clause)
    if effect == "may-end" and end is not None:
        return Term(DateBounds(end.first, NEVER), clause)
    if effect == "renews" and end is not None:
        return Term(_not_renewed(view, clause, end), clause)
    return None


def term_end(view: TreatyActs, clause: Duration, start: DateBounds) -> DateBounds | None:
    """Return when the first term is over; the last day that a treaty names is the last on which it binds."""
    if clause.last_day:
        return next_day(bounds_of(clause.last_day))
    if clause.initial in ("indefinite", "unknown"):
        return None
    counted = clause.counted_from and view.terms.vocabularies["duration-starts"].terms[clause.counted_from].effect
    if counted == "from-signature":
        signed = [act.done for act in view.of(*SIGNS)]
        return after(earliest(signed), clause.initial) if signed else None
    return after(start, clause.initial)


def _not_renewed(view: TreatyActs, clause: Duration, end: DateBounds) -> DateBounds:
    """Return the end of the first term before which somebody gave notice in time that it should not be renewed."""
    notices = [act.done for act in view.of("gives-non-renewal-notice")]
    if not notices or clause.renewal in (None, "unknown"):
        return DateBounds(end.first, NEVER) if notices else NOT_YET
    given = earliest(notices)
    return DateBounds(*(_first_end(end[side], clause, given[side]) for side in (0, 1)))


def _first_end(end: date, clause: Duration, given: date) -> date:
    while end != NEVER and sooner(end, clause.notice) < given:
        end = later(end, clause.renewal)
    return end


def prolonged(view: TreatyActs, code_line: Sequence[str] | None, expiry: Term) -> DateBounds:
    """Return the end of a term after every prolongation by a party, or by all where no party is named.

    A prolongation that comes when the term is over revives nothing unless it says that it takes effect earlier.
    """
    end = expiry.end
    for act in view.of("prolongs", "renews"):
        if act.parties and code_line is not None and not set(code_line) & set(act.parties):
            continue
        until = act.event.until
        moved = NOT_YET if until == "indefinite" else None
        if isinstance(until, Date):
            moved = next_day(bounds_of(until))
        if moved is None:
            moved = DateBounds(end.first, NEVER) if until == "unknown" else end
        if not end.before(act.effective):
            end = latest([end, moved])
    return end
