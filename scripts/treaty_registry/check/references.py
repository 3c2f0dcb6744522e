"""References: what a record names exists, and what it declares is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from treaty_registry.check.record import Context, Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.problem import Path, Problem, did_you_mean


def treaties_exist(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every treaty id leads to a record."""
    for path, reference in treaty_references(record.tree):
        if reference not in context.ids:
            yield Problem(
                "unknown-treaty",
                f"No record has the id `{reference}`.{did_you_mean(reference, context.ids)} A treaty without a record "
                "is named by `unrecorded: its title and date`, in relations.",
                path,
            )


def sources_declared_and_used(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every source key is declared, and every declared source is cited."""
    used = set()
    for path, key in source_references(record.tree):
        used.add(key)
        if key not in treaty.sources:
            yield Problem(
                "unknown-source",
                f"`{key}` is not a key of `sources`.{did_you_mean(key, treaty.sources)} Add it there, or cite one of: "
                f"{', '.join(treaty.sources)}.",
                path,
            )
    for key in treaty.sources:
        if key not in used:
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


_TREATY_KEYS = frozenset({"treaty", "under", "replaced_by", "since", "until", "by"})
_TREATY_ID = re.compile(r"[0-9]{4}-(?=[0-9-]*[a-z])[a-z0-9-]+")
"""``since``, ``until`` and ``by`` can also hold dates and names; a treaty's id has a letter after its year."""


def treaty_references(tree: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every place of a record that names another treaty."""
    return ((place, value) for place, value in _under(_TREATY_KEYS, tree, path) if _TREATY_ID.fullmatch(value))


def source_references(tree: Any) -> Iterator[tuple[Path, str]]:
    """Yield every place of a record that cites a source."""
    return _under(_SOURCE_KEYS, tree, ())


_SOURCE_KEYS = frozenset({"source"})


def _under(keys: frozenset[str], node: Any, path: Path, wanted: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield every text that stands under one of the keys, in a list or not, with its path.

    Most of a record is texts under other keys: they are passed over here, without a path or a call for each.
    """
    if isinstance(node, dict):
        for name, value in node.items():
            if not isinstance(value, str):
                yield from _under(keys, value, (*path, name), name in keys)
            elif name in keys:
                yield (*path, name), value
    elif isinstance(node, list):
        for index, value in enumerate(node):
            if not isinstance(value, str):
                yield from _under(keys, value, (*path, index), wanted)
            elif wanted:
                yield (*path, index), value
