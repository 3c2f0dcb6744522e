"""What pydantic says, told to the person who writes the record."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from treaty_registry.model.fields import Place, lookup, ordered, part_of
from treaty_registry.read.problem import Path, Problem, did_you_mean, shown
from treaty_registry.read.yaml import Tree


def explain(error: ErrorDetails, model: type[BaseModel], tree: Tree) -> Problem:
    """Return the problem that one validation error means, at the place where the contributor can see it."""
    loc = error["loc"]
    path = visible(loc, tree)
    if error["type"] == "extra_forbidden":
        return Problem("unknown-key", _unknown_key(str(loc[-1]), lookup(model, path[:-1])), path, at_key=True)
    code, words, with_example = _WORDS[error["type"]]
    place = lookup(model, loc)
    details = {"found": shown(error["input"]), "said": error["msg"], **(error.get("ctx") or {})}
    if error["type"] == "missing":
        details |= {"key": loc[-1], "meaning": _meaning(place)}
    message = words.format_map(details) + (_example(place) if with_example else "")
    return Problem(code, message, path, at_key="[key]" in loc)


_WORDS = {
    "missing": ("missing-key", "`{key}` is missing: {meaning}", True),
    "model_type": ("wrong-type", "A group of keys is expected here, not {found}.", True),
    "dict_type": ("wrong-type", "A group of keys is expected here, not {found}.", True),
    "tuple_type": ("wrong-type", "A list is expected here, not {found}.", True),
    "string_type": ("wrong-type", "A text is expected here, not {found}.", True),
    "localized": ("wrong-type", "{said}", False),
    "too_short": ("bad-value", "Nothing is listed here. Fill it or delete the line.", True),
    "string_too_short": ("bad-value", "The text is empty. Fill it or delete the line.", True),
    "string_too_long": ("bad-value", "The text is longer than {max_length} characters. Say it shorter.", False),
    "literal_error": ("bad-value", "{found} does not fit here: write {expected}.", False),
    "pattern": ("bad-value", "{said}", False),
    "count": ("bad-value", "{said}", False),
    "date": ("bad-date", "{said}", True),
    "term": ("unknown-term", "{said}", False),
    "address": ("bad-address", "{said}", False),
}
"""For each error type of pydantic and of the models: the finding, what to say, and whether an example helps."""


def visible(loc: tuple[int | str, ...], tree: Tree) -> Path:
    """Cut a validation path down to what stands in the file.

    A missing key has no place of its own, and a single value written without brackets is not a list there.
    """
    path: Path = ()
    node: Any = tree
    for step in loc:
        if (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            node = node[step]  # type: ignore[index]  # the line above chose the right kind of step
            path = (*path, step)
        else:
            break
    return path


def _meaning(place: Place) -> str:
    """Return what a key is for, as it goes on after a colon."""
    meaning = (place.field.description if place.field else None) or ""
    return meaning[:1].lower() + meaning[1:]


def _unknown_key(key: str, place: Place) -> str:
    part = part_of(place.expected)
    known = list(ordered(part)) if part else []
    return f"{shown(key)} is not a key here.{did_you_mean(key, known)} Known here: {', '.join(known)}."


def _example(place: Place) -> str:
    """Return an example of a whole line, where one helps more than it confuses."""
    if place.field is None or not place.field.examples:
        return ""
    name = next(name for name, field in place.part.model_fields.items() if field is place.field)
    return f" For instance `{name}: {_as_yaml(place.field.examples[0])}`."


def _as_yaml(value: Any) -> str:
    """Write an example as it would stand on one line of a record."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_as_yaml(inner) for inner in value) + "]"
    text = str(value)
    return f'"{text}"' if any(mark in text for mark in (", ", ": ", "#", "[", "{")) else text
