"""What one version says of a registry, run with that version's program: which records it refuses, what duties cost.

``versions.py`` starts it with the program of either version, so it uses only what both have.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import treaty_registry
from treaty_registry.check.run import examine
from treaty_registry.reading.files import Root

TODAY = date(2026, 11, 22)
YEARS = range(1815, 2027)
SAMPLE = 20
"""Single years are asked for every so many years only."""


def refused(root: Path) -> list[str]:
    """Return the files of records with errors, from the registry's folder."""
    findings = examine(Root(root), TODAY).findings
    return sorted({one.file for one in findings if one.severity == "error" and one.file.startswith("treaties/")})


def duties(root: Path) -> dict[str, float]:
    """Return the processor time of all duties of all time, and of those of single years, without reading them."""
    records = examine(Root(root), TODAY).registry
    started = time.process_time()
    registry = treaty_registry.Registry(records)
    # Which of the years each duty is owed in, on the last day of the year.
    owed = sum(
        max(0, (row.end.year if row.end else YEARS.stop) - max(row.start.year if row.start else 0, YEARS.start))
        for row in registry.obligations()
    )
    whole = time.process_time() - started
    started = time.process_time()
    for year in YEARS[::SAMPLE]:
        treaty_registry.Registry(records).obligations(on=date(year, 12, 31))
    each = time.process_time() - started
    print(f"{owed:,} directed duty-years", file=sys.stderr)  # noqa: T201  # a number to compare by eye
    return {"duties of 1815 to 2026": whole, f"duties of every {SAMPLE}th year, each asked anew": each}


if __name__ == "__main__":
    print(json.dumps({"refused": refused, "duties": duties}[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201  # for versions.py
