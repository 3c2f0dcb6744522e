"""From one file's bytes to a model, with every problem on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from treaty_registry.check.error_messages import explain, meant_key
from treaty_registry.check.rules import characters
from treaty_registry.reading.files import read_bytes
from treaty_registry.reading.problem import FILE_START, Problem
from treaty_registry.reading.text import decode
from treaty_registry.reading.yaml import MAX_PROBLEMS, Tree, parse

_M = TypeVar("_M", bound=BaseModel)


def read_text(path: FilePath) -> tuple[str, list[Problem]]:
    """Return a file's text, or why there is none."""
    data, problems = read_bytes(path)
    return ("", problems) if problems else decode(data)


def read_tree(text: str) -> tuple[Tree | None, list[Problem]]:
    """Return the tree of a text, with what is wrong with its characters and its YAML."""
    problems = list(islice(characters.in_text(text), MAX_PROBLEMS))
    if " #" in text:
        problems += islice(characters.cut_by_comments(text), MAX_PROBLEMS)
    reading = parse(text)
    problems += reading.problems
    if reading.tree is not None and '"' in text and "\\" in text:
        problems += characters.in_values(reading.tree)
    return reading.tree, problems[:MAX_PROBLEMS]


def build(
    tree: Tree | None, model: type[_M], context: Mapping[str, Mapping[str, object]]
) -> tuple[_M | None, list[Problem]]:
    """Return the model that a tree describes, or every reason why it describes none."""
    if tree is None:
        return None, []
    if not isinstance(tree, dict):
        return None, [Problem("wrong-type", "A record is a group of `key: value` lines.", position=FILE_START)]
    try:
        return model.model_validate(tree, context=context), []
    except ValidationError as error:
        return None, list(_explained(error, model, tree))


def _explained(error: ValidationError, model: type[BaseModel], tree: Tree) -> Iterator[Problem]:
    # A list or group counts as too short when what stands in it is wrong, which has been said already.
    details = [each for each in error.errors(include_url=False) if not (each["type"] == "too_short" and each["input"])]
    unknown = [each["loc"] for each in details if each["type"] == "extra_forbidden"][:MAX_PROBLEMS]
    misspelt = {(*loc[:-1], meant_key(loc, model, tree)) for loc in unknown}
    # A key that is missing because its name is misspelt is one mistake.
    details = [each for each in details if not (each["type"] == "missing" and each["loc"] in misspelt)]
    for each in details[:MAX_PROBLEMS]:
        yield explain(each, model, tree)
