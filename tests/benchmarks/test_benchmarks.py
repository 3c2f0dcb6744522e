"""The sums, the edits and the pages of results are right; how long anything takes is not asserted."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.benchmarks import browser_data
from tests.benchmarks.browsing import DATA
from tests.benchmarks.builds import NEW, NOTHING, Result, rows
from tests.benchmarks.contents import NoBodyError, contents, read_content, write_contents
from tests.benchmarks.edits import edit_records, spread, with_sentence
from tests.benchmarks.generators import Generator, hugo, mkdocs
from tests.benchmarks.process import Cost, measured
from tests.benchmarks.report import PAGE, put
from tests.benchmarks.run import PARTS
from tests.benchmarks.serving import served
from tests.benchmarks.tables import Number, Table, Text, growth, markdown
from tests.benchmarks.written import Written, compare, look
from tests.conftest import REGISTRY, REPOSITORY
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.website.context.addresses import FOLDERS
from treaty_registry.website.pages import explore


def test_growth_is_the_power_of_the_size() -> None:
    assert growth((1_000, 3), (10_000, 30)) == pytest.approx(1)
    assert growth((1_000, 3), (2_000, 12)) == pytest.approx(2)
    assert growth((1_000, 3), (5_000, 3)) == 0
    assert growth((1_000, 3), (1_000, 3)) is None
    assert growth((1_000, 0), (5_000, 3)) is None


def test_a_table_in_each_language() -> None:
    head = (Text("Command", "Commande"), Text("Files", "Fichiers"), Text("Growth", "Croissance"))
    table = Table(Text("Costs", "Coûts"), head, [("`check`", Number(12_345.678, 1), None)])
    about = Text("On {number} records.", "Sur {number} fiches.").within(number=Number(1_000))
    assert markdown([about, table], "en") == (
        "On 1,000 records.\n\n**Costs**\n\n| Command | Files | Growth |\n| --- | ---: | ---: |\n"
        "| `check` | 12,345.7 | – |"
    )
    assert markdown([about, table], "fr") == (
        "Sur 1\u202f000 fiches.\n\n**Coûts**\n\n| Commande | Fichiers | Croissance |\n| --- | ---: | ---: |\n"
        "| `check` | 12\u202f345,7 | – |"
    )


def test_growth_is_told_between_sizes_of_the_same_thing_only() -> None:
    def result(state: Text, name: str, records: int, cpu: float) -> Result:
        return Result(state, Text(name, name), records, Cost(cpu, cpu, 1, None), Written(1, 1, 1, 1, 0))

    results = [
        result(state, name, records, cpu * records**2)
        for records in (10, 100)
        for state in (NEW, NOTHING)
        for name, cpu in (("a", 1), ("b", 5))
    ]
    told = [(row[0], row[2], row[4]) for row in rows(results)]
    assert told == [
        (state, Number(records), None if records == 10 else Number(2, 2))
        for state in (NEW, NEW, NOTHING, NOTHING)
        for records in (10, 100)
    ]


def test_what_was_written_is_told_from_what_is_different(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for name, text in {
        "kept": "1",
        "linked": "22",
        "again": "333",
        "longer": "4",
        "same-size": "5",
        "gone": "6",
    }.items():
        (old / "site").mkdir(parents=True, exist_ok=True)
        (old / "site" / name).write_text(text)
        os.utime(old / "site" / name, ns=(1, 1))
    (old / "records").mkdir()
    before = look(old, {}, ["records"])
    assert set(before) == {f"site/{name}" for name in ("kept", "linked", "again", "longer", "same-size", "gone")}
    shutil.copytree(old, new)
    os.link(old / "site" / "linked", tmp_path / "link")
    (tmp_path / "link").replace(old / "site" / "linked")
    (new / "site" / "again").replace(old / "site" / "again")  # the same content in another file
    (old / "site" / "longer").write_text("4444")
    (old / "site" / "same-size").write_text("7")
    (old / "site" / "gone").unlink()
    (old / "new").write_text("88888")
    (old / "records" / "left-out").write_text("9")
    after = look(old, before, ["records"])
    assert compare(before, after) == Written(files=4, size=3 + 4 + 1 + 5, differing=3, differing_size=10, removed=1)
    assert compare(after, look(old, after, ["records"])) == Written(0, 0, 0, 0, 0)


def test_an_edited_record_says_one_sentence_more() -> None:
    record = 'a:\n  en: "Quoted."\n  fr: Rien.\nb:\n    en: Each party helps.\n    fr: Chacun aide.\n'
    edited = with_sentence(record, 2)
    assert edited is not None
    assert yaml.safe_load(edited) == yaml.safe_load(record) | {
        "b": {"en": "Each party helps. Read again, time 2.", "fr": "Chacun aide."}
    }
    assert with_sentence("en: >-\n  Folded.\n", 1) is None


def test_edits_are_spread_and_skip_what_cannot_be_edited(tmp_path: Path) -> None:
    assert spread(1, 9) == [4]
    assert spread(10, 1_000) == list(range(50, 1_000, 100))
    files = [tmp_path / str(number) for number in range(10)]
    for number, path in enumerate(files):
        path.write_text("id: x\n" if number == 5 else "a:\n  en: Text.\n")
    edit_records(files, 1, 1)
    edit_records(files, 5, 2)
    assert ["time 1" in path.read_text() for path in files].index(True) == 6
    assert [number for number, path in enumerate(files) if "time 2" in path.read_text()] == [1, 3, 6, 7, 9]
    with pytest.raises(ValueError, match="can be edited"):
        edit_records(files, 10, 3)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages as the theme draws them, a list, and an address that leads on."""
    folder = tmp_path_factory.mktemp("site")
    page = (
        '<title>A &amp; B</title><article class="md-content__inner md-typeset"><article><h1>{}</h1></article></article>'
    )
    for name in ("treaties/1900-a", "fr/parties/XAA"):
        (folder / name).parent.mkdir(parents=True)
        (folder / f"{name}.html").write_text(page.format(name))
    (folder / "treaties" / "index.html").write_text(page)
    (folder / "treaties" / "old.html").write_text('<meta http-equiv="refresh" content="0; url=1900-a.html">')
    return folder


