"""Contradictions, within a record and between two, that need no computation of the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

CONTRADICTORY_DATES = FindingKind(
    "contradictory-dates",
    meaning=Bilingual(
        en="Two dates for the same result, or two results that exclude each other.",
        fr="Deux dates pour le même résultat, ou deux résultats qui s’excluent.",
    ),
    mend=Bilingual(
        en="Keep the result that the record follows and put the other under `conflicts` or `disputed`.",
        fr="Gardez le résultat que suit la fiche et mettez l’autre sous `conflicts` ou `disputed`.",
    ),
)


@check(CONTRADICTORY_DATES)
def one_date_for_each_result(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Sources that differ on a result are shown as a conflict, never as two truths.

    Only dates that cannot be of one day contradict each other. A treaty begins and ends once; a party may leave and
    come back.
    """
    seen: defaultdict[tuple[str | None, str], list[Attested]] = defaultdict(list)
    results = [(position, result) for position, result in enumerate(treaty.attested or ()) if not result.disputed]
    turns_of: defaultdict[tuple[str | None, str], list[Attested]] = defaultdict(list)
    for _, result in results:
        if result.party:
            turns_of[result.party, _side(result, context)].append(result)
    for position, result in results:
        side = _side(result, context)
        others = seen[result.party, side]
        turns = [turn for other in _TURNS if other != side for turn in turns_of[result.party, other][:_MANY]]
        first = next(
            (turn for turn in others if side and _apart(turn, result) and not _between(turns, turn, result)), None
        )
        if first is not None:
            yield Problem(
                "contradictory-dates",
                f"`{first.what}` is dated {first.date} above and {_also(first, result)}{result.date} here. "
                "Keep the one that the record follows and put the other under its `conflicts`.",
                ("attested", position, "date"),
            )
        elif len(others) < _MANY:
            others.append(result)


_SIDES = {"starts": "in", "ends": "out", "leaves": "out", "never-starts": "never"}
"""Of the effects of results, those that a treaty or party comes to once, or by turns; a suspension may come back."""

_TURNS = ("", *dict.fromkeys(_SIDES.values()))

_MANY = 50
"""So many results of one party are compared with each other; no treaty has more."""


def _side(result: Attested, context: Context) -> str:
    return _SIDES.get(effect(result, context), "")


def effect(result: Attested, context: Context) -> str:
    """Return what a result does in law, or nothing."""
    return context.terms.vocabularies["results"].terms[result.what].effect or ""


def _apart(result: Attested, other: Attested) -> bool:
    """Return whether two results cannot be of one day."""
    if not isinstance(result.date, Date) or not isinstance(other.date, Date):
        return False
    return bool(result.date.before(other.date) or other.date.before(result.date))


def _between(turns: Sequence[Attested], result: Attested, other: Attested) -> bool:
    """Return whether one of the results can lie between two others."""
    low, high = sorted(
        (result.date, other.date), key=lambda when: when.earliest if isinstance(when, Date) else date.min
    )
    return any(
        not isinstance(turn.date, Date)
        or not isinstance(low, Date)
        or not isinstance(high, Date)
        or (not turn.date.before(low) and not high.before(turn.date))
        for turn in turns
    )


def _also(first: Attested, result: Attested) -> str:
    return "" if first.what == result.what else f"`{result.what}` "


@check(CONTRADICTORY_DATES)
def in_force_or_never(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What has entered into force was not never in force."""
    started: dict[str | None, Attested] = {}
    for result in treaty.attested or ():
        if _side(result, context) == "in" and not result.disputed:
            started.setdefault(result.party, result)
    for position, result in enumerate(treaty.attested or ()):
        start = started.get(result.party)
        if start is not None and _side(result, context) == "never" and not result.disputed:
            yield Problem(
                "contradictory-dates",
                f"`{result.what}` stands beside `{start.what}` of {start.date}, and only one of them can be so. Delete "
                "the wrong one or, where it is contested, say by whom under its `disputed`.",
                ("attested", position, "what"),
            )


ENDS_BEFORE_IT_BEGINS = FindingKind(
    "ends-before-it-begins",
    meaning=Bilingual(
        en="The treaty ends before it enters into force.",
        fr="Le traité prend fin avant d’entrer en vigueur.",
    ),
    mend=Bilingual(en="Mend the date that is wrong.", fr="Corrigez la date inexacte."),
)


@check(ENDS_BEFORE_IT_BEGINS)
def begins_before_it_ends(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A treaty cannot end before it is in force."""
    results = [(position, result) for position, result in enumerate(treaty.attested or ()) if result.party is None]
    starts = [result.date for _, result in results if _side(result, context) == "in" and isinstance(result.date, Date)]
    for position, result in results:
        ends = starts and isinstance(result.date, Date) and _side(result, context) == "out"
        if ends and all(isinstance(result.date, Date) and result.date.before(start) for start in starts):
            yield Problem(
                "ends-before-it-begins",
                f"It ends on {result.date} and enters into force on {starts[0]}. One of the dates is wrong.",
                ("attested", position, "date"),
            )


CONTRADICTORY_VOTES = FindingKind(
    "contradictory-votes",
    meaning=Bilingual(en="A unanimous vote with votes against.", fr="Un vote unanime avec des voix contre."),
    mend=Bilingual(
        en="Mend the number of votes, or what is said of unanimity.",
        fr="Corrigez le nombre de voix, ou ce qui est dit de l’unanimité.",
    ),
)


@check(CONTRADICTORY_VOTES)
def unanimous_votes(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A unanimous vote has nobody against."""
    for position, event in enumerate(treaty.events):
        if event.votes and event.votes.unanimous == "yes" and event.votes.against:
            yield Problem(
                "contradictory-votes",
                f"The vote is called unanimous and has {event.votes.against} against. Mend one of them.",
                ("events", position, "votes", "against"),
            )


PARTY_WITHOUT_ACT = FindingKind(
    "party-without-act",
    meaning=Bilingual(
        en="An obligation or result of a party that does nothing in the events.",
        fr="Une obligation ou un résultat d’une partie qui ne fait rien dans les événements.",
    ),
    mend=Bilingual(
        en="Enter how it became a party, with a source, or mend the code.",
        fr="Inscrivez comment elle est devenue partie, avec une source, ou corrigez le code.",
    ),
    waivable=True,
)


@check(PARTY_WITHOUT_ACT)
def obligors_act(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Whoever has duties or results under a treaty does something in its events, itself or as whom it continues."""
    acting = {party for event in treaty.events for party in event.party or ()}
    named = [
        (("obligations", position, key), party)
        for position, obligation in enumerate(treaty.obligations or ())
        for key in ("owed_by", "owed_to")
        for party in getattr(obligation, key)
        if party != "all"
    ] + [
        (("attested", position, "party"), result.party)
        for position, result in enumerate(treaty.attested or ())
        if result.party
    ]
    for path, party in named:
        if acting.isdisjoint(_persons(party, context)):
            yield Problem(
                "party-without-act",
                f"`{party}` does nothing in `events`. Enter how it became a party, with a source, or mend the code.",
                path,
            )


def _persons(code: str, context: Context) -> set[str]:
    """Return a party and the earlier ones of which it is the same legal person."""
    reached: set[str] = set()
    pending = [code]
    while pending:
        if (code := pending.pop()) not in reached:
            reached.add(code)
            party = context.terms.parties.get(code)
            pending += [earlier.party for earlier in (party and party.continues) or ()]
    return reached
