"""Answers as a readable paragraph, in English and French, from the codes of their reasons.

A sentence refers to the act, article or source that decided. Names are set in parentheses, so that neither language
needs to bend them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import NamedTuple

from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.law.treaty_history import Answer
from treaty_registry.law.wording import Language, day, listed, period, share, when
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty

SENTENCES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "signed": "It was signed {on}.",
        "consented": "Consent to be bound was given {on} ({act}{who}).",
        "void": "In this reading it never bound anybody.",
        "entry-rule": "It entered into force {on}; its text makes this depend on {rule}{at}.{last}",
        "entry-rule-and-attested": "It entered into force {on}, as sources state; its text makes this depend on "
        "{rule}{at}, and the dates on record leave the day open.",
        "entry-attested": "Sources state that it entered into force {on}. Its own rule is not known, so the answer "
        "rests on them.",
        "entry-not-computed": "Sources state that it entered into force {on}. Its text makes this depend on "
        "{rule}{at}, and the acts on record do not show that; the answer rests on the sources.",
        "entry-later": "It entered into force only later, {on}.",
        "entry-not-yet": "Its entry into force depends on {rule}{at}, which has not come about as far as is "
        "known.{missing}",
        "entry-unknown": "Neither its rule for entry into force nor the day is known.",
        "never-attested": "Sources state that it can no longer enter into force, {on}.",
        "ended-by-act": "It ended {on} ({act}{who}{under}).",
        "ended-by-treaty": "It ended {on}, with the entry into force of another treaty ({treaty}).",
        "expired": "Its term of {period} ended {on}{at}.",
        "notice": "A notice given {done}{who} took effect {on}{after}{at}.",
        "notice-open": "A notice was given {done}{who}; when it takes effect is not known{at}.",
        "left": "The party left {on} ({act}).",
        "left-attested": "Sources state that the party left {on}; the answer rests on them.",
        "end-attested": "Sources state that it ended {on}; the answer rests on them.",
        "fewer-than-two": "It ended {on}, because fewer than two parties were left.",
        "bound-with-treaty": "It came into force for the party together with the treaty, {on}.",
        "bound-own-date": "It came into force for the party {on}, the day of effect of its own act ({act}).",
        "bound-later": "It came into force for the party {on}, after the party's own act {done} ({act}){at}.",
        "bound-attested": "Sources state that it came into force for the party {on}; the answer rests on them.",
        "provisional-by-act": "It was applied provisionally, starting {on} ({act}{who}).",
        "provisional-by-clause": "Its text has signatories apply it provisionally, the first of them {on}{at}.",
        "provisional-attested": "Sources state that it was applied provisionally, starting {on}.",
        "provisional-ended": "Provisional application ended {on} ({act}{who}){at}.",
        "suspended": "Duties were suspended {on} ({act}{who}).",
        "suspended-attested": "Sources state that it was suspended {on}.",
        "precluded": "An objection to a reservation keeps it from being in force between the two, starting {on}{who}.",
        "continued": "The same legal person goes on under another name ({parties}), starting {on}.",
        "ceased": "The party ceased to exist {on}.",
        "not-clearly-binding": "Whether it binds in law: {binding}.",
        "not-yet-this-code": "The party has this name only later, starting {on}.",
    },
    "fr": {
        "signed": "Il a été signé {on}.",
        "consented": "Le consentement à être lié a été exprimé {on} ({act}{who}).",
        "void": "Selon cette lecture, il n’a jamais lié personne.",
        "entry-rule": "Il est entré en vigueur {on} ; son texte subordonne l’entrée en vigueur à {rule}{at}.{last}",
        "entry-rule-and-attested": "Il est entré en vigueur {on}, comme l’affirment les sources ; son texte subordonne "
        "l’entrée en vigueur à {rule}{at}, et les dates enregistrées laissent le jour ouvert.",
        "entry-attested": "Les sources affirment qu’il est entré en vigueur {on}. Sa propre règle n’est pas connue : "
        "la réponse repose sur elles.",
        "entry-not-computed": "Les sources affirment qu’il est entré en vigueur {on}. Son texte subordonne l’entrée en "
        "vigueur à {rule}{at}, ce que les actes enregistrés ne montrent pas ; la réponse repose sur les sources.",
        "entry-later": "Il n’est entré en vigueur que plus tard, {on}.",
        "entry-not-yet": "Son entrée en vigueur est subordonnée à {rule}{at}, ce qui ne s’est pas produit, pour autant "
        "qu’on le sache.{missing}",
        "entry-unknown": "Ni sa règle d’entrée en vigueur ni la date ne sont connues.",
        "never-attested": "Les sources affirment qu’il ne peut plus entrer en vigueur, {on}.",
        "ended-by-act": "Il a pris fin {on} ({act}{who}{under}).",
        "ended-by-treaty": "Il a pris fin {on}, avec l’entrée en vigueur d’un autre traité ({treaty}).",
        "expired": "Sa durée de {period} est arrivée à terme {on}{at}.",
        "notice": "Une notification faite {done}{who} a pris effet {on}{after}{at}.",
        "notice-open": "Une notification a été faite {done}{who} ; la date de son effet n’est pas connue{at}.",
        "left": "La partie l’a quitté {on} ({act}).",
        "left-attested": "Les sources affirment que la partie l’a quitté {on} ; la réponse repose sur elles.",
        "end-attested": "Les sources affirment qu’il a pris fin {on} ; la réponse repose sur elles.",
        "fewer-than-two": "Il a pris fin {on}, parce qu’il restait moins de deux parties.",
        "bound-with-treaty": "Il est entré en vigueur à l’égard de la partie en même temps que le traité, {on}.",
        "bound-own-date": "Il est entré en vigueur à l’égard de la partie {on}, jour d’effet de son acte ({act}).",
        "bound-later": "Il est entré en vigueur à l’égard de la partie {on}, après son acte accompli {done} "
        "({act}){at}.",
        "bound-attested": "Les sources affirment qu’il est entré en vigueur à l’égard de la partie {on} ; la réponse "
        "repose sur elles.",
        "provisional-by-act": "Il a été appliqué à titre provisoire, pour la première fois {on} ({act}{who}).",
        "provisional-by-clause": "Son texte prévoit que les signataires l’appliquent à titre provisoire, le premier "
        "{on}{at}.",
        "provisional-attested": "Les sources affirment qu’il a été appliqué à titre provisoire, pour la première fois "
        "{on}.",
        "provisional-ended": "L’application à titre provisoire a pris fin {on} ({act}{who}){at}.",
        "suspended": "Des obligations ont été suspendues {on} ({act}{who}).",
        "suspended-attested": "Les sources affirment que son application a été suspendue {on}.",
        "precluded": "Une objection à une réserve l’empêche d’être en vigueur entre les deux, la première fois "
        "{on}{who}.",
        "continued": "La même personne juridique continue sous un autre nom ({parties}), pour la première fois {on}.",
        "ceased": "La partie a cessé d’exister {on}.",
        "not-clearly-binding": "Force obligatoire en droit : {binding}.",
        "not-yet-this-code": "La partie ne porte ce nom que plus tard, pour la première fois {on}.",
    },
}
"""The sentence of each reason. A registry's own words, so that a new code without its sentence fails a test."""

