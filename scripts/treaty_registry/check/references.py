"""References: every place of a record that names another treaty or cites a source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from treaty_registry.model.fields import Door, doors_to, groups, references
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Path


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
