"""Final clauses in plain words: what the data says, as a sentence that a reader can check against the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from treaty_registry.language.catalogue import N_
from treaty_registry.language.marks import condition_mark
from treaty_registry.language.measures import share
from treaty_registry.law.entry_rules import COUNTS_INSTRUMENTS, effects_of
from treaty_registry.law.own_entry import later_from_condition
from treaty_registry.law.withdrawal import counts_for_each
from treaty_registry.model import clauses as model
from treaty_registry.model.base import Contestable
from treaty_registry.model.clauses import (
    Duration,
    EntryIntoForce,
    EntryRule,
    Joining,
    ProvisionalApplication,
    Scope,
    Withdrawal,
)
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.context.html import html, safe
from treaty_registry.website.context.render_context import RenderContext


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One final clause: its name, sentences on what it says, and the part of the record that it comes from."""

    title: str
    sentences: tuple[Markup, ...]
    fact: Contestable


def clauses(site: RenderContext, treaty: Treaty) -> Iterator[ClauseText]:
    """Yield the final clauses that a record has, in the order in which a treaty lives through them."""
    final, t = treaty.final_clauses, site.t
    for joining in final.joining or ():
        yield ClauseText(_title(site, t("Joining"), joining), tuple(_joining(site, joining)), joining)
    for entry in final.entry_into_force or ():
        yield ClauseText(_title(site, t("Entry into force"), entry), tuple(_entry(site, entry)), entry)
    if final.provisional_application:
        applied = final.provisional_application
        yield ClauseText(_title(site, t("Provisional application")), tuple(_provisional(site, applied)), applied)
    for duration in final.duration or ():
        yield ClauseText(_title(site, t("How long it lasts"), duration), tuple(_duration(site, duration)), duration)
    for withdrawal in final.withdrawal or ():
        sentences = tuple(_withdrawal(site, withdrawal))
        yield ClauseText(_title(site, t("Leaving and ending"), withdrawal), sentences, withdrawal)
    for scope in final.territorial_scope or ():
        yield ClauseText(_title(site, t("Where it applies"), scope), (_scope(site, scope),), scope)
    if final.reservations:
        sentence = _sentence(site, "reservation-regimes", final.reservations.regime)
        yield ClauseText(_title(site, t("Reservations")), (sentence,), final.reservations)


def _html(site: RenderContext, english: str, **values: object) -> Markup:
    """Return a text of the interface as HTML, with HTML in its places."""
    return safe(site.t(english, **values))


def _period(site: RenderContext, text: str) -> str:
    return site.period(text) if text[:1].isdigit() else site.t(text)


def _title(site: RenderContext, name: str, version: model.Clause | None = None) -> Markup:
    """Return a clause's name with the treaties between which this version of it stands."""
    title = safe(name)
    if version and version.since:
        title += _html(site, ", as given by {treaty}", treaty=site.treaty_link(version.since))
    if version and version.until:
        title += _html(site, ", until {treaty}", treaty=site.treaty_link(version.until))
    return title


def _rule_words(site: RenderContext, rule: EntryRule, depth: int = 0) -> Markup:
    """Return a rule for entry into force as a phrase: its kind, each key that narrows it, the rules that it combines.

    These have the marks, ``(a)`` and within it ``(i)``, by which answers name the condition that decided.
    """
    phrases = [site.term("entry-rules", rule.when)]
    details = {
        N_("number"): rule.number,
        N_("share"): rule.share and share(rule.share, site.language),
        N_("measure"): rule.measure and site.given(rule.measure),
        N_("named"): rule.of and site.parties(rule.of),
        N_("instruments"): rule.instruments
        and site.listed([site.term("instruments", i, lower=True) for i in rule.instruments], "or"),
        N_("not counting"): rule.not_counting and site.parties(rule.not_counting),
        N_("date"): rule.date and site.day(rule.date),
        N_("treaty"): rule.treaty and site.treaty_link(rule.treaty),
        N_("after"): rule.delay and _period(site, rule.delay),
        N_("day"): rule.starting and rule.starting != "same-day" and site.term("entry-days", rule.starting, lower=True),
        N_("weights"): rule.weights
        and site.listed(
            [html("{} {}", site.parties(w.party), share(str(w.value), site.language)) for w in rule.weights]
        ),
    }
    for name, value in details.items():
        if value:
            phrases.append(_html(site, "{what}: {value}", what=site.t(name), value=value))
    if depth == 0 and not rule.rules:
        return safe(site.t("; ")).join(phrases)
    text = safe(phrases[0])
    if len(phrases) > 1:
        text += html(" ({})", safe(site.t("; ")).join(phrases[1:]))
    if rule.rules:
        inner = (
            html("{} {}", condition_mark(place, depth, site.words), _rule_words(site, part, depth + 1))
            for place, part in enumerate(rule.rules)
        )
        text = _html(site, "{what}: {value}", what=text, value=safe(site.t("; ")).join(inner))
    return text


