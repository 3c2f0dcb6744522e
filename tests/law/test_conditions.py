"""Rules for entry into force that combine others: how they read, which condition decided, whose act is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.check.test_companion_keys import example, problems_of
from treaty_registry.check.parsing import build
from treaty_registry.language.languages import Language
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty

NESTED = {
    "when": "all-of",
    "delay": "90 days",
    "rules": [
        {"when": "deposits", "number": "2"},
        {
            "when": "any-of",
            "rules": [{"when": "on-date", "date": "2002-01-01"}, {"when": "deposits-by", "of": ["AUS", "NZL"]}],
        },
    ],
}


def record(rule: dict[str, Any], *, second_deposit: str = "2001-06-07", attested: bool = False) -> dict[str, Any]:
    """Return a record that Australia and New Zealand sign, and in which they deposit one after the other."""
    data = example()
    data["final_clauses"] = {"entry_into_force": {"initial": rule, "source": "text", "at": "art. 9"}}
    first = data["events"][1]
    second = {**first, "date": second_deposit, "party": ["NZL"]}
    data["events"] = [data["events"][0], {**first, "party": ["AUS"]}, *([second] if second_deposit else [])]
    if not attested:
        del data["attested"]
    return data


def said(data: dict[str, Any], terms: Terms, language: Language, on: date) -> str:
    treaty, problems = build(data, Treaty, terms.context())
    assert treaty is not None, problems
    registry = Registry(terms, {treaty.id: treaty})
    return Speaker(registry, language).paragraph(treaty, CompiledRegistry(registry).status(treaty.id, on), on)


def test_nested_rules_read_as_such_and_the_answer_says_which_came_last(terms: Terms) -> None:
    text = said(record(NESTED), terms, "en", date(2003, 1, 1))
    assert (
        "its text (art. 9) makes this depend on all of these conditions, and 90 days more: (a) 2 instruments; (b) one "
        "of these conditions: (i) the day that it sets; (ii) the instruments of states that it names (Australia and "
        "New Zealand)."
    ) in text


def test_the_last_condition_is_named_with_its_place_among_others(terms: Terms) -> None:
    rule = {
        "when": "all-of",
        "rules": [{"when": "on-date", "date": "2001-03-01"}, {"when": "any-of", "rules": NESTED["rules"][:1]}],
    }
    last = {"en": "Condition (b)(i) was the last to be met", "fr": "La condition b) i) a été remplie la dernière"}
    for language, words in last.items():
        assert words in said(record(rule), terms, language, date(2003, 1, 1))  # type: ignore[arg-type]  # a language


def test_the_first_of_several_alternatives_is_named(terms: Terms) -> None:
    rule = {"when": "any-of", "rules": [{"when": "on-date", "date": "2002-01-01"}, {"when": "all-signatories"}]}
    text = said(record(rule), terms, "en", date(2003, 1, 1))
    assert text.startswith("In force on 1 January 2003. It entered into force on 7 June 2001")
    assert "Condition (b) was the first to be met, on 7 June 2001 – New Zealand." in text


def test_no_condition_is_named_where_several_came_on_one_day(terms: Terms) -> None:
    rule = {"when": "all-of", "rules": [{"when": "deposits", "number": "2"}, {"when": "all-signatories"}]}
    assert "Condition" not in said(record(rule), terms, "en", date(2003, 1, 1))


def test_the_kyoto_protocol_waited_for_emissions(law: CompiledRegistry) -> None:
    # UNTC XXVII-7-a: Russia's instrument of 18 November 2004 brought it to 55 % (art. 25(1))
    treaty, on = law.registry.treaties["1997-kyoto-protocol"], date(2020, 1, 1)
    text = Speaker(law.registry, "en").paragraph(treaty, law.status(treaty.id, on), on)
    assert "Condition (b) was the last to be met, on 18 November 2004 – Russia." in text


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        ({"when": "all-signatories"}, "No consent of `NZL` is on record, and the rule needs it."),
        ({"when": "exchange-of-instruments"}, "No consent of `NZL` is on record, and the rule needs it."),
        (
            {"when": "deposits-by", "of": ["AUS", "NZL", "USA"]},
            "No consent of `NZL` and `USA` is on record, and the rule needs it.",
        ),
        (
            {"when": "deposits", "number": "3"},
            "1 of the 3 consents that it needs is on record; of those who could give it, `NZL` has none.",
        ),
        (
            {"when": "all-of", "rules": [{"when": "deposits", "number": "1"}, {"when": "all-signatories"}]},
            "(b): No consent of `NZL` is on record, and the rule needs it.",
        ),
    ],
)
def test_a_result_that_the_acts_do_not_bring_about_says_whose_act_is_missing(
    rule: dict[str, Any], missing: str, terms: Terms
) -> None:
    problems = problems_of(record(rule, second_deposit="", attested=True), terms)
    (message,) = (one.message for one in problems if one.code == "not-computed")
    assert missing in message
    assert "Look for a source that tells of what is missing" in message


def test_a_treaty_that_waits_says_for_whom(terms: Terms) -> None:
    waiting = record({"when": "all-signatories"}, second_deposit="")
    assert said(waiting, terms, "en", date(2003, 1, 1)).endswith("Missing as far as is known: New Zealand.")
    anybody = record({"when": "deposits", "number": "3"}, second_deposit="")
    assert "Missing" not in said(anybody, terms, "en", date(2003, 1, 1))
