"""Files that once made a run fail or wait: each must end in findings that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import RECORDS, TODAY
from treaty_registry.check.finding import Finding
from treaty_registry.check.run import examine_bytes
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.reading.yaml import MAX_PROBLEMS, MAX_VALUES

MINIMAL = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")


def findings(text: str, terms: Terms) -> list[Finding]:
    """Return what is wrong with a text as the minimal record's file."""
    path = Path("treaties/1900/1900-minimal.yaml")
    return examine_bytes(text.encode(), path, Registry(terms, {}), TODAY).findings


def codes(text: str, terms: Terms) -> list[str]:
    return [finding.code for finding in findings(text, terms)]


def test_a_good_record_has_no_findings(terms: Terms) -> None:
    assert codes(MINIMAL, terms) == []


@pytest.mark.parametrize("moment", ["0001", "0001-01-01", "../1950"])
def test_an_event_at_the_beginning_of_time_is_compared_with_its_sources(moment: str, terms: Terms) -> None:
    assert codes(MINIMAL.replace("- date: 2001-02-03", f"- date: {moment}"), terms) == []


@pytest.mark.parametrize("moment", ["1950/..", "9999-12-31", "9999/.."])
def test_a_record_verified_at_the_end_of_time_is_answered(moment: str, terms: Terms) -> None:
    findings(MINIMAL.replace("verified: 2026-11-01", f"verified: {moment}"), terms)


def test_a_mark_apart_from_its_letter_is_found_in_a_line_as_long_as_a_file_may_be(terms: Terms) -> None:
    long = "x" * 990_000

    (finding,) = findings(f"{MINIMAL}# {long}e\u0301", terms)

    assert (finding.code, finding.column) == ("not-normalized", len(long) + 4)


@pytest.mark.parametrize(
    "rows",
    [
        "\u200b" * 300_000,
        "subjects: [" + "mutual-defense," * 40_000 + "]",
        "events: [{party: [" + "AUD," * 40_000 + "]}]",
        "events: [" + "{}," * 40_000 + "]",
        "".join(f"key-{number}: x\n" for number in range(20_000)),
        "&a " * 1_000,
    ],
    ids=["hidden characters", "wrong words", "wrong codes", "empty groups", "unknown keys", "anchors"],
)
def test_however_much_is_wrong_only_the_first_problems_are_told(rows: str, terms: Terms) -> None:
    assert 0 < len(findings(rows, terms)) <= 2 * MAX_PROBLEMS


def test_a_file_with_more_values_than_any_treaty_is_refused_before_it_is_understood(terms: Terms) -> None:
    assert codes("events: [" + "{}," * MAX_VALUES + "]", terms) == ["file-too-large"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('"a\\n\\x1b[31m": x', "a<U+000A><U+001B>[31m"),
        ('kind: "a\\nb"', "`a<U+000A>b`"),
        ('id: "a\\nb"', "`a<U+000A>b`"),
        ('verified: "a\\nb"', "`a<U+000A>b`"),
        ("title: !<%0A%1B> x", "`<U+000A><U+001B>`"),
    ],
)
def test_controls_of_a_record_never_reach_the_terminal(line: str, shown: str, terms: Terms) -> None:
    told = [f"{finding.where}: {finding.message}" for finding in findings(line, terms)]

    assert all(text.isprintable() for text in told)
    assert any(shown in text for text in told)


@pytest.mark.parametrize("text", ["[]", "text", "- a", "'2024'"])
def test_a_file_that_is_not_a_group_of_keys_is_told_so(text: str, terms: Terms) -> None:
    assert codes(text, terms) == ["wrong-type"]
