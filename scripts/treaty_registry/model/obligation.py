"""Who owes what to whom, when it is triggered and what limits it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from treaty_registry.model.base import Contestable, Part, Parties
from treaty_registry.model.event import ArticleRef
from treaty_registry.model.terms import PartyOrAll, Short, Term
from treaty_registry.model.text import LocalText, Many, OneOrMany, Period, Slug, Text, TreatyRef


class Trigger(Part):
    """What has to happen before the duty is owed."""

    what: Annotated[str, Term("triggers")] = Field(description="The kind of event.", examples=["armed-attack"])
    against: Annotated[str, Term("trigger-targets")] | None = Field(
        None, description="Against whom.", examples=["beneficiary"]
    )
    states: Parties | None = Field(
        None,
        description="The third states that the text names: the adversary, or the one against whom the act is directed.",
        examples=["JPN"],
    )
    area: Annotated[str, Term("areas")] | None = Field(None, description="Where.", examples=["anywhere"])
    area_of: Parties | None = Field(None, description="Whose territory the area is.", examples=["JPN"])
    area_name: Text | None = Field(None, description="What the text calls the area.", examples=["the Pacific Area"])
    note: LocalText | None = Field(
        None, description="The trigger in our own words, where the terms say too little.", examples=[{"en": "..."}]
    )


class Limit(Part):
    """What limits a duty. A limit that needs nothing more is written as its term alone."""

    limit: Annotated[str, Term("limits")] = Field(description="The limit.", examples=["un-charter-51"])
    states: Parties | None = Field(None, description="The states that it concerns.", examples=["RUS", ["GBR", "USA"]])
    note: LocalText | None = Field(
        None, description="The limit in our own words, where the term says too little.", examples=[{"en": "..."}]
    )


DEFENCE = "defence"
"""The kind of obligation that makes a treaty one of mutual defence: help against an attack."""


class Obligation(Contestable):
    """A duty that the treaty creates."""

    id: Slug = Field(description="A name for the obligation, unique in the record.", examples=["mutual-assistance"])
    title: LocalText | None = Field(
        None, description="A heading of our own, in a few words.", examples=[{"en": "Mutual assistance"}]
    )
    kind: Annotated[str, Term("obligation-kinds")] = Field(description="What is owed.", examples=["defence"])
    owed_by: OneOrMany[PartyOrAll] = Field(description="Who owes it: `all`, or codes.", examples=["all"])
    owed_to: OneOrMany[PartyOrAll] = Field(description="To whom it is owed: `all`, or codes.", examples=["all"])
    trigger: Trigger | None = Field(
        None, description="What triggers it. Leave out if it is owed at all times.", examples=[{"what": "armed-attack"}]
    )
    commitment: Annotated[str, Term("commitments")] = Field(
        description="How firm it is: automatic, or after a decision.", examples=["automatic"]
    )
    means: OneOrMany[Annotated[str, Term("means")]] | None = Field(
        None, description="What help or conduct is owed.", examples=[["military", "other"]]
    )
    timing: Annotated[str, Term("timings")] | None = Field(None, description="How soon.", examples=["immediate"])
    limits: OneOrMany[Annotated[Limit, Short("limit", "limits")]] | None = Field(
        None,
        description="What limits it: terms, or groups that say more.",
        examples=[["un-charter-51"], {"limit": "not-against-named-state", "states": "RUS"}],
    )
    articles: Many[ArticleRef] | None = Field(
        None, description="Where the duty stands in the treaty.", examples=[[{"no": "4"}]]
    )
    term: Period | None = Field(
        None,
        description="How long it is owed from the treaty's entry into force on, if not as long as the treaty lasts.",
        examples=["5 years"],
    )
    survives: Period | None = Field(
        None,
        description="For how long it goes on after the treaty, or a party's part in it, has ended.",
        examples=["20 years"],
    )
    since: TreatyRef | None = Field(
        None,
        description="The treaty that added it, if it is younger than its own treaty.",
        examples=["2007-lisbon-treaty"],
    )
    until: TreatyRef | None = Field(
        None, description="The treaty that removed it.", examples=["1954-brussels-treaty-protocol"]
    )
    summary: LocalText = Field(description="The duty in our own words, one or two sentences.", examples=[{"en": "..."}])
