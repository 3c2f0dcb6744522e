"""What a table is: named columns with a type and a meaning, its keys, and its rows. Every file format is made of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TextIO

from treaty_registry.law.compiled_registry import CompiledRegistry

Type = Literal["string", "integer", "date", "list"]
"""``date`` is a day; ``list`` holds several words without spaces, which plain text sets apart by one space each."""

Value = str | int | date | tuple[str, ...] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``required`` says that no row lacks it; what may be missing is ``None`` and never stands for *no*."""

    name: str
    type: Type
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A column, or several, whose values are the key of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table and how to make its rows from the law of a registry, one after the other."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[CompiledRegistry], Iterator[Row]]
    references: tuple[Reference, ...] = field(default_factory=tuple)

    def place(self, column: str) -> int:
        """Return where a column stands."""
        return [one.name for one in self.columns].index(column)


def columns(spec: str) -> tuple[Column, ...]:
    """Return columns from lines ``name: type description``; a ``*`` after the type makes it required."""
    found = []
    for line in filter(None, map(str.strip, spec.splitlines())):
        name, _, rest = line.partition(": ")
        kind, _, description = rest.partition(" ")
        found.append(Column(name, kind.rstrip("*"), description, kind.endswith("*")))  # type: ignore[arg-type]  # a test holds that each is a Type
    return tuple(found)


def as_text(value: Value) -> str:
    """Return a value as plain text: ISO days, the words of a list with a space between, nothing for missing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[str | int | date | None]]) -> None:
    """Write a header and rows as CSV: ISO days, nothing for missing. Lists must be text already (``as_text``)."""
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(header)
    lines.writerows(rows)


def as_json(tree: object) -> str:
    """Return JSON as every file of the export has it: readable, in the order given, with a line end."""
    return json.dumps(tree, ensure_ascii=False, indent=2, default=str) + "\n"
