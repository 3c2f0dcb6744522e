"""Compares the registry with a user's own copy of an ATOP directed dyad-year file.

Both sides are kept as sets of years for each ordered pair of Correlates of War (COW) codes, so that memory grows with
the pairs, not with the rows. A missing value is no value: it is never compared as if it were a 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from treaty_registry.atop.causes import OnlyOurs, OnlyTheirs, ours_explained, theirs_explained
from treaty_registry.atop.csv_input import AtopFileError, numbers, place_of, read_rows
from treaty_registry.atop.pairs import CowCodes, Pair, YearsToExplain
from treaty_registry.atop.year_sets import NO_YEARS, Spans, Years, between, spans
from treaty_registry.export.tables.dyad_spans import DYAD_KINDS
from treaty_registry.export.tables.dyad_years import DyadYear, directed_dyad_years
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import active_treaties

__all__ = ["AgreementCounts", "AtopFileError", "Comparison", "compare", "read_rows"]


@dataclass(frozen=True, slots=True)
class AgreementCounts:
    """For one kind of duty, how many directed dyad-years fall where. What is missing on one side is not compared."""

    both_one: int = 0
    both_zero: int = 0
    ours_one_theirs_zero: int = 0
    ours_zero_theirs_one: int = 0
    ours_missing_theirs_one: int = 0
    ours_missing_theirs_zero: int = 0
    ours_one_theirs_missing: int = 0
    ours_zero_theirs_missing: int = 0
    no_code: int = 0
    outside_file: int = 0
    after_known: int = 0

    @property
    def compared(self) -> int:
        """Return on how many both sides have a value."""
        return self.both_one + self.both_zero + self.ours_one_theirs_zero + self.ours_zero_theirs_one

    @property
    def agreement(self) -> float | None:
        """Return the share of those compared on which both say the same; ``None`` of none."""
        return (self.both_one + self.both_zero) / self.compared if self.compared else None

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa (1960): agreement beyond what chance would give, 1 at most.

        ``None`` where it is not defined: nothing was compared, or both sides say one and the same everywhere.
        """
        if not self.compared:
            return None
        ours = self.both_one + self.ours_one_theirs_zero
        theirs = self.both_one + self.ours_zero_theirs_one
        square = self.compared**2
        chance = ours * theirs + (self.compared - ours) * (self.compared - theirs)
        if chance == square:
            return None
        return ((self.both_one + self.both_zero) * self.compared - chance) / (square - chance)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out.

    ``rows`` is the number of rows of the file and ``years`` its first and last year; ``treaties`` the number of those
    on record and ``known`` the latest day up to which one of them was verified. ``counts`` is by column of ATOP.
    ``ours`` has every difference in which we say 1, ``theirs`` every one in which the file does. ``unknown_codes`` are
    the COW codes of the file that no party on record bears in those years; ``without_pair`` counts rows without a code
    or a year.
    """

    rows: int
    years: tuple[int, int] | None
    treaties: int
    known: date | None
    counts: Mapping[str, AgreementCounts]
    ours: tuple[OnlyOurs, ...]
    theirs: tuple[OnlyTheirs, ...]
    unknown_codes: tuple[tuple[int, Spans], ...]
    without_pair: int


class _PairYears:
    """What one side says about a pair, for each kind: the years with a 1, and those without a value or with a 0."""

    __slots__ = ("ones", "others", "rows")

    def __init__(self) -> None:
        self.rows: Years = NO_YEARS
        self.ones: list[Years] = [NO_YEARS] * len(DYAD_KINDS)
        self.others: list[Years] = [NO_YEARS] * len(DYAD_KINDS)


class _AtopFile:
    """The whole file, as sets of years."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.pairs: defaultdict[Pair, _PairYears] = defaultdict(_PairYears)
        self.rows = self.without_pair = 0
        for row in rows:
            self.rows += 1
            (first, second, year), values = numbers(row)
            if first is None or second is None or year is None:
                self.without_pair += 1
                continue
            said = self.pairs[first, second]
            bit = 1 << year
            if said.rows & bit:
                raise AtopFileError(
                    f"{place_of(row)}there is a second row for {first} towards {second} in {year}. A directed "
                    "dyad-year file has one for each pair and year"
                )
            said.rows |= bit
            for place, value in enumerate(values):
                if value:
                    said.ones[place] |= bit
                elif value is None:
                    said.others[place] |= bit

    def years(self) -> tuple[int, int] | None:
        """Return the first and the last year; nothing of an empty file."""
        every = NO_YEARS
        for said in self.pairs.values():
            every |= said.rows
        stretches = spans(every)
        return (stretches[0][0], stretches[-1][1]) if stretches else None

    def values(self, pair: Pair, place: int) -> tuple[Years, Years]:
        """Return the years in which it says 1, and those in which it says 0."""
        said = self.pairs.get(pair)
        if said is None:
            return NO_YEARS, NO_YEARS
        return said.ones[place], said.rows & ~said.ones[place] & ~said.others[place]


