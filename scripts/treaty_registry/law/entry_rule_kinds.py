"""Rules for entry into force as data (VCLT art. 24): what a kind of rule is, and when one is met.

A rule is met on the first day on which those who have consented by then fulfil it. Where days are known only within
bounds, the earliest answer takes every consent at its first day and every signature at its last, and the latest
answer the other way round, because a consent can only help a rule and a signature can only hinder it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from treaty_registry.law.consent_log import ConsentLog
from treaty_registry.law.date_bounds import DateBounds, first_of_month, later
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.vocabulary import Vocabulary

NOBODY: frozenset[str] = frozenset()
SETS_ENTRY = "sets-entry"
"""The effect of acts that fix the day of entry into force: an event that the text waits for, or an agreement on it."""


@dataclass(frozen=True, slots=True)
class MetCondition:
    """When a rule is met, before and after its delay, and the persons whose consent it cannot do without."""

    condition: DateBounds
    window: DateBounds
    required: frozenset[str] = frozenset()


COUNTS_INSTRUMENTS, BY_SIGNATURE = "counts-instruments", "by-signature"
"""Effects of rules that wait for instruments, and of rules for which a signature is enough."""


def effects_of(rule: EntryRule, rules: Vocabulary) -> frozenset[str]:
    """Return the effects of a rule, or of those that it combines, as their vocabulary has them."""
    if rule.rules:
        return frozenset().union(*(effects_of(inner, rules) for inner in rule.rules))
    effect = rules.terms[rule.when].effect
    return frozenset((effect,)) if effect else frozenset()


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
    return ENTRY_RULES[rule.when].evaluate(rule, log, own)


def moved(day: date, rule: EntryRule) -> date:
    """Return the day that a rule's delay and its first day of effect make of the day on which it is met."""
    day = later(day, rule.delay)
    return ENTRY_DAYS[rule.starting or "same-day"](day)


def delayed(rule: EntryRule, condition: DateBounds | None, required: frozenset[str] = NOBODY) -> MetCondition | None:
    """Return a condition with the delay of its rule, or ``None`` where nobody can tell when it is met."""
    if condition is None:
        return None
    window = DateBounds(moved(condition.first, rule), moved(condition.last, rule))
    return MetCondition(condition, window, required)


ENTRY_DAYS: Mapping[str, Callable[[date], date]] = {
    "same-day": lambda day: day,
    "day-after": lambda day: later(day, "1 day"),
    "first-of-month-after": lambda day: first_of_month(day, 1),
    "first-of-second-month-after": lambda day: first_of_month(day, 2),
    "first-of-year-after": lambda day: first_of_month(day, 13 - day.month),
}
"""How the day of effect follows, for each term of ``entry-days``."""


Evaluate = Callable[[EntryRule, ConsentLog, DateBounds | None], MetCondition | None]


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


def fraction(text: str) -> Fraction:
    """Return what a share such as ``2/3``, ``55 %`` or a plain number stands for."""
    bare = text.replace(" ", "").replace(",", "")
    return Fraction(bare[:-1]) / 100 if bare.endswith("%") else Fraction(bare)


def is_share(value: object) -> bool:
    """Return whether a weight is a share of the whole rather than a number in the measure's unit."""
    return "%" in str(value) or "/" in str(value)
