"""Where treaties stand, in the words of a page: as known on the day of verification, and what time alone will change.

A page bears no build date. It shows the answer of the day up to which its record was verified, and holds the later
ones ready: ``assets/turns.js`` shows the one of the reader's day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from treaty_registry.law.answers import Answer, Law
from treaty_registry.law.apart import suspensions
from treaty_registry.law.duties import Duty
from treaty_registry.law.positions import OWED
from treaty_registry.law.sentences import Speaker
from treaty_registry.law.windows import ALWAYS, NEVER, Interval
from treaty_registry.law.wording import LANGUAGES, Language, day, listed, when
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class Turn:
    """A treaty's standing from a day on: a code for the style, a few words, a paragraph in each language."""

    start: date
    code: str
    phrase: str
    text: dict[str, str]
    suspended: tuple[str, ...]


class Standings:
    """What the law core answers, in words."""

    def __init__(self, registry: Registry) -> None:
        """Take the records."""
        self.registry = registry
        self.law = Law(registry)
        self.speakers: dict[Language, Speaker] = {one: Speaker(registry, one) for one in LANGUAGES}
        self._turns: dict[str, tuple[Turn, ...]] = {}

    def turns(self, treaty: Treaty) -> tuple[Turn, ...]:
        """Return where a treaty stands on the day of its verification, and what is already known to follow."""
        if treaty.id not in self._turns:
            known = treaty.verified.latest
            days = [known, *(interval.start for interval, _ in self.law.statuses(treaty.id) if interval.start > known)]
            self._turns[treaty.id] = tuple(self._turn(treaty, one) for one in days)
        return self._turns[treaty.id]

    def now(self, treaty: Treaty) -> Turn:
        """Return where a treaty stands on the day up to which its record was verified."""
        return self.turns(treaty)[0]

    def _turn(self, treaty: Treaty, on: date) -> Turn:
        answer = self.law.status(treaty.id, on)
        return Turn(
            on,
            answer.code,
            self._phrase(treaty, answer),
            {one: " ".join(speaker.because(answer, on)) for one, speaker in self.speakers.items()},
            tuple(self._suspended(treaty, on)),
        )

    def _phrase(self, treaty: Treaty, answer: Answer) -> str:
        """Return the status in a few words: ``In force since 4 December 2024``."""
        label = self.speakers["en"].label(answer.code)
        course = self.law.course(treaty.id)
        if answer.code == "in-force" and course.entry.window.is_day:
            return f"{label} since {day(course.entry.window.first, 'en')}"
        if answer.code == "terminated" and course.over.is_day:
            return f"{label} {when(course.over, 'en')}"
        return label

    def _suspended(self, treaty: Treaty, on: date) -> Iterator[str]:
        name = self.speakers["en"].name
        for one in suspensions(self.law.course(treaty.id).apart, on):
            by, to = listed(map(name, one.owed_by), "en"), listed(map(name, one.owed_to), "en")
            since = f", since {day(one.since.first, 'en')}" if one.since.is_day else ""
            yield f"Duties suspended: {by} towards {to}{since}."

    def positions(self, treaty: Treaty) -> dict[str, list[tuple[str, str, str, str]]]:
        """Return, for each party, the terms, labels, days in words and reasons of its positions over time."""
        found: dict[str, list[tuple[str, str, str, str]]] = {}
        speaker = self.speakers["en"]
        for held in self.law.positions(treaty.id):
            why = " ".join(speaker.because(held.answer, held.interval.start))
            row = held.code, speaker.label(held.code), span(held.interval), why
            found.setdefault(held.party, []).append(row)
        return found

    def position_now(self, treaty: Treaty, code: str) -> Answer:
        """Return what a treaty is to a party on the day up to which its record was verified."""
        return self.law.position(treaty.id, code, treaty.verified.latest)


def span(interval: Interval) -> str:
    """Return the days of an interval in words; the last day is the one before its end."""
    start, end = interval
    if start == ALWAYS:
        return f"until {day(end, 'en')}" if end != NEVER else "always"
    if end == NEVER:
        return f"since {day(start, 'en')}"
    return f"from {day(start, 'en')} until {day(end, 'en')}"


def owed(found: Sequence[Duty], on: date) -> str:
    """Return in a sentence whether an obligation is owed on a day, since when, and between how many."""
    if not found:
        return "It has not come into force between any two parties."
    here = [duty for duty in found if duty.on(on)]
    if not here:
        first, last = min(duty.interval.start for duty in found), max(duty.interval.end for duty in found)
        if first > on:
            return f"Not owed yet; from {day(first, 'en')}."
        return f"Owed from {day(first, 'en')} until {day(last, 'en')}; no longer."
    who = {code for duty in here for code in (duty.obligor, duty.beneficiary)}
    since = min(duty.interval.start for duty in here)
    words = {OWED: "Owed", "provisional": "Owed provisionally", "disputed": "Disputed"}
    standing = next((one for one in words if any(duty.standing == one for duty in here)), "")
    return f"{words.get(standing, 'Perhaps owed')} since {day(since, 'en')}, between {len(who)} parties."
