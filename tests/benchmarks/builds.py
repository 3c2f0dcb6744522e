"""``treaties build`` at several sizes: what it costs, what it writes, and how fast the cost grows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log
from pathlib import Path

from tests.benchmarks.checks import TODAY
from tests.benchmarks.process import BIN, measured, print_table, show
from tests.generator.registry import write_registry


def measure_builds(folder: Path, sizes: Sequence[int], seed: int) -> None:
    """Build a new site of each size, then build it again with nothing changed, and print what that costs."""
    rows = []
    cpu: dict[int, float] = {}
    for records in sizes:
        root, out = folder / f"build-{records}", folder / f"site-{records}"
        write_registry(root, records, seed)
        command: list[str | Path] = [BIN / "treaties", "build", "--root", root, "--out", out, "--today", TODAY]
        for kind in ("new", "unchanged"):
            cost = measured(command)
            if kind == "new":
                cpu[records] = cost.cpu
            files = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
            rows.append(
                [
                    f"{records:,}",
                    kind,
                    f"{cost.cpu:.1f}",
                    f"{1000 * cost.cpu / records:.2f}",
                    f"{cost.wall:.1f}",
                    f"{cost.memory:.0f}",
                    f"{len(files):,}",
                    f"{sum(files) / 1e6:.1f}",
                ]
            )
    head = ["records", "site", "CPU s", "CPU ms per record", "wall s", "peak MB", "files", "MB written"]
    print_table("Building", head, rows)
    for small, large in pairwise(sizes):
        exponent = log(cpu[large] / cpu[small]) / log(large / small)
        show(f"\nFrom {small:,} to {large:,} records the CPU time grows with the power {exponent:.2f}.")
