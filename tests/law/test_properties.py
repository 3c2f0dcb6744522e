"""What must hold of every treaty, however its acts fall: checked on generated histories.

Histories are made from acts, clauses and disputes at random, possible or not: the law must answer all of them alike.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.law.conftest import MADE, Make
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, later, sooner

DAYS = st.dates(date(1950, 1, 1), date(1999, 12, 31))
PARTIES = ("AUS", "NZL", "JPN", "CSK")
"""Three states that go on, and one that ceased to exist with 1992."""

ALL_LISTED = {"list": "complete", "source": "text"}
"""With this an act of somebody new changes nothing of earlier days: it was known that they had no part."""

SETTINGS = settings(
    max_examples=examples(40, 1_000), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PERIODS = st.builds("{} {}".format, st.integers(1, 40), st.sampled_from(["days", "weeks", "months", "years"]))


@st.composite
def moments(draw: st.DrawFn, *, precise: bool) -> str:
    """Return a date as a record writes it: a day, or something less exact."""
    day = draw(DAYS)
    if precise:
        return day.isoformat()
    forms = [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}?", f"{day:%Y-%m-%d}~"]
    span = sorted([day, draw(DAYS)])
    return draw(st.sampled_from([*forms, f"{span[0]}/{span[1]}"]))


@st.composite
def acts(draw: st.DrawFn, *, precise: bool) -> dict[str, Any]:
    """Return an act of some party."""
    party = draw(st.sampled_from(PARTIES))
    other = draw(st.sampled_from([code for code in PARTIES if code != party]))
    act: dict[str, Any] = {"date": draw(moments(precise=precise)), "party": party}
    kind = draw(st.sampled_from(sorted(ACTS)))
    act |= {"action": kind} | ACTS[kind]
    if "owed_by" in act:
        act |= {"owed_by": party, "owed_to": other}
    if "towards" in act:
        act["towards"] = other
    return act


ACTS: dict[str, dict[str, Any]] = {
    "signature": {},
    "deposit": {"instrument": "accession"},
    "exchange": {"instrument": "ratification"},
    "provisional-application": {},
    "provisional-application-end": {},
    "withdrawal-notice": {},
    "withdrawal": {},
    "consent-revocation": {},
    "signature-withdrawal": {},
    "prolongation": {"until": "1990-01-01"},
    "non-renewal-notice": {},
    "suspension": {"owed_by": "", "owed_to": ""},
    "suspension-end": {"owed_by": "", "owed_to": ""},
    "termination-agreement": {},
    "termination-notice": {},
    "breach-termination": {"towards": ""},
    "expulsion": {"towards": ""},
    "accession-objection": {"towards": ""},
    "entry-waiver": {},
    "entry-event": {},
    "partial-withdrawal": {},
}

RULES = st.sampled_from(
    [
        {"when": "on-signature"},
        {"when": "all-signatories"},
        {"when": "deposits", "number": 2, "delay": "30 days"},
        {"when": "deposits-by", "of": ["AUS", "JPN"]},
        {"when": "majority-of-signatories", "starting": "first-of-month-after"},
        {"when": "share-of-signatories", "share": "2/3"},
        {
            "when": "weighted-share",
            "share": "55 %",
            "measure": "something",
            "weights": [{"party": "AUS", "value": "40 %"}, {"party": ["NZL", "JPN"], "value": "60 %"}],
        },
        {
            "when": "all-of",
            "rules": [{"when": "deposits", "number": 2}, {"when": "on-date", "date": "1960-01-01"}],
            "delay": "1 month",
        },
        {"when": "any-of", "rules": [{"when": "deposits", "number": 3}, {"when": "on-signature"}]},
        {"when": "deposits", "number": 2, "of": ["AUS", "NZL", "JPN"]},
        {"when": "deposits-by", "number": 1, "of": ["AUS", "JPN"]},
        {"when": "on-event"},
        {
            "when": "date-if-met",
            "date": "1960-01-01",
            "delay": "90 days",
            "rules": [{"when": "deposits", "number": 2}],
        },
        {"when": "unknown"},
    ]
)

CLAUSES = st.fixed_dictionaries(
    {
        "entry_into_force": st.fixed_dictionaries(
            {"initial": RULES}, optional={"later": st.just({"when": "own-deposit", "delay": "90 days"})}
        )
    },
    optional={
        "withdrawal": st.sampled_from(
            [
                {"allowed": "by-notice", "notice": "1 year", "ends": "one-party"},
                {"allowed": "by-notice", "notice": "1 year", "ends": "one-party", "minimum_parties": 3},
                {
                    "allowed": "by-notice",
                    "notice": "6 months",
                    "earliest": "5 years",
                    "window": "1 year",
                    "every": "5 years",
                },
                {"allowed": "at-end-of-term", "notice": "6 months", "ends": "one-party"},
            ]
        ),
        "duration": st.sampled_from(
            [
                {"initial": "10 years", "then": "renews", "renewal": "5 years", "notice": "1 year"},
                {"initial": "20 years", "then": "ends"},
                {"initial": "20 years", "then": "unknown"},
                {"initial": "5 years", "then": "renewable-by-agreement", "applies": "one-party"},
            ]
        ),
        "provisional_application": st.just({"mode": "all-signatories", "ends": "on-notice", "notice": "60 days"}),
    },
)

HELP = {
    "id": "help",
    "kind": "defence",
    "owed_by": "all",
    "owed_to": "all",
    "commitment": "automatic",
    "summary": {"en": "..."},
    "source": "text",
}


def histories(*, precise: bool) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(acts(precise=precise), max_size=8)


def all_days(law: CompiledRegistry) -> list[date]:
    """Return days on, before and after each change of a status or position."""
    found = {interval.start for interval, _ in law.statuses(MADE)} | {one.interval.start for one in law.positions(MADE)}
    near = {day + timedelta(days=off) for day in found - {ALWAYS} for off in (-1, 0, 1)}
    return sorted(near | {date(1949, 1, 1), date(1975, 6, 1), date(2020, 1, 1)})


def answers(law: CompiledRegistry, days: list[date]) -> list[tuple[str, ...]]:
    codes = [(law.status(MADE, day).code, *(law.position(MADE, code, day).code for code in PARTIES)) for day in days]
    return [*codes, *((one.obligor, one.beneficiary, str(one.interval), one.standing) for one in law.duties(MADE))]


@SETTINGS
@given(events=histories(precise=False), clauses=CLAUSES)
def test_intervals_never_overlap_or_run_backwards(make: Make, events: list[dict[str, Any]], clauses: Any) -> None:
    law = make(events=events, clauses=clauses, obligations=[HELP])
    for code in PARTIES:
        held = [one.interval for one in law.positions(MADE) if one.party == code]
        assert all(one.start < one.end for one in held)
        assert all(one.end <= other.start for one, other in pairwise(held))
    owed: dict[tuple[str, str], list[Any]] = {}
    for duty in law.duties(MADE):
        owed.setdefault((duty.obligor, duty.beneficiary), []).append(duty.interval)
    for intervals in owed.values():
        assert all(one.start < one.end for one in intervals)
        assert all(one.end <= other.start for one, other in pairwise(sorted(intervals)))


@SETTINGS
@given(events=histories(precise=False), clauses=CLAUSES, order=st.randoms(use_true_random=False))
def test_the_order_of_lines_never_matters(make: Make, events: list[dict[str, Any]], clauses: Any, order: Any) -> None:
    law = make(events=events, clauses=clauses, obligations=[HELP])
    days = all_days(law)
    expected = answers(law, days)[: len(days)]
    order.shuffle(events)
    assert answers(make(events=events, clauses=clauses, obligations=[HELP]), days)[: len(days)] == expected


@SETTINGS
@given(events=histories(precise=True), clauses=CLAUSES, act=acts(precise=True), on=DAYS)
def test_an_act_changes_no_answer_for_an_earlier_day(
    make: Make, events: list[dict[str, Any]], clauses: Any, act: dict[str, Any], on: date
) -> None:
    law = make(events=events, clauses=clauses, participants=ALL_LISTED)
    before = [day for day in (*all_days(law), on) if day < date.fromisoformat(act["date"])]
    after = make(events=[*events, act], clauses=clauses, participants=ALL_LISTED)
    assert answers(after, before) == answers(law, before)


@SETTINGS
@given(
    events=histories(precise=False),
    clauses=CLAUSES,
    chances=st.lists(st.floats(0, 1), min_size=9, max_size=9),
    on=DAYS,
)
def test_an_answer_from_imprecise_dates_never_contradicts_the_precise_ones_that_they_cover(
    make: Make, events: list[dict[str, Any]], clauses: Any, chances: list[float], on: date
) -> None:
    from treaty_registry.model.dates import Date

    law = make(events=events, clauses=clauses, participants=ALL_LISTED)
    precise = []
    for act, chance in zip(events, chances, strict=False):
        told = Date.parse(act["date"])
        days = (told.latest - told.earliest).days
        precise.append(act | {"date": (told.earliest + timedelta(days=round(chance * days))).isoformat()})
    sure = make(events=precise, clauses=clauses, participants=ALL_LISTED)
    for day in (*all_days(law), on):
        for vague, exact in zip(answers(law, [day])[0], answers(sure, [day])[0], strict=True):
            assert vague in (exact, "cannot-tell"), day


@given(day=DAYS, period=PERIODS)
def test_a_period_before_a_day_ends_on_it_or_sooner(day: date, period: str) -> None:
    assert later(sooner(day, period), period) <= day
    assert later(later(day, period), "1 day") > later(day, period)


@given(one=DAYS, other=DAYS, period=PERIODS)
def test_what_follows_from_a_later_day_is_never_earlier(one: date, other: date, period: str) -> None:
    first, last = sorted((one, other))
    assert later(first, period) <= later(last, period)
    assert later(NEVER, period) == NEVER
