"""Final clauses as data, so that one evaluator can compute what they bring about.

Vienna Convention on the Law of Treaties, articles 11 to 25 (consent and entry into force) and 42 to 68 (end).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from pydantic import Field

from treaty_registry.model.base import Contestable, Part, Parties
from treaty_registry.model.dates import Date
from treaty_registry.model.numbers import Count, ShareOrNumber
from treaty_registry.model.terms import PartyOrNone, Term
from treaty_registry.model.text import (
    Many,
    OneOrMany,
    Period,
    PeriodOrIndefinite,
    PeriodOrUnknown,
    Share,
    Text,
    TreatyRef,
)


class Weight(Part):
    """A weight in a rule that counts shares, such as a party's emissions."""

    party: Parties = Field(
        description="The party, or several whose weight is known only together: it counts once all have consented.",
        examples=["RUS", ["CZE", "SVK"]],
    )
    value: ShareOrNumber = Field(
        description="Its weight: a share, or a number in the measure's unit.", examples=["17.4 %", 25000]
    )


class EntryRule(Part):
    """A condition for entry into force. Which keys it needs depends on `when`."""

    when: Annotated[str, Term("entry-rules")] = Field(
        description="The kind of condition.", examples=["exchange-of-instruments"]
    )
    number: Count | None = Field(
        None,
        description="How many instruments are needed; for tacit acceptance, how many objections prevent it.",
        examples=[35],
    )
    share: Share | None = Field(None, description="Which share is needed.", examples=["2/3", "55 %"])
    of: Parties | None = Field(None, description="The states that are named.", examples=[["GBR", "USA"]])
    measure: Text | None = Field(
        None,
        description="What the share is a share of.",
        examples=["carbon dioxide emissions of Annex I parties in 1990"],
    )
    weights: Many[Weight] | None = Field(
        None, description="Each party's weight in that measure.", examples=[[{"party": "RUS", "value": "17.4 %"}]]
    )
    instruments: OneOrMany[Annotated[str, Term("instruments")]] | None = Field(
        None, description="The instruments that count.", examples=[["ratification", "acceptance"]]
    )
    not_counting: Parties | None = Field(
        None,
        description="Those whose instruments are not counted, such as an organisation beside its members.",
        examples=[["EUE"]],
    )
    date: Date | None = Field(None, description="The day that the treaty names.", examples=["1953-01-01"])
    treaty: TreatyRef | None = Field(
        None,
        description="The other treaty whose entry into force, parties or deposits count.",
        examples=["1949-north-atlantic-treaty"],
    )
    delay: Period | None = Field(None, description="How long after the condition is met.", examples=["90 days"])
    starting: Annotated[str, Term("entry-days")] | None = Field(
        None, description="On which day, counted from there.", examples=["first-of-month-after"]
    )
    after: Annotated[str, Term("later-starts")] | None = Field(
        None,
        description="For a rule on later consent: whether it is for those who consent after the treaty has entered "
        "into force, or already for those who do once its condition is met. If nothing is said: the latter where both "
        "have the same delay.",
        examples=["condition-met"],
    )
    rules: Many[EntryRule] | None = Field(
        None, description="The conditions that this one combines.", examples=[[{"when": "deposits", "number": 55}]]
    )


class Clause(Contestable):
    """One version of a final clause that later treaties can change."""

    since: TreatyRef | None = Field(
        None,
        description="The treaty that gave the clause this form, if it is younger than its own treaty.",
        examples=["1954-brussels-treaty-protocol"],
    )
    until: TreatyRef | None = Field(
        None,
        description="The treaty that changed or removed this form.",
        examples=["1954-brussels-treaty-protocol"],
    )


_C = TypeVar("_C", bound=Clause)


def current(versions: Sequence[_C] | None) -> _C | None:
    """Return the last version of a clause: records give them in order of time. ``None`` where there is no clause."""
    return versions[-1] if versions else None


class EntryIntoForce(Clause):
    """When the treaty enters into force (VCLT art. 24)."""

    initial: EntryRule = Field(description="For the treaty itself.", examples=[{"when": "exchange-of-instruments"}])
    later: EntryRule | None = Field(
        None, description="For a signatory that consents afterwards.", examples=[{"when": "own-deposit"}]
    )
    accession: EntryRule | None = Field(
        None, description="For a state that accedes.", examples=[{"when": "own-deposit", "delay": "30 days"}]
    )
    retroactive_to: Date | None = Field(
        None,
        description="The earlier day from which the text has it apply once it is in force (VCLT art. 28).",
        examples=["1955-01-01"],
    )
    applied: Annotated[str, Term("applied")] | None = Field(
        None,
        description="When its duties are applied, if not from its entry into force on.",
        examples=["when-brought-into-effect"],
    )


class Joining(Clause):
    """Who may become a party, and by which instruments (VCLT art. 11 to 16)."""

    consent_by: OneOrMany[Annotated[str, Term("instruments")]] | None = Field(
        None, description="The instruments by which signatories consent to be bound.", examples=["ratification"]
    )
    open_to: Annotated[str, Term("openness")] = Field(
        description="Who may accede after the signatories.", examples=["by-invitation"]
    )
    depositary: OneOrMany[PartyOrNone] | None = Field(
        None, description="Who keeps the instruments: a party's code, `none` or `unknown`.", examples=["AUS"]
    )


