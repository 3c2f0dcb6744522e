"""A site built again after an edit is the one that would have been built anew, and only what changed is new."""

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
from mkdocs.exceptions import Abort

from tests.conftest import RECORDS, REGISTRY, TODAY
from treaty_registry.cache.cache import Cache, cache_key, serialize
from treaty_registry.check.run import examine
from treaty_registry.cli import main
from treaty_registry.export import atomic_directory as folders
from treaty_registry.export.export import WRITTEN
from treaty_registry.reading.files import Root, record_file
from treaty_registry.website.build.build import SiteError, build_site
from treaty_registry.website.build.links import Links
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.pages import lists

END, PACT = "1991-warsaw-pact-termination", "1955-warsaw-pact"
OLD, NEW = "2000-russia-dprk-friendship", "2024-russia-dprk-strategic-partnership"
MADE = ("1890-older", "1900-every-key", "1900-minimal")

Files = dict[str, bytes]


def new_registry(root: Path) -> None:
    """Make a registry of real records that look at each other, and of made ones."""
    for name in ("docs", "schema"):
        shutil.copytree(REGISTRY / name, root / name)
    shutil.copy(REGISTRY / "mkdocs.yml", root)
    real = [REGISTRY / record_file(name) for name in (END, PACT, OLD, NEW, "1961-ussr-dprk-friendship")]
    for record in (*real, *(RECORDS / "valid" / f"{name}.yaml" for name in MADE)):
        target = root / record_file(record.stem)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(record, target)


def build(root: Path, out: str = "site", store: Cache | None = None) -> Files:
    """Build a site from what is kept, and return its files."""
    store = store or Cache(Root(root).cache)
    build_site(Root(root), examine(Root(root), TODAY, store=store), root / out)
    return files(root / out)


def by_command(root: Path, *options: str) -> Files:
    """Build a site as a person does."""
    assert main(["build", "--root", str(root), "--today", str(TODAY), *options]) == 0
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
    put(root, "docs/assets/registry.css", "", ".new { color: red }\n")


def other_records(root: Path) -> None:
    """A record is gone, one has another id, and one is new."""
    (root / record_file("1900-minimal")).rename(root / record_file("1900-least"))
    put(root, record_file("1900-least"), "id: 1900-minimal", "id: 1900-least\nformer_ids: [1900-minimal]")
    naming = root / record_file("1900-every-key")
    naming.write_text(naming.read_text(encoding="utf-8").replace("1900-minimal", "1900-least"), encoding="utf-8")
    (root / record_file(OLD)).unlink()
    put(root, record_file(NEW), OLD, "1961-ussr-dprk-friendship")
    path = root / record_file("1939-german-soviet-pact")
    path.parent.mkdir()
    shutil.copy(REGISTRY / record_file(path.stem), path)


def other_templates(root: Path) -> None:
    for name in ("treaty.html", "party_row.html", "treaty_card.html"):
        path = root / "docs" / "templates" / name
        path.write_text(path.read_text(encoding="utf-8") + "<i>new</i>", encoding="utf-8")


def other_words(root: Path) -> None:
    put(root, "docs/words/fr/interface.yaml", "\nDuties of defence: ", "\nDuties of defence: Nouveaux ")
    put(root, "docs/index.md", "\n#", "\nA new sentence.\n\n#")


def other_terms(root: Path) -> None:
    put(root, "schema/vocabularies/actions.yaml", "{en: Signature, fr: Signature}", "{en: Signing, fr: Seing}")
    put(root, "schema/parties/PRK.yaml", "en: North Korea", "en: Korea (North)")


EDITS = (other_text, other_law, other_records, other_templates, other_words, other_terms)


class Built(NamedTuple):
    """A registry with its site, which every test finds and leaves as it was built at first."""

    root: Path
    clean: Files

    @property
    def site(self) -> Path:
        return self.root / "site"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("base")
    new_registry(root)
    return Built(root, by_command(root))


