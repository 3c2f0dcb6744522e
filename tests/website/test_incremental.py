"""A site built again is the one that would have been built anew, and what did not change is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import TODAY
from tests.website.incremental import (
    EDITS,
    END,
    MADE,
    NEW,
    OLD,
    PACT,
    Files,
    build,
    by_command,
    copied,
    differing,
    files,
    new_registry,
    numbers,
    other_templates,
    other_text,
    other_words,
    put,
)
from tests.website.program import FOLDER
from treaty_registry.cache.cache import Cache
from treaty_registry.cli import main
from treaty_registry.export import atomic_directory as folders
from treaty_registry.export.export import WRITTEN
from treaty_registry.reading.files import Root, record_file

pytestmark = pytest.mark.site


class Built(NamedTuple):
    """A registry with its site, which every test finds and leaves as it was built at first."""

    root: Path
    clean: Files

    @property
    def site(self) -> Path:
        return self.root / "site"


@pytest.fixture(scope="module")
def base(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copied(whole, tmp_path_factory.mktemp("base"))
    assert differing(by_command(root), files(whole / "site")) == [], "built from what another folder's build kept"
    return Built(root, files(whole / "site"))


@pytest.mark.parametrize(
    "edit",
    [pytest.param(edit, marks=pytest.mark.deep) if edit in (other_templates, other_words) else edit for edit in EDITS],
)
def test_a_site_built_again_is_the_one_that_would_be_built_anew(
    edit: Callable[[Path], None], base: Built, walked: Path
) -> None:
    edit(walked)
    assert differing(build(walked), build(walked, "clean", Cache())) == []


@pytest.fixture(scope="module")
def walked(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry in which one edit follows another."""
    root = copied(whole, tmp_path_factory.mktemp("walked"))
    build(root)
    return root


def test_only_pages_that_depend_on_a_changed_record_are_written(base: Built) -> None:
    before = numbers(base.site)
    other_text(base.root)
    after = build(base.root)
    now = numbers(base.site)
    written = {name for name in now if now[name] != before.get(name)}
    pages = {name.partition("treaties/")[2] or name.partition("parties/")[2] for name in written}
    pages = {name.removesuffix(".html") for name in pages if name.endswith(".html")}
    others = (OLD, NEW, "1961-ussr-dprk-friendship", *MADE, "PRK", "USA", "FRA")
    assert {END, PACT, "SUN", "BGR", "POL"} <= pages
    assert pages.isdisjoint(others), "what has nothing to do with it is the same file"
    assert {"treaties/index.html", "fr/treaties/index.html", f"treaties/{END}.yaml"} <= written
    assert after.keys() & differing(after, base.clean) <= written, "no file of the old site was written over"
    put(base.root, record_file(END), "short_title: Warsaw Pact dissolution", "short_title: Warsaw Pact termination")
    assert differing(build(base.root), base.clean) == []


def test_a_site_of_which_nothing_changed_is_left_alone(base: Built) -> None:
    before = base.site.stat().st_ino, numbers(base.site)
    assert differing(build(base.root), base.clean) == []
    assert (base.site.stat().st_ino, numbers(base.site)) == before


def damaged_files(site: Path) -> None:
    """Do to a site whatever can be done by hand."""
    page = site / "treaties" / f"{PACT}.html"
    page.write_bytes(page.read_bytes().replace(b"Warsaw", b"Wersow"))
    for name in (f"fr/treaties/{PACT}.html", f"treaties/{PACT}.yaml"):
        (site / name).write_bytes((site / name).read_bytes()[:100])
    (site / "parties" / "PRK.html").unlink()
    (site / "stranger.html").write_text("mine", encoding="utf-8")
    (site / ".hidden").write_text("mine", encoding="utf-8")


def touched_data(site: Path) -> None:
    (site / "data" / "datapackage.json").write_text("mine", encoding="utf-8")


def lost_data(site: Path) -> None:
    (site / "data" / "manifest.json").unlink()


def hidden_file(site: Path) -> None:
    (site / ".hidden").write_text("mine", encoding="utf-8")


@pytest.mark.parametrize(
    "damage", [damaged_files, touched_data, lost_data, pytest.param(hidden_file, marks=pytest.mark.deep)]
)
def test_what_was_done_to_a_site_by_hand_is_gone_after_the_next_build(
    damage: Callable[[Path], None], base: Built
) -> None:
    damage(base.site)
    assert differing(build(base.root), base.clean) == []


