"""A comparison with an ATOP file as text for people, and as a tree for JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from itertools import groupby
from textwrap import wrap
from typing import Any

from treaty_registry.atop.causes import Cause, CauseKind, OnlyOurs, OnlyTheirs
from treaty_registry.atop.comparison import AgreementCounts, Comparison
from treaty_registry.atop.pair_groups import pair_groups
from treaty_registry.atop.year_sets import Spans
from treaty_registry.export.tables.dyad_spans import DYAD_KINDS
from treaty_registry.model.registry import Registry
from treaty_registry.reading.problem import printable

_WIDTH = 100

COUNT_LABELS: Mapping[str, str] = {
    "both_one": "both say 1",
    "both_zero": "both say 0",
    "ours_one_theirs_zero": "ours 1, theirs 0",
    "ours_zero_theirs_one": "ours 0, theirs 1",
    "ours_missing_theirs_one": "ours missing, theirs 1",
    "ours_missing_theirs_zero": "ours missing, theirs 0",
    "ours_one_theirs_missing": "ours 1, theirs missing",
    "ours_zero_theirs_missing": "ours 0, theirs missing",
    "no_code": "no COW code",
    "outside_file": "ours, outside the file's years",
    "after_known": "theirs, after our last day",
}
"""What each count is called. The last three cannot be compared."""

CAUSE_LABELS: Mapping[CauseKind, str] = {
    "absent": "read whole and coded for this kind: it has none",
    "not-coded": "nobody looked for this kind in it (not coded)",
    "not-read-whole": "coded for this kind and none found, but its text was not read whole",
    "not-owed": "has this kind, but the first did not owe it to the second then",
    "provisional": "applied only provisionally",
    "disputed": "whether it held is disputed",
    "cannot-tell": "the dates on record are too imprecise to tell",
    "after-known": "after the day up to which its record was verified",
    "not-then": "not in force between the two then, only in",
}

_LEGEND = (
    "Each figure counts directed dyad-years: what one state promised another in one year, for one kind of duty. "
    "Ours is this registry; theirs is your file.",
    "1: promised on at least one day of the year. Our 0 is a real no: a treaty in force between the two was read "
    "whole, was coded for that kind, and has none of it.",
    "Missing is not a no. Ours is missing where we have no treaty on record, where nobody looked for that kind, or "
    "where the answer is not certain. Theirs is missing where the file has no value or no row; a file that leaves out "
    "all pairs without an alliance, as ATOP's own does, records none there.",
    "No COW code: a state has none on record in that year, or your file has a code that none of our parties bears.",
    "Agreement and Cohen's kappa rest on the first four lines alone, where both sides have a value. Agreement is the "
    "share on which both say the same. Kappa is agreement beyond chance: 1 is full agreement, 0 no more than chance, - "
    "not defined.",
)


def report_text(comparison: Comparison, registry: Registry) -> str:
    """Return a report for a terminal: the table of agreement, what its figures mean, and every difference."""
    lines = [_header(comparison), "", *_table(comparison.counts), ""]
    for paragraph in _LEGEND:
        lines += _wrapped("", paragraph)
    lines.append("")
    if comparison.unknown_codes:
        codes = ", ".join(f"{code} ({_years(years)})" for code, years in comparison.unknown_codes)
        lines += [*_wrapped("", f"Codes in your file that none of our parties bears in those years: {codes}."), ""]
    if comparison.without_pair:
        lines += [f"Rows without a code or a year, left out: {comparison.without_pair:,}.", ""]
    lines += ["OURS 1, THEIRS 0 OR MISSING, BY TREATY", "", *_ours(comparison.ours, registry)]
    lines += ["THEIRS 1, OURS 0 OR MISSING, BY PAIR", "", *_theirs(comparison.theirs, registry)]
    return "\n".join(map(printable, lines)).rstrip()


def as_tree(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain values; years in a row are pairs of the first and the last."""
    return {
        "rows": comparison.rows,
        "years": comparison.years,
        "treaties": comparison.treaties,
        "known": None if comparison.known is None else comparison.known.isoformat(),
        "counts": {
            column: {**asdict(counts), "compared": counts.compared, **_measures(counts)}
            for column, counts in comparison.counts.items()
        },
        "rows_without_pair": comparison.without_pair,
        "unknown_codes": [{"ccode": code, "years": years} for code, years in comparison.unknown_codes],
        "ours_one": [_tree(difference) for difference in comparison.ours],
        "theirs_one": [_tree(difference) for difference in comparison.theirs],
    }


def _tree(difference: OnlyOurs | OnlyTheirs) -> dict[str, Any]:
    days = {key: day.isoformat() for key, day in asdict(difference).items() if isinstance(day, date)}
    return {**asdict(difference), "kind": DYAD_KINDS[difference.kind], **days}


def _measures(counts: AgreementCounts) -> dict[str, float | None]:
    both = {"agreement": counts.agreement, "kappa": counts.kappa}
    return {name: None if value is None else round(value, 4) + 0.0 for name, value in both.items()}


def _header(comparison: Comparison) -> str:
    years = f" of {_years((comparison.years,))}" if comparison.years else ""
    known = f", as known on {comparison.known}" if comparison.known else ""
    return f"{comparison.rows:,} rows{years} against {comparison.treaties:,} treaties on record{known}."


