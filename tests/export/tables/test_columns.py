"""Each column holds what its name says: compared, row by row, with what records and the law have under their own keys.

Two columns of a table never hold the same in every row, so that values that stand in each other's place are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import RECORDS, REGISTRY
from tests.law import conftest
from tests.law.conftest import Make
from treaty_registry.export.tables.csv_text import as_text
from treaty_registry.export.tables.dyad_spans import DYAD_KINDS
from treaty_registry.export.tables.dyad_years import DIRECTED_DYAD_YEARS, DYAD_YEARS
from treaty_registry.export.tables.events import ATTESTED, EVENT_PARTIES, EVENTS
from treaty_registry.export.tables.obligations import CLAUSE_COLUMNS, OBLIGATIONS
from treaty_registry.export.tables.parties import PARTY_CODES, PARTY_TABLE
from treaty_registry.export.tables.positions import POSITIONS
from treaty_registry.export.tables.sources import CITATIONS, SOURCES
from treaty_registry.export.tables.table import Table
from treaty_registry.export.tables.terms import TERMS
from treaty_registry.export.tables.treaties import IDENTIFIERS, RELATIONS, TREATIES
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import obligation_rows, position_rows
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.yaml import parse

make = conftest.make

FULL = "1900-every-key"
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    """Return the tree of a record with every key, in which every text differs from the others."""
    tree: Any = parse((RECORDS / "valid" / f"{FULL}.yaml").read_text(encoding="utf-8")).tree
    del tree["retired"]
    tree["obligations"][0]["until"] = "1900-minimal"
    return dict(tree)


@pytest.fixture(scope="module")
def full(record: dict[str, Any], terms: Terms) -> CompiledRegistry:
    treaty = Treaty.model_validate(record, context=terms.context())
    return CompiledRegistry(Registry(terms, {treaty.id: treaty}))


def rows_of(table: Table[Any], law: CompiledRegistry) -> list[dict[str, str]]:
    """Return the rows of a table as text, by column."""
    return [{column.name: as_text(column.value(row)) for column in table.columns} for row in table.row_sources(law)]


def telling_rows_of(table: Table[Any], law: CompiledRegistry) -> list[dict[str, str]]:
    """Return the same, of which no column holds the same as another in every row: swapped, they would be found."""
    rows = rows_of(table, law)
    by_values: dict[tuple[str, ...], str] = {}
    for column in table.columns:
        other = by_values.setdefault(tuple(row[column.name] for row in rows), column.name)
        assert other == column.name, f"{other} and {column.name} hold the same in every row: this proves nothing"
    return rows


def expected(table: Table[Any], groups: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return for each group of a record the texts that it has under the names of the columns."""
    return [{column.name: text(group.get(column.name)) for column in table.columns} for group in groups]


def text(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def days(moment: str) -> dict[str, Any]:
    """Return a date with its first and last day."""
    parsed = Date.parse(moment)
    return {"date": moment, "date_first": parsed.earliest, "date_last": parsed.latest}


def trees(folder: str) -> Iterator[dict[str, Any]]:
    """Yield the trees of the files of a folder of the schema, by name."""
    for path in sorted((REGISTRY / "schema" / folder).glob("*.yaml")):
        tree: Any = parse(path.read_text(encoding="utf-8")).tree
        yield tree


def test_terms_as_their_files_have_them(full: CompiledRegistry) -> None:
    groups = [
        {
            **term,
            "vocabulary": tree["vocabulary"],
            "term": key,
            **{f"label_{language}": words for language, words in term["label"].items()},
            **{f"definition_{language}": words for language, words in term["definition"].items()},
        }
        for tree in trees("vocabularies")
        for key, term in tree["terms"].items()
    ]
    assert telling_rows_of(TERMS, full) == expected(TERMS, groups)


def test_parties_as_their_files_have_them(full: CompiledRegistry) -> None:
    groups = [
        {
            "code": tree["code"],
            "kind": tree["kind"],
            "name_en": tree["names"][0]["en"],
            "name_fr": tree["names"][0]["fr"],
            "formal_en": tree["names"][0].get("formal_en"),
            "formal_fr": tree["names"][0].get("formal_fr"),
            "exists_since": tree["exists"]["since"],
            "exists_until": tree["exists"].get("until"),
            "continues": [earlier["party"] for earlier in tree.get("continues", ())],
            **{code["scheme"].replace("-", "_"): code["value"] for code in tree["identifiers"]},
        }
        for tree in trees("parties")
    ]
    assert telling_rows_of(PARTY_TABLE, full) == expected(PARTY_TABLE, groups)


def test_codes_of_parties_as_their_files_have_them(full: CompiledRegistry) -> None:
    groups = [
        {**code, "party": tree["code"], "number": number}
        for tree in trees("parties")
        for number, code in enumerate(tree["identifiers"], start=1)
    ]
    assert telling_rows_of(PARTY_CODES, full) == expected(PARTY_CODES, groups)


def test_a_treaty_as_its_record_has_it_and_as_is_computed(make: Make) -> None:
    own = {
        "title": "Official title",
        "short_title": "Short title",
        "kind": "protocol",
        "subjects": ["mutual-defence", "consultation"],
        "binding": "yes-by-text",
        "secrecy": "partly-secret",
        "authentic_languages": ["en", "fr"],
        "coded": ["defence", "neutrality"],
        "text_read": "whole",
    }
    law = make(
        signed={"date": "1951-09"},
        events=[
            {"date": "1952-04", "action": "deposit", "party": ["AUS", "NZL"], "instrument": "ratification"},
            {"date": "2026-01", "action": "termination-agreement", "party": ["AUS", "NZL"], "effective": "2027-05"},
        ],
        titles={"fr": "Titre officiel"},
        summary={"en": "What it is.", "fr": "Ce que c’est."},
        **own,
    )
    group = {
        "id": "1900-minimal",
        **own,
        "title_fr": "Titre officiel",
        "signed": "1951-09",
        "signed_first": "1951-09-01",
        "signed_last": "1951-09-30",
        "status": "in-force",
        "known": "2026-11-01",
        "entry_first": "1952-04-01",
        "entry_last": "1952-04-30",
        "end_first": "2027-05-01",
        "end_last": "2027-05-31",
        "participants": "complete",
        "summary_en": "What it is.",
        "summary_fr": "Ce que c’est.",
    }
    assert telling_rows_of(TREATIES, law) == expected(TREATIES, [group])


def test_numbers_of_treaties_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any]) -> None:
    groups = [
        {**identifier, "treaty": FULL, "number": number}
        for number, identifier in enumerate(record["identifiers"], start=1)
    ]
    assert telling_rows_of(IDENTIFIERS, full) == expected(IDENTIFIERS, groups)


