"""What treaties say about each ordered pair of parties, in years: which duties are owed, which surely not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.law.status import OWED
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.treaty import WHOLE, Treaty

DYAD_KINDS: Mapping[str, str] = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "non-aggression": "nonagg",
    "consultation": "consul",
}
"""ATOP's column for each kind of obligation that it has."""


@dataclass(frozen=True, slots=True)
class PairSpan:
    """Years for which a treaty says something about some kinds: 1 owed, 0 not owed, ``None`` not for certain."""

    first: int
    last: int
    kinds: tuple[str, ...]
    value: int | None
    treaty: str
    standing: str


def spans_by_pair(law: CompiledRegistry) -> Mapping[tuple[str, str], list[PairSpan]]:
    """Return what all treaties say about each ordered pair. Pairs with the same days share what is said."""
    by_pair: defaultdict[tuple[str, str], list[PairSpan]] = defaultdict(list)
    for treaty in active_treaties(law.registry):
        known = treaty.verified.latest
        made: dict[tuple[object, ...], PairSpan | None] = {}
        for duty in law.duties(treaty.id, DYAD_KINDS):
            key = duty.interval, duty.kind, duty.standing
            if key not in made:
                value = 1 if duty.standing == OWED else None
                made[key] = _span(duty.interval, known, (duty.kind,), value, treaty.id, duty.standing)
            if (span := made[key]) is not None:
                by_pair[duty.obligor, duty.beneficiary].append(span)
        for pair, span in _surely_not_owed(law, treaty, known):
            by_pair[pair].append(span)
    return by_pair


def _span(
    interval: Interval, known: date, kinds: tuple[str, ...], value: int | None, treaty: str, standing: str
) -> PairSpan | None:
    years = year_span(interval, known)
    return PairSpan(*years, kinds, value, treaty, standing) if years else None


def _surely_not_owed(law: CompiledRegistry, treaty: Treaty, known: date) -> Iterator[tuple[tuple[str, str], PairSpan]]:
    """Yield the kinds that a treaty was coded for and lacks, for each two parties for which it was in force."""
    if treaty.text_read != WHOLE:
        return
    there = {obligation.kind for obligation in treaty.obligations or ()}
    absent = tuple(kind for kind in DYAD_KINDS if kind in treaty.coded and kind not in there)
    if not absent:
        return
    ties = law.ties(treaty.id)
    persons = law.persons
    made: dict[Interval, PairSpan | None] = {}
    for first, second in product(ties, ties):
        if persons.person(first) == persons.person(second):
            continue
        for interval in _common(ties[first], ties[second]):
            if interval not in made:
                made[interval] = _span(interval, known, absent, 0, treaty.id, OWED)
            if (span := made[interval]) is not None:
                yield (first, second), span


def _common(ties: Iterable[tuple[Interval, str]], others: Iterable[tuple[Interval, str]]) -> Iterator[Interval]:
    """Yield the days on which two were firmly bound at the same time."""
    for (days, standing), (other_days, other_standing) in product(ties, others):
        start, end = max(days.start, other_days.start), min(days.end, other_days.end)
        if standing == other_standing == OWED and start < end:
            yield Interval(start, end)


def year_span(interval: Interval, known: date) -> tuple[int, int] | None:
    """Return the first and last year with a day of the interval, up to the day on which the facts are known."""
    last = known if interval.end == NEVER else min(known, interval.end - timedelta(days=1))
    if interval.start == ALWAYS or interval.start > last:
        return None
    return interval.start.year, last.year


def spans_of(spans: Sequence[PairSpan]) -> Iterator[tuple[int, int, list[PairSpan]]]:
    """Yield years in a row for which the same is said, first and last, with what is said; none where nothing is."""
    turns = sorted({year for span in spans for year in (span.first, span.last + 1)})
    for first, after in pairwise(turns):
        if said := [span for span in spans if span.first <= first <= span.last]:
            yield first, after - 1, said


def values_by_kind(said: Iterable[PairSpan]) -> dict[str, int | None]:
    """Return 1, 0 or missing for each kind: a duty outweighs the no of another treaty, and so does a doubt."""
    values: dict[str, int | None] = dict.fromkeys(DYAD_KINDS)
    doubted: set[str] = set()
    for span in said:
        if span.value is None:
            doubted.update(span.kinds)
            continue
        for kind in span.kinds:
            if span.value or values[kind] is None:
                values[kind] = span.value
    return {kind: None if value == 0 and kind in doubted else value for kind, value in values.items()}
