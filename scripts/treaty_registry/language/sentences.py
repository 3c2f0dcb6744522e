"""Answers as a readable paragraph, from the codes of their reasons.

A sentence refers to the act, article or source that decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import NamedTuple

from treaty_registry.language.catalogue import Catalogue, Message, catalogue
from treaty_registry.language.days import day, when
from treaty_registry.language.languages import Language
from treaty_registry.language.marks import condition_mark, condition_marks
from treaty_registry.language.measures import listed, period, share
from treaty_registry.language.reasons import COMBINED, DECIDED, OF_SOME, REASONS, RULES, STARTING
from treaty_registry.law.date_bounds import DateBounds, bounds_of
from treaty_registry.law.entry_rules import lacks_a_part
from treaty_registry.law.reasons import Reason
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.base import Contestable
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty

_ENTERED = frozenset({"entry-rule", "entry-rule-and-attested", "entry-attested", "entry-not-computed"})
"""Reasons that tell of an entry into force, which an answer about an earlier day tells otherwise."""

MAX_NAMES = 8  # longer lists of parties are told by their number, or left out

# Translators: the first words of an answer, such as “In force on 1 January 2000.”
_AT_HEAD = Message("answer:head", "{label} on {day}.")
# Translators: the last words of an answer about a day after the one up to which the facts are known
_KNOWN = Message("answer:known", "As known on {day}.")
# Translators: who holds which answer
_DISPUTED = Message("answer:disputed", "{by}: {answer}.")
_SOURCES = Message("answer:sources", "the record's sources")
# Translators: this follows the sentence of a fact
_DIFFER = Message("answer:differ", " Other sources give another day.")
# Translators: these follow a rule for entry into force
_DELAY = Message("rule:delay", ", and {delay} more")
_MANY = Message("rule:many", " ({count} of them)")
_LAST = Message("rule:last", " The last of them that it needed came on {day}{who}.")
_NEXT_CONDITION = Message("rule:next-condition", "; ")
_INCOMPLETE = Message("rule:incomplete", "a rule of which the record lacks a part")
# Translators: this follows “Condition (b) was the last to be met”
_MET_BY = Message("decided:by", ", on {day}{who}")
_MISSING = Message("rule:missing", " Missing as far as is known: {names}.")
# Translators: this follows the day on which a notice took effect
_AFTER = Message("reason:after", ", {period} later or as agreed")


class _Step(NamedTuple):
    """A reason with the record whose places it names."""

    treaty: Treaty
    reason: Reason


class Speaker:
    """Says answers in one language, with the names that a registry gives."""

    def __init__(self, registry: Registry, language: Language, words: Catalogue | None = None) -> None:
        """Take the records, the language, and the catalogue that is to remember what it lacks, if any."""
        self.registry = registry
        self.language = language
        self.words = words or catalogue(language)

    def paragraph(self, treaty: Treaty, answer: Answer, on: date) -> str:
        """Return a status or position on a day as a paragraph: the answer, its reasons, who disputes it."""
        return " ".join(self._sentences(treaty, answer, on))

    def label(self, code: str) -> str:
        """Return the label of a status or position."""
        vocabularies = self.registry.terms.vocabularies
        term = vocabularies["statuses"].terms.get(code) or vocabularies["positions"].terms[code]
        return term.label.in_(self.language)

    def _sentences(self, treaty: Treaty, answer: Answer, on: date) -> Iterator[str]:
        yield self.words.say(_AT_HEAD, label=self.label(answer.code), day=day(on, self.language))
        yield from self.because(treaty, answer, on)
        if on > answer.known:
            yield self.known(answer.known)

    def known(self, on: date) -> str:
        """Return the sentence that says up to which day the facts are known."""
        return self.words.say(_KNOWN, day=day(on, self.language))

    def because(self, treaty: Treaty, answer: Answer, on: date) -> Iterator[str]:
        """Yield the sentences after the answer itself: who holds which, and the steps that led to it."""
        for reading in answer.readings:
            by = self._names(reading.by) if reading.by else self.words.say(_SOURCES)
            held = _lower(self.label(reading.standing.code))
            yield self.words.say(_DISPUTED, by=by[:1].upper() + by[1:], answer=held)
        for reason in answer.standing.reasons:
            yield self.sentence(treaty, reason, on)

    def sentence(self, treaty: Treaty, reason: Reason, on: date) -> str:
        """Return the sentence of one reason about a treaty, as it stands in an answer about a day."""
        code = reason.code
        if code in _ENTERED and reason.day is not None and reason.day.first > on:
            code = "entry-later"
        if code == "notice" and reason.day is not None and not reason.day.comes:
            code = "notice-open"
        form = self.words.form(REASONS[code])
        step = _Step(treaty, reason)
        text = form.format(**{name: _PLACES[name](self, step) for name in _places(form)})
        return text + (self.words.say(_DIFFER) if self._contested(step) else "")

    def rule(self, rule: EntryRule, depth: int = 0) -> str:
        """Return a rule for entry into force as what it depends on; ``depth`` is that of the rules it stands in."""
        more = self._more(rule)
        if lacks_a_part(rule, self.registry.terms.vocabularies["entry-rules"]):
            return self.words.say(_INCOMPLETE) + more
        if rule.when in COMBINED:
            marks = (condition_mark(place, depth, self.words) for place in range(len(rule.rules or ())))
            inner = (f"{mark} {self.rule(part, depth + 1)}" for mark, part in zip(marks, rule.rules or (), strict=True))
            conditions = self.words.say(_NEXT_CONDITION).join(inner)
            set_day = day(rule.date.earliest, self.language) if rule.date else ""
            return self.words.say(COMBINED[rule.when], more=more, conditions=conditions, day=set_day)
        text = self.words.say(
            self._kind(rule),
            number=rule.number,
            names=self._few(rule.of or ()),
            share=share(rule.share, self.language) if rule.share else "",
            measure=rule.measure or "",
            treaty=self._treaty(rule.treaty) if rule.treaty else "",
        )
        return text + more

    @staticmethod
    def _kind(rule: EntryRule) -> Message:
        """Return the words of a kind of rule, where it counts the instruments of a group those of that."""
        if rule.when in OF_SOME and rule.number is not None and rule.of:
            return OF_SOME[rule.when]
        return OF_SOME["treaty"] if rule.when == "deposits" and rule.treaty else RULES[rule.when]

    def _more(self, rule: EntryRule) -> str:
        """Return what a rule adds to the day on which it is met."""
        starting = STARTING.get(rule.starting or "")
        delay = self.words.say(_DELAY, delay=period(rule.delay, self.language)) if rule.delay else ""
        return delay + (self.words.say(starting) if starting else "")

    # What a reason refers to in the record; nothing else here looks there.

    def _event(self, step: _Step) -> Event | None:
        place = step.reason.event
        return None if place is None else step.treaty.events[place]

    def _attested(self, step: _Step) -> Attested | None:
        place = step.reason.attested
        return None if place is None else (step.treaty.attested or ())[place]

    def _entry_rule(self, step: _Step) -> EntryRule | None:
        # The only rule that is told is that of the treaty's own entry into force.
        clauses = step.treaty.final_clauses.entry_into_force
        return clauses[0].initial if clauses else None

    def _actors(self, step: _Step) -> tuple[str, ...]:
        """Return the parties of a reason, or else of its event."""
        event = self._event(step)
        return step.reason.parties or (event.party if event else None) or ()

    def _done_on(self, step: _Step) -> DateBounds | None:
        """Return when the event of a reason was, if it has one and that is known."""
        event = self._event(step)
        return None if event is None or isinstance(event.date, str) else bounds_of(event.date)

    def _contested(self, step: _Step) -> bool:
        """Return whether sources give another date of what a reason tells."""
        facts: tuple[Contestable | None, ...] = (self._event(step), self._attested(step))
        return any(conflict.fact == "date" for fact in facts if fact for conflict in fact.conflicts or ())

    # What stands in the braces of a sentence.

    def _on(self, step: _Step) -> str:
        return when(step.reason.day, self.language)

    def _act(self, step: _Step) -> str:
        event = self._event(step)
        return _lower(self._label("actions", event.action)) if event else ""

    def _parties(self, step: _Step) -> str:
        return self._names(step.reason.parties)

    def _at(self, step: _Step) -> str:
        return f" ({step.reason.at})" if step.reason.at else ""

    def _under(self, step: _Step) -> str:
        return f", {self._treaty(step.reason.treaty)}" if step.reason.treaty else ""

    def _other(self, step: _Step) -> str:
        return self._treaty(step.reason.treaty) if step.reason.treaty else ""

    def _period(self, step: _Step) -> str:
        return (
            period(step.reason.period, self.language) if step.reason.period and step.reason.period[0].isdigit() else ""
        )

    def _rule(self, step: _Step) -> str:
        rule = self._entry_rule(step)
        return self.rule(rule) if rule else ""

    def _binding(self, step: _Step) -> str:
        return _lower(self._label("binding", step.reason.term)) if step.reason.term else ""

    def _done(self, step: _Step) -> str:
        return when(self._done_on(step), self.language)

    def _who(self, step: _Step) -> str:
        parties = self._actors(step)
        return f" – {self._names(parties)}" if 0 < len(parties) <= MAX_NAMES else ""

    def _after(self, step: _Step) -> str:
        return self.words.say(_AFTER, period=period(step.reason.period, self.language)) if step.reason.period else ""

    def _last(self, step: _Step) -> str:
        rule, acted = self._entry_rule(step), self._acted_last(step)
        if rule is None or not step.reason.condition:
            return self.words.say(_LAST, day=acted, who=self._who(step)) if rule and acted else ""
        mark = condition_marks(step.reason.condition, self.words)
        by = self.words.say(_MET_BY, day=acted, who=self._who(step)) if acted else ""
        return self.words.say(DECIDED[rule.when], which=mark, by=by)

    def _acted_last(self, step: _Step) -> str:
        """Return the day of the act that met a rule; nothing where it came into force at once with what several did."""
        event, done = self._event(step), self._done_on(step)
        if event is None or event.party is None or done is None or not done.is_day:
            return ""
        return "" if done == step.reason.day and len(event.party) > 1 else day(done.first, self.language)

    def _missing(self, step: _Step) -> str:
        return self.words.say(_MISSING, names=self._names(step.reason.parties)) if step.reason.parties else ""

    def _few(self, codes: tuple[str, ...]) -> str:
        if not codes:
            return ""
        if len(codes) <= MAX_NAMES:
            return f" ({self._names(codes)})"
        return self.words.say(_MANY, count=len(codes))

    def _names(self, codes: tuple[str, ...]) -> str:
        return listed(map(self.name, codes), self.language) if codes else ""

    def name(self, code: str) -> str:
        """Return the present short name of a party, or the name itself where it is no code."""
        party = self.registry.terms.parties.get(code)
        return code if party is None else party.names[0].in_(self.language)

    def _treaty(self, treaty_id: str) -> str:
        treaty = self.registry.treaties.get(treaty_id)
        return treaty.short_title if treaty else treaty_id

    def _label(self, vocabulary: str, name: str) -> str:
        return self.registry.terms.vocabularies[vocabulary].terms[name].label.in_(self.language)


_PLACES: Mapping[str, Callable[[Speaker, _Step], str]] = {
    "on": Speaker._on,
    "done": Speaker._done,
    "act": Speaker._act,
    "who": Speaker._who,
    "parties": Speaker._parties,
    "at": Speaker._at,
    "under": Speaker._under,
    "treaty": Speaker._other,
    "period": Speaker._period,
    "after": Speaker._after,
    "rule": Speaker._rule,
    "last": Speaker._last,
    "missing": Speaker._missing,
    "binding": Speaker._binding,
}
"""What stands in the braces of a sentence. A sentence has few of them, and only those are worked out."""


@cache
def _places(form: str) -> tuple[str, ...]:
    """Return the names in the braces of a sentence of the program's own."""
    return tuple(name for _, name, _, _ in Formatter().parse(form) if name)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