def test_sources_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any]) -> None:
    groups = [{**source, "treaty": FULL, "key": key} for key, source in record["sources"].items()]
    assert telling_rows_of(SOURCES, full) == expected(SOURCES, groups)


def test_facts_with_the_sources_that_the_record_names(full: CompiledRegistry, record: dict[str, Any]) -> None:
    rows = [tuple(row.values()) for row in telling_rows_of(CITATIONS, full)]
    assert [row for row in rows if row[1] == "record"] == [(FULL, "record", key) for key in record["source"]]
    for number, event in enumerate(record["events"]):
        assert (FULL, f"events.{number}", event["source"]) in rows


def gregorian(event: dict[str, Any]) -> str:
    """Return an event's date: in this century a Julian day comes 13 days after the Gregorian one of its name."""
    day = str(event["date"])
    return (date.fromisoformat(day) + timedelta(days=13)).isoformat() if event.get("calendar") == "julian" else day


def test_events_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any], terms: Terms) -> None:
    groups = [
        {
            **event,
            **days(gregorian(event)),
            "old_style": event["date"] if "calendar" in event else None,
            "treaty": FULL,
            "number": number,
            "event": f"{FULL}:{event['id']}"
            if "id" in event
            else ":".join([FULL, gregorian(event), event["action"], event["party"]]),
            "plane": terms.vocabularies["actions"].terms[event["action"]].plane,
            "refers_to": f"{FULL}:{event['refers_to']}" if "refers_to" in event else None,
            "articles": [article["no"] for article in event.get("articles", ())],
            "disputed_by": [dispute["by"] for dispute in event.get("disputed", ())],
            "unanimous": event.get("votes", {}).get("unanimous"),
            **{f"votes_{side}": event.get("votes", {}).get(side) for side in ("in_favour", "against", "abstaining")},
        }
        for number, event in enumerate(record["events"])
    ]
    assert telling_rows_of(EVENTS, full) == expected(EVENTS, groups)


def test_the_parties_of_an_event_with_their_roles(full: CompiledRegistry) -> None:
    key = f"{FULL}:2003-04:suspension:AUS"
    assert [row for row in telling_rows_of(EVENT_PARTIES, full) if row["event"] == key] == [
        {"event": key, "role": "party", "party": "AUS"},
        {"event": key, "role": "towards", "party": "NZL"},
        {"event": key, "role": "owed_by", "party": "AUS"},
        {"event": key, "role": "owed_to", "party": "NZL"},
    ]


def test_stated_results_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any]) -> None:
    groups = [
        {**result, **days(result["date"]), "treaty": FULL, "number": number}
        for number, result in enumerate(record["attested"])
    ]
    assert telling_rows_of(ATTESTED, full) == expected(ATTESTED, groups)


