"""From a treaty in every interpretation to its compiled history.

Where interpretations give different answers the answer is *disputed*, with who holds which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval, stretches
from treaty_registry.law.duties import duty_groups
from treaty_registry.law.interpretations import HeldInterpretation, Interpretations
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.qualifications import qualifications_of
from treaty_registry.law.status import DISPUTED, Determination, breaks, line_breaks, position, standing, tie
from treaty_registry.law.treaty_history import Answer, AnswerPeriod, Interpretation, Tie, TreatyHistory
from treaty_registry.law.upcoming_events import upcoming_events
from treaty_registry.model.registry import Terms

_T = TypeVar("_T")

_Interpreted = Sequence[HeldInterpretation]


def compile_history(interpretations: Interpretations, treaty_id: str) -> TreatyHistory:
    """Return the history of a treaty. Raises KeyError for an id without a record."""
    interpreted = interpretations.of(treaty_id)
    own = interpreted[0].treaty
    terms, known = interpretations.registry.terms, own.view.treaty.verified.latest
    codes = list(dict.fromkeys(code for held in interpreted for code in held.treaty.lines))
    held_days = [day for held in interpreted for day in held.days]
    days_of = {
        code: stretches((*held_days, *(day for held in interpreted for day in line_breaks(held.treaty, code))))
        for code in codes
    }
    ties = {code: tuple(_ties(interpreted, code, days)) for code, days in days_of.items()}
    ties_held = {code: periods for code, periods in ties.items() if periods}
    history = TreatyHistory(
        treaty=treaty_id,
        known=known,
        entry_into_force=own.entry.window,
        end=own.over,
        parties={code: line.bound for code, line in own.lines.items()},
        statuses=tuple(_statuses(interpreted, terms, known)),
        positions={code: tuple(_positions(interpreted, terms, known, code, days)) for code, days in days_of.items()},
        ties=ties_held,
        duties=tuple(duty_groups(interpreted, ties_held, interpretations)),
        gaps=own.apart.gaps,
        disputed_by=tuple(by for held in interpreted for by in held.by),
        qualifications=qualifications_of(own.view, own.apart.gaps),
        unlisted_since=_unlisted_since(own),
    )
    return replace(history, upcoming=upcoming_events(own, history, terms, interpretations))


def _unlisted_since(own: InterpretedTreaty) -> date | None:
    """Return from when on somebody whom the record does not list may have a part in the treaty.

    ``None`` where the record says that its participants are complete, up to a day that its verification covers. Where
    it does not say, only a treaty between two that is closed to others is taken to have no other party.
    """
    participants = own.view.treaty.participants
    if participants is not None and participants.list == "complete":
        as_of = participants.as_of
        known = own.view.treaty.verified.latest
        return None if as_of is None or as_of.latest >= known else as_of.latest
    if participants is None and not _open_to_others(own):
        return None
    return own.signed.first if own.signed.first != NEVER else ALWAYS


def _open_to_others(own: InterpretedTreaty) -> bool:
    clauses = own.view.treaty.final_clauses
    persons = {own.view.persons.person(code) for code in own.lines}
    accession = any(version.accession for version in clauses.entry_into_force or ())
    return len(persons) > 2 or accession


def _statuses(interpreted: _Interpreted, terms: Terms, known: date) -> Iterator[AnswerPeriod]:
    days = stretches(day for held in interpreted for day in (*held.days, *breaks(held.treaty)))
    differ = _differing(terms, "statuses")
    return _periods(days, lambda on: _answer(interpreted, lambda treaty: standing(treaty, on), differ, on, known))


def _positions(
    interpreted: _Interpreted, terms: Terms, known: date, code: str, days: Sequence[Interval]
) -> Iterator[AnswerPeriod]:
    differ = _differing(terms, "positions")
    return _periods(days, lambda on: _answer(interpreted, lambda treaty: position(treaty, code, on), differ, on, known))


def _periods(days: Sequence[Interval], ask: Callable[[date], Answer]) -> Iterator[AnswerPeriod]:
    """Yield the answers over all of time; neighbouring days with one answer for the same reasons are one period."""
    return (AnswerPeriod(interval, answer) for interval, answer in _merged(days, ask))


def _ties(interpreted: _Interpreted, code: str, days: Sequence[Interval]) -> Iterator[Tie]:
    """Yield the days on which duties of a party, or towards it, are owed; neighbouring days owed alike are one."""

    def owed(on: date) -> str:
        answers = {tie(held.treaty, code, on) for held in interpreted if held.days.covers(on)}
        return answers.pop() if len(answers) == 1 else DISPUTED

    return (Tie(interval, answer) for interval, answer in _merged(days, owed) if answer)


def _merged(days: Sequence[Interval], ask: Callable[[date], _T]) -> Iterator[tuple[Interval, _T]]:
    """Yield what is answered on the days, neighbouring days with the same answer together."""
    for answer, same in groupby(((ask(interval.start), interval) for interval in days), key=itemgetter(0)):
        intervals = [interval for _, interval in same]
        yield Interval(intervals[0].start, intervals[-1].end), answer


def _answer(
    interpreted: _Interpreted,
    ask: Callable[[InterpretedTreaty], Determination],
    differ: Callable[[str, str], bool],
    on: date,
    known: date,
) -> Answer:
    first = ask(interpreted[0].treaty)
    if len(interpreted) == 1:  # as of most treaties: nobody disputes anything
        return Answer(first.code, first, known)
    grouped: dict[str, tuple[list[str], Determination]] = {first.code: ([], first)}
    for by, days, treaty in interpreted[1:]:
        answer = ask(treaty) if days.covers(on) else first
        if answer.code != first.code:
            grouped.setdefault(answer.code, ([], answer))[0].extend(by)
    if not any(differ(first.code, code) for code in grouped):
        return Answer(first.code, first, known)
    held = tuple(Interpretation(tuple(by), answer) for by, answer in grouped.values())
    return Answer(DISPUTED, first, known, held)


def _differing(terms: Terms, vocabulary: str) -> Callable[[str, str], bool]:
    """Return what tells whether two terms are two answers. That a treaty is over, ended or void, is one."""
    effects: Mapping[str, str] = {
        name: term.effect or name for name, term in terms.vocabularies[vocabulary].terms.items()
    }
    return lambda code, other: effects[code] != effects[other]