def compare(law: CompiledRegistry, rows: Iterable[Mapping[str, str]]) -> Comparison:
    """Compare the registry with the rows of a directed dyad-year file, which are read once.

    A row has the columns ``ccode1``, ``ccode2``, ``year``, ``atop_defense``, ``atop_offense``, ``atop_neutral``,
    ``atop_nonagg`` and ``atop_consul``, as ``read_rows`` yields them. Raises AtopFileError for a value that cannot be
    and for a second row of one pair and year.
    """
    file = _AtopFile(rows)
    years = file.years()
    treaties = list(active_treaties(law.registry))
    known = max((treaty.verified.latest for treaty in treaties), default=None)
    covered = between(*years) if years else NO_YEARS
    named = CowCodes(law.registry.terms.parties, years)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in DYAD_KINDS}
    ours = _ours(law, covered, counts)
    until = between(0, known.year) if known else NO_YEARS
    unknown: defaultdict[int, Years] = defaultdict(int)
    no, nothing, denied, unmatched = YearsToExplain(), YearsToExplain(), YearsToExplain(), YearsToExplain()
    for pair in sorted(file.pairs.keys() | ours.keys()):
        named_years = named.held(pair[0]) & named.held(pair[1])
        for code in pair:
            unknown[code] |= (file.pairs[pair].rows if pair in file.pairs else NO_YEARS) & until & ~named.held(code)
        for place, kind in enumerate(DYAD_KINDS):
            their_one, their_zero = file.values(pair, place)
            count = counts[kind]
            count["after_known"] += ((their_one | their_zero) & ~until).bit_count()
            count["no_code"] += ((their_one | their_zero) & until & ~named_years).bit_count()
            their_one, their_zero = their_one & until & named_years, their_zero & until & named_years
            mine = ours.get(pair)
            our_one, our_zero = (mine.ones[place], mine.others[place]) if mine else (NO_YEARS, NO_YEARS)
            for name, years_so in _sorted_out(our_one, our_zero, their_one, their_zero):
                count[name] += years_so.bit_count()
            no.add(pair, kind, our_one & their_zero)
            nothing.add(pair, kind, our_one & ~their_one & ~their_zero)
            denied.add(pair, kind, our_zero & their_one)
            unmatched.add(pair, kind, their_one & ~our_one & ~our_zero)
    return Comparison(
        rows=file.rows,
        years=years,
        treaties=len(treaties),
        known=known,
        counts={column: AgreementCounts(**counts[kind]) for kind, column in DYAD_KINDS.items()},
        ours=ours_explained(law, named, no, nothing),
        theirs=theirs_explained(law, named, denied, unmatched),
        unknown_codes=tuple((code, spans(unknown[code])) for code in sorted(unknown) if unknown[code]),
        without_pair=file.without_pair,
    )


def _sorted_out(our_one: Years, our_zero: Years, their_one: Years, their_zero: Years) -> Iterator[tuple[str, Years]]:
    """Yield the years in which the two sides say this and that."""
    yield "both_one", our_one & their_one
    yield "both_zero", our_zero & their_zero
    yield "ours_one_theirs_zero", our_one & their_zero
    yield "ours_zero_theirs_one", our_zero & their_one
    yield "ours_missing_theirs_one", their_one & ~our_one & ~our_zero
    yield "ours_missing_theirs_zero", their_zero & ~our_one & ~our_zero
    yield "ours_one_theirs_missing", our_one & ~their_one & ~their_zero
    yield "ours_zero_theirs_missing", our_zero & ~their_one & ~their_zero


def _ours(law: CompiledRegistry, covered: Years, counts: Mapping[str, Counter[str]]) -> Mapping[Pair, _PairYears]:
    """Return what we say within the years of the file, and count what cannot be compared.

    Where two parties bore one code in the same year, as a state and its successor, a duty of either counts, and a doubt
    about either outweighs a no.
    """
    ours: defaultdict[Pair, _PairYears] = defaultdict(_PairYears)
    doubts: defaultdict[Pair, list[Years]] = defaultdict(lambda: [NO_YEARS] * len(DYAD_KINDS))
    for dyad in directed_dyad_years(law):
        bit = between(dyad.year, dyad.year)
        pair = _numbered(dyad)
        reason = "outside_file" if not bit & covered else "no_code"
        for place, kind in enumerate(DYAD_KINDS):
            value = dyad.owed.values[kind]
            if bit & covered and pair is not None:
                if value is None:
                    doubts[pair][place] |= bit if dyad.owed.doubts else NO_YEARS
                elif value:
                    ours[pair].ones[place] |= bit
                else:
                    ours[pair].others[place] |= bit
            elif value is not None:
                counts[kind][reason] += 1
    for pair, said in ours.items():
        for place in range(len(DYAD_KINDS)):
            said.others[place] &= ~said.ones[place] & ~doubts[pair][place]
    return ours


def _numbered(dyad: DyadYear) -> Pair | None:
    """Return the codes of the two, if both had one in that year."""
    if dyad.first.cow is None or dyad.second.cow is None:
        return None
    return dyad.first.cow, dyad.second.cow
