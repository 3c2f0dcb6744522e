"""One run over a registry: read everything, check everything, report everything at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path as FilePath

from treaty_registry.cache.cache import Cache, LostError, serialize
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.cache.fingerprint import CHECKING, code_fingerprint
from treaty_registry.check import duplicates, parties
from treaty_registry.check.entries import Entry, Treaties, read_entry, tree_key, understand
from treaty_registry.check.finding import Finding, severity_of, where
from treaty_registry.check.kinds import KINDS
from treaty_registry.check.known import Known
from treaty_registry.check.needs import Needs
from treaty_registry.check.parsing import read_text
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules import RULES
from treaty_registry.check.schemas import stale_schemas
from treaty_registry.check.terms import read_terms
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.parallel import chunks, parallel_map
from treaty_registry.reading.files import Root, list_files
from treaty_registry.reading.problem import START, Problem, did_you_mean, printable
from treaty_registry.reading.text import decode
from treaty_registry.reading.yaml import MAX_PROBLEMS, parse

Progress = Callable[[int, int], None]

_TOGETHER = 200
"""So many records are judged by one process at once: what is worked out for one serves the others."""


@dataclass(frozen=True)
class Examination:
    """The result of a run: what could be read, what is wrong, and in how many files it was looked for.

    ``keys`` stand for each record and all that its law and its page depend on; ``store`` is where such things are kept,
    and ``used`` are the keys of what this run needed of it.
    """

    registry: Registry
    findings: list[Finding]
    files: int
    keys: Mapping[str, str] = field(default_factory=dict)
    store: Cache = field(default_factory=Cache)
    used: tuple[str, ...] = ()


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
            file.problems += parties.nothing_in_the_future(party, today)
    if any(severity_of(problem.code) == "error" for file in term_files for problem in file.problems):
        findings = [finding for file in term_files for finding in _findings(file, file.problems)]
        return Examination(Registry(terms, {}), sorted(findings), len(term_files))
    found, odd, is_asked = _listed(root, paths, [file.path for file in term_files])
    needs = Needs(list(_read(root, found, terms, env, store, memory, jobs, progress)))
    registry = Registry(terms, Treaties(needs.by_id, terms, store), needs.referring)
    keys = {entry.path: needs.key(entry, today) for entry in needs.entries}
    _judge_all(needs, registry, keys, today, root, store, jobs)
    files = [*(Record(path, root.shown(path), problems=[problem]) for path, problem in odd), *term_files]
    findings = [finding for file in files if is_asked(file.path) for finding in _findings(file, file.problems)]
    for entry in needs.entries:
        if is_asked(entry.path):
            findings += [Finding(*row) for row in store.need(keys[entry.path])]
    if not paths:
        for path, problem in stale_schemas(root, terms):
            findings += _findings(Record(path, root.shown(path)), [problem])
    count = sum(is_asked(path) for path in (*(file.path for file in files), *keys))
    by_id = {treaty_id: keys[entry.path] for treaty_id, entry in needs.by_id.items()}
    used = (*keys.values(), *(key for entry in needs.entries for key in (entry.key, tree_key(entry.key))))
    return Examination(registry, sorted(findings), count, by_id, store, used)


def _terms(root: Root, memory: FileMemory | None) -> tuple[str, Terms, list[Record]]:
    """Return a key of all that the meaning of a record depends on besides itself, and the terms with their files."""
    env = code_fingerprint(root, CHECKING)
    while True:
        terms, files = read_terms(root, memory)
        # What older terms make of a record must not be kept as made of newer ones.
        before, env = env, code_fingerprint(root, CHECKING)
        if env == before:
            return env, terms, files


def _listed(
    root: Root, paths: Sequence[FilePath], own_terms: Sequence[FilePath]
) -> tuple[list[FilePath], list[tuple[FilePath, Problem]], Callable[[FilePath], bool]]:
    """Return the files of all records, what else lies among them, and whether a path is among those asked for."""
    found, odd = list_files(root.treaties)
    asked = list(dict.fromkeys(_as_listed(root, FilePath(os.path.normpath(path.absolute()))) for path in paths))
    own = [*found, *(path for path, _ in odd), *own_terms]
    known = {place for path in own for place in (path, *path.parents)} if asked else set()
    for path in asked:
        if path not in known:
            more, strange = list_files(path) if path.is_dir() and not path.is_symlink() else ([path], [])
            found += more
            odd += strange
    return found, odd, lambda path: not asked or not {path, *path.parents}.isdisjoint(asked)


def _read(
    root: Root,
    found: Sequence[FilePath],
    terms: Terms,
    env: str,
    store: Cache,
    memory: FileMemory | None,
    jobs: int,
    progress: Progress,
) -> Iterator[Entry]:
    """Yield the entry of each file, having put into the store what it lacked of them."""
    known = Known(memory, env, root.treaties) if memory is not None else None

    def read(path: FilePath) -> tuple[Entry, list[tuple[str, bytes]]]:
        entry = known.get(path) if known else None
        return (entry, []) if entry else read_entry(root, path, terms, env, store)

    values: list[tuple[str, bytes]] = []
    for number, (entry, new) in enumerate(parallel_map(read, found, jobs, _TOGETHER), start=1):
        if known:
            known.keep(entry)
        yield entry
        progress(number, len(found))
        values += new
        if len(values) > _TOGETHER:
            store.put(values)
            values = []
    store.put(values)


def _judge_all(
    needs: Needs,
    registry: Registry,
    keys: Mapping[FilePath, str],
    today: date,
    root: Root,
    store: Cache,
    jobs: int,
) -> None:
    """Put into the store the findings of every entry that it lacks."""
    had = store.known(keys.values())
    new = [entry for entry in needs.entries if keys[entry.path] not in had]

    def judge(part: Sequence[Entry]) -> list[tuple[str, bytes]]:
        treaties = Treaties(needs.by_id, registry.terms, store)
        law = Interpretations(Registry(registry.terms, treaties, registry.referring))
        context = Context(registry.terms, treaties, needs.ids, today, law, root)
        return [(keys[one.path], serialize(_judged(one, treaties.record(one), context, needs))) for one in part]

    for values in parallel_map(judge, list(chunks(new, _TOGETHER)), jobs):
        store.put(values)


def _judged(entry: Entry, record: Record, context: Context, needs: Needs) -> list[tuple[object, ...]]:
    """Return the findings of an entry as rows."""
    record.text = read_text(entry.path)[0]
    # Not whether it is the same object: in another process it is a copy.
    is_the_one = entry.about is not None and needs.by_id[entry.about.id] == entry
    _judge(record, context, needs.firsts if is_the_one else {})
    return [astuple(finding) for finding in _findings(record, record.problems)]


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
    _judge(record, context, duplicates.firsts((treaty.id, duplicates.marks(treaty)) for treaty in treaties.values()))
    return Examination(Registry(registry.terms, mine), sorted(_findings(record, record.problems)), 1)


def _judge(record: Record, context: Context, firsts: duplicates.Firsts) -> None:
    """Add to a record what only shows beside the others or across the record, and apply its waivers.

    ``firsts`` is empty for a record whose id another one has, of which no more need be said.
    """
    if record.treaty is None:
        return
    for rule in RULES:
        record.problems += islice(rule(record, record.treaty, context), MAX_PROBLEMS)
    if firsts:
        record.problems += duplicates.records(record.treaty, firsts)
    if record.treaty.waivers:
        record.problems = list(_waived(record, record.treaty))


def _as_listed(root: Root, path: FilePath) -> FilePath:
    """Return a path as the registry lists it, if it leads into or above the registry by way of symbolic links.

    A link inside the registry, or one that is the file itself, stays what it is: links to records are not followed.
    """
    if path.is_relative_to(root.path):
        return path
    base = FilePath(os.path.realpath(root.path))
    real = FilePath(os.path.realpath(path if path.is_dir() else path.parent))
    if not path.is_dir():
        real = real / path.name
    if real.is_relative_to(base):
        return root.path / real.relative_to(base)
    return root.path if base.is_relative_to(real) else path


def _waived(record: Record, treaty: Treaty) -> Iterator[Problem]:
    """Yield the problems that no waiver accepts, and the waivers that accept nothing."""
    waivers = treaty.waivers or ()
    used = set()
    for problem in record.problems:
        place = where(problem.path, record.tree)
        number = next((n for n, w in enumerate(waivers) if (w.finding, w.where) == (problem.code, place)), None)
        if number is None or not KINDS[problem.code].waivable:
            yield problem
        else:
            used.add(number)
    for number, waiver in enumerate(waivers):
        path = ("waivers", number)
        if waiver.finding not in KINDS:
            known = [code for code, kind in KINDS.items() if kind.waivable]
            yield Problem(
                "unused-waiver",
                f"No finding is called `{waiver.finding}`.{did_you_mean(waiver.finding, known)}",
                (*path, "finding"),
            )
        elif not KINDS[waiver.finding].waivable:
            yield Problem(
                "not-waivable",
                f"`{waiver.finding}` cannot be waived. Mend what it reports and delete the waiver.",
                path,
            )
        elif number not in used:
            yield Problem(
                "unused-waiver",
                f"There is no `{waiver.finding}` at `{waiver.where}` any more. Delete the waiver.",
                path,
            )


def _findings(file: Record, problems: Sequence[Problem]) -> Iterator[Finding]:
    """Give each problem its place in the file. Where things stand is only worked out for files that need it."""
    if not problems:
        return
    positions = parse(file.text, with_positions=True).positions if file.tree is not None else {}
    for problem in problems:
        position = problem.position
        if position is None:
            key, value = positions.get(problem.path, (START, START))
            position = key if problem.at_key else value
        yield Finding(
            file.shown,
            position.line,
            position.column,
            problem.code,
            where(problem.path, file.tree),
            printable(problem.message),
            severity_of(problem.code),
        )
