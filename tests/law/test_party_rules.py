"""Each rule on what a treaty is to single parties: a real record is changed, and the answer has to change with it.

Where sources attest the result of what a change removes, that goes too: the rule is tested, not what is said of it.
The days expected are counted by hand from the dates on record.
"""

from __future__ import annotations

import pytest

from tests.law.asking import (
    STARTS,
    add,
    changed,
    clause,
    edit,
    held_by,
    mutual,
    no_event,
    no_result,
    on,
    owed,
    pairs,
    parties,
    positions,
    statuses,
    with_party,
    without,
)
from tests.law.named import (
    ANZUS,
    BRUSSELS,
    DPRK,
    ENERGY,
    FPDA,
    JAPAN,
    KYOTO,
    LISBON,
    MODIFIED,
    NATO,
    OLDEST,
    RIO,
    ROME,
    SECURITY,
    UNION,
    USSR,
    VIENNA,
)
from treaty_registry.law.compiled_registry import CompiledRegistry


class TestExit:
    def test_a_term_ends_party_by_party_without_prolongation(self, law: CompiledRegistry) -> None:
        new = changed(law, SECURITY, no_event(action="prolongation"))
        assert parties(new, SECURITY, "1999-04-20") >= {"ARM", "RUS", "UZB"}
        assert parties(new, SECURITY, "1999-04-21") == set()
        assert statuses(new, SECURITY, "1999-04-21") == ["terminated"]

    def test_who_does_not_prolong_is_out(self, law: CompiledRegistry) -> None:
        new = changed(law, SECURITY, without("prolongation", "TJK"))
        assert positions(new, SECURITY, "TJK", "1999-04-20", "1999-04-21") == ["party", "withdrawn"]
        assert positions(new, SECURITY, "KGZ", "1999-04-21") == ["party"]

    def test_a_prolongation_after_the_term_has_to_reach_back(self, law: CompiledRegistry) -> None:
        late = edit("events", {"date": "1999-06-01"}, action="prolongation")
        assert positions(changed(law, SECURITY, late), SECURITY, "RUS", "1999-04-21") == ["party"]
        alone = edit("events", {"date": "1999-06-01", "effective": None}, action="prolongation")
        assert positions(changed(law, SECURITY, alone), SECURITY, "RUS", "1999-04-21") != ["party"]

    def test_a_term_of_the_whole_treaty_ends_for_nobody_alone(self, law: CompiledRegistry) -> None:
        new = changed(law, SECURITY, clause("duration", {"applies": "whole-treaty"}), no_result(what="withdrawal"))
        assert positions(new, SECURITY, "GEO", "1999-04-21") == ["party"]

    def test_a_notice_that_is_not_revoked_takes_effect(self, law: CompiledRegistry) -> None:
        new = changed(law, RIO, no_event(action="withdrawal-notice-revocation"))
        assert positions(new, RIO, "URY", "2021-09-23", "2021-09-24") == ["party", "withdrawn"]
        new = changed(law, ROME, no_event(action="withdrawal-notice-revocation", party="GMB"))
        assert positions(new, ROME, "GMB", "2017-11-09", "2017-11-10") == ["party", "withdrawn"]

    def test_a_notice_that_is_revoked_too_late_has_taken_effect(self, law: CompiledRegistry) -> None:
        new = changed(law, RIO, edit("events", {"date": "2021-10-01"}, action="withdrawal-notice-revocation"))
        assert positions(new, RIO, "URY", "2021-09-23", "2022-01-01") == ["party", "withdrawn"]

    @pytest.mark.parametrize(("notice", "day"), [("1 year", "2003-09-06"), ("6 months", "2003-03-06")])
    def test_the_period_of_notice_counts(self, law: CompiledRegistry, notice: str, day: str) -> None:
        new = changed(law, RIO, clause("withdrawal", {"notice": notice}))
        assert positions(new, RIO, "MEX", day) == ["withdrawn"]
        assert positions(law, RIO, "MEX", day) == ["party"]

    def test_an_imprecise_notice_leaves_the_effect_open(self, law: CompiledRegistry) -> None:
        new = changed(law, RIO, edit("events", {"date": "2002"}, id="mex-notice"))
        days = "2003-12-31", "2004-01-01", "2004-12-30", "2004-12-31"
        assert positions(new, RIO, "MEX", *days) == ["party", "cannot-tell", "cannot-tell", "withdrawn"]

    def test_a_return_makes_a_former_party_one_again(self, law: CompiledRegistry) -> None:
        assert positions(changed(law, RIO, no_event(id="ven-return")), RIO, "VEN", "2020-01-01") == ["withdrawn"]
        agreed = changed(law, RIO, edit("events", {"disputed": None}, id="ven-return"))
        assert positions(agreed, RIO, "VEN", "2019-08-05", "2019-08-06") == ["withdrawn", "party"]

    def test_a_notice_of_withdrawal_waits_for_its_minimum(self, law: CompiledRegistry) -> None:
        own_day = edit("events", {"effective": None}, id="canada-notice")
        alone = [own_day, no_result(what="withdrawal")]
        assert positions(changed(law, KYOTO, *alone), KYOTO, "CAN", "2012-12-14", "2012-12-15") == [
            "party",
            "withdrawn",
        ]
        new = changed(law, KYOTO, *alone, clause("withdrawal", {"earliest": "8 years"}))
        assert positions(new, KYOTO, "CAN", "2014-02-15", "2014-02-16") == ["party", "withdrawn"]

    @pytest.mark.parametrize(
        ("dropped", "day"),
        [
            (["2020-01-31"], "2019-11-01"),  # extended until 31 October 2019
            (["2020-01-31", "2019-10-31"], "2019-04-13"),  # extended until 12 April 2019
            (["2020-01-31", "2019-10-31", "2019-04-12"], "2019-03-29"),  # two years after 29 March 2017
        ],
    )
    def test_without_an_extension_the_notice_takes_effect_earlier(
        self, law: CompiledRegistry, dropped: list[str], day: str
    ) -> None:
        changes = [no_event(action="withdrawal-extension", until=until) for until in dropped]
        new = changed(law, UNION, no_result(what="withdrawal"), *changes)
        assert positions(new, UNION, "GBR", day) == ["withdrawn"]
        assert on(day) in {one.interval.start for one in new.positions(UNION) if one.party == "GBR"}

    def test_leaving_the_treaty_is_more_than_leaving_a_part_of_it(self, law: CompiledRegistry) -> None:
        new = changed(law, NATO, edit("events", {"action": "withdrawal"}, action="partial-withdrawal", party="FRA"))
        assert positions(new, NATO, "FRA", "1965-01-01", "1980-01-01") == ["party", "withdrawn"]


