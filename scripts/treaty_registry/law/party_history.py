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
    earliest,
    next_after,
)
from treaty_registry.law.entry_into_force import EntryOutcome, pinned
from treaty_registry.law.entry_rules import NOBODY
from treaty_registry.law.own_entry import own_start
from treaty_registry.law.provisional import Applied, applied_provisionally
from treaty_registry.law.reasons import Reason
from treaty_registry.law.withdrawal import Exit, original_term, own_window, prolonged


class PartyPeriod(NamedTuple):
    """Days from a start to an end on which something holds of a party, with the reasons for both."""

    start: DateBounds
    end: DateBounds
    began: Reason
    ended: Reason | None = None


class PartyHistory(NamedTuple):
    """What one code's person was to the treaty: spells of each kind, and how long the code stands for the person."""

    code: str
    life: tuple[DateBounds, DateBounds]
    signed: tuple[PartyPeriod, ...] = ()
    consented: tuple[PartyPeriod, ...] = ()
    provisional: tuple[PartyPeriod, ...] = ()
    bound: tuple[PartyPeriod, ...] = ()
    suspended: tuple[PartyPeriod, ...] = ()
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
    def suspended(self) -> tuple[PartyPeriod, ...]:
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
                periods.append(PartyPeriod(result.day, back, reason))
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
        tuple(PartyPeriod(*applied) for applied in _provisional(context, acts, bound)),
        bound,
        context.suspended,
        _applied(context, line),
    )


def _provisional(context: TreatyContext, acts: Sequence[Act], bound: Sequence[PartyPeriod]) -> Iterator[Applied]:
    first = earliest(period.start for period in bound)
    return applied_provisionally(context.view, context.entry.window, acts, first)


def _applied(context: TreatyContext, codes: Sequence[str]) -> DateBounds:
    """Return when the duties of a party are brought into effect, where that is apart from the entry into force."""
    clause = context.entry.clause
    terms = context.view.terms.vocabularies["applied"].terms
    if clause is None or clause.applied is None or terms[clause.applied].effect != "brought-into-effect":
        return FROM_THE_START
    acts = context.view.of("brings-into-effect")
    return earliest(act.effective for act in acts if not act.parties or not set(codes).isdisjoint(act.parties))


def _signed(acts: Sequence[Act]) -> Iterator[PartyPeriod]:
    """Yield the days on which somebody is a signatory: until the signature is taken back (VCLT art. 18)."""
    back = [act.done for act in acts if act.effect == WITHDRAWS_SIGNATURE]
    for act in acts:
        if act.effect in SIGNS:
            yield PartyPeriod(act.done, next_after(back, act.done), Reason("signed", act.done, act.index))


def _consented(context: TreatyContext, consents: Sequence[Consent]) -> Iterator[PartyPeriod]:
    """Yield the days from each consent on. One that the rule cannot do without came before entry into force.

    Where the rule is not known, a signature is not taken for a consent before the treaty is in force.
    """
    for consent in consents:
        if not (context.entry.met is None and consent.act.effect in PRESUMED):
            day = _needed_by(context, consent)
            yield PartyPeriod(day, consent.taken_back, Reason("consented", day, consent.act.index))


def _needed_by(context: TreatyContext, consent: Consent) -> DateBounds:
    rule_met, window = context.entry.met, context.entry.window
    required = context.entry.needed | (rule_met.required if rule_met else NOBODY)
    if consent.person not in required or not window.comes or consent.day.first > window.last:
        return consent.day
    return DateBounds(consent.day.first, min(consent.day.last, window.last))


def _bound(context: TreatyContext, line: Sequence[str], consents: Sequence[Consent]) -> Iterator[PartyPeriod]:
    """Yield the spells in which somebody is a party for whom the treaty is in force (VCLT art. 2(1)(g), 24(3))."""
    results = [result for result in context.view.results if result.party in line]
    leaving = [departure for departure in context.exits if departure.party in line]
    leaving += [
        Exit(result.day, Reason("left-attested", result.day, attested=result.index), result.party)
        for result in results
        if result.effect == "leaves" and not any(departure.window.meets(result.day) for departure in leaving)
    ]
    stated = [result for result in results if result.effect == "starts"]
    previous: PartyPeriod | None = None
    for start, began in sorted(_starts(context, consents, stated), key=lambda start_and_reason: start_and_reason[0]):
        if previous is None or over(previous.end, start):
            still = [departure for departure in leaving if previous is None or not _spent(departure, previous)]
            previous = _spell(context, line, start, began, still)
            yield previous


def _spent(departure: Exit, previous: PartyPeriod) -> bool:
    """Return whether a notice was given for an earlier spell: who comes back is not bound by it to leave again."""
    return departure.notice is not None and departure.notice.done.last <= previous.end.first


def over(end: DateBounds, start: DateBounds) -> bool:
    """Return whether an end certainly lies not after a start."""
    return end.last <= start.first


def _spell(
    context: TreatyContext, line: Sequence[str], start: DateBounds, began: Reason, leaving: Sequence[Exit]
) -> PartyPeriod:
    own = [own_window(context.view, departure, context.entry.window, start, context.others) for departure in leaving]
    ends = [(departure.window, departure.reason) for departure in own if not over(departure.window, start)]
    expiry = _expiry(context, line, start)
    if expiry is not None:
        ends.append(expiry)
    ends = [(window, reason) for window, reason in ends if window.first != NEVER]
    if not ends:
        return PartyPeriod(start, NOT_YET, began)
    end = next_after((window for window, _ in ends), start)
    return PartyPeriod(start, end, began, min(ends, key=lambda end_and_reason: end_and_reason[0])[1])


def _expiry(context: TreatyContext, line: Sequence[str], start: DateBounds) -> tuple[DateBounds, Reason] | None:
    """Return when the treaty's term ends for a party, where it ends party by party."""
    term_end = original_term(context.view, context.entry.window, context.others, line)
    if term_end is not None and term_end.clause.counted_from == "own-entry-into-force":
        term_end = original_term(context.view, start, context.others, line)
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
        window, reason = own_start(context.entry, context.log, consent)
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
