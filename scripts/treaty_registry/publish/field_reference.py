"""The field reference: what the models say, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from treaty_registry.model.dates import Date
from treaty_registry.model.fields import ordered, part_of
from treaty_registry.model.text import PARTIES, Pattern, Term


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what it is for and what may stand there."""

    key: str
    required: bool
    description: str
    value: str
    vocabulary: str = ""
    part: str = ""
    many: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class PartReference:
    """A group of keys, with the name under which others refer to it."""

    name: str
    description: str
    fields: tuple[Field, ...]


def parts(top: type[BaseModel]) -> list[PartReference]:
    """Return a model and everything that it is made of, each once, in the order in which a record shows them."""
    seen: dict[type[BaseModel], None] = {top: None}
    for part in _reachable(top):
        seen.setdefault(part)
    return [
        PartReference(
            part.__name__,
            (part.__doc__ or "").split("\n\n")[0],
            tuple(_field(key, field) for key, field in ordered(part).items()),
        )
        for part in seen
    ]


def _reachable(part: type[BaseModel], above: tuple[type[BaseModel], ...] = ()) -> Iterator[type[BaseModel]]:
    for field in ordered(part).values():
        inner = part_of(field.annotation)
        if inner is not None and inner not in above:
            yield inner
            yield from _reachable(inner, (*above, part, inner))


def _field(key: str, field: FieldInfo) -> Field:
    kinds = [field.annotation, *field.metadata]
    term = next(_marks(kinds, Term), None)
    pattern = next(_marks(kinds, Pattern), None)
    inner = part_of(field.annotation)
    if term is not None:
        value = "a party's code" if term.vocabulary == PARTIES else "a term of"
        value += "".join(f", or `{word}`" for word in term.also)
    elif inner is not None:
        value = ""
    elif pattern is not None:
        value = pattern.what
    else:
        value = _plain_value(field)
    return Field(
        key=key,
        required=field.is_required(),
        description=field.description or "",
        value=value,
        vocabulary="" if term is None or term.vocabulary == PARTIES else term.vocabulary,
        part=inner.__name__ if inner else "",
        many=_holds(field.annotation, tuple),
        example=str(field.examples[0]) if field.examples and isinstance(field.examples[0], (str, int)) else "",
    )


def _plain_value(field: FieldInfo) -> str:
    if _holds(field.annotation, dict):
        return "a text by language"
    if Date in _flat(field.annotation):
        return "a date"
    return "a number" if int in _flat(field.annotation) else "a text"


def _holds(annotation: Any, kind: type) -> bool:
    return kind in _flat(annotation)


def _flat(annotation: Any) -> set[Any]:
    """Return an annotation's own types, through optional and annotated ones but not into lists."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return set().union(*map(_flat, get_args(annotation)))
    if origin is Annotated:
        return _flat(get_args(annotation)[0])
    return {origin or annotation}


def _marks(annotations: list[Any], kind: type[Any]) -> Iterator[Any]:
    """Yield the marks of one kind that stand anywhere in some annotations."""
    for annotation in annotations:
        if isinstance(annotation, kind):
            yield annotation
        elif get_origin(annotation) is not None:
            yield from _marks([*get_args(annotation)], kind)
