"""What each party was to a treaty, as spells of days: signatory, bound, applying it provisionally, party to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from treaty_registry.law.acts import SIGNS, Act, AttestedResult, TreatyActs
from treaty_registry.law.consent_log import PRESUMED, WITHDRAWS_SIGNATURE, Consent, ConsentLog, OtherTreaties
from treaty_registry.law.date_bounds import (
    FROM_THE_START,
    NEVER,
    NOT_YET,
    DateBounds,
    after,
    earliest,
    latest,
    next_after,
    next_day,
)
from treaty_registry.law.entry_into_force import EntryOutcome, pinned
from treaty_registry.law.entry_rules import NOBODY, MetCondition, met
from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.law.withdrawal import Exit, clause_on, own_window, prolonged, term
from treaty_registry.model.clauses import EntryIntoForce, EntryRule, ProvisionalApplication
from treaty_registry.model.dates import Date

AFTER_CONDITION = "condition-met"
"""The term that has a rule for later consent begin when the condition for entry into force is met."""


class Period(NamedTuple):
    """Days from a start to an end on which something holds of a party, with the reasons for both."""

    start: DateBounds
    end: DateBounds
    began: Reason
    ended: Reason | None = None


class PartyHistory(NamedTuple):
    """What one code's person was to the treaty: spells of each kind, and how long the code stands for the person."""

    code: str
    life: tuple[DateBounds, DateBounds]
    signed: tuple[Period, ...] = ()
    consented: tuple[Period, ...] = ()
    provisional: tuple[Period, ...] = ()
    bound: tuple[Period, ...] = ()
    suspended: tuple[Period, ...] = ()
    applied: DateBounds = FROM_THE_START
    """From when on its duties are applied, where the text has them brought into effect apart from its entry."""


@dataclass(frozen=True)
class TreatyContext:
    """What holds for all parties: the acts, the entry into force, and everybody's exits."""

    view: TreatyActs
    others: OtherTreaties
    entry: EntryOutcome
    log: ConsentLog
    exits: tuple[Exit, ...]

    @cached_property
    def acts_of(self) -> Mapping[str, list[Act]]:
        """Return the acts of each code; an expulsion is an act of those who are expelled."""
        acts_of: defaultdict[str, list[Act]] = defaultdict(list)
        for act in self.view.acts:
            for code in act.concerned:
                acts_of[code].append(act)
        return acts_of

    @cached_property
    def consent_of(self) -> Mapping[tuple[int, str], Consent]:
        """Return the consents by the act that expresses them, its place in the record, and by whose they are."""
        return {(consent.act.index, consent.person): consent for consent in self.log.consents}

    @cached_property
    def suspended(self) -> tuple[Period, ...]:
        """Return the spells in which sources state that the treaty was suspended for all.

        What is attested of one party alone is told by acts: they say towards whom.
        """
        turns = sorted(
            (*self.view.attested("suspends"), *self.view.attested("resumes")),
            key=lambda result: (result.day, result.effect == "resumes"),
        )
        periods = []
        for number, result in enumerate(turns):
            if result.effect == "suspends":
                back = next((later.day for later in turns[number + 1 :] if later.effect == "resumes"), NOT_YET)
                reason = Reason("suspended-attested", result.day, attested=result.index)
                periods.append(Period(result.day, back, reason))
        return tuple(periods)


def party_histories(context: TreatyContext) -> dict[str, PartyHistory]:
    """Return the line of everybody who acts, and of whoever continues them, in order of first appearance."""
    codes = list(dict.fromkeys(code for act in context.view.acts for code in act.parties))
    codes += [code for result in context.view.results if (code := result.party) and code not in codes]
    for code in codes:
        heir = context.view.persons.continued_by(code)
        if heir is not None and heir not in codes:
            codes.append(heir)
    return {code: _line(context, code) for code in codes}


