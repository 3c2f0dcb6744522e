"""The published JSON Schemas say what the models say: no more, no less, but for a short list of named rules."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.check.examples import near_misses
from tests.conftest import RECORDS, REGISTRY, examples
from treaty_registry.check.schemas import MODELS, schema_texts
from treaty_registry.check.terms import read_terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.reading.yaml import parse

TERMS = read_terms(Root(REGISTRY))[0]
SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in schema_texts(TERMS).items()}
FILES = {
    "treaty": sorted([*REGISTRY.glob("treaties/*/*.yaml"), *RECORDS.glob("valid/*.yaml")]),
    "party": sorted(REGISTRY.glob("schema/parties/*.yaml")),
    "vocabulary": sorted(REGISTRY.glob("schema/vocabularies/*.yaml")),
    "sources": [REGISTRY / "schema" / "sources.yaml"],
}


# -- the published files


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schema_is_what_the_models_say(name: str) -> None:
    published = (REGISTRY / "schema" / name).read_text(encoding="utf-8")
    assert published == schema_texts(TERMS)[name], "run `treaties schema` and commit what it writes"


def test_nothing_else_is_published() -> None:
    assert {path.name for path in (REGISTRY / "schema").glob("*.schema.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_has_a_title_and_a_description(name: str) -> None:
    bare = [place for place, it in properties(SCHEMAS[name], "") if not (it.get("title") and it.get("description"))]
    assert bare == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_may_be_null_and_no_group_takes_unknown_keys(name: str) -> None:
    for part in nodes(SCHEMAS[name]):
        assert part.get("type") != "null"
        if "properties" in part or "patternProperties" in part:
            assert part.get("additionalProperties") is False


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


def properties(schema: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for group in [schema, *schema["$defs"].values()]:
        for key, it in group.get("properties", {}).items():
            described = schema["$defs"].get(it.get("$ref", "").removeprefix("#/$defs/"), {}).get("description")
            yield f"{group['title']}.{key}", {"description": described, **it}


# -- the files as an editor sees them


class Core(yaml.SafeLoader):
    """Types plain texts as the core schema of YAML 1.2 does, like the editors that check with a JSON Schema."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # PyYAML declares it so


for kind, shape in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{shape})\Z"), None)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


TEXTS = [
    *((name, path.stem, path.read_text(encoding="utf-8")) for name, paths in FILES.items() for path in paths),
    *(("treaty", f"{near.name} {key}", text) for near in near_misses() for key, text in near.records.items()),
]
"""All good files of each kind: kind, what tells it apart, text."""
each_text = pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, _, text in TEXTS], ids=[f"{name}-{which}" for name, which, _ in TEXTS]
)


@each_text
def test_file_is_valid_for_an_editor_too(name: str, text: str) -> None:
    tree = yaml.load(text, Core)  # noqa: S506  # a safe loader with other types
    wrong = validator(name).iter_errors(tree)
    assert [f"{error.json_path}: {error.message[:200]}" for error in wrong] == []


def test_every_model_is_published_and_every_kind_of_file_has_a_model() -> None:
    assert set(FILES) == set(MODELS)
    assert all(FILES.values())


@each_text
def test_file_comes_back_from_its_model_as_it_was(name: str, text: str) -> None:
    model, context = MODELS[name], TERMS.context()
    read = model.model_validate(parse(text).tree, context=context)
    assert model.model_validate(read.model_dump(), context=context) == read
    assert model.model_validate(json.loads(read.model_dump_json()), context=context) == read


# -- the schema and the models, on trees that are nearly right


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(for_python(SCHEMAS[f"{name}.schema.json"]))