class TestClauses:
    def test_an_obligation_without_since_is_as_old_as_its_treaty(self, law: CompiledRegistry) -> None:
        new = changed(law, UNION, edit("obligations", {"since": None}, id="mutual-assistance"))
        assert len(owed(new, UNION, "mutual-assistance", "2009-11-30")) == 27 * 26
        assert len(owed(new, UNION, "mutual-assistance", "1993-11-01")) == 12 * 11

    def test_an_obligation_waits_for_the_treaty_that_brings_it(self, law: CompiledRegistry) -> None:
        new = changed(law, LISBON, STARTS, without("deposit", "CZE"))
        assert pairs(new, UNION, "mutual-assistance", "2026-11-22") == set()

    def test_an_obligation_ends_with_the_treaty_that_removes_it(self, law: CompiledRegistry) -> None:
        new = changed(law, BRUSSELS, edit("obligations", {"until": MODIFIED}, id="consultation"))
        assert pairs(new, BRUSSELS, "consultation", "1955-05-05") != set()
        assert pairs(new, BRUSSELS, "consultation", "1955-05-06") == set()

    def test_a_withdrawal_clause_holds_only_from_its_own_day(self, law: CompiledRegistry) -> None:
        early = add(action="withdrawal-notice", date="2005-01-01", party=["SWE"])
        found = positions(changed(law, UNION, early), UNION, "SWE", "2009-01-01")
        assert found != ["withdrawn"]
        late = add(action="withdrawal-notice", date="2010-01-01", party=["SWE"])
        found = positions(changed(law, UNION, late), UNION, "SWE", "2011-12-31", "2012-01-01")
        assert found == ["party", "withdrawn"]


