"""The site in French: every page says in French what is ours, leads to French pages, and knows its English one."""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import RECORDS, REGISTRY, TODAY
from tests.registries import make_registry
from tests.website.program import TEMPLATES, copy_program, program_of
from treaty_registry.check.registry import KINDS
from treaty_registry.check.run import examine
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.languages import unbroken
from treaty_registry.model.party import Party
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import SiteError, build_site
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.field_reference import parts

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "code", "title", "template"}
"""Elements whose text is no language's, or the name of a record; so is the sentence that cites a record."""
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label")
"""Attributes that readers see or hear."""


def table_dictionary() -> Iterator[Bilingual]:
    """Yield what the tables of the export say of themselves."""
    for table in TABLES:
        yield from (table.title, table.description, *(column.description for column in table.columns))


class Reading(HTMLParser):
    """A page as read: its texts in French, its language, its links with the language that they say they lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[tuple[str, dict[str, str]]] = []
        self.language = ""
        self._open: list[tuple[str, str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _, language, silent = self._open[-1] if self._open else ("", "", False)
        language = given.get("lang", language)
        silent = silent or tag in SILENT or given.get("class") == "citation"
        if tag == "html":
            self.language = language
        if "href" in given:
            self.links.append((given["href"], given))
        if language == "fr" and not silent:
            self.texts += [given[name] for name in SPOKEN if name in given]
        if tag == "meta" and given.get("name") == "description" and language == "fr":
            self.texts.append(given["content"])
        if tag not in VOID:
            self._open.append((tag, language, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, language, silent = self._open[-1] if self._open else ("", "", False)
        text = " ".join(data.split())
        if text and language == "fr" and not silent:
            self.texts.append(text)


def french_pages(built: Path) -> list[Path]:
    return sorted((built / "fr").rglob("*.html"))


@pytest.fixture(scope="module")
def read(built: Path) -> dict[str, Reading]:
    """Every page of the site, read once, by its address."""
    return {
        path.relative_to(built).as_posix(): Reading(path.read_text(encoding="utf-8"))
        for path in sorted(built.rglob("*.html"))
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")[:600]
    }


def english(real: Registry) -> tuple[re.Pattern[str], set[str]]:
    """Return a pattern of what is English in our words wherever it stands, and the words that are so on their own."""
    texts = catalogue("fr").texts
    # The name of a key is an ordinary word, and stays English where the catalogue has none.
    said = [(text, own) for text, own in texts.single.items() if isinstance(text, str) or text.context != "key"]
    pairs = [(text if isinstance(text, str) else text.english, own) for text, own in said]
    pairs += [(message.english, form) for message, forms in texts.forms.items() for form in forms]
    pairs += [(text.en, text.fr) for text in table_dictionary()]
    for vocabulary in real.terms.vocabularies.values():
        pairs += [(term.label.en, term.label.fr) for term in vocabulary.terms.values()]
        pairs += [(term.definition.en, term.definition.fr) for term in vocabulary.terms.values()]
    ours = " ".join(value.lower() for _, value in pairs)
    pieces = {
        piece.strip(" .,;:?!()") for key, value in pairs if key != value for piece, *_ in string.Formatter().parse(key)
    }
    pieces = {piece for piece in pieces if len(piece) > 3 and not re.search(rf"\b{re.escape(piece.lower())}\b", ours)}
    many = sorted(map(re.escape, (piece for piece in pieces if " " in piece)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(many)})\b"), {piece.lower() for piece in pieces if " " not in piece}


def test_no_french_page_says_anything_of_ours_in_english(read: dict[str, Reading], real: Registry) -> None:
    phrases, alone = english(real)
    found = [
        (address, text)
        for address, page in read.items()
        if address.startswith("fr/") or address == "404.html"
        for text in page.texts
        if phrases.search(text) or text.strip(" .,;:?!()[]").lower() in alone
    ]
    assert not found, "\n".join(f"{address}: {text[:150]}" for address, text in found[:40])


def test_the_words_of_statuses_are_french(read: dict[str, Reading], real: Registry) -> None:
    told = [term for name in ("statuses", "positions") for term in real.terms.vocabularies[name].terms.values()]
    own = {term.label.fr for vocabulary in real.terms.vocabularies.values() for term in vocabulary.terms.values()}
    pattern = re.compile(rf"^(?:{'|'.join(re.escape(term.label.en) for term in told if term.label.en not in own)})\b")
    shown = 0
    for address, page in read.items():
        if address.startswith("fr/"):
            shown += sum("En vigueur depuis le" in text for text in page.texts)
            assert not [text for text in page.texts if pattern.search(text)], address
    assert shown > 50


def test_every_record_has_a_page_in_each_language_and_every_page_says_its_language(read: dict[str, Reading]) -> None:
    french = {address.removeprefix("fr/") for address in read if address.startswith("fr/")}
    records = {address for address in read if address.startswith(("treaties/", "parties/"))}
    assert records <= french
    assert french <= set(read), "a page in French without an English one"
    for address, page in read.items():
        assert page.language == ("fr" if address.startswith("fr/") else "en"), address


def test_pages_in_both_languages_name_each_other(read: dict[str, Reading]) -> None:
    for address, page in read.items():
        plain = address.removeprefix("fr/")
        both = {"en": plain, "fr": f"fr/{plain}", "x-default": plain}
        named = {
            given["hreflang"]: posixpath.normpath(posixpath.join(posixpath.dirname(address), href))
            for href, given in page.links
            if given.get("rel", "").split() == ["alternate"] and "class" not in given
        }
        assert named == (both if set(both.values()) <= set(read) else {}), address
        shown = [given["hreflang"] for _, given in page.links if given.get("class") == "md-header__language"]
        assert shown == [one for one in named if one not in (page.language, "x-default")], address


def test_links_on_french_pages_stay_in_french_where_there_is_a_french_page(read: dict[str, Reading]) -> None:
    strayed = []
    for address, page in read.items():
        if not address.startswith("fr/"):
            continue
        for href, given in page.links:
            if (
                "://" in href
                or given.get("hreflang") in ("en", "x-default")
                or not href.partition("#")[0].endswith(".html")
            ):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), href.partition("#")[0]))
            if not target.startswith("fr/") and f"fr/{target}" in read:
                strayed.append((address, href))
    assert not strayed, strayed[:20]


@pytest.mark.site
def test_the_sitemap_has_both_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/registry/")
    monkeypatch.setenv("REPO_URL", "https://example.org/code/registry")
    root = small(tmp_path)
    build_site(root, examine(root, TODAY), tmp_path / "site")
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    for address in ("treaties/1900-minimal.html", "fr/treaties/1900-minimal.html", "fr/index.html"):
        assert f"<loc>https://example.org/registry/{address}</loc>" in sitemap
    assert "shell" not in sitemap
    page = (tmp_path / "site" / "fr" / "treaties" / "1900-minimal.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://example.org/registry/fr/treaties/1900-minimal.html"' in page
    assert 'href="https://example.org/code/registry/edit/main/treaties/1900/1900-minimal.yaml"' in page


def small(folder: Path) -> Root:
    """Return a registry with the real pages and one small record."""
    return Root(make_registry(folder, [RECORDS / "valid" / "1900-minimal.yaml"]))


@pytest.mark.site
def test_a_text_without_its_french_stops_the_build_and_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = small(tmp_path)
    copy_program(tmp_path)
    template = tmp_path / TEMPLATES / "contents.html"
    template.write_text('{{ t("Never translated") }}{{ t("Nor this") }}', encoding="utf-8")
    with program_of(tmp_path), pytest.raises(SiteError) as error:
        build_site(root, examine(root, TODAY), tmp_path / "site")
    said = f"{error.value}{caplog.text}"
    assert "'Never translated'" in said
    assert "'Nor this'" in said
    assert not (tmp_path / "site").exists()


def said_of_the_data() -> Iterator[str]:
    """Yield every text of models, findings and tables that the reference shows, and that the catalogues translate."""
    for top in (Treaty, Party):
        for part in parts(top):
            yield from (part.name, part.description)
            yield from (text for one in part.fields for text in (one.description, one.value) if text)
    for kind in KINDS.values():
        yield kind.severity
    yield from (column.type for table in TABLES for column in table.columns)


def test_the_reference_says_all_of_the_data_in_french(read: dict[str, Reading]) -> None:
    words = catalogue("fr")
    shown = {
        address: " ".join(read[address].texts).replace("\u00a0", " ")
        for address in ("fr/reference/fields.html", "fr/reference/findings.html", "fr/data.html")
    }
    every = " ".join(shown.values())
    of_kinds = [text for kind in KINDS.values() for text in (kind.meaning, kind.mend)]
    of_data = [text.fr for text in (*of_kinds, *table_dictionary())]
    for text in (*map(words.t, said_of_the_data()), *of_data):
        for piece in text.replace("\u00a0", " ").split("`")[::2]:
            assert " ".join(piece.split()) in every, text
    assert not words.missing


def test_french_of_the_data_has_the_apostrophe_of_print() -> None:
    of_kinds = (text for kind in KINDS.values() for text in (kind.meaning, kind.mend))
    assert not [text.fr for text in (*of_kinds, *table_dictionary()) if "'" in text.fr]


def test_the_spaces_that_french_does_not_break_need_not_be_typed() -> None:
    assert unbroken("Pourquoi ? Il a dit « non » ; soit.", "fr") == "Pourquoi\xa0? Il a dit «\xa0non\xa0»\xa0; soit."
    assert unbroken("Why ?", "en") == "Why ?"


def test_recipes_and_examples_are_the_same_in_both_languages() -> None:
    for path in sorted((REGISTRY / "docs" / "fr").rglob("*.md")):
        english = REGISTRY / "docs" / path.relative_to(REGISTRY / "docs" / "fr")
        for pattern in (r"^```.*?^```$", r"<!-- registry:.*? -->"):
            both = [re.findall(pattern, one.read_text("utf-8"), re.DOTALL | re.MULTILINE) for one in (english, path)]
            assert both[0] == both[1], path


def test_the_law_is_worked_out_once_for_both_languages(site: RenderContext, real: Registry) -> None:
    french_site = RenderContext(real, REGISTRY, "../", "fr", aggregates=site.aggregates)
    assert french_site.status_texts.law is site.status_texts.law
    assert french_site.beside("").status_texts is french_site.status_texts
