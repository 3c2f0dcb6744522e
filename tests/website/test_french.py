"""The site in French: every page says in French what is ours, leads to French pages, and knows its English one."""

from __future__ import annotations

import ast
import posixpath
import re
import shutil
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from tests.conftest import RECORDS, REGISTRY, TODAY
from treaty_registry.check.kinds import KINDS
from treaty_registry.check.run import examine
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.model.party import Party
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import SiteError, build_site
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.context.translation import (
    Catalogue,
    ConflictingTranslationsError,
    MissingTranslationError,
    catalogue,
)
from treaty_registry.website.pages.field_reference import parts

WORDS = REGISTRY / "docs" / "words" / "fr"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "code", "title", "template"}
"""Elements whose text is no language's, or the name of a record; so is the sentence that cites a record."""
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label")
"""Attributes that readers see or hear."""


def catalogues() -> dict[Path, dict[str, str]]:
    return {
        path: yaml.load(path.read_bytes(), yaml.BaseLoader) or {}  # noqa: S506  # it makes only texts, lists and maps
        for path in sorted(WORDS.glob("*.yaml"))
    }


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
    pairs = [(key, value) for texts in catalogues().values() for key, value in texts.items()]
    pairs += [(text.en, text.fr) for text in table_dictionary()]
    for vocabulary in real.terms.vocabularies.values():
        pairs += [(term.label.en, term.label.fr) for term in vocabulary.terms.values()]
        pairs += [(term.definition.en, term.definition.fr) for term in vocabulary.terms.values()]
    ours = " ".join(value.lower() for _, value in pairs)
    pieces = {
        piece.strip(" .,;:?!()")
        for key, value in pairs
        if key != value and not key.startswith("key ")
        for piece, *_ in string.Formatter().parse(key)
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
    for name in ("docs", "schema"):
        shutil.copytree(REGISTRY / name, folder / name)
    shutil.copy(REGISTRY / "mkdocs.yml", folder)
    (folder / "treaties" / "1900").mkdir(parents=True)
    shutil.copy(RECORDS / "valid" / "1900-minimal.yaml", folder / "treaties" / "1900")
    return Root(folder)


def test_a_text_without_its_french_stops_the_build_and_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = small(tmp_path)
    template = root.docs / "templates" / "contents.html"
    template.write_text('{{ t("Never translated") }}{{ t("Nor this") }}', encoding="utf-8")
    with pytest.raises(SiteError) as error:
        build_site(root, examine(root, TODAY), tmp_path / "site")
    said = f"{error.value}{caplog.text}"
    assert "'Never translated'" in said
    assert "'Nor this'" in said
    assert not (tmp_path / "site").exists()


def test_a_catalogue_remembers_what_it_lacks() -> None:
    words = Catalogue("fr", {"Hello {name}": "Bonjour {name}"}, "docs/words/fr")
    assert words.t("Hello {name}", name="Anne") == "Bonjour Anne"
    words.check()
    assert words.t("Goodbye") == "Goodbye"
    with pytest.raises(MissingTranslationError, match="docs/words/fr lacks the translation of\n  'Goodbye'"):
        words.check()


def test_the_spaces_that_french_does_not_break_need_not_be_typed(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "one.yaml").write_text("Why?: Pourquoi ? Il a dit « non » ; soit.\n", encoding="utf-8")
    assert catalogue(tmp_path, "fr").t("Why?") == "Pourquoi\xa0? Il a dit «\xa0non\xa0»\xa0; soit."


def test_english_needs_no_catalogue() -> None:
    words = Catalogue("en", {})
    assert words.t("since {day}", day="1 May") == "since 1 May"
    words.check()


def said_in_code() -> Iterator[str]:
    """Yield every text that stands in a template, in the program of the site, and in mkdocs.yml."""
    jinja = Environment(autoescape=True)
    for folder in (REGISTRY / "docs" / "templates", REGISTRY / "docs" / "overrides"):
        for path in folder.rglob("*.html"):
            for constant in jinja.parse(path.read_text(encoding="utf-8")).find_all(nodes.Const):
                yield str(constant.value)
    for path in (REGISTRY / "scripts" / "treaty_registry" / "publish").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    yield from re.findall(r"[^\n:{}\[\]]+(?=: [\w/]+\.md|:\n)", (REGISTRY / "mkdocs.yml").read_text(encoding="utf-8"))
    yield from re.findall(r"(?:name|description|copyright): (.+?)[}\n]", (REGISTRY / "mkdocs.yml").read_text("utf-8"))


def said_of_the_data() -> Iterator[str]:
    """Yield every text of models, findings and tables that the reference shows, and that the catalogues translate."""
    for top in (Treaty, Party):
        for part in parts(top):
            yield from (part.name, part.description)
            yield from (text for one in part.fields for text in (one.description, one.value) if text)
    for kind in KINDS.values():
        yield from (kind.meaning, kind.severity)
    yield from (column.type for table in TABLES for column in table.columns)


def test_the_reference_says_all_of_the_data_in_french(read: dict[str, Reading]) -> None:
    words = catalogue(WORDS.parent, "fr")
    shown = {
        address: " ".join(read[address].texts).replace("\u00a0", " ")
        for address in ("fr/reference/fields.html", "fr/reference/findings.html", "fr/data.html")
    }
    every = " ".join(shown.values())
    translated = {text: words.t(text) for text in said_of_the_data()}
    translated |= {text.en: text.fr for text in table_dictionary()}
    for text, french in translated.items():
        for piece in french.replace("\u00a0", " ").split("`")[::2]:
            assert " ".join(piece.split()) in every, text
    assert not words.missing


def test_recipes_and_examples_are_the_same_in_both_languages() -> None:
    for path in sorted((REGISTRY / "docs" / "fr").rglob("*.md")):
        english = REGISTRY / "docs" / path.relative_to(REGISTRY / "docs" / "fr")
        for pattern in (r"^```.*?^```$", r"<!-- registry:.*? -->"):
            both = [re.findall(pattern, one.read_text("utf-8"), re.DOTALL | re.MULTILINE) for one in (english, path)]
            assert both[0] == both[1], path


def test_no_translation_is_left_over() -> None:
    said = {text.strip(" -") for text in said_in_code()} | set(said_in_code()) | set(said_of_the_data())
    schema = set(re.findall(r"[a-z_]+", " ".join(path.read_text("utf-8") for path in MODEL.glob("*.py"))))
    left = [
        (path.name, key)
        for path, texts in catalogues().items()
        for key in texts
        if key not in said and not (key.startswith("key ") and key[4:].replace(" ", "_") in schema)
    ]
    assert not left


MODEL = REGISTRY / "scripts" / "treaty_registry" / "model"


def test_no_text_has_two_translations() -> None:
    catalogue(WORDS.parent, "fr")  # it refuses them


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"one": "Party: Partie\n", "two": "Party: Fête\n"}, ["one.yaml", "two.yaml", "'Partie'", "'Fête'"]),
        ({"one": "Party: Partie\nParty: Fête\n"}, ["one.yaml", "'Partie'", "'Fête'"]),
    ],
)
def test_two_translations_of_one_text_are_refused_with_their_files(
    tmp_path: Path, files: dict[str, str], named: list[str]
) -> None:
    (tmp_path / "fr").mkdir()
    for name, text in files.items():
        (tmp_path / "fr" / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConflictingTranslationsError, match="'Party' is") as error:
        catalogue(tmp_path, "fr")
    assert all(one in str(error.value) for one in named), error.value


def test_a_text_may_stand_in_two_files_with_one_translation(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    for name in ("one", "two"):
        (tmp_path / "fr" / f"{name}.yaml").write_text("Party: Partie\n", encoding="utf-8")
    assert catalogue(tmp_path, "fr").t("Party") == "Partie"


def places(text: str) -> set[str | None]:
    return {name for _, name, *_ in string.Formatter().parse(text)} - {None}


def test_translations_have_the_same_places_and_the_apostrophe_of_print() -> None:
    for path, texts in catalogues().items():
        for key, value in texts.items():
            assert places(key) == places(value), (path.name, key)
            assert "'" not in value, (path.name, key, "an apostrophe is ’")
    for text in table_dictionary():
        assert "'" not in text.fr, (text.en, "an apostrophe is ’")


def test_the_law_is_worked_out_once_for_both_languages(site: RenderContext, real: Registry) -> None:
    french = RenderContext(real, REGISTRY / "docs" / "templates", "../", "fr", facts=site.facts)
    assert french.standings.law is site.standings.law
    assert french.beside("").standings is french.standings
