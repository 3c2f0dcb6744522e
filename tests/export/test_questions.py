"""Ten questions, answered from Python, SQLite, Parquet and the JSON API: the same answers everywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pytest

from treaty_registry.api import Registry
from treaty_registry.law.compiled_registry import CompiledRegistry

Answer = list[Any]


class Asked(Protocol):
    """Something that can be asked the ten questions; each answer is a sorted list."""

    def owed_on(self, day: str, kind: str, *, to: str) -> Answer: ...
    def signed_never_in_force(self) -> Answer: ...
    def partners_by_year(self, party: str, years: range) -> Answer: ...
    def parties_on(self, treaty: str, day: str) -> Answer: ...
    def left(self, treaty: str) -> Answer: ...
    def ended_in(self, first: str, last: str) -> Answer: ...
    def votes(self, action: str, at_least: int) -> Answer: ...
    def article_of(self, treaty: str, obligation: str, day: str) -> Answer: ...
    def sources_of_type(self, kind: str) -> Answer: ...
    def replaced(self) -> Answer: ...


def _open(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day < end)


class Python:
    """The registry in memory."""

    def __init__(self, law: CompiledRegistry) -> None:
        self.registry = Registry(law.registry)

    def owed_on(self, day: str, kind: str, *, to: str) -> Answer:
        rows = self.registry.obligations(to=to, kind=kind, on=day)
        return sorted({(row.owed_by, row.treaty) for row in rows if row.standing == "owed"})

    def signed_never_in_force(self) -> Answer:
        codes = {"signed", "provisionally-applied", "never-in-force"}
        found = (one for one in self.registry.treaties if self.registry.status(one).code in codes)
        return sorted(one for one in found if any(x.action == "signature" for x in self.registry.treaties[one].events))

    def partners_by_year(self, party: str, years: range) -> Answer:
        rows = [row for row in self.registry.obligations(of=party, kind="defence") if row.standing == "owed"]
        return sorted(
            {
                (year, row.owed_to)
                for row in rows
                for year in years
                if (row.start_latest or date.min).year <= year and (row.end_earliest or date.max) > date(year, 1, 1)
            }
        )

    def parties_on(self, treaty: str, day: str) -> Answer:
        return sorted(row.party for row in self.registry.positions(treaty, on=day) if row.position == "party")

    def left(self, treaty: str) -> Answer:
        rows = self.registry.positions(treaty)
        return sorted((row.party, str(row.start)) for row in rows if row.position == "withdrawn")

    def ended_in(self, first: str, last: str) -> Answer:
        found = ((one, self.registry.law.history(one).end.first) for one in self.registry.treaties)
        return sorted(one for one, day in found if date.fromisoformat(first) <= day <= date.fromisoformat(last))

    def votes(self, action: str, at_least: int) -> Answer:
        return sorted(
            (treaty.id, event.votes.in_favour)
            for treaty in self.registry.treaties.values()
            for event in treaty.events
            if event.action == action and event.votes and (event.votes.in_favour or 0) >= at_least
        )

    def article_of(self, treaty: str, obligation: str, day: str) -> Answer:
        rows = self.registry.obligations(treaty=treaty, on=day)
        return sorted({row.articles for row in rows if row.obligation == obligation})

    def sources_of_type(self, kind: str) -> Answer:
        counts = (
            (treaty.id, sum(source.type == kind for source in treaty.sources.values()))
            for treaty in self.registry.treaties.values()
        )
        return sorted((one, count) for one, count in counts if count)

    def replaced(self) -> Answer:
        return sorted(
            (treaty.id, relation.treaty)
            for treaty in self.registry.treaties.values()
            for relation in treaty.relations or ()
            if relation.type == "supersedes" and relation.treaty
        )


class Sql:
    """The tables, by way of SQL: SQLite and DuckDB differ only in where the tables are."""

    def __init__(self, ask: Any, words: str) -> None:
        self.ask, self.words = ask, words

    def rows(self, query: str) -> Answer:
        return [tuple(row) for row in self.ask(query)]

    def owed_on(self, day: str, kind: str, *, to: str) -> Answer:
        return sorted(
            set(
                self.rows(
                    f"SELECT owed_by, treaty FROM obligations WHERE owed_to = '{to}' AND kind = '{kind}' "
                    f"AND standing = 'owed' AND start_latest <= '{day}' "
                    f"AND (end_earliest IS NULL OR end_earliest > '{day}')"
                )
            )
        )

    def signed_never_in_force(self) -> Answer:
        query = (
            "SELECT id FROM treaties WHERE status IN ('signed', 'provisionally-applied', 'never-in-force') "
            "AND EXISTS (SELECT 1 FROM events WHERE treaty = id AND action = 'signature')"
        )
        return sorted(one for (one,) in self.rows(query))

    def partners_by_year(self, party: str, years: range) -> Answer:
        return sorted(
            self.rows(
                f"SELECT year, code2 FROM directed_dyad_years WHERE code1 = '{party}' AND defense = 1 "
                f"AND year BETWEEN {years[0]} AND {years[-1]}"
            )
        )

    def parties_on(self, treaty: str, day: str) -> Answer:
        query = (
            f"SELECT party FROM positions WHERE treaty = '{treaty}' AND position = 'party' "
            f"AND start_latest <= '{day}' AND (end_earliest IS NULL OR end_earliest > '{day}')"
        )
        return sorted(one for (one,) in self.rows(query))

    def left(self, treaty: str) -> Answer:
        query = f"SELECT party, start FROM positions WHERE treaty = '{treaty}' AND position = 'withdrawn'"
        return sorted((one, str(start)) for one, start in self.rows(query))

    def ended_in(self, first: str, last: str) -> Answer:
        query = f"SELECT id FROM treaties WHERE end_first BETWEEN '{first}' AND '{last}'"
        return sorted(one for (one,) in self.rows(query))

    def votes(self, action: str, at_least: int) -> Answer:
        query = (
            f"SELECT treaty, votes_in_favour FROM events WHERE action = '{action}' AND votes_in_favour >= {at_least}"
        )
        return sorted(self.rows(query))

    def article_of(self, treaty: str, obligation: str, day: str) -> Answer:
        query = (
            f"SELECT DISTINCT {self.words} FROM obligations WHERE treaty = '{treaty}' AND obligation = '{obligation}' "
            f"AND start_latest <= '{day}' AND (end_earliest IS NULL OR end_earliest > '{day}')"
        )
        return sorted(tuple(one.split(" ")) for (one,) in self.rows(query))

    def sources_of_type(self, kind: str) -> Answer:
        return sorted(self.rows(f"SELECT treaty, count(*) FROM sources WHERE type = '{kind}' GROUP BY treaty"))

    def replaced(self) -> Answer:
        return sorted(self.rows("SELECT treaty, other FROM relations WHERE type = 'supersedes' AND other IS NOT NULL"))


class Web:
    """The files of the JSON API, as a program on the web reads them."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "api" / "v1"
        self.treaties = [self.get(one["answer"]) for one in self.get("index.json")["treaties"]]

    def get(self, address: str) -> Any:
        return json.loads((self.top / address).read_text(encoding="utf-8"))

    def duties(self) -> Iterator[dict[str, Any]]:
        for treaty in self.treaties:
            kinds = {one["id"]: one["kind"] for one in treaty["record"].get("obligations", ())}
            for row in self.get(treaty["computed"]["obligations"])["obligations"]:
                yield row | {"kind": kinds[row["obligation"]]}

    def owed_on(self, day: str, kind: str, *, to: str) -> Answer:
        return sorted(
            {
                (row["owed_by"], row["treaty"])
                for row in self.duties()
                if (row["owed_to"], row["kind"], row["standing"]) == (to, kind, "owed") and _covers(row, day)
            }
        )

    def signed_never_in_force(self) -> Answer:
        codes = {"signed", "provisionally-applied", "never-in-force"}
        return sorted(
            one["id"]
            for one in self.treaties
            if one["computed"]["status"] in codes
            and any(event["action"] == "signature" for event in one["record"]["events"])
        )

    def partners_by_year(self, party: str, years: range) -> Answer:
        return sorted(
            {
                (year, row["owed_to"])
                for row in self.duties()
                if (row["owed_by"], row["kind"], row["standing"]) == (party, "defence", "owed")
                for year in years
                if row["start_latest"] <= f"{year}-12-31" and (row["end_earliest"] or "9999") > f"{year}-01-01"
            }
        )

    def computed(self, treaty: str) -> Any:
        return self.get(f"treaties/{treaty}.json")["computed"]

    def parties_on(self, treaty: str, day: str) -> Answer:
        rows = self.computed(treaty)["positions"]
        return sorted(row["party"] for row in rows if row["position"] == "party" and _covers(row, day))

    def left(self, treaty: str) -> Answer:
        rows = self.computed(treaty)["positions"]
        return sorted((row["party"], str(row["start"])) for row in rows if row["position"] == "withdrawn")

    def ended_in(self, first: str, last: str) -> Answer:
        over = {"terminated", "never-in-force"}
        return sorted(
            one["id"]
            for one in self.treaties
            if any(
                row["status"] in over and row["start"] and first <= row["start"] <= last
                for row in one["computed"]["statuses"]
            )
        )

    def votes(self, action: str, at_least: int) -> Answer:
        return sorted(
            (one["id"], event["votes"]["in_favour"])
            for one in self.treaties
            for event in one["record"]["events"]
            if event["action"] == action and event.get("votes", {}).get("in_favour", 0) >= at_least
        )

    def article_of(self, treaty: str, obligation: str, day: str) -> Answer:
        rows = self.get(f"treaties/{treaty}/obligations.json")["obligations"]
        return sorted({tuple(row["articles"]) for row in rows if row["obligation"] == obligation and _covers(row, day)})

    def sources_of_type(self, kind: str) -> Answer:
        counts = (
            (one["id"], sum(source["type"] == kind for source in one["record"]["sources"].values()))
            for one in self.treaties
        )
        return sorted((one, count) for one, count in counts if count)

    def replaced(self) -> Answer:
        return sorted(
            (one["id"], relation["treaty"])
            for one in self.treaties
            for relation in one["record"].get("relations", ())
            if relation["type"] == "supersedes" and "treaty" in relation
        )


