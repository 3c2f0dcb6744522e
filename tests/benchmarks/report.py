"""Results as they are told: on the terminal, and in the pages of the documentation."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.tables import Block, Number, Text, markdown
from treaty_registry.language.days import day
from treaty_registry.language.languages import LANGUAGES
from treaty_registry.website.context.addresses import FOLDERS

PAGE = "benchmarks.md"
_MACHINE = Text(
    "Measured on {day}: {cores} processor cores, {memory} GB of memory, {system}, Python {python}, MkDocs {mkdocs}, "
    "Material {material}, check-jsonschema {schema}, Hugo {hugo}; load of the machine {before} before and {after} "
    "after; seed {seed}.",
    "Mesuré le {day} : {cores} cœurs, {memory} Go de mémoire, {system}, Python {python}, MkDocs {mkdocs}, "
    "Material {material}, check-jsonschema {schema}, Hugo {hugo} ; charge de la machine {before} avant et {after} "
    "après ; graine {seed}.",
)


def machine(today: date, seed: int, load: float) -> Text:
    """Return on what was measured: the day, the machine in general terms, the versions, and how busy it was.

    ``load`` is how many processes were ready to run before.
    """
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return _MACHINE.within(
        day=Text(day(today, "en"), day(today, "fr")),
        cores=Number(os.cpu_count() or 1),
        memory=Number(memory),
        system=platform.system(),
        python=platform.python_version(),
        mkdocs=version("mkdocs"),
        material=version("mkdocs-material"),
        schema=version("check-jsonschema"),
        hugo=_hugo(),
        before=Number(load, 1),
        after=Number(os.getloadavg()[0], 1),
        seed=Number(seed),
    )


def _hugo() -> str:
    command = shutil.which("hugo")
    if command is None:
        return "–"
    told = subprocess.run([command, "version"], capture_output=True, text=True, check=True).stdout  # noqa: S603  # as found
    found = re.search(r"v([\d.]+)", told)
    return found[1] if found else "?"


def put(text: str, part: str, results: str) -> str:
    """Return a page with the results of one part between its two comments. Raises ValueError if it has none."""
    opening, closing = f"<!-- bench:{part} -->", f"<!-- /bench:{part} -->"
    before, found, rest = text.partition(opening)
    _, end, after = rest.partition(closing)
    if not (found and end):
        raise ValueError(f"the page has no {opening} … {closing}")
    return f"{before}{opening}\n\n{results}\n\n{closing}{after}"


def write_pages(docs: Path, part: str, blocks: Sequence[Block]) -> None:
    """Write the results of one part into the page of each language; other parts stay as they are."""
    for language in LANGUAGES:
        path = docs / FOLDERS[language] / PAGE
        text = put(path.read_text(encoding="utf-8"), part, markdown(blocks, language))
        path.write_text(text, encoding="utf-8")
