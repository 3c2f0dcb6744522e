"""Tables as files: CSV with a Frictionless data package, one SQLite database, Parquet. All hold the same facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from treaty_registry.export.tables.csv_text import as_text, write_csv
from treaty_registry.export.tables.table import Column, Row, Table, Type, Value
from treaty_registry.law.queries import Law

BATCH = 20_000
"""So many rows are held at once on their way into a file."""


class Writers:
    """Writes each row of a table to every format in one pass, so that it is worked out once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, and begin the database in it."""
        self.folder = folder
        for name in ("csv", "parquet"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / DATABASE)
        self.database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")

    def write(self, table: Table, law: Law) -> None:
        """Write one table."""
        self.database.execute(_create(table))
        # Python takes long to bind None: what is missing goes in as empty text, which no cell holds.
        values = ", ".join("?" if column.required else "nullif(?, '')" for column in table.columns)
        insert = f"INSERT INTO {table.name} VALUES ({values})"  # noqa: S608  # names of our own tables
        schema = pa.schema([pa.field(c.name, _ARROW[c.type], nullable=not c.required) for c in table.columns])
        with (
            (self.folder / "csv" / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as text,
            pq.ParquetWriter(self.folder / "parquet" / f"{table.name}.parquet", schema, compression="zstd") as parquet,
        ):

            def stored() -> Iterator[Sequence[_Plain]]:
                """Yield batches of rows as text has them, when the two binary formats have taken them."""
                for rows in _batches(table.rows(law)):
                    cells = list(zip(*rows, strict=True))
                    parquet.write_table(_arrow(table, cells, schema))
                    plain = _plain(table, cells)
                    self.database.executemany(insert, plain)
                    yield plain

            write_csv(text, [column.name for column in table.columns], chain.from_iterable(stored()))

    def finish(self, tables: Sequence[Table]) -> None:
        """Add the indexes and views, and close the database."""
        for table in tables:
            for number, reference in enumerate(table.references):
                if table.key[: len(reference.columns)] == reference.columns:
                    continue  # the index of the key begins with these
                names = ", ".join(reference.columns)
                self.database.execute(f"CREATE INDEX {table.name}_{number} ON {table.name} ({names})")
        self.database.executescript(VIEWS)
        self.database.commit()
        self.database.execute("VACUUM")
        self.database.close()


DATABASE = "treaties.sqlite"

_ARROW = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32(), "list": pa.list_(pa.string())}

_SQL = {"string": "TEXT", "integer": "INTEGER", "date": "TEXT", "list": "TEXT"}

VIEWS = """
CREATE VIEW treaties_in_force AS
SELECT * FROM treaties WHERE status = 'in-force';
CREATE VIEW defence_today AS
SELECT treaty, obligation, owed_by, owed_to, start, articles FROM obligations
WHERE kind = 'defence' and standing = 'owed' and "end" IS NULL;
CREATE VIEW parties_to_treaties AS
SELECT p.treaty, t.short_title, p.party, n.name_en, p.position, p.start, p."end"
FROM positions p JOIN treaties t ON t.id = p.treaty JOIN parties n ON n.code = p.party;
"""


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


_Cells = Sequence[tuple[Value, ...]]
"""Some rows, column by column: a whole column is turned into what a format wants in one call."""

_Plain = tuple[str | int, ...]
"""A row with text for days and lists, and empty text for what is missing."""

_text = lru_cache(maxsize=50_000)(as_text)
"""Most days and lists come again and again."""


def _plain(table: Table, cells: _Cells) -> list[_Plain]:
    plain = [
        map(_text, values) if column.type in ("date", "list") else ["" if value is None else value for value in values]
        for column, values in zip(table.columns, cells, strict=True)
    ]
    return list(zip(*plain, strict=True))


def _arrow(table: Table, cells: _Cells, schema: pa.Schema) -> pa.Table:
    arrays = [_array(column.type, values) for column, values in zip(table.columns, cells, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(kind: Type, values: Sequence[Value]) -> pa.Array:
    """Return a column: lists, which are slow to turn and few, once each."""
    if kind != "list":
        return pa.array(values, type=_ARROW[kind])
    places: dict[Value, int] = {}
    order = [places.setdefault(value, len(places)) for value in values]
    return pa.array(list(places), type=_ARROW[kind]).take(pa.array(order))


def _create(table: Table) -> str:
    """Return the statement that makes a table, with its keys."""
    lines = [f'"{c.name}" {_SQL[c.type]}{" NOT NULL" if c.required else ""}' for c in table.columns]
    lines.append(f"PRIMARY KEY ({_quoted(table.key)})")
    lines += [
        f"FOREIGN KEY ({_quoted(reference.columns)}) REFERENCES {reference.table} ({_quoted(reference.keys)})"
        for reference in table.references
    ]
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def data_package(tables: Sequence[Table], version: str, known: tuple[date, date] | None) -> dict[str, Any]:
    """Return the Frictionless description of the CSV files (Data Package 1)."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "treaty-registry",
        "title": "Treaty Registry",
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "description": "Treaties, what happened to them, and what follows in law. A missing value is never a no.",
        "resources": [_resource(table) for table in tables],
    }
    if known:
        package["temporal"] = {"known_first": known[0].isoformat(), "known_last": known[1].isoformat()}
    return package


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {
                    # A table that refers to itself names no resource.
                    "resource": "" if reference.table == table.name else reference.table,
                    "fields": list(reference.keys),
                },
            }
            for reference in table.references
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"csv/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type == "list" else column.type,
        "description": column.description + (" Several are set apart by a space." if column.type == "list" else ""),
    }
    if column.required:
        described["constraints"] = {"required": True}
    return described


def datasette_metadata(tables: Sequence[Table]) -> dict[str, Any]:
    """Return what Datasette shows beside the database: titles, descriptions and what each column means."""
    return {
        "title": "Treaty Registry",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {
            Path(DATABASE).stem: {
                "tables": {
                    table.name: {
                        "title": table.title,
                        "description": table.description,
                        "columns": {column.name: column.description for column in table.columns},
                    }
                    for table in tables
                }
            }
        },
    }
