"""Parties: one code for each legal person, for ever."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from treaty_registry.model.base import Contestable, Part, Sourced, Sources
from treaty_registry.model.dates import Date
from treaty_registry.model.source import Source
from treaty_registry.model.terms import PartyCode, Term
from treaty_registry.model.text import Many, OwnCode, Slug, TerritoryCode, Text


class PartyName(Sourced):
    """What the party was called, and when."""

    en: Text = Field(description="The short name in English.", examples=["Russia"])
    fr: Text = Field(description="The short name in French.", examples=["Russie"])
    formal_en: Text | None = Field(None, description="The formal name in English.", examples=["Russian Federation"])
    formal_fr: Text | None = Field(None, description="The formal name in French.", examples=["Fédération de Russie"])
    since: Date | None = Field(None, description="From when it bore the name.", examples=["1991-12-25"])
    until: Date | None = Field(None, description="Until when it bore the name.", examples=["1991-12-25"])

    def in_(self, language: str) -> str:
        """Return the short name in one of the two languages, by its code."""
        name: str = getattr(self, language)
        return name

    def formal_in(self, language: str) -> str | None:
        """Return the formal name in one of the two languages, if it has another than the short one."""
        name: str | None = getattr(self, f"formal_{language}")
        return name


class Existence(Contestable):
    """From when until when the party existed as a legal person."""

    since: Date = Field(description="The first day, as precise as the source.", examples=["1948-09-09"])
    until: Date | None = Field(None, description="The last day. Left out while it exists.", examples=["1990-10-02"])


class Continuation(Contestable):
    """An earlier party of which this one is the same legal person."""

    party: PartyCode = Field(description="The earlier party's code.", examples=["SUN"])
    date: Date = Field(description="From when.", examples=["1991-12-24"])


class Territory(Sourced):
    """A territory for whose international relations a party is, or was, responsible (VCLT art. 29)."""

    code: TerritoryCode = Field(description="Its permanent code, which begins with the party's.", examples=["GBR-HKG"])
    en: Text = Field(description="Its name in English.", examples=["Hong Kong"])
    fr: Text = Field(description="Its name in French.", examples=["Hong Kong"])
    since: Date | None = Field(None, description="From when the party was responsible for it.", examples=["1843-06-26"])
    until: Date | None = Field(None, description="Until when it was.", examples=["1997-06-30"])

    def in_(self, language: str) -> str:
        """Return the name in one of the two languages, by its code."""
        name: str = getattr(self, language)
        return name


class PartyIdentifier(Part):
    """A code by which others know the party, and when it held."""

    scheme: Annotated[str, Term("party-schemes")] = Field(description="Whose code it is.", examples=["cow"])
    value: Text = Field(description="The code; `none` or `unknown` where there is none.", examples=["365"])
    since: Date | None = Field(None, description="The first year in that scheme.", examples=[1816])
    until: Date | None = Field(None, description="The last year in that scheme.", examples=[1991])
    source: Sources | None = Field(None, description="Where the code stands.", examples=["cow"])


class Party(Part):
    """A party: one file `schema/parties/<code>.yaml`."""

    code: OwnCode = Field(description="The permanent code, the same as the file's name.", examples=["RUS"])
    kind: Annotated[str, Term("party-kinds")] = Field(
        description="What kind of legal person it is.", examples=["state"]
    )
    names: Many[PartyName] = Field(description="Its names, the present one first.")
    exists: Existence = Field(description="When it existed.")
    continues: Many[Continuation] | None = Field(
        None, description="Earlier parties that are the same legal person, so that every treaty carries over."
    )
    territories: Many[Territory] | None = Field(
        None,
        description="Territories for which it is or was responsible, as acts of extension and exclusion name them.",
    )
    identifiers: Many[PartyIdentifier] = Field(description="Its codes elsewhere.")
    sources: dict[Slug, Source] | None = Field(
        None,
        description="What the facts rest on, besides the sources in schema/sources.yaml, which any party may cite.",
        min_length=1,
    )
