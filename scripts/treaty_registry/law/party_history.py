"""What each party was to a treaty, as spells of days: signatory, bound, applying it provisionally, party to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from treaty_registry.law.acts import SIGNS, Act, AttestedResult, TreatyActs
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, after, earliest, latest, next_after, next_day
from treaty_registry.law.entry_into_force import EntryOutcome, pinned
from treaty_registry.law.entry_rules import (
    PRESUMED,
    WITHDRAWS_SIGNATURE,
    Consent,
    ConsentLog,
    MetCondition,
    OtherTreaties,
    met,
)
from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.law.withdrawal import Exit, clause_on, prolonged, term
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.dates import Date


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


@dataclass(frozen=True)
class TreatyContext:
    """What holds for all parties: the acts, the entry into force, and everybody's exits."""

    view: TreatyActs
    others: OtherTreaties
    entry: EntryOutcome
    book: ConsentLog
    exits: tuple[Exit, ...]

    @cached_property
    def acts_of(self) -> Mapping[str, list[Act]]:
        """Return the acts of each code; an expulsion is an act of those who are expelled."""
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for act in self.view.acts:
            for code in act.concerned:
                found[code].append(act)
        return found

    @cached_property
    def consent_of(self) -> Mapping[int, Consent]:
        """Return the consent that an act expresses, by the act's place in the record."""
        return {consent.act.index: consent for consent in self.book.consents}

    @cached_property
    def suspended(self) -> tuple[Period, ...]:
        """Return the spells in which sources state that the treaty was suspended for all.

        What is attested of one party alone is told by acts: they say towards whom.
        """
        turns = sorted(
            (*self.view.attested("suspends"), *self.view.attested("resumes")),
            key=lambda result: (result.day, result.effect == "resumes"),
        )
        spells = []
        for number, result in enumerate(turns):
            if result.effect == "suspends":
                back = next((one.day for one in turns[number + 1 :] if one.effect == "resumes"), NOT_YET)
                reason = Reason("suspended-attested", result.day, attested=result.index)
                spells.append(Period(result.day, back, reason))
        return tuple(spells)


def party_histories(frame: TreatyContext) -> dict[str, PartyHistory]:
    """Return the line of everybody who acts, and of whoever continues them, in order of first appearance."""
    codes = list(dict.fromkeys(code for act in frame.view.acts for code in act.parties))
    codes += [code for result in frame.view.results if (code := result.party) and code not in codes]
    for code in codes:
        heir = frame.view.persons.continued_by(code)
        if heir is not None and heir not in codes:
            codes.append(heir)
    return {code: _line(frame, code) for code in codes}


def _line(frame: TreatyContext, code: str) -> PartyHistory:
    line = frame.view.persons.line(code)
    acts = [act for one in line for act in frame.acts_of.get(one, ())]
    acts.sort(key=lambda act: (act.effective.first, act.effective.last, act.rank, act.index))
    bound = tuple(_bound(frame, line, acts))
    return PartyHistory(
        code,
        frame.view.persons.life(code),
        tuple(_signed(acts)),
        tuple(_consented(frame, acts)),
        tuple(_provisional(frame, acts, earliest(spell.start for spell in bound))),
        bound,
        frame.suspended,
    )


def _signed(acts: Sequence[Act]) -> Iterator[Period]:
    """Yield the days on which somebody is a signatory: until the signature is taken back (VCLT art. 18)."""
    back = [act.done for act in acts if act.effect == WITHDRAWS_SIGNATURE]
    for act in acts:
        if act.effect in SIGNS:
            yield Period(act.done, next_after(back, act.done), Reason("signed", act.done, act.index))


