"""What sources attest of a day, against what the acts and clauses bring about: in force, a party, so many parties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from treaty_registry.check.kinds import check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules.computed_vs_attested import COMPUTED_DIFFERS, NOT_COMPUTED, told_otherwise
from treaty_registry.language.days import when
from treaty_registry.law.acts import AttestedResult
from treaty_registry.law.attested_facts import WAS_PARTY, WERE_PARTIES
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, all_of, any_of, covers
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.reasons import Reason
from treaty_registry.law.termination import IN_FORCE_ON
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Problem


@check(COMPUTED_DIFFERS, NOT_COMPUTED)
def facts_of_a_day(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What sources state of a day can be so by the acts and clauses on record."""
    if not treaty.attested:
        return
    course = context.law.own(treaty.id)
    for result in course.view.results:
        if result.attested.disputed:
            continue
        if result.effect == WERE_PARTIES:
            yield from _counted(course, treaty, result)
        elif (told := _otherwise(course, result)) is not None:
            yield from _told(course, result, told, context)


def _told(course: InterpretedTreaty, result: AttestedResult, told: _Computed, context: Context) -> Iterator[Problem]:
    window, reason = told
    if window.first == NEVER or reason is None:
        yield from told_otherwise(course, result, told, context)
        return
    yield Problem(
        "computed-differs",
        f"By the acts and clauses on record this was not so {when(result.day, 'en')}. "
        f"{context.speaker.sentence(course.view.treaty, reason, NEVER)} Mend the date, the acts or the clause; if both "
        "are right, waive this with the reason.",
        ("attested", result.index, "date"),
    )


_Computed = tuple[DateBounds, Reason | None]


def _otherwise(course: InterpretedTreaty, result: AttestedResult) -> _Computed | None:
    """Return what is computed instead of a fact of a day, if that is something else."""
    if result.effect == IN_FORCE_ON:
        return _not_in_force(course, result.day)
    return _no_party(course, result) if result.effect == WAS_PARTY else None


def _not_in_force(course: InterpretedTreaty, day: DateBounds) -> _Computed | None:
    """Return when the treaty began, or ended, instead, if it was certainly not in force on a day."""
    entry, end = course.entry, course.end
    if entry.met is not None and entry.met.window.first > day.last:
        return entry.met.window, entry.reason
    if end is not None and end.start.last <= day.first:
        return end.start, end.began
    return None


def _no_party(course: InterpretedTreaty, result: AttestedResult) -> _Computed | None:
    """Return when somebody became, or ceased to be, a party instead, if it certainly was none on a day."""
    person = course.log.person(result.party or "")
    periods = [
        period for code, line in course.lines.items() if course.log.person(code) == person for period in line.bound
    ]
    if any(period.start.first <= result.day.last and result.day.first < period.end.last for period in periods):
        return None
    before = [(period.end, period.ended) for period in periods if period.end.last <= result.day.first]
    later = [(period.start, period.began) for period in periods if period.start.first > result.day.last]
    return (before[-1:] or later[:1] or [(NOT_YET, None)])[0]


def _counted(course: InterpretedTreaty, treaty: Treaty, result: AttestedResult) -> Iterator[Problem]:
    """Yield a problem where fewer, or more, were parties on a day than sources count.

    More can have been parties than are on record, unless the record says that it lists all.
    """
    number, on = result.attested.number, result.day.first
    if number is None or not result.day.is_day:
        return
    fewest, most = _parties_on(course, on)
    listed = treaty.participants
    complete = listed is not None and listed.list == "complete" and (listed.as_of is None or listed.as_of.latest >= on)
    if number >= fewest and (number <= most or not complete):
        return
    count = str(most) if fewest == most else f"{fewest} to {most}"
    yield Problem(
        "computed-differs",
        f"Sources count {number} as parties {when(result.day, 'en')}; by the acts and clauses on record there were "
        f"{count}. Mend the number, the acts or the clause; if both are right, waive this with the reason.",
        ("attested", result.index, "number"),
    )


def _parties_on(course: InterpretedTreaty, on: date) -> tuple[int, int]:
    """Return how many persons the treaty bound on a day: for certain, and at most."""
    answers: dict[str, bool | None] = {}
    for code, line in course.lines.items():
        bound = any_of(covers(period.start, period.end, on) for period in line.bound)
        there, person = all_of((bound, covers(*line.life, on))), course.log.person(code)
        answers[person] = any_of((answers.get(person, False), there))
    return sum(there is True for there in answers.values()), sum(there is not False for there in answers.values())