def _line(context: TreatyContext, code: str) -> PartyHistory:
    line = context.view.persons.codes_of(code)
    acts = [act for own_code in line for act in context.acts_of.get(own_code, ())]
    acts.sort(key=lambda act: (act.effective.first, act.effective.last, act.rank, act.index))
    person = context.view.persons.person(code)
    consents = [consent for act in acts if (consent := context.consent_of.get((act.index, person)))]
    bound = tuple(_bound(context, line, consents))
    return PartyHistory(
        code,
        context.view.persons.life(code),
        tuple(_signed(acts)),
        tuple(_consented(context, consents)),
        tuple(_provisional(context, acts, earliest(period.start for period in bound))),
        bound,
        context.suspended,
        _applied(context, line),
    )


def _applied(context: TreatyContext, codes: Sequence[str]) -> DateBounds:
    """Return when the duties of a party are brought into effect, where that is apart from the entry into force."""
    clause = context.entry.clause
    terms = context.view.terms.vocabularies["applied"].terms
    if clause is None or clause.applied is None or terms[clause.applied].effect != "brought-into-effect":
        return FROM_THE_START
    acts = context.view.of("brings-into-effect")
    return earliest(act.effective for act in acts if not act.parties or not set(codes).isdisjoint(act.parties))


def _signed(acts: Sequence[Act]) -> Iterator[Period]:
    """Yield the days on which somebody is a signatory: until the signature is taken back (VCLT art. 18)."""
    back = [act.done for act in acts if act.effect == WITHDRAWS_SIGNATURE]
    for act in acts:
        if act.effect in SIGNS:
            yield Period(act.done, next_after(back, act.done), Reason("signed", act.done, act.index))


def _consented(context: TreatyContext, consents: Sequence[Consent]) -> Iterator[Period]:
    """Yield the days from each consent on. One that the rule cannot do without came before entry into force.

    Where the rule is not known, a signature is not taken for a consent before the treaty is in force.
    """
    for consent in consents:
        if not (context.entry.met is None and consent.act.effect in PRESUMED):
            day = _needed_by(context, consent)
            yield Period(day, consent.taken_back, Reason("consented", day, consent.act.index))


def _needed_by(context: TreatyContext, consent: Consent) -> DateBounds:
    rule_met, window = context.entry.met, context.entry.window
    required = context.entry.needed | (rule_met.required if rule_met else NOBODY)
    if consent.person not in required or not window.comes or consent.day.first > window.last:
        return consent.day
    return DateBounds(consent.day.first, min(consent.day.last, window.last))


def _bound(context: TreatyContext, line: Sequence[str], consents: Sequence[Consent]) -> Iterator[Period]:
    """Yield the spells in which somebody is a party for whom the treaty is in force (VCLT art. 2(1)(g), 24(3))."""
    results = [result for result in context.view.results if result.party in line]
    leaving = [departure for departure in context.exits if departure.party in line]
    leaving += [
        Exit(result.day, Reason("left-attested", result.day, attested=result.index), result.party)
        for result in results
        if result.effect == "leaves" and not any(departure.window.meets(result.day) for departure in leaving)
    ]
    stated = [result for result in results if result.effect == "starts"]
    previous: Period | None = None
    for start, began in sorted(_starts(context, consents, stated), key=lambda start_and_reason: start_and_reason[0]):
        if previous is None or over(previous.end, start):
            previous = _spell(context, line, start, began, leaving)
            yield previous


def over(end: DateBounds, start: DateBounds) -> bool:
    """Return whether an end certainly lies not after a start."""
    return end.last <= start.first


def _spell(
    context: TreatyContext, line: Sequence[str], start: DateBounds, began: Reason, leaving: Sequence[Exit]
) -> Period:
    own = [own_window(context.view, departure, context.entry.window, start, context.others) for departure in leaving]
    ends = [(departure.window, departure.reason) for departure in own if not over(departure.window, start)]
    expiry = _expiry(context, line, start)
    if expiry is not None:
        ends.append(expiry)
    ends = [(window, reason) for window, reason in ends if window.first != NEVER]
    if not ends:
        return Period(start, NOT_YET, began)
    end = next_after((window for window, _ in ends), start)
    return Period(start, end, began, min(ends, key=lambda end_and_reason: end_and_reason[0])[1])