def _consented(frame: TreatyContext, acts: Sequence[Act]) -> Iterator[Period]:
    """Yield the days from each consent on. One that the rule cannot do without came before entry into force.

    Where the rule is not known, a signature is not taken for a consent before the treaty is in force.
    """
    for act in acts:
        consent = frame.consent_of.get(act.index)
        if consent is not None and not (frame.entry.met is None and act.effect in PRESUMED):
            day = _needed_by(frame, consent)
            yield Period(day, consent.taken_back, Reason("consented", day, act.index))


def _needed_by(frame: TreatyContext, consent: Consent) -> DateBounds:
    found, window = frame.entry.met, frame.entry.window
    if found is None or consent.person not in found.required or not window.comes or consent.day.first > window.last:
        return consent.day
    return DateBounds(consent.day.first, min(consent.day.last, window.last))


def _bound(frame: TreatyContext, line: Sequence[str], acts: Sequence[Act]) -> Iterator[Period]:
    """Yield the spells in which somebody is a party for whom the treaty is in force (VCLT art. 2(1)(g), 24(3))."""
    results = [result for result in frame.view.results if result.party in line]
    leaving = [one for one in frame.exits if one.party in line]
    leaving += [
        Exit(result.day, Reason("left-attested", result.day, attested=result.index), result.party)
        for result in results
        if result.effect == "leaves" and not any(one.window.meets(result.day) for one in leaving)
    ]
    stated = [result for result in results if result.effect == "starts"]
    previous: Period | None = None
    for start, began in sorted(_starts(frame, acts, stated), key=lambda found: found[0]):
        if previous is None or over(previous.end, start):
            previous = _spell(frame, line, start, began, leaving)
            yield previous


def over(end: DateBounds, start: DateBounds) -> bool:
    """Return whether an end certainly lies not after a start."""
    return end.last <= start.first


def _spell(
    frame: TreatyContext, line: Sequence[str], start: DateBounds, began: Reason, leaving: Sequence[Exit]
) -> Period:
    ends = [(one.window, one.reason) for one in leaving if not over(one.window, start)]
    expiry = _expiry(frame, line, start)
    if expiry is not None:
        ends.append(expiry)
    ends = [(window, reason) for window, reason in ends if window.first != NEVER]
    if not ends:
        return Period(start, NOT_YET, began)
    end = next_after((window for window, _ in ends), start)
    return Period(start, end, began, min(ends, key=lambda found: found[0])[1])


def _expiry(frame: TreatyContext, line: Sequence[str], start: DateBounds) -> tuple[DateBounds, Reason] | None:
    """Return when the treaty's term ends for a party, where it ends party by party."""
    found = term(frame.view, frame.entry.window, frame.others)
    if found is not None and found.clause.counted_from == "own-entry-into-force":
        found = term(frame.view, start, frame.others)
    if found is None or found.clause.applies != "one-party":
        return None
    end = prolonged(frame.view, line, found)
    if over(end, start):
        return None
    return end, Reason("expired", end, at=found.clause.at, period=found.clause.initial)


def _starts(
    frame: TreatyContext, acts: Sequence[Act], stated: Sequence[AttestedResult]
) -> Iterator[tuple[DateBounds, Reason]]:
    """Yield when the treaty enters into force for somebody, once for each consent, as rules and sources have it."""
    entry = frame.entry
    if entry.window.first == NEVER:
        return
    consents = [one for act in acts if (one := frame.consent_of.get(act.index))]
    for consent in consents:
        window, reason = _start(frame, consent)
        for result in sorted(stated, key=lambda result: result.day):
            window = pinned(window, result.day)
        in_vain = consent.taken_back.before(window)
        if in_vain is None:
            window = DateBounds(window.first, NEVER)
        if not in_vain:
            yield window, reason._replace(day=window)
    if not consents:
        for result in (one for one in stated if one.party not in frame.view.denied):
            yield result.day, Reason("bound-attested", result.day, attested=result.index)


