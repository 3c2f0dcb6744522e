"""What a table is: its columns, its keys, and what its rows are made of. Every file format is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.vocabulary import Bilingual

ColumnType = Literal["string", "integer", "date", "list"]
"""``date`` is a day; ``list`` holds several words without spaces, which plain text sets apart by one space each."""

CellValue = str | int | date | tuple[str, ...] | None

RowSource = TypeVar("RowSource")
"""What one row is made of: an event with its treaty, for instance."""


@dataclass(frozen=True, slots=True)
class Column(Generic[RowSource]):
    """A column: what it is called, what it means, and how its value is taken from what a row is made of.

    ``required`` says that no row lacks the value; what may be missing is ``None`` and never stands for *no*.
    """

    name: str
    type: ColumnType
    description: Bilingual
    value: Callable[[RowSource], CellValue]
    required: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column, or several, whose values are the key of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[RowSource]):
    """A table. ``row_sources`` yields what its rows are made of, from the law of a registry, one after the other."""

    name: str
    title: Bilingual
    description: Bilingual
    row_sources: Callable[[CompiledRegistry], Iterator[RowSource]]
    columns: tuple[Column[RowSource], ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = field(default_factory=tuple)
