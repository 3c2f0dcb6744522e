"""Small registries, with only a few of the world's states, which a test may change, break and build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import REGISTRY
from treaty_registry.reading.files import record_file

ALWAYS = {"ARE", "FRA", "RUS", "XKX"}
"""Parties that tests ask for though no page and no small record names them."""
CODE = re.compile(r"\b[A-Z]{3}\b")
SHARED_SOURCE = re.compile(r"^  ([\w-]+):\n(?:    .*\n|\n)*", re.MULTILINE)


def make_registry(folder: Path, records: Iterable[Path], later: Iterable[Path] = ()) -> Path:
    """Make a registry of the real pages and vocabularies, some records, and the parties that any of these name.

    The parties of the records that come ``later`` are there too.
    """
    for name in ("docs", "schema"):
        shutil.copytree(REGISTRY / name, folder / name)
    shutil.copy(REGISTRY / "mkdocs.yml", folder)
    for record in records:
        target = folder / record_file(record.stem)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(record, target)
    keep_named_parties(folder, later)
    return folder


def keep_named_parties(folder: Path, more: Iterable[Path] = ()) -> None:
    """Delete the parties of a registry that none of its records and pages, nor of ``more`` records, names.

    With all of the world's states each run would read, and each build make pages of, what no test of these looks at.
    """
    parties = {path.stem: path for path in (folder / "schema" / "parties").glob("*.yaml")}
    written = [*more, *(folder / "treaties").rglob("*.yaml"), *(folder / "docs").rglob("*.md"), *folder.rglob("*.html")]
    pending = {*ALWAYS, *(code for path in written for code in CODE.findall(path.read_text(encoding="utf-8")))}
    kept: set[str] = set()
    while pending := (pending & parties.keys()) - kept:
        kept |= pending
        pending = {code for one in pending for code in CODE.findall(parties[one].read_text(encoding="utf-8"))}
    for code in parties.keys() - kept:
        parties[code].unlink()
    # A shared source that nothing cites any more would be told of.
    sources = folder / "schema" / "sources.yaml"
    cited = "\n".join(path.read_text(encoding="utf-8") for path in sources.parent.glob("*/*.yaml"))
    text = sources.read_text(encoding="utf-8")
    for shared in list(SHARED_SOURCE.finditer(text)):
        if not re.search(rf"(?<![\w-]){re.escape(shared[1])}(?![\w-])", cited):
            text = text.replace(shared[0], "")
    sources.write_text(text, encoding="utf-8")
