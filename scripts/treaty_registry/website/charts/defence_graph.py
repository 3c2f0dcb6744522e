"""Who defends whom: the duties of defence of all treaties over time, condensed, and how they are drawn.

A multilateral treaty is not written out in pairs. An obligation has those who owe it and those to whom it is owed,
each with days and how surely; a pair has what the less sure of the two has. The few pairs for which that is not so,
because a duty is suspended between them, are listed as exceptions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.law.duties import Duty
from treaty_registry.law.status import STANDINGS
from treaty_registry.law.suspensions import SUSPENDED, Gap

NONE = len(STANDINGS)
"""The index that stands for no duty at all; data give the index of a standing."""

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody's part in a duty, or an exception for a pair, on the days of an interval."""

    who: tuple[str, ...]
    interval: Interval
    standing: int


@dataclass(frozen=True, slots=True)
class Group:
    """One obligation of a treaty: who owes it, to whom, where that is not so, and the articles over time."""

    treaty: str
    obligation: str
    owes: tuple[Spell, ...]
    owed: tuple[Spell, ...]
    exceptions: tuple[Spell, ...]
    articles: tuple[tuple[Interval, tuple[str, ...]], ...]
    reserved: tuple[tuple[str, Interval], ...]
    suspended: tuple[Spell, ...] = ()
    """Which of the exceptions there are because the duty is suspended between the two."""

    @property
    def days(self) -> Interval:
        """The days from the first to the last duty."""
        return Interval(
            min(spell.interval.start for spell in self.owes), max(spell.interval.end for spell in self.owes)
        )

    @property
    def members(self) -> frozenset[str]:
        """Everybody who ever owed it or was owed it."""
        return frozenset(spell.who[0] for spell in (*self.owes, *self.owed))


@dataclass(frozen=True, slots=True)
class GraphDay:
    """A group on one day: who owes, to whom, and for which pairs it is otherwise, each with an index of standings.

    ``suspended`` are those of them between whom the duty is suspended.
    """

    owes: Mapping[str, int]
    owed: Mapping[str, int]
    exceptions: Mapping[_Pair, int]
    suspended: frozenset[_Pair] = frozenset()

    def standing(self, obligor: str, beneficiary: str) -> int:
        """Return how surely one owes another help; ``NONE``: not at all."""
        if obligor == beneficiary:
            return NONE
        sides = max(self.owes.get(obligor, NONE), self.owed.get(beneficiary, NONE))
        return self.exceptions.get((obligor, beneficiary), sides)

    @property
    def mutual(self) -> bool:
        """Whether all owe what all are owed."""
        return self.owes == self.owed

    def lacks(self, party: str) -> bool:
        """Return whether the party takes part in an exception."""
        return any(party in pair for pair in self.exceptions)


def graph_groups(duties: Iterable[Duty], gaps: Sequence[Gap] = ()) -> Iterator[Group]:
    """Yield the duties of defence of a treaty, condensed, without obligations that never came into force.

    ``gaps`` are the days on which duties under it are suspended between some.
    """
    by_obligation: defaultdict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        by_obligation[duty.treaty, duty.obligation].append(duty)
    for (treaty_id, obligation), rows in by_obligation.items():
        group = _group(treaty_id, obligation, rows)
        yield replace(group, suspended=tuple(_suspended(group, gaps)))


def _suspended(group: Group, gaps: Iterable[Gap]) -> Iterator[Spell]:
    """Yield the exceptions of a group that there are for certain because the duty is suspended, with their days."""
    numbers = {number for _, numbers in group.articles for number in numbers}
    excepted = {spell.who for spell in group.exceptions if spell.standing == NONE}
    for gap in gaps:
        concerned = not gap.articles or not numbers.isdisjoint(gap.articles)
        if gap.reason.code == SUSPENDED and concerned and (gap.obligor, gap.beneficiary) in excepted:
            days = Interval(gap.start.last, gap.end.first)
            if days.start < days.end:
                yield Spell((gap.obligor, gap.beneficiary), days, NONE)


def _group(treaty_id: str, obligation: str, rows: Sequence[Duty]) -> Group:
    stretches = list(pairwise(sorted({day for row in rows for day in row.interval})))
    first = {start: number for number, (start, _) in enumerate(stretches)}
    owes: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    owed: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    pairs: list[dict[_Pair, int]] = [{} for _ in stretches]
    for row in rows:
        standing = STANDINGS.index(row.standing)
        number = first[row.interval.start]
        while number < len(stretches) and stretches[number][0] < row.interval.end:
            pairs[number][row.obligor, row.beneficiary] = standing
            for side, who in ((owes, row.obligor), (owed, row.beneficiary)):
                side[(who,)][number] = min(side[(who,)].get(number, NONE), standing)
            number += 1
    exceptions: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for number, held in enumerate(pairs):
        ours = [(who[0], spells[number]) for who, spells in owes.items() if number in spells]
        theirs = [(who[0], spells[number]) for who, spells in owed.items() if number in spells]
        for obligor, owing in ours:
            for beneficiary, being_owed in theirs:
                if obligor != beneficiary:
                    actual = held.get((obligor, beneficiary), NONE)
                    if actual != max(owing, being_owed):
                        exceptions[obligor, beneficiary][number] = actual
    return Group(
        treaty_id,
        obligation,
        tuple(_spells(owes, stretches)),
        tuple(_spells(owed, stretches)),
        tuple(_spells(exceptions, stretches)),
        tuple(_articles(rows)),
        tuple(_reserved(rows)),
    )


