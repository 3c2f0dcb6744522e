"""The order of keys: every record reads the same way, and a change shows up where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from pydantic import BaseModel

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.fields import doors, groups, ordered
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

KEYS_OUT_OF_ORDER = FindingKind(
    "keys-out-of-order",
    meaning=Bilingual(
        en="The keys of a group are not in the order of the field reference.",
        fr="Les clés d’un groupe ne sont pas dans l’ordre de la référence des champs.",
    ),
    mend=Bilingual(en="Run `treaties format`.", fr="Lancez `treaties format`."),
    severity="warning",
)


@check(KEYS_OUT_OF_ORDER)
def keys_in_order(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Keys stand in the order of the field reference. One command mends all, so one finding tells of them."""
    yield from islice(misplaced(record.tree, Treaty), 1)


def misplaced(tree: Any, top: type[BaseModel]) -> Iterator[Problem]:
    """Yield the first misplaced key of each group of a tree."""
    for path, group, part in groups(tree, top, doors):
        places = _places(part)
        order = [places[key] for key in group if key in places]
        if order != (sorted_ := sorted(order)):
            names = list(places)
            place, should_be = next(pair for pair in zip(order, sorted_, strict=True) if pair[0] != pair[1])
            yield Problem(
                "keys-out-of-order",
                f"`{names[should_be]}` should stand here, before `{names[place]}`. "
                "`treaties format` puts all keys of a record in order.",
                (*path, names[place]),
                at_key=True,
            )


@cache
def _places(part: type[BaseModel]) -> dict[str, int]:
    """Return where each key of a group stands."""
    return {key: place for place, key in enumerate(ordered(part))}
