"""The whole build, with the real theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import REGISTRY, TODAY
from tests.website.program import TEMPLATES, copy_program, program_of
from treaty_registry.cache.cache import Cache
from treaty_registry.check.run import Examination, examine
from treaty_registry.cli import main
from treaty_registry.model.registry import Registry
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import SiteError, build_site
from treaty_registry.website.context.addresses import FOLDERS
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import lists, pages
from treaty_registry.website.pages.page import Page
from treaty_registry.website.search.words import fold

pytestmark = pytest.mark.site


def test_every_record_has_a_page_and_its_yaml(built: Path, real: Registry) -> None:
    for treaty_id in real.treaties:
        page = (built / "treaties" / f"{treaty_id}.html").read_text(encoding="utf-8")
        assert real.treaties[treaty_id].short_title in page
        source = REGISTRY / "treaties" / treaty_id[:4] / f"{treaty_id}.yaml"
        assert (built / "treaties" / source.name).read_bytes() == source.read_bytes()
    assert len(list((built / "treaties").glob("*.html"))) == len(real.treaties) + 1  # and the list of them


def test_every_page_that_a_kind_promises_has_a_key(site: RenderContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MOST", 3)  # so that years have pages
    for kind in pages.KINDS_OF_PAGES:
        names = list(kind.names(site))
        assert names
        assert names == list(kind.keys(site)), "else it would be linked to and never made, or never shown while edited"


def test_to_list_a_kind_of_page_is_enough_to_build_its_pages(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def page(site: RenderContext, name: str) -> Page:
        return Page(
            f"decades/{name}.html", name, "", f'<h1 id="record-title">{name}</h1>', (), "docs/treaties/index.md"
        )

    kind = pages.PageKind(lambda name: f"decades/{name}.html", lambda site: ["1990s"], page, lambda site: {"1990s": ""})
    monkeypatch.setattr(pages, "KINDS_OF_PAGES", (*pages.KINDS_OF_PAGES, kind))
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    build_site(Root(copy), examine(Root(copy), TODAY), copy / "site", data=False)
    sitemap = (copy / "site" / "sitemap.xml").read_text(encoding="utf-8")
    for folder in FOLDERS.values():
        assert ">1990s</h1>" in (copy / "site" / folder / "decades" / "1990s.html").read_text(encoding="utf-8")
        assert f"https://example.org/{folder}decades/1990s.html" in sitemap


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_parties_are_listed_by_the_names_that_readers_see(built: Path, folder: str) -> None:
    page = (built / folder / "parties" / "index.html").read_text(encoding="utf-8")
    names = [unescape(name) for name in re.findall(r'<th scope="row"><a [^>]*>([^<]+)', page)]
    assert len(names) > 200
    assert names == sorted(names, key=fold)


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_letters_lead_to_the_first_party_of_each(built: Path, folder: str) -> None:
    page = (built / folder / "parties" / "index.html").read_text(encoding="utf-8")
    letters = re.findall(r'<li><a href="#letter-(.)">(.)</a></li>', page)
    groups = re.findall(r'<tbody id="letter-(.)">(.*?)</tbody>', page, re.DOTALL)
    assert [small for small, _ in letters] == [letter for letter, _ in groups] == sorted({one for one, _ in groups})
    assert [large.lower() for _, large in letters] == [small for small, _ in letters]
    for letter, rows in groups:
        names = [unescape(name) for name in re.findall(r'<th scope="row"><a [^>]*>([^<]+)', rows)]
        assert names
        assert {fold(name)[0] for name in names} == {letter}
    assert ("États-Unis" in dict(groups)["e"]) == bool(folder), "an accent makes no letter of its own"


def test_the_page_for_a_wrong_address_leads_on_in_both_languages(built: Path) -> None:
    page = (built / "404.html").read_text(encoding="utf-8")
    assert 'href="/treaties/index.html"' in page
    assert 'href="/fr/treaties/index.html"' in page


def test_no_marker_and_no_shell_is_left(built: Path) -> None:
    assert not list(built.rglob("shell*"))
    for page in built.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "registry-slot" not in text, page
        assert "<!-- registry:" not in text, page
        assert "```" not in text, page  # a block of code that Markdown did not know
    for file in (built / "search").rglob("*.json"):
        assert "registry-slot" not in file.read_text(encoding="utf-8"), file


def test_without_a_repository_there_is_nothing_to_edit_and_no_address_is_made_up(built: Path) -> None:
    page = (built / "treaties" / "1951-anzus.html").read_text(encoding="utf-8")
    assert "/edit/" not in page
    assert 'rel="canonical"' not in page


def test_with_addresses_pages_say_where_they_are_and_where_to_edit_them(
    examination: Examination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/registry/")
    monkeypatch.setenv("REPO_URL", "https://example.org/code/registry")
    build_site(Root(REGISTRY), examination, tmp_path / "site")
    page = (tmp_path / "site" / "treaties" / "1951-anzus.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/code/registry/edit/main/treaties/1951/1951-anzus.yaml"' in page
    assert 'rel="canonical" href="https://example.org/registry/treaties/1951-anzus.html"' in page
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/registry/treaties/1951-anzus.html</loc>" in sitemap
    assert "<loc>https://example.org/registry/parties/NZL.html</loc>" in sitemap
    assert "shell" not in sitemap
    assert "lastmod" not in sitemap, "the day of the build is not the day of a change"


def test_a_wrong_record_stops_the_build_and_leaves_the_old_site(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--root", str(copy)]) == 0
    before = sorted(path.name for path in (copy / "site").rglob("*"))
    record = copy / "treaties" / "1900" / "1900-minimal.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("kind: treaty", "kind: treety"), encoding="utf-8")
    assert main(["build", "--root", str(copy)]) == 1
    assert "Did you mean `treaty`?" in capsys.readouterr().err
    assert sorted(path.name for path in (copy / "site").rglob("*")) == before
    assert [path.name for path in copy.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("out", [".", "..", "docs", "docs/site", "treaties/1900", "mkdocs.yml", "mine"])
def test_a_folder_that_no_build_has_made_is_never_replaced(
    copy: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "mine").mkdir()
    (copy / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = sorted(copy.rglob("*"))
    assert main(["build", "--root", str(copy), "--out", str(copy / out)]) == 2
    assert "hoose" in capsys.readouterr().err
    assert sorted(copy.rglob("*")) == before


def test_a_killed_build_leaves_nothing_that_the_next_one_does_not_clear(copy: Path) -> None:
    assert main(["build", "--root", str(copy)]) == 0
    (copy / "site").rename(copy / ".site-old")  # killed between its two renames
    (copy / ".site-x1-new").mkdir()  # killed while it wrote
    assert main(["build", "--root", str(copy)]) == 0
    assert (copy / "site" / "index.html").exists()
    assert [path.name for path in copy.iterdir() if path.name.startswith(".site")] == []


def break_link(root: Path) -> None:
    page = root / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](treaties/1900-gone.html)\n", encoding="utf-8")


def break_template(root: Path) -> None:
    template = root / TEMPLATES / "treaty.html"
    template.write_text(template.read_text(encoding="utf-8") + '<a href="nowhere.html">x</a>', encoding="utf-8")


def break_insertion(root: Path) -> None:
    page = root / "docs" / "index.md"
    page.write_text("# Home\n\n<!-- registry:treatise -->\n", encoding="utf-8")


def link_to_no_data(root: Path) -> None:
    template = root / TEMPLATES / "treaty.html"
    link = '<a href="{{ top }}data/nothing.csv">x</a>'
    template.write_text(template.read_text(encoding="utf-8") + link, encoding="utf-8")


def lose_body(root: Path) -> None:
    shell = root / "docs" / "overrides" / "record.html"
    shell.write_text('{% extends "main.html" %}', encoding="utf-8")


@pytest.mark.parametrize("damage", [break_link, break_template, break_insertion, link_to_no_data, lose_body])
def test_what_would_publish_a_broken_site_stops_the_build(copy: Path, damage: Callable[[Path], None]) -> None:
    copy_program(copy)
    damage(copy)
    with program_of(copy), pytest.raises(SiteError):
        build_site(Root(copy), examine(Root(copy), TODAY, store=Cache(Root(copy).cache)), copy / "site")
    assert not (copy / "site").exists()


def test_a_link_to_no_data_is_told_with_its_page(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_program(copy)
    link_to_no_data(copy)
    with program_of(copy):
        assert main(["build", "--root", str(copy)]) == 1
    assert "treaties/1900-minimal.html: the link ../data/nothing.csv leads nowhere" in capsys.readouterr().err


def test_the_engine_alone_builds_the_pages_and_takes_links_into_the_export_on_trust(copy: Path) -> None:
    config = load_config(str(copy / "mkdocs.yml"), site_dir=str(copy / "pages"), strict=True)
    copy_program(copy)
    link_to_no_data(copy)
    with program_of(copy):
        build(config)
    assert (copy / "pages" / "treaties" / "1900-minimal.html").exists()
    assert not (copy / "pages" / "data").exists()
    break_template(copy)
    with program_of(copy), pytest.raises(Abort):
        build(load_config(str(copy / "mkdocs.yml"), site_dir=str(copy / "pages"), strict=True))


def test_a_renamed_record_still_answers_under_its_old_name(copy: Path) -> None:
    record = copy / "treaties" / "1900" / "1900-minimal.yaml"
    text = record.read_text(encoding="utf-8").replace("id: 1900-minimal", "id: 1900-minimal\nformer_ids: [1899-least]")
    record.write_text(text, encoding="utf-8")
    build_site(Root(copy), examine(Root(copy), TODAY, store=Cache(Root(copy).cache)), copy / "site")
    old = (copy / "site" / "treaties" / "1899-least.html").read_text(encoding="utf-8")
    assert 'content="0; url=1900-minimal.html"' in old


def test_the_guides_example_record_passes_the_checks(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = (REGISTRY / "docs" / "contributing.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    (copy / "treaties" / "1900" / "1900-example.yaml").write_text(example, encoding="utf-8")
    assert main(["check", "--root", str(copy), "--today", "2026-11-22"]) == 0, capsys.readouterr().out
