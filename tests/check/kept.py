"""A few related records that are edited at random, and what to do to them."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.check.examples import examples_of
from tests.conftest import REGISTRY, TODAY
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.cache.fingerprint import code_fingerprint
from treaty_registry.check import run
from treaty_registry.check.record import Record
from treaty_registry.check.terms import read_terms
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.reading.files import Root, record_file
from treaty_registry.reading.yaml import parse

Tree = dict[str, Any]

REAL = (
    "1948-brussels-treaty",
    "1954-brussels-treaty-protocol",
    "1955-warsaw-pact",
    "1961-china-dprk-friendship",
    "1961-ussr-dprk-friendship",
    "1991-warsaw-pact-termination",
    "2000-russia-dprk-friendship",
    "2024-russia-dprk-strategic-partnership",
)
"""Records that change, end and replace each other."""

MADE = (
    ("before-its-protocol", "1900-example"),
    ("missing-relation", "1910-other"),
    ("unknown-treaty", "1890-other"),
)
"""Examples of findings, and their records with something wrong, some of it only beside others."""


@dataclass
class Place:
    """A registry in a folder, its records as trees, and the day of the next run."""

    root: Root
    day: date = TODAY
    trees: dict[str, Tree] = field(default_factory=dict)
    """The records by the names of their files, without the ending."""

    def write(self, name: str) -> None:
        """Write a record as it is now; one that is gone is deleted."""
        path = self.root.path / record_file(name)
        if name not in self.trees:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(self.trees[name], sort_keys=False, allow_unicode=True), encoding="utf-8")


def trees() -> Iterator[tuple[str, Tree]]:
    """Yield records by name: those with something wrong, and some of the registry itself."""
    texts = {name: examples_of(code)[0].records[name] for code, name in MADE}
    texts |= {name: (REGISTRY / record_file(name)).read_text(encoding="utf-8") for name in REAL}
    for name, text in texts.items():
        tree: Any = parse(text).tree
        yield name, dict(tree)


ORIGINALS: Mapping[str, Tree] = dict(trees())


def new_place(folder: Path, names: tuple[str, ...] = tuple(ORIGINALS)) -> Place:
    """Make a registry of some records, with the real terms."""
    shutil.copytree(REGISTRY / "schema", folder / "schema", ignore=shutil.ignore_patterns("*.schema.json"))
    (folder / "treaties").mkdir()
    place = Place(Root(folder))
    for name in names:
        place.trees[name] = copy.deepcopy(ORIGINALS[name])
        place.write(name)
    return place


class ReadTerms:
    """Reads the terms of a registry, once for each state of its files: nine tenths of a small run are for that."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Terms, list[Record]]] = {}

    def __call__(self, root: Root, memory: FileMemory | None = None) -> tuple[Terms, list[Record]]:
        key = code_fingerprint(root, ())
        if key not in self._known:
            self._known[key] = read_terms(root)
        terms, files = self._known[key]
        return terms, [replace(one, problems=list(one.problems)) for one in files]


Answers = dict[str, tuple[list[object], list[object]]]


def answers(result: run.Examination, *, again: bool = False) -> Answers:
    """Return every treaty's statuses and positions; ``again`` asks who refers to whom from the records themselves."""
    registry = result.registry
    if again:
        registry = Registry(registry.terms, dict(registry.treaties))
    law = CompiledRegistry(registry)
    return {
        treaty_id: (
            [(days, one.code, one.known, tuple(r.by for r in one.readings)) for days, one in law.statuses(treaty_id)],
            [(one.party, one.code, one.interval) for one in law.positions(treaty_id)],
        )
        for treaty_id in registry.treaties
    }


Edit = Callable[[Place, str, str, int], Iterator[str]]
"""Changes a record, or one because of another, in one of several ways; yields the names of the files that changed."""


