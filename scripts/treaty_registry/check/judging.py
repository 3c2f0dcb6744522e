"""Judging records: what is wrong with each one, by itself and beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from itertools import islice
from pathlib import Path as FilePath

from treaty_registry.cache.cache import Cache, serialize
from treaty_registry.check.dependencies import DependencyGraph
from treaty_registry.check.finding import findings_of, has_errors
from treaty_registry.check.histories import kept_history
from treaty_registry.check.parsed_records import ParsedRecord, Treaties
from treaty_registry.check.parsing import read_text
from treaty_registry.check.record import Context, Record
from treaty_registry.check.registry import CHECKS, KINDS
from treaty_registry.check.rules import duplicates
from treaty_registry.check.waivers import unwaived
from treaty_registry.law.compiling import compile_history
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.registry import Registry
from treaty_registry.parallel import chunks, parallel_map
from treaty_registry.reading.files import Root
from treaty_registry.reading.yaml import MAX_PROBLEMS

JUDGED_AT_ONCE = 200  # records that one process judges at once: what is worked out for one serves the others


def judge_all(
    graph: DependencyGraph,
    registry: Registry,
    keys: Mapping[FilePath, str],
    today: date,
    root: Root,
    store: Cache,
    jobs: int,
) -> None:
    """Put into the cache, under each record's key, the findings and histories that it lacks.

    Up to ``jobs`` processes work them out.

    ``keys`` stand for the files and all that their findings depend on.
    """
    present = store.known(keys.values())
    new = [parsed for parsed in graph.records if keys[parsed.path] not in present]

    def judge_some(records: Sequence[ParsedRecord]) -> list[tuple[str, bytes]]:
        treaties = Treaties(graph.by_id, registry.terms, store)
        law = Interpretations(Registry(registry.terms, treaties, registry.referring))
        context = Context(registry.terms, treaties, graph.ids, today, law, root)
        return [value for parsed in records for value in _judged(parsed, keys[parsed.path], treaties, context, graph)]

    for values in parallel_map(judge_some, list(chunks(new, JUDGED_AT_ONCE)), jobs):
        store.put(values)


def _judged(
    parsed: ParsedRecord, key: str, treaties: Treaties, context: Context, graph: DependencyGraph
) -> Iterator[tuple[str, bytes]]:
    """Yield the findings of a record as rows, and the history of one without errors, as the cache is to keep them."""
    record = treaties.record(parsed)
    record.text = read_text(parsed.path)[0]
    # Not whether it is the same object: in another process it is a copy.
    has_its_id = parsed.summary is not None and graph.by_id[parsed.summary.id] == parsed
    judge(record, context, graph.firsts if has_its_id else {})
    findings = list(findings_of(record, record.problems))
    if has_its_id and record.treaty is not None and not has_errors(findings):
        yield kept_history(key, compile_history(context.law, record.treaty.id))
    yield key, serialize([astuple(finding) for finding in findings])


def judge(record: Record, context: Context, firsts: duplicates.Firsts) -> None:
    """Add to a record what only shows beside the others or across the record, and apply its waivers.

    ``firsts`` is empty for a record whose id another one has, of which no more need be said.
    """
    if record.treaty is None:
        return
    for check in CHECKS:
        record.problems += islice(check(record, record.treaty, context), MAX_PROBLEMS)
    if firsts:
        record.problems += duplicates.records(record.treaty, firsts)
    if record.treaty.waivers:
        record.problems = list(unwaived(record, record.treaty, KINDS))
