"""One treaty: the whole record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import WithJsonSchema

from treaty_registry.model.base import Conflict, Contestable, FactDispute, Part, Sourced, Sources
from treaty_registry.model.clauses import FinalClauses
from treaty_registry.model.dates import Date, Day
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.obligation import DEFENCE, Obligation
from treaty_registry.model.report import Report
from treaty_registry.model.source import Source
from treaty_registry.model.terms import Term
from treaty_registry.model.text import (
    LanguageCode,
    LanguageOrUnknown,
    LocalText,
    Many,
    OneOrMany,
    Slug,
    Text,
    TreatyId,
    TreatyRef,
)


class Identifier(Part):
    """A number or name by which others know the treaty."""

    scheme: Annotated[str, Term("identifier-schemes")] = Field(
        description="Whose number it is.", examples=["unts-volume"]
    )
    value: Text = Field(
        description="The number; `none` if there is known to be none, `unknown` if it was not found.",
        examples=["131 UNTS 83"],
    )
    source: Sources | None = Field(None, description="Where it stands.", examples=["text"])
    at: Text | None = Field(None, description="The place in the source.", examples=["p. 83"])


class Relation(Contestable):
    """A link to another treaty, stored once, in the newer record."""

    type: Annotated[str, Term("relation-types")] = Field(
        description="What this treaty does to the other one.", examples=["supersedes"]
    )
    treaty: TreatyRef | None = Field(
        None, description="The other treaty's id.", examples=["2000-russia-dprk-friendship"]
    )
    unrecorded: Text | None = Field(
        None,
        description="The other treaty's title and date, where the registry has no record of it yet.",
        examples=["Security Treaty between the United States and Japan, 8 September 1951"],
    )
    date: Date | None = Field(None, description="From when it holds, if a source says so.", examples=["2024-12-04"])


class Participants(Sourced):
    """Whether all who have a part in the treaty are on record."""

    list: Annotated[str, Term("completeness")] = Field(
        description="Whether everybody who signed, consented or left is among the events.", examples=["complete"]
    )
    as_of: Date | None = Field(None, description="The day for which that holds.", examples=["2026-11-22"])
    note: LocalText | None = Field(
        None, description="Who is missing, in our own words.", examples=[{"en": "Nine parties are not on record yet."}]
    )


class NotFound(Part):
    """Something that was looked for in vain, so that the next reader need not start again."""

    what: LocalText = Field(description="What was looked for.", examples=[{"en": "The date of deposit of ..."}])
    looked_in: Many[Text] = Field(description="Where.", examples=[["UN Treaty Collection", "KCNA"]])
    on: Date = Field(description="When.", examples=["2026-11-22"])


class Waiver(Part):
    """A finding that is right and that we accept, with the reason."""

    finding: Slug = Field(description="The finding's code.", examples=["no-article"])
    where: Text = Field(
        description="The place it is reported for, as the finding prints it.",
        examples=["obligations[mutual-assistance]"],
    )
    reason: Text = Field(description="Why it is accepted.", examples=["The text has no numbered articles."])


class Retirement(Sourced):
    """Why a record is no longer kept, and what replaced it. Records are never deleted."""

    date: Date = Field(description="When it was retired.", examples=["2026-11-22"])
    replaced_by: TreatyRef | None = Field(None, description="The record that replaces it.", examples=["1951-anzus"])
    reason: LocalText = Field(description="Why.", examples=[{"en": "It duplicated another record."}])


def _version(value: object) -> object:
    return 1 if value == "1" else str(value) if isinstance(value, bool) else value


class Treaty(Part):
    """A treaty record: one file `treaties/<year>/<id>.yaml`."""

    schema_version: Annotated[
        Literal[1],
        BeforeValidator(_version),
        WithJsonSchema({"enum": [1, "1"]}),
    ] = Field(description="The version of this format.", examples=[1])
    id: TreatyId = Field(description="The record's permanent name, the same as its file's.", examples=["1951-anzus"])
    former_ids: Many[TreatyId] | None = Field(
        None, description="Names it had before; their addresses redirect here.", examples=[["1952-anzus"]]
    )
    retired: Retirement | None = Field(
        None,
        description="Set when the record is no longer kept.",
        examples=[{"date": "2026-11-22", "reason": {"en": "It duplicated another record."}, "source": "text"}],
    )
    title: Text = Field(description="The official title, in English.", examples=["Security Treaty between ..."])
    short_title: Text = Field(description="What people call it.", examples=["ANZUS Treaty"])
    titles: Annotated[dict[LanguageCode, Text], Field(min_length=1)] | None = Field(
        None, description="The official title in other languages.", examples=[{"fr": "Traité de sécurité ..."}]
    )
    kind: Annotated[str, Term("treaty-kinds")] = Field(
        description="What kind of instrument it is.", examples=["treaty"]
    )
    subjects: OneOrMany[Annotated[str, Term("subjects")]] = Field(
        description="What it is about.", examples=[["mutual-defence"]]
    )
    binding: Annotated[str, Term("binding")] = Field(description="Whether it binds in law.", examples=["yes-by-text"])
    secrecy: Annotated[str, Term("secrecy")] = Field(description="Whether its text was public.", examples=["public"])
    authentic_languages: OneOrMany[LanguageOrUnknown] = Field(
        description="The languages in which the text is authentic, or `unknown`.", examples=[["en"]]
    )
    source: Sources = Field(
        description="Where title, kind, languages and the other facts up to here stand.", examples=["text"]
    )
    identifiers: Many[Identifier] | None = Field(
        None,
        description="Numbers by which others know the treaty.",
        examples=[[{"scheme": "unts-volume", "value": "131 UNTS 83", "source": "text"}]],
    )
    verified: Day = Field(description="The day up to which the facts were checked.", examples=["2026-11-22"])
    coded: OneOrMany[Annotated[str, Term("obligation-kinds")]] = Field(
        description="The kinds of obligation that the reader of the text looked for: what is here and not among "
        "the obligations is a real no.",
        examples=[["defence", "consultation"]],
    )
    text_read: Annotated[str, Term("text-read")] | None = Field(
        None,
        description="How much of the treaty's text the reader had: only where all was read is something missing a no.",
        examples=["whole"],
    )
    summary: LocalText | None = Field(
        None, description="What the treaty is, in two or three sentences of our own.", examples=[{"en": "..."}]
    )
    final_clauses: FinalClauses = Field(
        description="The clauses on joining, entry into force, term and exit.",
        examples=[{"withdrawal": {"allowed": "not-mentioned", "source": "text"}}],
    )
    events: Many[Event] = Field(
        description="What happened, in order of date.",
        examples=[[{"date": "2024-06-19", "action": "signature", "party": ["PRK", "RUS"], "source": "text"}]],
    )
    participants: Participants | None = Field(
        None,
        description="Whether all who have a part in the treaty are on record. If not, what it is to somebody who is "
        "not listed cannot be told.",
        examples=[{"list": "complete", "as_of": "2026-11-22", "source": "text"}],
    )
    attested: Many[Attested] | None = Field(
        None,
        description="What sources state about the law's results; compared with what is computed.",
        examples=[[{"what": "entry-into-force", "date": "2024-12-04", "source": "text"}]],
    )
    obligations: Many[Obligation] | None = Field(
        None,
        description="The duties that the treaty creates: first what it is mainly for, then the others article by "
        "article.",
        examples=[
            [
                {
                    "id": "mutual-assistance",
                    "kind": "defence",
                    "owed_by": "all",
                    "owed_to": "all",
                    "commitment": "automatic",
                    "summary": {"en": "..."},
                    "source": "text",
                    "at": "art. 4",
                }
            ]
        ],
    )
    relations: Many[Relation] | None = Field(
        None,
        description="Links to other treaties.",
        examples=[[{"type": "supersedes", "treaty": "2000-russia-dprk-friendship", "source": "text"}]],
    )
    reports: Many[Report] | None = Field(
        None,
        description="Claims about practice, attributed.",
        examples=[
            [
                {
                    "id": "deployment",
                    "topic": "deployment",
                    "statement": {"en": "..."},
                    "stances": [{"by": "USA", "stance": "asserts", "date": "2024-10-23", "source": "text"}],
                }
            ]
        ],
    )
    conflicts: Many[Conflict] | None = Field(
        None,
        description="Values of the record's own keys that sources give differently.",
        examples=[[{"fact": "title", "value": "...", "why_not": {"en": "..."}, "source": "text"}]],
    )
    disputed: Many[FactDispute] | None = Field(
        None,
        description="Disputes about the record's own keys, such as `binding`.",
        examples=[[{"fact": "binding", "by": "USA", "position": "denies", "source": "text"}]],
    )
    not_found: Many[NotFound] | None = Field(
        None,
        description="What was looked for and not found.",
        examples=[[{"what": {"en": "..."}, "looked_in": ["UN Treaty Collection"], "on": "2026-11-22"}]],
    )
    waivers: Many[Waiver] | None = Field(
        None,
        description="Findings that are accepted, with the reason.",
        examples=[[{"finding": "no-article", "where": "obligations[mutual-assistance]", "reason": "..."}]],
    )
    sources: dict[Slug, Source] = Field(
        description="What the facts rest on, each under a short key.",
        min_length=1,
        examples=[
            {
                "text": {
                    "type": "treaty-text",
                    "title": "...",
                    "publisher": "...",
                    "date": "2024-06-19",
                    "language": "en",
                }
            }
        ],
    )


WHOLE = "whole"
"""How much of a text must have been read for a missing kind of obligation to be a real no."""

LONG = 60
"""So long may an official title be to stand for a treaty's name, in characters."""


def short_official_title(treaty: Treaty, language: LanguageCode) -> str:
    """Return the official title in another language than English if it can stand for the name, or nothing."""
    own = (treaty.titles or {}).get(language, "")
    return own if len(own) <= LONG and language != "en" else ""


def defence_clauses(treaty: Treaty) -> list[Obligation]:
    """Return the clauses of mutual defence of a treaty."""
    return [obligation for obligation in treaty.obligations or () if obligation.kind == DEFENCE]
