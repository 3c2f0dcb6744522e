"""Citations, each format read back by a reader that did not write it and compared with the record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
import yaml
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from pylatexenc import latex2text  # type: ignore[import-untyped]

from tests.conftest import REPOSITORY
from tests.law import conftest
from tests.law.conftest import MADE, Make
from treaty_registry.export.citations import citations
from treaty_registry.export.citations.citation_data import SERIES
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import active_treaties

make = conftest.make

BASE = "https://example.org/registry/"
VCLT = "1969-vienna-convention-treaties"
DATASETS = {"atop", "cow-alliance", "wikidata"}
"""Identifiers by which nobody cites a treaty."""


def decoder() -> Any:
    """Return a reader of LaTeX that also knows three commands of its kernel that it lacks or takes for accents."""
    known = latex2text.get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [latex2text.MacroTextSpec(name, sign) for name, sign in signs.items()]
    known.add_context_category("signs", macros=macros, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=known)


def bibtex(text: str) -> list[dict[str, str]]:
    """Return the fields of each entry as LaTeX would print them; dates and addresses are not for LaTeX."""
    read, printed = (
        parse_string(text, append_middleware=middleware)
        for middleware in ([], [middlewares.LatexDecodingMiddleware(decoder=decoder())])
    )
    assert not read.failed_blocks
    raw = [
        {field.key: str(field.value) for field in one.fields if field.key in ("date", "url")} for one in read.entries
    ]
    return [
        {"id": one.key, **{field.key: str(field.value) for field in one.fields}, **fields}
        for one, fields in zip(printed.entries, raw, strict=True)
    ]


def valid_csl(item: dict[str, Any]) -> None:
    """Assert what the schema of CSL-JSON 1.0.2 asks of the parts that are used here."""
    texts = {"title", "title-short", "container-title", "language", "URL", "note", "publisher", "version"}
    numbers = {"volume", "page", "number"}
    assert item.keys() <= {"id", "type", "author", "issued"} | texts | numbers
    assert item["type"] in ("treaty", "dataset")
    assert all(isinstance(item[key], str) for key in item.keys() & (texts | numbers))
    issued = item.get("issued", {})
    assert issued.keys() <= {"date-parts", "circa", "literal"}
    for parts in issued.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)
    assert len(issued.get("date-parts", [])) <= 2


@pytest.fixture(scope="module")
def written(law: CompiledRegistry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("citations")
    citations.write_citations(law, folder, BASE, "1.2.3")
    return folder


def test_every_format_holds_the_same_treaties_with_the_same_facts(law: CompiledRegistry, written: Path) -> None:
    items = json.loads((written / "all.csl.json").read_text(encoding="utf-8"))
    entries = bibtex((written / "all.bib").read_text(encoding="utf-8"))
    records = rispy.loads((written / "all.ris").read_text(encoding="utf-8"))

    assert [item["id"] for item in items] == [treaty.id for treaty in active_treaties(law.registry)]
    for item, entry, record in zip(items, entries, records, strict=True):
        valid_csl(item)
        assert item["id"] == entry["id"] == record["id"]
        assert item["title"] == entry["title"] == record["title"]
        assert item["note"] == entry["note"] == record["notes"][0]
        assert item["URL"] == entry["url"] == record["urls"][0] == f"{BASE}treaties/{item['id']}.html"
        assert str(item["issued"]["date-parts"][0][0]) == entry["year"] == record["year"]
        assert record["type_of_reference"] == "STAT"
        assert item["note"].endswith(f"Treaty Registry, record {item['id']}, as known on 2026-11-22")


def test_files_of_one_treaty_hold_what_the_file_of_all_holds(written: Path) -> None:
    for ending in ("bib", "ris"):
        one, every = ((written / f"{name}.{ending}").read_text(encoding="utf-8") for name in (VCLT, "all"))
        assert one in every
    (item,) = json.loads((written / f"{VCLT}.csl.json").read_text(encoding="utf-8"))
    assert item in json.loads((written / "all.csl.json").read_text(encoding="utf-8"))


def test_two_runs_write_the_same_bytes(law: CompiledRegistry, written: Path, tmp_path: Path) -> None:
    citations.write_citations(law, tmp_path, BASE, "1.2.3")

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in written.iterdir()
    }


def test_a_treaty_in_a_series_is_cited_by_volume_and_page(law: CompiledRegistry) -> None:
    item = citations.csl(law, VCLT)

    assert (item["container-title"], item["volume"], item["page"]) == ("United Nations Treaty Series", "1155", "331")
    assert item["issued"] == {"date-parts": [[1969, 5, 23]]}
    assert "URL" not in item
    assert citations.plain_letters(law, VCLT) == (
        "Vienna Convention on the Law of Treaties, signed on 23 May 1969, entered into force on 27 January 1980, "
        "1155 UNTS 331. Treaty Registry, record 1969-vienna-convention-treaties, as known on 2026-11-22."
    )
    assert citations.plain_letters(law, VCLT, BASE, language="fr") == (
        "Convention de Vienne sur le droit des traités, signature le 23 mai 1969, entrée en vigueur le 27 janvier "
        "1980, 1155 UNTS 331. Treaty Registry, fiche 1969-vienna-convention-treaties, état des connaissances au "
        f"2026-11-22, {BASE}treaties/1969-vienna-convention-treaties.html."
    )


def test_every_scheme_is_known_as_a_series_or_as_none(law: CompiledRegistry) -> None:
    assert set(law.registry.terms.vocabularies["identifier-schemes"].terms) == {*SERIES, *DATASETS}


@pytest.mark.parametrize(
    ("scheme", "value", "plain", "csl"),
    [
        ("ats", "[1952] ATS 2", "[1952] ATS 2", {"volume": "1952", "number": "2"}),
        ("tias", "4509", "TIAS number 4509", {"number": "TIAS number 4509"}),
        ("ukts", "58 (1980)", "United Kingdom Treaty Series 58 (1980)", {}),
        ("wikidata", "Q1", "", {}),
        ("unts-volume", "unknown", "", {}),
    ],
)
def test_numbers_are_cited_as_their_series_has_them(
    make: Make, scheme: str, value: str, plain: str, csl: dict[str, str]
) -> None:
    law = make(identifiers=[{"scheme": scheme, "value": value, "source": "text"}])

    assert citations.csl(law, MADE).items() >= csl.items()
    assert f", {plain}. " in citations.plain_letters(law, MADE) if plain else "number" not in citations.csl(law, MADE)


def test_signs_that_mean_something_to_latex_come_back_as_they_were(make: Make) -> None:
    title = r"Treaty {on} 50 % of R&D_x #1 $ ~ ^ \ } of the Łódź – Україна 条約"
    law = make(title=title)

    (entry,) = bibtex(citations.bibtex(law, MADE))
    (record,) = rispy.loads(citations.ris(law, MADE))

    assert entry["title"].startswith(title)
    assert record["title"].startswith(title)
    assert citations.csl(law, MADE)["title"].startswith(title)
    text = citations.bibtex(law, MADE)
    assert text.count("{") == text.count("}")  # BibTeX counts escaped braces too


def test_a_title_between_two_gets_their_names_unless_it_has_them(make: Make) -> None:
    assert citations.csl(make(title="Pact"), MADE)["title"] == "Pact (Australia–New Zealand)"
    named = "Pact between the Commonwealth of Australia and New Zealand"
    assert citations.csl(make(title=named), MADE)["title"] == named
    three = make(title="Pact", signed={"party": ["AUS", "NZL", "USA"]})
    assert citations.csl(three, MADE)["title"] == "Pact"


@pytest.mark.parametrize(
    ("signed", "issued", "da", "bib", "said"),
    [
        ("1951", {"date-parts": [[1951]]}, "1951///", {"year": "1951", "date": "1951"}, "signed in 1951"),
        ("1951-09", {"date-parts": [[1951, 9]]}, "1951/09//", {"month": "sep"}, "signed in September 1951"),
        (
            "1373~",
            {"date-parts": [[1373]], "circa": True},
            "1373///circa",
            {"year": "1373", "date": "1373~"},
            "signed in 1373 (approximate date)",
        ),
        (
            "1950-02/1950-03",
            {"date-parts": [[1950, 2], [1950, 3]]},
            "///between 1 February 1950 and 31 March 1950",
            {"date": "1950-02/1950-03"},
            "signed between 1 February 1950 and 31 March 1950",
        ),
        (
            "1950/..",
            {"literal": "on 1 January 1950 at the earliest"},
            "///on 1 January 1950 at the earliest",
            {"date": "1950/.."},
            "signed on 1 January 1950 at the earliest",
        ),
        ("unknown", None, None, {}, "date of signature unknown"),
    ],
)
def test_no_format_makes_a_date_more_precise(
    make: Make, signed: str, issued: object, da: str | None, bib: dict[str, str], said: str
) -> None:
    law = make(signed={"date": signed})
    item = citations.csl(law, MADE)
    (entry,) = bibtex(citations.bibtex(law, MADE))
    (record,) = rispy.loads(citations.ris(law, MADE))

    valid_csl(item)
    assert item.get("issued") == issued
    assert record.get("date") == da
    assert {key: entry.get(key) for key in bib} == bib
    assert ("year" in entry) == ("year" in record) == ("year" in bib or "month" in bib)
    assert said in citations.plain_letters(law, MADE)


def test_a_treaty_not_in_force_says_so(law: CompiledRegistry) -> None:
    assert citations.csl(law, "1996-ctbt")["note"].startswith("Not in force. ")


def test_the_registry_itself_can_be_cited_as_citation_cff_has_it(written: Path) -> None:
    cff = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    (item,) = json.loads((written / "dataset.csl.json").read_text(encoding="utf-8"))
    (entry,) = bibtex((written / "dataset.bib").read_text(encoding="utf-8"))
    (record,) = rispy.loads((written / "dataset.ris").read_text(encoding="utf-8"))

    valid_csl(item)
    assert item["title"] == entry["title"] == record["title"] == cff["title"]
    assert item["author"][0]["literal"] == entry["author"] == record["authors"][0] == cff["authors"][0]["name"]
    assert item["version"] == entry["version"] == record["edition"] == "1.2.3"
    assert item["URL"] == entry["url"] == record["urls"][0] == BASE
    assert (item["issued"]["date-parts"], entry["date"], record["date"]) == (
        [[2026, 11, 22]],
        "2026-11-22",
        "2026/11/22/",
    )


def test_without_records_every_file_is_there_and_valid(law: CompiledRegistry, tmp_path: Path) -> None:
    empty = CompiledRegistry(type(law.registry)(law.registry.terms, {}))

    citations.write_citations(empty, tmp_path, "", "1")

    assert json.loads((tmp_path / "all.csl.json").read_text(encoding="utf-8")) == []
    assert (tmp_path / "all.bib").read_text(encoding="utf-8") == ""
    assert citations.dataset_csl("1", "", date(2026, 1, 2))["issued"] == {"date-parts": [[2026, 1, 2]]}
