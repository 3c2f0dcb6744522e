"""Reading what records refer to: vocabularies, their shared sources, and parties. Checked like the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel

from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.check.parsing import build, read_text, read_tree
from treaty_registry.check.record import Record
from treaty_registry.check.references import source_references
from treaty_registry.check.rules import parties as party_rules
from treaty_registry.check.rules import vocabularies as vocabulary_rules
from treaty_registry.check.rules.duplicates import repeated
from treaty_registry.check.rules.references import unused
from treaty_registry.model.party import Party
from treaty_registry.model.registry import Terms
from treaty_registry.model.vocabulary import SharedSources, Vocabulary
from treaty_registry.reading.files import Root, list_files
from treaty_registry.reading.problem import Problem, did_you_mean

_M = TypeVar("_M", bound=BaseModel)
Names = Mapping[str, Mapping[str, object]]


def read_terms(root: Root, memory: FileMemory | None = None) -> tuple[Terms, list[Record]]:
    """Return a registry's terms and the files they came from, each with its problems.

    Where a file has problems the terms lack it, and the caller had better mend it before looking at records. While
    every file looks as it did when ``memory`` took them in, they are the same objects, but for the lists of problems.
    """
    if memory is None:
        return _read_terms(root)
    terms, files = memory.recall("terms", [root.path / "schema"], partial(_read_terms, root))
    return terms, [replace(file, problems=[*file.problems]) for file in files]


def _read_terms(root: Root) -> tuple[Terms, list[Record]]:
    files: list[Record] = []
    vocabularies = {v.vocabulary: v for v in _read_all(root, root.vocabularies, Vocabulary, {}, files, _vocabulary)}
    there = dict.fromkeys(path.stem for path in list_files(root.vocabularies)[0])
    if absent := list(vocabulary_rules.missing(there)):
        files.append(Record(root.vocabularies, root.shown(root.vocabularies), problems=absent))
    if not vocabulary_rules.users().keys() <= vocabularies.keys():
        return Terms(vocabularies), files
    names: Names = {name: vocabulary.terms for name, vocabulary in vocabularies.items()}
    shared = _read_one(root, root.path / "schema" / "sources.yaml", SharedSources, names, files)
    sources = dict(shared.sources) if shared else {}
    shared_file = files[-1]
    for file in files:
        if file.tree is not None and file.path.parent == root.vocabularies:
            file.problems += _term_sources_exist(file, sources)
    if any(file.problems for file in files):
        return Terms(vocabularies, sources), files
    codes = {path.stem: None for path in list_files(root.parties)[0]}
    names = {**names, "parties": codes}
    schemes = vocabularies["party-schemes"]
    records = _read_all(
        root, root.parties, Party, names, files, lambda file, p: party_rules.sound(file, p, codes, schemes, sources)
    )
    parties = {party.code: party for party in records}
    for file in files:
        if (party := parties.get(file.path.stem)) and file.path.parent == root.parties:
            file.problems += party_rules.continues_others(party, parties)
    shared_file.problems += repeated(sources)
    if all(file.tree is not None for file in files):
        shared_file.problems += unused(sources, {key for file in files for _, key in source_references(file.tree)})
    return Terms(vocabularies, sources, parties), files


def _read_all(
    root: Root,
    folder: FilePath,
    model: type[_M],
    names: Names,
    files: list[Record],
    check: Callable[[Record, _M], Iterator[Problem]],
) -> list[_M]:
    paths, odd = list_files(folder)
    files += [Record(path, root.shown(path), problems=[problem]) for path, problem in odd]
    read = []
    for path in paths:
        if (part := _read_one(root, path, model, names, files)) is not None:
            files[-1].problems += check(files[-1], part)
            read.append(part)
    return read


def _read_one(root: Root, path: FilePath, model: type[_M], names: Names, files: list[Record]) -> _M | None:
    file = Record(path, root.shown(path))
    files.append(file)
    file.text, file.problems = read_text(path)
    if file.problems:
        return None
    file.tree, file.problems = read_tree(file.text)
    if file.problems:
        return None
    part, file.problems = build(file.tree, model, names)
    return part


def _vocabulary(file: Record, vocabulary: Vocabulary) -> Iterator[Problem]:
    if vocabulary.vocabulary != file.path.stem:
        yield Problem("id-not-file-name", f"Call the file `{vocabulary.vocabulary}.yaml`.", ("vocabulary",))
    yield from vocabulary_rules.usable(vocabulary)


def _term_sources_exist(file: Record, sources: Mapping[str, object]) -> Iterator[Problem]:
    for path, key in source_references(file.tree):
        if key != "own" and key not in sources:
            yield Problem(
                "unknown-source",
                f"`{key}` is not a key of schema/sources.yaml.{did_you_mean(key, sources)} Add it there, or write "
                "`own` for a term of the registry's own.",
                path,
            )
