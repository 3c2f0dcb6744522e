"""Entry into force as the final clauses have it (VCLT art. 24): an evaluator for each kind of rule.

A rule is met on the first day on which those who have consented by then fulfil it. Where days are known only within
bounds, the earliest answer takes every consent at its first day and every signature at its last, and the latest
answer the other way round, because a consent can only help a rule and a signature can only hinder it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from treaty_registry.law.acts import CONSENTS
from treaty_registry.law.consent_log import ADOPTS, OBJECTS_TO_ENTRY, ConsentLog, Side, consents_in, days_of
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, bounds_of, earliest, latest
from treaty_registry.law.entry_rule_kinds import (
    BY_SIGNATURE,
    COUNTS_INSTRUMENTS,
    ENTRY_DAYS,
    ENTRY_RULES,
    NOBODY,
    SETS_ENTRY,
    EntryRuleKind,
    MetCondition,
    delayed,
    effects_of,
    entry_rule,
    fraction,
    is_share,
    lacks_a_part,
    met,
    moved,
)
from treaty_registry.model.clauses import EntryRule

__all__ = [
    "BY_SIGNATURE",
    "COUNTS_INSTRUMENTS",
    "ENTRY_DAYS",
    "ENTRY_RULES",
    "NOBODY",
    "SETS_ENTRY",
    "EntryRuleKind",
    "MetCondition",
    "effects_of",
    "fraction",
    "is_share",
    "lacks_a_part",
    "met",
]
"""What others ask of rules is here, with the rules themselves registered."""


def _inner(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> Sequence[MetCondition] | None:
    """Return when each of the rules that one combines is met, or ``None`` where that cannot be told of all."""
    inner = [met(part, log, own) for part in rule.rules or ()]
    told = [rule_met for rule_met in inner if rule_met is not None]
    return told if told and len(told) == len(inner) else None


@entry_rule("all-of", keys=("rules",), article="art. 24(1)")
def _all_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    inner = _inner(rule, log, own)
    if inner is None:
        return None
    required = frozenset().union(*(rule_met.required for rule_met in inner))
    return delayed(rule, latest(rule_met.window for rule_met in inner), required)


@entry_rule("any-of", keys=("rules",), article="art. 24(1)")
def _any_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    inner = _inner(rule, log, own)
    return None if inner is None else delayed(rule, earliest(rule_met.window for rule_met in inner))


@entry_rule("date-if-met", keys=("date", "rules"), article="art. 24(1)")
def _date_if_met(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """On the day that the text names, if its conditions are met by then; otherwise some time after they are met."""
    inner = _inner(rule, log, own)
    if inner is None or rule.date is None:
        return None
    condition, day = latest(rule_met.window for rule_met in inner), bounds_of(rule.date)
    bounds = (day[side] if condition[side] <= day[side] else moved(condition[side], rule) for side in (0, 1))
    return MetCondition(condition, DateBounds(*bounds))


_Fits = Callable[[frozenset[str], date, Side], bool]


def _first_day(days: Iterable[tuple[date, frozenset[str]]], fits: Callable[[frozenset[str], date], bool]) -> date:
    """Return the first day on which those who have consented fit."""
    return next((day for day, persons in days if fits(persons, day)), NEVER)


def _first_bounds(rule: EntryRule, log: ConsentLog, fits: _Fits) -> DateBounds:
    first = _first_day(log.days(rule, 0), lambda persons, day: fits(persons, day, 0))
    if log.exact and rule.treaty is None:
        return DateBounds(first, first)  # the latest answer follows from the same days
    last = _first_day(log.days(rule, 1), lambda persons, day: fits(persons, day, 1))
    return DateBounds(first, max(first, last))


def _by_consents(rule: EntryRule, log: ConsentLog, fits: _Fits, required: frozenset[str] = NOBODY) -> MetCondition:
    """Return when those who have consented fit. The day of effect of an act itself goes before the rule's delay."""
    condition = _first_bounds(rule, log, fits)
    if log.own_effect_days:
        window = _first_bounds(rule, log.taking_effect(lambda day: moved(day, rule)), fits)
    else:
        window = DateBounds(moved(condition.first, rule), moved(condition.last, rule))
    return MetCondition(condition, window, required)


