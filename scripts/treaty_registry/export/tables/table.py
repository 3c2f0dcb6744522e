"""What a table is: named columns with a type and a meaning, its keys, and its rows. Every file format is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from treaty_registry.law.queries import Law

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
    rows: Callable[[Law], Iterator[Row]]
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
