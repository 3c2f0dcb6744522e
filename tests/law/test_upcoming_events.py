"""What lies ahead of a treaty, on days counted by hand. The made treaty is verified on 1 November 2026."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from tests.law import conftest
from tests.law.asking import changed, clause
from tests.law.conftest import MADE, Make
from treaty_registry.export.calendar.upcoming_words import CATEGORIES, LINES, SENTENCES, description, summary
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.treaty_history import UpcomingEvent, UpcomingKind
from treaty_registry.law.upcoming_events import involved

make = conftest.make

BOUND = {"date": "1952-04-29", "action": "deposit", "party": ["AUS", "NZL"], "instrument": "ratification"}
RENEWS = {"then": "renews", "renewal": "5 years", "notice": "1 year", "counted_from": "entry-into-force"}


def told(law: CompiledRegistry, *kinds: UpcomingKind) -> list[tuple[str, date, date | None, tuple[str, ...]]]:
    return [(one.kind, one.day, one.last, one.parties) for one in law.history(MADE).upcoming if one.kind in kinds]


def clauses(**keys: dict[str, Any]) -> dict[str, Any]:
    return {"clauses": keys}


def test_anniversaries_come_back_every_year(make: Make) -> None:
    signed, entered = make(events=[BOUND]).history(MADE).upcoming[::-1]

    assert (signed.kind, signed.day, signed.since) == ("signature-anniversary", date(2027, 9, 1), date(1951, 9, 1))
    assert (entered.kind, entered.day, entered.since) == ("entry-anniversary", date(2027, 4, 29), date(1952, 4, 29))
    assert signed.yearly
    assert signed.until is None


def test_the_anniversary_of_29_february_comes_in_every_year(make: Make) -> None:
    (signed,) = make(signed={"date": "1952-02-29"}).history(MADE).upcoming

    assert signed.day == date(2027, 2, 28)


def test_a_day_that_is_not_certain_has_no_anniversary(make: Make) -> None:
    assert make(signed={"date": "1951-09"}).history(MADE).upcoming == ()


def test_what_is_over_has_nothing_ahead(make: Make) -> None:
    ended = {"date": "1990-01-01", "action": "termination-agreement", "party": ["AUS", "NZL"]}

    assert make(events=[BOUND, ended]).history(MADE).upcoming == ()
    assert involved(make(events=[BOUND, ended]).history(MADE), make(events=[BOUND, ended]).registry.terms) == []


def test_the_next_renewal_and_the_last_day_to_object_to_one_are_told(make: Make) -> None:
    # In force 29 April 1952 for ten years, then five at a time: 1962, 1967 … 2022, 2027. Less than a year is left
    # before the renewal of 2027, so that the next objection in time is one to the renewal of 2032.
    law = make(events=[BOUND], **clauses(duration={"initial": "10 years", **RENEWS}))

    assert told(law, "renewal", "objection-ends") == [
        ("renewal", date(2027, 4, 29), date(2027, 4, 29), ()),
        ("objection-ends", date(2031, 4, 29), date(2031, 4, 29), ()),
    ]
    assert [one.of for one in law.history(MADE).upcoming if one.kind == "objection-ends"] == [date(2032, 4, 29)]


def test_a_prolongation_moves_the_renewals(make: Make) -> None:
    prolonged = {"date": "1961-01-01", "action": "prolongation", "party": ["AUS", "NZL"], "until": "1970-12-31"}
    law = make(events=[BOUND, prolonged], **clauses(duration={"initial": "10 years", **RENEWS}))

    assert told(law, "renewal")[0][1] == date(2031, 1, 1)


def test_an_objection_given_in_time_ends_it_instead_and_its_anniversaries(make: Make) -> None:
    objection = {"date": "2026-03-01", "action": "non-renewal-notice", "party": "NZL"}
    law = make(events=[BOUND, objection], **clauses(duration={"initial": "10 years", **RENEWS}))

    assert told(law, "renewal", "objection-ends") == []
    assert told(law, "status") == [("status", date(2027, 4, 29), date(2027, 4, 29), ())]
    # On its 75th anniversary it is no longer in force.
    assert told(law, "signature-anniversary", "entry-anniversary") == []


def test_a_renewal_of_unknown_length_is_told_once(make: Make) -> None:
    law = make(events=[BOUND], **clauses(duration={"initial": "75 years", **RENEWS, "renewal": "unknown"}))

    assert [one.period for one in law.history(MADE).upcoming if one.kind == "renewal"] == [None]


def test_terms_of_each_party_are_told_party_by_party(make: Make) -> None:
    late = {"date": "1954-04-29", "action": "deposit", "party": "USA", "instrument": "accession"}
    duration = {"initial": "10 years", **RENEWS, "counted_from": "own-entry-into-force", "applies": "one-party"}
    entry = {"initial": {"when": "all-signatories"}, "accession": {"when": "own-deposit"}}
    law = make(events=[BOUND, late], **clauses(duration=duration, entry_into_force=entry))

    assert told(law, "renewal") == [
        ("renewal", date(2027, 4, 29), date(2027, 4, 29), ("AUS", "NZL")),
        ("renewal", date(2029, 4, 29), date(2029, 4, 29), ("USA",)),
    ]


def notice(**keys: Any) -> dict[str, Any]:
    return {"date": "2026-06-01", "action": "withdrawal-notice", "party": "NZL", "id": "notice", **keys}


LEAVES = {"allowed": "by-notice", "notice": "1 year", "ends": "one-party"}


def test_a_notice_that_runs_is_told_until_it_is_revoked(make: Make) -> None:
    third = {**BOUND, "party": ["AUS", "NZL", "USA"]}
    signed = {"party": ["AUS", "NZL", "USA"]}
    law = make(events=[third, notice()], signed=signed, **clauses(withdrawal=LEAVES))
    (one,) = (one for one in law.history(MADE).upcoming if one.kind == "notice-effect")

    assert (one.day, one.last, one.parties, one.since) == (
        date(2027, 6, 1),
        date(2027, 6, 1),
        ("NZL",),
        date(2026, 6, 1),
    )
    assert told(law, "position", "status") == []  # the notice tells it
    back = {"date": "2026-07-01", "action": "withdrawal-notice-revocation", "party": "NZL", "refers_to": "notice"}
    assert (
        told(make(events=[third, notice(), back], signed=signed, **clauses(withdrawal=LEAVES)), "notice-effect") == []
    )


def test_a_notice_that_leaves_one_alone_ends_the_treaty_too(make: Make) -> None:
    law = make(events=[BOUND, notice()], **clauses(withdrawal=LEAVES))

    assert told(law, "notice-effect", "status") == [
        ("notice-effect", date(2027, 6, 1), date(2027, 6, 1), ("NZL",)),
        ("status", date(2027, 6, 1), date(2027, 6, 1), ()),
    ]


def test_a_notice_given_on_an_imprecise_day_takes_effect_between_two_days(make: Make) -> None:
    third = {**BOUND, "party": ["AUS", "NZL", "USA"]}
    law = make(
        events=[third, notice(date="2026-06")],
        signed={"party": ["AUS", "NZL", "USA"]},
        **clauses(withdrawal=LEAVES),
    )

    assert told(law, "notice-effect", "position") == [("notice-effect", date(2027, 6, 1), date(2027, 6, 30), ("NZL",))]


def test_the_first_day_of_withdrawal_is_told_while_it_lies_ahead(make: Make) -> None:
    def opens(years: int, allowed: str = "by-notice") -> list[date]:
        withdrawal = {"allowed": allowed, "notice": "1 year", "earliest": f"{years} years"}
        law = make(events=[BOUND], **clauses(withdrawal=withdrawal))
        return [one.day for one in law.history(MADE).upcoming if one.kind == "withdrawal-opens"]

    assert opens(75) == [date(2027, 4, 29)]
    assert opens(74) == []
    assert opens(75, "excluded") == []


def test_an_accession_that_waits_is_told_of_the_one_who_accedes(make: Make) -> None:
    late = {"date": "2026-10-20", "action": "deposit", "party": "USA", "instrument": "accession"}
    entry = {"initial": {"when": "all-signatories"}, "accession": {"when": "own-deposit", "delay": "30 days"}}
    law = make(events=[BOUND, late], **clauses(entry_into_force=entry))

    assert [(one.day, one.parties, one.code) for one in law.history(MADE).upcoming if one.kind == "position"] == [
        (date(2026, 11, 19), ("USA",), "party")
    ]


def test_an_entry_into_force_that_waits_is_told_of_the_treaty_alone(make: Make) -> None:
    late = {**BOUND, "date": "2026-10-20"}
    law = make(events=[late], **clauses(entry_into_force={"initial": {"when": "all-signatories", "delay": "2 months"}}))

    assert [(one.day, one.code) for one in law.history(MADE).upcoming if one.kind in ("status", "position")] == [
        (date(2026, 12, 20), "in-force")
    ]


def test_an_end_within_a_month_is_told_with_its_first_and_last_day(make: Make) -> None:
    until = {"date": "2026-01-01", "action": "termination-agreement", "party": ["AUS", "NZL"], "effective": "2027-05"}

    assert told(make(events=[BOUND, until]), "status") == [("status", date(2027, 5, 1), date(2027, 5, 31), ())]


def test_the_real_records_tell_of_days_after_their_own(law: CompiledRegistry) -> None:
    everything = [one for treaty in law.registry.treaties for one in law.history(treaty).upcoming]

    assert everything
    for one in everything:
        assert one.day > law.registry.treaties[one.treaty].verified.latest
        assert one.last is None or one.last >= one.day


def test_changing_the_term_of_a_real_treaty_moves_its_renewal(law: CompiledRegistry) -> None:
    prolongation = "1999-collective-security-prolongation"

    def renewals(one: CompiledRegistry) -> list[date]:
        return [found.day for found in one.history(prolongation).upcoming if found.kind == "renewal"]

    # In force 22 March 2000, for five years at a time.
    assert renewals(law) == [date(2030, 3, 22)]

    # 2005, 2012, 2019, 2026, 2033.
    assert renewals(changed(law, prolongation, clause("duration", {"renewal": "7 years"}))) == [date(2033, 3, 22)]


EVERY = [
    UpcomingEvent(MADE, "entry-anniversary", date(2027, 4, 29), date(2027, 4, 29), since=date(1952, 4, 29)),
    UpcomingEvent(MADE, "renewal", date(2027, 4, 29), date(2027, 4, 29), period="5 years"),
    UpcomingEvent(MADE, "notice-effect", date(2027, 6, 1), date(2027, 6, 30), ("NZL",), since=date(2026, 6, 30)),
    UpcomingEvent(MADE, "status", date(2027, 6, 1), None, code="cannot-tell"),
]


@pytest.mark.parametrize(
    ("one", "line", "sentences"),
    [
        (EVERY[0], "anniversary of its entry into force", "It entered into force on 29 April 1952."),
        (EVERY[1], "renews itself", "Unless somebody has objected in time, it runs on for 5 years more."),
        (
            EVERY[2],
            "notice takes effect (New Zealand) (day not certain)",
            "The notice was given on 30 June 2026. The day is not certain: in June 2027.",
        ),
        (
            EVERY[3],
            "cannot tell",
            "From this day on: cannot tell. The day is not certain: on 1 June 2027 at the earliest.",
        ),
    ],
)
def test_what_comes_is_said_in_words(make: Make, one: UpcomingEvent, line: str, sentences: str) -> None:
    speaker = Speaker(make().registry, "en")

    assert summary(one, speaker) == f"Minimal example: {line}"
    assert description(one, speaker) == f"{sentences} As known on 1 November 2026."


def test_many_parties_are_counted(make: Make) -> None:
    law = make()
    codes = tuple(sorted(law.registry.terms.parties)[:9])
    one = UpcomingEvent(MADE, "position", date(2027, 6, 1), date(2027, 6, 1), codes, code="party")

    assert summary(one, Speaker(law.registry, "fr")) == "Minimal example : 9 parties : partie"


def test_every_kind_has_its_words_in_every_language() -> None:
    words = catalogue("fr")
    for table in (LINES, SENTENCES, CATEGORIES):
        assert table.keys() == set(get_args(UpcomingKind))
        for message in table.values():
            assert set(_gaps(message.english)) == set(_gaps(words.form(message)))
    words.check()


def _gaps(form: str) -> list[str]:
    return [part.split("}")[0] for part in form.split("{")[1:]]