RULES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "on-signature": "its signature",
        "on-date": "the day that it sets",
        "exchange-of-instruments": "the exchange of instruments",
        "last-notification": "the last of the notifications",
        "deposits": "{number} instruments",
        "deposits-by": "the instruments of states that it names{names}",
        "all-signatories": "the consent of all signatories",
        "majority-of-signatories": "the consent of a majority of its signatories{names}",
        "share-of-signatories": "the consent of {share} of its signatories",
        "weighted-share": "the consent of those who make up {share} ({measure})",
        "all-parties-of": "the consent of every party to another treaty ({treaty})",
        "with-treaty": "the entry into force of another treaty ({treaty})",
        "own-deposit": "the party's own instrument",
        "own-signature": "the party's own signature",
        "not-mentioned": "a rule that it does not state",
        "unknown": "a rule that is not known",
        "delay": ", and {delay} more",
        "first-of-month-after": ", from the first day of the month that follows",
        "first-of-second-month-after": ", from the first day of the second month that follows",
        "day-after": ", from the next day",
        "all-of": " and ",
        "any-of": " or ",
        "many": " ({count} of them)",
        "last": " The last of them that it needed came {on}{who}.",
        "missing": " Missing as far as is known: {names}.",
        "after": ", {period} later or as agreed",
        "differ": " Other sources give another day.",
        "sources": "the record's sources",
        "known": "As known on {day}.",
        "disputed": "{by}: {answer}.",
        "at-head": "{label} on {day}.",
    },
    "fr": {
        "on-signature": "sa signature",
        "on-date": "la date qu’il fixe",
        "exchange-of-instruments": "l’échange des instruments",
        "last-notification": "la dernière des notifications",
        "deposits": "{number} instruments",
        "deposits-by": "la remise des instruments d’États qu’il nomme{names}",
        "all-signatories": "l’acceptation de tous les signataires",
        "majority-of-signatories": "l’acceptation de la majorité de ses signataires{names}",
        "share-of-signatories": "l’acceptation de {share} de ses signataires",
        "weighted-share": "l’acceptation de ceux qui représentent {share} ({measure})",
        "all-parties-of": "l’acceptation de chaque partie à un autre traité ({treaty})",
        "with-treaty": "l’entrée en vigueur d’un autre traité ({treaty})",
        "own-deposit": "la remise de son propre instrument",
        "own-signature": "sa propre signature",
        "not-mentioned": "une règle qu’il n’énonce pas",
        "unknown": "une règle qui n’est pas connue",
        "delay": ", plus {delay}",
        "first-of-month-after": ", à compter du premier jour du mois suivant",
        "first-of-second-month-after": ", à compter du premier jour du deuxième mois suivant",
        "day-after": ", à compter du lendemain",
        "all-of": " et à ",
        "any-of": " ou à ",
        "many": " (au nombre de {count})",
        "last": " Le dernier acte nécessaire date du {last_day}{who}.",
        "missing": " Il manque, pour autant qu’on le sache : {names}.",
        "after": ", {period} plus tard ou selon l’accord des parties",
        "differ": " D’autres sources donnent un autre jour.",
        "sources": "les sources du dossier",
        "known": "État des connaissances au {day}.",
        "disputed": "{by} : {answer}.",
        "at-head": "{label} le {day}.",
    },
}

