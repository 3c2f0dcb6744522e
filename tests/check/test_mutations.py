"""Every mistake that one key can hold, and what the checks say to it: right, complete and without a word of Python.

The example with every key is spoilt in each of its keys, in each way that its kind of value can be wrong. What is then
found is kept in `tests/records/mutations.txt`, for reading: `pytest tests/check/test_mutations.py --update-mutations`
writes it anew.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tests.conftest import RECORDS, TODAY
from treaty_registry.check.finding import Finding
from treaty_registry.check.places import where
from treaty_registry.check.run import examine_bytes
from treaty_registry.model.dates import Date
from treaty_registry.model.fields import ordered, part_of
from treaty_registry.model.numbers import Whole
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.terms import Term
from treaty_registry.model.text import Pattern
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.yaml import parse

EVERY_KEY = RECORDS / "valid" / "1900-every-key.yaml"
GOLDEN = RECORDS / "mutations.txt"

Path_ = tuple[str | int, ...]


# -- every key of every model, and where the example has it


@cache
def models() -> tuple[type[BaseModel], ...]:
    """Return all kinds of group that a record can hold."""
    found: dict[type[BaseModel], None] = {}
    pending: list[type[BaseModel]] = [Treaty]
    while pending:
        model = pending.pop()
        if model not in found:
            found[model] = None
            pending += [part for field in ordered(model).values() if (part := part_of(field.annotation))]
    return tuple(found)


class Spot(NamedTuple):
    """A key of a model, and the first place that has it."""

    field: FieldInfo
    path: Path_


@cache
def spots() -> dict[tuple[type[BaseModel], str], Spot]:
    found: dict[tuple[type[BaseModel], str], Spot] = {}
    _find(Treaty, example(), (), found)
    return found


def _find(model: type[BaseModel], node: Any, path: Path_, found: dict[tuple[type[BaseModel], str], Spot]) -> None:
    for name, field in ordered(model).items():
        if name not in node:
            continue
        found.setdefault((model, name), Spot(field, (*path, name)))
        part = part_of(field.annotation)
        if part is None:
            continue
        holds, value = shape_of(field).holds, node[name]
        inner: Any = value.items() if holds == "names" else enumerate(value) if holds == "list" else [(None, value)]
        for step, item in inner:
            _find(part, item, (*path, name, step) if step is not None else (*path, name), found)


@cache
def example() -> Any:
    return parse(EVERY_KEY.read_text(encoding="utf-8")).tree


# -- what a field takes


class Shape(NamedTuple):
    """What a field takes: one thing, a list or things by name; which type; and the marks on the type."""

    holds: Literal["one", "list", "names"]
    type: Any
    marks: tuple[Any, ...]
    single: bool
    """Whether one thing may stand without the brackets of its list."""


def shape_of(field: FieldInfo) -> Shape:
    return _shape(field.annotation, tuple(field.metadata), "one")


def _shape(annotation: Any, marks: tuple[Any, ...], holds: Literal["one", "list", "names"]) -> Shape:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], (*marks, *inner[1:]), holds)
    if origin is tuple:
        return _shape(inner[0], marks, "list")
    if origin is dict:
        return _shape(inner[1], marks, "names")
    if origin in (Union, type(int | None)):
        return _shape(inner[0], marks, holds)
    return Shape(holds, annotation, marks, any(type(mark).__name__ == "_OneOrMany" for mark in marks))


# -- the ways in which a value can be wrong


class Wrong(NamedTuple):
    """A wrong value, in words, and what a message about it must mention."""

    words: str
    value: Any
    mention: str


LONG = "long " * 401


def wrong_values(field: FieldInfo, now: Any) -> Iterator[Wrong]:
    """Yield what could stand in place of a right value and be wrong."""
    shape = shape_of(field)
    is_group = isinstance(shape.type, type) and issubclass(shape.type, BaseModel)
    if shape.holds == "names":
        yield Wrong("empty group", {}, "Nothing")
        yield Wrong("text for group", "word", "`word`")
        yield Wrong("list for group", ["word"], "a list")
        if is_group:
            yield Wrong("bad name", {"Not So!": next(iter(now.values()))}, "`Not So!`")
        else:
            yield Wrong("bad language", {"english": "word"}, "`english`")
            yield from ((words, {"en": value}, said) for words, value, said in wrong_ones(shape))  # type: ignore[misc]
    elif shape.holds == "list":
        yield Wrong("empty list", [], "Nothing")
        if not shape.single:
            yield Wrong("text for list", "word", "`word`")
            yield Wrong("group for list", {"name": "word"}, "a group of keys")
        items = [Wrong("text for group", "word", "`word`")] if is_group else list(wrong_ones(shape))
        yield from (Wrong(f"item: {one.words}", [one.value], one.mention) for one in items)
    elif is_group:
        yield Wrong("text for group", "word", "`word`")
        yield Wrong("list for group", [now], "a list")
    else:
        yield from wrong_ones(shape)


def wrong_ones(shape: Shape) -> Iterator[Wrong]:
    """Yield wrong values for a field that takes one text, number, date or term."""
    yield Wrong("list for value", ["word", "word"], "a list")
    yield Wrong("group for value", {"name": "word"}, "a group of keys")
    term = next((mark for mark in shape.marks if isinstance(mark, Term)), None)
    pattern = next((mark for mark in shape.marks if isinstance(mark, Pattern)), None)
    if term:
        near = "RUSS" if term.vocabulary == "parties" else None
        yield Wrong("unknown term", near or "xyzzy", f"`{near or 'xyzzy'}`")
    elif pattern and pattern.code == "address":
        yield from (
            Wrong("bad address", it, f"`{it}`") for it in ("ftp://example.org/a", "www.example.org", "https:// a")
        )
    elif pattern:
        yield Wrong("bad form", "Not so!", "`Not so!`")
    elif shape.type is Date:
        yield Wrong("no such day", "2001-02-30", "`2001-02-30`")
        yield Wrong("day first", "03.02.2001", "`03.02.2001`")
        yield Wrong("no date", "in spring", "`in spring`")
        yield Wrong("ends before it begins", "2002/2001", "`2002/2001`")
    elif shape.type is int:
        none = any(isinstance(mark, Whole) and mark.least for mark in shape.marks)
        yield from (Wrong("no number", it, f"`{it}`") for it in (*(["0"] if none else []), "many", "1.5"))
    elif get_origin(shape.type) is Literal:
        yield Wrong("other version", "2", "`2`")
    else:
        yield Wrong("empty text", "", "empty")
        yield Wrong("too long", LONG, "2000 characters")


def near_terms(field: FieldInfo, terms: Terms) -> Iterator[Wrong]:
    """Yield a slip of the pen in a term, with the term that is meant."""
    term = next((mark for mark in shape_of(field).marks if isinstance(mark, Term)), None)
    if term and term.vocabulary != "parties":
        right = max(terms.vocabularies[term.vocabulary].terms, key=len)
        slip = right[0] + right[2:]
        yield Wrong("slip in a term", [slip] if shape_of(field).holds == "list" else slip, f"`{slip}`")


# -- the mutations


@dataclass(frozen=True)
class Mutation:
    """The example with one mistake, and all that is found in it."""

    key: str
    words: str
    mention: str
    text: str
    findings: tuple[Finding, ...]


@pytest.fixture(scope="module")
def mutations(terms: Terms) -> list[Mutation]:
    found = []
    for (model, name), spot in spots().items():
        for wrong, tree in spoilt(model, name, spot, terms):
            text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
            examined = examine_bytes(text.encode(), EVERY_KEY, Registry(terms, {}), TODAY)
            key = ".".join(step for step in spot.path if isinstance(step, str))
            found.append(Mutation(key, wrong.words, wrong.mention, text, tuple(examined.findings)))
    return found


def spoilt(model: type[BaseModel], name: str, spot: Spot, terms: Terms) -> Iterator[tuple[Wrong, Any]]:
    """Yield the example with each mistake that one key can hold."""
    if spot.field.is_required():
        tree, holder = holder_of(spot)
        del holder[name]
        yield Wrong("left out", None, f"`{name}` is missing"), tree
    slip = name[:-1] if len(name) > 3 else name + name[-1]
    if slip not in ordered(model):
        tree, holder = holder_of(spot)
        items = [(slip if key == name else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)
        yield Wrong("misspelt key", None, f"`{slip}`"), tree
    _, holder = holder_of(spot)
    for wrong in (*wrong_values(spot.field, holder[name]), *near_terms(spot.field, terms)):
        tree, holder = holder_of(spot)
        holder[name] = wrong.value if not isinstance(wrong, tuple) or isinstance(wrong, Wrong) else wrong[1]
        yield Wrong(*wrong), tree


def holder_of(spot: Spot) -> tuple[Any, Any]:
    """Return a copy of the example and, in it, the group that has the key."""
    tree = copy.deepcopy(example())
    holder = tree
    for step in spot.path[:-1]:
        holder = holder[step]
    return tree, holder


# -- the tests


def test_the_example_has_every_key_of_every_model() -> None:
    keys = {(model, name) for model in models() for name in ordered(model)}
    missing = keys - set(spots())
    assert sorted(f"{model.__name__}.{name}" for model, name in missing) == []


def test_the_golden_table(mutations: list[Mutation], request: pytest.FixtureRequest) -> None:
    """One row for each finding: key | mistake | place:line | kind | message."""
    rows = [
        f"{one.key} | {one.words} | {finding.where}:{finding.line} | {finding.code} | {finding.message}\n"
        for one in mutations
        for finding in one.findings
    ]
    table = "".join(rows)
    if request.config.getoption("--update-mutations"):
        GOLDEN.write_text(table, encoding="utf-8")
    assert table == GOLDEN.read_text(encoding="utf-8"), "read what changed; then run with --update-mutations"


def test_every_mistake_is_found_and_mentioned(mutations: list[Mutation]) -> None:
    silent = [
        f"{one.key} | {one.words} | {one.mention} | {[finding.message for finding in one.findings]}"
        for one in mutations
        if not any(one.mention in finding.message for finding in one.findings)
    ]
    assert silent == []


def test_one_mistake_is_one_finding(mutations: list[Mutation]) -> None:
    noisy = [
        f"{one.key} | {one.words} | {[finding.message for finding in one.findings]}"
        for one in mutations
        if len(one.findings) > 1
    ]
    assert noisy == []


ADVICE = re.compile(
    r"[Ff]or instance `|Did you mean|Choose one of|Known here|[Ww]rite|Put |Delete|delete|Mend|Say it shorter|"
    r"names of the files in schema/parties|in schema/vocabularies|is expected"
)


def test_every_message_says_what_to_do(mutations: list[Mutation]) -> None:
    helpless = {finding.message for one in mutations for finding in one.findings if not ADVICE.search(finding.message)}
    assert helpless == set()


JARGON = ("Input should", "pydantic", "tuple", "dict", "NoneType", "str", "int", "bool", "None", "validation", "[key]")


def test_no_message_needs_python(mutations: list[Mutation]) -> None:
    words = "|".join(re.escape(word) for word in (*JARGON, *(model.__name__ for model in models())))
    jargon = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
    told = {finding.message for one in mutations for finding in one.findings}
    # What stands in backticks is the contributor's own text, or an example of one.
    assert {message for message in told if jargon.search(re.sub(r"`[^`]*`", "", message))} == set()


def test_every_message_is_short(mutations: list[Mutation]) -> None:
    assert {finding.message for one in mutations for finding in one.findings if len(finding.message) > 420} == set()


def test_every_place_exists_in_the_file(mutations: list[Mutation]) -> None:
    for one in mutations:
        reading = parse(one.text, with_positions=True)
        shown = {where(path, reading.tree): places for path, places in reading.positions.items()}
        for finding in one.findings:
            assert finding.where in shown, finding
            assert (finding.line, finding.column) in shown[finding.where], finding


@pytest.mark.parametrize("name", ["Russia", "russie", "Russian Federation", "RUSS"])
def test_a_party_is_known_by_its_names(terms: Terms, name: str) -> None:
    data = EVERY_KEY.read_bytes().replace(b"owed_by: all", f"owed_by: {name}".encode())
    (finding,) = examine_bytes(data, EVERY_KEY, Registry(terms, {}), TODAY).findings
    assert finding.message.startswith(f"`{name}` is not a party's code. Did you mean `RUS`?")


def test_every_example_in_a_message_is_right(terms: Terms) -> None:
    """The examples of the models, of which messages show the first, could stand where they are shown."""
    for (model, name), spot in spots().items():
        for example_value in spot.field.examples or ():
            tree, holder = holder_of(spot)
            holder[name] = example_value
            Treaty.model_validate(tree, context=with_any_party(terms))
        assert spot.field.examples, f"{model.__name__}.{name} has no example"


def with_any_party(terms: Terms) -> dict[str, Any]:
    """Return the context of the models, in which every code is a party's: examples may be of parties not here yet."""
    return {**terms.context(), "parties": AnyCode()}


class AnyCode:
    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and re.fullmatch("[A-Z]{3}", code) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(())