def _entry(site: RenderContext, entry: EntryIntoForce) -> Iterator[Markup]:
    rules = (
        (N_("{rule}."), entry.initial),
        (N_("For a signatory that follows: {rule}."), entry.later),
        (N_("On accession: {rule}."), entry.accession),
    )
    for form, rule in rules:
        if rule:
            yield _html(site, form, rule=_rule_words(site, rule))
    yield from _beginnings(site, entry)


def _beginnings(site: RenderContext, entry: EntryIntoForce) -> Iterator[Markup]:
    """Yield to whom the rule for later consent applies, as it is read, and from when the treaty has effect."""
    rules = [rule for rule in (entry.later, entry.accession) if rule]
    waits = COUNTS_INSTRUMENTS in effects_of(entry.initial, site.registry.terms.vocabularies["entry-rules"])
    if rules and waits:
        if any(later_from_condition(entry, rule) for rule in rules):
            yield _html(
                site,
                "Who consents by the day on which that condition is met comes in with the treaty; the rule for later "
                "consent is for all who do so afterwards, even before the treaty is in force.",
            )
        else:
            yield _html(
                site,
                "Who consents before the treaty is in force comes in with it; the rule for later consent is for all "
                "who do so afterwards.",
            )
    if entry.retroactive_to:
        day = site.day(entry.retroactive_to)
        yield _html(site, "Once in force it applies to what happened from an earlier day on: {day}.", day=day)
    if entry.applied:
        yield _sentence(site, "applied", entry.applied)


def _provisional(site: RenderContext, provisional: ProvisionalApplication) -> Iterator[Markup]:
    yield _sentence(site, "provisional-modes", provisional.mode)
    if provisional.ends:
        yield _html(site, "Ends: {how}.", how=site.term("provisional-ends", provisional.ends, lower=True))
    if provisional.last_day:
        yield _html(site, "The treaty names a last day: {day}.", day=site.day(provisional.last_day))
    if provisional.notice:
        yield _html(site, "A notice takes effect after {period}.", period=_period(site, provisional.notice))


def _joining(site: RenderContext, joining: Joining) -> Iterator[Markup]:
    if joining.consent_by:
        names = [site.term("instruments", name, lower=True) for name in joining.consent_by]
        yield _html(site, "Signatories consent to be bound by {instruments}.", instruments=site.listed(names, "or"))
    yield _html(site, "May other states join? {answer}.", answer=site.term("openness", joining.open_to))
    if joining.depositary == ("none",):
        yield _html(site, "There is no depositary.")
    elif joining.depositary == ("unknown",):
        yield _html(site, "Who keeps the instruments was looked for and not found.")
    elif joining.depositary:
        keepers = site.parties(joining.depositary)
        yield _html(site, "Instruments are kept by {parties}.", parties=keepers)


