"""What a treaty is on a day, to all and to each party, in one reading.

Answers are three-valued underneath: a step that may or may not have come makes the answer *cannot tell*, never a
guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from treaty_registry.law.conditions import missing_parties
from treaty_registry.law.date_bounds import DateBounds, all_of, any_of, covers
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.party_history import PartyHistory, PartyPeriod
from treaty_registry.law.reasons import Reason
from treaty_registry.law.suspensions import SUSPENDED, Gap


class Determination(NamedTuple):
    """A term (of ``statuses`` for a treaty, of ``positions`` for a party) and the steps that led to it."""

    code: str
    reasons: tuple[Reason, ...] = ()


CANNOT_TELL, NO_PART, PARTY = "cannot-tell", "none", "party"

_Step = tuple[bool | None, str, tuple[Reason, ...]]


def _decide(steps: Iterable[_Step]) -> Determination:
    """Return the first step that holds; one that may hold makes the answer *cannot tell*."""
    for answer, code, reasons in steps:
        if answer:
            return Determination(code, reasons)
        if answer is None:
            return Determination(CANNOT_TELL, reasons)
    raise AssertionError("the last step always holds")


def position(interpreted: InterpretedTreaty, code: str, on: date) -> Determination:
    """Return what the treaty is to a party on a day."""
    line = interpreted.lines.get(code)
    if line is None:
        return Determination(NO_PART)
    return _decide(_steps(interpreted, line, on))


def _steps(interpreted: InterpretedTreaty, line: PartyHistory, on: date) -> Iterator[_Step]:
    if interpreted.view.void:
        yield True, NO_PART, (interpreted.entry.reason,)
    begun, over = line.life[0].reached(on), line.life[1].reached(on)
    if begun is not True:
        yield (None if begun is None else True), NO_PART, (Reason("not-yet-this-code", line.life[0]),)
    if over is not False:
        heir = interpreted.view.persons.continued_by(line.code)
        gone = Reason("continued", line.life[1], parties=(heir,)) if heir else Reason("ceased", line.life[1])
        if _involved(line, line.life[1]):
            yield over, "continued" if heir else "ceased", (*_went(line, line.life[1].first), gone)
        yield over, NO_PART, (gone,)
    answer, period = _in(line.bound, on)
    if answer is not False:
        paused, why = _suspended(interpreted, line, on) if answer else (False, ())
        if paused is not False:
            yield paused, "suspended", (*_reasons(period), *why)
        yield answer, PARTY, _reasons(period)
    answer, period = _in(line.provisional, on)
    yield answer, "provisional", _reasons(period)
    for period in reversed(line.bound):
        # A spell that may have begun only after its end may not have been one.
        over = all_of((period.start.reached(on), period.end.reached(on), period.start.before(period.end)))
        yield over, "ended" if _with_treaty(interpreted, period) else "withdrawn", _reasons(period, ended=True)
    answer, period = _in(line.consented, on)
    yield answer, "consented", _reasons(period)
    answer, period = _in(line.signed, on)
    yield answer, "signatory", _reasons(period)
    yield True, NO_PART, ()


def _involved(line: PartyHistory, end: DateBounds) -> bool:
    """Return whether somebody had a part in the treaty before its own end."""
    periods = (*line.bound, *line.provisional, *line.consented, *line.signed)
    return any(period.start.first < end.last for period in periods)


def _went(line: PartyHistory, end: date) -> tuple[Reason, ...]:
    return tuple(period.began for period in line.bound if period.start.first < end)[:1]


def _with_treaty(interpreted: InterpretedTreaty, period: PartyPeriod) -> bool:
    return interpreted.end is not None and period.ended is interpreted.end.began


def _in(periods: Sequence[PartyPeriod], on: date) -> tuple[bool | None, PartyPeriod | None]:
    """Return whether a day lies in one of the spells, and the spell that says so."""
    perhaps = None
    for period in periods:
        answer = covers(period.start, period.end, on)
        if answer:
            return True, period
        if answer is None and perhaps is None:
            perhaps = period
    return (None if perhaps else False), perhaps


def _reasons(period: PartyPeriod | None, *, ended: bool = False) -> tuple[Reason, ...]:
    if period is None:
        return ()
    return (period.began, period.ended) if ended and period.ended else (period.began,)


def _suspended(interpreted: InterpretedTreaty, line: PartyHistory, on: date) -> tuple[bool | None, tuple[Reason, ...]]:
    """Return whether somebody's duties are suspended towards all others for whom the treaty is in force."""
    answer, period = _in(line.suspended, on)
    if answer is not False:
        return answer, _reasons(period)
    persons = interpreted.view.persons
    mine = persons.codes_of(line.code)
    if interpreted.apart.obligors.isdisjoint(mine):
        return False, ()
    whole: list[bool | None] = []
    reasons: list[Reason] = []
    for code, other in interpreted.lines.items():
        there = all_of((_in(other.bound, on)[0], covers(*other.life, on)))
        if code == line.code or there is False:
            continue
        gaps = [gap for gap in interpreted.apart.between(mine, persons.codes_of(code)) if _suspends(gap)]
        gone = any_of(gap.covers(on) for gap in gaps)
        if there and gone is False:
            return False, ()
        whole.append(None if there is None and not gone else gone)
        reasons += [gap.reason for gap in gaps if gap.covers(on) is not False]
    if not whole:
        return False, ()
    return (None if None in whole else True), tuple(reasons[:1])


