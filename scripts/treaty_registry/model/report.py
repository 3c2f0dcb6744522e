"""Claims about practice: attributed, and never mixed into the legal facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from treaty_registry.model.base import Part, Sourced
from treaty_registry.model.dates import DateOrUnknown
from treaty_registry.model.terms import Term
from treaty_registry.model.text import LocalText, Many, OneOrMany, Slug, Text


class Stance(Sourced):
    """What one actor says about a claim."""

    by: OneOrMany[Text] = Field(
        description="Who says it: party codes, or names of others.", examples=["USA", "UN Panel of Experts"]
    )
    stance: Annotated[str, Term("stances")] = Field(description="What they do.", examples=["asserts"])
    date: DateOrUnknown = Field(description="When they said it.", examples=["2024-10-23"])
    note: LocalText | None = Field(None, description="What they said, in our own words.", examples=[{"en": "..."}])


class Report(Part):
    """A claim about what parties did, with everybody's stance on it."""

    id: Slug = Field(description="A name for the report, unique in the record.", examples=["deployment"])
    title: LocalText | None = Field(
        None, description="A heading of our own, in a few words.", examples=[{"en": "Troops in Kursk Region"}]
    )
    topic: Annotated[str, Term("report-topics")] = Field(description="What it is about.", examples=["deployment"])
    statement: LocalText = Field(description="The claim itself, stated neutrally.", examples=[{"en": "..."}])
    stances: Many[Stance] = Field(
        description="Who asserts, denies, confirms or does not comment.",
        examples=[[{"by": "USA", "stance": "asserts", "date": "2024-10-23", "source": "text"}]],
    )
