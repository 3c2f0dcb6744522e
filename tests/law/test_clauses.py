"""Clauses as they apply on a day: versions, areas, and accounts that conflict."""

from __future__ import annotations

from tests.law.asking import mutual, on, pairs, statuses
from tests.law.named import CHINA, JAPAN, NATO
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.law.withdrawal import clause_on


def test_a_clause_is_amended_with_the_first_accession(law: CompiledRegistry) -> None:
    # Protocol 1951 art. II adds Türkiye and the Mediterranean to art. 6; in force with the deposit of 18 Feb 1952
    scope = law.registry.treaties[NATO].final_clauses.territorial_scope
    before, after = (clause_on(scope, on(day), Interpretations(law.registry)) for day in ("1952-02-17", "1952-02-18"))
    assert before is not None
    assert after is not None
    assert "Mediterranean" not in str(before.area_name)
    assert "Mediterranean" in str(after.area_name)


def test_the_area_of_a_trigger_may_be_that_of_one_party_alone(law: CompiledRegistry) -> None:
    # Art. V (mod.go.jp): "an armed attack against either Party in the territories under the administration of Japan"
    assert pairs(law, JAPAN, "common-danger", "1960-06-23") == mutual("JPN", "USA")
    obligations = law.registry.treaties[JAPAN].obligations or ()
    trigger = next(one.trigger for one in obligations if one.id == "common-danger")
    assert trigger is not None
    assert (trigger.area, trigger.area_of) == ("territory-under-administration", ("JPN",))


def test_conflicting_accounts_of_a_renewal_leave_a_treaty_without_term_in_force(law: CompiledRegistry) -> None:
    assert law.registry.treaties[CHINA].final_clauses.duration[0].conflicts  # type: ignore[index]
    assert statuses(law, CHINA, "1961-09-09", "1961-09-10", "2021-09-10") == ["signed", "in-force", "in-force"]
