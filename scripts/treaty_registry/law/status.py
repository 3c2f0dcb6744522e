"""What a treaty is on a day, to all and to each party, in one reading.

Answers are three-valued underneath: a step that may or may not have come makes the answer *cannot tell*, never a
guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from treaty_registry.law.date_bounds import DateBounds, all_of, any_of, covers
from treaty_registry.law.entry_rules import named
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.party_history import PartyHistory, Period
from treaty_registry.law.reasons import Reason
from treaty_registry.law.suspensions import SUSPENDED, Gap


class Determination(NamedTuple):
    """A term (of ``statuses`` for a treaty, of ``positions`` for a party) and the steps that led to it."""

    code: str
    reasons: tuple[Reason, ...] = ()


CANNOT_TELL, NO_PART = "cannot-tell", "none"

_Step = tuple[bool | None, str, tuple[Reason, ...]]


def _decide(steps: Iterable[_Step]) -> Determination:
    """Return the first step that holds; one that may hold makes the answer *cannot tell*."""
    for answer, code, reasons in steps:
        if answer:
            return Determination(code, reasons)
        if answer is None:
            return Determination(CANNOT_TELL, reasons)
    raise AssertionError("the last step always holds")


def position(course: InterpretedTreaty, code: str, on: date) -> Determination:
    """Return what the treaty is to a party on a day."""
    line = course.lines.get(code)
    if line is None:
        return Determination(NO_PART)
    return _decide(_steps(course, line, on))


def _steps(course: InterpretedTreaty, line: PartyHistory, on: date) -> Iterator[_Step]:
    if course.view.void:
        yield True, NO_PART, (course.entry.reason,)
    begun, over = line.life[0].reached(on), line.life[1].reached(on)
    if begun is not True:
        yield (None if begun is None else True), NO_PART, (Reason("not-yet-this-code", line.life[0]),)
    if over is not False:
        heir = course.view.persons.continued_by(line.code)
        gone = Reason("continued", line.life[1], parties=(heir,)) if heir else Reason("ceased", line.life[1])
        if _involved(line, line.life[1]):
            yield over, "continued" if heir else "ceased", (*_went(line, line.life[1].first), gone)
        yield over, NO_PART, (gone,)
    answer, spell = _in(line.bound, on)
    if answer is not False:
        paused, why = _suspended(course, line, on) if answer else (False, ())
        if paused is not False:
            yield paused, "suspended", (*_reasons(spell), *why)
        yield answer, "party", _reasons(spell)
    answer, spell = _in(line.provisional, on)
    yield answer, "provisional", _reasons(spell)
    for spell in reversed(line.bound):
        # A spell that may have begun only after its end may not have been one.
        over = all_of((spell.end.reached(on), spell.start.before(spell.end)))
        yield over, "ended" if _with_treaty(course, spell) else "withdrawn", _reasons(spell, ended=True)
    answer, spell = _in(line.consented, on)
    yield answer, "consented", _reasons(spell)
    answer, spell = _in(line.signed, on)
    yield answer, "signatory", _reasons(spell)
    yield True, NO_PART, ()


def _involved(line: PartyHistory, end: DateBounds) -> bool:
    """Return whether somebody had a part in the treaty before its own end."""
    spells = (*line.bound, *line.provisional, *line.consented, *line.signed)
    return any(spell.start.first < end.last for spell in spells)


def _went(line: PartyHistory, end: date) -> tuple[Reason, ...]:
    return tuple(spell.began for spell in line.bound if spell.start.first < end)[:1]


def _with_treaty(course: InterpretedTreaty, spell: Period) -> bool:
    return course.end is not None and spell.ended is course.end.began


def _in(spells: Sequence[Period], on: date) -> tuple[bool | None, Period | None]:
    """Return whether a day lies in one of the spells, and the spell that says so."""
    perhaps = None
    for spell in spells:
        answer = covers(spell.start, spell.end, on)
        if answer:
            return True, spell
        if answer is None and perhaps is None:
            perhaps = spell
    return (None if perhaps else False), perhaps


def _reasons(spell: Period | None, *, ended: bool = False) -> tuple[Reason, ...]:
    if spell is None:
        return ()
    return (spell.began, spell.ended) if ended and spell.ended else (spell.began,)


def _suspended(course: InterpretedTreaty, line: PartyHistory, on: date) -> tuple[bool | None, tuple[Reason, ...]]:
    """Return whether somebody's duties are suspended towards all others for whom the treaty is in force."""
    answer, spell = _in(line.suspended, on)
    if answer is not False:
        return answer, _reasons(spell)
    persons = course.view.persons
    mine = persons.line(line.code)
    if course.apart.obligors.isdisjoint(mine):
        return False, ()
    whole: list[bool | None] = []
    reasons: list[Reason] = []
    for code, other in course.lines.items():
        there = all_of((_in(other.bound, on)[0], covers(*other.life, on)))
        if code == line.code or there is False:
            continue
        gaps = [gap for gap in course.apart.between(mine, persons.line(code)) if _suspends(gap)]
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


