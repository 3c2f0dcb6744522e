"""How a treaty ends, for one party or for all (VCLT art. 54 to 68, 70)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from treaty_registry.law.acts import SIGNS, Act, TreatyActs
from treaty_registry.law.consent_log import OtherTreaties
from treaty_registry.law.date_bounds import (
    NEVER,
    NOT_YET,
    DateBounds,
    after,
    bounds_of,
    earliest,
    later,
    latest,
    next_day,
    sooner,
)
from treaty_registry.law.entry_rules import ENTRY_DAYS
from treaty_registry.law.reasons import Reason
from treaty_registry.model.clauses import Clause, Duration, Withdrawal
from treaty_registry.model.dates import Date

_C = TypeVar("_C", bound=Clause)


@dataclass(frozen=True, slots=True)
class Exit:
    """From when something no longer binds, and why. ``party`` is who leaves; ``None`` means that the treaty ends."""

    window: DateBounds
    reason: Reason
    party: str | None = None
    notice: Act | None = None
    """The notice by which somebody leaves: its effect may count from the day on which the leaver became a party."""


@dataclass(frozen=True, slots=True)
class OriginalTerm:
    """The end of a treaty's term, before anybody prolonged it."""

    end: DateBounds
    clause: Duration


def clause_on(versions: Sequence[_C] | None, on: date, others: OtherTreaties) -> _C | None:
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
    yield from _losses(view, others)


def _departures(view: TreatyActs) -> Iterator[Exit]:
    """Yield withdrawals that have taken effect and expulsions, in which those addressed leave."""
    for act in view.of("leaves"):
        for code in act.concerned:
            yield Exit(act.effective, Reason("left", act.effective, act.index, at=act.event.at), code)


def _losses(view: TreatyActs, others: OtherTreaties) -> Iterator[Exit]:
    """Yield the exits of those who leave another treaty, such as an organisation's, without which they cannot stay.

    Statute of the Council of Europe and European Convention on Human Rights, art. 58(3).
    """
    for clause in view.treaty.final_clauses.withdrawal or ():
        if clause.lost_with is not None:
            for code, left in others.exits_of(clause.lost_with).items():
                day = after(left, clause.lost_after)
                yield Exit(day, Reason("lost-with", day, at=clause.at, treaty=clause.lost_with), code)


def _notices(view: TreatyActs, entry: DateBounds, others: OtherTreaties) -> Iterator[Exit]:
    """Yield the effect of notices of withdrawal and termination that were not taken back in time (art. 56, 65, 68)."""
    for act in view.of("gives-notice", "gives-termination-notice"):
        clause = clause_on(view.treaty.final_clauses.withdrawal, act.done.last, others)
        if stops_renewal(view, act):
            continue
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
            yield Exit(window, reason, code, act)


def stops_renewal(view: TreatyActs, act: Act) -> bool:
    """Return whether a notice only keeps a term from being renewed: where the text provides for no other."""
    clauses = view.treaty.final_clauses
    return (
        act.effect == "gives-notice"
        and not act.own_effect_day
        and clauses.withdrawal is None
        and any(clause.then and _effect_of(view, clause) == "renews" for clause in clauses.duration or ())
    )


def _effect_of(view: TreatyActs, clause: Duration) -> str | None:
    return view.terms.vocabularies["duration-ends"].terms[clause.then].effect if clause.then else None


def own_window(view: TreatyActs, departure: Exit, entry: DateBounds, start: DateBounds, others: OtherTreaties) -> Exit:
    """Return an exit with its effect counted from the day on which the treaty entered into force for the leaver."""
    if departure.notice is None or departure.party is None:
        return departure
    window = notice_effect(view, departure.notice, entry, others, start)
    window = _unless_revoked(view, departure.notice, window)
    return replace(departure, window=window, reason=departure.reason._replace(day=window))


def notice_effect(
    view: TreatyActs, act: Act, entry: DateBounds, others: OtherTreaties, start: DateBounds | None = None
) -> DateBounds:
    """Return when a notice takes effect if nobody revokes it, after every extension of its period.

    ``start`` is when the treaty entered into force for whoever gives it; without it, when it did for the treaty.
    """
    clause = clause_on(view.treaty.final_clauses.withdrawal, act.done.last, others)
    return _extended(view, act, _effect(view, act, clause, entry, start or entry, others))