def _covers(row: dict[str, Any], day: str) -> bool:
    start, end = row["start_latest"], row["end_earliest"]
    return (start is None or start <= day) and (end is None or day < end)


@pytest.fixture(scope="module")
def asked(law: CompiledRegistry, exported: Path) -> dict[str, Asked]:
    lite = sqlite3.connect(exported / "data" / "treaties.sqlite")
    duck = duckdb.connect()
    for path in (exported / "data" / "parquet").glob("*.parquet"):
        duck.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM '{path}'")
    return {
        "Python": Python(law),
        "SQLite": Sql(lambda query: lite.execute(query).fetchall(), "articles"),
        "Parquet": Sql(lambda query: duck.execute(query).fetchall(), "array_to_string(articles, ' ')"),
        "JSON": Web(exported),
    }


QUESTIONS = {
    "who owed a defence duty to South Korea on 1 January 1970": lambda a: a.owed_on("1970-01-01", "defence", to="KOR"),
    "who owed a defence duty to Poland on 1 September 1939": lambda a: a.owed_on("1939-09-01", "defence", to="POL"),
    "which treaties were signed but never in force": lambda a: a.signed_never_in_force(),
    "partners of the DPRK by year": lambda a: a.partners_by_year("PRK", range(1960, 2026)),
    "parties to the Rome Statute on 1 January 2018": lambda a: a.parties_on("1998-rome-statute", "2018-01-01"),
    "who left the Energy Charter Treaty, and when": lambda a: a.left("1994-energy-charter-treaty"),
    "which treaties ended between 1979 and 2011": lambda a: a.ended_in("1979-01-01", "2011-12-31"),
    "which parliaments cast 60 votes and more in favour": lambda a: a.votes("legislative-approval", 60),
    "which article was mutual assistance in 1950": lambda a: a.article_of(
        "1948-brussels-treaty", "mutual-assistance", "1950-01-01"
    ),
    "how many treaty texts are cited for each treaty": lambda a: a.sources_of_type("treaty-text"),
    "which treaties replaced which": lambda a: a.replaced(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_answer_from_everywhere(asked: dict[str, Asked], question: str) -> None:
    answers = {name: QUESTIONS[question](one) for name, one in asked.items()}
    first = answers["Python"]
    assert answers == dict.fromkeys(answers, first)
    # No treaty on record protected Poland in 1939: the answer is an empty list, and so everywhere.
    assert bool(first) is ("Poland" not in question)