@pytest.mark.parametrize("edit", EDITS)
def test_a_site_built_again_is_the_one_that_would_be_built_anew(
    edit: Callable[[Path], None], base: Built, walked: Path
) -> None:
    edit(walked)
    assert differing(build(walked), build(walked, "clean", Cache())) == []


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry in which one edit follows another."""
    root = tmp_path_factory.mktemp("walked")
    new_registry(root)
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


@pytest.mark.parametrize("damage", [damaged_files, touched_data, lost_data, hidden_file])
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
        git(whole, "add", "treaties", "schema", "docs", "mkdocs.yml")
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


@pytest.mark.parametrize("damage", [every_value, last_bytes, all_bytes])
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


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry that was built once, of which tests take copies."""
    root = tmp_path_factory.mktemp("first")
    new_registry(root)
    by_command(root)
    return root


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Path:
    """A copy of it with all that was kept. The site of this folder is another one: nothing is taken from the old."""
    root = tmp_path / "again"
    shutil.copytree(first, root)
    shutil.rmtree(root / "site")
    return root


def forbid(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let each of some functions of the program stop the build, by their names."""

    def stop(name: str) -> Callable[..., None]:
        def forbidden(*_: object, **__: object) -> None:
            raise Abort(f"{name} was asked")

        return forbidden

    for name in names:
        monkeypatch.setattr(f"treaty_registry.{name}", stop(name))


ENGINE = "publish.build.build"


def test_after_an_edit_of_a_record_the_engine_builds_nothing(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, ENGINE)
    assert build(again) == build(again, "other")
    other_text(again)
    other_records(again)
    site = build(again)
    for page in ("treaties/index.html", "explore.html", "fr/treaties/index.html"):
        assert b"Warsaw Pact dissolution" in site[page]
        assert b"1900-least.html" in site[page]
        assert f"{OLD}.html".encode() not in site[page]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/method.md", "\n#", "\nA new sentence.\n\n#"),
        ("docs/fr/method.md", "\n#", "\nUne phrase.\n\n#"),
        ("docs/overrides/404.html", "", "<!-- new -->"),
        ("docs/overrides/partials/header.html", "", "<!-- new -->"),
        ("docs/assets/registry.css", "", ".new { color: red }\n"),
        ("mkdocs.yml", "code MIT", "code MIT, mostly"),
        ("SITE_URL", "", "https://example.org/registry/"),
        ("REPO_URL", "", "https://example.org/code"),
    ],
)
def test_after_any_other_change_it_builds(
    file: str, old: str, new: str, again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, ENGINE)
    if file.endswith("_URL"):
        monkeypatch.setenv(file, new)
    else:
        put(again, file, old, new)
    with pytest.raises(SiteError, match=f"{ENGINE} was asked"):
        build(again)
    assert not (again / "site").exists()


def test_a_record_that_a_written_page_leads_to_may_not_go(
    again: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")
    text = text.replace("1900-minimal", "1900-lone").replace("inimal example", "inimal lone example")
    record = again / record_file("1900-lone")  # no record leads to it, nor it to any
    record.write_text(text.replace("title: Example", "title: Lone example").replace("2001-", "2002-"), encoding="utf-8")
    page = again / "docs" / "hosting.md"  # no record has part in it
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](treaties/1900-lone.html)\n", encoding="utf-8")
    whole = by_command(again)
    text = record.read_text(encoding="utf-8")
    forbid(monkeypatch, ENGINE)
    record.unlink()
    assert main(["build", "--root", str(again), "--today", str(TODAY)]) == 1
    said = capsys.readouterr().err
    assert "dead links:\nhosting.html: the link treaties/1900-lone.html leads nowhere" in said
    assert "Traceback" not in said
    assert files(again / "site") == whole
    record.write_text(text, encoding="utf-8")
    assert by_command(again) == whole


def test_pages_that_nothing_new_concerns_are_not_checked_again(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_command(again)
    looked_at: set[str] = set()
    links = OutputManifest.links

    def told(self: OutputManifest, address: str) -> Links | None:
        looked_at.add(address)
        return links(self, address)

    monkeypatch.setattr(OutputManifest, "links", told)
    before = numbers(again / "site")
    other_text(again)
    by_command(again)
    after = numbers(again / "site")
    new = {name for name in after if name.endswith(".html") and after[name] != before.get(name)} - {"404.html"}
    assert {f"treaties/{END}.html", "fr/parties/SUN.html", "index.html"} <= new <= looked_at
    others = {"treaties/1890-older.html", "fr/treaties/1900-minimal.html", "parties/FRA.html", "hosting.html"}
    assert others <= after.keys() - new
    assert looked_at & others == set()


def test_a_place_that_goes_is_missed_on_pages_that_stay(again: Path) -> None:
    put(again, "docs/data.md", "\n#", '\n<a id="here"></a>\n\n#')
    # As HTML: the engine does not know of the place.
    page = again / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n<a href="data.html#here">x</a>\n', encoding="utf-8")
    whole = by_command(again)
    put(again, "docs/data.md", '<a id="here"></a>', "")
    with pytest.raises(SiteError, match=r"dead links:\nindex\.html: the link data\.html#here leads to a page without"):
        build(again)
    assert files(again / "site") == whole


def test_what_pages_alone_took_on_trust_is_checked_with_the_data(
    again: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(again, "docs/templates/treaty.html", "", '<a href="{{ top }}data/nothing.csv">x</a>')
    by_command(again, "--pages-only")
    by_command(again, "--pages-only")
    for _ in range(2):
        assert main(["build", "--root", str(again), "--today", str(TODAY)]) == 1
        assert "treaties/1900-minimal.html: the link ../data/nothing.csv leads nowhere" in capsys.readouterr().err


MAKING = (
    ENGINE,
    "publish.build.write_export",
    "publish.pages.treaty_page",
    "publish.pages.party_page",
    "publish.pages.year_page",
    "publish.shelf.Shelf.made",
    "publish.network_view.layout",
    "check.run._judged",
    "check.entries.understand",
)


def test_what_a_build_clears_from_a_store_that_has_grown_is_what_the_next_one_does_without(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 3)
    by_command(again)
    store = Cache(Root(again).cache)
    store.drop_all_but(_keys(again))
    few = [(cache_key("few"), serialize("few"))]
    store.put(few)
    other_text(again)
    build(again, store=store)
    assert store.known(key for key, _ in few), "it has not grown: nobody looked what may go"
    old = _keys(again)
    many = [(cache_key(str(number)), os.urandom(20_000)) for number in range(1_000)]
    store.put(many)
    put(again, record_file(END), "short_title: Warsaw Pact dissolution", "short_title: Warsaw Pact end")
    whole = build(again, store=store)
    assert not store.known(key for key, _ in (*few, *many))
    assert old - _keys(again), "neither is there what was made of the record as it was"
    assert not store.has_grown()

    before, kept = numbers(again / "site"), _keys(again)
    forbid(monkeypatch, *MAKING)
    (again / "site" / "index.html").unlink()
    assert build(again) == whole
    assert _keys(again) == kept
    after = numbers(again / "site")
    assert {name for name in after if after[name] != before[name] and name.endswith(".html")} == {"index.html"}


def _keys(root: Path) -> set[str]:
    with closing(sqlite3.connect(Root(root).cache)) as db:
        return {key for (key,) in db.execute("select key from kept")}


def no_more(root: Path) -> None:
    """The only treaty of a year goes."""
    (root / record_file("1939-german-soviet-pact")).unlink()


def another_year(root: Path) -> None:
    put(root, record_file("1900-minimal"), "- date: 2001-02-03", "- date: 1955-12-31")


def no_year(root: Path) -> None:
    put(root, record_file("1900-minimal"), "- date: 1955-12-31", "- date: unknown")


def another_title(root: Path) -> None:
    put(root, record_file("1900-minimal"), "short_title: Minimal example", "short_title: Least example")


def one_list(root: Path) -> None:
    """So many go that one list can hold the rest."""
    for name in (END, PACT, "1900-every-key", "1900-minimal"):
        (root / record_file(name)).unlink()


def test_lists_of_years_follow_the_records(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 4)
    path = again / record_file("1939-german-soviet-pact")
    path.parent.mkdir()
    shutil.copy(REGISTRY / record_file(path.stem), path)
    before = build(again)
    changed = {
        no_more: ["1939", "1955"],
        another_year: ["1955", "2000", "2001", "2024"],
        no_year: ["1955", "unknown"],
        another_title: ["unknown"],
        one_list: ["1955", "1961", "1991", "1999", "2000", "2024", "unknown"],
    }
    store = Cache()
    for edit, years in changed.items():
        edit(again)
        after = build(again)
        assert differing(after, build(again, "clean", store)) == [], edit
        shutil.rmtree(again / "clean")
        pages = [name for name in differing(before, after) if "treaties/signed-" in name]
        told = [f"{folder}treaties/signed-{year}.html" for folder in ("", "fr/") for year in years]
        assert set(told) <= set(pages), edit
        before = after
    assert not [name for name in before if "signed-" in name]
