"""When a treaty as a whole ends: by an act, its term, another treaty, or want of parties (VCLT art. 54 to 62)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from treaty_registry.law.acts import View
from treaty_registry.law.entering import first_stated, pinned
from treaty_registry.law.exits import prolonged, term
from treaty_registry.law.lines import Frame, Line, Spell
from treaty_registry.law.reasons import Reason
from treaty_registry.law.windows import NEVER, NOT_YET, Window, earliest, latest

Ended = tuple[Window, Reason]


def treaty_end(frame: Frame, lines: Mapping[str, Line], ended_by: Sequence[tuple[str, Window | None]]) -> Spell | None:
    """Return the end of a treaty, or ``None``: the earliest that acts and clauses bring about.

    ``ended_by`` are later treaties that end this one, with the day that their records give. Where nothing on record
    brings it about, the attested end is used. An imprecise end does not reach back before the treaty's beginning.
    """
    found = _end(frame, lines, ended_by)
    begin = frame.entry.window.first
    if found is None or found.start.is_day or begin > found.start.last:
        return found
    start = Window(max(found.start.first, begin), found.start.last)
    return replace(found, start=start, began=replace(found.began, day=start))


def _end(frame: Frame, lines: Mapping[str, Line], ended_by: Sequence[tuple[str, Window | None]]) -> Spell | None:
    found = [(one.window, one.reason) for one in frame.exits if one.party is None]
    found += _by_term(frame)
    found += _by_treaty(frame, ended_by)
    found += _by_want_of_parties(frame.view, lines)
    found = [one for one in found if one[0].first != NEVER]
    stated = first_stated(frame.view, "ends")
    as_stated = stated and Spell(stated.day, NOT_YET, Reason("end-attested", stated.day, attested=stated.attested))
    if not found:
        return as_stated or None
    window, reason = earliest(one[0] for one in found), min(found, key=lambda one: one[0])[1]
    if stated is None:
        return Spell(window, NOT_YET, reason)
    if not window.comes and not window.holds(stated.day):
        return as_stated or None
    window = pinned(window, stated.day)
    return Spell(window, NOT_YET, replace(reason, day=window))


def _by_term(frame: Frame) -> Iterator[Ended]:
    found = term(frame.view, frame.entry.window, frame.others)
    if found is not None and found.clause.applies != "one-party":
        window = prolonged(frame.view, None, found)
        yield window, Reason("expired", window, at=found.clause.at, period=found.clause.initial)


def _by_treaty(frame: Frame, ended_by: Sequence[tuple[str, Window | None]]) -> Iterator[Ended]:
    """Yield the ends that other treaties bring about when they enter into force (VCLT art. 59)."""
    for treaty_id, told in ended_by:
        window = told or frame.others.entry_of(treaty_id)
        if window is not None:
            yield window, Reason("ended-by-treaty", window, treaty=treaty_id)


def _by_want_of_parties(view: View, lines: Mapping[str, Line]) -> Iterator[Ended]:
    """Yield when fewer than two parties are left: nobody can owe a treaty to himself.

    A fall below the number that entry into force needed ends nothing (VCLT art. 55).
    """
    last: dict[str, Window] = {}
    for code, line in lines.items():
        for spell in line.bound:
            person = view.persons.person(code)
            end = earliest([spell.end, _death(view, code)])
            last[person] = latest([last[person], end]) if person in last else end
    if len(last) < 2:
        return
    firsts = sorted(window.first for window in last.values())
    lasts = sorted(window.last for window in last.values())
    window = Window(firsts[-2], lasts[-2])
    if window.first != NEVER:
        gone = tuple(person for person, end in last.items() if end.last <= window.last)
        yield window, Reason("fewer-than-two", window, parties=gone)


def _death(view: View, code: str) -> Window:
    """Return when a person ceased to exist under its last code."""
    return NOT_YET if view.persons.continued_by(code) else view.persons.life(code)[1]
