"""All directed duties of every year from 1815 to today, from one pass over their days and asked year by year."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import treaty_registry
from tests.benchmarks.process import TODAY, progress
from tests.benchmarks.tables import Block, Number, Table, Text
from tests.generator.registry import write_registry
from treaty_registry.model.registry import Registry as Records

YEARS = range(1815, 2027)

T = TypeVar("T")


HEAD = (Text("Way", "Manière"), Text("CPU s", "CPU s"), Text("Times the first", "Multiple de la première"))
_WHAT = Text(
    "{records} records read and checked in {seconds} s; {years} years, each on its last day; {duties} directed duties "
    "in all. The second way was timed for every {sample}th year.",
    "{records} fiches lues et contrôlées en {seconds} s ; {years} années, chacune à son dernier jour ; {duties} "
    "obligations orientées en tout. La seconde manière a été mesurée une année sur {sample}.",
)


def measure_duties(folder: Path, records: int, seed: int) -> list[Block]:
    """Generate the records, count the duties of every year in two ways, and return what each takes."""
    root = folder / "duties"
    write_registry(root, records, seed)
    progress(f"{records:,} records: duties of every year")
    seconds, registry = _timed(lambda: treaty_registry.load(root, today=TODAY))
    # A registry keeps what it has worked out; each way starts with one that has not.
    once, counts = _timed(lambda: _one_pass(treaty_registry.Registry(registry.records)))
    some = YEARS[::SAMPLE]
    anew, same = _timed(lambda: {year: _in_year(registry.records, year) for year in some})
    assert {year: counts[year] for year in some} == same, "both ways must find the same duties"
    anew *= len(YEARS) / len(some)
    what = _WHAT.within(
        records=Number(records),
        seconds=Number(seconds, 1),
        years=Number(len(YEARS)),
        duties=Number(sum(counts.values())),
        sample=Number(SAMPLE),
    )
    rows = [
        (
            Text(
                "`obligations()` once, and the days of each row",
                "`obligations()` une fois, et les jours de chaque ligne",
            ),
            Number(once, 1),
            Number(1, 1),
        ),
        (
            Text("`obligations(on=...)` for each year", "`obligations(on=...)` pour chaque année"),
            Number(anew, 1),
            Number(anew / once, 1),
        ),
    ]
    return [what, Table(Text("Directed duties of every year", "Obligations orientées de chaque année"), HEAD, rows)]


SAMPLE = 50
"""The slow way is timed for every so many years only."""


def _one_pass(registry: treaty_registry.Registry) -> dict[int, int]:
    changes: Counter[int] = Counter()
    for row in registry.obligations():
        start = row.start.year if row.start else YEARS[0]
        # Owed on the last day of its first year, and no longer on that of the year in which it ends.
        end = YEARS[-1] + 1 if row.end is None else row.end.year
        if start < end:
            changes[max(start, YEARS[0])] += 1
            changes[max(end, YEARS[0])] -= 1
    counts = {}
    owed = 0
    for year in YEARS:
        owed += changes[year]
        counts[year] = owed
    return counts


def _in_year(records: Records, year: int) -> int:
    return len(treaty_registry.Registry(records).obligations(on=date(year, 12, 31)))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result
