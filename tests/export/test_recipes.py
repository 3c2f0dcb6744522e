"""The recipes of the Data page, run as they stand, over an export of the real records."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest
from datasette.app import Datasette

from tests.conftest import REGISTRY

PAGE = (REGISTRY / "docs" / "data.md").read_text(encoding="utf-8")


def recipes(kind: str) -> list[str]:
    found = re.findall(rf"```{re.escape(kind)}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert found, f"the page has no recipe of the kind {kind}"
    return found


@pytest.fixture
def beside_data(exported: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(exported)
    return exported


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # Dask still uses it
def test_the_recipes_in_python(beside_data: Path) -> None:
    known: dict[str, Any] = {}
    for recipe in recipes("{.python .recipe}"):
        exec(recipe, known)  # noqa: S102  # our own page
    # Mutual Defense Treaty of 1 October 1953, in force since 17 November 1954.
    assert known["helpers"] == ["USA"]
    assert known["duties_by_year"][1970] > known["duties_by_year"][1946]


def test_the_recipe_for_duckdb(beside_data: Path) -> None:
    (recipe,) = recipes("{.sql .duckdb}")
    answer = duckdb.sql(recipe)
    assert answer is not None
    ((owed_by, treaty, articles),) = answer.fetchall()
    assert (owed_by, treaty, articles) == ("USA", "1953-us-korea-defence", ["III"])


def test_the_recipe_for_sqlite(beside_data: Path) -> None:
    (recipe,) = recipes("{.sql .sqlite}")
    database = sqlite3.connect("data/treaties.sqlite")
    rows = database.execute(recipe).fetchall()
    database.close()
    assert len(rows) == 5
    assert rows[0][0] == "United States"


def test_the_recipe_for_a_spreadsheet(beside_data: Path) -> None:
    assert '<a href="data/csv/obligations.csv" download>' in PAGE
    with Path("data/csv/obligations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [one for one in csv.DictReader(file) if one["kind"] == "defence" and one["start_latest"] <= "1985-12-31"]
    rows = [one for one in rows if not one["end_earliest"] or one["end_earliest"] > "1985-01-01"]
    defended = {one["owed_to"] for one in rows if one["owed_by"] == "USA"}
    # Spain acceded to the North Atlantic Treaty in 1982, Poland in 1999; the treaty with Taipei ended in 1980.
    assert {"ESP", "JPN", "KOR", "NZL", "PHL"} <= defended
    assert not defended & {"POL", "TWN", "USA"}


def test_datasette_shows_the_tables_with_their_meaning(beside_data: Path) -> None:
    metadata = Path("data/datasette.json").read_text(encoding="utf-8")
    show = Datasette(files=["data/treaties.sqlite"], metadata=json.loads(metadata))
    response = asyncio.run(show.client.get("/treaties/treaties?_shape=array&id=1951-anzus"))
    assert response.status_code == 200
    assert "Correlates of War" in asyncio.run(show.client.get("/treaties/parties")).text


def test_every_file_that_the_page_names_is_there(exported: Path) -> None:
    named = set(re.findall(r"`((?:data|api|changes)[./][\w./*-]*)`", PAGE))
    assert {name for name in named if not (exported / name).exists()} == set()
