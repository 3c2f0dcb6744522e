"""The field reference: what the models say, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from treaty_registry.model.dates import Date
from treaty_registry.model.fields import is_list, marks, ordered, part_of
from treaty_registry.model.terms import PARTY_VOCABULARY, Term
from treaty_registry.model.text import Pattern


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what it is for and what may stand there."""

    key: str
    required: bool
    description: str
    value: str
    """What may stand there, in words; nothing for a group, which is described on its own."""
    also: tuple[str, ...] = ()
    """Words that may stand there instead."""
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
            heading(part),
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
    term = next(marks(field, Term), None)
    inner = part_of(field.annotation)
    value, also = _value(field, term, next(marks(field, Pattern), None))
    return Field(
        key=key,
        required=field.is_required(),
        description=field.description or "",
        value=value,
        also=also,
        vocabulary="" if term is None or term.vocabulary == PARTY_VOCABULARY else term.vocabulary,
        part=heading(inner) if inner else "",
        many=is_list(field.annotation),
        example=str(field.examples[0]) if field.examples and isinstance(field.examples[0], (str, int)) else "",
    )


def heading(part: type[BaseModel]) -> str:
    """Return a group's name as people write it: ``EntryIntoForce`` is *Entry into force*."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__)
    return words[:1] + words[1:].lower()


def _value(field: FieldInfo, term: Term | None, pattern: Pattern | None) -> tuple[str, tuple[str, ...]]:
    """Return what may stand beside a key, in words, and which words may stand there instead."""
    if term is not None:
        return ("a party's code" if term.vocabulary == PARTY_VOCABULARY else "a term of"), tuple(term.also)
    own = _flat(field.annotation)
    if part_of(field.annotation) is not None:
        return "", ()
    if dict in own:
        return "a text for each language", ()
    if pattern is not None:
        return pattern.what, ()
    if Date in own:
        return "a date", tuple(word for kind in _literals(field.annotation) for word in kind)
    return ("a number" if int in own or Literal in own else "a text"), ()


def _flat(annotation: Any) -> set[Any]:
    """Return an annotation's own types, through optional and annotated ones but not into lists."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return set().union(*map(_flat, get_args(annotation)))
    if origin is Annotated:
        return _flat(get_args(annotation)[0])
    return {origin or annotation}


def _literals(annotation: Any) -> Iterator[tuple[str, ...]]:
    """Yield the words that may stand instead of a value."""
    origin = get_origin(annotation)
    if origin is Literal:
        yield get_args(annotation)
    elif origin in (Union, UnionType, Annotated):
        for inner in get_args(annotation):
            yield from _literals(inner)
