"""The search index: the same words for whoever types them, small files, and everything of a record findable."""

from __future__ import annotations

import json
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.search.documents import WrittenPage, page_documents, party_document, treaty_document
from treaty_registry.website.search.index import (
    ALWAYS_KEPT,
    OF_COMMON,
    SHARD,
    TYPED,
    Document,
    Piece,
    SearchIndex,
    entry,
)
from treaty_registry.website.search.words import fold, words_of

TREATY = "2024-russia-dprk-strategic-partnership"


class Reader:
    """Reads an index as the browser does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = self.read("index.json")

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def entry(self, word: str) -> list[Any]:
        shard = self.read(f"{self.index['files']}words-{bisect_right(self.index['shards'], word) - 1}.json")
        return list(shard.get(word, [[], [], []]))

    def found(self, word: str) -> list[str]:
        numbers = [number for steps in self.entry(word)[:3] for number in accumulate(steps)]
        return [self.document(number)["address"] for number in numbers]

    def document(self, number: int) -> Any:
        together = self.index["together"]
        return self.read(f"{self.index['files']}documents-{number // together}.json")[number % together]


def page(name: str, **more: Any) -> Document:
    return Document(kind="page", address=f"{name}.html", title=name, line="", **more)


def written(folder: Path, *documents: Document) -> Reader:
    index = SearchIndex(folder)
    for document in documents:
        index.add(entry(document))
    index.finish("")
    return Reader(folder)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Traité de Sécurité", "traite de securite"),
        ("Œuvre æther Straße", "oeuvre aether strasse"),
        ("Ёлка и йод", "елка и иод"),
        ("Łódź", "lodz"),
        ("조약", "조약"),
        ("I", "i"),
    ],
)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_cut_at_apostrophes_and_dashes_and_unspaced_scripts_into_pairs() -> None:
    assert words_of("l’attaque armée; Russia–DPRK, I-1777") == {"l", "attaque", "armee", "russia", "dprk", "i", "1777"}
    assert words_of("安全保障条約") == {"安全", "全保", "保障", "障条", "条約"}
    assert words_of("関") == {"関"}
    assert words_of("") == set()


def test_a_document_is_found_by_its_names_its_parties_its_text_and_its_date(tmp_path: Path) -> None:
    document = page(
        "Pact",
        names=("Пакт",),
        related=("Ruritania",),
        pieces=(Piece("a", "Assistance", "Help at once"),),
        hidden=("Zenda",),
        day="1894-04-15",
    )
    reader = written(tmp_path, page("Other"), document)
    for word in ("pact", "пакт", "ruritania", "assistance", "help", "zenda", "@1894", "@1894-04", "@1894-04-15"):
        assert reader.found(word) == ["Pact.html"], word
    assert reader.found("nothing") == []
    assert [len(steps) for steps in reader.entry("pact")] == [1, 0, 0]
    assert [len(steps) for steps in reader.entry("ruritania")] == [0, 1, 0]
    assert [len(steps) for steps in reader.entry("zenda")] == [0, 0, 1]


def test_a_whole_name_stands_under_one_key_however_it_is_written(tmp_path: Path) -> None:
    names = ("Pact of Zürich", "PACT OF ZURICH", "—", "x" * (TYPED + 1))
    reader = written(tmp_path, page("Other", hidden=("pact of zurich",)), page("Pact", called=names))
    assert reader.found("=pact of zurich") == ["Pact.html"]
    keys = [
        key for shard in tmp_path.rglob("words-*.json") for key in json.loads(shard.read_bytes()) if key.startswith("=")
    ]
    assert keys == ["=pact of zurich"]


def test_many_documents_stay_in_small_files_and_every_word_is_found_in_its_own(tmp_path: Path) -> None:
    many = [page(f"document{number}", hidden=(f"special{number} everywhere",)) for number in range(ALWAYS_KEPT + 400)]
    reader = written(tmp_path, *many)
    sizes = [path.stat().st_size for path in tmp_path.glob("*/words-*.json")]
    assert len(sizes) > 1
    assert max(sizes) < 1.3 * SHARD
    for number in (0, 7, 450, len(many) - 1):
        assert reader.found(f"special{number}") == [f"document{number}.html"]
    *lists, common = reader.entry("everywhere")
    assert common == 1
    assert sum(map(len, lists)) == OF_COMMON


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    documents = [page(f"p{number}", hidden=("alpha beta gamma",)) for number in range(9)]
    for name in ("one", "two"):
        written(tmp_path / name, *documents)
    one, two = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*.json")}
        for top in (tmp_path / "one", tmp_path / "two")
    )
    assert len(one) > 2
    assert one == two


def test_other_documents_get_another_folder_and_the_index_leads_there(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, page(name)).index["files"] for name in ("one", "two"))
    assert first != second
    assert [path.name for path in (tmp_path / "one").iterdir() if path.is_dir()] == [first.rstrip("/")]


def test_a_treaty_has_its_titles_parties_articles_and_day(site: RenderContext) -> None:
    document = treaty_document(site, site.registry.treaties[TREATY])
    assert any("стратегическом" in name for name in document.names)
    assert {"Russia", "Russie", "RUS", "PRK"} <= set(document.related)
    assert document.day == "2024-06-19"
    assert document.line == "Signed on 19 June 2024 · Russia and North Korea"
    titles = [piece.title for piece in document.pieces]
    assert any(title.startswith("Article 4 · ") for title in titles), titles
    assert all(piece.anchor for piece in document.pieces[1:])


def test_a_party_has_both_languages_and_former_names(site: RenderContext) -> None:
    document = party_document(site, "RUS")
    assert {"RUS", "Russia", "Russie", "Russian Federation"} <= set(document.names)
    former = next(code for code in site.treaties_of if len(site.registry.terms.parties[code].names) > 1)
    earlier = site.registry.terms.parties[former].names[1]
    assert earlier.fr in party_document(site, former).names
    assert "formerly" in party_document(site, former).line


def test_a_page_is_cut_at_its_headings_and_lists_of_records_are_left_out() -> None:
    html = """<h1 id="p">Page<a class="headerlink" href="#p">¶</a></h1><p>Lead &amp; more</p>
    <table data-registry><tr><td>record</td></tr></table><ul class="cards"><li>card<ul><li>inner</li></ul></li></ul>
    <script type="application/json">{"no": 1}</script><div data-search-skip><div>skipped</div></div>
    <h2 id="two">Second</h2><p>Text<br>two <span lang="fr">deux</span></p>
    <dl><dt id="t">Signature <code>signature</code></dt><dd>What it is.</dd></dl>"""
    first, second, term = page_documents(WrittenPage("page.html", "Page", html))
    assert (first.address, first.title, first.pieces[0].text) == ("page.html", "Page", "Lead & more")
    assert (second.address, second.title, second.line) == ("page.html#two", "Second", "Page")
    assert (second.pieces[0].text, second.hidden) == ("Text two", ("deux",))
    assert (term.address, term.title, term.hidden) == ("page.html#t", "Signature", ("signature",))
    assert term.pieces[0].text == "What it is."


def test_the_built_site_has_an_index_for_each_language_whose_addresses_lead_somewhere(built: Path) -> None:
    for language in ("en", "fr"):
        reader = Reader(built / "search" / language)
        for number in range(reader.index["count"]):
            document = reader.document(number)
            address, _, anchor = document["address"].partition("#")
            target = built / reader.index["home"] / address
            assert target.is_file(), document["address"]
            text = target.read_text(encoding="utf-8")
            for place in filter(None, (anchor, *(piece[0] for piece in document["pieces"]))):
                assert f'id="{place}"' in text, (document["address"], place)


def test_names_are_sorted_without_regard_to_accents_and_capitals() -> None:
    names = ["Zambie", "États-Unis", "Finlande", "Égypte", "eau"]
    assert sorted(names, key=fold) == ["eau", "Égypte", "États-Unis", "Finlande", "Zambie"]
