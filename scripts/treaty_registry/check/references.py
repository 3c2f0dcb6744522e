"""References: what a record names exists, and what it declares is used."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel

from treaty_registry.check.record import Context, Record
from treaty_registry.model.fields import Door, doors_to, groups, references
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Path, Problem, did_you_mean


def treaties_exist(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every treaty id leads to a record, by the name that it has now."""
    for path, reference in treaty_references(record.tree):
        if reference in context.treaties:
            continue
        holder = FilePath(context.ids.get(reference, "")).stem
        if holder == reference:
            continue
        if holder:
            yield Problem("unknown-treaty", f"`{reference}` is now called `{holder}`. Write the new id.", path)
        else:
            yield Problem(
                "unknown-treaty",
                f"No record has the id `{reference}`.{did_you_mean(reference, context.ids)} A treaty without a record "
                "is named by `unrecorded: its title and date`, in relations.",
                path,
            )


def sources_declared_and_used(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every source key is declared, and every declared source is cited."""
    return undeclared_and_unused(record.tree, treaty.sources)


def undeclared_and_unused(tree: Any, sources: Collection[str], shared: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every citation of a source that is declared neither here nor for all, and what ``unused`` yields."""
    cited = list(source_references(tree))
    where = "`sources` or of schema/sources.yaml" if shared else "`sources`"
    for path, key in cited:
        if key not in sources and key not in shared:
            advice = did_you_mean(key, [*sources, *shared]) or (f" There are: {', '.join(sources)}." if sources else "")
            yield Problem(
                "unknown-source", f"`{key}` is not a key of {where}.{advice} Add it there, or cite another.", path
            )
    yield from unused(sources, {key for _, key in cited})


def unused(sources: Iterable[str], cited: Container[str]) -> Iterator[Problem]:
    """Yield every declared source that nothing cites."""
    for key in sources:
        if key not in cited:
            yield Problem(
                "unused-source",
                "No fact cites this source. Cite it where it supports a fact, or delete it.",
                ("sources", key),
                at_key=True,
            )


def events_exist(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """An event that answers another one names one that is there."""
    names = {event.id for event in treaty.events if event.id}
    for index, event in enumerate(treaty.events):
        if event.refers_to and event.refers_to not in names:
            yield Problem(
                "unknown-event",
                f"No event has the id `{event.refers_to}`.{did_you_mean(event.refers_to, names)} "
                "Give the event that is meant this `id`.",
                ("events", index, "refers_to"),
            )


def treaty_references(tree: Any) -> Iterator[tuple[Path, str]]:
    """Yield every place of a record that names another treaty. Its own ids, present and former, are no references."""
    for path, group, part in groups(tree, Treaty, _doors):
        for key in references(part):
            value = group.get(key)
            if isinstance(value, str):
                yield (*path, key), value
            elif value is not None:
                yield from (((*path, key, index), item) for index, item in enumerate(value))


@cache
def _doors(part: type[BaseModel]) -> dict[str, Door]:
    return doors_to(part, references)


def source_references(node: Any, path: Path = (), wanted: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield every place of a record that cites a source: every text under `source`, in a list or not.

    Most of a record is texts under other keys: they are passed over here, without a path or a call for each.
    """
    if isinstance(node, dict):
        for name, value in node.items():
            if not isinstance(value, str):
                yield from source_references(value, (*path, name), name == "source")
            elif name == "source":
                yield (*path, name), value
    elif isinstance(node, list):
        for index, value in enumerate(node):
            if not isinstance(value, str):
                yield from source_references(value, (*path, index), wanted)
            elif wanted:
                yield (*path, index), value
