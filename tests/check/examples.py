"""The examples of findings: edits of valid records that give a finding, and edits that nearly do.

``tests/records/examples/<code>.yaml`` holds those of one kind:

- ``examples``: ``records`` are valid records by name (``tests/records/valid``), each with edits; ``mend`` are further
  edits after which nothing is found; ``expect`` is what is found, written by ``pytest --update-examples``;
- ``near_misses``: ``records`` in which nothing is found, and ``why``.

An edit puts ``replace`` for ``find``, which stands in the text once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.conftest import RECORDS, SmallRegistry
from treaty_registry.check.finding import Finding
from treaty_registry.check.registry import KINDS
from treaty_registry.reading.files import record_file

FOLDER = RECORDS / "examples"
VALID = RECORDS / "valid"


@dataclass(frozen=True)
class Example:
    """Records by name in which findings of one kind are found, and the same records mended."""

    name: str
    code: str
    records: Mapping[str, str]
    mended: Mapping[str, str]
    expect: Sequence[Finding]


@dataclass(frozen=True)
class NearMiss:
    """Records by name in which nothing is found."""

    name: str
    code: str
    records: Mapping[str, str]


@cache
def valid(name: str) -> str:
    """Return the text of a valid record."""
    return (VALID / f"{name}.yaml").read_text(encoding="utf-8")


def edited(text: str, edits: Sequence[Mapping[str, str]]) -> str:
    """Return a text after some edits, one after the other. Raises ValueError where an edit is not clear."""
    for edit in edits:
        if text.count(edit["find"]) != 1:
            raise ValueError(f"an edit must find its text once, not {text.count(edit['find'])} times: {edit['find']!r}")
        text = text.replace(edit["find"], edit["replace"])
    return text


@cache
def _content(code: str) -> Any:
    # BaseLoader: like the registry's own reader it takes every value as text. C: all of them are read at each start.
    return yaml.load((FOLDER / f"{code}.yaml").read_bytes(), yaml.CBaseLoader)  # noqa: S506


def _records(case: Mapping[str, Any]) -> dict[str, str]:
    return {name: edited(valid(name), edits) for name, edits in case["records"].items()}


def codes() -> list[str]:
    """Return the kinds that have a file of examples."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def examples_of(code: str) -> list[Example]:
    """Return the examples of one kind of finding."""
    examples = []
    for number, case in enumerate(_content(code)["examples"], start=1):
        records = _records(case)
        mended = {name: edited(records[name], edits) for name, edits in case["mend"].items()}
        expect = [
            Finding(
                one["file"], int(one["line"]), int(one["column"]), code, one["where"], one["message"], severity(code)
            )
            for one in case["expect"] or ()
        ]
        examples.append(Example(f"{code} {number}", code, records, {**records, **mended}, expect))
    return examples


def severity(code: str) -> Any:
    """Return how bad a kind of finding is."""
    return KINDS[code].severity


def near_misses_of(code: str) -> list[NearMiss]:
    """Return the near misses of one kind of finding."""
    return [
        NearMiss(f"{code} {number}", code, _records(case))
        for number, case in enumerate(_content(code)["near_misses"], start=1)
    ]


def examples() -> list[Example]:
    """Return all examples."""
    return [example for code in codes() for example in examples_of(code)]


def near_misses() -> list[NearMiss]:
    """Return all near misses."""
    return [near for code in codes() for near in near_misses_of(code)]


def put(registry: SmallRegistry, records: Mapping[str, str]) -> None:
    """Write records into a registry, each where its name says."""
    for name, text in records.items():
        registry.add(f"{name}.yaml", text)


def take_away(registry: SmallRegistry, records: Mapping[str, str]) -> None:
    """Delete records from a registry again."""
    for name in records:
        (registry.root.path / record_file(name)).unlink()


_EXPECT = re.compile(r"^  expect:.*\n(?:  [ -].*\n)*", re.MULTILINE)


def update(code: str, found: Sequence[Sequence[Finding]]) -> None:
    """Write what is found in the examples of one kind into their file, and leave the rest of it as it is."""
    path = FOLDER / f"{code}.yaml"
    text = path.read_text(encoding="utf-8")
    places = list(_EXPECT.finditer(text))
    if len(places) != len(found):
        raise ValueError(f"{path.name}: each example ends in a line `expect:`, indented by two spaces")
    for place, findings in reversed(list(zip(places, found, strict=True))):
        text = text[: place.start()] + _expectation(findings) + text[place.end() :]
    path.write_text(text, encoding="utf-8")


def _expectation(findings: Sequence[Finding]) -> str:
    rows = [
        {"file": one.file, "line": one.line, "column": one.column, "where": one.where, "message": one.message}
        for one in findings
    ]
    written = yaml.safe_dump({"expect": rows}, sort_keys=False, allow_unicode=True, width=10_000)
    return "".join(f"  {line}\n" for line in written.splitlines())
