"""The registry from Python, as a data user meets it: the documented example, defaults, rows and errors."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

import treaty_registry
from tests.conftest import RECORDS, REGISTRY, SmallRegistry
from treaty_registry.cli import main
from treaty_registry.law.treaty_history import dump, load_history


@pytest.fixture(scope="module")
def real() -> treaty_registry.Registry:
    return treaty_registry.load(REGISTRY)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, "--root", str(REGISTRY)]) == 0
    return capsys.readouterr().out


def test_a_status_is_that_of_the_day_of_verification_unless_a_day_is_asked_for(real: treaty_registry.Registry) -> None:
    assert real.status("1951-anzus").code == "in-force"
    # Australian Treaty Series 1952 No 2: in force 29 April 1952.
    assert real.status("1951-anzus", "1952-04-28").code == "signed"
    assert real.status("1951-anzus", date(1952, 4, 29)).code == "in-force"


def test_duties_can_be_asked_for_by_party_kind_and_day(real: treaty_registry.Registry) -> None:
    # TASS, 5 December 2024: in force on the exchange of instruments of 4 December.
    (row,) = real.obligations(of="RUS", to="PRK", kind="defence", on="2024-12-04")
    assert (row.treaty, row.owed_by, row.owed_to, row.start, row.end) == (
        "2024-russia-dprk-strategic-partnership",
        "RUS",
        "PRK",
        date(2024, 12, 4),
        None,
    )
    assert (row.trigger, row.commitment, row.articles) == ("armed-attack", "automatic", ("4",))
    assert real.obligations(of="RUS", to="PRK", kind="defence", on="2024-12-03") == []


def test_positions_of_a_day_are_those_of_all_days_that_cover_it(real: treaty_registry.Registry) -> None:
    rows = real.positions("1951-anzus", on="2000-01-01")
    assert {row.party: row.position for row in rows} == {"AUS": "party", "NZL": "party", "USA": "party"}
    assert set(rows) < set(real.positions("1951-anzus"))


def test_a_position_says_what_qualifies_it(real: treaty_registry.Registry) -> None:
    # Department of State, 11 August 1986: the United States suspended its security obligations to New Zealand.
    before, after = (real.position("1951-anzus", "NZL", day) for day in ("1986-08-10", "1990-01-01"))
    assert (before.code, before.qualifications) == ("party", ())
    (told,) = after.qualifications
    assert (after.code, told.kind, told.others, told.start.first) == ("party", "not-owed", ("USA",), date(1986, 8, 11))
    (own,) = real.position("1951-anzus", "USA", "1990-01-01").qualifications
    assert (own.kind, own.others) == ("suspended", ("NZL",))


def test_a_day_that_was_not_found_is_empty_and_has_bounds(real: treaty_registry.Registry) -> None:
    (peru,) = (row for row in real.positions("1947-rio-treaty", on="2010-01-01") if row.party == "PER")
    bounds = peru.start_earliest, peru.start_latest
    assert (peru.position, peru.start, bounds) == ("party", None, (date(1948, 12, 3), date(2009, 4, 30)))


def test_whoever_had_to_become_a_party_with_the_treaty_has_been_one_since_that_day(
    real: treaty_registry.Registry,
) -> None:
    # When Belgium deposited its instrument was not found; the treaty could not enter into force without it.
    (row,) = (row for row in real.positions("1949-north-atlantic-treaty", on="2000-01-01") if row.party == "BEL")
    assert (row.start, row.start_earliest) == (date(1949, 8, 24), date(1949, 8, 24))


@pytest.mark.parametrize("words", [{"of": "XXX"}, {"to": "XXX"}, {"kind": "help"}, {"treaty": "1900-none"}])
def test_unknown_words_are_refused(real: treaty_registry.Registry, words: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        real.obligations(**words)
    with pytest.raises(KeyError):
        real.status("1900-none")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        real.status("1951-anzus", "29 April 1952")


def test_records_with_errors_are_not_answered_from(registry: SmallRegistry) -> None:
    registry.add("1900-bad.yaml", "schema_version: 1\nid: 1900-bad\n")
    with pytest.raises(treaty_registry.InvalidRecordsError, match="missing-key"):
        treaty_registry.load(registry.root.path)


def test_the_documented_example_runs_as_it_stands() -> None:
    page = (REGISTRY / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert len(blocks) > 3
    known: dict[str, object] = {}
    for block in blocks:
        exec(block.replace('load(".")', f"load({str(REGISTRY)!r})"), known)  # noqa: S102  # our own page
    assert known["partners"]


def test_the_command_explains_a_status_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    english = run(capsys, "status", "1951-anzus", "--on", "1952-04-29")
    assert "In force on 29 April 1952." in english
    assert re.search(r"AUS +Australia +Party", english)
    assert "En vigueur le 29 avril 1952." in run(
        capsys, "status", "1951-anzus", "--on", "1952-04-29", "--language", "fr"
    )


def test_the_command_says_what_is_suspended_and_that_there_may_be_others(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "status", "1951-anzus", "--on", "1990-01-01")
    assert re.search(r"NZL .*Party +duties of United States towards it suspended, since 11 August 1986", told)
    assert re.search(r"USA .*Party +its duties towards New Zealand suspended, since 11 August 1986", told)
    assert "there may be others" in told
    french = run(capsys, "status", "1951-anzus", "--on", "1990-01-01", "--language", "fr")
    assert "obligations suspendues : envers Nouvelle-Zélande, depuis le 11 août 1986" in french
    # A treaty between two that is closed to others has no other party.
    assert "others" not in run(capsys, "status", "1953-us-korea-defence", "--on", "1990-01-01")
    owed = run(capsys, "obligations", "--of", "USA", "--to", "NZL", "--on", "1990-01-01")
    assert "Suspended under ANZUS Treaty: United States towards New Zealand, since 11 August 1986." in owed
    assert "ANZUS" not in run(capsys, "obligations", "--of", "USA", "--to", "KOR", "--on", "1990-01-01")
    tree = json.loads(run(capsys, "status", "1951-anzus", "--on", "1990-01-01", "--format", "json"))
    assert {row["party"]: row["qualified_by"] for row in tree["positions"]}["USA"] == ["suspended"]
    assert (tree["participants"], tree["unlisted_since"]) == ("unknown", "1951-09-01")
    assert {told["kind"] for told in tree["qualifications"]} == {"suspended", "not-owed"}


def test_the_command_gives_a_status_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    tree = json.loads(run(capsys, "status", "1951-anzus", "--on", "2030-01-01", "--format", "json"))
    assert (tree["status"], tree["on"]) == ("in-force", "2030-01-01")
    assert tree["known"] < tree["on"]
    assert "As known on" in tree["text"]["en"]
    (reason,) = tree["reasons"]
    assert reason == {"code": "entry-rule", "first": "1952-04-29", "last": "1952-04-29"} | {
        key: reason[key] for key in ("event", "attested", "at") if key in reason
    }
    rows = list(csv.DictReader(io.StringIO(run(capsys, "status", "1951-anzus", "--format", "csv"))))
    assert {row["party"] for row in rows} == {"AUS", "NZL", "USA"}


def test_the_two_duties_of_december_2024(capsys: pytest.CaptureFixture[str]) -> None:
    def owed(day: str) -> set[tuple[str, str, str]]:
        text = run(capsys, "obligations", "--kind", "defence", "--on", day, "--format", "csv")
        return {(row["treaty"], row["owed_by"], row["owed_to"]) for row in csv.DictReader(io.StringIO(text))}

    treaty = "2024-russia-dprk-strategic-partnership"
    before, after = owed("2024-12-03"), owed("2024-12-04")
    assert after - before == {(treaty, "RUS", "PRK"), (treaty, "PRK", "RUS")}
    assert before - after == set()


def test_the_command_lists_duties_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("obligations", "--of", "USA", "--to", "JPN", "--kind", "defence", "--on", "2000-01-01")
    header, line = run(capsys, *options).splitlines()
    assert header.startswith("who owes")
    assert line.startswith("United States")
    (row,) = json.loads(run(capsys, *options, "--format", "json"))
    assert (row["owed_by"], row["owed_to"], row["end"]) == ("USA", "JPN", None)
    assert (
        run(capsys, "obligations", "--of", "USA", "--on", "1700-01-01") == "No such duty is on record for that day.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "1951-anzuz"], "did you mean `1951-anzus`?"),
        (["obligations", "--of", "USB"], "did you mean"),
        (["obligations", "--kind", "defense"], "did you mean `defence`?"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main([*arguments, "--root", str(REGISTRY)]) == 2
    assert told.lower() in capsys.readouterr().err.lower()


def test_a_record_with_errors_is_no_answer_and_keeps_no_other_from_one(
    registry: SmallRegistry, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.add("1900-bad.yaml", "schema_version: 1\nid: 1900-bad\n")
    registry.add(Path(RECORDS / "valid" / "1900-minimal.yaml"))
    assert main(["status", "1900-minimal", "--root", str(registry.root.path)]) == 0
    assert capsys.readouterr().out
    assert main(["status", "1900-bad", "--root", str(registry.root.path)]) == 1
    assert "1900-bad.yaml has errors" in capsys.readouterr().err


def test_a_history_has_the_days_of_a_treaty_and_of_its_parties(real: treaty_registry.Registry) -> None:
    kyoto = real.history("1997-kyoto-protocol")
    # Depositary notification C.N.796.2011: Canada's notice of 15 December 2011 took effect a year later.
    assert kyoto.entry_into_force.earliest == kyoto.entry_into_force.latest == date(2005, 2, 16)
    assert (kyoto.end.earliest, kyoto.end.latest) == (None, None)
    (canada,) = kyoto.parties["CAN"]
    assert (canada.start.earliest, canada.end.earliest) == (date(2005, 2, 16), date(2012, 12, 15))
    never = real.history("1996-ctbt")
    assert (never.entry_into_force.earliest, never.entry_into_force.latest) == (None, None)
    with pytest.raises(KeyError):
        real.history("1900-none")


def test_a_history_says_the_same_when_it_was_kept(real: treaty_registry.Registry) -> None:
    for treaty in real.treaties:
        history = real.history(treaty)
        assert load_history(dump(history)) == history


def test_records_with_errors_are_left_out_where_that_is_asked_for(registry: SmallRegistry) -> None:
    registry.add_all([RECORDS / "valid" / "1900-minimal.yaml", RECORDS / "valid" / "1890-older.yaml"])
    broken = registry.add(RECORDS / "valid" / "1900-example.yaml")
    broken.write_text(broken.read_text(encoding="utf-8").replace("binding: ", "bindings: "), encoding="utf-8")

    with pytest.raises(treaty_registry.InvalidRecordsError, match="1900-example"):
        treaty_registry.load(registry.root.path, today="2026-11-22")
    loaded = treaty_registry.load(registry.root.path, today="2026-11-22", strict=False)
    assert set(loaded.treaties) == {"1900-minimal", "1890-older"}
    assert {finding.file for finding in loaded.findings if finding.severity == "error"} == {
        "treaties/1900/1900-example.yaml"
    }
    assert loaded.status("1900-minimal").code