def for_python(node: Any) -> Any:
    r"""Replace the last `$` of each pattern by `\Z`: for JSON Schema it means the very end, for Python nearly so."""
    if isinstance(node, list):
        return [for_python(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: for_python(value) for key, value in node.items()}
    if isinstance(node.get("pattern"), str):
        node["pattern"] = at_the_end(node["pattern"])
    if isinstance(node.get("patternProperties"), dict):
        node["patternProperties"] = {at_the_end(key): value for key, value in node["patternProperties"].items()}
    return node


def at_the_end(pattern: str) -> str:
    return re.sub(r"\$\Z", r"\\Z", pattern)


EXAMPLES = ("1900-every-key", "1900-minimal")


def fits_schema(tree: object) -> bool:
    return bool(validator("treaty").is_valid(tree))


def fits_model(tree: object) -> bool:
    return not errors_of_model(tree)


def errors_of_model(tree: object) -> list[str]:
    """Return what the model finds wrong, as the type of error and its message."""
    try:
        Treaty.model_validate(tree, context=TERMS.context())
    except ValidationError as error:
        return [f"{one['type']}: {one['msg']}" for one in error.errors()]
    return []


NOT_IN_THE_CALENDAR = re.compile(r"date: .* \d{4} has \d\d days, so .* does not exist\. .*")
ENDS_BEFORE_IT_BEGINS = re.compile(r"date: The interval .* ends before it begins\. .*")


def only_beyond_json_schema(errors: list[str]) -> bool:
    """Whether the model finds nothing wrong but what is among the two rules that JSON Schema cannot say."""
    return all(NOT_IN_THE_CALENDAR.fullmatch(error) or ENDS_BEFORE_IT_BEGINS.fullmatch(error) for error in errors)


def tree_of(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8")).tree


def shortened(node: Any) -> Any:
    """Return a tree with two items of each list: more of the same would only take time."""
    if isinstance(node, list):
        return [shortened(item) for item in node[:2]]
    return {key: shortened(value) for key, value in node.items()} if isinstance(node, dict) else node


SEEDS: dict[str, Any] = {name: tree_of(RECORDS / "valid" / f"{name}.yaml") for name in EXAMPLES} | {
    path.stem: shortened(tree_of(path)) for path in FILES["treaty"] if not path.is_relative_to(RECORDS)
}
NEAR_DATES = (
    "2001-02-29",
    "2000-02-29",
    "2001-2-3",
    "2001-00-10",
    "2001-13",
    "0000-01-01",
    "0001",
    "2001-02-03/2001-02-02",
    "2001/..",
    "../2001?",
    "../..",
    "2001/",
    "2001-02-03T00:00",
    "2001-02-03\n",
    "٢٠٠١",
    "unknown",
)
NEAR_WORDS = (
    "",
    " ",
    "all",
    "none",
    "unknown",
    "RUS",
    "en",
    "en\n",
    "zh-Hant",
    "É",
    "e\u0301",
    "\u202e",
    "a-b",
    "a--b",
    "a-b\n",
    "9999",
    "10000",
    "0",
    "1\n",
    "1 year",
    "1 years ",
    "2/3",
    "55 %",
    "55.5%",
    "100 %",
    "ftp://example.org",
    "https://example.org",
    "https://user@example.org/",
    "https://example.org/\n",
    "https://example.org/ü",
    "1900-a",
    "1900-",
    "x" * 2_000,
    "x" * 2_001,
)


@cache
def parts_of(seed: str) -> list[Any]:
    """Return every value that stands anywhere in a valid record."""
    return [value for value, _ in places(SEEDS[seed])]


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    yield node, path
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(inner, (*path, key))


fractions = st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer())
"""Not `2001.0`: see `test_whole_number_with_a_point`."""
scalars = st.one_of(
    st.sampled_from(NEAR_DATES),
    st.sampled_from(NEAR_WORDS),
    st.text(max_size=12),
    st.integers(-10, 10_001),
    st.booleans(),
    fractions,
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NEAR_WORDS) | st.text(), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def nearly_right(draw: st.DrawFn) -> Any:
    """Draw a valid record with one to three things changed."""
    seed = draw(st.sampled_from(sorted(SEEDS)))
    tree: Any = {"record": copy.deepcopy(SEEDS[seed])}
    for _ in range(draw(st.integers(1, 3))):
        spots = [path for _, path in places(tree) if path]
        if not spots:
            break
        *above, last = spots[draw(st.integers(0, len(spots) - 1))]
        holder: Any = tree
        for step in above:
            holder = holder[step]
        change(draw, seed, holder, last)
    return tree.get("record", {})


def change(draw: st.DrawFn, seed: str, holder: Any, last: Any) -> None:
    kinds = ["delete", "graft", "draw", "empty", "double"]
    kind = draw(st.sampled_from(kinds + ["rename"] * isinstance(holder, dict)))
    if kind == "delete":
        del holder[last]
    elif kind == "rename":
        name = draw(st.sampled_from(["source", "note", "en", "date", f"{last}s", str(last)[:-1]]) | st.text(max_size=5))
        holder[name] = holder.pop(last)
    elif kind == "graft":
        parts = parts_of(seed)
        holder[last] = copy.deepcopy(parts[draw(st.integers(0, len(parts) - 1))])
    elif kind == "empty":
        holder[last] = draw(st.sampled_from(({}, [], "")))
    elif kind == "double" and isinstance(holder, list):
        holder.insert(last, copy.deepcopy(holder[last]))
    else:
        holder[last] = draw(values)


@settings(max_examples=examples(300, 5_000))
@given(nearly_right())
def test_schema_and_model_agree(tree: Any) -> None:
    errors = errors_of_model(tree)
    assert fits_schema(tree) == only_beyond_json_schema(errors), errors


@settings(max_examples=examples(100, 2_000))
@given(st.sampled_from(["date", "verified", "accessed", "number", "at", "url", "delay", "share", "by"]), values)
@example("date", "2001-02-03/..")
def test_schema_and_model_agree_on_each_kind_of_value(key: str, value: Any) -> None:
    tree = tree_with(key, value)
    errors = errors_of_model(tree)
    assert fits_schema(tree) == only_beyond_json_schema(errors), errors


def tree_with(key: str, value: Any) -> Any:
    """Return the example with every key, with a value in the first place that has the key."""
    tree = copy.deepcopy(SEEDS["1900-every-key"])
    for node, _ in places(tree):
        if isinstance(node, dict) and isinstance(node.get(key), str):
            node[key] = value
            return tree
    raise AssertionError(key)


def test_the_seeds_are_right() -> None:
    for name, tree in SEEDS.items():
        assert fits_schema(tree), name
        assert fits_model(tree), name


def test_null_never_gets_past_the_reader() -> None:
    for text in ("note:", "note: ~", "note: null", "note: [null]", "{note}"):
        assert [problem.code for problem in parse(text).problems] == ["empty-value"], text


# -- what JSON Schema cannot say, each rule by itself


@pytest.mark.parametrize("date", ["2001-02-30", "2001-02-29", "2001-04-31", "2001/2001-02-30", "2001-11-31?"])
def test_calendar_day(date: str) -> None:
    tree = tree_with("date", date)
    assert fits_schema(tree)
    (error,) = errors_of_model(tree)
    assert NOT_IN_THE_CALENDAR.fullmatch(error)


@pytest.mark.parametrize("date", ["2002/2001", "2001-03/2001-02", "2001-02-03/2001-02-02", "2001~/2000"])
def test_interval_that_ends_before_it_begins(date: str) -> None:
    tree = tree_with("date", date)
    assert fits_schema(tree)
    (error,) = errors_of_model(tree)
    assert ENDS_BEFORE_IT_BEGINS.fullmatch(error)


@pytest.mark.parametrize(("key", "value"), [("date", 2001.0), ("number", 35.0)])
def test_whole_number_with_a_point(key: str, value: float) -> None:
    """For JSON Schema 2001.0 is an integer; in a record it is neither a year nor a number of votes."""
    tree = tree_with(key, value)
    assert fits_schema(tree)
    assert not fits_model(tree)