class TestDirection:
    def test_a_duty_is_owed_by_those_named(self, law: CompiledRegistry) -> None:
        new = changed(law, JAPAN, edit("obligations", {"owed_by": ["USA"]}, id="common-danger"))
        assert pairs(new, JAPAN, "common-danger", "1970-01-01") == {("USA", "JPN")}
        new = changed(law, FPDA, edit("obligations", {"owed_to": ["all"]}, id="consultation"))
        assert pairs(new, FPDA, "consultation", "1980-01-01") == mutual("AUS", "GBR", "MYS", "NZL", "SGP")

    def test_without_the_suspension_the_duty_is_owed(self, law: CompiledRegistry) -> None:
        new = changed(law, ANZUS, no_event(id="us-suspension"))
        assert pairs(new, ANZUS, "defence", "2026-11-22") == mutual("AUS", "NZL", "USA")

    def test_a_suspension_of_one_article_leaves_the_others(self, law: CompiledRegistry) -> None:
        one = edit("events", {"articles": [{"no": "IV"}], "conflicts": None}, id="us-suspension")
        new = changed(law, ANZUS, one)
        assert ("USA", "NZL") not in pairs(new, ANZUS, "defence", "1990-01-01")
        assert ("USA", "NZL") in pairs(new, ANZUS, "consultation", "1990-01-01")
        assert ("USA", "NZL") not in pairs(law, ANZUS, "consultation", "1990-01-01")

    def test_who_is_suspended_towards_all_is_suspended(self, law: CompiledRegistry) -> None:
        both = edit("events", {"owed_to": ["AUS", "NZL"], "conflicts": None}, id="us-suspension")
        new = changed(law, ANZUS, both)
        assert positions(new, ANZUS, "USA", "1986-08-10", "1986-08-11") == ["party", "suspended"]
        assert statuses(new, ANZUS, "1986-08-11") == ["in-force"]


class TestPersons:
    def test_without_the_continuation_another_state_has_nothing(self, law: CompiledRegistry) -> None:
        new = with_party(law, "RUS", continues=None)
        assert positions(law, VIENNA, "RUS", "2000-01-01") == ["party"]
        assert positions(new, VIENNA, "RUS", "2000-01-01") == ["none"]  # the record lists all
        assert positions(new, VIENNA, "SUN", "2000-01-01") == ["ceased"]
        assert statuses(new, USSR, "1991-12-01", "1993-01-01") == ["in-force", "in-force"]  # sources tell of its end
        untold = changed(
            new, USSR, no_event(action="expiry"), no_result(what="expiry"), no_event(action="non-renewal-notice")
        )
        assert statuses(untold, USSR, "1991-12-01", "1993-01-01") == ["in-force", "cannot-tell"]

    def test_a_party_that_does_not_cease_stays(self, law: CompiledRegistry) -> None:
        exists = law.registry.terms.parties["CSK"].exists.model_copy(update={"until": None})
        new = with_party(law, "CSK", exists=exists)
        assert positions(new, VIENNA, "CSK", "1993-01-01") == ["party"]

    def test_a_succession_has_its_own_day(self, law: CompiledRegistry) -> None:
        new = changed(law, VIENNA, no_event(action="succession", party="SVK"))
        assert positions(new, VIENNA, "SVK", "2000-01-01") == ["none"]  # the record lists all
        own_day = edit("events", {"effective": None}, action="succession", party="SVK")
        later = changed(law, VIENNA, own_day)
        assert positions(later, VIENNA, "SVK", "1993-01-01") != ["party"]

    def test_a_deposit_that_nobody_disputes_makes_a_party(self, law: CompiledRegistry) -> None:
        changes = [
            edit("events", {"disputed": None}, action="deposit", party="PSE"),
            edit("attested", {"disputed": None}, party="PSE"),
        ]
        assert positions(changed(law, ROME, *changes), ROME, "PSE", "2015-03-31", "2015-04-01") == [
            "consented",
            "party",
        ]

    def test_a_dispute_by_one_more_is_one_more_reading(self, law: CompiledRegistry) -> None:
        source = next(iter(law.registry.treaties[DPRK].sources))
        denial = {"by": ["PRK"], "position": "denies", "source": source}
        denied = edit("events", {"disputed": [denial]}, action="exchange")
        answer = changed(law, DPRK, denied, STARTS).status(DPRK, on("2025-01-01"))
        assert held_by(answer) == {"": "in-force", "PRK": "signed"}


