"""Repeated items: a list names each thing once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem, shown

MAY_REPEAT = (("events",),)  # whether two events that are alike are one act is for `duplicate-event` to say


REPEATED_ITEM = FindingKind(
    "repeated-item",
    meaning=Bilingual(en="An item stands twice in one list.", fr="Un élément figure deux fois dans une même liste."),
    mend=Bilingual(en="Delete the item that repeats another one.", fr="Supprimez l’élément qui en répète un autre."),
)


@check(REPEATED_ITEM)
def lists_without_repeats(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Two items of a list differ in something."""
    return repeated_items(record.tree)


def repeated_items(node: Any, path: Path = ()) -> Iterator[Problem]:
    """Yield every item that an earlier one of the same list equals, wherever in a tree the list stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not isinstance(value, str):
                yield from repeated_items(value, (*path, key))
    elif isinstance(node, list):
        if len(node) > 1 and path not in MAY_REPEAT:
            yield from _repeats(node, path)
        for index, value in enumerate(node):
            if not isinstance(value, str):
                yield from repeated_items(value, (*path, index))


def _repeats(items: list[Any], path: Path) -> Iterator[Problem]:
    numbers: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        first = numbers.setdefault(_comparable(item), index)
        if first != index:
            what = shown(item) if isinstance(item, str) else "The same entry"
            yield Problem(
                "repeated-item",
                f"{what} stands already as number {first + 1} of this list. Delete one of the two.",
                (*path, index),
            )


def _comparable(item: Any) -> Hashable:
    """Return what two items have in common if they hold the same, in whichever order their keys stand."""
    if isinstance(item, dict):
        return frozenset((key, _comparable(value)) for key, value in item.items())
    return tuple(map(_comparable, item)) if isinstance(item, list) else str(item)
