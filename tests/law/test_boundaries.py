"""Where days and numbers touch: the first day, the last day, two things on one day, and the least that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.law.asking import positions, statuses
from tests.law.conftest import MADE, Make
from treaty_registry.law.acts import Act
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, Interval, covers, next_after, next_day
from treaty_registry.law.interpretations import Interpretations

RATIFIED = {"action": "deposit", "instrument": "ratification"}
SIGNED = {"party": ["AUS", "NZL", "USA"]}
MAJORITY = {"entry_into_force": {"initial": {"when": "majority-of-signatories"}}}


def day(number: int) -> date:
    return date(2000, 1, number)


def days(first: int, last: int | None = None) -> DateBounds:
    return DateBounds(day(first), day(last or first))


def deposit(party: str, date: str, **more: Any) -> dict[str, Any]:
    return {**RATIFIED, "party": party, "date": date, **more}


def test_an_interval_holds_its_first_day_and_not_its_end() -> None:
    spell = Interval(day(10), day(20))
    assert [spell.covers(day(number)) for number in (9, 10, 19, 20)] == [False, True, True, False]


def test_what_begins_on_a_day_holds_on_that_day_and_what_ends_on_a_day_no_more() -> None:
    assert [covers(days(10), days(20), day(number)) for number in (9, 10, 19, 20)] == [False, True, True, False]
    assert [covers(days(10, 12), NOT_YET, day(number)) for number in (9, 10, 11, 12)] == [False, None, None, True]
    assert [covers(days(1), days(20, 22), day(number)) for number in (19, 20, 21, 22)] == [True, None, None, False]


def test_an_act_of_the_day_of_the_start_counts() -> None:
    assert next_after([days(9), days(10)], days(10)) == days(10)
    assert next_after([days(9)], days(10)) == NOT_YET
    assert next_after([days(11), days(10)], days(10)) == days(10)


def test_an_act_that_may_have_come_before_the_start_may_not_count() -> None:
    assert next_after([days(8, 12)], days(10)) == DateBounds(day(10), NEVER)
    assert next_after([days(8, 12), days(20)], days(10)) == DateBounds(day(10), day(20))
    assert next_after([days(8, 10)], days(10)) == DateBounds(day(10), NEVER)
    assert next_after([days(10, 12)], days(10)) == days(10, 12)


def test_the_day_after_moves_both_bounds_by_one() -> None:
    assert next_day(days(10, 12)) == days(11, 13)


def test_what_follows_an_imprecise_start_comes_no_earlier_than_its_first_day() -> None:
    assert next_after([days(9, 20)], days(10, 12)) == DateBounds(day(10), NEVER)


def test_windows_touch_on_one_day() -> None:
    assert days(1, 5).meets(days(5, 9))
    assert days(5, 9).meets(days(1, 5))
    assert not days(1, 4).meets(days(5, 9))
    assert days(1, 5).before(days(5, 9)) is None
    assert days(1, 4).before(days(5, 9)) is True
    assert days(5).before(days(5)) is False
    assert days(5, 9).holds(days(5, 9))
    assert not days(5, 9).holds(days(4, 9))
    assert not days(5, 9).holds(days(5, 10))


def test_who_leaves_and_returns_on_one_day_is_a_party_on_it(make: Make) -> None:
    """A party that has left until the eve of its return is not held to have stayed away."""
    joined = [deposit(code, "1951-10-01") for code in SIGNED["party"]]
    leaves = {"action": "withdrawal", "party": "AUS", "date": "1960-01-01"}
    away = make(signed=SIGNED, clauses=MAJORITY, events=[*joined, leaves])
    assert positions(away, MADE, "AUS", "1959-12-31", "1960-01-01") == ["party", "withdrawn"]
    back = make(signed=SIGNED, clauses=MAJORITY, events=[*joined, leaves, deposit("AUS", "1960-01-01")])
    assert positions(back, MADE, "AUS", "1959-12-31", "1960-01-01", "1960-01-02") == ["party"] * 3
    later = make(signed=SIGNED, clauses=MAJORITY, events=[*joined, leaves, deposit("AUS", "1960-01-02")])
    assert positions(later, MADE, "AUS", "1960-01-01", "1960-01-02") == ["withdrawn", "party"]


@pytest.mark.parametrize("share", ["1/3", "1/10", "10 %"])
def test_a_share_takes_two_sides(make: Make, share: str) -> None:
    """One party alone makes no treaty, however small the share that has to consent."""
    rule = {"entry_into_force": {"initial": {"when": "share-of-signatories", "share": share}}}
    first, second = deposit("AUS", "1952-01-01"), deposit("NZL", "1953-01-01")
    alone = make(signed=SIGNED, clauses=rule, events=[first])
    assert statuses(alone, MADE, "1952-01-01", "2026-11-01") == ["signed", "signed"]
    both = make(signed=SIGNED, clauses=rule, events=[first, second])
    assert statuses(both, MADE, "1952-12-31", "1953-01-01") == ["signed", "in-force"]


def test_a_majority_takes_two_sides_too(make: Make) -> None:
    alone = make(signed={"party": ["AUS"]}, clauses=MAJORITY, events=[deposit("AUS", "1952-01-01")])
    assert statuses(alone, MADE, "1952-01-01", "2026-11-01") == ["signed", "signed"]


def acts_of(made: CompiledRegistry) -> Sequence[Act]:
    """Return the acts of the made treaty, in the order in which the law takes them."""
    return Interpretations(made.registry).own(MADE).view.acts


class TestActs:
    """What is written about acts where they are read (``law.told_acts``)."""

    def test_acts_of_one_day_follow_their_rank_and_not_the_lines(self, make: Make) -> None:
        acts = [
            {"action": "signature-withdrawal", "party": "AUS", "date": "1951-09-01"},
            {"action": "signature", "party": "AUS", "date": "1951-09-01"},
        ]
        found = [act.effect for act in acts_of(make(events=acts))]
        assert found == [act.effect for act in acts_of(make(events=acts[::-1]))]
        assert found[-1] == "withdraws-signature"

    def test_acts_follow_the_days_of_their_effect(self, make: Make) -> None:
        late = deposit("AUS", "1952-01-01", effective="1960-01-01")
        early = deposit("NZL", "1953-01-01")
        acts = [act for act in acts_of(make(events=[late, early])) if act.effect == "consents"]
        assert [act.parties for act in acts] == [("NZL",), ("AUS",)]

    def test_an_act_takes_effect_on_its_own_day_if_it_has_one(self, make: Make) -> None:
        made = make(events=[deposit("AUS", "1952-01-01", effective="1960-01-01"), deposit("NZL", "1953-01-01")])
        by_party = {act.parties[0]: act for act in acts_of(made) if act.effect == "consents"}
        assert by_party["AUS"].done == DateBounds(date(1952, 1, 1), date(1952, 1, 1))
        assert by_party["AUS"].effective == DateBounds(date(1960, 1, 1), date(1960, 1, 1))
        assert by_party["AUS"].own_effect_day
        assert by_party["NZL"].effective == by_party["NZL"].done
        assert not by_party["NZL"].own_effect_day

    def test_an_unknown_effect_comes_from_the_act_on_if_at_all(self, make: Make) -> None:
        made = make(events=[deposit("AUS", "1952-01-01", effective="unknown")])
        (act,) = (act for act in acts_of(made) if act.effect == "consents")
        assert act.effective == DateBounds(date(1952, 1, 1), NEVER)

    def test_an_act_without_a_date_was_done_by_the_day_of_its_effect(self, make: Make) -> None:
        made = make(events=[deposit("AUS", "unknown", effective="1960-01-01")])
        (act,) = (act for act in acts_of(made) if act.effect == "consents")
        assert act.done == DateBounds(date(1951, 9, 1), date(1960, 1, 1))

    def test_an_act_without_a_date_came_between_the_first_signature_and_the_verification(self, make: Make) -> None:
        made = make(events=[deposit("AUS", "unknown"), {"action": "signature", "party": "USA", "date": "1951-10-01"}])
        (act,) = (act for act in acts_of(made) if act.effect == "consents")
        assert act.done == DateBounds(date(1951, 9, 1), date(2026, 11, 1))

    def test_an_expulsion_is_an_act_of_those_who_are_expelled(self, make: Make) -> None:
        joined = [deposit(code, "1951-10-01") for code in SIGNED["party"]]
        expelled = {"action": "expulsion", "party": "NZL", "towards": "AUS", "date": "1960-01-01"}
        made = make(signed=SIGNED, events=[*joined, expelled])
        assert positions(made, MADE, "AUS", "1959-12-31", "1960-01-01") == ["party", "withdrawn"]
        assert positions(made, MADE, "NZL", "1960-01-01") == ["party"]


@pytest.mark.parametrize("when", ["all-of", "any-of"])
def test_a_rule_that_combines_nothing_is_never_taken_for_met(make: Make, when: str) -> None:
    # VCLT art. 24(1): what the text makes entry into force depend on is not known.
    made = make(clauses={"entry_into_force": {"initial": {"when": when}}})
    assert made.history(MADE).entry_into_force.latest is None
    assert made.status(MADE, date(2000, 1, 1)).code == "cannot-tell"
