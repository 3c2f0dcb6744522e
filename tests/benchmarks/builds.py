"""``treaties build`` beside other generators: a new site, one record changed, one in a hundred, and nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.edits import edit_records
from tests.benchmarks.generators import Generator, hugo, mkdocs
from tests.benchmarks.process import TODAY, TREATIES, Cost, measured, progress
from tests.benchmarks.tables import Block, Cell, Number, Table, Text, growth
from tests.benchmarks.written import State, Written, compare, look
from tests.generator.registry import write_registry


class Variant(NamedTuple):
    """A way to build our site: what it is called and the arguments that it takes beyond the usual ones."""

    name: Text
    arguments: tuple[str, ...]
    most: int
    """Up to so many records."""


VARIANTS = (
    Variant(Text("pages", "pages"), ("--pages-only",), 1_000_000),
    Variant(Text("pages and data", "pages et données"), (), 1_000),
)
"""The other generators get the pages that the first of these wrote."""

NEW = Text("new", "neuf")
ONE = Text("one record changed", "une fiche modifiée")
SOME = Text("1 % changed", "1 % modifié")
NOTHING = Text("nothing changed", "rien de modifié")
STATES = (NEW, ONE, SOME, NOTHING)

INPUTS = ("docs", "schema", "treaties", "mkdocs.yml", "content", "layouts", "config.yaml")
"""What no command writes: the rest of a folder is its work, the site and whatever it keeps for the next time."""

HEAD = (
    Text("Site", "Site"),
    Text("By", "Par"),
    Text("Records", "Fiches"),
    Text("CPU s", "CPU s"),
    Text("Growth", "Croissance"),
    Text("Wall s", "Durée s"),
    Text("Peak MB", "Pic Mo"),
    Text("Files written", "Fichiers écrits"),
    Text("MB written", "Mo écrits"),
    Text("Files that differ", "Fichiers différents"),
)
MOST_OF_HUGO = 20_000
"""Hugo builds up to so many records only: it has all pages in memory, half a gigabyte for a thousand records."""

_NO_HUGO = Text("There is no Hugo on this machine.", "Hugo n’est pas installé sur cette machine.")
_LIMITED = Text(
    "MkDocs builds up to {most} records only, Hugo up to {hugo}; the pages of {records} records are {pages}.",
    "MkDocs ne construit que jusqu’à {most} fiches, Hugo jusqu’à {hugo} ; les pages de {records} fiches sont au nombre "
    "de {pages}.",
)


@dataclass(slots=True)
class Contestant:
    """A command that builds in a folder of its own, with what was there when it last ended."""

    name: Text
    folder: Path
    command: Sequence[str | Path]
    seen: dict[str, State] = field(default_factory=dict)

    def run(self) -> tuple[Cost, Written]:
        """Build, and return what that cost and what was written."""
        cost = measured(self.command, self.folder)
        seen = look(self.folder, self.seen, INPUTS)
        written = compare(self.seen, seen)
        self.seen = seen
        return cost, written


class Result(NamedTuple):
    """One row of the table."""

    state: Text
    name: Text
    records: int
    cost: Cost
    written: Written


def measure_builds(folder: Path, sizes: Sequence[int], seed: int, most_of_mkdocs: int) -> list[Block]:
    """Build sites of each size in every state, with each generator in turn, and return what each costs.

    MkDocs takes part up to so many records.
    """
    results: list[Result] = []
    notes: list[Block] = []
    hugo_is = hugo()
    for variant in VARIANTS:
        for records in (size for size in sizes if size <= variant.most):
            others = [mkdocs()] if records <= most_of_mkdocs else []
            if hugo_is and records <= MOST_OF_HUGO:
                others.append(hugo_is)
            if variant is not VARIANTS[0]:
                others = []
            root = folder / f"build-{records}"
            found, pages = _measure(root, records, seed, variant, others)
            shutil.rmtree(root)
            results += found
            if pages and records == sizes[0]:
                limits = {"most": most_of_mkdocs, "hugo": MOST_OF_HUGO, "records": records, "pages": pages}
                notes.append(_LIMITED.within(**{name: Number(value) for name, value in limits.items()}))
    if hugo_is is None:
        notes.append(_NO_HUGO)
    return [*notes, Table(Text("Building", "Construction"), HEAD, rows(results), words=2)]


def _measure(
    folder: Path, records: int, seed: int, variant: Variant, others: Sequence[Generator]
) -> tuple[list[Result], int]:
    root = folder / "registry"
    write_registry(root, records, seed)
    files = sorted((root / "treaties").rglob("*.yaml"))
    site = root / "site"
    command = [*TREATIES, "build", "--root", root, "--out", site, "--today", TODAY, *variant.arguments]
    ours = Contestant(
        Text(f"`treaties build`, {variant.name.en}", f"`treaties build`, {variant.name.fr}"), root, command
    )
    theirs = []
    for number, generator in enumerate(others):
        place = folder / str(number)
        generator.prepare(place)
        theirs.append((generator, Contestant(Text(generator.name, generator.name), place, generator.command)))
    results = []
    pages = 0
    for number, state in enumerate(STATES):
        if changed := {NEW: 0, ONE: 1, SOME: max(1, records // 100), NOTHING: 0}[state]:
            edit_records(files, changed, number)
        results.append(_run(ours, state, records))
        for generator, contestant in theirs:
            pages = generator.take(site, contestant.folder)
            results.append(_run(contestant, state, records))
    return results, pages


def _run(contestant: Contestant, state: Text, records: int) -> Result:
    # What was found is told at once, too: a run of hours that breaks off has not been for nothing.
    what = f"{records:,} records, {state.en}, {contestant.name.en}"
    progress(f"{what} ...")
    cost, written = contestant.run()
    progress(f"{what}: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s, {cost.memory:.0f} MB, {written}")
    return Result(state, contestant.name, records, cost, written)


def rows(results: Sequence[Result]) -> list[list[Cell]]:
    """Return the rows of the table by state, generator and size, with the growth of each from the size before it."""
    order = list(dict.fromkeys(result.name for result in results))
    found: list[list[Cell]] = []
    before: Result | None = None
    for one in sorted(results, key=lambda one: (STATES.index(one.state), order.index(one.name), one.records)):
        power = None
        if before is not None and (before.state, before.name) == (one.state, one.name):
            power = growth((before.records, before.cost.cpu), (one.records, one.cost.cpu))
        found.append(
            [
                one.state,
                one.name,
                Number(one.records),
                Number(one.cost.cpu, 1),
                None if power is None else Number(power, 2),
                Number(one.cost.wall, 1),
                Number(max(one.cost.memory, one.cost.together or 0)),
                Number(one.written.files),
                Number(one.written.size / 1e6, 1),
                Number(one.written.differing),
            ]
        )
        before = one
    return found
