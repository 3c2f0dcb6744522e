"""Walking through a record's tree with its models beside it."""

from __future__ import annotations

from typing import Any

from tests.conftest import RECORDS
from treaty_registry.check.formatter import arranged
from treaty_registry.check.parsing import build
from treaty_registry.model.clauses import Clause, Duration, EntryIntoForce, Weight, current
from treaty_registry.model.event import Event
from treaty_registry.model.fields import doors, groups, lookup, references
from treaty_registry.model.obligation import Limit, Obligation
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.yaml import parse

MINIMAL = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")


def tree(**clauses: Any) -> dict[str, Any]:
    return {**parse(MINIMAL).tree, "final_clauses": clauses}  # type: ignore[dict-item]


def test_keys_that_name_other_treaties() -> None:
    assert references(Treaty) == ()
    assert references(Event) == ("under",)
    assert references(Obligation) == references(Clause) == ("since", "until")


def test_a_group_is_found_in_brackets_and_without() -> None:
    one = {"initial": "indefinite", "source": "text"}
    for held, place in ((one, ()), ([one], (0,))):
        found = [(path, part) for path, _, part in groups(tree(duration=held), Treaty, doors)]
        assert (("final_clauses", "duration", *place), Duration) in found


def test_a_plain_word_comes_as_the_group_that_it_stands_for() -> None:
    for held, place in (("national-law", ()), (["national-law"], (0,))):
        found = [(path, group) for path, group, part in groups({"limits": held}, Obligation, doors) if part is Limit]
        assert found == [(("limits", *place), {"limit": "national-law"})]


def test_a_key_is_found_in_a_group_without_brackets() -> None:
    for path in (("final_clauses", "duration", "initial"), ("final_clauses", "duration", 0, "initial")):
        assert lookup(Treaty, path).part is Duration


def test_a_mistake_in_a_group_without_brackets_is_shown_where_it_stands(terms: Terms) -> None:
    group = {"initial": "for ever", "source": "text"}
    for held, place in ((group, ()), ([group], (0,))):
        _, (problem,) = build(tree(duration=held), Treaty, terms.context())
        assert problem.path == ("final_clauses", "duration", *place, "initial")
    _, (problem,) = build(
        tree(duration={"initial": "1 year", "thn": "ends", "source": "text"}), Treaty, terms.context()
    )
    assert problem.path == ("final_clauses", "duration", "thn")
    assert "Did you mean `then`?" in problem.message


def test_keys_of_a_group_without_brackets_are_put_in_order() -> None:
    text = "final_clauses:\n  duration:\n    source: text\n    initial: indefinite\n"
    assert arranged(text, Treaty) == "final_clauses:\n  duration:\n    initial: indefinite\n    source: text\n"


def test_the_last_version_of_a_clause_is_the_current_one(terms: Terms) -> None:
    first = {"initial": {"when": "on-signature"}, "until": "1900-later", "source": "text"}
    second = {"initial": {"when": "unknown"}, "since": "1900-later", "source": "text"}
    treaty, problems = build(tree(entry_into_force=[first, second]), Treaty, terms.context())
    assert treaty, problems
    last = current(treaty.final_clauses.entry_into_force)
    assert isinstance(last, EntryIntoForce)
    assert last.since == "1900-later"
    assert current(treaty.final_clauses.duration) is None


def test_a_weight_is_a_share_or_a_number(terms: Terms) -> None:
    right: list[tuple[Any, str]] = [(text, text) for text in ("17.4 %", "0.06 %", "1/3", "25000")]
    for value, text in (*right, (12.5, "12.5")):
        weight, _ = build({"party": "RUS", "value": value}, Weight, terms.context())
        assert weight is not None
        assert weight.value == text
    for value in ("about a third", "-1", "1/0", ""):
        assert build({"party": "RUS", "value": value}, Weight, terms.context())[0] is None


def test_an_id_has_a_letter_after_its_year(terms: Terms) -> None:
    for name, right in (("2009-12-01", False), ("2009-12-lisbon", True), ("1914-18", False), ("1900-a", True)):
        relations = [{"type": "amends", "treaty": name, "source": "text"}]
        treaty, _ = build({**parse(MINIMAL).tree, "relations": relations}, Treaty, terms.context())  # type: ignore[dict-item]
        assert (treaty is not None) == right, name


def test_ends_that_are_no_dates(terms: Terms) -> None:
    event = {"date": "1999", "action": "prolongation", "source": "text"}
    for key, value, right in (
        ("until", "indefinite", True),
        ("until", "unknown", True),
        ("until", "1999-04", True),
        ("until", "never", False),
        ("effective", "unknown", True),
        ("effective", "indefinite", False),
    ):
        assert (build({**event, key: value}, Event, terms.context())[0] is not None) == right, (key, value)