def _start(frame: TreatyContext, consent: Consent) -> tuple[DateBounds, Reason]:
    """Return when the treaty enters into force for somebody who has consented.

    Whoever consented before the condition was met comes in with the treaty, everybody else by the rule for later
    consent (VCLT art. 24(3)); so does everybody where no rule tells when the condition was met. A day of effect of the
    act itself goes before the rule, and no one is bound before the treaty is in force.
    """
    entry, act = frame.entry, consent.act
    if act.own_effect_day:
        window = latest([entry.window, act.effective])
        return window, Reason("bound-own-date", window, act.index)
    with_all = entry.window, Reason("bound-with-treaty", entry.window, act.index)
    found = None if entry.rests_on_sources else entry.met
    if found is not None and consent.person in found.required:
        return with_all
    condition = _pinned_condition(entry, found)
    if condition is not None and consent.day.last <= condition.first:
        return with_all
    rule = _rule_for(frame, consent)
    own = met(rule, frame.book, consent.day) if rule else None
    later = latest([entry.window, own.window if own else consent.day])
    if condition is None and later == entry.window:
        return with_all
    reason = Reason("bound-later", later, act.index, at=entry.clause.at if entry.clause else None)
    if condition is None or consent.day.first > condition.last:
        return later, reason
    return DateBounds(min(entry.window.first, later.first), max(entry.window.last, later.last)), reason


def _pinned_condition(entry: EntryOutcome, found: MetCondition | None) -> DateBounds | None:
    """Return when the condition for entry into force was met, before any delay; ``None`` where no rule says so."""
    if found is None:
        return None
    if entry.stated is None:
        return found.condition
    window = entry.window
    return DateBounds(min(found.condition.first, window.first), min(found.condition.last, window.last))


def _rule_for(frame: TreatyContext, consent: Consent) -> EntryRule | None:
    """Return the rule for later signatories or for those who accede; one stands for both where only it is given."""
    clause = clause_on(frame.view.treaty.final_clauses.entry_into_force, consent.day.last, frame.others)
    if clause is None:
        return None
    signed = consent.person in frame.book.signed
    return (clause.later or clause.accession) if signed else (clause.accession or clause.later)


def _provisional(frame: TreatyContext, acts: Sequence[Act], bound: DateBounds) -> Iterator[Period]:
    """Yield the spells of provisional application: declared, or laid down for all who sign (VCLT art. 25).

    They end when the treaty enters into force for the party (``bound``), at the latest.
    """
    clause = frame.view.treaty.final_clauses.provisional_application
    at = clause.at if clause else None
    ends = [
        (
            act.effective if act.own_effect_day else after(act.done, clause.notice if clause else None),
            Reason("provisional-ended", act.effective, act.index, at=at),
        )
        for act in acts
        if act.effect == "ends-provisional-application"
    ]
    for start, limit, reason in _provisional_starts(frame, acts):
        end = next_after([limit, bound, *(window for window, _ in ends)], start)
        if not over(end, start):
            yield Period(start, end, reason, next((why for window, why in ends if window == end), None))


def _provisional_starts(frame: TreatyContext, acts: Sequence[Act]) -> Iterator[tuple[DateBounds, DateBounds, Reason]]:
    """Yield each start with the end that was set for it in advance."""
    for act in acts:
        if act.effect == "applies-provisionally":
            until = act.event.until
            limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
            yield act.effective, limit, Reason("provisional-by-act", act.effective, act.index)
    signed = [act for act in acts if act.effect in SIGNS]
    if not signed:
        return
    clause = frame.view.treaty.final_clauses.provisional_application
    modes = frame.view.terms.vocabularies["provisional-modes"].terms
    first = min(act.done for act in signed)
    if clause and modes[clause.mode].effect == "from-signature":
        yield first, NOT_YET, Reason("provisional-by-clause", first, signed[0].index, at=clause.at)
    for result in frame.view.attested("applies-provisionally"):
        day = latest([result.day, first])
        yield day, NOT_YET, Reason("provisional-attested", day, attested=result.index)
