"""The kinds of obligation cover what treaties are for: what a record names first is not how disputes are settled."""

from __future__ import annotations

import pytest

from treaty_registry.export.tables.dyad_spans import DYAD_KINDS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty

PROCEDURAL = frozenset({"peaceful-settlement", "consultation", "general-consultation", "institution"})
"""Kinds that most treaties have beside what they are for."""

CONSULTATION_ALONE = frozenset({"1971-five-power-defence-arrangements"})
"""Records of what promises consultation in a crisis and nothing further."""


def named_first(treaty: Treaty) -> str | None:
    """Return the kind of the obligation that pages show first."""
    return treaty.obligations[0].kind if treaty.obligations else None


def test_every_record_names_first_what_its_treaty_is_for(real: Registry) -> None:
    first = {treaty.id: named_first(treaty) for treaty in real.treaties.values()}
    assert {key: kind for key, kind in first.items() if kind is None} == {}
    assert {key for key, kind in first.items() if kind in PROCEDURAL} == CONSULTATION_ALONE
    assert all(first[key] == "consultation" for key in CONSULTATION_ALONE)


@pytest.mark.parametrize(
    ("treaty", "kind"),
    [
        ("1939-german-soviet-secret-protocol", "territorial-settlement"),
        ("1949-north-atlantic-treaty", "defence"),
        ("1951-nato-greece-turkey-accession", "amends-other-treaty"),
        ("1969-vienna-convention-treaties", "common-rules"),
        ("1991-warsaw-pact-termination", "ends-other-treaty"),
        ("1992-treaty-on-european-union", "integration"),
        ("1994-energy-charter-treaty", "investment-protection"),
        ("1996-ctbt", "weapons-test-ban"),
        ("1997-kyoto-protocol", "emission-limits"),
        ("1998-rome-statute", "criminal-cooperation"),
        ("1999-collective-security-prolongation", "amends-other-treaty"),
        ("2000-russia-dprk-friendship", "friendship-and-cooperation"),
    ],
)
def test_a_treaty_is_for_what_its_text_is_mainly_about(real: Registry, treaty: str, kind: str) -> None:
    assert named_first(real.treaties[treaty]) == kind


CRISIS, GENERAL = "consultation", "general-consultation"


@pytest.mark.parametrize(
    ("treaty", "kinds"),
    [
        ("1949-north-atlantic-treaty", {"consultation": CRISIS, "review": GENERAL}),
        ("1951-us-philippines-defence", {"consultation": CRISIS, "consultation-on-implementation": GENERAL}),
        ("1955-warsaw-pact", {"consultation": CRISIS, "general-consultation": GENERAL}),
        ("1961-china-dprk-friendship", {"consultation": GENERAL}),
        ("1961-ussr-dprk-friendship", {"consultation": GENERAL}),
        ("1992-collective-security-treaty", {"consultation-on-security": GENERAL, "consultation-under-threat": CRISIS}),
        ("1939-german-soviet-pact", {"consultation": GENERAL}),
    ],
)
def test_consultation_is_in_a_crisis_and_anything_else_general(
    real: Registry, treaty: str, kinds: dict[str, str]
) -> None:
    found = {one.id: one.kind for one in real.treaties[treaty].obligations or () if one.kind in (CRISIS, GENERAL)}
    assert found == kinds


def test_consultation_has_an_occasion_and_a_general_promise_has_no_threat(real: Registry) -> None:
    """``in a crisis``: something has to happen, be it an attack or a threat; a request alone is no crisis."""
    for treaty in real.treaties.values():
        for one in treaty.obligations or ():
            what = one.trigger.what if one.trigger else None
            if one.kind == CRISIS:
                assert what not in (None, "request", "not-mentioned"), (treaty.id, one.id)
            elif one.kind == GENERAL:
                assert what in (None, "request", "not-mentioned"), (treaty.id, one.id)


def test_only_consultation_in_a_crisis_stands_in_atops_column(law: CompiledRegistry) -> None:
    """ATOP, Consultancy Obligation: "specific to militarized crises"; a general promise to consult is not enough."""
    assert DYAD_KINDS[CRISIS] == "consul"
    assert GENERAL not in DYAD_KINDS
    owed = {duty.kind for duty in law.duties("1961-china-dprk-friendship", DYAD_KINDS)}
    assert owed == {"defence"}
