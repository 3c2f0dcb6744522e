"""Clauses on exit and term with any of their keys: nothing breaks on them, and each part that lacks is named."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.test_companion_keys import example, problems_of
from tests.conftest import examples
from treaty_registry.check.rules.exits import NEEDS
from treaty_registry.model.base import LAST
from treaty_registry.model.clauses import Duration, Withdrawal
from treaty_registry.model.registry import Terms

Data = dict[str, Any]

WITHDRAWAL: Data = {
    "notice": "1 year",
    "starting": "first-of-year-after",
    "counted_from": "receipt",
    "earliest": "10 years",
    "earliest_from": "entry-into-force",
    "window": "1 year",
    "every": "10 years",
    "during_term": "no",
    "minimum_parties": "3",
    "lost_with": "1890-other",
    "lost_after": "6 months",
    "ends": "one-party",
    "addressed_to": "the depositary",
}
DURATION: Data = {
    "counted_from": "entry-into-force",
    "last_day": "2020-01-01",
    "then": "renews",
    "renewal": "5 years",
    "notice": "1 year",
    "applies": "one-party",
}
"""A value for each key of the two clauses, but for the one that a clause cannot be without."""

COMMON = {*LAST, "since", "until"}
assert {"allowed", *WITHDRAWAL} == set(Withdrawal.model_fields) - COMMON
assert {"initial", *DURATION} == set(Duration.model_fields) - COMMON

ACTS = [
    {"date": "2005-01-01", "action": "withdrawal-notice", "party": ["AUS"], "source": "depositary"},
    {"date": "2006-01-01", "action": "non-renewal-notice", "party": ["NZL"], "source": "depositary"},
    {"date": "2007-01-01", "action": "termination-notice", "party": ["NZL"], "source": "depositary"},
]


def with_clauses(withdrawal: Data, duration: Data | None) -> Data:
    data = example()
    data["final_clauses"] = {**data["final_clauses"], "withdrawal": {**withdrawal, "source": "text", "at": "art. 10"}}
    if duration is not None:
        data["final_clauses"]["duration"] = {**duration, "source": "text", "at": "art. 11"}
    data["events"] = [*data["events"], *ACTS]
    return data


def judged(withdrawal: Data, duration: Data | None, terms: Terms) -> None:
    """Hold what is found about a withdrawal clause against what its keys need."""
    path = ("final_clauses", "withdrawal", 0)
    problems = problems_of(with_clauses(withdrawal, duration), terms)
    lacking = {
        one.path[-1]: one.message for one in problems if one.code == "missing-companion" and path == one.path[:3]
    }
    for key, (needed, _) in NEEDS.items():
        assert (key in lacking) == (key in withdrawal and needed not in withdrawal), withdrawal
        if key in lacking:
            assert f"`{key}` needs `{needed}` beside it" in lacking[key]
    if withdrawal["allowed"] == "at-end-of-term":
        assert ("allowed" in lacking) == (duration is None), withdrawal


def test_every_way_out_is_checked_and_told_with_each_pair_of_keys(terms: Terms) -> None:
    for allowed in terms.vocabularies["exit-rules"].terms:
        for few in (0, 1, len(WITHDRAWAL)):
            for keys in combinations(WITHDRAWAL, few):
                judged({"allowed": allowed, **{key: WITHDRAWAL[key] for key in keys}}, None, terms)
    for keys in combinations(WITHDRAWAL, 2):
        judged({"allowed": "by-notice", **{key: WITHDRAWAL[key] for key in keys}}, {"initial": "10 years"}, terms)


@settings(max_examples=examples(60, 4_000))
@given(data=st.data())
def test_exit_and_term_with_any_keys_are_checked_and_told(data: st.DataObject, terms: Terms) -> None:
    def any_of(values: Data) -> Data:
        return {key: values[key] for key in data.draw(st.lists(st.sampled_from(sorted(values)), unique=True))}

    rules = st.sampled_from(sorted(terms.vocabularies["exit-rules"].terms))
    withdrawal = {"allowed": data.draw(rules), **any_of(WITHDRAWAL)}
    duration = None
    if data.draw(st.booleans()):
        duration = {"initial": data.draw(st.sampled_from(["10 years", "unknown", "indefinite"])), **any_of(DURATION)}
        if "then" in duration:
            duration["then"] = data.draw(st.sampled_from(sorted(terms.vocabularies["duration-ends"].terms)))
    if duration is None or duration["initial"] != "indefinite" or "last_day" in duration:
        judged(withdrawal, duration, terms)
    else:
        problems_of(with_clauses(withdrawal, duration), terms)


@pytest.mark.parametrize("term", ["indefinite", None])
def test_an_end_of_term_where_there_is_no_term_is_found(terms: Terms, term: str | None) -> None:
    duration = {"initial": term} if term else None
    found = problems_of(with_clauses({"allowed": "at-end-of-term", "notice": "1 year"}, duration), terms)
    (message,) = [one.message for one in found if one.code == "missing-companion"]
    assert message.startswith("`allowed: at-end-of-term` speaks of a term, and the record has none.")
