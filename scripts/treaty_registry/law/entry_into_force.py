"""When a treaty enters into force: by its own rule, compared with what sources state, or as they state it."""

from __future__ import annotations

from dataclasses import dataclass

from treaty_registry.law.acts import CONSENTS, SIGNS, AttestedResult, TreatyActs
from treaty_registry.law.conditions import IN_THE_END, decided_by, missing_parties
from treaty_registry.law.consent_log import ConsentLog, OtherTreaties, consent_log
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, earliest
from treaty_registry.law.entry_rules import MetCondition, counts_instruments, met
from treaty_registry.law.reasons import Reason
from treaty_registry.model.clauses import EntryIntoForce


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """The treaty's entry into force: its window, the rule as met, and the attested result that it rests on, if any."""

    window: DateBounds
    reason: Reason
    clause: EntryIntoForce | None = None
    met: MetCondition | None = None
    stated: AttestedResult | None = None

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
    rules = view.terms.vocabularies["entry-rules"]
    log = consent_log(view, others, signing_binds=clause is None or not counts_instruments(clause.initial, rules))
    if view.void:
        return EntryOutcome(NOT_YET, Reason("void"), clause), log
    stated = first_stated(view, "starts")
    rule_met = met(clause.initial, log) if clause else None
    if rule_met is None or clause is None:
        return _as_stated(view, clause, stated), log
    return _by_rule(log, clause, rule_met, stated), log


def _as_stated(view: TreatyActs, clause: EntryIntoForce | None, stated: AttestedResult | None) -> EntryOutcome:
    if stated is None:
        return EntryOutcome(_perhaps(view), Reason("entry-unknown"), clause)
    reason = Reason("entry-attested", stated.day, attested=stated.index)
    return EntryOutcome(stated.day, reason, clause, None, stated)


def _perhaps(view: TreatyActs) -> DateBounds:
    """Return when a treaty without a known rule or attested date entered into force: perhaps, since it was signed.

    A treaty that nobody signed or consented to, as far as is known, has not.
    """
    if view.attested("never-starts"):
        return NOT_YET
    acts = [act.done for act in view.of(*SIGNS, *CONSENTS)]
    return DateBounds(earliest(acts).first, NEVER) if acts else NOT_YET


def _by_rule(
    log: ConsentLog, clause: EntryIntoForce, rule_met: MetCondition, stated: AttestedResult | None
) -> EntryOutcome:
    attested = stated.index if stated else None
    if stated is not None and rule_met.window.first == NEVER:
        lacking = missing_parties(clause.initial, log, IN_THE_END)
        reason = Reason("entry-not-computed", stated.day, attested=attested, at=clause.at, parties=lacking)
        return EntryOutcome(stated.day, reason, clause, rule_met, stated)
    window = pinned(rule_met.window, stated.day if stated else None)
    code = "entry-not-yet" if window.first == NEVER else "entry-rule"
    if window != rule_met.window:
        code = "entry-rule-and-attested"
    decided = decided_by(clause.initial, log) if code == "entry-rule" else ()
    reason = Reason(code, window, _last_act(log, rule_met), attested, clause.at, condition=decided)
    return EntryOutcome(window, reason, clause, rule_met, stated if window != rule_met.window else None)


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
