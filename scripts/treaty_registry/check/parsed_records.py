"""Records as the store keeps them: what was read, what is wrong by itself, and a summary of what others must know."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from treaty_registry.cache.cache import Cache, cache_key, serialize
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.check.record import Record
from treaty_registry.check.references import treaty_references
from treaty_registry.check.rules import chronology, duplicates
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import NAME, Root, read_bytes, strange_name
from treaty_registry.reading.problem import Position, Problem
from treaty_registry.reading.text import decode
from treaty_registry.reading.yaml import Tree

AT_HAND = 500  # treaties that stay in memory as they were made


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What the rest of a run must know of a record, so that it need not be loaded for that."""

    id: str
    former: tuple[str, ...]
    """Its former ids."""
    mentions: tuple[str, ...]
    """The ids of treaties that it names anywhere."""
    relations: tuple[str, ...]
    """Those of them that it has a relation to."""
    ends: tuple[str, ...]
    """Those that it ends by such a relation."""
    marks: tuple[tuple[str, ...], ...]
    """What would show that another record is about the same treaty (see ``duplicates``)."""
    latest: int
    """The latest day on which it tells of anything, as an ordinal."""
    verified: int
    """The day up to which it was verified, as an ordinal."""

    def depends_on(self, today: date) -> bool:
        """Return whether what is wrong with the record depends on the day of the run.

        It does only where the record is overdue or tells of the future.
        """
        return today.toordinal() - self.verified > chronology.CHECKED_EVERY.days or self.latest > today.toordinal()


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """A file among the records. ``key`` stands for all that it says; one that is no treaty has no ``summary``."""

    path: FilePath
    shown: str
    key: str
    summary: RecordSummary | None = None


def understand(record: Record, terms: Terms) -> None:
    """Build the tree and the treaty of a record whose text has been read."""
    if record.problems:
        return
    record.tree, problems = read_tree(record.text)
    record.treaty, unfit = build(record.tree, Treaty, terms.context())
    # What the reader could not take as written stands in the tree as nothing, of which nothing more need be said.
    said = {problem.path for problem in problems if problem.code in ("empty-value", "yaml-alias", "key-not-text")}
    record.problems = [*problems, *(problem for problem in unfit if problem.path not in said)]


def read_record(
    root: Root, path: FilePath, terms: Terms, env: str, store: Cache
) -> tuple[ParsedRecord, list[tuple[str, bytes]]]:
    """Read a file, and return with it what to put into the store where that lacks it.

    ``env`` is the key of all that the meaning of a record depends on besides itself. Nothing in a file raises.
    """
    record = Record(path, root.shown(path))
    data = b""
    if NAME.fullmatch(path.name):
        data, record.problems = read_bytes(path)
    else:
        record.problems = [strange_name(path.name)]
    key = cache_key("entry", env, record.shown, "".join(problem.message for problem in record.problems), data)
    kept = store.get(key)
    if kept is not None:
        return ParsedRecord(path, record.shown, key, _summary_from(kept["about"])), []
    if not record.problems:
        record.text, record.problems = decode(data)
    understand(record, terms)
    summary = summary_of(record.tree, record.treaty, terms) if record.treaty else None
    kept = {"about": summary and _tree_of(summary), "problems": [_row(problem) for problem in record.problems]}
    values = [(tree_key(key), serialize(record.tree)), (key, serialize(kept))]
    return ParsedRecord(path, record.shown, key, summary), values


def tree_key(key: str) -> str:
    """Return the key of the tree of the file that a key stands for."""
    return f"{key}-tree"


class Treaties(Mapping[str, Treaty]):
    """The treaties of all records by id. Each is made when it is asked for; the last few are at hand."""

    def __init__(self, parsed: Mapping[str, ParsedRecord], terms: Terms, store: Cache) -> None:
        """Take the records by id, and what they refer to."""
        self._parsed, self._context, self._store = parsed, terms.context(), store
        self._at_hand: OrderedDict[str, tuple[Tree, Treaty]] = OrderedDict()

    def __getitem__(self, treaty_id: str) -> Treaty:
        """Return a treaty. Raises KeyError, and LostError where the store was damaged."""
        return self._get(treaty_id)[1]

    def _get(self, treaty_id: str) -> tuple[Tree, Treaty]:
        if treaty_id in self._at_hand:
            self._at_hand.move_to_end(treaty_id)
            return self._at_hand[treaty_id]
        tree = self._store.need(tree_key(self._parsed[treaty_id].key))
        made = self._at_hand[treaty_id] = tree, Treaty.model_validate(tree, context=self._context)
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return made

    def record(self, parsed: ParsedRecord) -> Record:
        """Return a record as it was read, without its text."""
        record = Record(parsed.path, parsed.shown)
        record.problems = [_problem(*row) for row in self._store.need(parsed.key)["problems"]]
        if parsed.summary is None:
            record.tree = self._store.need(tree_key(parsed.key))
        elif self._parsed[parsed.summary.id] == parsed:
            record.tree, record.treaty = self._get(parsed.summary.id)
        else:  # another record has taken its id
            record.tree = self._store.need(tree_key(parsed.key))
            record.treaty = Treaty.model_validate(record.tree, context=self._context)
        return record

    def __contains__(self, treaty_id: object) -> bool:
        """Return whether there is a record, without making it."""
        return treaty_id in self._parsed

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in the order of the files."""
        return iter(self._parsed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._parsed)


def summary_of(tree: Any, treaty: Treaty, terms: Terms) -> RecordSummary:
    """Return what the rest of a run must know of a record, from its tree and its treaty."""
    types = terms.vocabularies["relation-types"].terms
    relations = [(relation.type, relation.treaty) for relation in treaty.relations or () if relation.treaty]
    return RecordSummary(
        id=treaty.id,
        former=tuple(treaty.former_ids or ()),
        mentions=tuple(dict.fromkeys(reference for _, reference in treaty_references(tree))),
        relations=tuple(dict.fromkeys(other for _, other in relations)),
        ends=tuple(other for kind, other in relations if types[kind].effect == "ends-other"),
        marks=tuple(duplicates.identity_marks(treaty)),
        latest=max(moment.earliest.toordinal() for _, moment in chronology.past_dates(treaty)),
        verified=treaty.verified.latest.toordinal(),
    )


def _tree_of(summary: RecordSummary) -> list[object]:
    return [getattr(summary, name) for name in RecordSummary.__slots__]


def _summary_from(tree: list[Any] | None) -> RecordSummary | None:
    if tree is None:
        return None
    id_, former, mentions, relations, ends, marks, latest, verified = tree
    names = (tuple(former), tuple(mentions), tuple(relations), tuple(ends))
    return RecordSummary(id_, *names, tuple(map(tuple, marks)), latest, verified)


def _row(problem: Problem) -> list[object]:
    return [problem.code, problem.message, problem.path, problem.at_key, problem.position]


def _problem(code: str, message: str, path: list[str | int], at_key: bool, position: list[int] | None) -> Problem:
    return Problem(code, message, tuple(path), at_key, Position(*position) if position else None)