def _duration(site: RenderContext, duration: Duration) -> Iterator[Markup]:
    if duration.initial == "indefinite":
        yield _html(site, "It has no end date.")
    elif duration.initial == "unknown":
        yield _html(site, "Its term was looked for and not found.")
    else:
        start, term = duration.counted_from, _period(site, str(duration.initial))
        if start and start != "unknown":
            event = site.term("duration-starts", start, lower=True)
            yield _html(site, "Its first term is {period}, counted from: {event}.", period=term, event=event)
        elif start:
            yield _html(site, "Its first term is {period}, counted from a day that was not found.", period=term)
        else:
            yield _html(site, "Its first term is {period}.", period=term)
    if duration.last_day:
        yield _html(site, "The treaty names a last day: {day}.", day=site.day(duration.last_day))
    if duration.then:
        then = site.term("duration-ends", duration.then)
        definition = site.say(site.registry.terms.vocabularies["duration-ends"].terms[duration.then].definition)
        if duration.renewal == "unknown":
            form = N_("{then}, each time for a length of time that was not found: {meaning}")
        else:
            form = N_("{then}, each time for {period}: {meaning}") if duration.renewal else N_("{then}: {meaning}")
        length = _period(site, duration.renewal) if duration.renewal and duration.renewal != "unknown" else ""
        yield _html(site, form, then=then, period=length, meaning=definition)
    if duration.notice:
        notice = _period(site, duration.notice)
        yield _html(site, "A party that objects to a renewal must say so {period} before.", period=notice)
    if duration.applies:
        whom = site.term("treaty-or-party", duration.applies, lower=True)
        yield _html(site, "The term runs for: {whom}.", whom=whom)


def _withdrawal(site: RenderContext, withdrawal: Withdrawal) -> Iterator[Markup]:
    yield _sentence(site, "exit-rules", withdrawal.allowed)
    if withdrawal.addressed_to:
        yield _html(site, "Notice goes to: {whom}.", whom=site.given(withdrawal.addressed_to))
    if withdrawal.notice:
        text = _html(site, "It takes effect after {period}", period=_period(site, withdrawal.notice))
        if withdrawal.counted_from in ("receipt", "dispatch", "deposit"):
            start = site.term("notice-starts", withdrawal.counted_from, lower=True)
            text += _html(site, ", counted from: {event}", event=start)
        if withdrawal.starting:
            text += html(" ({})", site.term("entry-days", withdrawal.starting, lower=True))
        yield text + Markup(".")
    yield from _limits(site, withdrawal)
    if withdrawal.ends:
        yield _html(site, "It ends: {what}.", what=site.term("treaty-or-party", withdrawal.ends, lower=True))
    if withdrawal.minimum_parties:
        yield _html(site, "It ends when fewer than {count} parties are left.", count=withdrawal.minimum_parties)


def _limits(site: RenderContext, withdrawal: Withdrawal) -> Iterator[Markup]:
    """Yield when a party may leave, and with what else it loses its part."""
    if withdrawal.earliest:
        least = _period(site, withdrawal.earliest)
        if counts_for_each(withdrawal):
            yield _html(site, "Not before the treaty has been in force for the party for {period}.", period=least)
        else:
            yield _html(site, "Not before the treaty has been in force for {period}.", period=least)
    if withdrawal.window:
        window = _period(site, withdrawal.window)
        yield _html(site, "From then on notice may be given for {period}.", period=window)
    if withdrawal.every:
        yield _html(site, "Such a window opens again after {period}.", period=_period(site, withdrawal.every))
    if withdrawal.during_term:
        yield (
            _html(site, "Notice may take effect before a fixed term is over.")
            if withdrawal.during_term == "yes"
            else _html(site, "Notice does not take effect before a fixed term is over.")
        )
    if withdrawal.lost_with:
        other = site.treaty_link(withdrawal.lost_with)
        yield _html(site, "Who leaves another treaty ({treaty}) loses its part in this one.", treaty=other)
        if withdrawal.lost_after:
            yield _html(site, "It loses it {period} later.", period=_period(site, withdrawal.lost_after))


def _scope(site: RenderContext, scope: Scope) -> Markup:
    area = site.term("areas", scope.area)
    text = _html(site, "{what}: {value}", what=area, value=site.given(scope.area_name)) if scope.area_name else area
    whose = html(" ({})", site.parties(scope.area_of)) if scope.area_of else ""
    return html("{}{}.", text, whose)


def _sentence(site: RenderContext, vocabulary: str, name: str) -> Markup:
    return html("{}.", site.term(vocabulary, name))
