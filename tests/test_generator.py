"""The generated registries are valid, deterministic, and draw everything that a record can say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.generator.registry import write_registry
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.check.run import Examination, examine
from treaty_registry.check.terms import read_terms
from treaty_registry.model.schema import json_schema
from treaty_registry.model.terms import PARTY_VOCABULARY
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.reading.yaml import Tree, parse

TODAY = date(2026, 11, 22)
RECORDS = 300


class Noting(dict[str, object]):
    """A vocabulary that notes which of its terms are looked up."""

    def __init__(self, terms: dict[str, object]) -> None:
        super().__init__(terms)
        self.drawn: set[str] = set()

    def __contains__(self, term: object) -> bool:
        self.drawn.add(str(term))
        return super().__contains__(term)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    folder = tmp_path_factory.mktemp("registry")
    write_registry(folder, RECORDS, seed=1)
    return Root(folder)


@pytest.fixture(scope="module")
def examination(root: Root) -> Examination:
    return examine(root, TODAY)


@pytest.fixture(scope="module")
def texts(root: Root) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(root.treaties.rglob("*.yaml"))]


def test_nothing_is_found(examination: Examination) -> None:
    assert examination.findings == []
    assert len(examination.registry.treaties) == RECORDS


def test_every_term_is_drawn(root: Root, texts: list[str]) -> None:
    terms, _ = read_terms(root)
    context = {name: Noting(dict(known)) for name, known in terms.context().items()}
    for text in texts:
        treaty, problems = build(read_tree(text)[0], Treaty, context)
        assert treaty, problems
    usable = {
        name.removesuffix("-all").removesuffix("-none-unknown")
        for name in json_schema(Treaty, terms.vocabularies, terms.parties)["$defs"]
        if name[0].islower()
    } - {PARTY_VOCABULARY}
    assert usable <= set(context)
    undrawn = {name: set(context[name]) - context[name].drawn for name in usable}
    assert {name: missing for name, missing in undrawn.items() if missing} == {}


def test_every_key_is_drawn(examination: Examination, texts: list[str]) -> None:
    used = set()
    for text in texts:
        used |= {key for key, _ in _scalars_and_keys(parse(text).tree)}
    assert set(Treaty.model_fields) <= used
    assert {
        "after",
        "capacity",
        "number",
        "last_day",
        "earliest_from",
        "minimum_parties",
        "applied",
        "calendar",
    } <= used
    assert {"weights", "rules", "towards", "authority", "effective", "votes", "archive_url", "unrecorded"} <= used


def test_results_are_reckoned_for_the_registry_to_compute_again(examination: Examination) -> None:
    treaties = examination.registry.treaties.values()
    stated = {
        (one.what, bool(one.party)) for treaty in treaties for one in treaty.attested or () if one.date != "unknown"
    }
    assert {("entry-into-force", False), ("termination", False), ("withdrawal", True)} <= stated
    entered = [one for treaty in treaties for one in treaty.attested or () if one.what == "entry-into-force"]
    assert len(entered) > RECORDS / 3
    acts = {event.action for treaty in treaties for event in treaty.events}
    assert {"withdrawal-notice", "withdrawal-notice-revocation", "prolongation", "suspension", "succession"} <= acts


def test_imprecise_dates_disputes_and_scripts(examination: Examination, texts: list[str]) -> None:
    treaties = examination.registry.treaties.values()
    dates = [str(event.date) for treaty in treaties for event in treaty.events]
    lengths = {len(text) for text in dates}
    assert {4, 7, 10} <= lengths
    assert all(any(mark in text for text in dates) for mark in ("?", "~", "%", "/"))
    assert any(event.disputed for treaty in treaties for event in treaty.events)
    assert any(event.conflicts for treaty in treaties for event in treaty.events)
    assert any(treaty.disputed for treaty in treaties)
    everything = "".join(texts)
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    scripts = ("CYRILLIC", "HANGUL", "ARABIC", "GREEK", "LATIN SMALL LETTER E WITH ACUTE")
    named = {unicodedata.name(letter, "") for letter in set(everything)}
    assert all(any(name.startswith(script) for name in named) for script in scripts)


def test_realistic_in_size(examination: Examination, texts: list[str]) -> None:
    parties = [
        len({code for event in treaty.events for code in event.party or ()})
        for treaty in examination.registry.treaties.values()
    ]
    assert 3_500 < sum(len(text.encode()) for text in texts) / RECORDS < 6_500
    assert 6 < sum(parties) / RECORDS < 14
    assert sum(number == 2 for number in parties) > RECORDS / 2
    assert max(parties) > 100


def test_same_seed_same_bytes(root: Root, tmp_path: Path) -> None:
    write_registry(tmp_path / "again", RECORDS, seed=1)
    write_registry(tmp_path / "other", 10, seed=2)
    assert _contents(tmp_path / "again") == _contents(root.path)
    assert not _contents(tmp_path / "other").keys() & {
        name for name in _contents(root.path) if name.startswith("treaties/")
    }


def test_a_folder_in_use_is_left_alone(root: Root) -> None:
    with pytest.raises(FileExistsError, match="is not empty"):
        write_registry(root.path, 1, seed=1)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".schema.json")
    }


def _scalars_and_keys(tree: Tree | None) -> Iterator[tuple[str, Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key, value
            yield from _scalars_and_keys(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _scalars_and_keys(item)
