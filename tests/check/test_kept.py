"""What earlier runs worked out is kept only where it would come out the same: no run tells anything else for it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.check.kept import EDITS, ORIGINALS, Edit, Place, ReadTerms, answers, new_place, source_of, wrong_key
from tests.conftest import REGISTRY, TODAY
from treaty_registry.cache import file_stats as looks
from treaty_registry.cache.cache import Cache
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.cache.fingerprint import CHECKING, code_fingerprint
from treaty_registry.check import judging, reading, run
from treaty_registry.check.dependencies import DependencyGraph
from treaty_registry.check.finding import Finding
from treaty_registry.check.parsed_records import Treaties, read_record
from treaty_registry.check.record import Context
from treaty_registry.check.registry import CHECKS
from treaty_registry.check.terms import read_terms
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.reading.problem import Problem
from treaty_registry.website.context.build_context import OF_FEW, PARTS
from treaty_registry.website.context.fragments import FragmentCache
from treaty_registry.website.context.render_contexts import sites_of
from treaty_registry.website.pages.treaty_page import treaty_page

Step = tuple[Edit, int, int, int]

STEPS = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 11), st.integers(0, 11), st.integers(0, 11)),
    min_size=12,
    max_size=20,
)

QUICK = (Phase.explicit, Phase.generate)
"""Steps that fail are told as they are: to look for fewer takes minutes."""


@pytest.fixture(scope="module", autouse=True)
def terms_read_once() -> Iterator[None]:
    with mock.patch.object(run, "read_terms", ReadTerms()):
        yield


def step(place: Place, edit: Edit, one: int, other: int, way: int) -> None:
    """Do an edit to two of the records that are there."""
    names = sorted(place.trees)
    for name in edit(place, names[one % len(names)], names[other % len(names)], way):
        place.write(name)


def same(place: Place, store: Cache, jobs: int = 1, memory: FileMemory | None = None) -> list[Finding]:
    """Assert that a run with what is kept tells and answers what one does without, and return the findings."""
    alone = run.examine(place.root, place.day)
    result = run.examine(place.root, place.day, store=store, memory=memory, jobs=jobs)
    assert result.findings == alone.findings
    assert (result.files, list(result.registry.treaties)) == (alone.files, list(alone.registry.treaties))
    assert answers(result) == answers(alone, again=True)
    return result.findings


def walk(steps: list[Step], jobs: int) -> None:
    with (
        TemporaryDirectory() as folder,
        mock.patch.object(reading, "READ_AT_ONCE", 1),
        mock.patch.object(judging, "JUDGED_AT_ONCE", 1),
        # The disk's clock goes in finer steps than those that it allows for: so more is remembered from step to step.
        mock.patch.object(looks, "SETTLED", 20_000_000),
    ):
        place = new_place(Path(folder))
        memory = FileMemory()
        for number, one in enumerate([None, *steps]):
            if one:
                step(place, *one)
            # Every other run comes from a process that opens the file anew.
            if number % 2 == 0:
                store = Cache(place.root.cache)
            same(place, store, jobs, memory)


@settings(max_examples=4, phases=QUICK)
@given(STEPS)
def test_whatever_is_edited_a_run_with_what_is_kept_tells_the_same(steps: list[Step]) -> None:
    walk(steps, jobs=1)


@settings(max_examples=1, phases=QUICK)
@given(STEPS)
def test_so_does_one_in_several_processes(steps: list[Step]) -> None:
    walk(steps, jobs=2)


def test_a_file_that_is_remembered_is_not_opened_and_one_that_changed_is(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1900-example", "1910-other"))
    store, memory = Cache(), FileMemory()
    with mock.patch.object(looks, "SETTLED", 20_000_000):
        time.sleep(0.1)
        same(place, store, memory=memory)
        with mock.patch.object(reading, "read_record", side_effect=read_record) as read:
            run.examine(place.root, place.day, store=store, memory=memory)
            assert read.call_count == 0
            place.trees["1910-other"]["short_title"] = "Another name"
            place.write("1910-other")
            result = run.examine(place.root, place.day, store=store, memory=memory)
            assert [call.args[1].stem for call in read.call_args_list] == ["1910-other"]
        assert result.registry.treaties["1910-other"].short_title == "Another name"


def test_what_older_terms_say_is_not_kept_for_newer_ones(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1900-example",))
    party, store = place.root.parties / "USA.yaml", Cache()

    def read_and_lose_a_party(root: Root, memory: FileMemory | None = None) -> object:
        found = read_terms(root, memory)
        party.unlink(missing_ok=True)
        return found

    with mock.patch.object(run, "read_terms", read_and_lose_a_party):
        during = run.examine(place.root, place.day, store=store).findings
    assert during == same(place, store)
    assert during


def test_what_is_remembered_of_a_store_that_has_lost_it_is_forgotten(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1900-example", "1910-other"))
    store, memory = Cache(), FileMemory()
    with mock.patch.object(looks, "SETTLED", 20_000_000):
        time.sleep(0.1)
        same(place, store, memory=memory)
        store.clear()
        same(place, store, memory=memory)


def test_terms_are_read_again_when_a_file_of_theirs_changes_and_only_then(tmp_path: Path) -> None:
    shutil.copytree(REGISTRY / "schema", tmp_path / "schema")
    root, memory = Root(tmp_path), FileMemory()
    party = root.parties / "USA.yaml"
    text = party.read_text(encoding="utf-8")
    with mock.patch.object(looks, "SETTLED", 20_000_000):
        time.sleep(0.1)
        terms, files = read_terms(root, memory)
        files[0].problems.append(Problem("unknown-key", "Of one run alone."))
        again, files = read_terms(root, memory)
        assert again is terms
        assert files[0].problems == []

        party.write_text(text.replace("en: United States", "en: Untied States"), encoding="utf-8")
        os.utime(party, ns=(0, 0))
        found = read_terms(root, memory)[0].parties["USA"].names[0].en
        assert found == "Untied States"
        party.unlink()
        assert "USA" not in read_terms(root, memory)[0].parties


def test_a_record_whose_id_another_one_has_is_compared_with_nobody(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1900-example", "1910-other"))
    place.trees["1900-example"]["id"] = "1910-other"
    place.write("1900-example")
    findings = same(place, Cache())
    assert "id-not-file-name" in {finding.code for finding in findings}


def test_a_record_whose_id_another_one_has_is_judged_by_what_it_names_itself(tmp_path: Path) -> None:
    ending, taken, taking = "1991-warsaw-pact-termination", "1955-warsaw-pact", "1961-ussr-dprk-friendship"
    place = new_place(tmp_path, (ending, taken, taking))
    place.trees[taking]["id"] = taken
    del place.trees[ending]["relations"]
    place.write(taking)
    place.write(ending)
    store = Cache()
    assert "missing-relation" in {finding.code for finding in same(place, store)}
    del place.trees[ending]
    place.write(ending)
    assert "unknown-treaty" in {finding.code for finding in same(place, store)}


def test_a_name_that_nobody_has_may_be_meant_for_a_record_that_comes_or_goes(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1900-example", "1955-warsaw-pact"))
    text = source_of(place, "1955-warsaw-pact")
    place.trees["1955-warsaw-pact"]["relations"] = [{"type": "supersedes", "treaty": "1910-othr", "source": text}]
    place.write("1955-warsaw-pact")
    store = Cache()

    def hints() -> int:
        return sum("Did you mean `1910-other`?" in finding.message for finding in same(place, store))

    told = [hints()]
    for tree in (ORIGINALS["1910-other"], None):
        place.trees |= {"1910-other": dict(tree)} if tree else {}
        if tree is None:
            del place.trees["1910-other"]
        place.write("1910-other")
        told.append(hints())
    assert told == [0, 1, 0]


def test_twins_are_found_in_several_processes(tmp_path: Path) -> None:
    place = new_place(tmp_path, ("1961-china-dprk-friendship", "1961-ussr-dprk-friendship", "1955-warsaw-pact"))
    place.trees["1961-ussr-dprk-friendship"]["title"] = place.trees["1961-china-dprk-friendship"]["title"]
    place.write("1961-ussr-dprk-friendship")
    with mock.patch.object(reading, "READ_AT_ONCE", 1), mock.patch.object(judging, "JUDGED_AT_ONCE", 1):
        for name in ("1900-example", "1910-other"):
            place.trees[name] = ORIGINALS[name]
            place.write(name)
        findings = run.examine(place.root, place.day, jobs=2).findings
    assert "duplicate-record" in {finding.code for finding in findings}


def damage_all(db: sqlite3.Connection) -> None:
    db.execute("update kept set value = zeroblob(9)")


def lose_trees(db: sqlite3.Connection) -> None:
    db.execute("delete from kept where key like '%-tree'")


def lose_a_tree_without_a_treaty(db: sqlite3.Connection) -> None:
    """Lose all findings, so that records are judged again, and the tree of one that is only judged by itself."""
    for key, value in db.execute(
        "select key, value from kept where key not like '%-tree' and key not like '%-history'"
    ).fetchall():
        held = json.loads(zlib.decompress(value))
        if isinstance(held, list):
            db.execute("delete from kept where key = ?", (key,))
        elif held["about"] is None:
            db.execute("delete from kept where key = ?", (f"{key}-tree",))


def lose_half(db: sqlite3.Connection) -> None:
    db.execute("delete from kept where key < '8'")


def damage_some(db: sqlite3.Connection) -> None:
    db.execute("update kept set value = 'text' where key like 'a%' or key like '%b-tree'")


@pytest.mark.parametrize("damage", [damage_all, lose_trees, lose_a_tree_without_a_treaty, lose_half, damage_some])
@pytest.mark.parametrize("day", [TODAY, date(2027, 12, 1)])
def test_what_is_lost_or_damaged_is_worked_out_again(
    damage: Callable[[sqlite3.Connection], None], day: date, tmp_path: Path
) -> None:
    place = new_place(tmp_path)
    step(place, wrong_key, 3, 0, 0)  # a record with a tree and without a treaty
    same(place, Cache(place.root.cache))
    with closing(sqlite3.connect(place.root.cache)) as db, db:
        damage(db)
    place.day = day
    store = Cache(place.root.cache)
    findings = run.examine(place.root, day, store=store).findings
    assert findings == run.examine(place.root, day).findings
    assert store.path == place.root.cache


class Asked(Mapping[str, Treaty]):
    """Treaties, and the ids of those that were looked at or looked for."""

    def __init__(self, treaties: Mapping[str, Treaty]) -> None:
        self._treaties, self.ids = treaties, set[str]()

    def __getitem__(self, treaty_id: str) -> Treaty:
        self.ids.add(treaty_id)
        return self._treaties[treaty_id]

    def __contains__(self, treaty_id: object) -> bool:
        self.ids.add(str(treaty_id))
        return treaty_id in self._treaties

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("what follows for one treaty never depends on all")

    def __len__(self) -> int:
        raise AssertionError("what follows for one treaty never depends on all")


def graph_of(examination: run.Examination, root: Root) -> DependencyGraph:
    """Return what the records of a run depend on, from what it kept."""
    paths = [root.record_path(treaty_id) for treaty_id in examination.registry.treaties]
    terms, env = examination.registry.terms, code_fingerprint(root, CHECKING)
    return DependencyGraph([read_record(root, path, terms, env, examination.store)[0] for path in paths])


def looked_at(examination: run.Examination, graph: DependencyGraph, treaty_id: str, root: Root) -> set[str]:
    """Run the rules and make all parts of a treaty, and return the ids of all that was looked at."""
    known, parsed = examination.registry, graph.by_id[treaty_id]
    asked = Asked(known.treaties)
    # What ends a treaty is in the key; what else refers to it is looked at only for what it does to it.
    referring = {one: graph.ending.get(one, ()) for one in known.treaties}
    referring[treaty_id] = graph.referring.get(treaty_id, ())
    registry = Registry(known.terms, asked, referring)
    context = Context(known.terms, asked, graph.ids, TODAY, Interpretations(registry), root)
    record = Treaties(graph.by_id, known.terms, examination.store).record(parsed)
    record.text = parsed.path.read_text(encoding="utf-8")
    assert record.treaty is not None
    for check in CHECKS:
        list(check(record, record.treaty, context))
    site = sites_of(Root(REGISTRY), CompiledRegistry(registry), "", "", FragmentCache(Cache(), {treaty_id: treaty_id}))[
        "en"
    ]
    for part in (*PARTS, *OF_FEW):
        site.aggregates.fragments.made(site, part, treaty_id)
    treaty_page(site, registry.treaties[treaty_id])
    return asked.ids - {""}


def test_whatever_is_looked_at_for_a_treaty_is_in_its_key(examination: run.Examination) -> None:
    root = Root(REGISTRY)
    graph = graph_of(examination, root)
    for treaty_id, parsed in graph.by_id.items():
        assert parsed.summary is not None
        if parsed.summary.mentions or treaty_id in graph.referring:  # of others only a search in all could find more
            assert looked_at(examination, graph, treaty_id, root) <= graph.of(treaty_id), treaty_id


def test_so_is_what_ends_a_treaty_that_another_names(tmp_path: Path) -> None:
    """A ends B, which C names as that under which it was joined: the law of C looks at B, and that of B at A."""
    ending, ended = "1991-warsaw-pact-termination", "1955-warsaw-pact"
    place = new_place(tmp_path, (ending, ended, "1961-ussr-dprk-friendship"))
    for key in ("attested", "events"):
        for one in place.trees[ended][key]:
            for name in ("by", "under"):
                one.pop(name, None)
    naming = place.trees["1961-ussr-dprk-friendship"]
    naming["events"][-1]["under"] = ended
    naming["final_clauses"]["entry_into_force"] = {
        "initial": {"when": "with-treaty", "treaty": ended},
        "source": naming["final_clauses"]["entry_into_force"]["source"],
    }
    for name in place.trees:
        place.write(name)
    result = run.examine(place.root, TODAY)
    graph = graph_of(result, place.root)
    looked = looked_at(result, graph, naming["id"], place.root)
    assert {ended, ending} <= looked <= graph.of(naming["id"])


def test_a_duty_is_on_the_pages_of_those_who_have_a_part_in_its_treaty(examination: run.Examination) -> None:
    law = CompiledRegistry(examination.registry)
    for treaty_id in examination.registry.treaties:
        part = {one.party for one in law.positions(treaty_id)}
        assert {code for duty in law.duties(treaty_id) for code in (duty.obligor, duty.beneficiary)} <= part


def test_parts_of_a_treaty_are_told_apart_by_their_names() -> None:
    parts = (*PARTS, *OF_FEW)
    assert len({part.name for part in parts}) == len(parts)
