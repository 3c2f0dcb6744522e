"""Answers as a readable paragraph, from the codes of their reasons.

A sentence refers to the act, article or source that decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter

from treaty_registry.language.catalogue import Catalogue, Message, catalogue
from treaty_registry.language.days import day, when
from treaty_registry.language.languages import Language
from treaty_registry.language.measures import listed, period, share
from treaty_registry.language.reasons import BETWEEN_RULES, REASONS, RULES, STARTING
from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.law.queries import Answer
from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.model.base import Contestable
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.registry import Registry

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
_MISSING = Message("rule:missing", " Missing as far as is known: {names}.")
# Translators: this follows the day on which a notice took effect
_AFTER = Message("reason:after", ", {period} later or as agreed")


class Speaker:
    """Says answers in one language, with the names that a registry gives."""

    def __init__(self, registry: Registry, language: Language, words: Catalogue | None = None) -> None:
        """Take the records, the language, and the catalogue that is to remember what it lacks, if any."""
        self.registry = registry
        self.language = language
        self.words = words or catalogue(language)

    def paragraph(self, answer: Answer, on: date) -> str:
        """Return a status or position on a day as a paragraph: the answer, its reasons, who disputes it."""
        return " ".join(self._sentences(answer, on))

    def label(self, code: str) -> str:
        """Return the label of a status or position."""
        vocabularies = self.registry.terms.vocabularies
        term = vocabularies["statuses"].terms.get(code) or vocabularies["positions"].terms[code]
        return term.label.in_(self.language)

    def _sentences(self, answer: Answer, on: date) -> Iterator[str]:
        yield self.words.say(_AT_HEAD, label=self.label(answer.code), day=day(on, self.language))
        yield from self.because(answer, on)
        if on > answer.known:
            yield self.known(answer.known)

    def known(self, on: date) -> str:
        """Return the sentence that says up to which day the facts are known."""
        return self.words.say(_KNOWN, day=day(on, self.language))

    def because(self, answer: Answer, on: date) -> Iterator[str]:
        """Yield the sentences after the answer itself: who holds which, and the steps that led to it."""
        for reading in answer.readings:
            by = self._names(reading.by) if reading.by else self.words.say(_SOURCES)
            held = _lower(self.label(reading.standing.code))
            yield self.words.say(_DISPUTED, by=by[:1].upper() + by[1:], answer=held)
        for reason in answer.standing.reasons:
            yield self.sentence(reason, on)

    def sentence(self, reason: Reason, on: date) -> str:
        """Return the sentence of one reason, as it stands in an answer about a day."""
        code = reason.code
        if code in _ENTERED and reason.day is not None and reason.day.first > on:
            code = "entry-later"
        if code == "notice" and reason.day is not None and not reason.day.comes:
            code = "notice-open"
        form = self.words.form(REASONS[code])
        text = form.format(**{name: _PLACES[name](self, reason) for name in _places(form)})
        return text + (self.words.say(_DIFFER) if self._contested(reason) else "")

    def rule(self, rule: EntryRule) -> str:
        """Return a rule for entry into force as what it depends on."""
        if rule.rules:
            text = self.words.say(BETWEEN_RULES[rule.when]).join(map(self.rule, rule.rules))
        else:
            text = self.words.say(
                RULES[rule.when],
                number=rule.number,
                names=self._few(rule.of or ()),
                share=share(rule.share, self.language) if rule.share else "",
                measure=rule.measure or "",
                treaty=self._treaty(rule.treaty) if rule.treaty else "",
            )
        if rule.delay:
            text += self.words.say(_DELAY, delay=period(rule.delay, self.language))
        starting = STARTING.get(rule.starting or "")
        return text + (self.words.say(starting) if starting else "")

    # What a reason refers to in the record; nothing else here looks there.

    def _event(self, reason: Reason) -> Event | None:
        return reason.event

    def _attested(self, reason: Reason) -> Attested | None:
        return reason.attested

    def _entry_rule(self, reason: Reason) -> EntryRule | None:
        return reason.rule

    def _actors(self, reason: Reason) -> tuple[str, ...]:
        """Return the parties of a reason, or else of its event."""
        event = self._event(reason)
        return reason.parties or (event.party if event else None) or ()

    def _done_on(self, reason: Reason) -> DateBounds | None:
        """Return when the event of a reason was, if it has one and that is known."""
        event = self._event(reason)
        return None if event is None or isinstance(event.date, str) else bounds_of(event.date)

    def _contested(self, reason: Reason) -> bool:
        """Return whether sources give another date of what a reason tells."""
        facts: tuple[Contestable | None, ...] = (self._event(reason), self._attested(reason))
        return any(conflict.fact == "date" for fact in facts if fact for conflict in fact.conflicts or ())

    # What stands in the braces of a sentence.

    def _on(self, reason: Reason) -> str:
        return when(reason.day, self.language)

    def _act(self, reason: Reason) -> str:
        event = self._event(reason)
        return _lower(self._label("actions", event.action)) if event else ""

    def _parties(self, reason: Reason) -> str:
        return self._names(reason.parties)

    def _at(self, reason: Reason) -> str:
        return f" ({reason.at})" if reason.at else ""

    def _under(self, reason: Reason) -> str:
        return f", {self._treaty(reason.treaty)}" if reason.treaty else ""

    def _other(self, reason: Reason) -> str:
        return self._treaty(reason.treaty) if reason.treaty else ""

    def _period(self, reason: Reason) -> str:
        return period(reason.period, self.language) if reason.period and reason.period[0].isdigit() else ""

    def _rule(self, reason: Reason) -> str:
        rule = self._entry_rule(reason)
        return self.rule(rule) if rule else ""

    def _binding(self, reason: Reason) -> str:
        return _lower(self._label("binding", reason.term)) if reason.term else ""

    def _done(self, reason: Reason) -> str:
        return when(self._done_on(reason), self.language)

    def _who(self, reason: Reason) -> str:
        parties = self._actors(reason)
        return f" – {self._names(parties)}" if 0 < len(parties) <= MAX_NAMES else ""

    def _after(self, reason: Reason) -> str:
        return self.words.say(_AFTER, period=period(reason.period, self.language)) if reason.period else ""

    def _last(self, reason: Reason) -> str:
        event, done = self._event(reason), self._done_on(reason)
        if event is None or event.party is None or done is None or not self._entry_rule(reason):
            return ""
        if isinstance(event.date, str) or not event.date.is_day:
            return ""
        if done == reason.day and len(event.party) > 1:
            return ""
        return self.words.say(_LAST, day=day(done.first, self.language), who=self._who(reason))

    def _missing(self, reason: Reason) -> str:
        return self.words.say(_MISSING, names=self._names(reason.parties)) if reason.parties else ""

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


_PLACES: Mapping[str, Callable[[Speaker, Reason], str]] = {
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