def test_obligations_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any]) -> None:
    (obligation,) = record["obligations"]
    group = {
        **obligation,
        "treaty": FULL,
        "obligation": obligation["id"],
        "trigger": obligation["trigger"]["what"],
        "against": obligation["trigger"]["against"],
        "trigger_states": obligation["trigger"]["states"],
        "area": obligation["trigger"]["area"],
        "area_name": obligation["trigger"]["area_name"],
        "limits": ["not-against-named-state", "un-charter-51"],
        "articles": [article["no"] for article in obligation["articles"]],
        "summary_en": obligation["summary"]["en"],
        "summary_fr": obligation["summary"]["fr"],
    }
    assert telling_rows_of(CLAUSE_COLUMNS, full) == expected(CLAUSE_COLUMNS, [group])


def test_relations_as_the_record_has_them(full: CompiledRegistry, record: dict[str, Any]) -> None:
    groups = [
        {**relation, "treaty": FULL, "number": number, "other": relation.get("treaty")}
        for number, relation in enumerate(record["relations"])
    ]
    assert telling_rows_of(RELATIONS, full) == expected(RELATIONS, groups)


def test_positions_as_the_law_has_them(law: CompiledRegistry) -> None:
    groups = [row._asdict() for treaty in sorted(law.registry.treaties) for row in position_rows(law, treaty)]
    assert telling_rows_of(POSITIONS, law) == expected(POSITIONS, groups)


def test_directed_obligations_as_the_law_has_them(law: CompiledRegistry) -> None:
    groups = [
        {**row._asdict(), "articles": [number.replace(" ", "_") for number in row.articles]}
        for treaty in sorted(law.registry.treaties)
        for row in obligation_rows(law, treaty)
    ]
    assert telling_rows_of(OBLIGATIONS, law) == expected(OBLIGATIONS, groups)


def owed_years(law: CompiledRegistry) -> dict[str, set[tuple[str, str, int]]]:
    """Return for each kind of duty who owed it to whom in which year, by the law's own rows."""
    owed: dict[str, set[tuple[str, str, int]]] = {kind: set() for kind in DYAD_KINDS}
    for treaty in law.registry.treaties.values():
        for row in obligation_rows(law, treaty.id, DYAD_KINDS):
            # A year of which it is only possible has no 1: a duty is certain from the last day of its bounds on.
            start, last = row.start_latest, min(treaty.verified.latest, (row.end_earliest or date.max) - ONE_DAY)
            if row.standing == "owed" and start and start <= last:
                owed[row.kind] |= {(row.owed_by, row.owed_to, year) for year in range(start.year, last.year + 1)}
    return owed


def test_dyad_years_have_a_1_for_each_kind_that_the_law_says_was_owed(law: CompiledRegistry) -> None:
    directed, undirected = telling_rows_of(DIRECTED_DYAD_YEARS, law), rows_of(DYAD_YEARS, law)
    for kind, owed in owed_years(law).items():
        column = DYAD_KINDS[kind]
        ones = {(row["code1"], row["code2"], int(row["year"])) for row in directed if row[column] == "1"}
        assert ones == owed, kind
        either = {(min(one, other), max(one, other), year) for one, other, year in owed}
        assert {(r["code1"], r["code2"], int(r["year"])) for r in undirected if r[column] == "1"} == either, kind


def test_dyad_years_name_the_two_by_the_codes_that_they_had_then(law: CompiledRegistry) -> None:
    codes = {tree["code"]: tree["identifiers"] for tree in trees("parties")}

    def held(party: str, scheme: str, year: str) -> set[str]:
        """Return the numbers of a party in a scheme in a year."""
        return {
            code["value"]
            for code in codes[party]
            if code["scheme"] == scheme and str(code.get("since", ""))[:4] <= year <= str(code.get("until", "9999"))[:4]
        } - {"unknown", "none"} or {""}

    for row in telling_rows_of(DIRECTED_DYAD_YEARS, law):
        for side in "12":
            party = row[f"code{side}"]
            assert row[f"ccode{side}"] in held(party, "cow", row["year"]), row
            assert row[f"gwcode{side}"] in held(party, "gleditsch-ward", row["year"]), row
            assert row[f"iso{side}"] in held(party, "iso-3166-1-alpha-3", row["year"]), row


def test_dyad_years_name_treaties_doubts_and_the_day_that_is_known(make: Make) -> None:
    deposit = {"date": "1952-04-29", "action": "deposit", "party": ["AUS", "NZL"], "instrument": "ratification"}
    duty = {"owed_by": "all", "owed_to": "all", "commitment": "automatic", "summary": {"en": "x"}, "source": "text"}
    obligations = [{"id": "defence", "kind": "defence", **duty}]
    rows = rows_of(DIRECTED_DYAD_YEARS, make(events=[deposit], obligations=obligations))

    assert {row["treaties"] for row in rows} == {"1900-minimal"}
    assert {row["uncertain"] for row in rows} == {""}
    assert {row["known"] for row in rows} == {"2026-11-01"}
