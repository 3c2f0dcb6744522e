"""A whole registry on disk, written record by record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.generator.draw import Decks, read_vocabularies
from tests.generator.emit import to_yaml
from tests.generator.identity import Identities
from tests.generator.parties import World, make_world
from tests.generator.record import make_record

PROJECT = Path(__file__).resolve().parents[2]


def make_records(
    records: int, seed: int, vocabularies: dict[str, dict[str, Any]], world: World
) -> Iterator[tuple[str, str]]:
    """Yield each record's id and text. Nothing is kept from one to the next but the decks."""
    decks = Decks(Random(seed), vocabularies)  # noqa: S311  # made-up records, not secrets
    identities = Identities(seed, records, world)
    for number in range(records):
        who = identities.of(number)
        yield who.id, to_yaml(make_record(who, identities, decks))


def write_registry(folder: Path, records: int, seed: int, project: Path = PROJECT) -> int:
    """Write a registry like the project's own, with generated records, and return the number of bytes of its records.

    The schema, the pages and the site's settings are the project's; the parties are its own and the fictional ones.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(project / "schema", folder / "schema")
    if (project / "docs").is_dir():
        shutil.copytree(project / "docs", folder / "docs")
    if (project / "mkdocs.yml").is_file():
        shutil.copy(project / "mkdocs.yml", folder)
    # It lists the party codes of the project, and more have come.
    for stale in (folder / "schema").glob("*.schema.json"):
        stale.unlink()
    vocabularies = read_vocabularies(folder / "schema" / "vocabularies")
    parties = folder / "schema" / "parties"
    parties.mkdir(exist_ok=True)
    taken = {path.stem for path in parties.iterdir()}
    world = make_world(taken, vocabularies["party-kinds"], vocabularies["party-schemes"])
    for code, party in world.files.items():
        (parties / f"{code}.yaml").write_text(to_yaml(party), encoding="utf-8")
    (folder / "treaties").mkdir()
    size = 0
    years: set[str] = set()
    for name, text in make_records(records, seed, vocabularies, world):
        year = folder / "treaties" / name[:4]
        if name[:4] not in years:
            years.add(name[:4])
            year.mkdir()
        data = text.encode()
        (year / f"{name}.yaml").write_bytes(data)
        size += len(data)
    return size
