"""Each rule of law on a short record of a real treaty (``tests/law/records``), question by question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.law.real_records import Question, answer, content, files, questions, record, registry_of
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Terms

QUESTIONS = list(questions())


@pytest.fixture(scope="module")
def real(terms: Terms) -> CompiledRegistry:
    return registry_of(terms)


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_law_of_a_real_treaty(real: CompiledRegistry, question: Question) -> None:
    assert answer(real, question) in question.right


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_short_record_says_what_it_shows_and_where_its_days_come_from(path: Path) -> None:
    told = content(path)
    assert told["about"].endswith(".")
    assert told["days"]
    assert re.search(r"\bart\. |principle|Act of|Agreement", told["rule"]), told["rule"]
    assert record(path)["events"]
