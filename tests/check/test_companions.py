"""Keys that a term needs beside it, and keys that mean nothing beside it: one walk over all vocabularies."""

from __future__ import annotations

import pytest

from tests.check.examples import valid
from tests.conftest import RECORDS, SmallRegistry
from treaty_registry.model.fields import doors, is_list, marks
from treaty_registry.model.registry import Terms
from treaty_registry.model.terms import Term
from treaty_registry.model.treaty import Treaty

PLAIN = valid("1900-example").replace("- date: 2001-02-03\n", "- id: signing\n  date: 2001-02-03\n", 1)
DEPOSIT = "  action: deposit\n  party: [AUS, NZL]\n  instrument: ratification\n"
COMMITMENT = "  commitment: automatic\n"


def found(registry: SmallRegistry, text: str) -> list[tuple[str, str, str]]:
    registry.add("1900-example.yaml", text)
    registry.add(RECORDS / "valid" / "1890-older.yaml")
    findings = registry.examine()
    assert {finding.code for finding in findings} <= {"missing-companion", "stray-companion", "keys-out-of-order"}
    return [(one.code, one.where, one.message) for one in findings if one.code != "keys-out-of-order"]


def with_event(keys: str) -> str:
    assert DEPOSIT in PLAIN
    added = f"  source: depositary\n- date: 2001-05-06\n  party: [AUS, NZL]\n{keys}"
    return PLAIN.replace(DEPOSIT, DEPOSIT + added)


def with_duty(trigger: str, limits: str = "national-law") -> str:
    assert COMMITMENT in PLAIN
    return PLAIN.replace(COMMITMENT, f"  trigger: {trigger}\n{COMMITMENT}  limits: {limits}\n")


@pytest.mark.parametrize(
    ("action", "key", "goes_with"),
    [
        ("signature", "votes: {against: 1}", "legislative-approval"),
        ("signature", "owed_by: AUS", "suspension"),
        ("signature", "until: 2002", "prolongation"),
        ("publication", "chamber: lower", "legislative-approval"),
        ("proclamation", "refers_to: signing", "objection"),
        ("initialling", "precludes: no", "objection"),
        ("registration", "towards: NZL", "withdrawal-notice"),
        ("accession-invitation", "of: JPN", "succession"),
    ],
)
def test_a_key_that_goes_with_other_acts(registry: SmallRegistry, action: str, key: str, goes_with: str) -> None:
    ((code, where, message),) = found(registry, with_event(f"  action: {action}\n  {key}\n"))
    name = key.split(":")[0]
    assert code == "stray-companion"
    assert where.endswith(f".{name}")
    assert message.startswith(f"`{name}` means nothing beside `action: {action}`. It goes with `")
    assert message.endswith("Delete it or change `action`.")


@pytest.mark.parametrize(
    "keys", ["action: signature\n  body: Cabinet", "action: initialling\n  articles: [{no: IV}]\n  authority: One"]
)
def test_what_may_be_said_of_every_act(registry: SmallRegistry, keys: str) -> None:
    assert found(registry, with_event(f"  {keys}\n")) == []


@pytest.mark.parametrize(
    ("trigger", "code", "words"),
    [
        ("{what: armed-attack, area: named-area}", "missing-companion", "`named-area` needs `area_name` beside it"),
        (
            "{what: armed-attack, area: territory-under-administration}",
            "missing-companion",
            "`territory-under-administration` needs `area_of` beside it",
        ),
        (
            "{what: armed-attack, against: named-third-state}",
            "missing-companion",
            "`named-third-state` needs `states` beside it",
        ),
        ("{what: war-with-named-state}", "missing-companion", "`war-with-named-state` needs `states` beside it"),
        (
            "{what: request, against: beneficiary, states: JPN}",
            "stray-companion",
            "`states` means nothing beside `what: request` and `against: beneficiary`. It goes with `what: ",
        ),
        (
            "{what: armed-attack, area_name: the Example Sea}",
            "stray-companion",
            "`area_name` means nothing beside no term at all. It goes with `area: treaty-area`",
        ),
    ],
)
def test_triggers(registry: SmallRegistry, trigger: str, code: str, words: str) -> None:
    ((one, _, message),) = found(registry, with_duty(trigger))
    assert one == code
    assert message.startswith(words)


@pytest.mark.parametrize(
    "trigger",
    [
        "{what: request, against: named-third-state, states: JPN}",
        "{what: armed-attack, states: JPN, area: named-area, area_name: the Example Sea}",
        "{what: armed-attack, area: territory-under-administration, area_of: JPN}",
    ],
)
def test_triggers_that_are_complete(registry: SmallRegistry, trigger: str) -> None:
    assert found(registry, with_duty(trigger)) == []


@pytest.mark.parametrize(
    ("limits", "where"),
    [
        ("not-against-named-state", "obligations[help].limits"),
        ("[national-law, not-against-named-state]", "obligations[help].limits[2]"),
        ("[{limit: not-against-named-state}]", "obligations[help].limits[1]"),
        ("{limit: not-against-named-state}", "obligations[help].limits"),
    ],
)
def test_a_limit_that_needs_its_states(registry: SmallRegistry, limits: str, where: str) -> None:
    ((code, place, _),) = found(registry, with_duty("{what: armed-attack}", limits))
    assert (code, place) == ("missing-companion", where)


def test_a_limit_with_its_states(registry: SmallRegistry) -> None:
    limits = "[national-law, {limit: not-against-named-state, states: JPN, note: {en: Not there.}}]"
    assert found(registry, with_duty("{what: armed-attack}", limits)) == []


def test_a_succession_names_whose_place_is_taken(registry: SmallRegistry) -> None:
    signed = "  action: signature\n  party: [AUS, NZL"
    ((code, _, message),) = found(registry, with_event("  action: succession\n"))
    assert code == "missing-companion"
    assert message.startswith("`succession` needs `of` beside it")
    right = with_event("  action: succession\n  of: JPN\n")
    assert signed in right
    assert found(registry, right.replace(signed, f"{signed}, JPN", 1)) == []


def test_each_version_of_a_clause_is_looked_at(registry: SmallRegistry) -> None:
    clause = "  duration:\n  - {initial: 5 years, then: ends, until: 1890-older, source: text}\n"
    later = "  - {initial: 5 years, then: renews, since: 1890-older, source: text}\n"
    assert "\nevents:" in PLAIN
    ((code, where, _),) = found(registry, PLAIN.replace("\nevents:", f"\n{clause}{later}events:", 1))
    assert (code, where) == ("missing-companion", "final_clauses.duration[2]")
    right = later.replace("renews", "renews, renewal: unknown")
    assert found(registry, PLAIN.replace("\nevents:", f"\n{clause}{right}events:", 1)) == []


def test_every_key_that_a_vocabulary_names_is_a_key_beside_some_term(terms: Terms) -> None:
    beside: dict[str, set[str]] = {name: set() for name in terms.vocabularies}
    pending, seen = [Treaty], set()
    while pending:
        if (part := pending.pop()) not in seen:
            seen.add(part)
            pending += [door.part for door in doors(part).values()]  # type: ignore[misc]
            for field in part.model_fields.values():
                for mark in marks(field, Term):
                    if mark.vocabulary in beside and not is_list(field.annotation):
                        beside[mark.vocabulary] |= set(part.model_fields)
    for name, vocabulary in terms.vocabularies.items():
        for word, term in vocabulary.terms.items():
            assert {*(term.needs or ()), *(term.allows or ())} <= beside[name], f"{name}: {word}"
        assert set(vocabulary.always or ()) <= beside[name], name
