"""``treaties check`` beside ``check-jsonschema``, on the same records."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.benchmarks.process import BIN, TODAY, TREATIES, Cost, measured, progress
from tests.benchmarks.tables import Block, Cell, Number, Table, Text
from tests.generator.registry import write_registry

HEAD = (
    Text("Command", "Commande"),
    Text("CPU s", "CPU s"),
    Text("CPU ms per record", "CPU ms par fiche"),
    Text("Wall s", "Durée s"),
    Text("Peak MB", "Pic Mo"),
    Text("CPU, times ours", "CPU, multiple du nôtre"),
)
_WHAT = Text(
    "{records} records, {size} MB; rounds, with the commands in turn: {rounds}; medians, and the highest peak of "
    "memory.",
    "{records} fiches, {size} Mo ; tours, les commandes se relayant : {rounds} ; médianes, et le plus haut pic de "
    "mémoire.",
)


def measure_checks(folder: Path, records: int, seed: int, rounds: int) -> list[Block]:
    """Generate the records, let the commands take turns, and return what each costs."""
    root = folder / "check"
    size = write_registry(root, records, seed)
    measured([*TREATIES, "schema", "--root", root])
    files = sorted((root / "treaties").rglob("*.yaml"))
    schema = root / "schema" / "treaty.schema.json"
    commands: dict[str, list[str | Path]] = {
        "treaties check": [*TREATIES, "check", "--root", root, "--today", TODAY],
        "check-jsonschema": [BIN / "check-jsonschema", "--schemafile", schema, *files],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            progress(f"{name}, round {number + 1} of {rounds}")
            costs[name].append(measured(command))
    ours = median(cost.cpu for cost in costs["treaties check"])
    what = _WHAT.within(records=Number(records), size=Number(size / 1e6, 1), rounds=Number(rounds))
    rows = [_row(name, costs[name], records, ours) for name in commands]
    return [what, Table(Text("Checking", "Contrôle"), HEAD, rows)]


def _row(name: str, costs: list[Cost], records: int, ours: float) -> list[Cell]:
    cpu = median(cost.cpu for cost in costs)
    return [
        f"`{name}`",
        Number(cpu, 2),
        Number(1000 * cpu / records, 2),
        Number(median(cost.wall for cost in costs), 2),
        Number(max(cost.memory for cost in costs)),
        Number(cpu / ours, 1),
    ]
