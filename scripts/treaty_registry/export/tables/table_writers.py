"""Tables as files: CSV, one SQLite database, Parquet. All hold the same facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from treaty_registry.export.tables.csv_text import as_text, write_csv
from treaty_registry.export.tables.table import CellValue, ColumnType, Table
from treaty_registry.law.compiled_registry import CompiledRegistry

BATCH_ROWS = 20_000  # held at once on their way into a file

DATABASE = "treaties.sqlite"

_ARROW_TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32(), "list": pa.list_(pa.string())}

_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "date": "TEXT", "list": "TEXT"}

VIEWS = """
CREATE VIEW treaties_in_force AS
SELECT * FROM treaties WHERE status = 'in-force';
CREATE VIEW defence_today AS
SELECT treaty, obligation, owed_by, owed_to, start, articles FROM obligations
WHERE kind = 'defence' and standing = 'owed' and end_earliest IS NULL;
CREATE VIEW parties_to_treaties AS
SELECT p.treaty, t.short_title, p.party, n.name_en, p.position, p.start, p."end",
       p.start_earliest, p.start_latest, p.end_earliest, p.end_latest, p.qualified_by
FROM positions p JOIN treaties t ON t.id = p.treaty JOIN parties n ON n.code = p.party;
"""

_ColumnValues = Sequence[CellValue]
"""What some rows have in one column: a whole column is turned into what a format wants in one call."""

_PlainRow = tuple[str | int, ...]
"""A row with text for days and lists, and empty text for what is missing."""


class TableWriters:
    """Writes each row of a table to every format in one pass, so that it is worked out once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, and begin the database in it."""
        self.folder = folder
        for name in ("csv", "parquet"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / DATABASE)
        self.database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")

    def write(self, table: Table[Any], law: CompiledRegistry) -> None:
        """Write one table."""
        self.database.execute(_create_statement(table))
        # Python takes long to bind None: what is missing goes in as empty text, which no cell holds.
        values = ", ".join("?" if column.required else "nullif(?, '')" for column in table.columns)
        insert = f"INSERT INTO {table.name} VALUES ({values})"  # noqa: S608  # names of our own tables
        schema = pa.schema([pa.field(c.name, _ARROW_TYPES[c.type], nullable=not c.required) for c in table.columns])
        with (
            (self.folder / "csv" / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as text,
            pq.ParquetWriter(self.folder / "parquet" / f"{table.name}.parquet", schema, compression="zstd") as parquet,
        ):

            def stored() -> Iterator[Sequence[_PlainRow]]:
                """Yield batches of rows as text has them, when the two binary formats have taken them."""
                for row_sources in _batches(table.row_sources(law)):
                    cells = [list(map(column.value, row_sources)) for column in table.columns]
                    parquet.write_table(_arrow_table(table, cells, schema))
                    plain = _plain_rows(table, cells)
                    self.database.executemany(insert, plain)
                    yield plain

            write_csv(text, [column.name for column in table.columns], chain.from_iterable(stored()))

    def finish(self, tables: Sequence[Table[Any]]) -> None:
        """Add the indexes and views, and close the database."""
        for table in tables:
            for number, foreign in enumerate(table.foreign_keys):
                if table.key[: len(foreign.columns)] == foreign.columns:
                    continue  # the index of the key begins with these
                names = ", ".join(foreign.columns)
                self.database.execute(f"CREATE INDEX {table.name}_{number} ON {table.name} ({names})")
        self.database.executescript(VIEWS)
        self.database.commit()
        self.database.execute("VACUUM")
        self.database.close()


def _batches(row_sources: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(row_sources, BATCH_ROWS)):
        yield batch


_text = lru_cache(maxsize=50_000)(as_text)  # most days and lists come again and again


def _plain_rows(table: Table[Any], cells: Sequence[_ColumnValues]) -> list[_PlainRow]:
    plain = [
        map(_text, values) if column.type in ("date", "list") else ["" if value is None else value for value in values]
        for column, values in zip(table.columns, cells, strict=True)
    ]
    return list(zip(*plain, strict=True))


def _arrow_table(table: Table[Any], cells: Sequence[_ColumnValues], schema: pa.Schema) -> pa.Table:
    arrays = [_arrow_array(column.type, values) for column, values in zip(table.columns, cells, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _arrow_array(column_type: ColumnType, values: _ColumnValues) -> pa.Array:
    """Return a column: lists, which are slow to turn and few, once each."""
    if column_type != "list":
        return pa.array(values, type=_ARROW_TYPES[column_type])
    places: dict[CellValue, int] = {}
    order = [places.setdefault(value, len(places)) for value in values]
    return pa.array(list(places), type=_ARROW_TYPES[column_type]).take(pa.array(order))


def _create_statement(table: Table[Any]) -> str:
    """Return the statement that makes a table, with its keys."""
    lines = [f'"{c.name}" {_SQL_TYPES[c.type]}{" NOT NULL" if c.required else ""}' for c in table.columns]
    lines.append(f"PRIMARY KEY ({_quoted(table.key)})")
    lines += [
        f"FOREIGN KEY ({_quoted(foreign.columns)}) REFERENCES {foreign.table} ({_quoted(foreign.keys)})"
        for foreign in table.foreign_keys
    ]
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
