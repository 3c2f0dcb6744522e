"""Where treaties stand, in the words of a page: as known on the day of verification, and what time alone will change.

A page bears no build date. It shows the answer of the day up to which its record was verified, and holds the later
ones ready: ``assets/status-today.js`` shows the one of the reader's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from treaty_registry.language.catalogue import N_, Catalogue
from treaty_registry.language.days import day, when
from treaty_registry.language.languages import Language
from treaty_registry.language.measures import listed
from treaty_registry.language.qualifications import completeness_words, qualification_words
from treaty_registry.language.sentences import Speaker
from treaty_registry.language.spans import Span, related_day, span_words
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds, earliest, latest
from treaty_registry.law.duties import Duty
from treaty_registry.law.status import CANNOT_TELL, OWED
from treaty_registry.law.suspensions import Gap, suspensions
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.obligation import Obligation
from treaty_registry.model.treaty import Treaty


class HeldPosition(NamedTuple):
    """A position that a party holds over time: its term, label, days in words, and why."""

    code: str
    label: str
    days: str
    why: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A treaty's standing from a day on: a code for the style, a few words, a paragraph."""

    start: date
    code: str
    phrase: str
    text: str
    suspended: tuple[str, ...]


_OWED = {
    OWED: N_("Owed {since}, between {count} parties."),
    "provisional": N_("Owed provisionally {since}, between {count} parties."),
    "disputed": N_("Disputed {since}, between {count} parties."),
}
"""By how surely an obligation is owed, the surest first."""

_PERHAPS_OWED = N_("Perhaps owed, {days}, between {count} parties.")


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
        if answer.code == "in-force" and history.entry_into_force.comes:
            since = related_day(history.entry_into_force, "since", self.language)
            return self.words.t("{status} {since}", status=label, since=since)
        if answer.code == "terminated" and history.end.is_day:
            return self.words.t("{status} {on_day}", status=label, on_day=when(history.end, self.language))
        return label

    def suspended(self, treaty: Treaty, on: date) -> Iterator[str]:
        """Yield a sentence for each suspension between some of the parties that is, or may be, open on a day."""
        return self._suspended(self.law.history(treaty.id).gaps, on)

    def _suspended(self, gaps: Iterable[Gap], on: date) -> Iterator[str]:
        name = self.speaker.name
        for suspension in suspensions(gaps, on):
            by, to = (listed(map(name, codes), self.language) for codes in (suspension.owed_by, suspension.owed_to))
            since = related_day(suspension.since, "since", self.language)
            yield self.words.t("Duties suspended: {by} towards {to}, {since}.", by=by, to=to, since=since)

    def positions(self, treaty: Treaty) -> dict[str, list[HeldPosition]]:
        """Return each party's positions over time."""
        positions: dict[str, list[HeldPosition]] = {}
        for held in self.law.positions(treaty.id):
            why = " ".join(self.speaker.because(treaty, held.answer, held.interval.start))
            days = self.span(Span(held.start, held.end, held.code == CANNOT_TELL))
            row = HeldPosition(held.code, self.speaker.label(held.code), days, why)
            positions.setdefault(held.party, []).append(row)
        return positions

    def qualified(self, treaty: Treaty, on: date | None = None) -> dict[str, list[str]]:
        """Return what ever qualified each party's position, or what does on a day, in words with its days."""
        told: dict[str, list[str]] = {}
        for qualification in self.law.history(treaty.id).qualifications:
            if on is None or qualification.on(on) is not False:
                words = qualification_words(qualification, self.speaker.name, self.language)
                told.setdefault(qualification.party, []).append(words)
        return told

    def unlisted(self, treaty: Treaty) -> str:
        """Return whether the record lists all who have a part in a treaty; nothing where it does."""
        return completeness_words(treaty, self.law.history(treaty.id).unlisted_since, self.language)

    def at_least(self, treaty_id: str, number: str) -> str:
        """Return a number of parties or participants as it is known: open upward where the record lacks some."""
        if self.law.history(treaty_id).unlisted_since is None:
            return number
        return self.words.t("at least {number}", number=number)

    def span(self, span: Span) -> str:
        """Return from when until when something lasts, in words."""
        return span_words(span, self.language)

    def owed(self, treaty: Treaty, obligation: Obligation, duties: Sequence[Duty], on: date) -> str:
        """Return in sentences whether an obligation is owed on a day, since when, and between how many.

        ``duties`` are all that the obligation ever brought about, between any two parties. What is suspended between
        some of them is told with it.
        """
        t = self.words.t
        if not duties:
            return t("It has not come into force between any two parties.")
        here = [duty for duty in duties if duty.on(on)]
        if not here:
            start, end = earliest(duty.start for duty in duties), latest(duty.end for duty in duties)
            if start.first > on:
                return t("Not owed yet; {from_day}.", from_day=related_day(start, "from", self.language))
            return t("Owed {days}; no longer.", days=self.span(Span(start, end)))
        count = self.at_least(treaty.id, str(len({code for duty in here for code in (duty.obligor, duty.beneficiary)})))
        strongest = next((code for code in _OWED if any(duty.standing == code for duty in here)), "")
        return " ".join((self._owed(strongest, here, count), *self._not_owed(treaty, obligation, on)))

    def _owed(self, strongest: str, here: Sequence[Duty], count: str) -> str:
        if not strongest:
            first, last = min(duty.interval.start for duty in here), max(duty.interval.end for duty in here)
            days = self.span(Span(DateBounds(first, first), DateBounds(last, last), unsure=True))
            return self.words.t(_PERHAPS_OWED, days=days, count=count)
        since = earliest(duty.start for duty in here if duty.standing == strongest)
        return self.words.t(_OWED[strongest], since=related_day(since, "since", self.language), count=count)

    def _not_owed(self, treaty: Treaty, obligation: Obligation, on: date) -> Iterator[str]:
        """Yield between whom an obligation is suspended, or may be, on a day."""
        articles = {article.no for article in obligation.articles or ()}
        gaps = self.law.history(treaty.id).gaps
        return self._suspended((gap for gap in gaps if not gap.articles or not articles.isdisjoint(gap.articles)), on)

    def _day(self, value: date) -> str:
        return day(value, self.language)
