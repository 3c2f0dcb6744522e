"""The kinds of text and number a record is made of, each with its pattern, so that schema and models agree.

Patterns end in ``$`` for JSON Schema; pydantic's engine reads that as the very end of the text, as it should be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictStr, StringConstraints
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from treaty_registry.reading.problem import shown

_T = TypeVar("_T")


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
TerritoryCode = Annotated[
    str,
    Pattern(r"^[A-Z][A-Z0-9]{2,7}-[A-Z]{2,4}$", "a territory has its party's code, a hyphen and two to four letters"),
]
LanguageOrUnknown = Annotated[
    str,
    Pattern(
        r"^(?:unknown|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)$",
        "a language is written as its code of two letters, or `unknown`",
    ),
]
LanguageCode = Annotated[
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
PeriodOrIndefinite = Annotated[
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


Many = Annotated[tuple[_T, ...], Field(strict=False, min_length=1)]
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


OneOrMany = Annotated[tuple[_T, ...], Field(strict=False, min_length=1), _OneOrMany()]
"""A list whose brackets may be left out when it holds one thing: ``party: RUS`` or ``party: [PRK, RUS]``."""


def _localized(value: object) -> object:
    if isinstance(value, str):
        raise PydanticCustomError(
            "localized",
            "{found} stands here without its language.",
            {"found": shown(value)},
        )
    return value


LocalText = Annotated[dict[LanguageCode, Text], Field(min_length=1), BeforeValidator(_localized)]
"""A text of our own, by language: ``{en: ..., fr: ...}``."""
