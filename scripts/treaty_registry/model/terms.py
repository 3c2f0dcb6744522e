"""Words that records share: terms of the controlled vocabularies, and the codes of parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from treaty_registry.reading.problem import did_you_mean, shown

VOCABULARY_KEY = "x-vocabulary"
ALSO_KEY = "x-also"
PARTY_VOCABULARY = "parties"
"""The name under which the validation context holds the party codes."""
VOCABULARIES = "vocabularies, whole"
"""The name under which it may hold the vocabularies themselves, by which a wrong word is advised on."""


class Advising(Protocol):
    """What a vocabulary knows of words that are none of its terms."""

    def meant_by(self, word: str) -> str | None:
        """Return the term that a word is another name of."""

    def advice_on(self, word: str) -> Any:
        """Return what to write instead of a word, in both languages (``.en``, ``.fr``)."""


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a text as one of a registry's terms: of a vocabulary under ``schema/vocabularies``, or a party's code.

    The terms come with the validation context (``{name of the vocabulary: terms}``), so that the models hold for
    any registry and a new term or party needs no new code. ``also`` are words that stand for no term, such as
    ``unknown``.
    """

    vocabulary: str
    also: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check that the text is a term, and name the nearest one if it is not."""
        vocabulary, also = self.vocabulary, self.also

        def validate(value: object, info: core_schema.ValidationInfo) -> str:
            terms: Mapping[str, object] = info.context[vocabulary]  # type: ignore[index]  # a model is never read without its registry's terms
            if isinstance(value, str) and (value in terms or value in also):
                return value
            raise PydanticCustomError(
                "term",
                "{found} is not {vocabulary}.",
                {
                    "found": shown(value),
                    "vocabulary": "a party's code" if vocabulary == PARTY_VOCABULARY else f"a term of `{vocabulary}`",
                    "advice": TermAdvice(value, vocabulary, also, terms, info.context.get(VOCABULARIES, {})),  # type: ignore[union-attr]  # see above
                },
            )

        return core_schema.with_info_plain_validator_function(
            validate, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Leave a mark that ``model.schema`` replaces by the vocabulary's terms."""
        return {VOCABULARY_KEY: self.vocabulary, ALSO_KEY: list(self.also)}


@dataclass(frozen=True, slots=True, repr=False)
class TermAdvice:
    """What to write instead of a word that is no term: looking for the nearest takes time, and is left to the reader.

    A hostile file can hold ten thousands of wrong words, of which only the first hundred are ever reported.
    """

    word: object
    vocabulary: str
    also: Iterable[str]
    terms: Mapping[str, object]
    vocabularies: Mapping[str, Advising] = field(default_factory=dict)

    def words(self) -> str:
        """Return the advice, to be put after the sentence that says what is wrong."""
        near = ""
        if isinstance(self.word, str):
            near = (
                _called(self.word, self.terms)
                or self._by_meaning(self.word)
                or did_you_mean(self.word, [*self.terms, *self.also])
            )
        return near + _choices(self.vocabulary, [*self.also, *self.terms])

    def _by_meaning(self, word: str) -> str:
        """Return what the vocabulary says of a word that it knows, which is better than what is only spelt like it."""
        vocabulary = self.vocabularies.get(self.vocabulary)
        if vocabulary is None:
            return ""
        if (advice := vocabulary.advice_on(word)) is not None:
            return f" {advice.en}"
        meant = vocabulary.meant_by(word)
        return f" Did you mean `{meant}`?" if meant else ""


def _called(name: str, parties: Mapping[str, object]) -> str:
    """Return `` Did you mean `RUS`?`` where a party's name stands in place of its code."""
    for code, party in parties.items():
        for names in getattr(party, "names", ()):
            if name.casefold() in (
                str(text).casefold() for text in (names.en, names.fr, names.formal_en, names.formal_fr)
            ):
                return f" Did you mean `{code}`?"
    return ""


def _choices(vocabulary: str, terms: list[str]) -> str:
    """Name the terms where they are few; a party has a file that can be looked up or added."""
    if vocabulary == PARTY_VOCABULARY:
        return " The codes are the names of the files in schema/parties; a new party needs a file there first."
    if len(terms) > _FEW:
        return f" The {len(terms)} terms and what they mean are in schema/vocabularies/{vocabulary}.yaml."
    return f" Choose one of: {', '.join(terms)}."


_FEW = 20
"""A longer list of terms is looked up, not read in a message."""


@dataclass(frozen=True, slots=True)
class Short:
    """Marks a group that a plain word may stand for: the value of its key ``key``, a term of ``vocabulary``."""

    key: str
    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Make a plain word the group that it stands for."""
        key = self.key
        return core_schema.no_info_before_validator_function(
            lambda value: {key: value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both ways of writing it."""
        return {"anyOf": [{VOCABULARY_KEY: self.vocabulary, ALSO_KEY: []}, handler(schema)]}


PartyCode = Annotated[str, Term(PARTY_VOCABULARY)]
PartyOrAll = Annotated[str, Term(PARTY_VOCABULARY, also=("all",))]
PartyOrNone = Annotated[str, Term(PARTY_VOCABULARY, also=("none", "unknown"))]
