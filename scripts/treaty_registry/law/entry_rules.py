"""Entry into force as the final clauses have it (VCLT art. 24): one evaluator for rules that are data.

A rule is met on the first day on which those who have consented by then fulfil it. Where days are known only within
bounds, the earliest answer takes every consent at its first day and every signature at its last, and the latest
answer the other way round, because a consent can only help a rule and a signature can only hinder it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from treaty_registry.law.acts import CONSENTS, SIGNS, Act, TreatyActs
from treaty_registry.law.date_bounds import NEVER, DateBounds, earliest, first_of_month, later, latest, next_after
from treaty_registry.law.succession import bounds_of
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.vocabulary import Vocabulary

Side = Literal[0, 1]
"""Which bound is asked for: the earliest (0) or the latest (1)."""

ADOPTS = "adopts"
PRESUMED = (SIGNS - CONSENTS) | {ADOPTS}
"""Effects of acts that are a consent only if the treaty needs no instrument."""

WITHDRAWS_CONSENT = "withdraws-consent"
WITHDRAWS_SIGNATURE = "withdraws-signature"


class OtherTreaties(Protocol):
    """What rules ask of other treaties."""

    def entry_of(self, treaty_id: str) -> DateBounds | None:
        """Return when another treaty enters into force, or ``None`` where that cannot be told."""

    def view_of(self, treaty_id: str) -> TreatyActs | None:
        """Return the acts of another treaty."""

    def bound_by(self, treaty_id: str, on: date, *, but_under: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the persons that another treaty binds on a day for certain, and those that it may bind.

        Those who joined it under the treaty ``but_under`` are left out.
        """


class Consent(NamedTuple):
    """A person's consent from a day on, and the day from which it was taken back before it had effect."""

    person: str
    day: DateBounds
    taken_back: DateBounds
    act: Act


@dataclass(frozen=True, slots=True)
class MetCondition:
    """When a rule is met, before and after its delay, and the persons whose consent it cannot do without."""

    condition: DateBounds
    window: DateBounds
    required: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ConsentLog:
    """Who has signed and who has consented, as rules for entry into force count them."""

    view: TreatyActs
    consents: tuple[Consent, ...]
    signatures: tuple[Consent, ...]
    others: OtherTreaties

    def days(self, rule: EntryRule, side: Side) -> Sequence[tuple[date, frozenset[str]]]:
        """Return each day on which the consents that a rule counts change, with those who have consented by then."""
        return _days(self.counted(self.consents, rule), side)

    def counted(self, consents: Iterable[Consent], rule: EntryRule) -> Iterator[Consent]:
        """Yield the consents that a rule counts: by its instruments, and not of those that it leaves out."""
        left_out = {self.view.persons.person(code) for code in rule.not_counting or ()}
        for consent in consents:
            instrument = consent.act.event.instrument
            if consent.person not in left_out and (
                rule.instruments is None or instrument is None or instrument in rule.instruments
            ):
                yield consent

    def signatories(self, on: date, side: Side) -> frozenset[str]:
        """Return who has signed by a day: at most (for the latest answer) or at least (for the earliest)."""
        return frozenset(
            signature.person
            for signature in self.signatures
            if signature.day[1 - side] <= on and signature.taken_back[side] > on
        )

    @cached_property
    def signed(self) -> frozenset[str]:
        """Return everybody who ever signed."""
        return frozenset(signature.person for signature in self.signatures)

    def person(self, code: str) -> str:
        """Return the legal person behind a code."""
        return self.view.persons.person(code)


def consent_log(view: TreatyActs, others: OtherTreaties, *, signing_binds: bool) -> ConsentLog:
    """Return who has signed and consented. Where signing binds, a signature or adoption of the text is the consent."""
    signatures = list(_consents(view, SIGNS, WITHDRAWS_SIGNATURE))
    consents = list(_consents(view, CONSENTS))
    if signing_binds:
        consents += signatures or list(_consents(view, {ADOPTS}))
    return ConsentLog(view, tuple(consents), tuple(signatures), others)


def _consents(view: TreatyActs, effects: Iterable[str], taking_back: str = WITHDRAWS_CONSENT) -> Iterator[Consent]:
    """Yield who consented, or signed, and when that was taken back (VCLT art. 18)."""
    back: defaultdict[str, list[DateBounds]] = defaultdict(list)
    for act in view.of(taking_back):
        for code in act.parties:
            back[view.persons.person(code)].append(act.done)
    for act in view.of(*effects):
        for person in dict.fromkeys(view.persons.person(code) for code in act.parties):
            yield Consent(person, act.done, next_after(back[person], act.done), act)


def _days(consents: Iterable[Consent], side: Side) -> Sequence[tuple[date, frozenset[str]]]:
    changes: dict[date, list[tuple[bool, str]]] = {}
    for consent in consents:
        changes.setdefault(consent.day[side], []).append((True, consent.person))
        if (back := consent.taken_back[1 - side]) != NEVER:
            changes.setdefault(back, []).append((False, consent.person))
    days: list[tuple[date, frozenset[str]]] = []
    so_far: frozenset[str] = frozenset()
    for day in sorted(changes):
        joined = {person for came, person in changes[day] if came}
        left = {person for came, person in changes[day] if not came}
        so_far = (so_far | joined) - left
        days.append((day, so_far))
    return days


