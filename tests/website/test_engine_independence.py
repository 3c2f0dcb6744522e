"""The records' pages are the registry's own: the engine lends its page and changes nothing of what they say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import REGISTRY, TODAY
from tests.engines.compare import core_pages, core_redirects, html_pages, said
from treaty_registry.check.run import examine
from treaty_registry.cli import main
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import build_site
from treaty_registry.website.context.addresses import FOLDERS, language_of, plain_address
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.context.render_contexts import sites_of
from treaty_registry.website.mkdocs.fill import fill_site
from treaty_registry.website.mkdocs.plain import config_name, plain_settings, read_config, write_project
from treaty_registry.website.pages.page import Page

pytestmark = pytest.mark.site

TAIL = 60
"""So many characters beside a body show that it stands in the theme's page, and not in another text."""


@pytest.fixture(scope="module")
def sites(real: Registry) -> dict[Language, RenderContext]:
    return sites_of(Root(REGISTRY), CompiledRegistry(real), "", "")


@pytest.fixture(scope="module")
def core(sites: dict[Language, RenderContext]) -> dict[str, Page]:
    return core_pages(sites)


@pytest.fixture(scope="module")
def of_engine(built: Path) -> dict[str, str]:
    return html_pages(built)


def record_pages(pages: Mapping[str, str]) -> set[str]:
    folders = ("treaties/", "parties/")
    return {one for one in pages if plain_address(one).startswith(folders) and not one.endswith("/index.html")}


def test_there_is_one_page_for_each_treaty_party_and_language_and_no_other(
    real: Registry, sites: dict[Language, RenderContext], core: dict[str, Page], of_engine: dict[str, str]
) -> None:
    retired = {treaty.id for treaty in real.treaties.values() if treaty.retired}
    kept = {treaty.id for treaty in sites["en"].newest_first}
    assert len(core) == len(LANGUAGES) * (len(kept | retired) + len(real.terms.parties))
    assert record_pages(of_engine) == core.keys() | core_redirects(sites).keys()


def test_the_engine_publishes_the_bodies_that_the_core_makes(core: dict[str, Page], of_engine: dict[str, str]) -> None:
    around: dict[str, set[tuple[str, str]]] = {one: set() for one in LANGUAGES}
    for address, page in core.items():
        before, body, after = of_engine[address].partition(page.body)
        assert body, f"{address} is not the body that the core makes"
        around[language_of(address)].add((before[-TAIL:], after[:TAIL]))
    assert {len(found) for found in around.values()} == {1}, "something stands between the shell and a body"


def test_the_head_says_what_the_core_says(core: dict[str, Page], of_engine: dict[str, str]) -> None:
    for address, page in core.items():
        head, _, _ = of_engine[address].partition("<body")
        found = said(address, head)
        assert found.title.startswith(f"{page.title} - "), address
        assert found.description == page.description, address
        assert page.head in head, address
        there = [(one, FOLDERS[one] + page.address) for one in LANGUAGES]
        assert found.alternates == dict([*there, ("x-default", page.address)]), address


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain project, not built."""
    folder = tmp_path_factory.mktemp("plain")
    write_project(Root(REGISTRY), folder, {})
    return folder


def test_an_engine_that_runs_no_plugin_gives_the_same_site(copy: Path, tmp_path: Path) -> None:
    record = copy / "treaties" / "1900" / "1900-minimal.yaml"
    text = record.read_text(encoding="utf-8").replace("id: 1900-minimal", "id: 1900-minimal\nformer_ids: [1899-least]")
    record.write_text(text, encoding="utf-8")
    root = Root(copy)
    examination = examine(root, TODAY)
    build_site(root, examination, tmp_path / "with-plugin")
    (tmp_path / "plain").mkdir()
    write_project(root, tmp_path / "plain", {})
    for language in LANGUAGES:
        build(load_config(str(tmp_path / "plain" / config_name(language))))
    fill_site(root, examination, tmp_path / "plain", tmp_path / "filled")
    with_plugin, filled = html_pages(tmp_path / "with-plugin"), html_pages(tmp_path / "filled")
    assert "treaties/1899-least.html" in filled
    assert filled.keys() == with_plugin.keys()
    assert {one for one, html in filled.items() if said(one, html) != said(one, with_plugin[one])} == set()
    for index in (tmp_path / "with-plugin" / "search").rglob("*.json"):
        there = tmp_path / "filled" / index.relative_to(tmp_path / "with-plugin")
        assert there.read_bytes() == index.read_bytes(), "what the search finds"


def test_what_no_engine_has_built_is_refused(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain", "--root", str(copy), str(tmp_path / "pages")]) == 0
    assert str(tmp_path / "pages" / "mkdocs.en.yml") in capsys.readouterr().out
    assert main(["fill", "--root", str(copy), str(tmp_path / "pages"), "--out", str(tmp_path / "out")]) == 1
    assert "build mkdocs.en.yml first" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_pages_are_not_written_over_what_is_not_theirs(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain", "--root", str(copy), str(copy / "docs")]) == 2
    assert "Choose another folder" in capsys.readouterr().err
    assert (copy / "docs" / "index.md").is_file()


def test_a_plain_configuration_asks_for_no_plugin_and_leads_to_pages_in_its_language(project: Path) -> None:
    config = read_config(project / config_name("fr"), {})
    assert config["plugins"] == []
    assert config["theme"]["language"] == "fr"
    assert {"Accueil": "fr/index.md"} in config["nav"]
    assert {"Contribuer (en anglais)": "contributing.html"} in config["nav"]


def test_addresses_come_from_the_environment() -> None:
    there = {"SITE_URL": "https://example.org/registry/", "REPO_URL": "https://example.org/code"}
    config = read_config(REGISTRY / "mkdocs.yml", there)
    words = catalogue("en")
    assert plain_settings(config, "en", words, ())["site_url"] == there["SITE_URL"]
    assert plain_settings(config, "en", words, ())["edit_uri"] == "edit/main/docs/"
    assert plain_settings(read_config(REGISTRY / "mkdocs.yml", {}), "en", words, ())["edit_uri"] == ""
