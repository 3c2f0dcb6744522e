"""Terms that decide which keys stand beside them: whatever stands or lacks there is found, and nothing breaks on it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain, combinations
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.conftest import DEEP, RECORDS, REGISTRY, TODAY, examples
from treaty_registry import api, show
from treaty_registry.check.judging import judge
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules.required_keys import _deciding
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.languages import LANGUAGES
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.entry_rules import ENTRY_RULES
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.fields import doors, groups, within
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Problem
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.clauses import clauses

Data = dict[str, Any]

VALUES: Data = {
    "number": "2",
    "share": "2/3",
    "of": ["AUS", "USA"],
    "measure": "tonnage",
    "weights": [{"party": "AUS", "value": "30 %"}, {"party": ["NZL", "USA"], "value": "70 %"}],
    "instruments": ["ratification"],
    "not_counting": ["NZL"],
    "date": "2001-05-06",
    "treaty": "1890-other",
    "delay": "90 days",
    "starting": "first-of-month-after",
    "after": "condition-met",
    "rules": [{"when": "deposits", "number": "2"}, {"when": "any-of", "rules": [{"when": "on-signature"}]}],
}
"""A value for each key of a rule for entry into force that goes with some of its terms."""

_differing = {"when", *VALUES} ^ set(EntryRule.model_fields)
assert not _differing, f"VALUES has a value for each key of a rule; not so: {_differing}"


def example(name: str = "1900-example") -> Data:
    tree, problems = read_tree((RECORDS / "valid" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(tree, dict)
    assert not problems
    return dict(tree)


def problems_of(data: Data, terms: Terms) -> list[Problem]:
    """Check a record, compile its law, and say and show all of that; return what is wrong with the record."""
    treaty, unfit = build(data, Treaty, terms.context())
    if treaty is None:
        return unfit
    registry = Registry(terms, {treaty.id: treaty})
    record = Record(Path(f"{treaty.id}.yaml"), treaty.id, tree=data, treaty=treaty)
    judge(record, Context(terms, registry.treaties, {treaty.id: ""}, TODAY, Interpretations(registry)), {})
    answers = api.Registry(registry)
    for language in LANGUAGES:
        speaker = Speaker(registry, language, catalogue(language))
        said = [speaker.paragraph(treaty, held.answer, held.interval.start) for held in answers.law.statuses(treaty.id)]
        said += [
            speaker.paragraph(treaty, held.answer, held.interval.start) for held in answers.law.positions(treaty.id)
        ]
        for entry in treaty.final_clauses.entry_into_force or ():
            said += [speaker.rule(rule) for rule in (entry.initial, entry.later, entry.accession) if rule]
        site = RenderContext(registry, REGISTRY, up="../", language=language)
        said += [str(sentence) for clause in clauses(site, treaty) for sentence in clause.sentences]
        assert not [text for text in said if "{" in text or "None instruments" in text]
        site.words.check()
    assert show.status_shown(answers, treaty.id, TODAY, "text", "en")
    assert show.status_shown(answers, treaty.id, TODAY, "json", "fr")
    return record.problems


def subsets(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))


def with_rule(rule: Data) -> Data:
    data = example()
    data["final_clauses"] = {"entry_into_force": {"initial": rule, "later": {"when": "own-deposit"}, "source": "text"}}
    return data


def judged(rule: Data, terms: Terms) -> None:
    """Hold the findings about a rule against what its term needs and allows."""
    term = terms.vocabularies["entry-rules"].terms[rule["when"]]
    needs, allows = set(term.needs or ()), set(term.allows or ())
    nested = {"when": "all-of", "rules": [{"when": "on-signature"}, rule]}
    for whole, place in ((rule, ()), (nested, ("rules", 1))):
        path = ("final_clauses", "entry_into_force", "initial", *place)
        problems = problems_of(with_rule(whole), terms)
        found = {(one.code, one.path): one.message for one in problems}
        lacking = [one.message for one in problems if (one.code, one.path) == ("missing-companion", path)]
        assert [message.split("`")[1:4:2] for message in lacking] == [
            [rule["when"], key] for key in term.needs or () if key not in rule
        ]
        stray = {where[-1] for code, where in found if code == "stray-companion" and where[:-1] == path}
        assert stray == rule.keys() - {"when"} - needs - allows
        for key in stray:
            assert (
                f"`{key}` means nothing beside `when: {rule['when']}`. It goes with "
                in found["stray-companion", (*path, key)]
            )


@pytest.mark.parametrize("when", sorted(ENTRY_RULES))
def test_a_rule_with_any_of_its_keys_and_none_or_all_others_is_checked_and_told(when: str, terms: Terms) -> None:
    term = terms.vocabularies["entry-rules"].terms[when]
    own = [key for key in VALUES if key in {*(term.needs or ()), *(term.allows or ())}]
    others = [key for key in VALUES if key not in own]
    for keys in subsets([key for key in own if key not in ("delay", "starting")]):
        judged({"when": when, **{key: VALUES[key] for key in keys}}, terms)
        judged({"when": when, **{key: VALUES[key] for key in (*keys, *others, "delay", "starting")}}, terms)


@settings(max_examples=examples(60, 4_000))
@given(data=st.data())
def test_a_rule_with_any_keys_is_checked_and_told(data: st.DataObject, terms: Terms) -> None:
    keys = data.draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    judged({"when": data.draw(st.sampled_from(sorted(ENTRY_RULES))), **{key: VALUES[key] for key in keys}}, terms)


@pytest.mark.parametrize("when", ["all-of", "any-of"])
def test_a_rule_that_combines_nothing_is_found_and_told(when: str, terms: Terms) -> None:
    (found,) = (one for one in problems_of(with_rule({"when": when}), terms) if one.code == "missing-companion")
    assert found.path == ("final_clauses", "entry_into_force", "initial")
    assert found.message.startswith(f"`{when}` needs `rules` beside it: the conditions that this one combines.")
    said = Speaker(Registry(terms, {}), "en").rule(EntryRule.model_construct(when=when, delay="90 days"))
    assert said == "a rule of which the record lacks a part, and 90 days more"


def deciding_groups(terms: Terms) -> list[tuple[tuple[str | int, ...], str, type[BaseModel]]]:
    """Return the groups of a record with every key whose terms decide about other keys, with such a key each.

    Items written as a term alone are left out: nothing can stand beside them.
    """
    found = []
    record = example("1900-every-key")
    for path, group, part in groups(record, Treaty, doors):
        if isinstance(reduce(lambda node, step: node[step], path, cast(Any, record)), str):
            continue
        found += [(path, key, part) for key in _deciding(part, terms) if key in group]
    return found


def test_whatever_stands_beside_a_term_nothing_breaks(terms: Terms) -> None:
    for path, key, part in deciding_groups(terms):
        decider = _deciding(part, terms)[key]
        for word, term in decider.known.items():
            needs = [name for name in term.needs or () if name in part.model_fields]
            about = dict.fromkeys((*needs, *decider.bound))
            for kept in ((), tuple(needs), tuple(about)) if DEEP else ((), tuple(about)):
                record = copy.deepcopy(example("1900-every-key"))
                group: Any = record
                for step in path:
                    group = group[step]
                if isinstance(group, str):  # a term written alone, with nothing beside it
                    continue
                group[key] = word
                for name in about:
                    if name in kept and name not in group:
                        group[name] = copy.deepcopy((part.model_fields[name].examples or [""])[0])
                    elif name not in kept:
                        group.pop(name, None)
                codes = {one.code for one in problems_of(record, terms)}
                if needs and not kept:
                    assert codes & {"missing-companion", "missing-key"}, (word, group)


def test_every_part_whose_terms_decide_is_in_the_record_with_every_key(terms: Terms) -> None:
    tried = {(part, key) for _, key, part in deciding_groups(terms)}
    assert tried == {(part, key) for part in within(Treaty) for key in _deciding(part, terms)}
