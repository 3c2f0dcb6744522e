"""Doubts: what conflicts and disputes are about, and who speaks in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from treaty_registry.check.error_messages import UNKNOWN_KEY, UNKNOWN_TERM
from treaty_registry.check.kinds import check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.base import LAST, Conflict, Dispute
from treaty_registry.model.fields import Door, doors_to, groups, lookup, ordered, part_of
from treaty_registry.model.report import Stance
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Path, Problem, did_you_mean


@check(UNKNOWN_KEY)
def facts_named(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A conflict or dispute names a key of the group it stands in, or else nobody knows what it is about."""
    return misnamed_facts(record.tree, Treaty) if record.says("fact") else iter(())


def misnamed_facts(tree: Any, top: type[BaseModel]) -> Iterator[Problem]:
    """Yield every ``fact`` that is no key of the group it speaks of."""
    for path, group, part in groups(tree, top, _to_voices):
        fact = group.get("fact")
        if not issubclass(part, _DOUBTS) or fact is None:
            continue
        known = _contestable(part_of(lookup(top, _holder(path)).expected) or top)
        if fact not in known:
            advice = did_you_mean(fact, known) or f" Known here: {', '.join(known)}."
            yield Problem(
                "unknown-key", f"`{fact}` is not a key of the group that this is about.{advice}", (*path, "fact")
            )


@check(UNKNOWN_TERM)
def speakers_known(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Whoever speaks is a party, by its code, or somebody else, by a name that cannot be taken for a code."""
    return unknown_speakers(record.tree, Treaty, context.terms.parties) if record.says("by") else iter(())


def unknown_speakers(tree: Any, top: type[BaseModel], parties: Iterable[str]) -> Iterator[Problem]:
    """Yield every ``by`` that looks like a party's code and is none."""
    for path, group, part in groups(tree, top, _to_voices):
        by = group.get("by") if issubclass(part, _VOICES) else None
        for step, name in enumerate(by) if isinstance(by, list) else [(None, by)]:
            if isinstance(name, str) and is_unknown_code(name, parties):
                yield Problem(
                    "unknown-term",
                    f"`{name}` looks like a party's code and is none.{did_you_mean(name, parties)} Write the name in "
                    "full if it is no party.",
                    (*path, "by") if step is None else (*path, "by", step),
                )


_DOUBTS = (Conflict, Dispute)
_VOICES = (Dispute, Stance)
_LIKE_A_CODE = re.compile("[A-Z][A-Z0-9]{2,7}")


def is_unknown_code(name: str, parties: Iterable[str]) -> bool:
    """Return whether a name looks like a party's code and is none."""
    return _LIKE_A_CODE.fullmatch(name) is not None and name not in parties


def _holder(path: Path) -> Path:
    """Return the place of the group that a conflict or dispute stands in: a list of them may lack its brackets."""
    return path[:-2] if isinstance(path[-1], int) else path[:-1]


@cache
def _contestable(part: type[BaseModel]) -> list[str]:
    return [key for key in ordered(part) if key not in LAST]


@cache
def _to_voices(part: type[BaseModel]) -> dict[str, Door]:
    return doors_to(part, lambda inner: issubclass(inner, (*_DOUBTS, *_VOICES)))
