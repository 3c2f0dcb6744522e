"""One run over a registry: read everything, check everything, report everything at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path as FilePath
from types import MappingProxyType

from treaty_registry.check import duplicates, parties
from treaty_registry.check.finding import Finding, severity_of, where
from treaty_registry.check.kinds import KINDS
from treaty_registry.check.parsing import build, read_text, read_tree
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules import RULES
from treaty_registry.check.schemas import stale_schemas
from treaty_registry.check.terms import read_terms
from treaty_registry.law.answers import Law
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.files import NAME, Root, list_files, strange_name
from treaty_registry.read.problem import START, Problem, did_you_mean, printable
from treaty_registry.read.text import decode
from treaty_registry.read.yaml import MAX_PROBLEMS, parse

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Examination:
    """The result of a run: what could be read, what is wrong, and in how many files it was looked for."""

    registry: Registry
    findings: list[Finding]
    files: int


def examine(
    root: Root, today: date, paths: Sequence[FilePath] = (), progress: Progress = lambda done, total: None
) -> Examination:
    """Read and check a registry and return everything that is wrong with it.

    ``paths`` narrows the report to some files or folders (files outside the registry are read as records of it); the
    others are still read, because a record can be wrong in the light of another. ``progress`` is told after each file
    how many of how many are done. Nothing that stands in a file raises an exception.
    """
    terms, term_files = read_terms(root)
    for file in term_files:
        party = terms.parties.get(file.path.stem)
        if party and file.path.parent == root.parties:
            file.problems += parties.nothing_in_the_future(party, today)
    if any(severity_of(problem.code) == "error" for file in term_files for problem in file.problems):
        findings = [finding for file in term_files for finding in _findings(file, file.problems)]
        return Examination(Registry(terms, {}), sorted(findings), len(term_files))
    found, odd = list_files(root.treaties)
    asked = list(dict.fromkeys(_as_listed(root, FilePath(os.path.normpath(path.absolute()))) for path in paths))
    own = [*found, *(path for path, _ in odd), *(file.path for file in term_files)]
    known = {place for path in own for place in (path, *path.parents)} if asked else set()
    for path in asked:
        if path not in known:
            more, strange = list_files(path) if path.is_dir() and not path.is_symlink() else ([path], [])
            found += more
            odd += strange
    records = [Record(path, root.shown(path), problems=[problem]) for path, problem in odd]
    for number, path in enumerate(found, start=1):
        records.append(_read(root, path, terms))
        progress(number, len(found))
    _check(records, terms, today, root=root)
    files = [*records, *term_files]
    if asked:
        files = [file for file in files if not {file.path, *file.path.parents}.isdisjoint(asked)]
    findings = [finding for file in files for finding in _findings(file, file.problems)]
    if not asked:
        for path, problem in stale_schemas(root, terms):
            findings += _findings(Record(path, root.shown(path)), [problem])
    treaties = {record.treaty.id: record.treaty for record in records if record.treaty}
    return Examination(Registry(terms, treaties), sorted(findings), len(files))


def examine_bytes(data: bytes, path: FilePath, registry: Registry, today: date) -> Examination:
    """Check one file of a registry as if it held ``data``. No bytes raise an exception."""
    record = Record(path, printable(path.as_posix()))
    record.text, record.problems = decode(data)
    _understand(record, registry.terms)
    others = {key: treaty for key, treaty in registry.treaties.items() if key != path.stem}
    _check([record], registry.terms, today, others)
    treaties = {record.treaty.id: record.treaty} if record.treaty else {}
    return Examination(Registry(registry.terms, treaties), sorted(_findings(record, record.problems)), 1)


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


def _read(root: Root, path: FilePath, terms: Terms) -> Record:
    record = Record(path, root.shown(path))
    if not NAME.fullmatch(path.name):
        record.problems = [strange_name(path.name)]
        return record
    record.text, record.problems = read_text(path)
    _understand(record, terms)
    return record


def _understand(record: Record, terms: Terms) -> None:
    """Build the tree and the treaty of a record whose text has been read."""
    if record.problems:
        return
    record.tree, problems = read_tree(record.text)
    record.treaty, unfit = build(record.tree, Treaty, terms.context())
    # What the reader could not take as written stands in the tree as nothing, of which nothing more need be said.
    said = {problem.path for problem in problems if problem.code in ("empty-value", "yaml-alias", "key-not-text")}
    record.problems = [*problems, *(problem for problem in unfit if problem.path not in said)]


def _check(
    records: Sequence[Record],
    terms: Terms,
    today: date,
    others: Mapping[str, Treaty] = MappingProxyType({}),
    root: Root | None = None,
) -> None:
    """Add to each record what only shows beside the others or across the record, and apply its waivers.

    ``others`` are treaties that stand beside the records and were checked before.
    """
    ids = {name: f"{key}.yaml" for key, treaty in others.items() for name in (key, *(treaty.former_ids or ()))}
    for record in records:
        ids.setdefault(record.path.stem, record.shown)
        for former in (record.treaty and record.treaty.former_ids) or ():
            ids.setdefault(former, record.shown)
    treaties = {**others, **{record.treaty.id: record.treaty for record in records if record.treaty}}
    context = Context(terms, treaties, ids, today, Law(Registry(terms, treaties)), root)
    index = duplicates.index(treaties.values())
    for record in records:
        if record.treaty is None:
            continue
        for rule in RULES:
            record.problems += islice(rule(record, record.treaty, context), MAX_PROBLEMS)
        if treaties[record.treaty.id] is record.treaty:
            record.problems += duplicates.records(record.treaty, index)
        if record.treaty.waivers:
            record.problems = list(_waived(record, record.treaty))


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
