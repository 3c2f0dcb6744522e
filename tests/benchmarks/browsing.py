"""The explorer and the search in Chromium, over the data of a large registry."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests.benchmarks.browser_data import QUERIES
from tests.benchmarks.process import TODAY, TREATIES, measured, progress
from tests.benchmarks.serving import Served, served
from tests.benchmarks.tables import Block, Cell, Number, Table, Text
from tests.chromium import chromium
from tests.generator.registry import write_registry
from treaty_registry.website.pages.explore import EMBEDDED

HERE = Path(__file__).parent
STEPS: Sequence[tuple[str, ...]] = (
    ("tick", "party"),
    ("tick", "duty"),
    ("fill", "on", "1985-01-01"),
    ("tick", "status"),
    ("fill", "from", "1950"),
    ("clear",),
    ("fill", "text", "non-aggression"),
    ("fill", "text", "border"),
    ("fill", "text", "ostany border"),
    ("tick", "kind"),
    ("fill", "on", "1914-07-28"),
    ("order", "title"),
    ("clear",),
    ("tick", "subject"),
    ("tick", "subject"),
    ("fill", "on", "1939-09-01"),
    ("tick", "status"),
    ("tick", "status"),
    ("order", "oldest"),
    ("fill", "on", ""),
    ("clear",),
)
"""What a reader does, one after the other; see steps.js. A box that is ticked is the one that the most rows have."""

OPENINGS = 3
HEAD = (
    Text("What", "Quoi"),
    Text("Records", "Fiches"),
    Text("Times", "Fois"),
    Text("Median ms", "Médiane ms"),
    Text("Worst ms", "Maximum ms"),
    Text("Median kB fetched", "Médiane ko transférés"),
    Text("Most kB fetched", "Maximum ko transférés"),
)
OPENED = Text("explorer: page opened, until the filters are there", "explorateur : ouverture, jusqu’aux filtres")
DATA = "explore.*.json"
"""The explorer's file, whose name holds a hash."""

COMPUTED = Text("explorer: a filter step, until computed", "explorateur : un filtre, jusqu’au calcul")
DRAWN = Text("explorer: a filter step, until drawn", "explorateur : un filtre, jusqu’à l’affichage")
WHOLE = Text(
    "explorer: a filter step, until all hundred rows are there",
    "explorateur : un filtre, jusqu’à la centième ligne",
)
SEARCHED = Text("search: first query, until answers are drawn", "recherche : première requête, jusqu’aux réponses")
_WORST = Text(
    "With {records} records the slowest filter step was `{step}`.",
    "Avec {records} fiches, le filtre le plus lent était `{step}`.",
)


class Measure(NamedTuple):
    """One thing that was timed: in milliseconds, with the bytes that were fetched each time, if that was counted."""

    what: Text
    records: int
    times: Sequence[float]
    fetched: Sequence[int] = ()


def measure_browsing(folder: Path, sizes: Sequence[int], seed: int) -> list[Block]:
    """Open the explorer and the search over data of each size, and return what a reader waits for.

    The pages are those of a small registry that fetches its data as a large one does.
    """
    small = folder / "browser" / "pages"
    write_registry(small, EMBEDDED + 100, seed)
    site = small / "site"
    progress("pages for the browser: treaties build")
    measured([*TREATIES, "build", "--root", small, "--out", site, "--today", TODAY, "--pages-only"])
    measures: list[Measure] = []
    notes: list[Block] = []
    for records in sizes:
        root = folder / "browser" / f"records-{records}"
        write_registry(root, records, seed)
        progress(f"{records:,} records: the data that the browser fetches")
        measured([sys.executable, HERE / "browser_data.py", root, site])
        shutil.rmtree(root)
        progress(f"{records:,} records: the browser")
        with served(site) as server, chromium() as browser:
            openings, steps = _explore(browser, server, records)
            measures += [*openings, *steps, _search(browser, server, records, json.loads((site / QUERIES).read_text()))]
        slowest = max(range(len(STEPS)), key=lambda place: steps[1].times[place])
        notes.append(_WORST.within(records=Number(records), step=" ".join(STEPS[slowest])))
    shutil.rmtree(folder / "browser")
    return [Table(Text("In the browser", "Dans le navigateur"), HEAD, rows(measures)), *notes]


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    """A window of a reader who was never here: nothing is at hand."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _explore(browser: Browser, server: Served, records: int) -> tuple[list[Measure], list[Measure]]:
    times, fetched = [], []
    found: list[Sequence[float]] = []
    # The first time is not counted: the server compresses its files then.
    for number in range(OPENINGS + 1):
        with _window(browser) as page:
            before = len(server.fetched)
            page.goto(f"{server.address}explore.html", wait_until="commit")
            time = page.evaluate(_script("opened.js"))
            if number:
                times.append(time)
                fetched.append(sum(size for path, size in server.fetched[before:] if _is_data(path)))
            if number == OPENINGS:
                found = page.evaluate(_script("steps.js"), STEPS)
    steps = [
        Measure(what, records, own)
        for what, own in zip((COMPUTED, DRAWN, WHOLE), zip(*found, strict=True), strict=True)
    ]
    return [Measure(OPENED, records, times, fetched)], steps


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _is_data(path: str) -> bool:
    return PurePosixPath(path).match(DATA)


def _search(browser: Browser, server: Served, records: int, queries: Sequence[str]) -> Measure:
    script = _script("query.js")
    times, fetched = [], []
    for query in queries:
        for counted in (False, True):  # as above
            with _window(browser) as page:
                page.goto(f"{server.address}method.html")
                before = len(server.fetched)
                time = page.evaluate(script, query)
                if counted:
                    times.append(time)
                    fetched.append(sum(size for path, size in server.fetched[before:] if path.startswith("search/")))
    return Measure(SEARCHED, records, times, fetched)


def rows(measures: Sequence[Measure]) -> list[list[Cell]]:
    """Return the rows of the table."""
    return [
        [
            one.what,
            Number(one.records),
            Number(len(one.times)),
            Number(median(one.times)),
            Number(max(one.times)),
            *(
                [Number(median(one.fetched) / 1e3, 1), Number(max(one.fetched) / 1e3, 1)]
                if one.fetched
                else [None, None]
            ),
        ]
        for one in measures
    ]