@entry_rule("on-signature", keys=(), article="art. 12, 24(1)")
def _on_signature(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When two have signed it: a treaty needs two sides. Later signatories come under the rule for later consent."""
    if own is not None:
        return delayed(rule, own)
    signed = replace(log, consents=log.signatures)
    return _by_consents(rule, signed, lambda persons, day, side: len(persons) >= log.fewest)


@entry_rule("on-date", keys=("date",), article="art. 24(1)")
def _on_date(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return delayed(rule, bounds_of(rule.date) if rule.date else None)


@entry_rule("on-event", keys=(), article="art. 24(1)")
@entry_rule("on-agreed-day", keys=(), article="art. 24(1)")
def _on_agreed_day(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """On the day of an event outside the treaty, or on one that the parties agree: an act on record says which."""
    return delayed(rule, earliest(act.effective for act in log.view.of(SETS_ENTRY)))


@entry_rule("exchange-of-instruments", keys=("instruments",), article="art. 13, 16(a), 24(1)")
@entry_rule("last-notification", keys=("instruments",), article="art. 16(c), 24(1)")
@entry_rule("all-signatories", keys=("instruments", "not_counting"), article="art. 24(2)")
@entry_rule("not-mentioned", keys=(), article="art. 24(2)")
def _all_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When all who have signed by then have consented, and at least two. So it is too where the text is silent."""

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        return len(persons) >= log.fewest and log.signatories(rule, day, side) <= persons

    rule_met = _by_consents(rule, log, fits)
    first = rule_met.condition.first
    return replace(rule_met, required=log.signatories(rule, first, 0) if first != NEVER else NOBODY)


@entry_rule("deposits", keys=("number", "of", "treaty", "instruments", "not_counting"), article="art. 16(b), 24(1)")
def _deposits(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When so many have consented: of all, of those named, or of those that another treaty binds by then."""
    number, of = rule.number or 0, frozenset(map(log.person, rule.of or ()))
    if rule.treaty is not None and log.others.entry_of(rule.treaty) is None:
        return None

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        if of:
            persons &= of
        if rule.treaty is not None:
            bound = log.others.bound_by(rule.treaty, day, but_under=log.view.treaty.id) or (NOBODY, NOBODY)
            persons &= bound[1 - side]
        return len(persons) >= number

    return _by_consents(rule, log, fits)


@entry_rule("deposits-by", keys=("of", "number", "treaty", "instruments"), article="art. 16(b), 24(1)")
def _deposits_by(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When all that are named, or ``number`` of them, have consented; with ``treaty``, to that other treaty."""
    of = frozenset(map(log.person, rule.of or ()))
    number = len(of) if rule.number is None else rule.number
    required = of if number == len(of) else NOBODY
    if rule.treaty is None:
        return _by_consents(rule, log, lambda persons, day, side: len(of & persons) >= number, required)
    other = log.others.view_of(rule.treaty)
    if other is None:
        return None
    consents = list(log.counted(consents_in(other, CONSENTS), rule))
    bounds = [_first_day(days_of(consents, side), lambda persons, day: len(of & persons) >= number) for side in (0, 1)]
    return delayed(rule, DateBounds(*bounds), required)


def _share(rule: EntryRule, log: ConsentLog, share: Fraction, *, more: bool = False) -> MetCondition:
    of = frozenset(map(log.person, rule.of or ())) - log.left_out(rule)

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        # Whoever may have signed counts as one who did where that helps the rule, and as one who did not elsewhere.
        fewest, most = (log.signatories(rule, day, bound) for bound in (0, 1))
        whole = of or (most if side else fewest | (persons & most))
        part = len(persons & (of or (fewest if side else most)))
        return part >= log.fewest and (part > share * len(whole) if more else part >= share * len(whole))

    return _by_consents(rule, log, fits)


@entry_rule("majority-of-signatories", keys=("of", "instruments", "not_counting"), article="art. 24(1)")
def _majority(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return _share(rule, log, Fraction(1, 2), more=True)


@entry_rule("share-of-signatories", keys=("share", "instruments", "not_counting"), article="art. 24(1)")
def _share_of_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return _share(rule, log, fraction(rule.share or "1/1"))


@entry_rule("weighted-share", keys=("share", "measure", "weights", "instruments", "not_counting"), article="art. 24(1)")
def _weighted(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When those who have consented weigh enough: shares add up to the whole, numbers to their own sum.

    A weight that several have together counts once all of them have consented.
    """
    if not rule.weights or not rule.share:
        return None
    weights = [(frozenset(map(log.person, weight.party)), fraction(str(weight.value))) for weight in rule.weights]
    left_out = log.left_out(rule)
    weights = [(those, value) for those, value in weights if those.isdisjoint(left_out)]
    shares = any(is_share(weight.value) for weight in rule.weights)
    total = Fraction(1) if shares else sum((value for _, value in weights), Fraction(0))
    needed = fraction(rule.share) * total

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        return sum((value for those, value in weights if those <= persons), Fraction(0)) >= needed

    return _by_consents(rule, log, fits)


@entry_rule("share-of-parties", keys=("share", "treaty", "instruments", "not_counting"), article="art. 24(1), 40(4)")
@entry_rule("all-parties-of", keys=("treaty", "instruments", "not_counting"), article="art. 24(1), 40(2)")
def _parties_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """When all, or a share, of those whom another treaty binds by then have consented.

    Those who join the other treaty under this one are left out.
    """
    if rule.treaty is None:
        return None
    share, left_out = fraction(rule.share or "1/1"), log.left_out(rule)
    required: set[str] = set()
    bounds: list[date] = []
    for side in (0, 1):
        first_day = NEVER
        for day, persons in log.days(rule, side):
            bound = log.others.bound_by(rule.treaty, day, but_under=log.view.treaty.id)
            if bound is None:
                return None
            needed = bound[side] - left_out
            if needed and len(needed & persons) >= share * len(needed):
                first_day = day
                required |= needed if share == 1 else NOBODY
                break
        bounds.append(first_day)
    return delayed(rule, DateBounds(bounds[0], max(bounds)), frozenset(required))


@entry_rule("tacit-acceptance", keys=("number", "treaty"), article="art. 24(1), 40")
def _tacit_acceptance(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    """Some time after its adoption, unless as many have objected by then as the text says, or else anybody."""
    adopted = [act.done for act in log.view.of(ADOPTS)]
    if not adopted:
        return None
    rule_met = delayed(rule, earliest(adopted))
    objections = list(consents_in(log.view, {OBJECTS_TO_ENTRY}))
    number = rule.number or 1
    failed = DateBounds(
        *(_first_day(days_of(objections, side), lambda persons, day: len(persons) >= number) for side in (0, 1))
    )
    in_time = failed.before(rule_met.window) if rule_met else None
    if in_time is False:
        return rule_met
    return MetCondition(NOT_YET, NOT_YET) if in_time else None


@entry_rule("with-treaty", keys=("treaty",), article="art. 24(1)")
def _with_treaty(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return delayed(rule, log.others.entry_of(rule.treaty) if rule.treaty else None)


@entry_rule("own-deposit", keys=("instruments",), article="art. 16(b), 24(3)")
@entry_rule("own-signature", keys=(), article="art. 12, 24(3)")
def _own(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return delayed(rule, own)


@entry_rule("unknown", keys=(), article="art. 24")
def _unknown(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> MetCondition | None:
    return None