def _expiry(context: TreatyContext, line: Sequence[str], start: DateBounds) -> tuple[DateBounds, Reason] | None:
    """Return when the treaty's term ends for a party, where it ends party by party."""
    term_end = term(context.view, context.entry.window, context.others, line)
    if term_end is not None and term_end.clause.counted_from == "own-entry-into-force":
        term_end = term(context.view, start, context.others, line)
    if term_end is None or term_end.clause.applies != "one-party":
        return None
    end = prolonged(context.view, line, term_end)
    if over(end, start):
        return None
    return end, Reason("expired", end, at=term_end.clause.at, period=term_end.clause.initial)


def _starts(
    context: TreatyContext, consents: Sequence[Consent], stated: Sequence[AttestedResult]
) -> Iterator[tuple[DateBounds, Reason]]:
    """Yield when the treaty enters into force for somebody, once for each consent, as rules and sources have it."""
    entry = context.entry
    if entry.window.first == NEVER:
        return
    for consent in consents:
        window, reason = _start(context, consent)
        for result in sorted(stated, key=lambda result: result.day):
            window = pinned(window, result.day)
        in_vain = consent.taken_back.before(window)
        if in_vain is None:
            window = DateBounds(window.first, NEVER)
        if not in_vain:
            yield window, reason._replace(day=window)
    if not consents:
        for result in (attested for attested in stated if attested.party not in context.view.denied):
            yield result.day, Reason("bound-attested", result.day, attested=result.index)


def _start(context: TreatyContext, consent: Consent) -> tuple[DateBounds, Reason]:
    """Return when the treaty enters into force for somebody who has consented.

    Whoever consented before the condition was met comes in with the treaty; so does whoever consented before the treaty
    entered into force, unless its text has the rule for later consent begin when the condition is met. Everybody else
    comes in by that rule (VCLT art. 24(3)). A day of effect of the act itself goes before the rule, and no one is bound
    before the treaty is in force.
    """
    entry, act = context.entry, consent.act
    if act.own_effect_day:
        window = latest([entry.window, act.effective])
        return window, Reason("bound-own-date", window, act.index)
    if consent.person in entry.waived:
        window = latest([entry.window, entry.waived[consent.person]])
        return window, Reason("bound-by-waiver", window, act.index)
    with_all = entry.window, Reason("bound-with-treaty", entry.window, act.index)
    rule_met = None if entry.rests_on_sources else entry.met
    condition = _pinned_condition(entry, rule_met)
    if consent.person in entry.needed and consent.day.first <= entry.window.last:
        return with_all
    if rule_met is not None and consent.person in rule_met.required and _founding(consent, rule_met):
        return with_all
    if condition is not None and consent.day.last <= condition.first:
        return with_all
    rule = _rule_for(context, consent)
    own = met(rule, context.log, consent.day) if rule else None
    later = latest([entry.window, own.window if own else consent.day])
    if condition is None and later == entry.window:
        return with_all
    reason = Reason("bound-later", later, act.index, at=entry.clause.at if entry.clause else None)
    begins = entry.window
    if rule is not None and later_from_condition(entry.clause, rule):
        begins = next_day(condition) if condition else consent.day
    if consent.day.last < begins.first:
        return with_all
    if consent.day.first >= begins.last:
        return later, reason
    return DateBounds(min(entry.window.first, later.first), max(entry.window.last, later.last)), reason


def later_from_condition(clause: EntryIntoForce | None, rule: EntryRule) -> bool:
    """Return whether a rule for later consent begins when the condition is met and not with the entry into force.

    Where the text does not say so, it does if each instrument has the same delay as the condition, for then the delay
    runs for each from its own deposit; a treaty that gives itself longer takes in with it all who consent before.
    """
    if rule.after is not None:
        return rule.after == AFTER_CONDITION
    return clause is not None and (rule.delay, rule.starting) in _delays(clause.initial)


