"""A small registry that is built, edited and built again, and what its site consists of."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.conftest import RECORDS, REGISTRY, TODAY
from tests.registries import make_registry
from tests.website.program import ASSETS, TEMPLATES, copy_program, program_of
from treaty_registry.cache.cache import Cache
from treaty_registry.check.run import examine
from treaty_registry.cli import main
from treaty_registry.reading.files import Root, record_file
from treaty_registry.website.build.build import build_site

END, PACT = "1991-warsaw-pact-termination", "1955-warsaw-pact"
OLD, NEW = "2000-russia-dprk-friendship", "2024-russia-dprk-strategic-partnership"
LATER = "1939-german-soviet-pact"
"""A record that edits add."""
MADE = ("1890-older", "1900-every-key", "1900-minimal")

Files = dict[str, bytes]


def new_registry(root: Path) -> None:
    """Make a registry of real records that look at each other, and of made ones."""
    real = [REGISTRY / record_file(name) for name in (END, PACT, OLD, NEW, "1961-ussr-dprk-friendship")]
    made = [RECORDS / "valid" / f"{name}.yaml" for name in MADE]
    make_registry(root, [*real, *made], later=[REGISTRY / record_file(LATER)])
    copy_program(root)


def copied(whole: Path, root: Path) -> Path:
    """Copy a registry that was built, with all that was kept, but without its site, and return the copy's folder."""
    return shutil.copytree(whole, root, ignore=lambda folder, _: ["site"] * (Path(folder) == whole), dirs_exist_ok=True)


def build(root: Path, out: str = "site", store: Cache | None = None) -> Files:
    """Build a site from what is kept, and return its files."""
    store = store or Cache(Root(root).cache)
    with program_of(root):
        build_site(Root(root), examine(Root(root), TODAY, store=store), root / out)
    return files(root / out)


def status_of_command(root: Path, *options: str) -> int:
    """Build a site as a person does, and return what the command says of its end to the shell."""
    with program_of(root):
        return main(["build", "--root", str(root), "--today", str(TODAY), *options])


def by_command(root: Path, *options: str) -> Files:
    """Build a site as a person does, and return its files."""
    assert status_of_command(root, *options) == 0
    return files(root / "site")


def files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def numbers(folder: Path) -> dict[str, int]:
    """Return the number of the file that each name in a folder stands for."""
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def differing(one: Files, other: Files) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def put(root: Path, file: str, old: str, new: str) -> None:
    """Put one text for another in a file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def other_text(root: Path) -> None:
    put(root, record_file(END), "short_title: Warsaw Pact termination", "short_title: Warsaw Pact dissolution")


def other_law(root: Path) -> None:
    """A record does not end another any more, a party did not sign, and all pages look different."""
    put(root, record_file(NEW), "type: supersedes", "type: replaces-in-part")
    put(root, record_file(END), "[BGR, CSK, HUN,", "[BGR, HUN,")
    put(root, f"{ASSETS}/registry.css", "", ".new { color: red }\n")


def other_records(root: Path) -> None:
    """A record is gone, one has another id, and one is new."""
    (root / record_file("1900-minimal")).rename(root / record_file("1900-least"))
    put(root, record_file("1900-least"), "id: 1900-minimal", "id: 1900-least\nformer_ids: [1900-minimal]")
    naming = root / record_file("1900-every-key")
    naming.write_text(naming.read_text(encoding="utf-8").replace("1900-minimal", "1900-least"), encoding="utf-8")
    (root / record_file(OLD)).unlink()
    put(root, record_file(NEW), OLD, "1961-ussr-dprk-friendship")
    path = root / record_file(LATER)
    path.parent.mkdir()
    shutil.copy(REGISTRY / record_file(path.stem), path)


def other_templates(root: Path) -> None:
    for name in ("treaty.html", "party_row.html", "treaty_card.html"):
        path = root / TEMPLATES / name
        path.write_text(path.read_text(encoding="utf-8") + "<i>new</i>", encoding="utf-8")


def other_words(root: Path) -> None:
    put(root, "docs/words/names.yaml", "\nARE: [UAE, ", "\nARE: [Emirates, UAE, ")
    put(root, "docs/index.md", "\n#", "\nA new sentence.\n\n#")


def other_terms(root: Path) -> None:
    put(root, "schema/vocabularies/actions.yaml", "{en: Signature, fr: Signature}", "{en: Signing, fr: Seing}")
    put(root, "schema/parties/PRK.yaml", "en: North Korea", "en: Korea (North)")


EDITS = (other_text, other_law, other_records, other_templates, other_words, other_terms)


def keys(root: Path) -> set[str]:
    with closing(sqlite3.connect(Root(root).cache)) as db:
        return {key for (key,) in db.execute("select key from kept")}