def counts_instruments(rule: EntryRule, rules: Vocabulary) -> bool:
    """Return whether a rule, or one that it combines, waits for instruments: then a signature alone does not bind."""
    if rule.rules:
        return any(counts_instruments(inner, rules) for inner in rule.rules)
    return rules.terms[rule.when].effect == "counts-instruments"


def named(rule: EntryRule) -> tuple[str, ...]:
    """Return the codes of those that a rule, or one that it combines, names."""
    return tuple(dict.fromkeys((*(rule.of or ()), *(code for inner in rule.rules or () for code in named(inner)))))


def met(rule: EntryRule, log: ConsentLog, own: DateBounds | None = None) -> MetCondition | None:
    """Return when a rule is met, or ``None`` where the rule is unknown or rests on something that cannot be told.

    ``own`` is the consent of the party for which rules about its own instrument are asked.
    """
    condition, required = _condition(rule, log, own)
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


def _condition(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    if rule.rules:
        inner = [met(inner_rule, log, own) for inner_rule in rule.rules]
        return _COMBINE[rule.when](inner)
    return RULES[rule.when](rule, log, own)


def _all_of(inner: Sequence[MetCondition | None]) -> _Answer:
    known = [rule_met for rule_met in inner if rule_met is not None]
    if len(known) < len(inner):
        return None, _NOBODY
    return latest(rule_met.window for rule_met in known), frozenset().union(*(rule_met.required for rule_met in known))


def _any_of(inner: Sequence[MetCondition | None]) -> _Answer:
    known = [rule_met for rule_met in inner if rule_met is not None]
    if len(known) < len(inner):
        return None, _NOBODY
    return earliest(rule_met.window for rule_met in known), _NOBODY


_COMBINE: Mapping[str, Callable[[Sequence[MetCondition | None]], _Answer]] = {"all-of": _all_of, "any-of": _any_of}


def _first_day(days: Sequence[tuple[date, frozenset[str]]], fits: Callable[[frozenset[str], date], bool]) -> date:
    """Return the first day on which those who have consented fit."""
    return next((day for day, persons in days if fits(persons, day)), NEVER)


def _both(rule: EntryRule, log: ConsentLog, fits: Callable[[frozenset[str], date, Side], bool]) -> DateBounds:
    first = _first_day(log.days(rule, 0), lambda persons, day: fits(persons, day, 0))
    last = _first_day(log.days(rule, 1), lambda persons, day: fits(persons, day, 1))
    return DateBounds(first, max(first, last))


def _on_signature(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When two have signed it: a treaty needs two sides. Later signatories come under the rule for later consent."""
    if own is not None:
        return own, _NOBODY
    first, last = (_first_day(_days(log.signatures, side), lambda persons, day: len(persons) > 1) for side in (0, 1))
    return DateBounds(first, last), _NOBODY


def _on_date(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return (bounds_of(rule.date) if rule.date else None), _NOBODY


def _all_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When all who have signed by then have consented, and at least two."""

    def fits(persons: frozenset[str], day: date, side: Side) -> bool:
        return len(persons) > 1 and log.signatories(day, side) <= persons

    window = _both(rule, log, fits)
    return window, log.signatories(window.first, 0) if window.first != NEVER else _NOBODY


def _deposits(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    number = rule.number or 0
    return _both(rule, log, lambda persons, day, side: len(persons) >= number), _NOBODY


def _deposits_by(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    """When all that are named have consented; with ``treaty``, to that other treaty."""
    named = frozenset(map(log.person, rule.of or ()))
    if rule.treaty is None:
        return _both(rule, log, lambda persons, day, side: named <= persons), named
    other = log.others.view_of(rule.treaty)
    if other is None:
        return None, _NOBODY
    consents = list(log.counted(_consents(other, CONSENTS), rule))
    bounds = [_first_day(_days(consents, side), lambda persons, day: named <= persons) for side in (0, 1)]
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


def _majority(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return _share(rule, log, own, Fraction(1, 2), more=True)


def _share_of_signatories(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return _share(rule, log, own, fraction(rule.share or "1/1"))


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


def _with_treaty(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return (log.others.entry_of(rule.treaty) if rule.treaty else None), _NOBODY


def _own(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return own, _NOBODY


def _unknown(rule: EntryRule, log: ConsentLog, own: DateBounds | None) -> _Answer:
    return None, _NOBODY


RULES: Mapping[str, Callable[[EntryRule, ConsentLog, DateBounds | None], _Answer]] = {
    "on-signature": _on_signature,
    "on-date": _on_date,
    "exchange-of-instruments": _all_signatories,
    "last-notification": _all_signatories,
    "deposits": _deposits,
    "deposits-by": _deposits_by,
    "all-signatories": _all_signatories,
    "majority-of-signatories": _majority,
    "share-of-signatories": _share_of_signatories,
    "weighted-share": _weighted,
    "all-parties-of": _all_parties_of,
    "with-treaty": _with_treaty,
    "own-deposit": _own,
    "own-signature": _own,
    "not-mentioned": _unknown,
    "unknown": _unknown,
}
"""How each rule of ``entry-rules`` is evaluated. Those that combine others are in ``_COMBINE``."""


def fraction(text: str) -> Fraction:
    """Return what a share such as ``2/3``, ``55 %`` or a plain number stands for."""
    bare = text.replace(" ", "").replace(",", "")
    return Fraction(bare[:-1]) / 100 if bare.endswith("%") else Fraction(bare)
