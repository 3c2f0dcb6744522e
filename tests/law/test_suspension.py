"""Duties that are suspended between pairs of parties."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests.law.conftest import MADE, Make
from treaty_registry.law.suspensions import suspensions


def act(action: str, day: str, by: Any = "USA", to: Any = "NZL", **more: Any) -> dict[str, Any]:
    return {"action": action, "date": day, "party": "USA", "owed_by": by, "owed_to": to, **more}


def off(day: str, by: Any = "USA", to: Any = "NZL", **more: Any) -> dict[str, Any]:
    return act("suspension", day, by, to, **more)


def on(day: str, by: Any = "USA", to: Any = "NZL", **more: Any) -> dict[str, Any]:
    return act("suspension-end", day, by, to, **more)


def found(make: Make, day: str, *events: dict[str, Any]) -> list[tuple[str, str, str]]:
    gaps = make(events=list(events)).history(MADE).gaps
    return [
        ("+".join(one.owed_by), "+".join(one.owed_to), one.since.first.isoformat())
        for one in suspensions(gaps, date.fromisoformat(day))
    ]


def test_one_of_several_pairs_is_restored_alone(make: Make) -> None:
    acts = off("1986-08-11", ["AUS", "USA"], "NZL"), on("1990-01-01", "AUS", "NZL")
    assert found(make, "1989-12-31", *acts) == [("AUS+USA", "NZL", "1986-08-11")]
    assert found(make, "1990-01-01", *acts) == [("USA", "NZL", "1986-08-11")]


def test_several_acts_are_restored_together(make: Make) -> None:
    acts = off("1986-08-11"), off("1987-01-01", "AUS"), on("1990-01-01", ["AUS", "USA"], ["NZL", "JPN"])
    assert found(make, "1989-12-31", *acts) == [("USA", "NZL", "1986-08-11"), ("AUS", "NZL", "1987-01-01")]
    assert found(make, "1990-01-01", *acts) == []


def test_both_directions_are_two_pairs(make: Make) -> None:
    acts = off("1986-08-11", "USA", "NZL"), off("1986-08-11", "NZL", "USA"), on("1990-01-01", "NZL", "USA")
    assert found(make, "2000-01-01", *acts) == [("USA", "NZL", "1986-08-11")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_days_and_ranks_count_and_not_lines(make: Make, order: tuple[int, ...]) -> None:
    acts = [off("1986-08-11"), on("1986-08-11"), off("1987-01-01")]
    events = [acts[number] for number in order]
    assert found(make, "1986-08-11", *events) == []
    assert found(make, "1987-01-01", *events) == [("USA", "NZL", "1987-01-01")]


def test_a_suspension_that_was_limited_in_time_is_over(make: Make) -> None:
    limited = off("1986-08-11", until="1987-06-30")
    assert found(make, "1987-06-30", limited) == [("USA", "NZL", "1986-08-11")]
    assert found(make, "1987-07-01", limited) == []
    assert found(make, "1990-01-01", limited, off("1988")) == [("USA", "NZL", "1988-01-01")]


def test_an_imprecise_suspension_is_told_with_its_date_and_an_imprecise_end_hides_nothing(make: Make) -> None:
    acts = off("1986"), on("1990-06")
    assert found(make, "1985-12-31", *acts) == []
    assert found(make, "1986-01-01", *acts) == [("USA", "NZL", "1986-01-01")]
    assert found(make, "1990-06-15", *acts) == [("USA", "NZL", "1986-01-01")]
    assert found(make, "1990-06-30", *acts) == []


def test_what_has_no_date_is_told_and_not_ended_before_the_day_of_verification(make: Make) -> None:
    acts = off("unknown"), on("unknown")
    assert found(make, "1951-08-31", *acts) == []
    assert found(make, "1951-09-01", *acts) == [("USA", "NZL", "1951-09-01")]
    assert found(make, "2026-10-31", *acts) == [("USA", "NZL", "1951-09-01")]
    assert found(make, "2026-11-01", *acts) == []


def test_an_effective_date_counts_before_that_of_the_act(make: Make) -> None:
    acts = (off("1986-08-11", effective="1987-01-01"),)
    assert found(make, "1986-12-31", *acts) == []
    assert found(make, "1987-01-01", *acts) == [("USA", "NZL", "1987-01-01")]


def test_restoring_one_article_leaves_the_others_suspended(make: Make) -> None:
    four, five = [{"no": "IV"}], [{"no": "V"}]
    assert found(make, "2000-01-01", off("1986"), on("1990", articles=four)) == [("USA", "NZL", "1986-01-01")]
    assert found(make, "2000-01-01", off("1986", articles=four), on("1990", articles=five)) != []
    assert found(make, "2000-01-01", off("1986", articles=four), on("1990", articles=[*four, *five])) == []
    assert found(make, "2000-01-01", off("1986", articles=four), on("1990")) == []