def test_where_files_cannot_have_two_names_they_are_written_again(base: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(old: Path, new: Path) -> None:
        raise OSError(f"{old} cannot be linked to {new}")

    monkeypatch.setattr(os, "link", link)
    (base.site / "index.html").unlink()
    assert differing(build(base.root), base.clean) == []


def test_data_that_come_only_in_part_leave_the_old_ones_as_they_are(
    base: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    (base.site / "data" / "datapackage.json").unlink()

    def replace(out: Path, fresh: Path) -> None:
        raise SystemExit("killed")

    with monkeypatch.context() as patch:
        patch.setattr(folders, "_replace", replace)
        with pytest.raises(SystemExit):
            build(base.root)
    assert differing(files(base.site), base.clean) == ["data/datapackage.json"]
    assert differing(build(base.root), base.clean) == []


def git(root: Path, *arguments: str) -> None:
    """Run Git as somebody who has set nothing."""
    who = {f"GIT_{one}_{what}": "x" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    subprocess.run(["git", "-C", str(root), *arguments], env={**alone, **who}, check=True, capture_output=True)  # noqa: S603, S607  # our own arguments


def test_more_of_the_history_is_told_as_soon_as_it_is_here(tmp_path: Path) -> None:
    whole, clone = tmp_path / "whole", tmp_path / "clone"
    whole.mkdir()
    new_registry(whole)
    git(whole, "init", "--quiet", "--initial-branch=main")
    titles = ("Warsaw Pact termination", "Warsaw Pact dissolution", "Warsaw Pact farewell")
    for before, title in zip(("", *titles), titles, strict=False):
        if before:
            put(whole, record_file(END), f"short_title: {before}", f"short_title: {title}")
        git(whole, "add", "treaties", "schema", "docs", "mkdocs.yml", FOLDER)
        git(whole, "commit", "--quiet", "--message=x")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{whole}", str(clone))

    told = ("changes.html", "fr/changes.html", "changes.atom")
    found = []
    for deeper in ("", "--deepen=1", "--unshallow"):
        if deeper:
            git(clone, "fetch", "--quiet", deeper)
        pages = build(clone)
        assert differing(pages, build(clone)) == []
        assert differing(pages, build(clone, "anew", Cache())) == []
        found.append([pages[name].decode().count("dissolution") for name in told])
    assert [bool(one) for one in found[0]] == [False, False, False]
    assert found[0] < found[1] < found[2]


def test_each_folder_is_a_site_of_its_own(base: Built) -> None:
    assert differing(build(base.root, "other"), base.clean) == []
    assert differing(build(base.root), base.clean) == []
    assert not set(numbers(base.site).values()) & set(numbers(base.root / "other").values())
    shutil.rmtree(base.root / "other")


def every_value(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update kept set value = zeroblob(20)")


def last_bytes(path: Path) -> None:
    """Damage most parts of pages and leave what checking asks for."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update kept set value = substr(value, 1, length(value) - 1) where key like '%-%'")


def all_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 100)


@pytest.mark.parametrize("damage", [every_value, pytest.param(last_bytes, marks=pytest.mark.deep), all_bytes])
def test_a_damaged_store_changes_nothing(damage: Callable[[Path], None], base: Built) -> None:
    damage(Root(base.root).cache)
    (base.site / "index.html").unlink()
    assert differing(by_command(base.root), base.clean) == []
    with closing(sqlite3.connect(Root(base.root).cache)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    before = numbers(base.site)
    build(base.root)
    assert numbers(base.site) == before, "what was made anew is kept"


def test_data_are_exported_whatever_happened_to_the_store(base: Built) -> None:
    with closing(sqlite3.connect(Root(base.root).cache)) as db, db:
        db.execute("update kept set value = zeroblob(20) where key like '%-tree'")
    assert main(["export", "--root", str(base.root), "--today", str(TODAY)]) == 0
    assert (base.root / "export" / "data" / "manifest.json").is_file()


def test_pages_alone_have_no_data_until_the_whole_is_built(base: Built) -> None:
    pages = by_command(base.root, "--pages-only")
    assert pages == {name: data for name, data in base.clean.items() if not name.startswith(WRITTEN)}
    assert "data/" in pages["data.html"].decode(), "links to the data stay"
    assert differing(by_command(base.root), base.clean) == []
    assert by_command(base.root, "--pages-only") == pages
    assert differing(by_command(base.root), base.clean) == []