def _suspends(gap: Gap) -> bool:
    return not gap.articles and gap.reason.code == SUSPENDED


OWED, PROVISIONAL, DISPUTED = "owed", "provisional", "disputed"
STANDINGS = (OWED, PROVISIONAL, DISPUTED, CANNOT_TELL)
"""How surely duties are owed on a day, the surest first."""


def tie(interpreted: InterpretedTreaty, code: str, on: date) -> str:
    """Return whether a party's duties, and duties towards it, are owed on a day, or nothing if they are not."""
    line = interpreted.lines.get(code)
    if line is None or interpreted.view.void:
        return ""
    alive = covers(*line.life, on)
    paused = _in(line.suspended, on)[0]
    running = None if paused is None else not paused
    bound = all_of((alive, _in(line.bound, on)[0], running, line.applied.reached(on)))
    if bound is not False:
        return OWED if bound else CANNOT_TELL
    applied = all_of((alive, _in(line.provisional, on)[0], running))
    return "" if applied is False else PROVISIONAL if applied else CANNOT_TELL


def standing(interpreted: InterpretedTreaty, on: date) -> Determination:
    """Return a treaty's status on a day.

    It ends with the end that acts or clauses bring about (VCLT art. 54), enters into force by its own rule (art. 24),
    may be suspended as a whole in between (art. 57) and applied provisionally before (art. 25), and before that is at
    most signed (art. 12 to 14). What ended before it began was never in force. An instrument that is not clearly
    binding has a status like any other, with that doubt among its reasons.
    """
    determination = _decide(_treaty_steps(interpreted, on))
    binding = interpreted.view.treaty.binding
    if interpreted.view.terms.vocabularies["binding"].terms[binding].effect != "doubtful":
        return determination
    return Determination(determination.code, (*determination.reasons, Reason("not-clearly-binding", term=binding)))


def _treaty_steps(interpreted: InterpretedTreaty, on: date) -> Iterator[_Step]:
    entry, end = interpreted.entry, interpreted.end
    started = entry.window.reached(on)
    began = (entry.reason,)
    if interpreted.view.void:
        yield bool(interpreted.signed.reached(on)), "never-in-force", began
    if end is not None and (over := end.start.reached(on)) is not False:
        first = _begins_before(entry.window, end.start)
        reasons = (entry.reason, end.began)
        if first is None and over:
            yield None, CANNOT_TELL, reasons
        yield over, "terminated" if first else "never-in-force", reasons
    if interpreted.never is not None and entry.window.first > interpreted.never.day.first:
        day = interpreted.never.day
        reason = Reason("never-attested", day, attested=interpreted.never.index)
        yield day.reached(on), "never-in-force", (reason,)
    if started is None:
        yield None, CANNOT_TELL, began
    if started:
        paused, why = _all_suspended(interpreted, on)
        yield paused, "suspended", (entry.reason, *why)
        yield True, "in-force", began
    yield from _provisional(interpreted, on)
    yield (
        interpreted.signed.reached(on),
        "signed",
        (*_reasons(interpreted.first_signed), _still_missing(interpreted, on)),
    )
    yield True, "not-signed", ()


