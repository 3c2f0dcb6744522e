"""Vocabularies: all that the models need, and terms whose pattern, address and companion keys can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.fields import marks, within
from treaty_registry.model.party import Party
from treaty_registry.model.terms import PARTY_VOCABULARY, Term
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual, SharedSources, Vocabulary, VocabularyTerm, Words, plain
from treaty_registry.reading.problem import FILE_START, Path, Problem, did_you_mean, shown

MISSING_VOCABULARY = FindingKind(
    "missing-vocabulary",
    meaning=Bilingual(
        en="A vocabulary that records need is not there.",
        fr="Il manque un vocabulaire dont les fiches ont besoin.",
    ),
    mend=Bilingual(
        en="Bring the vocabulary back, for instance from the registry's history.",
        fr="Rétablissez le vocabulaire, par exemple à partir de l’historique du registre.",
    ),
)

UNUSABLE_TERM = FindingKind(
    "unusable-term",
    meaning=Bilingual(
        en="A term whose pattern, example, address or companion keys cannot be used.",
        fr="Un terme dont le modèle, l’exemple, l’adresse ou les clés associées sont inutilisables.",
    ),
    mend=Bilingual(
        en="Mend what the message names, or delete that line of the term.",
        fr="Corrigez ce que nomme le message, ou supprimez cette ligne du terme.",
    ),
)


@cache
def users() -> Mapping[str, frozenset[type[BaseModel]]]:
    """Return, for each vocabulary that the models need, the groups of keys that use its terms."""
    parts_of: dict[str, set[type[BaseModel]]] = {}
    for part in within(Treaty) | within(Party) | within(SharedSources):
        for field in part.model_fields.values():
            for mark in marks(field, Term):
                parts_of.setdefault(mark.vocabulary, set()).add(part)
    return {name: frozenset(parts) for name, parts in parts_of.items() if name != PARTY_VOCABULARY}


def missing(present: Mapping[str, object]) -> Iterator[Problem]:
    """Every vocabulary that the models need is there."""
    for name in sorted(users().keys() - present.keys()):
        yield Problem(
            "missing-vocabulary",
            f"`{name}.yaml` is missing here. Records cannot be read without it: bring it back, for instance from the "
            "registry's history.",
            position=FILE_START,
        )


def usable(vocabulary: Vocabulary) -> Iterator[Problem]:
    """What checks, pages and the law read from a term has the form that they can read."""
    keys = {key for part in users().get(vocabulary.vocabulary, ()) for key in part.model_fields}
    if keys:
        yield from _known(vocabulary.always or (), keys, ("always",))
    yield from _one_meaning(vocabulary)
    for name, term in vocabulary.terms.items():
        path: Path = ("terms", name)
        yield from _pattern(term, path)
        if term.url is not None and not re.fullmatch(r"https?://[^\s/{}]+/\S*", term.url):
            yield Problem(
                "unusable-term",
                f"{shown(term.url)} is not a web address. It starts with `https://` or `http://`; write `{{}}` where "
                "the value goes.",
                (*path, "url"),
            )
        if keys:
            yield from _known(term.needs or (), keys, (*path, "needs"))
            yield from _known(term.allows or (), keys, (*path, "allows"))


def _one_meaning(vocabulary: Vocabulary) -> Iterator[Problem]:
    """A word that is no term leads to one term, or to one advice."""
    meant: dict[str, str] = {name: f"the term `{name}`" for name in vocabulary.terms}
    for name, term in vocabulary.terms.items():
        yield from _led(term.also_called, f"the term `{name}`", ("terms", name, "also_called"), meant)
    for index, other in enumerate(vocabulary.other_words or ()):
        yield from _led(other.words, f"advice {index + 1} of `other_words`", ("other_words", index, "words"), meant)


def _led(words: Words | None, to: str, path: Path, meant: dict[str, str]) -> Iterator[Problem]:
    for word in words.all() if words else ():
        if meant.setdefault(plain(word), to) != to:
            yield Problem(
                "unusable-term",
                f"{shown(word)} leads to {meant[plain(word)]} already. Delete it here or there.",
                path,
            )


def _pattern(term: VocabularyTerm, path: Path) -> Iterator[Problem]:
    if term.pattern is None:
        return
    try:
        shape = re.compile(term.pattern)
    except (re.error, OverflowError, RecursionError) as error:
        yield Problem(
            "unusable-term",
            f"{shown(term.pattern)} is not a regular expression ({error}). Mend it or delete the line.",
            (*path, "pattern"),
        )
        return
    if term.example is not None and not shape.search(term.example):
        yield Problem(
            "unusable-term",
            f"{shown(term.example)} does not have the form {shown(term.pattern)}. Mend the example or the pattern.",
            (*path, "example"),
        )


def _known(names: tuple[str, ...], keys: set[str], path: Path) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name not in keys:
            yield Problem(
                "unusable-term",
                f"`{name}` is not a key that can stand beside these terms.{did_you_mean(name, keys)} Mend its name or "
                "delete it.",
                (*path, index),
            )
