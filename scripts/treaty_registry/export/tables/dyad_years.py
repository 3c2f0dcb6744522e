"""Dyad-years: for each two parties and each year, which kinds of obligation one owed the other.

The columns carry the names that users of the Alliance Treaty Obligations and Provisions project (ATOP) know. A value is

- 1 where the duty was owed on a day of that year,
- 0 where a treaty in force between the two was read whole, was coded for that kind, and has none of it,
- missing otherwise: nobody looked, or the answer is not certain.

There is no row for a pair and year that nothing covers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.law.duties import duties
from treaty_registry.law.queries import Law
from treaty_registry.law.status import OWED
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.treaty import Treaty

KINDS: Mapping[str, str] = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "non-aggression": "nonagg",
    "consultation": "consul",
}
"""ATOP's column for each kind of obligation that it has."""

WHOLE = "whole"
"""How much of a text must have been read for a missing kind to be a real no."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Years for which a treaty says something about some kinds: owed, not owed, or not for certain."""

    first: int
    last: int
    kinds: tuple[str, ...]
    value: int | None
    treaty: str
    standing: str


_Spans = Mapping[tuple[str, str], list[_Span]]


def _spans(law: Law) -> _Spans:
    """Return what all treaties say about each ordered pair. Pairs with the same days share what is said."""
    found: defaultdict[tuple[str, str], list[_Span]] = defaultdict(list)
    for treaty in active_treaties(law.registry):
        known = treaty.verified.latest
        made: dict[tuple[object, ...], _Span | None] = {}
        for duty in duties(law, treaty.id, KINDS):
            key = duty.interval, duty.kind, duty.standing
            if key not in made:
                value = 1 if duty.standing == OWED else None
                made[key] = _span(duty.interval, known, (duty.kind,), value, treaty.id, duty.standing)
            if (span := made[key]) is not None:
                found[duty.obligor, duty.beneficiary].append(span)
        for pair, span in _absent(law, treaty, known):
            found[pair].append(span)
    return found


def _span(
    interval: Interval, known: date, kinds: tuple[str, ...], value: int | None, treaty: str, standing: str
) -> _Span | None:
    years = year_span(interval, known)
    return _Span(*years, kinds, value, treaty, standing) if years else None


def _absent(law: Law, treaty: Treaty, known: date) -> Iterator[tuple[tuple[str, str], _Span]]:
    """Yield the kinds that a treaty was coded for and lacks, for each two parties for which it was in force."""
    if treaty.text_read != WHOLE:
        return
    there = {obligation.kind for obligation in treaty.obligations or ()}
    absent = tuple(kind for kind in KINDS if kind in treaty.coded and kind not in there)
    if not absent:
        return
    ties = law.ties(treaty.id)
    persons = law.persons
    made: dict[Interval, _Span | None] = {}
    for one, other in product(ties, ties):
        if persons.person(one) == persons.person(other):
            continue
        for interval in _common(ties[one], ties[other]):
            if interval not in made:
                made[interval] = _span(interval, known, absent, 0, treaty.id, OWED)
            if (span := made[interval]) is not None:
                yield (one, other), span


def _common(one: Iterable[tuple[Interval, str]], other: Iterable[tuple[Interval, str]]) -> Iterator[Interval]:
    for (first, a), (second, b) in product(one, other):
        start, end = max(first.start, second.start), min(first.end, second.end)
        if a == b == OWED and start < end:
            yield Interval(start, end)


def year_span(interval: Interval, known: date) -> tuple[int, int] | None:
    """Return the first and last year with a day of the interval, up to the day on which the facts are known."""
    last = known if interval.end == NEVER else min(known, interval.end - timedelta(days=1))
    if interval.start == ALWAYS or interval.start > last:
        return None
    return interval.start.year, last.year


def _directed(law: Law) -> Iterator[Row]:
    spans = _spans(law)
    for pair in sorted(spans):
        for first, last, said in _stretches(spans[pair]):
            yield from _rows(law, pair, first, last, _values(said), said)


def _undirected(law: Law) -> Iterator[Row]:
    """Yield each pair once: a duty of either towards the other counts, a no needs both."""
    spans = _spans(law)
    for pair in sorted({(min(one, other), max(one, other)) for one, other in spans}):
        forth, back = spans.get(pair, []), spans.get((pair[1], pair[0]), [])
        for first, last, said in _stretches([*forth, *back]):
            ways = [_values([span for span in way if span.first <= first <= span.last]) for way in (forth, back)]
            values = {kind: _either(ways[0][kind], ways[1][kind]) for kind in KINDS}
            yield from _rows(law, pair, first, last, values, said)


def _either(one: int | None, other: int | None) -> int | None:
    if 1 in (one, other):
        return 1
    return 0 if one == other == 0 else None


