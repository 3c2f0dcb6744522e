"""What a fact rests on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from treaty_registry.model.base import Part
from treaty_registry.model.dates import Date, DateOrUnknown
from treaty_registry.model.terms import Term
from treaty_registry.model.text import LanguageCode, LocalText, Text, Url


class Source(Part):
    """A page, document or book, as it names itself."""

    type: Annotated[str, Term("source-types")] = Field(
        description="What kind of source it is.", examples=["treaty-text"]
    )
    title: Text = Field(description="Its own title.", examples=["Russia, DPRK exchange ratification instruments"])
    author: Text | None = Field(None, description="Who wrote it, if named.", examples=["Victor Cha"])
    publisher: Text = Field(description="Who publishes it.", examples=["TASS"])
    date: DateOrUnknown = Field(description="Its own date, or `unknown`.", examples=["2024-12-04"])
    url: Url | None = Field(None, description="Its own address.", examples=["https://tass.com/politics/1882599"])
    archive_url: Url | None = Field(
        None,
        description="The address of an archived copy.",
        examples=["https://web.archive.org/web/2024/https://tass.com"],
    )
    accessed: Date | None = Field(None, description="When it was read.", examples=["2026-11-22"])
    language: LanguageCode = Field(description="The language it is in.", examples=["en"])
    note: LocalText | None = Field(
        None, description="What a reader should know about it.", examples=[{"en": "A translation by the publisher."}]
    )
