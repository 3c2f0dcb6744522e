"""The status where something is unknown, imprecise or disputed: never a guess, and no doubt where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.law.conftest import MADE, Make
from treaty_registry.language.sentences import Speaker

START = {"what": "entry-into-force", "date": "1952-04-29"}
DENIED = {"disputed": [{"by": "USA", "capacity": "party", "position": "denies", "source": "text"}]}
RATIFIED = {"action": "deposit", "party": "AUS", "instrument": "ratification"}


def other_date(value: str, source: str = "gazette") -> dict[str, Any]:
    return {"conflicts": [{"fact": "date", "value": value, "why_not": {"en": "..."}, "source": source}]}


def check(make: Make, days: dict[str, str], **record: Any) -> None:
    law = make(**record)
    found = {day: law.status(MADE, date.fromisoformat(day)).code for day in days}
    assert found == days


def test_an_end_of_unknown_date_is_certain_only_from_the_day_of_verification(make: Make) -> None:
    days = {
        "1951-08-31": "not-signed",
        "1952-04-28": "signed",
        "1952-04-29": "cannot-tell",
        "2026-10-31": "cannot-tell",
        "2026-11-01": "terminated",
    }
    check(make, days, attested=[START, {"what": "termination", "date": "unknown"}])


def test_an_entry_into_force_of_unknown_date_came_between_signature_and_verification(make: Make) -> None:
    days = {
        "1951-08-31": "not-signed",
        "1951-09-01": "cannot-tell",
        "2026-10-31": "cannot-tell",
        "2026-11-01": "in-force",
    }
    check(make, days, attested=[{"what": "entry-into-force", "date": "unknown"}])
    check(make, days, attested=[{"what": "entry-into-force", "date": "../2026-11-01"}])


def test_an_open_interval_ends_with_what_is_known(make: Make) -> None:
    days = {"1959-12-31": "signed", "1960-01-01": "cannot-tell", "2026-11-01": "in-force"}
    check(make, days, attested=[{"what": "entry-into-force", "date": "1960/.."}])


def test_a_dispute_about_the_end_matters_from_the_end(make: Make) -> None:
    days = {
        "1951-08-31": "not-signed",
        "1951-09-01": "signed",
        "1960-01-01": "in-force",
        "1989-12-31": "in-force",
        "1990-01-01": "disputed",
        "2026-11-01": "disputed",
    }
    check(make, days, attested=[START, {"what": "termination", "date": "1990-01-01", **DENIED}])


def test_a_dispute_about_the_beginning_is_over_with_the_treaty(make: Make) -> None:
    days = {"1952-04-28": "signed", "1952-04-29": "disputed", "1989-12-31": "disputed", "1990-01-01": "terminated"}
    check(make, days, attested=[START | DENIED, {"what": "termination", "date": "1990-01-01"}])


@pytest.mark.parametrize(
    ("position", "code"),
    [
        ("denies", "disputed"),
        ("says-void", "disputed"),
        ("says-ended", "disputed"),
        ("asserts", "in-force"),
        ("says-in-force", "in-force"),
        ("says-other-date", "in-force"),
    ],
)
def test_who_grants_that_a_fact_is_so_does_not_dispute_it(make: Make, position: str, code: str) -> None:
    disputed = [{"by": "USA", "capacity": "party", "position": position, "source": "text"}]
    check(make, {"2000-01-01": code}, attested=[START | {"disputed": disputed}])


def test_a_disputed_answer_says_who_holds_which(make: Make) -> None:
    end = {"what": "termination", "date": "1990-01-01", **DENIED}
    answer = make(attested=[START, end]).status(MADE, date(2000, 1, 1))
    assert [(one.by, one.standing.code) for one in answer.readings] == [((), "terminated"), (("USA",), "in-force")]


def test_a_disputed_signature_is_disputed_from_its_date(make: Make) -> None:
    check(make, {"1951-08-31": "not-signed", "1951-09-01": "disputed"}, signed=DENIED)


def test_a_disputed_signature_beside_one_that_is_not_changes_nothing(make: Make) -> None:
    other = {"date": "1951-09-02", "action": "signature", "party": "USA"}
    days = {"1951-09-01": "disputed", "1951-09-02": "signed"}
    check(make, days, signed=DENIED, events=[other])


def test_a_date_that_other_sources_give_changes_nothing_but_is_told(make: Make) -> None:
    other = START | other_date("1952-04-15", "text")
    check(make, {"1952-04-28": "signed", "1952-04-29": "in-force"}, attested=[other])
    law = make(attested=[other])
    on = date(1960, 1, 1)
    paragraph = Speaker(law.registry, "en").paragraph(law.registry.treaties[MADE], law.status(MADE, on), on)
    assert "Other sources give another day." in paragraph


def test_between_two_dates_of_which_a_party_pleads_for_one_the_answer_is_disputed(make: Make) -> None:
    pleaded = {
        "disputed": [
            {"by": "USA", "capacity": "party", "position": "says-other-date", "value": "1952-05-10", "source": "press"}
        ]
    }
    days = {"1952-04-28": "signed", "1952-05-09": "disputed", "1952-05-10": "in-force"}
    check(make, days, attested=[START | pleaded])


@pytest.mark.parametrize(
    ("signed", "days"),
    [
        ("unknown", {"1800-01-01": "cannot-tell", "2026-10-31": "cannot-tell", "2026-11-01": "signed"}),
        ("1951", {"1950-12-31": "not-signed", "1951-06-01": "cannot-tell", "1951-12-31": "signed"}),
        ("1951?", {"1949-12-31": "not-signed", "1950-06-01": "cannot-tell", "1952-12-31": "signed"}),
    ],
)
def test_an_imprecise_signature_is_neither_yes_nor_no(make: Make, signed: str, days: dict[str, str]) -> None:
    check(make, days, signed={"date": signed})


def test_a_deposit_of_unknown_date_is_not_before_the_signature(make: Make) -> None:
    check(make, {"1951-08-31": "not-signed", "1951-09-01": "signed"}, events=[{"date": "unknown", **RATIFIED}])


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (RATIFIED, "signed"),
        (RATIFIED | {"instrument": "succession"}, "signed"),
        (RATIFIED | {"instrument": "denunciation"}, "not-signed"),
        (RATIFIED | {"instrument": "full-powers"}, "not-signed"),
        ({"action": "definitive-signature", "party": "AUS", "instrument": "signature"}, "signed"),
        ({"action": "legislative-approval", "party": "AUS", "body": "House"}, "not-signed"),
    ],
)
def test_an_instrument_consents_only_if_it_says_so(make: Make, act: dict[str, Any], code: str) -> None:
    check(make, {"1951-10-01": code}, signed={"date": "1951-09-15", **act})


def test_a_treaty_suspended_as_a_whole_is_suspended_until_it_resumes(make: Make) -> None:
    pause = [{"what": "suspension", "date": "1960-01-01"}, {"what": "suspension-end", "date": "1970"}]
    days = {
        "1959-12-31": "in-force",
        "1960-01-01": "suspended",
        "1970-06-01": "cannot-tell",
        "1970-12-31": "in-force",
        "1990-01-01": "terminated",
    }
    end = {"what": "termination", "date": "1990-01-01"}
    check(make, days, attested=[end, *reversed(pause), START])


def test_a_suspension_of_one_party_leaves_the_treaty_in_force(make: Make) -> None:
    pause = {"what": "suspension", "date": "1960-01-01", "party": "AUS"}
    check(make, {"1960-01-01": "in-force"}, attested=[START, pause])


def test_a_treaty_is_applied_provisionally_until_it_is_in_force(make: Make) -> None:
    early = {"what": "provisional-application", "date": "1951-10-01"}
    days = {"1951-09-30": "signed", "1951-10-01": "provisionally-applied", "1952-04-29": "in-force"}
    check(make, days, attested=[START, early])


def test_a_treaty_never_in_force(make: Make) -> None:
    days = {
        "1951-08-31": "not-signed",
        "1959-12-31": "signed",
        "1960-06-01": "cannot-tell",
        "1961-01-01": "never-in-force",
    }
    check(make, days, attested=[{"what": "never-in-force", "date": "1960"}])


OTHERS = {"by": "USA", "position": "denies", "source": "text"}


@pytest.mark.parametrize(
    ("capacity", "code"),
    [
        (None, "in-force"),
        ("other", "in-force"),
        ("depositary", "disputed"),
        ("organ", "disputed"),
        ("court", "disputed"),
        ("party", "disputed"),
        ("signatory", "disputed"),
    ],
)
def test_only_whoever_has_standing_makes_an_answer_disputed(make: Make, capacity: str | None, code: str) -> None:
    held = OTHERS | ({"capacity": capacity} if capacity else {})
    check(make, {"2000-01-01": code}, attested=[START | {"disputed": [held]}])
    check(make, {"2000-01-01": "in-force"}, attested=[START | {"disputed": [held | {"capacity": "other"}]}])


def test_a_party_on_record_has_standing_without_saying_so(make: Make) -> None:
    check(make, {"2000-01-01": "disputed"}, attested=[START | {"disputed": [OTHERS | {"by": "NZL"}]}])


def test_a_view_of_a_later_year_does_not_reach_back(make: Make) -> None:
    held = OTHERS | {"by": "NZL", "since": "2003-06-10", "until": "2016-12-31"}
    days = {"1993-01-01": "in-force", "2003-06-09": "in-force", "2003-06-10": "disputed", "2016-12-31": "disputed"}
    check(make, {**days, "2017-01-01": "in-force"}, attested=[START | {"disputed": [held]}])


def test_a_column_in_a_newspaper_disputes_no_treaty_as_a_whole(make: Make) -> None:
    told = {"fact": "binding", "by": "A Columnist", "position": "denies", "source": "press"}
    check(make, {"2000-01-01": "in-force"}, attested=[START], disputed=[told])
    check(make, {"2000-01-01": "disputed"}, attested=[START], disputed=[told | {"by": "AUS"}])
