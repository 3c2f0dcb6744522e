"""Shares and weights in rules for entry into force."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.law.entry_rules import fraction, is_share
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem

IMPOSSIBLE_SHARE = FindingKind(
    "impossible-share",
    meaning=Bilingual(
        en="A share above the whole, or weights that do not go together.",
        fr="Une part supérieure au tout, ou des poids qui ne vont pas ensemble.",
    ),
    mend=Bilingual(
        en="Mend the share; give all weights as shares that add up to one at most, or all as numbers.",
        fr="Corrigez la part ; donnez tous les poids en parts dont la somme ne dépasse pas un, ou tous en nombres.",
    ),
)


@check(IMPOSSIBLE_SHARE)
def shares_possible(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A share lies above zero and not above the whole; weights are all shares or all numbers, each of another party."""
    for index, clause in enumerate(treaty.final_clauses.entry_into_force or ()):
        for key in ("initial", "later", "accession"):
            rule = getattr(clause, key)
            if rule is not None:
                yield from _impossible(rule, ("final_clauses", "entry_into_force", index, key))


def _impossible(rule: EntryRule, path: Path) -> Iterator[Problem]:
    if rule.share is not None and not 0 < fraction(rule.share) <= 1:
        yield Problem(
            "impossible-share",
            f"`{rule.share}` is not a share of a whole. Write one such as `2/3` or `55 %`.",
            (*path, "share"),
        )
    if rule.weights:
        yield from _weights(rule, path)
    for number, inner in enumerate(rule.rules or ()):
        yield from _impossible(inner, (*path, "rules", number))


def _rounding(share: str) -> Fraction:
    """Return by how much a percentage may be too large for having been rounded: half of its last digit."""
    digits = share.rstrip("% ").partition(".")[2]
    return Fraction(1, 2 * 10 ** len(digits)) * (Fraction(1, 100) if share.endswith("%") else 0)


def _weights(rule: EntryRule, path: Path) -> Iterator[Problem]:
    weights = rule.weights or ()
    shares = [is_share(weight.value) for weight in weights]
    if any(shares) and not all(shares):
        number = shares.index(not shares[0])
        yield Problem(
            "impossible-share",
            "Some weights are shares and some are numbers, which cannot be added up. Give all in one way.",
            (*path, "weights", number, "value"),
        )
    elif all(shares) and (whole := sum((fraction(str(weight.value)) for weight in weights), Fraction(0))) > 1 + sum(
        _rounding(str(weight.value)) for weight in weights
    ):
        yield Problem(
            "impossible-share",
            f"The weights add up to {float(whole):.1%}, more than the whole. Mend those that are wrong.",
            (*path, "weights"),
        )
    counted: dict[str, int] = {}
    for number, weight in enumerate(weights):
        for code in weight.party:
            if counted.setdefault(code, number) != number:
                yield Problem(
                    "impossible-share",
                    f"{code} is counted already in weight number {counted[code] + 1}. Let it count once.",
                    (*path, "weights", number, "party"),
                )
