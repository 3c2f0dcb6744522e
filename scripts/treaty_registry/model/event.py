"""The event log, the heart of a record: who did what, when, on whose word."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from treaty_registry.model.base import Contestable, End, Part, Parties
from treaty_registry.model.dates import Date, DateOrUnknown
from treaty_registry.model.numbers import Count, Tally
from treaty_registry.model.terms import PartyCode, PartyOrAll, Term
from treaty_registry.model.text import Many, OneOrMany, Slug, TerritoryCode, Text, TreatyRef


class ArticleRef(Part):
    """An article, by the number it bears, and while it bears it."""

    no: Text = Field(description="The number as printed, in quotes.", examples=["4", "IV"])
    since: TreatyRef | None = Field(
        None, description="The treaty that gave the article this number.", examples=["1954-brussels-treaty-protocol"]
    )
    until: TreatyRef | None = Field(
        None, description="The treaty that renumbered or removed it.", examples=["1954-brussels-treaty-protocol"]
    )


class Votes(Part):
    """How a body voted, as the source counts it."""

    in_favour: Tally | None = Field(None, description="Votes in favour.", examples=[397])
    against: Tally | None = Field(None, description="Votes against.", examples=[12])
    abstaining: Tally | None = Field(None, description="Abstentions.", examples=[3])
    unanimous: Annotated[str, Term("yes-no")] | None = Field(
        None, description="Whether the source says that the vote was unanimous.", examples=["yes"]
    )


class Event(Contestable):
    """An act or fact with a date that bears on the treaty."""

    id: Slug | None = Field(
        None, description="A name for this event, if another one refers to it.", examples=["us-suspension"]
    )
    date: DateOrUnknown = Field(description="When it happened, as precise as the source.", examples=["2024-06-19"])
    calendar: Annotated[str, Term("calendars")] | None = Field(
        None,
        description="The calendar of the date, where the source does not use the Gregorian one.",
        examples=["julian"],
    )
    action: Annotated[str, Term("actions")] = Field(description="What was done.", examples=["signature"])
    party: Parties | None = Field(
        None,
        description="Who did it: one code, or several for the same act on the same day.",
        examples=["RUS", ["PRK", "RUS"]],
    )
    authority: Text | None = Field(
        None,
        description="The authority that acted, where a state had rival ones.",
        examples=["Provisional Government of National Union"],
    )
    instrument: Annotated[str, Term("instruments")] | None = Field(
        None, description="What was deposited, exchanged or notified.", examples=["ratification"]
    )
    effective: DateOrUnknown | None = Field(
        None,
        description="When it takes effect, if not on its own date; `unknown` if on another day that was not found.",
        examples=["1988-01-01"],
    )
    until: End | None = Field(
        None,
        description="The end of what it prolongs or limits: a date, `indefinite` or `unknown`.",
        examples=["1999-04-20", "indefinite"],
    )
    under: TreatyRef | None = Field(
        None, description="The other treaty under which it was done.", examples=["1951-nato-greece-turkey-accession"]
    )
    refers_to: Slug | None = Field(
        None, description="The `id` of the event that it revokes, extends or answers.", examples=["withdrawal-notice"]
    )
    of: Parties | None = Field(
        None, description="The state whose place it takes, in a succession or continuation.", examples=["CSK"]
    )
    towards: Parties | None = Field(None, description="The parties it is addressed to.", examples=["NZL"])
    owed_by: OneOrMany[PartyOrAll] | None = Field(
        None, description="Whose duties it suspends or restores; `all` for all parties.", examples=["USA", "all"]
    )
    owed_to: OneOrMany[PartyOrAll] | None = Field(
        None, description="To whom those duties are owed; `all` for all other parties.", examples=["NZL", "all"]
    )
    precludes: Annotated[str, Term("yes-no")] | None = Field(
        None,
        description="Whether the objection keeps the treaty from entering into force between the two "
        "(VCLT art. 20(4)(b)).",
        examples=["no"],
    )
    articles: Many[ArticleRef] | None = Field(
        None, description="The articles concerned, where not the whole treaty.", examples=[[{"no": "IV"}]]
    )
    place: Text | None = Field(None, description="Where it happened.", examples=["Pyongyang"])
    signed_by: OneOrMany[Text] | None = Field(
        None, description="Who signed, with office.", examples=["Vladimir Putin, President"]
    )
    body: Text | None = Field(None, description="The body that acted.", examples=["State Duma"])
    chamber: Annotated[str, Term("chambers")] | None = Field(
        None, description="Which chamber the body is.", examples=["lower"]
    )
    votes: Votes | None = Field(None, description="How the body voted.", examples=[{"in_favour": 397}])
    document: Text | None = Field(None, description="The act's own name or number.", examples=["Federal Law No. 1-FZ"])
    territories: OneOrMany[TerritoryCode] | None = Field(
        None,
        description="The territories to which a party extends the treaty, or from which it excludes it: codes from the "
        "party's own file.",
        examples=[["GBR-HKG"]],
    )

    @model_validator(mode="after")
    def _in_gregorian_days(self) -> Event:
        if self.calendar == "julian":
            for key in ("date", "effective"):
                value = getattr(self, key)
                if isinstance(value, Date):
                    self.__dict__[key] = value.from_julian()
        return self


class Attested(Contestable):
    """What a source states about a result of the law, such as the day of entry into force."""

    what: Annotated[str, Term("results")] = Field(description="The result.", examples=["entry-into-force"])
    date: DateOrUnknown = Field(description="The date that the source gives.", examples=["2024-12-04"])
    party: PartyCode | None = Field(
        None, description="The party it holds for, if not for the whole treaty.", examples=["USA"]
    )
    number: Count | None = Field(None, description="How many, where the result is a number.", examples=[41])
    by: TreatyRef | None = Field(
        None,
        description="The treaty that brought it about, if one did.",
        examples=["2024-russia-dprk-strategic-partnership"],
    )
