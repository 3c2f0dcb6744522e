"""The kinds of text and number a record is made of, each with its pattern, so that schema and models agree.

Patterns end in ``$`` for JSON Schema; pydantic's engine reads that as the very end of the text, as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictStr, StringConstraints
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from treaty_registry.read.problem import did_you_mean, shown

T = TypeVar("T")


def _text(value: object) -> object:
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


Text = Annotated[
    StrictStr,
    StringConstraints(min_length=1, max_length=2_000),
    BeforeValidator(_text),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": 2_000}),
]
"""One line or paragraph of plain text: a name, a title, a place, a sentence.

The reader hands over text only; an editor that guesses types sees a number in ``no: 4`` and must not object.
"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Marks a text that must have a certain form; ``what`` says in words what is expected."""

    pattern: str
    what: str
    code: str = "pattern"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the form, with a message that says what is expected."""
        shape, what, code = re.compile(self.pattern), self.what, self.code

        def validate(value: object) -> str:
            if isinstance(value, str) and shape.match(value) and not value.endswith("\n"):
                return value
            raise PydanticCustomError(code, "{found} does not fit here: {what}.", {"found": shown(value), "what": what})

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the form to JSON Schema."""
        return {"type": "string", "pattern": self.pattern}


TreatyId = Annotated[
    str,
    Pattern(
        r"^[0-9]{4}-(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+){0,15}$",
        "a treaty's id is its year and a few words in small letters, with `-` between them",
    ),
]
"""A treaty's own id, now or formerly. It has a letter after its year: ``2009-12-01`` is a date."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a text as the id of another record, so that ``model.fields`` finds all places that name one."""


TreatyRef = Annotated[TreatyId, Reference()]
"""The id of another treaty's record."""

Slug = Annotated[
    str,
    Pattern(
        r"^[a-z0-9]+(?:-[a-z0-9]+){0,15}$",
        "a short name in small letters, digits and `-` is expected",
    ),
]
Key = Annotated[str, Pattern(r"^[a-z]+(?:_[a-z]+){0,4}$", "the name of a key is expected")]
OwnCode = Annotated[
    str,
    Pattern(r"^[A-Z][A-Z0-9]{2,7}$", "a party's code has three to eight capital letters or digits"),
]
LanguageOrUnknown = Annotated[
    str,
    Pattern(
        r"^(?:unknown|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)$",
        "a language is written as its code of two letters, or `unknown`",
    ),
]
Language = Annotated[
    str,
    Pattern(
        r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$",
        "a language is written as its code of two letters",
    ),
]
Url = Annotated[
    str,
    Pattern(
        r'^https?://[^\s/?#@<>"\\`]+(?:[/?#][^\s<>"\\`]*)?$',  # ECMA regular expressions know no escaped quote
        "an address starts with `https://` or `http://` and has no spaces and no user name",
        code="address",
    ),
]
Period = Annotated[
    str,
    Pattern(
        r"^[1-9][0-9]{0,2} (?:day|days|week|weeks|month|months|year|years)$",
        "a length of time is a whole number of days, weeks, months or years",
    ),
]
PeriodOrUnknown = Annotated[
    str,
    Pattern(
        r"^(?:unknown|[1-9][0-9]{0,2} (?:day|days|week|weeks|month|months|year|years))$",
        "a length of time such as `5 years` is expected, or `unknown`",
    ),
]
Span = Annotated[
    str,
    Pattern(
        r"^(?:indefinite|unknown|[1-9][0-9]{0,2} (?:day|days|week|weeks|month|months|year|years))$",
        "a length of time such as `10 years` is expected, or `indefinite`, or `unknown`",
    ),
]
Share = Annotated[
    str,
    Pattern(
        r"^(?:[1-9][0-9]?/[1-9][0-9]?|[1-9][0-9]?(?:\.[0-9]{1,2})? ?%)$",
        "a share is a fraction such as `2/3`, or a percentage such as `55 %`",
    ),
]


@dataclass(frozen=True, slots=True)
class Whole:
    """Marks a whole number from ``least`` to 9999. The reader hands over text, so digits count."""

    least: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take a number, or digits without a leading zero."""
        least = self.least

        def validate(value: object) -> int:
            if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,3}", value):
                value = int(value)
            if isinstance(value, int) and not isinstance(value, bool) and least <= value <= 9999:
                return value
            raise PydanticCustomError(
                "count",
                "{found} does not fit here: a whole number from {least} to 9999 is expected.",
                {"found": shown(value), "least": least},
            )

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe it as a number, which editors see, or as text, which the reader hands over."""
        digits = "[1-9][0-9]{0,3}"
        pattern = f"^{digits}$" if self.least else f"^(?:0|{digits})$"
        return {"type": ["integer", "string"], "pattern": pattern, "minimum": self.least, "maximum": 9999}


Count = Annotated[int, Whole(1)]
"""How many of something that is there."""

Tally = Annotated[int, Whole(0)]
"""How many votes, perhaps none."""


@dataclass(frozen=True, slots=True)
class _OrNumber(Pattern):
    """Takes a number that is not negative besides texts of a form; kept as text, as it was written."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: object, text: Callable[[object], str]) -> str:
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
            return str(value) if number else text(value)

        form = Pattern.__get_pydantic_core_schema__(self, source, handler)
        return core_schema.no_info_wrap_validator_function(
            validate, form, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "number"], "pattern": self.pattern, "minimum": 0}


ShareOrNumber = Annotated[
    str,
    _OrNumber(
        r"^(?:[1-9][0-9]?/[1-9][0-9]?|(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?(?: ?%)?)$",
        "a share such as `17.4 %` or `1/3` is expected, or a number",
    ),
]
"""A share of something, or a number in some unit: ``17.4 %``, ``1/3``, ``25000``."""

Many = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A list that is left out rather than written empty."""


def _one_to_list(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else [value]


class _OneOrMany:
    """Tells JSON Schema that a single value may stand without its brackets."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_one_to_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


OneOrMany = Annotated[tuple[T, ...], Field(strict=False, min_length=1), _OneOrMany()]
"""A list whose brackets may be left out when it holds one thing: ``party: RUS`` or ``party: [PRK, RUS]``."""


def _localized(value: object) -> object:
    if isinstance(value, str):
        raise PydanticCustomError(
            "localized",
            "{found} stands here without its language.",
            {"found": shown(value)},
        )
    return value


LocalText = Annotated[dict[Language, Text], Field(min_length=1), BeforeValidator(_localized)]
"""A text of our own, by language: ``{en: ..., fr: ...}``."""


VOCABULARY_KEY = "x-vocabulary"
ALSO_KEY = "x-also"
PARTIES = "parties"
"""The name under which the validation context holds the party codes."""


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
                    "vocabulary": "a party's code" if vocabulary == PARTIES else f"a term of `{vocabulary}`",
                    "advice": TermAdvice(value, vocabulary, also, terms),
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

    def words(self) -> str:
        """Return the advice, to be put after the sentence that says what is wrong."""
        near = ""
        if isinstance(self.word, str):
            near = _called(self.word, self.terms) or did_you_mean(self.word, [*self.terms, *self.also])
        return near + _choices(self.vocabulary, [*self.also, *self.terms])


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
    if vocabulary == PARTIES:
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


PartyCode = Annotated[str, Term(PARTIES)]
PartyOrAll = Annotated[str, Term(PARTIES, also=("all",))]
PartyOrNone = Annotated[str, Term(PARTIES, also=("none", "unknown"))]
