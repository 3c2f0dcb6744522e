"""Companions: terms that need another key beside them, as the vocabularies say."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from treaty_registry.check.explain import example, meaning
from treaty_registry.check.record import Context, Record
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import VocabularyTerm
from treaty_registry.read.problem import Path, Problem


def actions_complete(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A deposit names its instrument, a vote its body, a suspension whose duties to whom."""
    actions = context.terms.vocabularies["actions"].terms
    for index, event in enumerate(treaty.events):
        yield from _missing(event, event.action, actions[event.action], ("events", index))


def rules_complete(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A rule for entry into force has the keys that its kind needs, and none that mean nothing to it."""
    if treaty.final_clauses.entry_into_force is None:
        return
    clause = treaty.final_clauses.entry_into_force
    kinds = context.terms.vocabularies["entry-rules"].terms
    for name in ("initial", "later", "accession"):
        rule: EntryRule | None = getattr(clause, name)
        if rule is not None:
            yield from _rule(rule, kinds, ("final_clauses", "entry_into_force", name))


def _rule(rule: EntryRule, kinds: dict[str, VocabularyTerm], path: Path) -> Iterator[Problem]:
    kind = kinds[rule.when]
    yield from _missing(rule, rule.when, kind, path)
    allowed = {"when", *(kind.needs or ()), *(kind.allows or ())}
    for key in sorted(rule.model_fields_set - allowed):
        yield Problem(
            "stray-companion",
            f"`{key}` means nothing beside `when: {rule.when}`, which goes with: "
            f"{', '.join(sorted(allowed - {'when'})) or 'no other key'}. Delete it or change `when`.",
            (*path, key),
            at_key=True,
        )
    for index, inner in enumerate(rule.rules or ()):
        yield from _rule(inner, kinds, (*path, "rules", index))


def relations_complete(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A relation leads to a record, or names a treaty that has none yet, and not both."""
    for index, relation in enumerate(treaty.relations or ()):
        if (relation.treaty is None) == (relation.unrecorded is None):
            yield Problem(
                "missing-companion",
                "Name the other treaty: by `treaty:` and its id, or, if it has no record yet, by `unrecorded:` and its "
                "title and date. One of the two.",
                ("relations", index),
            )


def _missing(part: BaseModel, word: str, term: VocabularyTerm, path: Path) -> Iterator[Problem]:
    for key in term.needs or ():
        if getattr(part, key) is None:
            field = type(part).model_fields[key]
            yield Problem(
                "missing-companion", f"`{word}` needs `{key}` beside it: {meaning(field)}{example(key, field)}", path
            )