def _provisional(interpreted: InterpretedTreaty, on: date) -> Iterator[_Step]:
    """Yield whether a treaty is applied before it is in force: by two at least, or nobody owes it to anybody."""
    if not interpreted.applying_provisionally:  # as of most treaties
        yield False, "provisionally-applied", ()
        return
    persons: dict[str, bool | None] = {}
    applying = None
    for line in interpreted.applying_provisionally:
        answer, period = _in(line.provisional, on)
        if answer is not False:
            person = interpreted.view.persons.person(line.code)
            persons[person] = answer or persons.get(person)
            applying = applying or period
    certain = sum(answer is True for answer in persons.values())
    answer = True if certain > 1 else None if len(persons) > 1 else False
    yield answer, "provisionally-applied", (*_reasons(applying), interpreted.entry.reason)


def _still_missing(interpreted: InterpretedTreaty, on: date) -> Reason:
    """Return why the treaty is not in force, with those whose consent its rule needs and does not have on a day."""
    reason, clause = interpreted.entry.reason, interpreted.entry.clause
    if reason.code != "entry-not-yet" or clause is None:
        return reason
    return reason._replace(parties=missing_parties(clause.initial, interpreted.log, on))


def _begins_before(entry: DateBounds, end: DateBounds) -> bool | None:
    """Return whether a treaty was in force for a day at least; an imprecise end is later than its first day."""
    if not end.is_day and entry.last <= end.first:
        return True
    return entry.before(end)


def _all_suspended(interpreted: InterpretedTreaty, on: date) -> tuple[bool | None, tuple[Reason, ...]]:
    """Return whether the whole treaty, which is in force, is suspended: for every party that it binds."""
    if not interpreted.ever_suspended:
        return False, ()
    answers: list[bool | None] = []
    reasons: tuple[Reason, ...] = ()
    for line in interpreted.lines.values():
        there = all_of((_in(line.bound, on)[0], covers(*line.life, on)))
        if there is not False:
            answer, why = _suspended(interpreted, line, on)
            if there and answer is False:
                return False, ()
            answers.append(None if answer is False and there is None else answer)
            reasons = reasons or why
    if not answers:
        whole = [period for line in interpreted.lines.values() for period in line.suspended]
        answer, period = _in(whole, on)
        return answer, _reasons(period)
    # Somebody is bound by a treaty in force: where nobody's duties are suspended, it is not.
    return (all_of(answers) if reasons else False), reasons


def breaks(interpreted: InterpretedTreaty) -> Iterator[date]:
    """Yield every day on which an answer about the treaty or a party may change."""
    windows: list[DateBounds] = [interpreted.entry.window, interpreted.over]
    if interpreted.never:
        windows.append(interpreted.never.day)
    windows += [bounds for gap in interpreted.apart.gaps for bounds in (gap.start, gap.end)]
    for window in windows:
        yield from window
    for line in interpreted.lines.values():
        yield from _own_breaks(line)


def line_breaks(interpreted: InterpretedTreaty, code: str) -> Iterator[date]:
    """Yield every day on which one party's position may change."""
    line = interpreted.lines.get(code)
    if line is None:
        return
    if not interpreted.apart.obligors.isdisjoint(interpreted.view.persons.codes_of(code)):
        yield from breaks(interpreted)
        return
    yield from _own_breaks(line)


def _own_breaks(line: PartyHistory) -> Iterator[date]:
    for window in (*line.life, line.applied):
        yield from window
    for periods in (line.signed, line.consented, line.provisional, line.bound, line.suspended):
        for period in periods:
            yield from period.start
            yield from period.end
