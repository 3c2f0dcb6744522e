"""When a treaty enters into force: by its own rule, compared with what sources state, or as they state it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from treaty_registry.law.acts import CONSENTS, SIGNS, Act, AttestedResult, TreatyActs
from treaty_registry.law.conditions import IN_THE_END, decided_by, missing_parties
from treaty_registry.law.consent_log import ConsentLog, OtherTreaties, consent_log
from treaty_registry.law.date_bounds import ALWAYS, NEVER, NOT_YET, DateBounds, bounds_of, earliest, latest
from treaty_registry.law.entry_rules import BY_SIGNATURE, COUNTS_INSTRUMENTS, NOBODY, MetCondition, effects_of, met
from treaty_registry.law.reasons import Reason
from treaty_registry.model.clauses import EntryIntoForce, EntryRule


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """The treaty's entry into force: its window, the rule as met, and the attested result that it rests on, if any."""

    window: DateBounds
    reason: Reason
    clause: EntryIntoForce | None = None
    met: MetCondition | None = None
    stated: AttestedResult | None = None
    waived: Mapping[str, DateBounds] = field(default_factory=dict)
    """From when on the treaty is in force for those who waived its conditions."""
    for_all: DateBounds | None = None
    """When it enters into force for those who did not, where somebody waived them."""
    needed: frozenset[str] = NOBODY
    """Those who must have consented by the day on which sources state that the treaty entered into force."""

    @property
    def rests_on_sources(self) -> bool:
        """Whether sources state it although no rule is known, or none is met by the acts on record."""
        return self.stated is not None and (self.met is None or self.met.window.first == NEVER)


def enter(view: TreatyActs, others: OtherTreaties) -> tuple[EntryOutcome, ConsentLog]:
    """Return a treaty's entry into force (VCLT art. 24), and who has signed and consented as its rule counts them.

    The rule goes before what sources state. Where the rule is not known, or the acts on record do not meet it, the
    attested date is used; where the rule leaves several days open and the attested date is one of them, it is taken.
    """
    versions = view.treaty.final_clauses.entry_into_force
    clause = versions[0] if versions else None
    log = consent_log(view, others, signing_binds=_signing_binds(view, clause))
    if view.void:
        return EntryOutcome(NOT_YET, Reason("void"), clause), log
    stated = first_stated(view, "starts") or _in_force_by(view)
    rule_met = met(clause.initial, log) if clause else None
    if rule_met is None or clause is None:
        return _without_rule(log, clause, stated), log
    return _by_rule(log, clause, rule_met, stated), log


def _in_force_by(view: TreatyActs) -> AttestedResult | None:
    """Return that the treaty entered into force by the first day on which sources state that it was in force."""
    results = view.attested("was-in-force")
    if not results:
        return None
    result = min(results, key=lambda result: result.day)
    signed = [act.done for act in view.of(*SIGNS, *CONSENTS)]
    return replace(
        result, effect="starts", day=DateBounds(earliest(signed).first if signed else ALWAYS, result.day.last)
    )


def _signing_binds(view: TreatyActs, clause: EntryIntoForce | None) -> bool:
    """Return whether a signature is the consent to be bound (VCLT art. 12, 14).

    It is not where the rule for entry into force waits for instruments, nor, where the rule says nothing of either, if
    one of those who signed gave an instrument later: then their signatures were subject to it (art. 14(1)).
    """
    if clause is None:
        return True
    effects = effects_of(clause.initial, view.terms.vocabularies["entry-rules"])
    if COUNTS_INSTRUMENTS in effects or BY_SIGNATURE in effects:
        return COUNTS_INSTRUMENTS not in effects
    signed, gave = (
        {code for act in view.of(*effects) for code in act.parties} for effects in (SIGNS, CONSENTS - SIGNS)
    )
    return not signed & gave


def _without_rule(log: ConsentLog, clause: EntryIntoForce | None, stated: AttestedResult | None) -> EntryOutcome:
    """Return the entry into force as sources state it; else as the general rule has it, where it can be applied."""
    if stated is not None:
        reason = Reason("entry-attested", stated.day, attested=stated.index)
        needed = _needed_by(log, None, stated.day.last)
        return EntryOutcome(stated.day, reason, clause, None, stated, needed=needed)
    together = _joint_consent(log)
    if together is not None:
        reason = Reason("entry-general-rule", together.effective, together.index)
        return EntryOutcome(together.effective, reason, clause, MetCondition(together.effective, together.effective))
    return EntryOutcome(_perhaps(log), Reason("entry-unknown"), clause)


def _joint_consent(log: ConsentLog) -> Act | None:
    """Return the act by which all who signed consented together, if there is one.

    An exchange of instruments between all signatories establishes their consent (VCLT art. 13, 16(a)), and failing
    another provision a treaty enters into force as soon as the consent of all is established (art. 24(2)).
    """
    for act in log.view.of(*(CONSENTS - SIGNS)):
        persons = {log.person(code) for code in act.parties}
        if len(persons) >= log.fewest and log.signed and persons >= log.signed:
            return act
    return None


