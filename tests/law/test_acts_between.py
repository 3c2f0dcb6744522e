"""What some parties do ends nothing for the others (VCLT art. 54(b), 60(2), 73): real records, changed for one test."""

from __future__ import annotations

import pytest

from tests.law.asking import add, changed, drop, mutual, no_event, no_result, pairs, positions, statuses
from tests.law.named import ANZUS, BRUSSELS, RIO, WARSAW
from treaty_registry.law.compiled_registry import CompiledRegistry

TERMINATION = "1991-warsaw-pact-termination"
WHOLE = ["BGR", "CSK", "HUN", "POL", "ROU", "SUN"]


def without_its_end(law: CompiledRegistry) -> CompiledRegistry:
    end = [no_event(action="termination-agreement"), no_result(what="termination")]
    return changed(changed(law, WARSAW, *end), TERMINATION, drop("relations", treaty=WARSAW))


@pytest.mark.parametrize("left_out", WHOLE)
def test_an_agreement_to_end_a_treaty_needs_all_parties(law: CompiledRegistry, left_out: str) -> None:
    agreeing = [code for code in WHOLE if code != left_out]
    some = changed(without_its_end(law), WARSAW, add(action="termination-agreement", date="1991-07-01", party=agreeing))
    assert statuses(some, WARSAW, "1991-07-01") == ["in-force"]
    everybody = changed(
        without_its_end(law), WARSAW, add(action="termination-agreement", date="1991-07-01", party=WHOLE)
    )
    assert statuses(everybody, WARSAW, "1991-06-30", "1991-07-01") == ["in-force", "terminated"]


def test_a_breach_ends_it_between_who_invokes_it_and_who_committed_it(law: CompiledRegistry) -> None:
    # VCLT art. 60(2)(b): a party specially affected; it ends nothing between the others.
    acts = [
        no_event(id="us-suspension"),
        add(action="breach-termination", date="1990-01-01", party=["USA"], towards="NZL"),
    ]
    new = changed(law, ANZUS, *acts)
    assert pairs(new, ANZUS, "defence", "1989-12-31") == mutual("AUS", "NZL", "USA")
    assert pairs(new, ANZUS, "defence", "1990-01-01") == mutual("AUS", "NZL") | mutual("AUS", "USA")
    assert statuses(new, ANZUS, "1990-01-01") == ["in-force"]
    assert positions(new, ANZUS, "NZL", "1990-01-01") == ["party"]


def test_a_breach_that_all_others_invoke_ends_it_for_the_one_who_committed_it(law: CompiledRegistry) -> None:
    # VCLT art. 60(2)(a)(i): by unanimous agreement, between themselves and the defaulting state.
    act = add(action="breach-termination", date="1990-01-01", party=["AUS", "USA"], towards="NZL")
    new = changed(law, ANZUS, act)
    assert positions(new, ANZUS, "NZL", "1990-01-01") == ["withdrawn"]
    assert pairs(new, ANZUS, "defence", "1990-01-01") == mutual("AUS", "USA")


def test_war_ends_it_between_those_who_fight(law: CompiledRegistry) -> None:
    war = add(action="war-outbreak", date="1960-01-01", party=["FRA"], towards="GBR")
    new = changed(law, BRUSSELS, war)
    assert statuses(new, BRUSSELS, "1960-01-01") == ["in-force"]
    both = {("FRA", "GBR"), ("GBR", "FRA")}
    (duty,) = {one.obligation for one in new.duties(BRUSSELS, ["defence"])}
    assert both <= pairs(new, BRUSSELS, duty, "1959-12-31")
    assert not both & pairs(new, BRUSSELS, duty, "1960-01-01")
    assert ("BEL", "FRA") in pairs(new, BRUSSELS, duty, "1960-01-01")


def test_a_denunciation_of_a_treaty_of_many_is_that_of_one(law: CompiledRegistry) -> None:
    # Rio Treaty art. 25: it remains in force for the others.
    new = changed(law, RIO, add(action="withdrawal-notice", date="2010-01-01", party=["ARG"]))
    assert positions(new, RIO, "ARG", "2011-12-31", "2012-01-01") == ["party", "withdrawn"]
    assert statuses(new, RIO, "2012-01-01") == ["in-force"]
