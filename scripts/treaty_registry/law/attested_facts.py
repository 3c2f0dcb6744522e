"""What sources attest of a day narrows what the acts leave open: that somebody was a party then, or how many were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from treaty_registry.law.acts import TreatyActs
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, any_of, covers, later
from treaty_registry.law.party_history import PartyHistory, PartyPeriod
from treaty_registry.law.reasons import Reason

WAS_PARTY, WERE_PARTIES = "was-party", "were-parties"


def narrowed(lines: Mapping[str, PartyHistory], view: TreatyActs, begin: DateBounds) -> dict[str, PartyHistory]:
    """Return the histories of the parties as far as attested facts narrow them. ``begin`` is the entry into force."""
    lines = dict(lines)
    for result in view.results:
        if result.effect == WAS_PARTY and result.party is not None:
            reason = Reason("party-attested", result.day, attested=result.index)
            codes = [code for code in lines if result.party in view.persons.codes_of(code)]
            for code in codes:
                lines[code] = _bound_on(lines[code], result.day, begin, reason)
        elif result.effect == WERE_PARTIES and result.attested.number is not None and result.day.is_day:
            lines = _counted(lines, view, result.day.first, result.attested.number)
    return lines


def _bound_on(line: PartyHistory, day: DateBounds, begin: DateBounds, reason: Reason) -> PartyHistory:
    """Return a history in which somebody is a party on a day."""
    periods = list(line.bound)
    on = day.last
    if any(covers(period.start, period.end, on) for period in periods):
        return line
    for number in reversed(range(len(periods))):
        period = periods[number]
        if covers(period.start, period.end, on) is None:
            start = DateBounds(period.start.first, min(period.start.last, on))
            end = DateBounds(max(period.end.first, later(on, "1 day")), period.end.last)
            periods[number] = PartyPeriod(start, end, period.began, period.ended)
            return line._replace(bound=tuple(periods))
    if periods or begin.first > on:
        return line  # the record contradicts itself: a check says so
    start = DateBounds(begin.first, on)
    return line._replace(bound=(PartyPeriod(start, NOT_YET, reason._replace(day=start)),))


def _counted(lines: dict[str, PartyHistory], view: TreatyActs, on: date, number: int) -> dict[str, PartyHistory]:
    """Return the histories where so many were parties on a day: then all who may have been were, or none of them."""
    answers: dict[str, list[bool | None]] = {}
    for code, line in lines.items():
        bound = any_of(covers(period.start, period.end, on) for period in line.bound)
        alive = covers(*line.life, on)
        if alive and bound is not False:
            answers.setdefault(view.persons.person(code), []).append(bound)
    certain = {person for person, told in answers.items() if any(told)}
    if len(certain) == len(answers) or number not in (len(certain), len(answers)):
        return lines
    for code, line in lines.items():
        person = view.persons.person(code)
        if person in answers and person not in certain:
            if number == len(answers):
                lines[code] = _bound_on(line, DateBounds(on, on), line.bound[0].start, line.bound[0].began)
            else:
                lines[code] = _not_bound_on(line, on)
    return lines


def _not_bound_on(line: PartyHistory, on: date) -> PartyHistory:
    """Return a history in which somebody is no party on a day: they came later, or had left by then."""
    periods = []
    for period in line.bound:
        start, end = period.start, period.end
        if covers(start, end, on) is None:
            if start.last > on and end.first > on:
                start = DateBounds(max(start.first, later(on, "1 day")), start.last)
            elif start.last <= on:
                end = DateBounds(end.first, min(end.last, on))
        periods.append(period._replace(start=start, end=end))
    return line._replace(bound=tuple(periods))
