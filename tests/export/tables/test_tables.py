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

import jsonschema
import pyarrow.parquet as pq
import pytest
from openapi_spec_validator import validate

from tests.conftest import RECORDS, REGISTRY
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.export.event_keys import event_keys
from treaty_registry.export.export import MARK, WRITTEN, export, write_export
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.export.tables.csv_text import as_text
from treaty_registry.export.tables.table import Row, Table, Type
from treaty_registry.law.queries import Law
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root

each = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
PYTHON_TYPES = {"string": str, "integer": int, "date": date, "list": tuple}


Rows = dict[str, list[Row]]


@pytest.fixture(scope="module")
def rows(law: Law) -> Rows:
    return {table.name: list(table.rows(law)) for table in TABLES}


@each
def test_rows_have_the_types_and_keys_that_the_table_promises(rows: Rows, table: Table) -> None:
    seen = set()
    for row in rows[table.name]:
        assert len(row) == len(table.columns)
        for column, value in zip(table.columns, row, strict=True):
            assert column.type in get_args(Type)
            assert value is not None or not column.required, (column.name, row)
            assert value is None or isinstance(value, PYTHON_TYPES[column.type]), (column.name, row)
            if column.type == "list" and value is not None:
                assert value, "an empty list is missing"
                assert not any(" " in word for word in value), (column.name, row)  # type: ignore[union-attr]  # a list column holds tuples
        key = tuple(row[table.place(name)] for name in table.key)
        assert key not in seen, key
        seen.add(key)


@each
def test_every_reference_leads_to_a_row(rows: Rows, table: Table) -> None:
    others = {other.name: other for other in TABLES}
    for reference in table.references:
        other = others[reference.table]
        there = {tuple(row[other.place(name)] for name in reference.keys) for row in rows[other.name]}
        for row in rows[table.name]:
            value = tuple(row[table.place(name)] for name in reference.columns)
            assert None in value or value in there, (reference, value)


@each
def test_the_three_formats_hold_the_same_facts(exported: Path, table: Table) -> None:
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
    export(Root(REGISTRY), Law(Registry(terms, {treaty.id: treaty})), tmp_path / "out")
    row = {"treaty": treaty.id, "party": "USA", "position": "cannot-tell", "start": None, "end": None}
    assert pq.read_table(tmp_path / "out/data/parquet/positions.parquet").to_pylist() == [row]
    with sqlite3.connect(tmp_path / "out/data/treaties.sqlite") as database:
        assert database.execute("select * from positions").fetchall() == [tuple(row.values())]
    assert _valid(tmp_path / "out")["valid"]


def test_an_event_keeps_its_key_when_others_are_added(law: Law) -> None:
    treaty = law.registry.treaties["1951-anzus"]
    keys = event_keys(treaty)
    assert len(set(keys)) == len(keys)
    shorter = treaty.model_copy(update={"events": treaty.events[3:]})
    assert event_keys(shorter) == keys[3:]


def test_two_exports_are_the_same_to_the_byte(law: Law, exported: Path, tmp_path: Path) -> None:
    write_export(Root(REGISTRY), Law(law.registry), tmp_path / "again", "")
    assert _contents(tmp_path / "again") == {
        name: data for name, data in _contents(exported).items() if not name.startswith(".")
    }


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_export_that_fails_leaves_the_old_one_whole(
    law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (out / "data").mkdir(parents=True)
    (out / ".treaty-registry-data").touch()
    (out / "data" / "kept.txt").write_text("old")

    def broken(*arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("treaty_registry.export.export.write_linked", broken)
    with pytest.raises(OSError, match="no space left"):
        export(Root(REGISTRY), law, out)
    assert (out / "data" / "kept.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_every_answer_of_the_api_fits_its_description(exported: Path) -> None:
    top = exported / "api" / "v1"
    description = json.loads((top / "openapi.json").read_text())
    described = 0
    for path, operations in description["paths"].items():
        reference = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        schema = json.loads((top / reference).read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        pattern = (
            path.strip("/").replace("{id}", "*").replace("{code}", "*").replace("{name}", "*").replace("{kind}", "*")
        )
        found = [one for one in top.glob(pattern) if one.parts[-3:-1] != ("treaties",)]
        assert found, path
        for one in found:
            validator.validate(json.loads(one.read_text(encoding="utf-8")))
        described += len(found)
    everything = [one for one in top.rglob("*.json") if "schemas" not in one.parts and one.name != "openapi.json"]
    assert described == len(everything)


def test_the_description_of_the_api_is_openapi(exported: Path) -> None:
    description = json.loads((exported / "api" / "v1" / "openapi.json").read_text())
    for operations in description["paths"].values():
        # The validator would fetch the schemas that the document refers to; they are checked above.
        operations["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {}
    validate(description)


def test_the_manifest_lists_every_file(exported: Path) -> None:
    manifest = json.loads((exported / "data" / "manifest.json").read_text())
    there = {
        p.relative_to(exported).as_posix()
        for top in ("data", "api")
        for p in (exported / top).rglob("*")
        if p.is_file()
    }
    assert set(manifest["files"]) == there - {"data/manifest.json"}


def test_an_export_says_of_what_it_consists(exported: Path) -> None:
    files = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()} - {MARK}
    for one in WRITTEN:
        assert any(file.startswith(one) for file in files), one
    assert not [file for file in files if not file.startswith(WRITTEN) or file.endswith(".html")]
