"""The site as it is published, with its own address and its repository's: who finds it, and how it is mended."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.conftest import RECORDS, TODAY
from tests.registries import make_registry
from tests.website.conftest import served
from treaty_registry.check.run import examine
from treaty_registry.reading.files import Root, record_file
from treaty_registry.website.build.build import build_site

pytestmark = pytest.mark.site

SITE = "https://example.org/registry/"
REPOSITORY = "https://github.com/example/registry"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass
class Read(HTMLParser):
    """A page's links by what they say they are."""

    html: str
    links: list[dict[str, str]] = field(default_factory=list)
    redirects: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.redirects |= given.get("http-equiv") == "refresh"
        if "href" in given:
            self.links.append({"tag": tag, **given})

    def of(self, relation: str, tag: str = "link") -> list[dict[str, str]]:
        return [one for one in self.links if relation in one.get("rel", "").split() and one["tag"] == tag]


@dataclass
class Published:
    """A small registry and its site."""

    root: Path
    folder: Path

    def pages(self) -> dict[str, Read]:
        """Return every page that is no error page and leads nowhere else, by its address."""
        found = {
            path.relative_to(self.folder).as_posix(): Read(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }
        return {address: read for address, read in found.items() if address != "404.html" and not read.redirects}


def registry(folder: Path) -> Path:
    """Return the folder of a registry with the real pages and two records, one of which was renamed."""
    make_registry(folder, [RECORDS / "valid" / f"{name}.yaml" for name in ("1900-minimal", "1890-older")])
    renamed = folder / record_file("1900-minimal")
    text = renamed.read_text(encoding="utf-8").replace("id: 1900-minimal", "id: 1900-minimal\nformer_ids: [1899-least]")
    renamed.write_text(text, encoding="utf-8")
    return folder


def publish(folder: Path, site: str, repository: str) -> Published:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", site)
        patch.setenv("REPO_URL", repository)
        root = Root(registry(folder))
        build_site(root, examine(root, TODAY), folder / "site")
    return Published(folder, folder / "site")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site as a host publishes it below one of its addresses."""
    return publish(tmp_path_factory.mktemp("published"), SITE, REPOSITORY)


@pytest.fixture(scope="module")
def pages(published: Published) -> dict[str, Read]:
    """Its pages."""
    return published.pages()


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The same site where nobody said where it will be."""
    return publish(tmp_path_factory.mktemp("unknown"), "", "")


def entries(published: Published) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every address of the sitemap with the alternates that it names."""
    tree = ElementTree.parse(published.folder / "sitemap.xml")  # noqa: S314  # our own file
    for entry in tree.getroot().iter(f"{SITEMAP}url"):
        links = entry.findall(f"{XHTML}link")
        assert {link.get("rel") for link in links} <= {"alternate"}
        yield entry.findtext(f"{SITEMAP}loc", ""), {link.get("hreflang", ""): link.get("href", "") for link in links}


def test_every_page_is_in_the_sitemap_once_and_nothing_else(published: Published, pages: dict[str, Read]) -> None:
    named = Counter(address for address, _ in entries(published))
    assert named == Counter(SITE + address for address in pages)
    assert f"{SITE}fr/parties/AUS.html" in named
    assert not [one for one in named if "shell" in one or "404" in one or "1899-least" in one]


def test_pages_in_two_languages_name_each_other_and_themselves(published: Published) -> None:
    named = dict(entries(published))
    for address, alternates in named.items():
        plain = address.replace(f"{SITE}fr/", SITE)
        french = plain.replace(SITE, f"{SITE}fr/")
        both = french in named and plain in named
        assert alternates == ({"en": plain, "fr": french, "x-default": plain} if both else {}), address
        for other in alternates.values():
            assert named[other] == alternates, (address, other)
    assert any(named.values())


def test_a_page_says_of_itself_what_the_sitemap_says_of_it(published: Published, pages: dict[str, Read]) -> None:
    named = dict(entries(published))
    for address, page in pages.items():
        assert [one["href"] for one in page.of("canonical")] == [SITE + address]
        own = {one["hreflang"]: one["href"] for one in page.of("alternate") if "hreflang" in one}
        assert own == named[SITE + address], address


def test_robots_are_led_to_the_sitemap(published: Published) -> None:
    text = (published.folder / "robots.txt").read_text(encoding="utf-8")
    assert text.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE}sitemap.xml"]
    assert not list(published.folder.glob("sitemap.xml.*"))


def test_a_site_that_does_not_know_its_address_makes_none_up(unknown: Published) -> None:
    assert not (unknown.folder / "sitemap.xml").exists()
    assert not (unknown.folder / "robots.txt").exists()
    for address, page in unknown.pages().items():
        assert not page.of("canonical"), address
        assert not [one for one in page.of("alternate") if "://" in one["href"]], address


def test_every_page_leads_to_its_file_and_to_the_history_of_it(published: Published, pages: dict[str, Read]) -> None:
    files = Counter[str]()
    for address, page in pages.items():
        (edit,) = {one["href"] for one in page.of("edit", "a")}
        (history,) = {one["href"] for one in page.of("history", "a")}
        file = edit.removeprefix(f"{REPOSITORY}/edit/main/")
        assert history == f"{REPOSITORY}/commits/main/{file}", address
        assert (published.root / file).is_file(), (address, file)
        files[file] += 1
        stem = posixpath.splitext(address)[0]
        name = posixpath.basename(stem)
        expected = {"treaties": f"treaties/{name[:4]}/{name}.yaml", "parties": f"schema/parties/{name}.yaml"}
        folder = posixpath.dirname(stem).removeprefix("fr").strip("/")
        assert file == (f"docs/{stem}.md" if name == "index" else expected.get(folder, f"docs/{stem}.md")), address
    for links in (page.links for page in pages.values()):
        for one in links:
            if one["href"].startswith((f"{REPOSITORY}/edit/", f"{REPOSITORY}/commits/")):
                assert (published.root / one["href"].split("/main/", 1)[1]).is_file(), one
    assert files["schema/parties/AUS.yaml"] == len(("en", "fr"))


def test_without_a_repository_no_page_offers_to_edit_it(unknown: Published) -> None:
    for address, page in unknown.pages().items():
        assert not [one for one in page.links if {"edit", "history"} & set(one.get("rel", "").split())], address
        assert "md-source" not in page.html, address
        assert not re.search(r"/(?:edit|commits)/main/", page.html), address


def test_the_error_page_speaks_every_language_and_its_links_work_from_any_address(published: Published) -> None:
    page = Read((published.folder / "404.html").read_text(encoding="utf-8"))
    for text in ("<title>Page not found · ", '<section lang="fr">', 'content="noindex"'):
        assert text in page.html
    inside = [one["href"] for one in page.links if not urlsplit(one["href"]).netloc and one["href"][:1] != "#"]
    base = urlsplit(SITE).path
    assert f"{base}fr/treaties/index.html" in inside
    for href in inside:
        assert href.startswith(base), href
        assert (published.folder / href.removeprefix(base).partition("#")[0]).exists(), href


def test_no_page_asks_another_host_for_anything(published: Published, pages: dict[str, Read], browser: Browser) -> None:
    assert not [address for address, page in pages.items() if 'data-md-component="source"' in page.html]
    asked: list[str] = []
    context = browser.new_context()
    with served(published.folder) as address:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for one in ("index.html", "fr/treaties/1900-minimal.html", "reference/fields.html"):
            page.goto(address + one)
            page.wait_for_load_state("networkidle")
        context.close()
    assert asked
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