_ENTERED = frozenset({"entry-rule", "entry-rule-and-attested", "entry-attested", "entry-not-computed"})
"""Reasons that tell of an entry into force, which an answer about an earlier day tells otherwise."""

_FEW = 8
"""So many names are listed; of more, only the number is given."""


class _Step(NamedTuple):
    """A reason with what it refers to in the record."""

    event: Event | None
    attested: Attested | None
    rule: EntryRule | None
    reason: Reason


def _resolved(treaty: Treaty, reason: Reason) -> _Step:
    """Return what a reason refers to in a treaty's record. The only rule that is told is that of the treaty's entry."""
    clauses = treaty.final_clauses.entry_into_force
    return _Step(
        None if reason.event is None else treaty.events[reason.event],
        None if reason.attested is None else (treaty.attested or ())[reason.attested],
        clauses[0].initial if clauses else None,
        reason,
    )


class Speaker:
    """Says answers in one language, with the names that a registry gives."""

    def __init__(self, registry: Registry, language: Language) -> None:
        """Take the records and the language."""
        self.registry = registry
        self.language = language

    def paragraph(self, treaty: Treaty, answer: Answer, on: date) -> str:
        """Return a status or position on a day as a paragraph: the answer, its reasons, who disputes it."""
        return " ".join(self._sentences(treaty, answer, on))

    def label(self, code: str) -> str:
        """Return the label of a status or position."""
        vocabularies = self.registry.terms.vocabularies
        term = vocabularies["statuses"].terms.get(code) or vocabularies["positions"].terms[code]
        return term.label.en if self.language == "en" else term.label.fr

    def _sentences(self, treaty: Treaty, answer: Answer, on: date) -> Iterator[str]:
        words = RULES[self.language]
        yield words["at-head"].format(label=self.label(answer.code), day=day(on, self.language))
        yield from self.because(treaty, answer, on)
        if on > answer.known:
            yield words["known"].format(day=day(answer.known, self.language))

    def because(self, treaty: Treaty, answer: Answer, on: date) -> Iterator[str]:
        """Yield the sentences after the answer itself: who holds which, and the steps that led to it."""
        words = RULES[self.language]
        for reading in answer.readings:
            by = self._actors(reading.by) if reading.by else words["sources"]
            yield words["disputed"].format(by=by[:1].upper() + by[1:], answer=_lower(self.label(reading.standing.code)))
        for reason in answer.standing.reasons:
            yield self.sentence(treaty, reason, on)

    def sentence(self, treaty: Treaty, reason: Reason, on: date) -> str:
        """Return the sentence of one reason about a treaty, as it stands in an answer about a day."""
        code = reason.code
        if code in _ENTERED and reason.day is not None and reason.day.first > on:
            code = "entry-later"
        if code == "notice" and reason.day is not None and not reason.day.comes:
            code = "notice-open"
        form = SENTENCES[self.language][code]
        step = _resolved(treaty, reason)
        told = form.format(**{name: _PLACES[name](self, step) for name in _places(form)})
        return told + (RULES[self.language]["differ"] if _contested(step) else "")

    def rule(self, rule: EntryRule) -> str:
        """Return a rule for entry into force as what it depends on."""
        words = RULES[self.language]
        if rule.rules:
            text = words[rule.when].join(self.rule(one) for one in rule.rules)
        else:
            text = words[rule.when].format(
                number=rule.number,
                names=self._few(rule.of or ()),
                share=share(rule.share, self.language) if rule.share else "",
                measure=rule.measure or "",
                treaty=self._treaty(rule.treaty) if rule.treaty else "",
            )
        if rule.delay:
            text += words["delay"].format(delay=period(rule.delay, self.language))
        return text + (words.get(rule.starting, "") if rule.starting else "")

    def _on(self, step: _Step) -> str:
        return when(step.reason.day, self.language)

    def _act(self, step: _Step) -> str:
        return _lower(self._label("actions", step.event.action)) if step.event else ""

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
        return self.rule(step.rule) if step.rule else ""

    def _binding(self, step: _Step) -> str:
        return _lower(self._label("binding", step.reason.term)) if step.reason.term else ""

    def _done(self, step: _Step) -> str:
        if step.event is None or isinstance(step.event.date, str):
            return when(None, self.language)
        return when(bounds_of(step.event.date), self.language)

    def _who(self, step: _Step) -> str:
        parties = step.reason.parties or (step.event.party if step.event else None) or ()
        return f" – {self._names(parties)}" if 0 < len(parties) <= _FEW else ""

    def _after(self, step: _Step) -> str:
        if not step.reason.period:
            return ""
        return RULES[self.language]["after"].format(period=period(step.reason.period, self.language))

    def _last(self, step: _Step) -> str:
        if step.event is None or not isinstance(step.event.party, tuple) or not step.rule:
            return ""
        if isinstance(step.event.date, str) or not step.event.date.is_day:
            return ""
        window = bounds_of(step.event.date)
        if window == step.reason.day and len(step.event.party) > 1:
            return ""
        return RULES[self.language]["last"].format(
            on=when(window, self.language), last_day=day(window.first, self.language), who=self._who(step)
        )

    def _missing(self, step: _Step) -> str:
        if not step.reason.parties:
            return ""
        return RULES[self.language]["missing"].format(names=self._names(step.reason.parties))

    def _few(self, codes: tuple[str, ...]) -> str:
        if not codes:
            return ""
        if len(codes) <= _FEW:
            return f" ({self._names(codes)})"
        return RULES[self.language]["many"].format(count=len(codes))

    def _names(self, codes: tuple[str, ...]) -> str:
        return listed(map(self.name, codes), self.language) if codes else ""

    def _actors(self, names: tuple[str, ...]) -> str:
        return listed(map(self.name, names), self.language)

    def name(self, code: str) -> str:
        """Return the present short name of a party, or the name itself where it is no code."""
        party = self.registry.terms.parties.get(code)
        if party is None:
            return code
        return party.names[0].en if self.language == "en" else party.names[0].fr

    def _treaty(self, treaty_id: str) -> str:
        treaty = self.registry.treaties.get(treaty_id)
        return treaty.short_title if treaty else treaty_id

    def _label(self, vocabulary: str, name: str) -> str:
        label = self.registry.terms.vocabularies[vocabulary].terms[name].label
        return label.en if self.language == "en" else label.fr


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


def _contested(step: _Step) -> bool:
    """Return whether sources give another date of what a step tells."""
    told = (step.event, step.attested)
    return any(conflict.fact == "date" for one in told if one for conflict in one.conflicts or ())
