"""Every answer in words, in both languages; every code has its sentence, every term of a rule its evaluator."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import REGISTRY
from treaty_registry.language import sentences
from treaty_registry.language.catalogue import Message, catalogue
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.reasons import COMBINED, DECIDED, OF_SOME, REASONS, RULES, STARTING
from treaty_registry.language.sentences import Speaker
from treaty_registry.law import entry_rules
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.conditions import LACKS
from treaty_registry.law.entry_rules import ENTRY_RULES
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.registry import Terms

TREATIES = sorted(path.stem for path in (REGISTRY / "treaties").rglob("*.yaml"))
LAW = Path(entry_rules.__file__).parent
COMBINING = {term for term, rule in ENTRY_RULES.items() if "rules" in rule.keys}


def answers(law: CompiledRegistry, treaty: str) -> Iterator[tuple[Answer, date]]:
    """Yield every answer about a treaty and its parties, at the start of its days and in the future."""
    for interval, answer in law.statuses(treaty):
        yield answer, interval.start
    for held in law.positions(treaty):
        yield held.answer, held.interval.start
        yield held.answer, held.interval.end - timedelta(days=1)
    later = date(2040, 1, 1)
    yield law.status(treaty, later), later


@cache
def codes(terms: Terms) -> re.Pattern[str]:
    """Return a pattern for all codes that are no words: those with a hyphen."""
    names = "statuses", "positions", "entry-rules", "entry-days", "actions", "results", "instruments", "exit-rules"
    found = {code for name in names for code in terms.vocabularies[name].terms} | set(REASONS)
    return re.compile(rf"(?<![\w-])({'|'.join(sorted(code for code in found if '-' in code))})(?![\w-])")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("treaty", TREATIES)
def test_every_answer_is_a_whole_paragraph(law: CompiledRegistry, treaty: str, language: Language) -> None:
    speaker = Speaker(law.registry, language)
    pattern = codes(law.registry.terms)
    parties = law.registry.terms.parties
    for answer, day in answers(law, treaty):
        text = speaker.paragraph(law.registry.treaties[treaty], answer, day)
        assert text.endswith("."), text
        assert not re.search(r"[{}]|\(\s*\)|\(\s*[,–]|None|  | \.|\.\.|, \)|– \)", text), text
        assert not pattern.search(text), text
        assert not [word for word in re.findall(r"\b[A-Z]{3,}\b", text) if word in parties], text
        assert treaty not in text, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_about_a_later_day_says_when_it_was_known(law: CompiledRegistry, language: Language) -> None:
    treaty, later = "1949-north-atlantic-treaty", date(2040, 1, 1)
    record = law.registry.treaties[treaty]
    text = Speaker(law.registry, language).paragraph(record, law.status(treaty, later), later)
    assert text.endswith(
        {"en": "As known on 22 November 2026.", "fr": "État des connaissances au 22 novembre 2026."}[language]
    )


def test_the_two_languages_have_the_same_sentences_with_the_same_places() -> None:
    words = catalogue("fr")
    for table in (REASONS, RULES, STARTING, COMBINED, DECIDED):
        for message in table.values():
            places = [set(re.findall(r"{(\w+)}", text)) for text in (message.english, words.form(message))]
            assert places[0] == places[1], message
    words.check()


def test_every_reason_has_a_sentence_and_every_sentence_a_reason() -> None:
    found = {code for path in LAW.glob("*.py") for code in reasons(ast.parse(path.read_text(encoding="utf-8")))}
    found |= rewritten()
    assert found == set(REASONS)


def reasons(tree: ast.Module) -> Iterator[str]:
    """Yield every code that a module gives to a Reason: written there, by a name, or through parameters."""
    for call in _calls(tree, "Reason"):
        yield from _meant(tree, call, call.args[0])


def _meant(tree: ast.Module, call: ast.Call, given: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument of a call may stand for."""
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.Name):
        yield from _assigned(tree).get(given.id, ())
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and call in list(ast.walk(function)):
                names = [argument.arg for argument in function.args.args]
                for outer in _calls(tree, function.name) if given.id in names else ():
                    yield from _meant(tree, outer, outer.args[names.index(given.id)])


def _calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _assigned(tree: ast.AST) -> dict[str, set[str]]:
    """Return the texts that each name is given, in a module or in one of its functions."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            values = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            constants = [value.value for value in values if isinstance(value, ast.Constant)]
            texts = {constant for constant in constants if isinstance(constant, str)}
            for target in node.targets:
                if isinstance(target, ast.Name) and texts:
                    found.setdefault(target.id, set()).update(texts)
    return found


def rewritten() -> set[str]:
    """Return the codes that a sentence is given instead of its reason's own."""
    tree = ast.parse(Path(sentences.__file__).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    function = next(function for function in functions if function.name == "sentence")
    return _assigned(function).get("code", set())


def test_every_rule_for_entry_into_force_is_one_object(terms: Terms) -> None:
    vocabulary = terms.vocabularies["entry-rules"].terms
    assert set(ENTRY_RULES) == set(vocabulary)
    for term, rule in ENTRY_RULES.items():
        said = vocabulary[term]
        # Its delay, its first day of effect and whom it is for are read in one place, for every rule.
        assert {*(said.needs or ()), *(said.allows or ())} - {"delay", "starting", "after"} == set(rule.keys), term
        if said.source == "vclt":
            assert set(re.findall(r"\d+(?:\([a-z0-9]\))?", said.at or "")) <= set(
                re.findall(r"\d+(?:\([a-z0-9]\))?", rule.article)
            ), term


def test_every_rule_for_entry_into_force_says_whose_act_it_lacks() -> None:
    assert {*LACKS, *COMBINING} == set(ENTRY_RULES), "law/conditions.py: `_nobody` where a rule waits for no act"
    assert LACKS.keys().isdisjoint(COMBINING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_for_entry_into_force_has_its_words(terms: Terms, language: Language) -> None:
    assert set(terms.vocabularies["entry-rules"].terms) == {*RULES, *COMBINED}
    assert set(COMBINED) == set(DECIDED) == set(COMBINING)
    assert set(terms.vocabularies["entry-days"].terms) - {"same-day"} == set(STARTING)
    words = catalogue(language)
    messages: list[Message] = [
        *RULES.values(),
        *COMBINED.values(),
        *DECIDED.values(),
        *STARTING.values(),
        *OF_SOME.values(),
    ]
    assert all(map(words.form, messages))
    words.check()


def test_every_day_of_entry_into_force_is_counted(terms: Terms) -> None:
    assert set(entry_rules.ENTRY_DAYS) == set(terms.vocabularies["entry-days"].terms)
