"""What every part of a record shares: strict, frozen, no unknown keys, and a source beside each fact."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from treaty_registry.model.dates import Date
from treaty_registry.model.text import Key, LocalText, OneOrMany, PartyCode, Slug, Term, Text


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
    note: LocalText | None = Field(None, description="Their reading in our own words.", examples=[{"en": "..."}])


class FactDispute(Dispute):
    """A dispute about a key of the record itself."""

    fact: Key = Field(description="The disputed key of the record.", examples=["binding"])


class Contestable(Sourced):
    """A fact on which sources may differ and parties may disagree."""

    conflicts: Annotated[tuple[Conflict, ...], Field(strict=False, min_length=1)] = Field(
        (),
        description="Values that other sources give, and why they are not followed.",
        examples=[[{"fact": "date", "value": "1952-02-15", "why_not": {"en": "..."}, "source": "text"}]],
    )
    disputed: Annotated[tuple[Dispute, ...], Field(strict=False, min_length=1)] = Field(
        (),
        description="Who disputes this fact, and how.",
        examples=[[{"by": "USA", "position": "denies", "source": "text"}]],
    )
    note: LocalText | None = Field(
        None, description="What a reader should know besides, in our own words.", examples=[{"en": "..."}]
    )


Parties = OneOrMany[PartyCode]
"""Party codes: the file names in ``schema/parties``."""

__all__ = ["Conflict", "Contestable", "Date", "Dispute", "FactDispute", "Part", "Parties", "Sourced", "Sources"]