def _table(counts: Mapping[str, AgreementCounts]) -> Iterator[str]:
    label = max(map(len, COUNT_LABELS.values())) + 4
    width = max(9, *(len(f"{value:,}") + 2 for column in counts.values() for value in asdict(column).values()))

    def line(name: str, cells: Iterable[str]) -> str:
        return (name.ljust(label) + "".join(cell.rjust(width) for cell in cells)).rstrip()

    yield line("", counts)
    for key, name in COUNT_LABELS.items():
        if key == "no_code":
            yield "not comparable:"
        indent = "  " if key in ("no_code", "outside_file", "after_known") else ""
        yield line(indent + name, [f"{getattr(column, key):,}" for column in counts.values()])
    shares = ["-" if column.agreement is None else f"{column.agreement:.1%}" for column in counts.values()]
    yield line("agreement", shares)
    yield line("Cohen's kappa", ["-" if column.kappa is None else f"{column.kappa:z.2f}" for column in counts.values()])


def _ours(differences: Sequence[OnlyOurs], registry: Registry) -> Iterator[str]:
    if not differences:
        yield from ("None.", "")
    for treaty, of_treaty in groupby(differences, lambda row: row.treaty):
        yield f"{treaty}: {registry.treaties[treaty].short_title}"
        kinds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for (kind, theirs), of_kind in groupby(of_treaty, lambda row: (row.kind, row.theirs)):
            lines = (f"theirs {'missing' if theirs is None else theirs}", *_dyads(of_kind))
            kinds[lines].append(DYAD_KINDS[kind])
        for (theirs_said, *dyads), alike in kinds.items():
            yield f"  {', '.join(alike)}: {theirs_said}"
            yield from dyads
        yield ""


def _dyads(differences: Iterable[OnlyOurs]) -> Iterator[str]:
    """Yield who promised whom, those with the same years and days together."""
    alike: defaultdict[tuple[Spans, str], list[tuple[str, str]]] = defaultdict(list)
    for row in differences:
        alike[row.years, _days(row)].append((row.party, row.towards))
    for (years, days), pairs in sorted(alike.items()):
        yield from _wrapped("    ", f"{_years(years)} {'; '.join(pair_groups(pairs))} ({days})")


def _days(row: OnlyOurs) -> str:
    """Return from when until when a duty was owed; of a day that is known only within bounds, that nobody can tell."""
    since = f"since {row.start}" if row.start else _within("since when", row.start_earliest, row.start_latest)
    if row.end is None and row.end_earliest is None:
        return f"owed {since}"
    if row.start and row.end:
        return f"owed from {row.start} to {row.end - timedelta(days=1)}"
    until = (
        f"until {row.end - timedelta(days=1)}" if row.end else _within("until when", row.end_earliest, row.end_latest)
    )
    return f"owed {since}; {until}"


def _within(what: str, first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return f"{what} is not known"
    known = f"between {first} and {last}" if first and last else f"by {last}" if last else f"not before {first}"
    return f"(cannot tell {what}: the day is only known as {known})"


def _theirs(differences: Sequence[OnlyTheirs], registry: Registry) -> Iterator[str]:
    """Yield the differences of each pair: first where some treaty of ours has to do with it, then the others."""
    if not differences:
        yield "None."
    blocks: dict[tuple[str, str], list[str]] = {}
    bare: dict[tuple[str, str], list[str]] = {}
    for codes, of_pair in groupby(differences, lambda row: (row.ccode1, row.ccode2)):
        kinds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        rows = list(of_pair)
        for row in rows:
            kinds[(_years(row.years), *_causes(row))].append(DYAD_KINDS[row.kind])
        parties = {code for row in rows for code in row.parties1}, {code for row in rows for code in row.parties2}
        pair = _who(parties[0], codes[0], registry), _who(parties[1], codes[1], registry)
        for (years, *causes), alike in kinds.items():
            line = f"{', '.join(alike)} {years}"
            if causes:
                blocks.setdefault(pair, []).extend([f"  {line}: {causes[0]}", *causes[1:]])
            else:
                bare.setdefault(pair, []).append(line)
    for heading, lines in _both_ways(blocks):
        yield from (heading, *lines, "")
    if bare:
        yield from ("No treaty on record that was read for any of these kinds covers these:", "")
        for heading, lines in _both_ways(bare):
            yield from _wrapped("  ", f"{heading}: {'; '.join(lines)}")


def _both_ways(said: Mapping[tuple[str, str], list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each pair with its lines; where both directions have the same, once."""
    for (first, second), lines in said.items():
        if said.get((second, first)) != lines:
            yield f"{first} → {second}", lines
        elif first <= second:
            yield f"{first} ↔ {second}", lines


def _causes(difference: OnlyTheirs) -> Iterator[str]:
    """Yield what we say and why, a line for each treaty; nothing where we have none."""
    if not difference.causes:
        return
    yield f"ours {'missing' if difference.ours is None else difference.ours}"
    for cause in difference.causes:
        yield from _wrapped("    ", f"{cause.treaty} {_years(cause.years)}: {_why(cause)}")
    if difference.without_treaty:
        yield from _wrapped("    ", f"no treaty on record {_years(difference.without_treaty)}")


def _why(cause: Cause) -> str:
    return f"{CAUSE_LABELS[cause.why]} {_years(cause.in_force)}" if cause.in_force else CAUSE_LABELS[cause.why]


def _who(codes: Iterable[str], number: int, registry: Registry) -> str:
    """Return the names of those who bore a code, and the code."""
    bearers = sorted(codes)
    names = [registry.terms.parties[code].names[0].en for code in bearers]
    return f"{' / '.join(names)} ({', '.join([*bearers, str(number)])})"


def _years(years: Spans) -> str:
    """Return years in few words: ``1950, 1955-1990``."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in years)


def _wrapped(indent: str, text: str) -> list[str]:
    """Return a text as lines, the later ones further in."""
    return wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
