"""Looking fields up by their place in a record: for messages, for the field reference and for the order of keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from treaty_registry.model.base import LAST, Sourced


@cache
def ordered(part: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a part's fields in the order in which records write them: the fact, then its source, then doubts."""
    declared = [name for kind in part.__mro__ for name in vars(kind).get("__annotations__", {})]
    names = list(dict.fromkeys(name for name in declared if name in part.model_fields))
    if issubclass(part, Sourced):
        names = [name for name in names if name not in LAST] + [name for name in LAST if name in names]
    return {name: part.model_fields[name] for name in names}


@cache
def _shape(annotation: Any) -> tuple[str, Any]:
    """Return what an annotation is about: a "part" (its class), a "list" or "names" (of what), or a "value"."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "part", annotation
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return "list", inner[0]
    if origin is dict:
        return "names", inner[1]
    if origin is Annotated:
        return _shape(inner[0])
    if origin in (Union, UnionType):
        return _shape(inner[0])
    return "value", annotation


def part_of(annotation: Any) -> type[BaseModel] | None:
    """Return the kind of group that a field holds, be it one, a list of them or a group by name; else ``None``."""
    shape, inner = _shape(annotation)
    if shape == "part":
        part: type[BaseModel] = inner
        return part
    return None if shape == "value" else part_of(inner)


def is_named(annotation: Any) -> bool:
    """Return whether a field holds things under names of the author's own, such as ``sources``."""
    return _shape(annotation)[0] == "names"


class Place(NamedTuple):
    """Where a path leads: the group whose key it last passed, that key's field, and what is expected there."""

    part: type[BaseModel]
    field: FieldInfo | None
    expected: Any


def lookup(top: type[BaseModel], path: Sequence[str | int]) -> Place:
    """Follow a path through the models as far as it is known to them."""
    place = Place(top, None, top)
    for step in path:
        shape, inner = _shape(place.expected)
        if shape == "part" and step in inner.model_fields:
            field = inner.model_fields[step]
            place = Place(inner, field, field.annotation)
        elif shape in ("list", "names"):
            place = place._replace(expected=inner)
        else:
            break
    return place


def inside(expected: Any, step: str | int | None = None) -> Any:
    """Return what is expected one step further down, or, without a step, the group itself that is expected.

    ``None`` where the models know of nothing there.
    """
    shape, inner = _shape(expected)
    if step is None:
        return inner if shape == "part" else None
    if shape == "part":
        field = inner.model_fields.get(step)
        return field.annotation if field else None
    return inner if shape in ("list", "names") else None