class TestProvisional:
    def test_without_notice_it_goes_on(self, law: CompiledRegistry) -> None:
        new = changed(law, ENERGY, no_event(action="provisional-application-end", party="RUS"))
        assert positions(new, ENERGY, "RUS", "2009-10-19", "2026-11-22") == ["provisional", "provisional"]

    @pytest.mark.parametrize(("notice", "day"), [("60 days", "2009-10-19"), ("30 days", "2009-09-19")])
    def test_its_end_follows_the_clause(self, law: CompiledRegistry, notice: str, day: str) -> None:
        own_day = edit("events", {"effective": None}, action="provisional-application-end", party="RUS")
        new = changed(law, ENERGY, own_day, clause("provisional_application", {"notice": notice}))
        assert positions(new, ENERGY, "RUS", day) == ["signatory"]
        assert on(day) in {one.interval.start for one in new.positions(ENERGY) if one.party == "RUS"}

    def test_without_the_clause_signing_applies_nothing(self, law: CompiledRegistry) -> None:
        none = clause("provisional_application", {"mode": "not-mentioned", "ends": None, "notice": None})
        new = changed(law, ENERGY, none)
        assert positions(new, ENERGY, "RUS", "2000-01-01") == ["signatory"]
        assert statuses(new, ENERGY, "1996-01-01") == ["signed"]


FROM_FINLAND = {"action": "objection", "party": "FIN", "refers_to": "gtm-reservations"}


class TestReservation:
    def test_an_objection_that_precludes_leaves_the_two_without_duties(self, law: CompiledRegistry) -> None:
        new = changed(law, VIENNA, edit("events", {"precludes": "yes"}, **FROM_FINLAND))
        both = {("FIN", "GTM"), ("GTM", "FIN")}
        assert both <= pairs(new, VIENNA, "dispute-settlement", "1998-09-15")
        assert not both & pairs(new, VIENNA, "dispute-settlement", "1998-09-16")
        assert ("GTM", "DNK") in pairs(new, VIENNA, "dispute-settlement", "1998-09-16")
        assert positions(new, VIENNA, "GTM", "1998-09-16") == ["party"]

    def test_they_are_owed_again_when_the_objection_or_the_reservation_is_withdrawn(
        self, law: CompiledRegistry
    ) -> None:
        precluded = edit("events", {"precludes": "yes", "id": "fin-objection"}, **FROM_FINLAND)
        for action, refers_to, party in (
            ("objection-withdrawal", "fin-objection", "FIN"),
            ("reservation-withdrawal", "gtm-reservations", "GTM"),
        ):
            back = add(action=action, date="2007-03-15", party=[party], refers_to=refers_to)
            new = changed(law, VIENNA, precluded, back)
            assert ("FIN", "GTM") not in pairs(new, VIENNA, "dispute-settlement", "2007-03-14")
            assert ("FIN", "GTM") in pairs(new, VIENNA, "dispute-settlement", "2007-03-15")

    def test_a_reservation_counts_until_it_is_withdrawn(self, law: CompiledRegistry) -> None:
        back = add(action="reservation-withdrawal", date="2010-01-01", party=["DZA"], refers_to="dza-reservation-66")
        new = changed(law, VIENNA, back)
        for asked, day, expected in ((law, "2015-01-01", "DZA"), (new, "2015-01-01", ""), (new, "1995-01-01", "DZA")):
            found = owed(asked, VIENNA, "dispute-settlement", day)
            reserved = {one.reserved_by for one in found if {one.obligor, one.beneficiary} == {"DZA", "NZL"}}
            assert reserved == {(expected,) if expected else ()}, day


class TestSuspensionOfAll:
    def test_precise_years_leave_nothing_open(self, law: CompiledRegistry) -> None:
        precise = [edit("attested", {"date": f"{year}-06-15"}, what=what) for what, year in YEARS.items()]
        new = changed(law, OLDEST, *precise)
        found = [new.status(OLDEST, on(day)).standing.code for day in ("1580-06-14", "1580-06-15", "1640-06-14")]
        assert found == ["in-force", "suspended", "suspended"]
        assert new.status(OLDEST, on("1640-06-15")).standing.code == "in-force"

    def test_without_it_the_treaty_is_in_force(self, law: CompiledRegistry) -> None:
        new = changed(law, OLDEST, *(no_result(what=what) for what in YEARS))
        assert statuses(new, OLDEST, "1600-01-01") == ["in-force"]


YEARS = {"suspension": 1580, "suspension-end": 1640}