def _effect(
    view: TreatyActs,
    act: Act,
    clause: Withdrawal | None,
    entry: DateBounds,
    start: DateBounds,
    others: OtherTreaties,
) -> DateBounds:
    """Return when a notice takes effect: as the record says, or after the period and the minimum of the clause.

    A notice that the text does not provide for has no effect by itself (art. 56): where the others accepted it, the
    record gives the day. Without a known period it takes effect some day, if ever: nobody can tell when.
    """
    if act.own_effect_day:
        return act.effective
    allowed = clause and view.terms.vocabularies["exit-rules"].terms[clause.allowed].effect
    if allowed == "no-notice":
        return NOT_YET
    if clause is None:
        return DateBounds(act.done.first, NEVER)
    running = clause_on(view.treaty.final_clauses.duration, act.done.last, others)
    first_term = term_end(view, running, entry) if running else None
    if allowed == "at-end-of-term":
        if running is None or first_term is None:
            return DateBounds(act.done.first, NEVER)
        notice = clause.notice or running.notice
        return DateBounds(*(_first_end(first_term[side], running, act.done[side], notice) for side in (0, 1)))
    if clause.notice is None:
        return DateBounds(act.done.first, NEVER)
    window = after(_counted_from(clause, act.done, start if counts_for_each(clause) else entry), clause.notice)
    begins = ENTRY_DAYS[clause.starting or "same-day"]
    window = DateBounds(begins(window.first), begins(window.last))
    if first_term is not None and running is not None and protects(clause, running):
        return latest([window, first_term])
    return window


def counts_for_each(clause: Withdrawal) -> bool:
    """Return whether the time before which nobody may leave runs for each party from its own entry into force."""
    counted = clause.earliest_from or ("own-entry-into-force" if clause.ends == "one-party" else None)
    return counted == "own-entry-into-force"


def protects(clause: Withdrawal, running: Duration) -> bool:
    """Return whether a fixed term keeps a notice from taking effect before it is over (VCLT art. 54(a), 56).

    Unless the text says otherwise it does where the treaty goes on after the term until somebody ends or leaves it.
    """
    if clause.during_term is not None:
        return clause.during_term == "no"
    return running.then == "continues"


def _counted_from(clause: Withdrawal, given: DateBounds, start: DateBounds) -> DateBounds:
    """Return from when the period of a notice runs: when it is given, but not before the text allows it."""
    if clause.earliest is None:
        return given
    bounds = (_open_from(clause, given[side], later(start[side], clause.earliest)) for side in (0, 1))
    return DateBounds(*bounds)


def _open_from(clause: Withdrawal, given: date, opens: date) -> date:
    """Return the day on which a notice counts: in the window that is open when it is given, or in the next one."""
    while clause.window and clause.every and opens != NEVER and later(opens, clause.window) <= given:
        opens = later(opens, clause.every)
    return max(given, opens)


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


def original_term(
    view: TreatyActs, start: DateBounds, others: OtherTreaties, codes: Sequence[str] | None = None
) -> OriginalTerm | None:
    """Return the end of the term that starts on a day, if the treaty has one that ends by itself (VCLT art. 54(a)).

    ``codes`` are those of one party: of a treaty that runs party by party only its own notices end it for it. Where
    the text leaves open what comes after the term, the treaty may have ended with it.
    """
    versions = view.treaty.final_clauses.duration
    clause = clause_on(versions, start.last, others) if start != NOT_YET else None
    if clause is None or clause.then is None:
        return None
    effect = _effect_of(view, clause)
    end = term_end(view, clause, start)
    if effect == "ends" and end is not None:
        return OriginalTerm(end, clause)
    if effect == "may-end" and end is not None:
        return OriginalTerm(DateBounds(end.first, NEVER), clause)
    if effect == "renews" and end is not None:
        return OriginalTerm(_not_renewed(view, clause, end, codes), clause)
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


def _not_renewed(view: TreatyActs, clause: Duration, end: DateBounds, codes: Sequence[str] | None) -> DateBounds:
    """Return the end of the first term before which somebody gave notice in time that it should not be renewed."""
    notices = [
        act.done
        for act in view.of("gives-non-renewal-notice", "gives-notice")
        if (act.effect != "gives-notice" or stops_renewal(view, act))
        and (codes is None or not set(codes).isdisjoint(act.parties))
    ]
    if not notices or clause.renewal in (None, "unknown"):
        return DateBounds(end.first, NEVER) if notices else NOT_YET
    given = earliest(notices)
    return DateBounds(*(_first_end(end[side], clause, given[side], clause.notice) for side in (0, 1)))


def _first_end(end: date, clause: Duration, given: date, notice: str | None) -> date:
    """Return the end of the first term, or of a renewal of it, for which a notice was given in time."""
    while end != NEVER and sooner(end, notice) < given and clause.renewal not in (None, "unknown"):
        end = later(end, clause.renewal)
    return end


def prolonged(view: TreatyActs, code_line: Sequence[str] | None, expiry: OriginalTerm) -> DateBounds:
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
