"""Companions: keys that a term needs beside it, and keys that mean nothing beside it, as the vocabularies say.

Where a key holds several terms, as ``instruments`` does, what they need is not asked for: a key beside the list could
not say which of them it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from treaty_registry.check.error_messages import example, meaning
from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.fields import Door, doors_to, groups, is_list, marks
from treaty_registry.model.registry import Terms
from treaty_registry.model.terms import Term
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual, Vocabulary, VocabularyTerm
from treaty_registry.reading.problem import Path, Problem

MISSING_COMPANION = FindingKind(
    "missing-companion",
    meaning=Bilingual(
        en="A term that needs another key beside it.",
        fr="Un terme qui demande une autre clé à côté de lui.",
    ),
    mend=Bilingual(
        en="Add the key that the message names, or choose another term.",
        fr="Ajoutez la clé que nomme le message, ou choisissez un autre terme.",
    ),
)

STRAY_COMPANION = FindingKind(
    "stray-companion",
    meaning=Bilingual(
        en="A key that means nothing beside this term.",
        fr="Une clé qui ne veut rien dire à côté de ce terme.",
    ),
    mend=Bilingual(
        en="Delete the key, or choose the term that it goes with.",
        fr="Supprimez la clé, ou choisissez le terme qu’elle accompagne.",
    ),
)


@check(MISSING_COMPANION, STRAY_COMPANION)
def terms_accompanied(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A deposit names its instrument and has no votes; a rule for entry into force has the keys that it is made of."""
    terms = context.terms
    for path, group, part in groups(record.tree, Treaty, lambda part: _doors(part, terms)):
        deciding = _deciding(part, terms)
        present = {key: decider.known[group[key]] for key, decider in deciding.items() if key in group}
        for key, term in present.items():
            yield from _missing(group, part, group[key], term, path)
        if deciding:
            yield from _stray(group, deciding, present, path)


@dataclass(frozen=True, slots=True)
class _Decider:
    """A key that holds one term, whose vocabulary decides which keys belong beside it."""

    known: Mapping[str, VocabularyTerm]
    bound: Mapping[str, tuple[str, ...]]
    """For each key that is out of place beside some terms, the terms that need or allow it."""


@lru_cache(maxsize=1_000)
def _deciding(part: type[BaseModel], terms: Terms) -> dict[str, _Decider]:
    """Return the keys of a part whose terms decide about other keys of it."""
    deciders = {}
    for key, field in part.model_fields.items():
        mark = next(marks(field, Term), None)
        vocabulary = mark and terms.vocabularies.get(mark.vocabulary)
        if vocabulary and not is_list(field.annotation):
            bound = {name: users for name, users in _bound(vocabulary).items() if name in part.model_fields}
            if bound or any(term.needs for term in vocabulary.terms.values()):
                deciders[key] = _Decider(vocabulary.terms, bound)
    return deciders


def _bound(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the keys that some terms of a vocabulary need or allow, without those that may always stand there."""
    names_of = defaultdict(list)
    for name, term in vocabulary.terms.items():
        for key in (*(term.needs or ()), *(term.allows or ())):
            if key not in (vocabulary.always or ()):
                names_of[key].append(name)
    return {key: tuple(names) for key, names in names_of.items()}


@lru_cache(maxsize=1_000)
def _doors(part: type[BaseModel], terms: Terms) -> dict[str, Door]:
    return doors_to(part, lambda inner: _deciding(inner, terms))


def _missing(
    group: Mapping[str, Any], part: type[BaseModel], word: str, term: VocabularyTerm, path: Path
) -> Iterator[Problem]:
    for key in term.needs or ():
        field = part.model_fields.get(key)
        if field and key not in group:
            yield Problem(
                "missing-companion", f"`{word}` needs `{key}` beside it: {meaning(field)}{example(key, field)}", path
            )


def _stray(
    group: Mapping[str, Any], deciding: Mapping[str, _Decider], present: Iterable[str], path: Path
) -> Iterator[Problem]:
    """A key is out of place if other terms than the ones that stand here need or allow it."""
    for key in group:
        about = {name: decider.bound[key] for name, decider in deciding.items() if key in decider.bound}
        if not about or any(group.get(name) in users for name, users in about.items()):
            continue
        here = [name for name in about if name in present]
        goes_with = _listed([f"`{name}: {user}`" for name, users in about.items() for user in users])
        beside = " and ".join(f"`{name}: {group[name]}`" for name in here) or "no term at all"
        change = " or ".join(f"`{name}`" for name in here or about)
        yield Problem(
            "stray-companion",
            f"`{key}` means nothing beside {beside}. It goes with {goes_with}. "
            f"Delete it or {'change' if here else 'add'} {change}.",
            (*path, key),
            at_key=True,
        )


def _listed(words: list[str]) -> str:
    """Name the first few: a reader who meant one of the others finds it in the vocabulary."""
    few = words[:_FEW]
    return ", ".join(few) + (f" and {len(words) - _FEW} others" if len(words) > _FEW else "")


_FEW = 5


@check(MISSING_COMPANION)
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
