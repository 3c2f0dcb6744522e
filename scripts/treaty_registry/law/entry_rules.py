"""Entry into force as the final clauses have it (VCLT art. 24): one evaluator for rules that are data.

A rule is met on the first day on which those who have consented by then fulfil it. Where days are known only within
bounds, the earliest answer takes every consent at its first day and every signature at its last, and the latest
answer the other way round, because a consent can only help a rule and a signature can only hinder it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from treaty_registry.law.acts import CONSENTS
from treaty_registry.law.consent_log import ConsentLog, Side, consents_in, days_of
from treaty_registry.law.date_bounds import NEVER, DateBounds, earliest, first_of_month, later, latest
from treaty_registry.law.succession import bounds_of
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class MetCondition:
    """When a rule is met, before and after its delay, and the persons whose consent it cannot do without."""

    condition: DateBounds
    window: DateBounds
    required: frozenset[str] = frozenset()


def counts_instruments(rule: EntryRule, rules: Vocabulary) -> bool:
    """Return whether a rule, or one that it combines, waits for instruments: then a signature alone does not bind."""
    if rule.rules:
        return any(counts_instruments(inner, rules) for inner in rule.rules)
    return rules.terms[rule.when].effect == "counts-instruments"


def lacks_a_part(rule: EntryRule, rules: Vocabulary) -> bool:
    """Return whether a rule is without a key that its kind needs: a record that the checks refuse."""
    return any(getattr(rule, key, None) is None for key in rules.terms[rule.when].needs or ())


def met(rule: EntryRule, log: ConsentLog, own: DateBounds | None = None) -> MetCondition | None:
    """Return when a rule is met, or ``None`` where the rule is unknown or rests on something that cannot be told.

    A rule that lacks a part that its kind needs is not known. ``own`` is the consent of the party for which rules about
    its own instrument are asked.
    """
    if lacks_a_part(rule, log.view.terms.vocabularies["entry-rules"]):
        return None
    condition, required = ENTRY_RULES[rule.when].evaluate(rule, log, own)
    if condition is None:
        return None
    window = DateBounds(_moved(condition.first, rule), _moved(condition.last, rule))
    return MetCondition(condition, window, required)


def _moved(day: date, rule: EntryRule) -> date:
    """Return the day that a rule's delay and its first day of effect make of the day on which it is met."""
    day = later(day, rule.delay)
    return ENTRY_DAYS[rule.starting or "same-day"](day)


ENTRY_DAYS: Mapping[str, Callable[[date], date]] = {
    "same-day": lambda day: day,
    "day-after": lambda day: later(day, "1 day"),
    "first-of-month-after": lambda day: first_of_month(day, 1),
    "first-of-second-month-after": lambda day: first_of_month(day, 2),
}
"""How the day of effect follows, for each term of ``entry-days``."""

_Answer = tuple[DateBounds | None, frozenset[str]]
_NOBODY: frozenset[str] = frozenset()


Evaluate = Callable[[EntryRule, ConsentLog, DateBounds | None], _Answer]


@dataclass(frozen=True, slots=True)
class EntryRuleKind:
    """A rule for entry into force: its term in ``entry-rules``, the keys that it reads, the article, its evaluation.

    ``article`` is the one of the VCLT that gives a treaty's text this choice, or decides where the text is silent.
    """

    term: str
    keys: tuple[str, ...]
    article: str
    evaluate: Evaluate


ENTRY_RULES: dict[str, EntryRuleKind] = {}
"""Every rule by its term."""


def entry_rule(term: str, *, keys: tuple[str, ...], article: str) -> Callable[[Evaluate], Evaluate]:
    """Register what evaluates a rule: a function of the rule, the consents, and the party's own consent, if any."""

    def register(evaluate: Evaluate) -> Evaluate:
        ENTRY_RULES[term] = EntryRuleKind(term, keys, article, evaluate)
        return evaluate

    return register


