"""Looking fields up by their place in a record, and walking through a record's tree with its models beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from treaty_registry.model.base import LAST, Sourced
from treaty_registry.model.terms import Short
from treaty_registry.model.text import Reference
from treaty_registry.reading.problem import Path

_M = TypeVar("_M")


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


def _is_named(annotation: Any) -> bool:
    """Return whether a field holds things under names of the author's own, such as ``sources``."""
    return _shape(annotation)[0] == "names"


def is_list(annotation: Any) -> bool:
    """Return whether a field holds a list, even where one thing may stand without its brackets."""
    return _shape(annotation)[0] == "list"


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
        if shape == "list" and isinstance(step, str):
            # One group that stands without the brackets of its list.
            shape, inner = _shape(inner)
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
    if shape == "list" and not isinstance(step, int):
        # One group that stands without the brackets of its list.
        shape, inner = _shape(inner)
    if step is None:
        return inner if shape == "part" else None
    if shape == "part":
        field = inner.model_fields.get(step)
        return field.annotation if field else None
    return inner if shape in ("list", "names") else None


def marks(field: FieldInfo, kind: type[_M]) -> Iterator[_M]:
    """Yield the marks of one kind on what a field holds, be it one thing or a list of them."""
    return _marks((*field.metadata, field.annotation), kind)


def _marks(annotations: Sequence[Any], kind: type[_M]) -> Iterator[_M]:
    for annotation in annotations:
        if isinstance(annotation, kind):
            yield annotation
        elif get_origin(annotation) is not None:
            yield from _marks(get_args(annotation), kind)


@cache
def references(part: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a part that name other treaties by their ids."""
    return tuple(key for key, field in part.model_fields.items() if any(marks(field, Reference)))


class Door(NamedTuple):
    """A key that holds groups: which, whether under names, and the key that a plain word in their place stands for."""

    part: type[BaseModel]
    by_name: bool
    word: str | None


Doors = Callable[[type[BaseModel]], Mapping[str, Door]]


@cache
def doors(part: type[BaseModel]) -> dict[str, Door]:
    """Return the keys of a part that hold groups."""
    return {
        key: Door(inner, _is_named(field.annotation), next((mark.key for mark in marks(field, Short)), None))
        for key, field in part.model_fields.items()
        if (inner := part_of(field.annotation))
    }


@cache
def within(part: type[BaseModel]) -> frozenset[type[BaseModel]]:
    """Return a part and every part that can stand in it, however deep."""
    found: set[type[BaseModel]] = set()
    pending = [part]
    while pending:
        if (one := pending.pop()) not in found:
            found.add(one)
            pending += [door.part for door in doors(one).values()]
    return frozenset(found)


def doors_to(part: type[BaseModel], wanted: Callable[[type[BaseModel]], object]) -> dict[str, Door]:
    """Return the keys of a part through which a walk comes to parts that are wanted."""
    return {key: door for key, door in doors(part).items() if any(map(wanted, within(door.part)))}


def groups(
    node: Any, part: type[BaseModel], through: Doors, path: Path = (), word: str | None = None
) -> Iterator[tuple[Path, dict[str, Any], type[BaseModel]]]:
    """Yield the groups of keys in a tree that the models know, with their places, going through some doors only.

    A plain word that stands for a group comes as that group.
    """
    if isinstance(node, dict):
        yield path, node, part
        for key, door in through(part).items():
            value = node.get(key)
            if value is None:
                continue
            if door.by_name and isinstance(value, dict):
                for name, named in value.items():
                    yield from groups(named, door.part, through, (*path, key, name))
            else:
                yield from groups(value, door.part, through, (*path, key), door.word)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from groups(item, part, through, (*path, index), word)
    elif word is not None:
        yield path, {word: node}, part