def other_title(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record has another title, which others may have too; of the same year there are several."""
    place.trees[one]["title"] = f"Title {way % 2}"
    yield one


def other_number(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """Two records have one number."""
    for name in (one, other):
        number = {"scheme": "unts-registration", "value": f"I-100{way % 2}", "source": source_of(place, name)}
        place.trees[name]["identifiers"] = [number]
        yield name


def source_of(place: Place, name: str) -> str:
    return str(next(iter(place.trees[name].get("sources") or {"text": None})))


def other_date(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """An event is of another day, perhaps of one to come."""
    events = place.trees[one].get("events") or []
    if events:
        event = events[way % len(events)]
        event["date"] = (str(event["date"])[:4], "2026-11-25", "1955-07-01", "unknown")[way % 4]
    yield one


def other_check(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """The record was last checked on another day."""
    place.trees[one]["verified"] = ("2025-11-20", "2026-11-21", "2026-11-23")[way % 3]
    yield one


def less(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """An event, or all of a key, is gone."""
    tree = place.trees[one]
    key = ("events", "attested", "relations", "obligations", "reports", "final_clauses")[way % 6]
    if key == "events" and len(tree.get(key) or ()) > 1:
        tree[key] = tree[key][1:]
    elif key != "events":
        tree.pop(key, None)
    yield one


def relate(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record has a relation to another, or to one that nobody has."""
    kind = ("supersedes", "protocol-to", "amends", "terminates")[way % 4]
    target = place.trees[other].get("id", other) if way % 3 else "1950-nobody"
    relation = {"type": kind, "treaty": target, "source": source_of(place, one)}
    place.trees[one]["relations"] = [*(place.trees[one].get("relations") or ()), relation]
    yield one


def name_it(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """An event was done under another treaty, or another one ended this."""
    tree, target = place.trees[one], place.trees[other].get("id", other)
    if way % 2 and tree.get("events"):
        tree["events"][-1]["under"] = target
    else:
        result = {"what": "expiry", "date": "2002-05-06", "by": target, "source": source_of(place, one)}
        tree["attested"] = [*(tree.get("attested") or ()), result]
    yield one


def rename(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record has another id, and perhaps the old one among its former ids."""
    tree = place.trees.pop(one)
    name = f"{one[:4]}-renamed-{way}"
    tree["id"] = name
    if way % 3:
        tree["former_ids"] = [*(tree.get("former_ids") or ()), one]
    place.trees[name] = tree
    yield one
    yield name


def former(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record says that it had another's id, or one that others ask for."""
    place.trees[one]["former_ids"] = [other if way % 2 else "1950-nobody"]
    yield one


def same_id(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """Two records have one id."""
    place.trees[one]["id"] = place.trees[other].get("id", other)
    yield one


def delete(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record is gone."""
    if len(place.trees) > 2:
        del place.trees[one]
    yield one


def restore(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record is as it was at first, or there again."""
    name = sorted(ORIGINALS)[way % len(ORIGINALS)]
    place.trees[name] = copy.deepcopy(ORIGINALS[name])
    yield name


def wrong_key(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A record is not understood any more: what stands in it can still be shown."""
    place.trees[one]["knid"] = "treaty"
    yield one


def break_yaml(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """A file is no YAML."""
    path = place.root.path / record_file(one)
    path.write_text(path.read_text(encoding="utf-8") + ("\n  - [\n", "\n\ttab: x\n")[way % 2], encoding="utf-8")
    return
    yield


def turn(path: str, before: str, after: str) -> Edit:
    """Put one text for another in a file of the terms, or the other for the one."""

    def edit(place: Place, one: str, other: str, way: int) -> Iterator[str]:
        file = place.root.path / "schema" / path
        text = file.read_text(encoding="utf-8")
        old, new = (before, after) if before in text else (after, before)
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return
        yield

    edit.__doc__ = f"{path}: {after}"
    return edit


def next_day(place: Place, one: str, other: str, way: int) -> Iterator[str]:
    """The next run is on another day."""
    place.day = (TODAY, date(2026, 11, 26), date(2027, 11, 20), date(2026, 11, 23))[way % 4]
    return
    yield


EDITS: tuple[Edit, ...] = (
    other_title,
    other_number,
    other_date,
    other_check,
    less,
    relate,
    name_it,
    rename,
    former,
    same_id,
    delete,
    restore,
    wrong_key,
    break_yaml,
    next_day,
    turn("vocabularies/actions.yaml", "label: {en: Signature, fr", "label: {en: Signing, fr"),
    turn("vocabularies/actions.yaml", "effect: signs\n", "effect: consents\n"),
    turn("vocabularies/relation-types.yaml", "effect: ends-other\n    inverse: {en: Sup", "inverse: {en: Sup"),
    turn("parties/PRK.yaml", "since: 1948-09-09\n  source", "since: 1962-01-01\n  source"),
)
