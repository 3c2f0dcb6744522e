"""The tables hold together: types, keys, references, the same facts in every format, the same bytes every time."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest

from tests.conftest import RECORDS, REGISTRY
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.export.export import export
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.export.tables.csv_text import as_text
from treaty_registry.export.tables.table import CellValue, ColumnType, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import DAYS
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root

each = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
PYTHON_TYPES = {"string": str, "integer": int, "date": date, "list": tuple}


Rows = dict[str, list[tuple[CellValue, ...]]]


@pytest.fixture(scope="module")
def rows(law: CompiledRegistry) -> Rows:
    return {
        table.name: [tuple(column.value(row) for column in table.columns) for row in table.row_sources(law)]
        for table in TABLES
    }


def places(table: Table[Any], names: tuple[str, ...]) -> list[int]:
    """Return where columns of a table stand."""
    every = [column.name for column in table.columns]
    return [every.index(name) for name in names]


@each
def test_rows_have_the_types_and_keys_that_the_table_promises(rows: Rows, table: Table[Any]) -> None:
    seen = set()
    for row in rows[table.name]:
        assert len(row) == len(table.columns)
        for column, value in zip(table.columns, row, strict=True):
            assert column.type in get_args(ColumnType)
            assert value is not None or not column.required, (column.name, row)
            assert value is None or isinstance(value, PYTHON_TYPES[column.type]), (column.name, row)
            if column.type == "list" and value is not None:
                assert value, "an empty list is missing"
                assert not any(" " in word for word in value), (column.name, row)  # type: ignore[union-attr]  # a list column holds tuples
        key = tuple(row[place] for place in places(table, table.key))
        assert key not in seen, key
        seen.add(key)


@each
def test_every_reference_leads_to_a_row(rows: Rows, table: Table[Any]) -> None:
    others = {other.name: other for other in TABLES}
    for foreign in table.foreign_keys:
        other = others[foreign.table]
        there = {tuple(row[place] for place in places(other, foreign.keys)) for row in rows[other.name]}
        for row in rows[table.name]:
            value = tuple(row[place] for place in places(table, foreign.columns))
            assert None in value or value in there, (foreign, value)


@each
def test_the_three_formats_hold_the_same_facts(exported: Path, table: Table[Any]) -> None:
    data = exported / "data"
    with (data / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        texts = [tuple(row) for row in csv.reader(file)]
    assert texts.pop(0) == tuple(column.name for column in table.columns)
    parquet = pq.read_table(data / "parquet" / f"{table.name}.parquet").to_pylist()
    same = [tuple(as_text(tuple(v) if isinstance(v, list) else v) for v in row.values()) for row in parquet]
    assert same == texts
    with sqlite3.connect(data / "treaties.sqlite") as database:
        found = database.execute(f"SELECT * FROM {table.name}").fetchall()  # a name of our own
    database.close()
    assert sorted(tuple("" if v is None else str(v) for v in row) for row in found) == sorted(texts)


def _valid(folder: Path) -> dict[str, Any]:
    """Return what a validator of data packages says of an export."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    result = subprocess.run(command, cwd=folder / "data", capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def test_the_data_package_is_valid(exported: Path) -> None:
    report = _valid(exported)
    assert report["valid"], report
    assert len(report["tasks"]) == len(TABLES)


def test_the_database_keeps_its_keys(exported: Path) -> None:
    database = sqlite3.connect(exported / "data" / "treaties.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("SELECT count(*) FROM treaties_in_force").fetchone()[0] > 10
    # Mutual Defense Treaty of 1953: in force since 17 November 1954 and not ended.
    query = "SELECT start FROM defence_today WHERE owed_by = 'USA' AND owed_to = 'KOR'"
    assert database.execute(query).fetchall() == [("1954-11-17",)]
    database.close()


def test_a_position_that_began_on_an_unknown_day_is_exported_without_it(terms: Terms, tmp_path: Path) -> None:
    text = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "- date: 2001-02-03\n  action: consultation", "- date: unknown\n  action: signature\n  party: USA"
    )
    treaty, unfit = build(read_tree(text)[0], Treaty, terms.context())
    assert treaty is not None, unfit
    export(Root(REGISTRY), CompiledRegistry(Registry(terms, {treaty.id: treaty})), tmp_path / "out")
    row = {"treaty": treaty.id, "party": "USA", "position": "cannot-tell", **dict.fromkeys((*DAYS, "qualified_by"))}
    assert pq.read_table(tmp_path / "out/data/parquet/positions.parquet").to_pylist() == [row]
    with sqlite3.connect(tmp_path / "out/data/treaties.sqlite") as database:
        assert database.execute("select * from positions").fetchall() == [tuple(row.values())]
    assert _valid(tmp_path / "out")["valid"]
