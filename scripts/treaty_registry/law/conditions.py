"""Of a rule for entry into force: which of its conditions decided the day, and whose act one that is not met lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from treaty_registry.law.acts import CONSENTS
from treaty_registry.law.consent_log import ConsentLog, consents_in, days_of
from treaty_registry.law.date_bounds import NEVER
from treaty_registry.law.entry_rules import ENTRY_RULES, fraction, met
from treaty_registry.model.clauses import EntryRule

IN_THE_END = NEVER - timedelta(days=1)
"""A day by which everything has come that comes at all."""


def combines(rule: EntryRule) -> bool:
    """Return whether a rule is of a kind that combines others; one that should and has none combines nothing."""
    return "rules" in ENTRY_RULES[rule.when].keys


def decided_by(rule: EntryRule, log: ConsentLog) -> tuple[int, ...]:
    """Return the place of the condition on whose day a rule that combines several was met, from the outside in.

    Empty where the rule combines none, where its day is open, and where several conditions came on that day.
    """
    rule_met = met(rule, log) if combines(rule) else None
    if rule_met is None or not rule_met.condition.is_day:
        return ()
    parts = rule.rules or ()
    inner = [met(part, log) for part in parts]
    those = [
        place
        for place, part_met in enumerate(inner)
        if part_met is not None and part_met.window.meets(rule_met.condition)
    ]
    return (those[0], *decided_by(parts[those[0]], log)) if len(those) == 1 else ()


class Unmet(NamedTuple):
    """A condition that is not met by a day.

    ``place`` is its place in the rule, from the outside in; ``parties`` are those of whom it has no consent, and
    ``required`` says whether it needs each of them; ``there`` of ``needed`` acts are on record, where they are counted.
    """

    place: tuple[int, ...]
    rule: EntryRule
    parties: tuple[str, ...] = ()
    required: bool = False
    there: int = 0
    needed: int = 0


def unmet(rule: EntryRule, log: ConsentLog, on: date, place: tuple[int, ...] = ()) -> Iterator[Unmet]:
    """Yield the conditions of a rule that are not met by a day as far as is known, however deep they stand.

    Of those that a rule combines, one that may have been met by then is left out.
    """
    if not combines(rule):
        yield LACKS[rule.when](rule, log, on)._replace(place=place)
        return
    for number, part in enumerate(rule.rules or ()):
        part_met = met(part, log)
        if part_met is None or part_met.window.first > on:
            yield from unmet(part, log, on, (*place, number))


def missing_parties(rule: EntryRule, log: ConsentLog, on: date) -> tuple[str, ...]:
    """Return whose consent a rule cannot do without and does not have by a day, each once, as far as is known.

    Nobody where it is enough that one of several conditions is met.
    """
    if rule.when == "any-of":
        return ()
    if combines(rule):
        parts = [part for part in rule.rules or () if (it := met(part, log)) is None or it.window.first > on]
        return tuple(dict.fromkeys(code for part in parts for code in missing_parties(part, log, on)))
    (lacking,) = unmet(rule, log, on)
    return lacking.parties if lacking.required else ()


_Lacks = Callable[[EntryRule, ConsentLog, date], Unmet]


def _nobody(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    return Unmet((), rule)


def _signatures(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    return Unmet((), rule, there=len(log.signatories(rule, on, 0)), needed=log.fewest)


def _signatories(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    whole, given = log.signatories(rule, on, 0), _given(rule, log, on)
    return Unmet((), rule, _codes(log, whole - given), required=True, there=len(whole & given), needed=len(whole))


def _number(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    of = frozenset(map(log.person, rule.of or ()))
    given = _given(rule, log, on) & of if of else _given(rule, log, on)
    waited_for = of or log.signatories(rule, on, 0)
    return Unmet((), rule, _codes(log, waited_for - given, rule.of), there=len(given), needed=rule.number or 0)


def _named(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    given, of = _given(rule, log, on), rule.of or ()
    lacking = tuple(code for code in of if log.person(code) not in given)
    needed = len(of) if rule.number is None else rule.number
    return Unmet((), rule, lacking, required=needed == len(of), there=len(of) - len(lacking), needed=needed)


def _majority(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    return _part(rule, log, on, lambda whole: whole // 2 + 1)


def _share(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    share = fraction(rule.share) if rule.share else Fraction(1)
    return _part(rule, log, on, lambda whole: ceil(share * whole))


def _part(rule: EntryRule, log: ConsentLog, on: date, needed: Callable[[int], int]) -> Unmet:
    whole = frozenset(map(log.person, rule.of or ())) or log.signatories(rule, on, 0)
    given = _given(rule, log, on) & whole
    return Unmet(
        (), rule, _codes(log, whole - given, rule.of), there=len(given), needed=max(log.fewest, needed(len(whole)))
    )


def _weights(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    given = _given(rule, log, on)
    codes = dict.fromkeys(code for weight in rule.weights or () for code in weight.party)
    return Unmet((), rule, tuple(code for code in codes if log.person(code) not in given))


def _parties_of(rule: EntryRule, log: ConsentLog, on: date) -> Unmet:
    bound = log.others.bound_by(rule.treaty, on, but_under=log.view.treaty.id) if rule.treaty else None
    whole = bound[0] if bound else frozenset()
    whole -= log.left_out(rule)
    given = _given(rule, log, on)
    needed = ceil(fraction(rule.share or "1/1") * len(whole))
    lacking = _codes(log, whole - given)
    return Unmet((), rule, lacking, required=needed == len(whole), there=len(whole & given), needed=needed)


LACKS: Mapping[str, _Lacks] = {
    "on-signature": _signatures,
    "on-date": _nobody,
    "on-event": _nobody,
    "on-agreed-day": _nobody,
    "exchange-of-instruments": _signatories,
    "last-notification": _signatories,
    "all-signatories": _signatories,
    "deposits": _number,
    "deposits-by": _named,
    "majority-of-signatories": _majority,
    "share-of-signatories": _share,
    "weighted-share": _weights,
    "all-parties-of": _parties_of,
    "share-of-parties": _parties_of,
    "tacit-acceptance": _nobody,
    "with-treaty": _nobody,
    "own-deposit": _nobody,
    "own-signature": _nobody,
    "not-mentioned": _signatories,
    "unknown": _nobody,
}
"""What each kind of rule lacks that combines no others; nobody, where it waits for no act that could be counted."""


def _given(rule: EntryRule, log: ConsentLog, on: date) -> frozenset[str]:
    """Return who may have consented by a day, as a rule counts consents, here or to the treaty that it names."""
    days = log.days(rule, 0)
    if rule.when == "deposits-by" and rule.treaty is not None:
        other = log.others.view_of(rule.treaty)
        days = list(days_of(log.counted(consents_in(other, CONSENTS), rule), 0)) if other else []
    return next((persons for day, persons in reversed(days) if day <= on), frozenset())


def _codes(log: ConsentLog, persons: frozenset[str], of: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return each person by the code that the rule or the acts have for it, in their order."""
    known = {log.person(code): code for code in (*(of or ()), *(code for act in log.view.acts for code in act.parties))}
    ranks = {person: rank for rank, person in enumerate(known)}
    in_order = sorted(persons, key=lambda person: (ranks.get(person, len(ranks)), person))
    return tuple(known.get(person, person) for person in in_order)
