"""Final clauses in plain words: what the data says, as a sentence that a reader can check against the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from treaty_registry.model import clauses as model
from treaty_registry.model.base import Contestable
from treaty_registry.model.clauses import Duration, EntryRule, Joining, Scope, Withdrawal
from treaty_registry.model.treaty import Treaty
from treaty_registry.publish import words
from treaty_registry.publish.site import Site


@dataclass(frozen=True, slots=True)
class Clause:
    """One final clause: its name, sentences on what it says, and the part of the record that it comes from."""

    title: str
    sentences: tuple[Markup, ...]
    fact: Contestable


def clauses(site: Site, treaty: Treaty) -> Iterator[Clause]:
    """Yield the final clauses that a record has, in the order in which a treaty lives through them."""
    final = treaty.final_clauses
    for joining in final.joining or ():
        yield Clause(_title(site, "Joining", joining), tuple(_joining(site, joining)), joining)
    for entry in final.entry_into_force or ():
        rules = (
            ("", entry.initial),
            ("For a signatory that follows: ", entry.later),
            ("On accession: ", entry.accession),
        )
        sentences = tuple(Markup("{}{}.").format(who, rule_words(site, rule)) for who, rule in rules if rule)
        yield Clause(_title(site, "Entry into force", entry), sentences, entry)
    if final.provisional_application:
        provisional = final.provisional_application
        said = [_sentence(site, "provisional-modes", provisional.mode)]
        if provisional.ends:
            said.append(Markup("Ends: {}.").format(site.term("provisional-ends", provisional.ends, lower=True)))
        if provisional.notice:
            said.append(Markup("A notice takes effect after {}.").format(provisional.notice))
        yield Clause("Provisional application", tuple(said), provisional)
    for duration in final.duration or ():
        yield Clause(_title(site, "How long it lasts", duration), tuple(_duration(site, duration)), duration)
    for withdrawal in final.withdrawal or ():
        yield Clause(_title(site, "Leaving and ending", withdrawal), tuple(_withdrawal(site, withdrawal)), withdrawal)
    for scope in final.territorial_scope or ():
        yield Clause(_title(site, "Where it applies", scope), (_scope(site, scope),), scope)
    if final.reservations:
        yield Clause(
            "Reservations", (_sentence(site, "reservation-regimes", final.reservations.regime),), final.reservations
        )


def _title(site: Site, name: str, version: model.Clause) -> Markup:
    """Return a clause's name with the treaties between which this version of it stands."""
    since = Markup(", as given by {}").format(site.treaty_link(version.since)) if version.since else ""
    until = Markup(", until {}").format(site.treaty_link(version.until)) if version.until else ""
    return Markup("{}{}{}").format(name, since, until)


def rule_words(site: Site, rule: EntryRule, *, lower: bool = False) -> Markup:
    """Return a rule for entry into force as a phrase: its kind, then each key that narrows it."""
    phrases = [site.term("entry-rules", rule.when, lower=lower)]
    details = {
        "number": rule.number,
        "share": rule.share,
        "measure": rule.measure,
        "named": rule.of and words.listed(map(site.party, rule.of)),
        "instruments": rule.instruments
        and words.listed([site.term("instruments", i, lower=True) for i in rule.instruments], "or"),
        "not counting": rule.not_counting and words.listed(map(site.party, rule.not_counting)),
        "date": rule.date and words.day(rule.date),
        "treaty": rule.treaty and site.treaty_link(rule.treaty),
        "after": rule.delay,
        "day": rule.starting and rule.starting != "same-day" and site.term("entry-days", rule.starting, lower=True),
        "weights": rule.weights
        and words.listed(
            [Markup("{} {}").format(words.listed(map(site.party, w.party)), w.value) for w in rule.weights]
        ),
    }
    for name, value in details.items():
        if value:
            phrases.append(Markup("{}: {}").format(name, value))
    text = Markup("; ").join(phrases)
    if rule.rules:
        text += Markup(" (") + Markup(" | ").join(rule_words(site, inner) for inner in rule.rules) + Markup(")")
    return text


def _joining(site: Site, joining: Joining) -> Iterator[Markup]:
    if joining.consent_by:
        names = [site.term("instruments", name, lower=True) for name in joining.consent_by]
        yield Markup("Signatories consent to be bound by {}.").format(words.listed(names, "or"))
    yield Markup("May other states join? {}.").format(site.term("openness", joining.open_to))
    if joining.depositary == ("none",):
        yield Markup("There is no depositary.")
    elif joining.depositary == ("unknown",):
        yield Markup("Who keeps the instruments was looked for and not found.")
    elif joining.depositary:
        yield Markup("Instruments are kept by {}.").format(words.listed(map(site.party, joining.depositary)))


def _duration(site: Site, duration: Duration) -> Iterator[Markup]:
    if duration.initial == "indefinite":
        yield Markup("It has no end date.")
    elif duration.initial == "unknown":
        yield Markup("Its term was looked for and not found.")
    else:
        start = duration.counted_from
        if start and start != "unknown":
            counted = Markup(", counted from {}").format(site.term("duration-starts", start, lower=True))
        else:
            counted = Markup(", counted from a day that was not found") if start else Markup("")
        yield Markup("Its first term is {}{}.").format(duration.initial, counted)
    if duration.last_day:
        yield Markup("The treaty names a last day: {}.").format(words.day(duration.last_day))
    if duration.then:
        length = "a length of time that was not found" if duration.renewal == "unknown" else duration.renewal
        renewal = Markup(", each time for {}").format(length) if length else ""
        definition = site.registry.terms.vocabularies["duration-ends"].terms[duration.then].definition.en
        yield Markup("{}{}: {}").format(site.term("duration-ends", duration.then), renewal, definition)
    if duration.notice:
        yield Markup("A party that objects to a renewal must say so {} before.").format(duration.notice)
    if duration.applies:
        yield Markup("The term runs for {}.").format(site.term("treaty-or-party", duration.applies, lower=True))


def _withdrawal(site: Site, withdrawal: Withdrawal) -> Iterator[Markup]:
    yield _sentence(site, "exit-rules", withdrawal.allowed)
    if withdrawal.addressed_to:
        yield Markup("Notice goes to {}.").format(withdrawal.addressed_to)
    if withdrawal.notice:
        start = (
            Markup(", counted from its {}").format(site.term("notice-starts", withdrawal.counted_from, lower=True))
            if withdrawal.counted_from in ("receipt", "dispatch", "deposit")
            else ""
        )
        day = (
            Markup(": {}").format(site.term("entry-days", withdrawal.starting, lower=True))
            if withdrawal.starting
            else ""
        )
        yield Markup("It takes effect after {}{}{}.").format(withdrawal.notice, start, day)
    if withdrawal.earliest:
        yield Markup("Not before the treaty has been in force for {}.").format(withdrawal.earliest)
    if withdrawal.ends:
        yield Markup("It ends {}.").format(site.term("treaty-or-party", withdrawal.ends, lower=True))


def _scope(site: Site, scope: Scope) -> Markup:
    name = Markup(": {}").format(scope.area_name) if scope.area_name else ""
    whose = Markup(" ({})").format(words.listed(map(site.party, scope.area_of))) if scope.area_of else ""
    return Markup("{}{}{}.").format(site.term("areas", scope.area), name, whose)


def _sentence(site: Site, vocabulary: str, name: str) -> Markup:
    return Markup("{}.").format(site.term(vocabulary, name))