def tie(course: InterpretedTreaty, code: str, on: date) -> str:
    """Return whether a party's duties, and duties towards it, are owed on a day, or nothing if they are not."""
    line = course.lines.get(code)
    if line is None or course.view.void:
        return ""
    alive = covers(*line.life, on)
    paused = _in(line.suspended, on)[0]
    running = None if paused is None else not paused
    bound = all_of((alive, _in(line.bound, on)[0], running))
    if bound is not False:
        return OWED if bound else CANNOT_TELL
    applied = all_of((alive, _in(line.provisional, on)[0], running))
    return "" if applied is False else PROVISIONAL if applied else CANNOT_TELL


def standing(course: InterpretedTreaty, on: date) -> Determination:
    """Return a treaty's status on a day.

    It ends with the end that acts or clauses bring about (VCLT art. 54), enters into force by its own rule (art. 24),
    may be suspended as a whole in between (art. 57) and applied provisionally before (art. 25), and before that is at
    most signed (art. 12 to 14). What ended before it began was never in force. An instrument that is not clearly
    binding has a status like any other, with that doubt among its reasons.
    """
    found = _decide(_treaty_steps(course, on))
    binding = course.view.treaty.binding
    if course.view.terms.vocabularies["binding"].terms[binding].effect != "doubtful":
        return found
    return Determination(found.code, (*found.reasons, Reason("not-clearly-binding", term=binding)))


def _treaty_steps(course: InterpretedTreaty, on: date) -> Iterator[_Step]:
    entry, end = course.entry, course.end
    started = entry.window.reached(on)
    began = (entry.reason,)
    if course.view.void:
        yield bool(course.signed.reached(on)), "never-in-force", began
    if end is not None and (over := end.start.reached(on)) is not False:
        first = _begins_before(entry.window, end.start)
        reasons = (entry.reason, end.began)
        if first is None and over:
            yield None, CANNOT_TELL, reasons
        yield over, "terminated" if first else "never-in-force", reasons
    if course.never is not None and entry.window.first > course.never.day.first:
        day = course.never.day
        reason = Reason("never-attested", day, attested=course.never.index)
        yield day.reached(on), "never-in-force", (reason,)
    if started is None:
        yield None, CANNOT_TELL, began
    if started:
        paused, why = _all_suspended(course, on)
        yield paused, "suspended", (entry.reason, *why)
        yield True, "in-force", began
    answer, spell = _in([spell for line in course.lines.values() for spell in line.provisional], on)
    yield answer, "provisionally-applied", (*_reasons(spell), *began)
    yield course.signed.reached(on), "signed", (*_reasons(course.first_signed), _still_missing(course, on))
    yield True, "not-signed", ()


def _still_missing(course: InterpretedTreaty, on: date) -> Reason:
    """Return why the treaty is not in force, with those whose consent its rule names and does not have on a day."""
    reason, clause = course.entry.reason, course.entry.clause
    if reason.code != "entry-not-yet" or clause is None:
        return reason
    consented = {code for code, line in course.lines.items() if _in(line.consented, on)[0]}
    return reason._replace(parties=tuple(code for code in named(clause.initial) if code not in consented))


def _begins_before(entry: DateBounds, end: DateBounds) -> bool | None:
    """Return whether a treaty was in force for a day at least; an imprecise end is later than its first day."""
    if not end.is_day and entry.last <= end.first:
        return True
    return entry.before(end)


def _all_suspended(course: InterpretedTreaty, on: date) -> tuple[bool | None, tuple[Reason, ...]]:
    """Return whether the whole treaty, which is in force, is suspended: for every party that it binds."""
    if not course.apart.gaps and not any(line.suspended for line in course.lines.values()):
        return False, ()
    answers: list[bool | None] = []
    reasons: tuple[Reason, ...] = ()
    for line in course.lines.values():
        there = all_of((_in(line.bound, on)[0], covers(*line.life, on)))
        if there is not False:
            answer, why = _suspended(course, line, on)
            if there and answer is False:
                return False, ()
            answers.append(None if answer is False and there is None else answer)
            reasons = reasons or why
    if not answers:
        whole = [spell for line in course.lines.values() for spell in line.suspended]
        answer, spell = _in(whole, on)
        return answer, _reasons(spell)
    # Somebody is bound by a treaty in force: where nobody's duties are suspended, it is not.
    return (all_of(answers) if reasons else False), reasons


def breaks(course: InterpretedTreaty) -> Iterator[date]:
    """Yield every day on which an answer about the treaty or a party may change."""
    windows: list[DateBounds] = [course.entry.window, course.over]
    if course.never:
        windows.append(course.never.day)
    for line in course.lines.values():
        windows += line.life
        for spells in (line.signed, line.consented, line.provisional, line.bound, line.suspended):
            windows += [window for spell in spells for window in (spell.start, spell.end)]
    windows += [bounds for gap in course.apart.gaps for bounds in (gap.start, gap.end)]
    for window in windows:
        yield window.first
        yield window.last


def line_breaks(course: InterpretedTreaty, code: str) -> Iterator[date]:
    """Yield every day on which one party's position may change."""
    line = course.lines.get(code)
    if line is None:
        return
    if not course.apart.obligors.isdisjoint(course.view.persons.line(code)):
        yield from breaks(course)
        return
    for window in line.life:
        yield from window
    for spells in (line.signed, line.consented, line.provisional, line.bound, line.suspended):
        for spell in spells:
            yield from spell.start
            yield from spell.end