def _perhaps(log: ConsentLog) -> DateBounds:
    """Return when a treaty without a known rule or attested date entered into force: perhaps, some day.

    Not before as many as it takes had consented, where the consents of all who signed are on record; else not before
    somebody signed or consented. A treaty that nobody signed or consented to, as far as is known, has not.
    """
    view = log.view
    if view.attested("never-starts"):
        return NOT_YET
    acts = [act.done for act in view.of(*SIGNS, *CONSENTS)]
    if not acts:
        return NOT_YET
    consented = {consent.person for consent in log.consents}
    if log.first_bound is not None and log.signed and consented >= log.signed:
        return DateBounds(log.first_bound.first, NEVER)
    return DateBounds(earliest(acts).first, NEVER)


def _by_rule(
    log: ConsentLog, clause: EntryIntoForce, rule_met: MetCondition, stated: AttestedResult | None
) -> EntryOutcome:
    attested = stated.index if stated else None
    waived = _waived(log)
    for_all = _when_bound(log, clause, rule_met.window, {}) if waived else None
    rule_met = replace(rule_met, window=_when_bound(log, clause, rule_met.window, waived))
    if stated is not None and rule_met.window.first == NEVER:
        lacking = missing_parties(clause.initial, log, IN_THE_END)
        reason = Reason("entry-not-computed", stated.day, attested=attested, at=clause.at, parties=lacking)
        return EntryOutcome(stated.day, reason, clause, rule_met, stated)
    needed = _needed_by(log, clause.initial, stated.day.last) if stated is not None else NOBODY
    window = pinned(rule_met.window, stated.day if stated else None)
    code = "entry-not-yet" if window.first == NEVER else "entry-rule"
    if window != rule_met.window:
        code = "entry-rule-and-attested"
    if clause.retroactive_to is not None and window.first != NEVER:
        code = "entry-retroactive"
    decided = decided_by(clause.initial, log) if code == "entry-rule" else ()
    reason = Reason(code, window, _last_act(log, rule_met), attested, clause.at, condition=decided)
    stated = stated if window != rule_met.window else None
    return EntryOutcome(window, reason, clause, rule_met, stated, waived, for_all, needed)


def _when_bound(
    log: ConsentLog, clause: EntryIntoForce, window: DateBounds, waived: Mapping[str, DateBounds]
) -> DateBounds:
    """Return when a rule that is met brings a treaty into force: not before anybody is bound (VCLT art. 24, 26).

    The text may give it effect from an earlier day on (art. 28), and between those who waived its conditions it is in
    force as soon as two of them have consented.
    """
    if clause.retroactive_to is not None and window.first != NEVER:
        return bounds_of(clause.retroactive_to)
    if log.first_bound is not None:
        window = latest([window, log.first_bound])
    elif {COUNTS_INSTRUMENTS, BY_SIGNATURE} <= effects_of(clause.initial, log.view.terms.vocabularies["entry-rules"]):
        window = NOT_YET  # signatures meet such a rule, and bind nobody
    if len(waived) >= log.fewest:
        days = list(waived.values())
        second = DateBounds(*(sorted(day[side] for day in days)[log.fewest - 1] for side in (0, 1)))
        window = earliest([window, second])
    return window


def _waived(log: ConsentLog) -> Mapping[str, DateBounds]:
    """Return those who have consented and waived the conditions for entry into force, with the day of the later act.

    Treaty of Tlatelolco, art. 28(2) (now 29(2)); such a choice is the text's (VCLT art. 24(1)).
    """
    consents = {consent.person: consent.day for consent in log.consents}
    return {
        person: latest([act.effective, consents[person]])
        for act in log.view.of("waives-entry-conditions")
        for person in map(log.person, act.parties)
        if person in consents
    }


def _needed_by(log: ConsentLog, rule: EntryRule | None, day: date) -> frozenset[str]:
    """Return whose consent, of a day that is not certain, had been given by a day on which the treaty was in force.

    It is whoever the rule could not do without (VCLT art. 24, read backwards); where no rule is known, it took as many
    as a treaty needs to bind anybody.
    """
    perhaps = {
        consent.person
        for consent in log.consents
        if not consent.day.is_day and consent.day.first <= day <= consent.day.last
    }
    needed = set()
    for person in perhaps:
        rest = log.without(person)
        rule_met = met(rule, rest) if rule else None
        first = rule_met.window if rule_met else rest.first_bound
        if first is None or first.first > day:
            needed.add(person)
    return frozenset(needed)


def _last_act(log: ConsentLog, rule_met: MetCondition) -> int | None:
    """Return the place of the consent that met the condition."""
    if not rule_met.condition.is_day:
        return None
    return next((consent.act.index for consent in log.consents if consent.day == rule_met.condition), None)


def first_stated(view: TreatyActs, effect: str) -> AttestedResult | None:
    """Return what sources state of the whole treaty; where several results stand, one that nobody disputes."""
    results = view.attested(effect)
    return min(results, key=lambda result: (bool(result.attested.disputed), result.index), default=None)


def pinned(computed: DateBounds, stated: DateBounds | None) -> DateBounds:
    """Return a computed window, or what sources state where that lies within it and is closer."""
    if stated is None or computed.is_day:
        return computed
    if computed.holds(stated):
        return stated
    if stated.holds(computed):
        return computed
    first, last = max(computed.first, stated.first), min(computed.last, stated.last)
    return DateBounds(first, last) if first <= last else computed
