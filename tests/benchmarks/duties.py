"""All directed duties of every year from 1815 to today, from one pass over their days and asked year by year."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import treaty_registry
from tests.benchmarks.process import print_table, show
from tests.generator.registry import write_registry
from treaty_registry.model.registry import Registry as Records

YEARS = range(1815, 2027)

T = TypeVar("T")


def measure_duties(folder: Path, records: int, seed: int) -> None:
    """Generate the records, work out the duties in both ways, and print what each takes."""
    root = folder / "duties"
    write_registry(root, records, seed)
    seconds, registry = _timed(lambda: treaty_registry.load(root, today="2026-11-22"))
    show(f"{records:,} records read and checked in {seconds:.2f} s; {len(YEARS)} years, each on its last day")
    # A registry keeps what it has worked out; each way starts with one that has not.
    once, table = _timed(lambda: _one_pass(treaty_registry.Registry(registry.records)))
    anew, same = _timed(lambda: _year_by_year(registry.records))
    assert table == same, "both ways must find the same duties"
    rows = sum(map(len, table.values()))
    head = ["way", "s", "duties found", "times the first"]
    print_table(
        "Duties of every year",
        head,
        [
            ["`obligations()`, then the days of each row", f"{once:.2f}", f"{rows:,}", "1.0"],
            ["a new `Registry` and `obligations(on=...)` each year", f"{anew:.2f}", f"{rows:,}", f"{anew / once:.1f}"],
        ],
    )


_Key = tuple[str, str, str, str]


def _one_pass(registry: treaty_registry.Registry) -> dict[int, set[_Key]]:
    found: dict[int, set[_Key]] = {year: set() for year in YEARS}
    for row in registry.obligations():
        first = row.start or date.min
        for year in YEARS:
            day = date(year, 12, 31)
            if first <= day and (row.end is None or day < row.end):
                found[year].add((row.treaty, row.obligation, row.owed_by, row.owed_to))
    return found


def _year_by_year(records: Records) -> dict[int, set[_Key]]:
    found = {}
    for year in YEARS:
        registry = treaty_registry.Registry(records)
        rows = registry.obligations(on=date(year, 12, 31))
        found[year] = {(row.treaty, row.obligation, row.owed_by, row.owed_to) for row in rows}
    return found


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result