def _stretches(spans: Sequence[_Span]) -> Iterator[tuple[int, int, list[_Span]]]:
    """Yield years in a row for which the same is said, first and last, with what is said; none where nothing is."""
    turns = sorted({year for span in spans for year in (span.first, span.last + 1)})
    for first, after in pairwise(turns):
        if said := [span for span in spans if span.first <= first <= span.last]:
            yield first, after - 1, said


def _values(said: Iterable[_Span]) -> dict[str, int | None]:
    """Return 1, 0 or missing for each kind: a duty outweighs the no of another treaty, and so does a doubt."""
    values: dict[str, int | None] = dict.fromkeys(KINDS)
    doubted: set[str] = set()
    for span in said:
        if span.value is None:
            doubted.update(span.kinds)
            continue
        for kind in span.kinds:
            if span.value or values[kind] is None:
                values[kind] = span.value
    return {kind: None if value == 0 and kind in doubted else value for kind, value in values.items()}


def _rows(
    law: Law, pair: tuple[str, str], first: int, last: int, values: Mapping[str, int | None], said: list[_Span]
) -> Iterator[Row]:
    """Yield a row for each year of a stretch: all that differs is the year, and the numbers that the two had then."""
    one, other = (law.registry.terms.parties[code] for code in pair)
    owed = sorted({span.treaty for span in said if span.value == 1})
    doubts = sorted({span.standing for span in said if span.value is None})
    known = min(law.registry.treaties[span.treaty].verified.latest for span in said)
    told = (
        _iso(one),
        _iso(other),
        *(values[kind] for kind in KINDS),
        tuple(owed) or None,
        tuple(doubts) or None,
        known,
    )
    for start, end in pairwise(sorted({first, last + 1, *_turns(one, first, last), *_turns(other, first, last)})):
        tail = *(number_in(party, scheme, start) for scheme in _NUMBERS for party in (one, other)), *told
        for year in range(start, end):
            yield *pair, year, *tail


_NUMBERS = ("cow", "gleditsch-ward")
"""The schemes whose numbers stand in each row."""


def _turns(party: Party, first: int, last: int) -> Iterator[int]:
    """Yield the years after the first of a stretch in which a party may have other numbers than the year before."""
    for one in party.identifiers:
        turns = [one.since.earliest.year] if one.since else []
        turns += [one.until.latest.year + 1] if one.until else []
        yield from (year for year in turns if first < year <= last)


def number_in(party: Party, scheme: str, year: int) -> int | None:
    """Return a party's number in a scheme in a year; missing where it is unknown or had none then."""
    for one in party.identifiers:
        if one.scheme == scheme and one.value.isdigit() and _held(one.since, one.until, year):
            return int(one.value)
    return None


def _held(since: Date | None, until: Date | None, year: int) -> bool:
    return (since is None or since.earliest.year <= year) and (until is None or until.latest.year >= year)


def _iso(party: Party) -> str | None:
    found = (one.value for one in party.identifiers if one.scheme == "iso-3166-1-alpha-3")
    return next((value for value in found if value not in ("unknown", "none")), None)


def _columns(first: str, second: str) -> str:
    return f"""
        code1: string* Registry code of {first}.
        code2: string* Registry code of {second}.
        year: integer* Year.
        ccode1: integer Correlates of War code of the first in that year.
        ccode2: integer Correlates of War code of the second in that year.
        gwcode1: integer Gleditsch-Ward code of the first in that year.
        gwcode2: integer Gleditsch-Ward code of the second in that year.
        iso1: string ISO 3166-1 alpha-3 code of the first.
        iso2: string ISO 3166-1 alpha-3 code of the second.
        defense: integer Defence: 1 owed on a day of the year, 0 a real no, missing otherwise.
        offense: integer Offence, in the same way.
        neutral: integer Neutrality, in the same way.
        nonagg: integer Non-aggression, in the same way.
        consul: integer Consultation, in the same way.
        treaties: list Ids of the treaties under which something of these kinds was owed.
        uncertain: list Why a value may be missing: provisional, disputed or cannot-tell.
        known: date* Day up to which the facts were verified, the earliest of the treaties concerned.
        """


_REFERENCES = (Reference(("code1",), "parties", ("code",)), Reference(("code2",), "parties", ("code",)))

DIRECTED_DYAD_YEARS = Table(
    "directed_dyad_years",
    "Directed dyad-years",
    "What the first party owed the second in each year. No row where no treaty on record covers the pair; a missing "
    "value is not a no.",
    columns(_columns("the party that owes", "the party that it is owed to")),
    ("code1", "code2", "year"),
    _directed,
    _REFERENCES,
)

DYAD_YEARS = Table(
    "dyad_years",
    "Dyad-years",
    "What two parties owed each other in each year, either way: a duty of one is enough for 1, a no needs both.",
    columns(_columns("the party that comes first in the alphabet", "the other party")),
    ("code1", "code2", "year"),
    _undirected,
    _REFERENCES,
)
