"""Everything that leaves the registry as data, in one folder: beside the pages of the site, or by itself."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from treaty_registry.export.api.files_api import write_api
from treaty_registry.export.api.openapi import write_description
from treaty_registry.export.atomic_directory import atomic_directory
from treaty_registry.export.calendar.calendars import write_calendars
from treaty_registry.export.citations.citations import write_citations
from treaty_registry.export.history.changes import FEED, history, write_feed
from treaty_registry.export.json_text import as_json
from treaty_registry.export.linked_data.linked import write_linked
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.export.tables.data_package import data_package, datasette_metadata
from treaty_registry.export.tables.table_writers import TableWriters
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import active_treaties
from treaty_registry.reading.files import Root

EXPORT_MARK = ".treaty-registry-data"
"""The file by which an export recognises a folder that an earlier one made, and may therefore replace."""

DATA = "data"
"""The folder of tables, linked data, citations and calendars; the API stands beside it."""

WRITTEN = (f"{DATA}/", "api/", FEED)
"""All that an export consists of: folders and one file, none of them a page."""

MAX_FEED_CHANGES = 200  # the feed has the last ones


def export(root: Root, law: CompiledRegistry, out: Path, base: str = "") -> int:
    """Write all data into ``out``, which is replaced only when all is written, and return the number of files.

    ``base`` is the address of the site, if it has one. Raises OutError if ``out`` may not be written.
    """
    with atomic_directory(root, out, EXPORT_MARK) as fresh:
        write_export(root, law, fresh, base)
    return sum(1 for path in out.resolve().rglob("*") if path.is_file())


def write_export(root: Root, law: CompiledRegistry, folder: Path, base: str) -> None:
    """Write all data into a folder that holds none: the same bytes for the same records and history."""
    # The records stay to the end: looking among them again and again for what can go takes a fifth of the time.
    gc.freeze()
    try:
        _write_all(root, law, folder, base)
    finally:
        gc.unfreeze()


def _write_all(root: Root, law: CompiledRegistry, folder: Path, base: str) -> None:
    number = version("treaty-registry")
    address = f"{base.rstrip('/')}/" if base else ""
    data = folder / DATA
    data.mkdir(parents=True)
    _write_tables(law, data, number)
    write_api(law, folder, number)
    write_description(law.registry.terms, folder, number)
    for name in ("linked", "citations", "calendars"):
        (data / name).mkdir()
    write_linked(law, data / "linked", address)
    write_citations(law, data / "citations", address, number)
    write_calendars(law, data / "calendars", address)
    write_feed(history(root.path, MAX_FEED_CHANGES), folder, address)
    (data / "manifest.json").write_text(as_json(_manifest(folder, number)), encoding="utf-8")


def _write_tables(law: CompiledRegistry, data: Path, number: str) -> None:
    writers = TableWriters(data)
    for table in TABLES:
        writers.write(table, law)
    writers.finish(TABLES)
    known = [treaty.verified.latest for treaty in active_treaties(law.registry)]
    package = data_package(TABLES, number, (min(known), max(known)) if known else None)
    (data / "datapackage.json").write_text(as_json(package), encoding="utf-8")
    (data / "datasette.json").write_text(as_json(datasette_metadata(TABLES)), encoding="utf-8")


def _manifest(folder: Path, number: str) -> dict[str, object]:
    """Return every file of the data with its size and SHA-256, so that a copy can be proved to be whole."""
    return {"version": number, "files": dict(_listed(folder))}


def _listed(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for top in (DATA, "api"):
        for path in sorted((folder / top).rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                yield path.relative_to(folder).as_posix(), {"bytes": path.stat().st_size, "sha256": digest}
