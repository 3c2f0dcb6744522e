"""When a treaty enters into force for one who has consented: with it, or later by a rule (VCLT art. 24(3))."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treaty_registry.law.acts import SUCCEEDS
from treaty_registry.law.consent_log import Consent, ConsentLog
from treaty_registry.law.date_bounds import DateBounds, earliest, latest, next_day
from treaty_registry.law.entry_into_force import EntryOutcome
from treaty_registry.law.entry_rules import MetCondition, met
from treaty_registry.law.reasons import Reason
from treaty_registry.law.withdrawal import clause_on
from treaty_registry.model.clauses import EntryIntoForce, EntryRule

AFTER_CONDITION = "condition-met"
"""The term that has a rule for later consent begin when the condition for entry into force is met."""

_Start = tuple[DateBounds, Reason]


def own_start(entry: EntryOutcome, log: ConsentLog, consent: Consent) -> _Start:
    """Return when the treaty enters into force for somebody who has consented, and why.

    A day of effect of the act itself goes before any rule, and no one is bound before the treaty is in force. Who
    succeeds waits for nothing that the text asks of others (1978 Convention on Succession of States, art. 23). Whoever
    waived the conditions of the text is bound from then on, if they are not met before; for all others they have to be.
    """
    act = consent.act
    if act.own_effect_day or act.effect == SUCCEEDS:
        window = latest([entry.window, act.effective])
        return window, Reason("bound-own-date", window, act.index)
    if entry.for_all is None:
        return _by_rule(entry, log, consent)
    start, reason = _by_rule(replace(entry, window=entry.for_all), log, consent)
    if consent.person not in entry.waived:
        return start, reason
    waived = latest([entry.window, entry.waived[consent.person]])
    if start.first <= waived.first:
        return earliest([start, waived]), reason
    return waived, Reason("bound-by-waiver", waived, act.index)


def _by_rule(entry: EntryOutcome, log: ConsentLog, consent: Consent) -> _Start:
    """Return when the rules of the text have the treaty enter into force for somebody.

    Whoever consented before the condition was met comes in with the treaty; so does whoever consented before the treaty
    entered into force, unless its text has the rule for later consent begin when the condition is met. Everybody else
    comes in by that rule (VCLT art. 24(3)).
    """
    act = consent.act
    with_all = entry.window, Reason("bound-with-treaty", entry.window, act.index)
    rule_met = None if entry.rests_on_sources else entry.met
    condition = _pinned_condition(entry, rule_met)
    if _founds(entry, rule_met, condition, consent):
        return with_all
    rule = _rule_for(log, consent)
    own = met(rule, log, consent.day) if rule else None
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
    first = max(min(entry.window.first, later.first), consent.day.first)  # with it, but not before consenting
    return DateBounds(first, max(entry.window.last, later.last)), reason


def _founds(entry: EntryOutcome, rule_met: MetCondition | None, condition: DateBounds | None, consent: Consent) -> bool:
    """Return whether a consent certainly was among those that met the condition, or came before it was met."""
    if consent.person in entry.needed and consent.day.first <= entry.window.last:
        return True
    if rule_met is not None and consent.person in rule_met.required:
        # Without it the condition would not have been met.
        return consent.day.first <= rule_met.condition.last
    return condition is not None and consent.day.last <= condition.first


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


def _pinned_condition(entry: EntryOutcome, rule_met: MetCondition | None) -> DateBounds | None:
    """Return when the condition for entry into force was met, before any delay; ``None`` where no rule says so."""
    if rule_met is None:
        return None
    if entry.stated is None:
        return rule_met.condition
    window = entry.window
    return DateBounds(min(rule_met.condition.first, window.first), min(rule_met.condition.last, window.last))


def _rule_for(log: ConsentLog, consent: Consent) -> EntryRule | None:
    """Return the rule for later signatories or for those who accede; one stands for both where only it is given."""
    clause = clause_on(log.view.treaty.final_clauses.entry_into_force, consent.day.last, log.others)
    if clause is None:
        return None
    signed = consent.person in log.signed
    return (clause.later or clause.accession) if signed else (clause.accession or clause.later)