class ProvisionalApplication(Contestable):
    """Whether the treaty applies before it is in force (VCLT art. 25)."""

    mode: Annotated[str, Term("provisional-modes")] = Field(
        description="Who applies it provisionally.", examples=["all-signatories"]
    )
    ends: Annotated[str, Term("provisional-ends")] | None = Field(
        None, description="What ends it.", examples=["on-notice"]
    )
    notice: Period | None = Field(None, description="How long after a notice it ends.", examples=["60 days"])
    last_day: Date | None = Field(None, description="Its last day, if the text names it.", examples=["1998-11-16"])


class Duration(Clause):
    """How long the treaty lasts and what happens then (VCLT art. 54)."""

    initial: PeriodOrIndefinite = Field(description="The first term.", examples=["10 years", "indefinite"])
    counted_from: Annotated[str, Term("duration-starts")] | None = Field(
        None, description="What the term is counted from.", examples=["entry-into-force"]
    )
    last_day: Date | None = Field(None, description="The last day, if the treaty names it.", examples=["1999-04-20"])
    then: Annotated[str, Term("duration-ends")] | None = Field(
        None, description="What happens after the first term.", examples=["renews"]
    )
    renewal: PeriodOrUnknown | None = Field(
        None, description="How long each renewal lasts, or `unknown`.", examples=["5 years"]
    )
    notice: Period | None = Field(
        None, description="How long before its end a party must object to a renewal.", examples=["1 year"]
    )
    applies: Annotated[str, Term("treaty-or-party")] | None = Field(
        None, description="Whether the term runs for the treaty or for each party.", examples=["whole-treaty"]
    )


class Withdrawal(Clause):
    """How a party leaves or ends the treaty (VCLT art. 54 to 56)."""

    allowed: Annotated[str, Term("exit-rules")] = Field(
        description="Whether the text provides for it.", examples=["by-notice"]
    )
    notice: Period | None = Field(None, description="How long after the notice it takes effect.", examples=["1 year"])
    starting: Annotated[str, Term("entry-days")] | None = Field(
        None,
        description="On which day the notice takes effect, counted from the end of the period.",
        examples=["day-after"],
    )
    counted_from: Annotated[str, Term("notice-starts")] | None = Field(
        None, description="What the notice period is counted from.", examples=["receipt"]
    )
    earliest: Period | None = Field(
        None, description="How long the treaty must have been in force before.", examples=["10 years"]
    )
    earliest_from: Annotated[str, Term("duration-starts")] | None = Field(
        None,
        description="What that time is counted from. If nothing is said: where one party leaves, the treaty's entry "
        "into force for that party; where the whole treaty ends, its own.",
        examples=["entry-into-force"],
    )
    window: Period | None = Field(None, description="How long from then on a notice may be given.", examples=["1 year"])
    every: Period | None = Field(None, description="After how long such a window opens again.", examples=["10 years"])
    during_term: Annotated[str, Term("yes-no")] | None = Field(
        None,
        description="Whether the notice may take effect before a fixed term is over. If nothing is said it may not "
        "where the treaty then goes on with no new term.",
        examples=["no"],
    )
    minimum_parties: Count | None = Field(
        None, description="Below how many parties the treaty ends, if the text says so.", examples=[16]
    )
    lost_with: TreatyRef | None = Field(
        None,
        description="The other treaty, such as an organisation's, with which a party loses its part in this one.",
        examples=["1949-council-of-europe-statute"],
    )
    lost_after: Period | None = Field(
        None, description="How long after it loses that place, if not at once.", examples=["6 months"]
    )
    ends: Annotated[str, Term("treaty-or-party")] | None = Field(
        None, description="What the notice ends: the whole treaty or one party's part in it.", examples=["whole-treaty"]
    )
    addressed_to: Text | None = Field(
        None, description="To whom the notice goes.", examples=["the other party", "the depositary"]
    )


class Scope(Clause):
    """Where the treaty applies (VCLT art. 29)."""

    area: Annotated[str, Term("areas")] = Field(description="The kind of area.", examples=["named-area"])
    area_of: Parties | None = Field(None, description="Whose territory the area is.", examples=["JPN"])
    area_name: Text | None = Field(None, description="What the text calls the area.", examples=["the Pacific Area"])


class ReservationRule(Contestable):
    """Whether reservations may be made (VCLT art. 19)."""

    regime: Annotated[str, Term("reservation-regimes")] = Field(
        description="What the text says.", examples=["not-mentioned"]
    )


class FinalClauses(Part):
    """The clauses on joining, entry into force, term and exit.

    A clause that a later treaty changed is a list of its versions, in order of time.
    """

    joining: OneOrMany[Joining] | None = Field(
        None, description="Who may become a party, and how.", examples=[{"open_to": "closed", "source": "text"}]
    )
    entry_into_force: OneOrMany[EntryIntoForce] | None = Field(
        None,
        description="When it enters into force.",
        examples=[{"initial": {"when": "exchange-of-instruments"}, "source": "text", "at": "art. 22"}],
    )
    provisional_application: ProvisionalApplication | None = Field(
        None, description="Whether it applies before.", examples=[{"mode": "none", "source": "text"}]
    )
    duration: OneOrMany[Duration] | None = Field(
        None, description="How long it lasts.", examples=[{"initial": "indefinite", "source": "text", "at": "art. 23"}]
    )
    withdrawal: OneOrMany[Withdrawal] | None = Field(
        None,
        description="How a party leaves or ends it.",
        examples=[{"allowed": "by-notice", "notice": "1 year", "source": "text", "at": "art. 23"}],
    )
    territorial_scope: OneOrMany[Scope] | None = Field(
        None, description="Where it applies.", examples=[{"area": "anywhere", "source": "text"}]
    )
    reservations: ReservationRule | None = Field(
        None, description="Whether reservations may be made.", examples=[{"regime": "not-mentioned", "source": "text"}]
    )
