"""Where treaties stand, in the words of a page: as known on the day of verification, and what time alone will change.

A page bears no build date. It shows the answer of the day up to which its record was verified, and holds the later
ones ready: ``assets/status-today.js`` shows the one of the reader's day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from treaty_registry.language.catalogue import N_, Catalogue
from treaty_registry.language.days import day, when
from treaty_registry.language.languages import Language
from treaty_registry.language.measures import listed
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.law.duties import Duty
from treaty_registry.law.status import OWED
from treaty_registry.law.suspensions import suspensions
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A treaty's standing from a day on: a code for the style, a few words, a paragraph."""

    start: date
    code: str
    phrase: str
    text: str
    suspended: tuple[str, ...]


_OWED = {
    OWED: N_("Owed since {day}, between {count} parties."),
    "provisional": N_("Owed provisionally since {day}, between {count} parties."),
    "disputed": N_("Disputed since {day}, between {count} parties."),
}
"""By how surely an obligation is owed, the surest first."""

_PERHAPS_OWED = N_("Perhaps owed since {day}, between {count} parties.")


class StatusTexts:
    """What the law core answers, in the words of one language."""

    def __init__(self, law: CompiledRegistry, language: Language, words: Catalogue) -> None:
        """Take the law core, which the languages share, the language and its catalogue."""
        self.law = law
        self.language: Language = language
        self.words = words
        self.speaker = Speaker(law.registry, language, words)
        self._turns: dict[str, tuple[StatusChange, ...]] = {}

    def turns(self, treaty: Treaty) -> tuple[StatusChange, ...]:
        """Return where a treaty stands on the day of its verification, and what is already known to follow."""
        if treaty.id not in self._turns:
            known = treaty.verified.latest
            later = (interval.start for interval, _ in self.law.statuses(treaty.id) if interval.start > known)
            self._turns[treaty.id] = tuple(self._turn(treaty, start) for start in (known, *later))
        return self._turns[treaty.id]

    def forget(self) -> None:
        """Forget what was worked out of treaties, which would fill the memory with thousands of them."""
        self._turns.clear()

    def now(self, treaty: Treaty) -> StatusChange:
        """Return where a treaty stands on the day up to which its record was verified."""
        return self.turns(treaty)[0]

    def _turn(self, treaty: Treaty, on: date) -> StatusChange:
        answer = self.law.status(treaty.id, on)
        return StatusChange(
            on,
            answer.code,
            self._phrase(treaty, answer),
            " ".join(self.speaker.because(treaty, answer, on)),
            tuple(self.suspended(treaty, on)),
        )

    def _phrase(self, treaty: Treaty, answer: Answer) -> str:
        """Return the status in a few words: ``In force since 4 December 2024``."""
        label = self.speaker.label(answer.code)
        history = self.law.history(treaty.id)
        if answer.code == "in-force" and history.entry_into_force.is_day:
            return self.words.t("{status} since {day}", status=label, day=self._day(history.entry_into_force.first))
        if answer.code == "terminated" and history.end.is_day:
            return self.words.t("{status} {on_day}", status=label, on_day=when(history.end, self.language))
        return label

    def suspended(self, treaty: Treaty, on: date) -> Iterator[str]:
        """Yield a sentence for each suspension between some of the parties that is open on a day."""
        name = self.speaker.name
        for suspension in suspensions(self.law.history(treaty.id).gaps, on):
            by, to = (listed(map(name, codes), self.language) for codes in (suspension.owed_by, suspension.owed_to))
            if suspension.since.is_day:
                since = self._day(suspension.since.first)
                yield self.words.t("Duties suspended: {by} towards {to}, since {day}.", by=by, to=to, day=since)
            else:
                yield self.words.t("Duties suspended: {by} towards {to}.", by=by, to=to)

    def positions(self, treaty: Treaty) -> dict[str, list[tuple[str, str, str, str]]]:
        """Return, for each party, the terms, labels, days in words and reasons of its positions over time."""
        positions: dict[str, list[tuple[str, str, str, str]]] = {}
        for held in self.law.positions(treaty.id):
            why = " ".join(self.speaker.because(treaty, held.answer, held.interval.start))
            row = held.code, self.speaker.label(held.code), self.span(held.interval), why
            positions.setdefault(held.party, []).append(row)
        return positions

    def span(self, interval: Interval) -> str:
        """Return the days of an interval in words; it ends before its last day."""
        start, end = interval
        if start == ALWAYS:
            return self.words.t("until {full_day}", full_day=self._day(end)) if end != NEVER else self.words.t("always")
        if end == NEVER:
            return self.words.t("since {full_day}", full_day=self._day(start))
        return self.words.t("from {start} until {end}", start=self._day(start), end=self._day(end))

    def owed(self, duties: Sequence[Duty], on: date) -> str:
        """Return in a sentence whether an obligation is owed on a day, since when, and between how many.

        ``duties`` are all that the obligation ever brought about, between any two parties.
        """
        t = self.words.t
        if not duties:
            return t("It has not come into force between any two parties.")
        here = [duty for duty in duties if duty.on(on)]
        if not here:
            first, last = min(duty.interval.start for duty in duties), max(duty.interval.end for duty in duties)
            if first > on:
                return t("Not owed yet; from {day}.", day=self._day(first))
            return t("Owed from {start} until {end}; no longer.", start=self._day(first), end=self._day(last))
        since = self._day(min(duty.interval.start for duty in here))
        count = len({code for duty in here for code in (duty.obligor, duty.beneficiary)})
        strongest = next((code for code in _OWED if any(duty.standing == code for duty in here)), "")
        return t(_OWED.get(strongest, _PERHAPS_OWED), day=since, count=count)

    def _day(self, value: date) -> str:
        return day(value, self.language)
