"""What is made again after a change: what depends on it, and by the engine only where it must."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import RECORDS, REGISTRY
from tests.website.incremental import (
    END,
    OLD,
    PACT,
    build,
    by_command,
    copied,
    differing,
    files,
    keys,
    numbers,
    other_records,
    other_text,
    put,
    status_of_command,
)
from tests.website.program import ASSETS, TEMPLATES
from treaty_registry.cache.cache import Cache, cache_key, serialize
from treaty_registry.reading.files import Root, record_file
from treaty_registry.website.build.build import SiteError
from treaty_registry.website.build.links import Links
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.pages import lists

pytestmark = pytest.mark.site


@pytest.fixture
def again(whole: Path, tmp_path: Path) -> Path:
    """A registry that was built, with all that was kept but the site: nothing is taken over from that."""
    return copied(whole, tmp_path / "again")


def forbid(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let each of some functions of the program stop the build, by their names."""

    def stop(name: str) -> Callable[..., None]:
        def forbidden(*_: object, **__: object) -> None:
            raise Abort(f"{name} was asked")

        return forbidden

    for name in names:
        monkeypatch.setattr(f"treaty_registry.{name}", stop(name))


ENGINE = "website.build.build.build"


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
        (f"{ASSETS}/registry.css", "", ".new { color: red }\n"),
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
    assert status_of_command(again) == 1
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
    put(again, f"{TEMPLATES}/treaty.html", "", '<a href="{{ top }}data/nothing.csv">x</a>')
    by_command(again, "--pages-only")
    by_command(again, "--pages-only")
    for _ in range(2):
        assert status_of_command(again) == 1
        assert "treaties/1900-minimal.html: the link ../data/nothing.csv leads nowhere" in capsys.readouterr().err


MAKING = (
    ENGINE,
    "website.build.build.write_export",
    "website.pages.pages.treaty_page",
    "website.pages.pages.party_page",
    "website.pages.year_page.name_of_year",
    "website.context.fragments.FragmentCache.made",
    "website.charts.defence_view.layout",
    "check.judging._judged",
    "check.parsed_records.understand",
)


def test_what_a_build_clears_from_a_store_that_has_grown_is_what_the_next_one_does_without(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_MOST", 3)
    by_command(again)
    store = Cache(Root(again).cache)
    store.drop_all_but(keys(again))
    few = [(cache_key("few"), serialize("few"))]
    store.put(few)
    other_text(again)
    build(again, store=store)
    assert store.known(key for key, _ in few), "it has not grown: nobody looked what may go"
    old = keys(again)
    many = [(cache_key(str(number)), os.urandom(20_000)) for number in range(1_000)]
    store.put(many)
    put(again, record_file(END), "short_title: Warsaw Pact dissolution", "short_title: Warsaw Pact end")
    whole = build(again, store=store)
    assert not store.known(key for key, _ in (*few, *many))
    assert old - keys(again), "neither is there what was made of the record as it was"
    assert not store.has_grown()

    before, kept = numbers(again / "site"), keys(again)
    forbid(monkeypatch, *MAKING)
    (again / "site" / "index.html").unlink()
    assert build(again) == whole
    assert keys(again) == kept
    after = numbers(again / "site")
    assert {name for name in after if after[name] != before[name] and name.endswith(".html")} == {"index.html"}


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
    monkeypatch.setattr(lists, "_MOST", 4)
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
