"""Ordered pairs of states, by the codes of the Correlates of War project (COW), and the years that belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from treaty_registry.atop.year_sets import NO_YEARS, Years, between
from treaty_registry.export.tables.dyad_years import number_in
from treaty_registry.model.party import Party

Pair = tuple[int, int]
"""The COW codes of the one that promises and of the other."""


class YearsToExplain(dict[Pair, dict[str, Years]]):
    """The years of each pair and kind that are to be explained."""

    def add(self, pair: Pair, kind: str, years: Years) -> None:
        """Add years, if there are any."""
        if years:
            kinds = self.setdefault(pair, {})
            kinds[kind] = kinds.get(kind, NO_YEARS) | years

    def years(self, pair: Pair, kind: str) -> Years:
        """Return the years of a pair and kind."""
        return self.get(pair, {}).get(kind, NO_YEARS)


class CowCodes:
    """Which party bears which Correlates of War code in which of the years of a file."""

    def __init__(self, parties: Mapping[str, Party], years: tuple[int, int] | None) -> None:
        """Take the parties, and the first and last year that matter."""
        self._of: dict[str, dict[int, Years]] = {}
        self._life = {code: _life(party) for code, party in parties.items()}
        self._held: defaultdict[int, Years] = defaultdict(int)
        for code, party in sorted(parties.items()):
            borne: defaultdict[int, Years] = defaultdict(int)
            for year in range(years[0], years[1] + 1) if years else ():
                if (number := number_in(party, "cow", year)) is not None:
                    borne[number] |= between(year, year)
            self._of[code] = dict(borne)
            for number, held in borne.items():
                self._held[number] |= held

    def held(self, number: int) -> Years:
        """Return the years in which some party bears a code."""
        return self._held.get(number, NO_YEARS)

    def bearers(self, number: int, years: Years) -> tuple[str, ...]:
        """Return the parties that bear a code in one of the years.

        A code may be that of a state and of those that it continues: then those are meant that existed then, if any.
        """
        bearers = [(code, borne[number] & years) for code, borne in self._of.items() if number in borne]
        there = [code for code, borne in bearers if borne & self._life[code]]
        return tuple(there or [code for code, borne in bearers if borne])

    def pairs(self, party: str, towards: str) -> Iterator[tuple[Pair, Years]]:
        """Yield each pair of codes that two parties bear at the same time, with the years."""
        for (first, a), (second, b) in product(self._of[party].items(), self._of[towards].items()):
            if a & b:
                yield (first, second), a & b


def _life(party: Party) -> Years:
    """Return the years in which a party may have existed."""
    until = party.exists.until
    return between(party.exists.since.earliest.year, until.latest.year if until else date.max.year)
