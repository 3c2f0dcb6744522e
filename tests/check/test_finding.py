"""Findings: how a place in a record is called, and the three forms in which findings are printed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaty_registry.check.finding import (
    Finding,
    as_github,
    findings_as_json,
    findings_as_text,
    has_errors,
    severity_of,
)
from treaty_registry.check.places import where
from treaty_registry.check.registry import KINDS

ERROR = Finding(
    file="treaties/2024/2024-example.yaml",
    line=12,
    column=9,
    code="bad-date",
    where="events[2024-06-19 signature RUS].date",
    message="`19/06/2024` could be two different days.",
    severity="error",
)
WARNING = replace(ERROR, line=3, code="overdue", where="", message="Read it again.", severity="warning")

RECORD: Any = {
    "id": "2024-example",
    "events": [
        {"date": "2024-06-19", "action": "signature", "party": "RUS"},
        {"date": "2024-12-04", "action": "exchange", "party": ["PRK", "RUS"]},
        {"id": "notice", "date": "2025", "action": "withdrawal-notice"},
        {"action": "signature"},
        {"date": "2025"},
        "not even a group",
    ],
    "attested": [{"what": "entry-into-force", "date": "2024-12-04"}],
    "identifiers": [{"scheme": "wikidata", "value": "Q1"}, {"scheme": ["wrong"]}],
    "obligations": [{"id": "help", "articles": [{"no": "4"}]}],
}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ((), ""),
        (("title",), "title"),
        (("final_clauses", "duration", "initial"), "final_clauses.duration.initial"),
        (("events", 0, "party"), "events[2024-06-19 signature RUS].party"),
        (("events", 1, "party", 0), "events[2024-12-04 exchange].party[1]"),
        (("events", 2), "events[notice]"),
        (("events", 3, "date"), "events[signature].date"),
        (("events", 4, "action"), "events[5].action"),
        (("events", 5), "events[6]"),
        (("attested", 0, "date"), "attested[2024-12-04 entry-into-force].date"),
        (("identifiers", 0, "value"), "identifiers[wikidata].value"),
        (("identifiers", 1), "identifiers[2]"),
        (("obligations", 0, "articles", 0, "no"), "obligations[help].articles[1].no"),
    ],
)
def test_a_place_is_called_by_what_the_contributor_sees_there(path: tuple[str | int, ...], shown: str) -> None:
    assert where(path, RECORD) == shown


def test_a_place_that_is_not_in_the_record_is_called_by_its_keys_and_numbers() -> None:
    assert where(("events", 40, "party", 2), RECORD) == "events[41].party[3]"
    assert where(("events", 0), None) == "events[1]"
    assert where(("title", 0), RECORD) == "title[1]"


def test_a_name_keeps_when_lines_move() -> None:
    moved = {**RECORD, "events": RECORD["events"][1:]}

    assert where(("events", 0, "action"), moved) == where(("events", 1, "action"), RECORD)


def test_names_are_cut_and_their_controls_made_visible() -> None:
    assert where(("a\n\x1b[31m", "x" * 500), {}) == "a<U+000A><U+001B>[31m." + "x" * 59 + "…"
    assert where(("events", 0), {"events": [{"id": "x" * 500}]}) == "events[" + "x" * 59 + "…]"


def test_the_text_form_gives_place_severity_and_code_then_what_to_do() -> None:
    assert findings_as_text([WARNING, ERROR], 1_234) == (
        "treaties/2024/2024-example.yaml:3:9: warning [overdue]\n"
        "    Read it again.\n"
        "treaties/2024/2024-example.yaml:12:9: error [bad-date]\n"
        "    events[2024-06-19 signature RUS].date: `19/06/2024` could be two different days.\n"
        "1,234 files checked: 1 error, 1 warning."
    )


def test_the_text_form_counts_in_the_plural_where_it_should() -> None:
    assert findings_as_text([], 3) == "3 files checked: 0 errors, 0 warnings."
    assert findings_as_text([ERROR, ERROR], 3).endswith("2 errors, 0 warnings.")


def test_the_json_form_holds_every_field_of_every_finding() -> None:
    told = json.loads(findings_as_json([ERROR, WARNING], 7))

    assert told["files"] == 7
    assert [Finding(**finding) for finding in told["findings"]] == [ERROR, WARNING]


def test_the_json_form_is_complete_without_findings() -> None:
    assert json.loads(findings_as_json([], 0)) == {"files": 0, "findings": []}


def test_the_github_form_is_a_command_for_each_finding() -> None:
    assert as_github([ERROR, WARNING], 7).split("\n") == [
        "::error file=treaties/2024/2024-example.yaml,line=12,col=9,title=bad-date::"
        "events[2024-06-19 signature RUS].date: `19/06/2024` could be two different days.",
        "::warning file=treaties/2024/2024-example.yaml,line=3,col=9,title=overdue::Read it again.",
    ]


def test_the_github_form_says_nothing_where_there_is_nothing_to_say() -> None:
    assert as_github([], 7) == ""


def test_the_github_form_escapes_what_would_end_a_property_or_the_command() -> None:
    odd = replace(ERROR, file="a:b,c%.yaml", where="", message="100 %\r\n::error::forged")

    assert as_github([odd], 1) == (
        "::error file=a%3Ab%2Cc%25.yaml,line=12,col=9,title=bad-date::100 %25%0D%0A::error::forged"
    )


@given(st.text(), st.text(), st.text())
def test_no_text_forges_a_second_github_command(file: str, place: str, message: str) -> None:
    command = as_github([replace(ERROR, file=file, where=place, message=message)], 1)

    assert "\n" not in command
    assert "\r" not in command
    assert command.startswith("::error file=")


def test_findings_are_ordered_by_file_then_line_then_column() -> None:
    later = replace(ERROR, line=100)
    other = replace(ERROR, file="treaties/1951/1951-example.yaml", line=500)

    assert sorted([later, ERROR, replace(ERROR, column=10), other]) == [other, ERROR, replace(ERROR, column=10), later]


@pytest.mark.parametrize(("findings", "fails"), [([], False), ([WARNING], False), ([WARNING, ERROR], True)])
def test_only_errors_make_a_run_fail(findings: list[Finding], fails: bool) -> None:
    assert has_errors(findings) is fails


def test_what_turns_wrong_by_the_clock_alone_is_a_warning() -> None:
    assert severity_of("overdue") == "warning"


def test_every_kind_is_explained_in_a_sentence_and_no_reading_problem_can_be_waived() -> None:
    texts = [text for kind in KINDS.values() for said in (kind.meaning, kind.mend) for text in (said.en, said.fr)]
    assert [text for text in texts if not text.endswith(".")] == []
    assert not any(KINDS[code].waivable for code in ("not-yaml", "missing-key", "unknown-term", "unknown-source"))