def _inner(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> Sequence[MetCondition | None]:
    return [met(part, log, own) for part in rule.rules or ()]


@entry_rule("all-of", keys=("rules",), article="art. 24(1)")
def _all_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    inner = _inner(rule, log, own)
    known = [rule_met for rule_met in inner if rule_met is not None]
    if len(known) < len(inner) or not known:
        return None, _NOBODY
    return latest(rule_met.window for rule_met in known), frozenset().union(*(rule_met.required for rule_met in known))


@entry_rule("any-of", keys=("rules",), article="art. 24(1)")
def _any_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    inner = _inner(rule, log, own)
    known = [rule_met for rule_met in inner if rule_met is not None]
    if len(known) < len(inner) or not known:
        return None, _NOBODY
    return earliest(rule_met.window for rule_met in known), _NOBODY


def _first_day(days: Sequence[tuple[date, frozenset[str]]], fits: Callable[[frozenset[str], date], bool]) -> date:
    """Return the first day on which those who have consented fit."""
    return next((day for day, persons in days if fits(persons, day)), NEVER)


def _both(rule: EntryRule, log: ConsentLog, fits: Callable[[frozenset[str], date, Side], bool]) -> DateBounds:
    first = _first_day(log.days(rule, 0), lambda persons, day: fits(persons, day, 0))
    last = _first_day(log.days(rule, 1), lambda persons, day: fits(persons, day, 1))
    return DateBounds(first, max(first, last))


@entry_rule("on-signature", keys=(), article="art. 12, 24(1)")
def _on_signature(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When two have signed it: a treaty needs two sides. Later signatories come under the rule for later consent."""
    if own is not None:
        return own, _NOBODY
    first, last = (_first_day(days_of(log.signatures, side), lambda persons, day: len(persons) > 1) for side in (0, 1))
    return DateBounds(first, last), _NOBODY


@entry_rule("on-date", keys=("date",), article="art. 24(1)")
def _on_date(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return (bounds_of(rule.date) if rule.date else None), _NOBODY


@entry_rule("exchange-of-instruments", keys=("instruments",), article="art. 13, 16(a), 24(1)")
@entry_rule("last-notification", keys=("instruments",), article="art. 16(c), 24(1)")
@entry_rule("all-signatories", keys=("instruments", "not_counting"), article="art. 24(2)")
def _all_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When all who have signed by then have consented, and at least two."""

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        return len(persons) > 1 and log.signatories(day, side) <= persons

    window = _both(rule, log, fits)
    return window, log.signatories(window.first, 0) if window.first != NEVER else _NOBODY


@entry_rule("deposits", keys=("number", "instruments", "not_counting"), article="art. 16(b), 24(1)")
def _deposits(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    number = rule.number or 0
    return _both(rule, log, lambda persons, day, side: len(persons) >= number), _NOBODY


@entry_rule("deposits-by", keys=("of", "treaty", "instruments"), article="art. 16(b), 24(1)")
def _deposits_by(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When all that are named have consented; with ``treaty``, to that other treaty."""
    named = frozenset(map(log.person, rule.of or ()))
    if rule.treaty is None:
        return _both(rule, log, lambda persons, day, side: named <= persons), named
    other = log.others.view_of(rule.treaty)
    if other is None:
        return None, _NOBODY
    consents = list(log.counted(consents_in(other, CONSENTS), rule))
    bounds = [_first_day(days_of(consents, side), lambda persons, day: named <= persons) for side in (0, 1)]
    return DateBounds(*bounds), _NOBODY


def _share(rule: EntryRule, log: ConsentLog, own: DateBounds | None, share: Fraction, *, more: bool = False) -> _Answer:
    named = frozenset(map(log.person, rule.of or ()))

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        # Whoever may have signed counts as one who did where that helps the rule, and as one who did not elsewhere.
        fewest, most = log.signatories(day, 0), log.signatories(day, 1)
        whole = named or (most if side else fewest | (persons & most))
        part = len(persons & (named or (fewest if side else most)))
        return part > 1 and (part > share * len(whole) if more else part >= share * len(whole))

    return _both(rule, log, fits), _NOBODY


@entry_rule("majority-of-signatories", keys=("of", "instruments", "not_counting"), article="art. 24(1)")
def _majority(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return _share(rule, log, own, Fraction(1, 2), more=True)


@entry_rule("share-of-signatories", keys=("share", "instruments", "not_counting"), article="art. 24(1)")
def _share_of_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return _share(rule, log, own, fraction(rule.share or "1/1"))


@entry_rule("weighted-share", keys=("share", "measure", "weights", "instruments", "not_counting"), article="art. 24(1)")
def _weighted(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When those who have consented weigh enough: shares add up to the whole, numbers to their own sum.

    A weight that several have together counts once all of them have consented.
    """
    if not rule.weights or not rule.share:
        return None, _NOBODY
    weights = [(frozenset(map(log.person, weight.party)), fraction(str(weight.value))) for weight in rule.weights]
    shares = any("%" in str(weight.value) or "/" in str(weight.value) for weight in rule.weights)
    total = Fraction(1) if shares else sum((value for _, value in weights), Fraction(0))
    needed = fraction(rule.share) * total

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        return sum((value for those, value in weights if those <= persons), Fraction(0)) >= needed

    return _both(rule, log, fits), _NOBODY


@entry_rule("all-parties-of", keys=("treaty", "instruments"), article="art. 24(1), 40(2)")
def _all_parties_of(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When all that another treaty binds by then have consented, but for those who join it under this one."""
    if rule.treaty is None:
        return None, _NOBODY
    required: set[str] = set()
    bounds: list[date] = []
    for side in (0, 1):
        first_day = NEVER
        for day, persons in log.days(rule, side):
            bound = log.others.bound_by(rule.treaty, day, but_under=log.view.treaty.id)
            if bound is None:
                return None, _NOBODY
            needed = bound[side]
            if needed and needed <= persons:
                first_day = day
                required |= needed
                break
        bounds.append(first_day)
    return DateBounds(bounds[0], max(bounds)), frozenset(required)


@entry_rule("with-treaty", keys=("treaty",), article="art. 24(1)")
def _with_treaty(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return (log.others.entry_of(rule.treaty) if rule.treaty else None), _NOBODY


@entry_rule("own-deposit", keys=("instruments",), article="art. 16(b), 24(3)")
@entry_rule("own-signature", keys=(), article="art. 12, 24(3)")
def _own(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return own, _NOBODY


@entry_rule("not-mentioned", keys=(), article="art. 24(2)")
@entry_rule("unknown", keys=(), article="art. 24")
def _unknown(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return None, _NOBODY


def fraction(text: str) -> Fraction:
    """Return what a share such as ``2/3``, ``55 %`` or a plain number stands for."""
    bare = text.replace(" ", "").replace(",", "")
    return Fraction(bare[:-1]) / 100 if bare.endswith("%") else Fraction(bare)
