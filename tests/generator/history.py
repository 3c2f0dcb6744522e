"""What happened: signature, the ways through the parliaments, consent, then whatever else befalls a treaty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.generator.draw import one_or_many
from tests.generator.identity import ACCESSION, AMENDMENT, SUCCESSOR
from tests.generator.parties import Member
from tests.generator.story import LAST_DAY, Story
from tests.generator.words import BODIES, OFFICES, PEOPLE, PLACES

_ANSWERS = {
    "reservation-withdrawal": "reservation",
    "objection": "reservation",
    "objection-withdrawal": "objection",
    "withdrawal-notice-revocation": "withdrawal-notice",
    "withdrawal-extension": "withdrawal-notice",
}
"""The act to which an act refers; any other one that must refer to something refers to a declaration."""

_ONE_ACTS = ("withdrawal", "expulsion", "territorial-extension")
_SIGNING, _CONSENT, _LIFE = 20, 39, 70
"""Ranks in the vocabulary of actions that part preparation, the domestic way, consent and what comes after."""


def sign(story: Story, action: str) -> None:
    """Let all parties sign; in a treaty of many, some sign later."""
    rng, members = story.rng, story.who.members
    late = len(members) // 5 if len(members) > 5 else 0
    story.happen(
        story.who.signed,
        action,
        members[: len(members) - late],
        exact=True,
        place=rng.choice(PLACES),
        signed_by=[_person(story) for _ in members] if len(members) == 2 and story.decks.chance(0.6) else None,
        source=["second", story.text()] if "second" in story.sources and story.decks.chance(0.2) else story.text(),
    )
    for number, member in enumerate(members[len(members) - late :]):
        story.happen(story.who.signed + timedelta(days=20 + 9 * number), action, [member], exact=True)


def approve(story: Story) -> None:
    """Lead some of the parties through their parliaments."""
    actions = ("legislative-approval", "legislative-approval", "ratification-law")
    for member in story.who.members[: story.rng.choice((0, 1, 1, 2))]:
        day = story.who.signed
        for number, action in enumerate(actions[: story.rng.randint(1, 3)]):
            day += timedelta(days=story.rng.randint(5, 40))
            voted = action == "legislative-approval"
            story.happen(
                day,
                action,
                [member],
                body=BODIES[number] if voted else None,
                chamber=story.decks.one("chambers") if voted else None,
                votes=_votes(story) if voted and story.decks.chance(0.5) else None,
                document=None if voted else f"Law No. {story.rng.randint(1, 900)}",
                cited=("gazette", "gazette"),
            )


def consent(story: Story, action: str) -> list[date]:
    """Let the parties consent to be bound, and return the days on which they did."""
    rng, members = story.rng, story.who.members
    start = story.who.signed + timedelta(days=rng.randint(130, 900))
    cited = ("depositary", "depositary")
    if action == "exchange":
        place = rng.choice(PLACES)
        done = story.happen(start, action, members, True, instrument="ratification", place=place, cited=cited)
        return [start] * len(members) if done else []
    days = []
    for member in members if story.decks.chance(0.8) else members[: len(members) * 3 // 4]:
        start += timedelta(days=rng.randint(1, 300 if len(members) < 20 else 60))
        instrument = _instrument(story) if story.decks.chance(0.1) else "ratification"
        if story.happen(start, action, [member], True, instrument=instrument, cited=cited):
            days.append(start)
    return days


def live(story: Story, begun: date, extras: int) -> None:
    """Draw other acts: preparation before the signature, domestic ones after it, the rest once it is in force."""
    actions = story.decks.vocabularies["actions"]
    drawn = [story.decks.one("actions") for _ in range(extras)]
    ended = False
    day = begun
    for action in sorted(drawn, key=lambda word: int(actions[word]["rank"])):
        rank, ends = int(actions[action]["rank"]), actions[action].get("effect") == "ends-treaty"
        if rank < _SIGNING:
            _act(story, action, story.who.signed - timedelta(days=_SIGNING * 10 - rank * 10), begun)
        elif rank < _CONSENT:
            _act(story, action, story.who.signed + timedelta(days=rank - _SIGNING), begun)
        elif not ended:
            # Each later act has a day of its own, so that none is entered twice.
            day += timedelta(days=story.rng.randint(200, 2_500) if rank < _LIFE else 30)
            ended = ends
            _act(story, action, day, begun)
    _family(story, day, ended)


def _act(story: Story, action: str, day: date, begun: date) -> None:
    term = story.decks.vocabularies["actions"][action]
    needs: Sequence[str] = term.get("needs", ())
    domestic = term["plane"] == "domestic"
    member = story.member()
    parties = [member] if "party" in needs or domestic or action in _ONE_ACTS else []
    if term.get("effect") == "ends-treaty" and "party" in needs:
        parties = list(story.who.members)
    more: dict[str, Any] = {key: _companion(story, key, action, day, member) for key in needs if key != "party"}
    if more.get("instrument") == "succession":
        more["of"] = _outsider(story)
    if "precludes" in term.get("allows", ()):
        more["precludes"] = story.decks.one("yes-no")
    if more.get("refers_to", "") is None:
        return
    if action == "accession-invitation":
        more["towards"] = story.identities.world.members[0].code
    if term["plane"] == "international" and story.decks.chance(0.15):
        more["effective"] = "unknown" if story.decks.chance(0.1) else (day + timedelta(days=90)).isoformat()
    if story.decks.chance(0.1):
        more["articles"] = [{"no": str(story.rng.randint(1, 20))}]
    if story.decks.chance(0.03):
        more["authority"] = "Provisional Government"
    if domestic and story.decks.chance(0.3):
        more["document"] = f"Decree No. {story.rng.randint(1, 900)}"
    story.happen(day, action, parties, True, **more)


def _companion(story: Story, key: str, action: str, day: date, member: Member) -> Any:
    match key:
        case "body":
            return story.rng.choice(BODIES)
        case "instrument":
            return _instrument(story)
        case "of":
            return _outsider(story)
        case "until":
            return story.rng.choice(((day + timedelta(days=3_652)).isoformat(), "indefinite", "unknown"))
        case "owed_by":
            return member.acting(day)
        case "owed_to":
            return one_or_many([other.acting(day) for other in story.who.members if other is not member][:2])
        case "under":
            newer = story.identities.newer(story.who.number, SUCCESSOR, AMENDMENT)
            return (newer or story.identities.another(story.who.number, story.rng)).id
        case _:
            return _answered(story, action, day)


def _instrument(story: Story) -> str:
    """Draw an instrument by which a party consents; a succession is an act of its own."""
    return story.decks.one(
        "instruments", tuple(name for name in story.decks.vocabularies["instruments"] if name != "succession")
    )


def _outsider(story: Story) -> str:
    """Return the code of a state that is gone."""
    return next(member.before for member in story.identities.world.members if member.before)


def _answered(story: Story, action: str, day: date) -> str | None:
    """Enter the act that this one answers, and return its id; ``None`` if it cannot be entered."""
    before = _ANSWERS.get(action, "declaration")
    asked = _answered(story, before, day - timedelta(days=20)) if before in _ANSWERS else None
    name = f"{before}-{len(story.events)}"
    entered = story.happen(
        day - timedelta(days=10), before, [story.member()], True, id=name, refers_to=asked, articles=[{"no": "IV"}]
    )
    return name if entered else None


def _family(story: Story, day: date, ended: bool) -> None:
    """Tell what a younger treaty of the family did to this one, and who joins this one."""
    newer = story.identities.newer(story.who.number, SUCCESSOR, AMENDMENT)
    if newer and not ended and day < newer.signed:
        amends = story.identities.role(newer.number) == AMENDMENT
        story.happen(
            newer.signed + timedelta(days=1_000), "amendment" if amends else "supersession", [], True, under=newer.id
        )
    if len(story.who.members) > 10 and not ended:
        inside = {member.code for member in story.who.members}
        outside = [member for member in story.identities.world.at(day.year) if member.code not in inside]
        protocol = story.identities.newer(story.who.number, ACCESSION)
        joins = max(day, protocol.signed if protocol else day)
        for member in outside[: story.rng.randint(1, 4)]:
            joins += timedelta(days=200)
            under = protocol.id if protocol else None
            story.happen(joins, "deposit", [member], True, instrument="accession", under=under)


def last_day(story: Story) -> date:
    """Return the day of the last event so far."""
    return min(LAST_DAY, max(day for day, _ in story.events))


def _person(story: Story) -> str:
    return f"{story.rng.choice(PEOPLE)}, {story.rng.choice(OFFICES)}"


def _votes(story: Story) -> dict[str, Any]:
    unanimous = story.decks.one("yes-no")
    return {
        "in_favour": story.rng.randint(50, 500),
        "against": None if unanimous == "yes" else story.rng.randint(1, 90),
        "abstaining": story.rng.randint(1, 30) if story.decks.chance(0.4) else None,
        "unanimous": unanimous,
    }
