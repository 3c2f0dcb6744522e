"""``treaties check`` beside ``check-jsonschema``, on the same records."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.benchmarks.process import BIN, Cost, measured, print_table, show
from tests.generator.registry import write_registry

TODAY = "2026-11-22"
"""So that no record is overdue, whenever the benchmark runs."""


def measure_checks(folder: Path, records: int, seed: int, rounds: int) -> None:
    """Generate the records, let the commands take turns, and print what each costs."""
    root = folder / "check"
    size = write_registry(root, records, seed)
    show(f"{records:,} records, {size:,} bytes, seed {seed}; {rounds} rounds, the commands in turn")
    measured([BIN / "treaties", "schema", "--root", root])
    files = sorted((root / "treaties").rglob("*.yaml"))
    commands: dict[str, list[str | Path]] = {
        "treaties check": [BIN / "treaties", "check", "--root", root, "--today", TODAY],
        "check-jsonschema": [
            BIN / "check-jsonschema",
            "--schemafile",
            root / "schema" / "treaty.schema.json",
            *files,
        ],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(measured(command))
    ours = median(cost.cpu for cost in costs["treaties check"])
    head = ["command", "CPU s", "CPU ms per record", "wall s", "peak MB", "CPU, times ours"]
    print_table("Checking, medians", head, [_row(name, costs[name], records, ours) for name in commands])


def _row(name: str, costs: list[Cost], records: int, ours: float) -> list[str]:
    cpu = median(cost.cpu for cost in costs)
    return [
        f"`{name}`",
        f"{cpu:.2f}",
        f"{1000 * cpu / records:.2f}",
        f"{median(cost.wall for cost in costs):.2f}",
        f"{max(cost.memory for cost in costs):.0f}",
        f"{cpu / ours:.1f}",
    ]