def _spells(
    standings: Mapping[tuple[str, ...], Mapping[int, int]], stretches: Sequence[tuple[date, date]]
) -> Iterator[Spell]:
    """Yield spells of neighbouring stretches with the same standing."""
    for who in sorted(standings):
        open_: Spell | None = None
        for number in sorted(standings[who]):
            (start, end), standing = stretches[number], standings[who][number]
            if open_ and open_.standing == standing and open_.interval.end == start:
                open_ = Spell(who, Interval(open_.interval.start, end), standing)
                continue
            if open_:
                yield open_
            open_ = Spell(who, Interval(start, end), standing)
        if open_:
            yield open_


def _articles(rows: Iterable[Duty]) -> list[tuple[Interval, tuple[str, ...]]]:
    """Return the numbers that the articles bore, with the days from the first to the last duty under them."""
    days: dict[tuple[str, ...], Interval] = {}
    for row in rows:
        days[row.articles] = _joined(days.get(row.articles, row.interval), row.interval)
    return sorted((interval, articles) for articles, interval in days.items())


def _reserved(rows: Iterable[Duty]) -> list[tuple[str, Interval]]:
    """Return whose reservations concern the obligation, from the first to the last duty with them."""
    days: dict[str, Interval] = {}
    for row in rows:
        for code in row.reserved_by:
            days[code] = _joined(days.get(code, row.interval), row.interval)
    return sorted(days.items())


def _joined(earlier: Interval, later: Interval) -> Interval:
    """Return the days from the first to the last of two intervals."""
    return Interval(min(earlier.start, later.start), max(earlier.end, later.end))


def group_from(kept: Sequence[Any]) -> Group:
    """Return a group from what ``tree_of`` made of it."""
    treaty, obligation, owes, owed, exceptions, articles, reserved, suspended = kept

    def spells(trees: Iterable[Any]) -> tuple[Spell, ...]:
        return tuple(Spell(tuple(who), _interval(days), standing) for who, days, standing in trees)

    return Group(
        treaty,
        obligation,
        spells(owes),
        spells(owed),
        spells(exceptions),
        tuple((_interval(days), tuple(numbers)) for days, numbers in articles),
        tuple((code, _interval(days)) for code, days in reserved),
        spells(suspended),
    )


def tree_of(group: Group) -> list[Any]:
    """Return a group such as JSON can hold it."""

    def trees(spells: Iterable[Spell]) -> list[Any]:
        return [(spell.who, _days(spell.interval), spell.standing) for spell in spells]

    return [
        group.treaty,
        group.obligation,
        trees(group.owes),
        trees(group.owed),
        trees(group.exceptions),
        [(_days(days), numbers) for days, numbers in group.articles],
        [(code, _days(days)) for code, days in group.reserved],
        trees(group.suspended),
    ]


def _days(interval: Interval) -> list[int]:
    return [day.toordinal() for day in interval]


def _interval(days: Sequence[int]) -> Interval:
    return Interval(*map(date.fromordinal, days))


def graph_on_day(group: Group, day: date) -> GraphDay:
    """Return who has a part in a duty on a day."""

    def here(spells: Iterable[Spell]) -> Iterator[Spell]:
        return (spell for spell in spells if spell.interval.covers(day))

    return GraphDay(
        {spell.who[0]: spell.standing for spell in here(group.owes)},
        {spell.who[0]: spell.standing for spell in here(group.owed)},
        {(spell.who[0], spell.who[1]): spell.standing for spell in here(group.exceptions)},
        frozenset((spell.who[0], spell.who[1]) for spell in here(group.suspended)),
    )


def articles_on(group: Group, day: date) -> tuple[str, ...]:
    """Return the numbers that the articles of a duty bear on a day."""
    return next((numbers for days, numbers in group.articles if days.covers(day)), ())


def graph_number(day: date) -> int:
    """Return a day as eight digits, 0 for *always* and 99999999 for *open*: short, and in order."""
    return 0 if day == ALWAYS else 99999999 if day == NEVER else day.year * 10_000 + day.month * 100 + day.day


def compact(group: Group, party: Mapping[str, int]) -> dict[str, object]:
    """Return a group as columns for a script: parties and standings by their index, days as numbers."""

    def rows(spells: Iterable[Spell]) -> list[list[int]]:
        return [
            [*(party[code] for code in spell.who), *map(graph_number, spell.interval), spell.standing]
            for spell in spells
        ]

    columns: dict[str, object] = {
        "articles": [[*map(graph_number, interval), ", ".join(numbers)] for interval, numbers in group.articles],
        "owes": rows(group.owes),
    }
    if group.owed != group.owes:
        columns["owed"] = rows(group.owed)
    if group.exceptions:
        columns["except"] = rows(group.exceptions)
    if group.suspended:
        columns["suspended"] = [row[:-1] for row in rows(group.suspended)]
    if group.reserved:
        columns["reserved"] = [[party[code], *map(graph_number, interval)] for code, interval in group.reserved]
    return columns