def _delays(rule: EntryRule) -> Iterator[tuple[str | None, str | None]]:
    """Yield the delays of a rule and of those that it combines, which run from when the condition is met.

    Where the text names a day, the delay is only for the case that its conditions are not met by then.
    """
    if (not rule.rules or rule.delay or rule.starting) and rule.date is None:
        yield rule.delay, rule.starting
    for inner in rule.rules or ():
        yield from _delays(inner)


def _founding(consent: Consent, rule_met: MetCondition) -> bool:
    """Return whether a consent is the one without which the condition would not have been met, or may be."""
    return consent.day.first <= rule_met.condition.last


def _pinned_condition(entry: EntryOutcome, rule_met: MetCondition | None) -> DateBounds | None:
    """Return when the condition for entry into force was met, before any delay; ``None`` where no rule says so."""
    if rule_met is None:
        return None
    if entry.stated is None:
        return rule_met.condition
    window = entry.window
    return DateBounds(min(rule_met.condition.first, window.first), min(rule_met.condition.last, window.last))


def _rule_for(context: TreatyContext, consent: Consent) -> EntryRule | None:
    """Return the rule for later signatories or for those who accede; one stands for both where only it is given."""
    clause = clause_on(context.view.treaty.final_clauses.entry_into_force, consent.day.last, context.others)
    if clause is None:
        return None
    signed = consent.person in context.log.signed
    return (clause.later or clause.accession) if signed else (clause.accession or clause.later)


def _provisional(context: TreatyContext, acts: Sequence[Act], bound: DateBounds) -> Iterator[Period]:
    """Yield the spells of provisional application: declared, or laid down for all who sign (VCLT art. 25).

    They end when the treaty enters into force for the party (``bound``), at the latest.
    """
    clause = context.view.treaty.final_clauses.provisional_application
    at = clause.at if clause else None
    ends = [
        (
            act.effective if act.own_effect_day else after(act.done, clause.notice if clause else None),
            Reason("provisional-ended", act.effective, act.index, at=at),
        )
        for act in acts
        if act.effect == "ends-provisional-application"
    ]
    if clause and (effect := _provisional_end(context, clause)) is not None:
        ends.append((effect, Reason("provisional-over", effect, at=at)))
    for start, limit, reason in _provisional_starts(context, acts):
        end = next_after([limit, bound, *(window for window, _ in ends)], start)
        if not over(end, start):
            yield Period(start, end, reason, next((why for window, why in ends if window == end), None))


def _provisional_end(context: TreatyContext, clause: ProvisionalApplication) -> DateBounds | None:
    """Return when the text has provisional application end for all, or ``None`` where only notices end it."""
    effect = context.view.terms.vocabularies["provisional-ends"].terms[clause.ends].effect if clause.ends else None
    if effect == "ends-with-entry":
        return context.entry.window
    return next_day(bounds_of(clause.last_day)) if effect == "ends-on-date" and clause.last_day else None


def _provisional_starts(context: TreatyContext, acts: Sequence[Act]) -> Iterator[tuple[DateBounds, DateBounds, Reason]]:
    """Yield each start with the end that was set for it in advance."""
    for act in acts:
        if act.effect == "applies-provisionally":
            until = act.event.until
            limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
            yield act.effective, limit, Reason("provisional-by-act", act.effective, act.index)
    signed = [act for act in acts if act.effect in SIGNS]
    if not signed:
        return
    clause = context.view.treaty.final_clauses.provisional_application
    modes = context.view.terms.vocabularies["provisional-modes"].terms
    first = min(act.done for act in signed)
    if clause and modes[clause.mode].effect == "from-signature":
        yield first, NOT_YET, Reason("provisional-by-clause", first, signed[0].index, at=clause.at)
    for result in context.view.attested("applies-provisionally"):
        day = latest([result.day, first])
        yield day, NOT_YET, Reason("provisional-attested", day, attested=result.index)
