"""What a good record has: each criterion is met by one record and not by another."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.conftest import MADE, Make
from treaty_registry.check.completeness import CRITERIA, least_complete_first, record_completeness

SOURCE = {"title": "A title", "publisher": "A publisher", "date": "1951-09-02", "language": "en"}
HELP: dict[str, Any] = {
    "id": "help",
    "kind": "defence",
    "owed_by": "all",
    "owed_to": "all",
    "commitment": "automatic",
    "summary": {"en": "Each helps the other."},
    "articles": [{"no": "1"}],
    "source": ["text", "gazette"],
}
CONSENT = {
    "date": "1952-04-29",
    "action": "deposit",
    "party": ["AUS", "NZL"],
    "instrument": "ratification",
    "source": ["text", "gazette"],
}
GOOD: dict[str, Any] = {
    "signed": {"source": ["text", "press"]},
    "events": [CONSENT],
    "clauses": {
        "duration": {"initial": "indefinite"},
        "withdrawal": {"allowed": "not-mentioned"},
    },
    "text_read": "whole",
    "participants": {"list": "complete", "source": "text"},
    "obligations": [HELP],
    "titles": {"fr": "Traité de 1951"},
}
"""A record that lacks nothing."""

WORSE: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "text": ({"text_read": "in-part"}, ("in-part",)),
    "consents": ({"events": [{**CONSENT, "date": "1952-04"}]}, ("AUS", "NZL")),
    "clauses": ({"clauses": {**GOOD["clauses"], "withdrawal": {"allowed": "unknown"}}}, ("withdrawal",)),
    "duty": ({"obligations": [{key: value for key, value in HELP.items() if key != "articles"}]}, ("help",)),
    "participants": ({"participants": {"list": "incomplete", "source": "text"}}, ("1951-09-01",)),
    "two-sources": ({"signed": {"source": "text"}}, ("signature 1951-09-01 AUS NZL",)),
    "primary-source": (
        {
            "obligations": [{**HELP, "source": ["press", "newspaper"]}],
            "sources": {
                key: {**SOURCE, "type": kind} for key, kind in (("text", "treaty-text"), ("newspaper", "press"))
            },
        },
        ("help",),
    ),
    "french-title": ({"titles": {"fr": "Traité " + "très " * 12 + "long"}}, ("titles.fr",)),
}
"""For each criterion what a record has that does not meet it, and what is said to be missing."""


def test_nothing_is_missing_of_a_good_record(make: Make) -> None:
    found = record_completeness(make(**GOOD), MADE)
    assert (found.met, found.of, found.lacks) == (len(CRITERIA), len(CRITERIA), {})


@pytest.mark.parametrize("criterion", [one.name for one in CRITERIA])
def test_what_is_missing_is_named(make: Make, criterion: str) -> None:
    change, missing = WORSE[criterion]
    found = record_completeness(make(**{**GOOD, **change}), MADE)
    assert found.lacks == {criterion: missing}
    assert found.met == found.of - 1


def test_what_does_not_apply_is_not_asked(make: Make) -> None:
    # Nobody has ever been bound: there are no days to know.
    found = record_completeness(make(**{**GOOD, "events": []}), MADE)
    assert (found.of, found.lacks) == (len(CRITERIA) - 1, {})


def test_the_least_complete_comes_first(law: Any) -> None:
    shares = [one.share for one in least_complete_first(law, law.registry.treaties)]
    assert shares == sorted(shares)
    assert len(shares) > 1
