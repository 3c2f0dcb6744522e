"""What every part of a record shares: strict, frozen, no unknown keys, and a source beside each fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from treaty_registry.model.dates import PATTERN, Date
from treaty_registry.model.terms import PartyCode, Term
from treaty_registry.model.text import Key, LocalText, Many, OneOrMany, Slug, Text


class Part(BaseModel):
    """A group of keys in a record."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=True)


Sources = OneOrMany[Slug]
"""Keys of the record's ``sources``."""


class Sourced(Part):
    """A group of keys that states a fact."""

    source: Sources = Field(description="Where the fact stands: one or several keys of `sources`.", examples=["text"])
    at: Text | None = Field(
        None, description="The place in the source: article, page or paragraph.", examples=["art. 4"]
    )


LAST = ("source", "at", "conflicts", "disputed", "note")
"""The keys that close a group which states a fact, in this order."""


class Conflict(Sourced):
    """A value that a source gives and the record does not follow."""

    fact: Key = Field(description="The key of this group that the source gives differently.", examples=["date"])
    value: Text = Field(description="What that source says.", examples=["1952-02-15"])
    why_not: LocalText = Field(
        description="Why the record follows another value.",
        examples=[{"en": "It is the day of the act of the depositary."}],
    )


class Dispute(Sourced):
    """A position on whether a fact holds in law, and who holds it."""

    by: OneOrMany[Text] = Field(
        description="Who holds the position: party codes, or names of others.", examples=["USA", ["KOR", "UKR"]]
    )
    position: Annotated[str, Term("dispute-positions")] = Field(description="What they hold.", examples=["denies"])
    capacity: Annotated[str, Term("dispute-capacities")] | None = Field(
        None,
        description="In which capacity they hold it. Needed for everybody who is not on record as a party or a "
        "signatory: without standing in the matter, a position is shown and makes no answer disputed.",
        examples=["depositary"],
    )
    since: Date | None = Field(None, description="From when they hold it, if not all along.", examples=["2003-06-10"])
    until: Date | None = Field(None, description="Until when they held it.", examples=["2016"])
    value: Date | None = Field(
        None, description="The other date, where that is what they hold.", examples=["1996-09-10"]
    )
    note: LocalText | None = Field(None, description="Their reading in our own words.", examples=[{"en": "..."}])


class FactDispute(Dispute):
    """A dispute about a key of the record itself."""

    fact: Key = Field(description="The disputed key of the record.", examples=["binding"])


class Contestable(Sourced):
    """A fact on which sources may differ and parties may disagree."""

    conflicts: Many[Conflict] | None = Field(
        None,
        description="Values that other sources give, and why they are not followed.",
        examples=[[{"fact": "date", "value": "1952-02-15", "why_not": {"en": "..."}, "source": "text"}]],
    )
    disputed: Many[Dispute] | None = Field(
        None,
        description="Who disputes this fact, and how.",
        examples=[[{"by": "USA", "position": "denies", "source": "text"}]],
    )
    note: LocalText | None = Field(
        None, description="What a reader should know besides, in our own words.", examples=[{"en": "..."}]
    )


Parties = OneOrMany[PartyCode]
"""Party codes: the file names in ``schema/parties``."""


@dataclass(frozen=True, slots=True)
class _OrWord:
    """Lets words stand in place of a date."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = self.words
        return core_schema.no_info_wrap_validator_function(
            lambda value, inner: value if value in words else inner(value),
            handler.generate_schema(Date),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        pattern = PATTERN.replace("^(?:", f"^(?:{'|'.join(self.words)}|", 1)
        return {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999, "pattern": pattern}


End = Annotated[Date | Literal["indefinite", "unknown"], _OrWord(("indefinite", "unknown"))]
"""The date of an end; ``indefinite`` where none was set, ``unknown`` where it was looked for and not found."""

__all__ = ["Conflict", "Contestable", "Date", "Dispute", "End", "FactDispute", "Part", "Parties", "Sourced", "Sources"]
