"""One run over a registry: read everything, check everything, report everything at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath

from treaty_registry.cache.cache import Cache, LostError
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.cache.fingerprint import CHECKING, code_fingerprint
from treaty_registry.check.dependencies import DependencyGraph
from treaty_registry.check.finding import Finding, findings_of, has_errors, severity_of
from treaty_registry.check.histories import KeptHistories, history_key
from treaty_registry.check.judging import judge, judge_all
from treaty_registry.check.parsed_records import Treaties, tree_key, understand
from treaty_registry.check.reading import Progress, read_records
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules import duplicates, parties
from treaty_registry.check.schemas import stale_schemas
from treaty_registry.check.selection import select
from treaty_registry.check.terms import read_terms
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.reading.files import Root
from treaty_registry.reading.problem import printable
from treaty_registry.reading.text import decode

__all__ = ["Examination", "Progress", "examine", "examine_bytes"]


@dataclass(frozen=True)
class Examination:
    """The result of a run: what could be read, what is wrong, and in how many files it was looked for.

    ``keys`` stand for each record and all that its law and its page depend on; ``store`` is where such things are kept,
    ``used`` are the keys of what this run needed of it, and ``asked`` the ids of the records that were asked for.
    """

    registry: Registry
    findings: list[Finding]
    files: int
    keys: Mapping[str, str] = field(default_factory=dict)
    store: Cache = field(default_factory=Cache)
    used: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> CompiledRegistry:
        """Return the records with the history of each, as kept where none of them has an error."""
        kept = not has_errors(self.findings) and len(self.keys) == len(self.registry.treaties)
        return CompiledRegistry(self.registry, KeptHistories(self.keys, self.store) if kept else None)


def examine(
    root: Root,
    today: date,
    paths: Sequence[FilePath] = (),
    progress: Progress = lambda done, total: None,
    *,
    store: Cache | None = None,
    memory: FileMemory | None = None,
    jobs: int = 1,
) -> Examination:
    """Read and check a registry and return everything that is wrong with it.

    ``paths`` narrows the report to some files or folders (files outside the registry are read as records of it); the
    others are still read, because a record can be wrong in the light of another. ``progress`` is told after each file
    how many of how many are done. What an earlier run has put into ``store`` is not worked out again; up to ``jobs``
    processes share the rest. Files that look as they did when an earlier run of this process, with the same store, put
    them into ``memory`` are not opened. Nothing that stands in a file raises an exception.
    """
    store = store or Cache()
    try:
        return _examine(root, today, paths, progress, store, memory, jobs)
    except LostError:
        store.clear()
        if memory is not None:
            memory.clear()
        return _examine(root, today, paths, progress, store, memory, jobs)


def _examine(
    root: Root,
    today: date,
    paths: Sequence[FilePath],
    progress: Progress,
    store: Cache,
    memory: FileMemory | None,
    jobs: int,
) -> Examination:
    env, terms, term_files = _terms(root, memory)
    for file in term_files:
        party = terms.parties.get(file.path.stem)
        if party and file.path.parent == root.parties:
            file.problems += parties.dates_not_in_the_future(party, today)
    if any(severity_of(problem.code) == "error" for file in term_files for problem in file.problems):
        findings = [finding for file in term_files for finding in findings_of(file, file.problems)]
        return Examination(Registry(terms, {}), sorted(findings), len(term_files))
    selection = select(root, paths, [file.path for file in term_files])
    graph = DependencyGraph(list(read_records(root, selection.records, terms, env, store, memory, jobs, progress)))
    registry = Registry(terms, Treaties(graph.by_id, terms, store), graph.referring)
    keys = {parsed.path: graph.key(parsed, today) for parsed in graph.records}
    judge_all(graph, registry, keys, today, root, store, jobs)
    odd = [Record(path, root.shown(path), problems=[problem]) for path, problem in selection.odd]
    files = [file for file in (*odd, *term_files) if selection.is_asked(file.path)]
    asked = [path for path in keys if selection.is_asked(path)]
    findings = [finding for file in files for finding in findings_of(file, file.problems)]
    findings += [Finding(*row) for path in asked for row in store.need(keys[path])]
    if not paths:
        for path, problem in stale_schemas(root, terms):
            findings += findings_of(Record(path, root.shown(path)), [problem])
    by_id = {treaty_id: keys[parsed.path] for treaty_id, parsed in graph.by_id.items()}
    used = (
        *keys.values(),
        *map(history_key, keys.values()),
        *(key for parsed in graph.records for key in (parsed.key, tree_key(parsed.key))),
    )
    ids = tuple(treaty_id for treaty_id, parsed in graph.by_id.items() if selection.is_asked(parsed.path))
    return Examination(registry, sorted(findings), len(files) + len(asked), by_id, store, used, ids)


def _terms(root: Root, memory: FileMemory | None) -> tuple[str, Terms, list[Record]]:
    """Return a key of all that the meaning of a record depends on besides itself, and the terms with their files."""
    env = code_fingerprint(root, CHECKING)
    while True:
        terms, files = read_terms(root, memory)
        # What older terms make of a record must not be kept as made of newer ones.
        before, env = env, code_fingerprint(root, CHECKING)
        if env == before:
            return env, terms, files


def examine_bytes(data: bytes, path: FilePath, registry: Registry, today: date) -> Examination:
    """Check one file of a registry as if it held ``data``. No bytes raise an exception."""
    record = Record(path, printable(path.as_posix()))
    record.text, record.problems = decode(data)
    understand(record, registry.terms)
    others = {key: treaty for key, treaty in registry.treaties.items() if key != path.stem}
    ids = {name: f"{key}.yaml" for key, treaty in others.items() for name in (key, *(treaty.former_ids or ()))}
    ids.setdefault(path.stem, record.shown)
    mine = {record.treaty.id: record.treaty} if record.treaty else {}
    for former in (record.treaty and record.treaty.former_ids) or ():
        ids.setdefault(former, record.shown)
    treaties = {**others, **mine}
    context = Context(registry.terms, treaties, ids, today, Interpretations(Registry(registry.terms, treaties)))
    judge(
        record,
        context,
        duplicates.firsts((treaty.id, duplicates.identity_marks(treaty)) for treaty in treaties.values()),
    )
    return Examination(Registry(registry.terms, mine), sorted(findings_of(record, record.problems)), 1)