def test_the_bodies_of_records_are_taken_and_what_stays_is_not_touched(site: Path, tmp_path: Path) -> None:
    taken = {page.address: page for page in contents(site)}
    assert set(taken) == {"treaties/1900-a", "fr/parties/XAA"}
    assert taken["fr/parties/XAA"][1:] == ("A & B", "<article><h1>fr/parties/XAA</h1></article>")
    with pytest.raises(NoBodyError, match=r"parties/XAA"):
        read_content("parties/XAA", "<title>A</title><main></main>")
    assert write_contents(site, tmp_path, lambda page: page.body, ".md") == 2
    path = tmp_path / "treaties" / "1900-a.md"
    before = look(tmp_path, {})
    path.write_text("something else")
    write_contents(site, tmp_path, lambda page: page.body, ".md")
    assert compare(before, look(tmp_path, before)) == Written(1, path.stat().st_size, 0, 0, 0)


def generators() -> list[Generator | None]:
    return [mkdocs(), hugo()]


@pytest.mark.parametrize("generator", generators(), ids=["mkdocs", "hugo"])
def test_other_generators_publish_the_same_bodies(generator: Generator | None, site: Path, tmp_path: Path) -> None:
    if generator is None:
        pytest.skip("Hugo is not installed here")
    generator.prepare(tmp_path)
    assert generator.take(site, tmp_path) == 2
    cost = measured(generator.command, tmp_path)
    assert cost.cpu > 0
    for page in contents(site):
        assert page.body in (tmp_path / "site" / f"{page.address}.html").read_text(encoding="utf-8")


def test_a_command_is_measured_with_its_processes_and_a_failure_is_told() -> None:
    hold = "x = bytearray(60_000_000); import time; time.sleep(1.5)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; p.wait()"
    cost = measured([sys.executable, "-c", both])
    assert cost.memory > 60
    # The system counts for a process what this one held when it was copied, so that the two cannot be compared here.
    assert cost.together is None or cost.together > 120
    with pytest.raises(RuntimeError, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_page_is_given_the_data_of_another_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "EMBEDDED", 5)
    (tmp_path / "search" / "en").mkdir(parents=True)
    (tmp_path / explore.PAGE).write_text('<div data-explore data-source="explore.0123456789ab.json">')
    browser_data.write(REGISTRY, tmp_path)
    (data,) = tmp_path.glob(DATA)
    assert f'data-source="{data.name}"' in (tmp_path / explore.PAGE).read_text()
    assert "1951-anzus" in json.loads(data.read_text(encoding="utf-8"))["rows"]["id"]


def test_what_is_served_is_compressed_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" + "1," * 1_000 + "1]")
    with served(tmp_path) as server, urllib.request.urlopen(f"{server.address}a.json?x=1") as answer:  # noqa: S310  # our own
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (tmp_path / "a.json").read_bytes()
    assert server.fetched == [("a.json", len(body))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_results_has_a_place_for_every_part(language: Language) -> None:
    page = (REGISTRY / "docs" / FOLDERS[language] / PAGE).read_text(encoding="utf-8")
    for part in PARTS:
        changed = put(page, part, "new results")
        assert changed.count("new results") == 1
        assert put(changed, part, "newer").count("new results") == 0
    with pytest.raises(ValueError, match="bench:other"):
        put(page, "other", "")


def test_the_command_tells_its_parts_and_refuses_others() -> None:
    command = [sys.executable, str(REPOSITORY / "tests" / "benchmarks" / "run.py"), "--only", "check,cooking"]
    told = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own command
    assert told.returncode == 2
    assert "there is no cooking; there are check, build, browser, duties" in told.stderr
