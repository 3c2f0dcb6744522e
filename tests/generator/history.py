"""What happened: signature, the ways through the parliaments, consent, then whatever else befalls a treaty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tests.generator.draw import one_or_many
from tests.generator.identity import ACCESSION, AMENDMENT, SUCCESSOR
from tests.generator.parties import Member
from tests.generator.reckoning import notice_end
from tests.generator.story import LAST_DAY, Consent, Story
from tests.generator.words import BODIES, OFFICES, PEOPLE, PLACES

_ANSWERS = {
    "reservation-withdrawal": "reservation",
    "objection": "reservation",
    "objection-withdrawal": "objection",
    "withdrawal-notice-revocation": "withdrawal-notice",
    "withdrawal-extension": "withdrawal-notice",
}
"""The act to which an act refers; any other one that must refer to something refers to a declaration."""

_CONSENTING = ("consents", "succeeds", "signs-definitively")
_OF_PARTIES = (
    "prolongs", "renews", "suspends", "resumes", "gives-notice", "gives-termination-notice",
    "gives-non-renewal-notice", "leaves", "revokes-notice", "extends-notice",
)  # fmt: skip
"""Effects of acts that only a party can do."""

ENDING = ("ends-treaty", "ends-by-agreement", "ends-between")
"""Effects of acts that end a treaty: here all its parties do them together."""

_TAKING_BACK = ("withdraws-consent", "withdraws-signature")
_ONE_ACTS = ("withdrawal", "expulsion", "territorial-extension")
_SIGNING, _CONSENT, _LIFE = 20, 39, 70
"""Ranks in the vocabulary of actions that part preparation, the domestic way, consent and what comes after."""


def sign(story: Story, action: str) -> None:
    """Let all parties sign; in a treaty of many, some sign later."""
    rng, members = story.rng, story.who.members
    late = len(members) // 5 if len(members) > 5 else 0
    on_time = members[: len(members) - late]
    signed = [(story.who.signed, member) for member in on_time]
    signed += [
        (story.who.signed + timedelta(days=20 + 9 * n), member) for n, member in enumerate(members[-late:] * bool(late))
    ]
    story.happen(
        story.who.signed,
        action,
        on_time,
        exact=True,
        place=rng.choice(PLACES),
        signed_by=_persons(story, len(members)) if len(members) == 2 and story.decks.chance(0.6) else None,
        source=["second", story.text()] if "second" in story.sources and story.decks.chance(0.2) else story.text(),
    )
    for day, member in signed[len(on_time) :]:
        story.happen(day, action, [member], exact=True)
    signatures = [Consent(day, member.code) for day, member in signed]
    if action == "definitive-signature":
        story.consents += signatures
    else:
        story.signed += signatures


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


def consent(story: Story, action: str) -> None:
    """Let the parties consent to be bound: in time, where it is known when the treaty enters into force."""
    rng, members = story.rng, story.who.members
    start = max(one.day for one in story.signed) + timedelta(days=rng.randint(130, 900))
    cited = ("depositary", "depositary")
    if action == "exchange":
        day = story.who.enters or start
        if story.happen(day, action, members, True, instrument="ratification", place=rng.choice(PLACES), cited=cited):
            story.consents += [Consent(day, member.code, "ratification") for member in members]
        return
    if story.who.enters:
        room = (story.who.enters - story.who.signed).days
        days = sorted(story.who.signed + timedelta(days=rng.randint(360, room)) for _ in members[1:])
        parties = list(zip((*days, story.who.enters), members, strict=True))
    else:
        parties = []
        for member in members if story.decks.chance(0.8) else members[: len(members) * 3 // 4]:
            start += timedelta(days=rng.randint(1, 300 if len(members) < 20 else 60))
            parties.append((start, member))
    for day, member in parties:
        instrument = story.instrument() if story.decks.chance(0.1) else "ratification"
        if story.happen(day, action, [member], True, instrument=instrument, cited=cited):
            story.consents.append(Consent(day, member.code, instrument))


def live(story: Story, clauses: Mapping[str, Any], extras: int) -> None:
    """Draw other acts: preparation before the signature, domestic ones after it, the rest once it is in force."""
    actions = story.decks.vocabularies["actions"]
    drawn = [story.decks.one("actions") for _ in range(extras)]
    ended = False
    day = last_day(story)
    for action in sorted(drawn, key=lambda word: int(actions[word]["rank"])):
        rank, effect = int(actions[action]["rank"]), actions[action].get("effect")
        if effect == "signs":
            continue
        if rank < _SIGNING:
            _act(story, action, story.who.signed - timedelta(days=_SIGNING * 10 - rank * 10), clauses)
        elif rank < _CONSENT and effect not in _CONSENTING:
            _act(story, action, story.who.signed + timedelta(days=rank - _SIGNING), clauses)
        elif not ended:
            # Each later act has a day of its own, so that none is entered twice.
            day += timedelta(days=story.rng.randint(200, 2_500) if rank < _LIFE else 30)
            ended = effect in ENDING
            _act(story, action, day, clauses)
    _family(story, day, ended)


def _act(story: Story, action: str, day: date, clauses: Mapping[str, Any]) -> None:
    term = story.decks.vocabularies["actions"][action]
    effect = term.get("effect", "")
    if not _can_be(story, effect, day):
        return
    if effect in _CONSENTING:
        _join(story, action, day)
        return
    member = story.present(day) if effect in (*_OF_PARTIES, *ENDING) else story.member()
    if member is None:
        return
    needs: Sequence[str] = term.get("needs", ())
    more: dict[str, Any] = {key: _companion(story, key, action, day, member) for key in needs if key != "party"}
    if any(more.get(key, "") is None for key in ("refers_to", "under")):
        return
    _add(story, action, day, more)
    parties = [member] if "party" in needs or term["plane"] == "domestic" or action in _ONE_ACTS else []
    if effect in ENDING and "party" in needs:
        parties = [*story.who.members, *story.joined]
    if story.happen(day, action, parties, True, **more):
        _follow(story, effect, member, day, clauses, exact="effective" not in more)


def _can_be(story: Story, effect: str, day: date) -> bool:
    """Return whether an act with some effect has its place in the treaty's life on a day."""
    if effect in (*_CONSENTING, *_TAKING_BACK, *ENDING):
        return story.sure and story.entered is not None and story.entered < day
    return story.sure or effect not in _OF_PARTIES


def _add(story: Story, action: str, day: date, more: dict[str, Any]) -> None:
    """Add to an act what it may have besides what it needs."""
    term = story.decks.vocabularies["actions"][action]
    if more.get("instrument") == "succession":
        more["of"] = _predecessor(story)
    if "precludes" in term.get("allows", ()):
        more["precludes"] = story.decks.one("yes-no")
    if action == "accession-invitation":
        more["towards"] = story.identities.world.members[0].code
    timed = term["plane"] == "international" and term.get("effect") != "revokes-notice"
    if timed and story.decks.chance(0.15):
        more["effective"] = "unknown" if story.decks.chance(0.1) else (day + timedelta(days=90)).isoformat()
    if story.decks.chance(0.1):
        more["articles"] = [{"no": str(story.rng.randint(1, 20))}]
    if story.decks.chance(0.03):
        more["authority"] = "Provisional Government"
    if term["plane"] == "domestic" and story.decks.chance(0.2):
        more["calendar"] = story.decks.one("calendars")
    if term["plane"] == "domestic" and story.decks.chance(0.3):
        more["document"] = f"Decree No. {story.rng.randint(1, 900)}"


def _join(story: Story, action: str, day: date) -> None:
    """Let somebody join who has not signed, or take the place of a state that is gone."""
    inside = {member.code for member in story.who.members}
    outside = [member for member in story.identities.world.at(story.who.signed.year) if member.code not in inside]
    if not outside:
        return
    succeeds = action == "succession"
    definitive = action == "definitive-signature"
    member = story.rng.choice(outside)
    if story.happen(
        day,
        action,
        [member],
        True,
        instrument=None if succeeds or definitive else story.instrument("ratification"),
        of=_predecessor(story) if succeeds else None,
        cited=("depositary", "depositary"),
    ):
        story.joined.append(member)


def _follow(story: Story, effect: str, member: Member, day: date, clauses: Mapping[str, Any], *, exact: bool) -> None:
    """Note what an act brings about; ``exact`` says that it takes effect as the clauses have it."""
    found, durations = clauses["withdrawal"], clauses["duration"]
    # A term that has an end may protect against notice until then.
    terms = durations if isinstance(durations, list) else [durations]
    protected = any(term["initial"].endswith("years") for term in terms)
    if effect == "leaves":
        story.leaves(member, day)
        _result(story, "withdrawal", day if exact else None, member)
    elif effect == "gives-notice":
        end = notice_end(story, found, day) if exact and not protected else None
        whole = found["ends"] == "whole-treaty"
        _result(story, "termination" if whole else "withdrawal", end, None if whole else member)
        story.leaves(member, day)
        if whole:
            story.closed = min(story.closed, day)
            story.ends.append(end or day)
    elif effect in ("gives-termination-notice", "gives-non-renewal-notice", *ENDING):
        # Of many, one may not have been bound.
        exact = exact and (effect != "ends-between" or len(story.who.members) == 2)
        exact = exact and not (protected and effect == "gives-termination-notice")
        end = notice_end(story, found, day) if effect == "gives-termination-notice" else day
        if effect != "gives-non-renewal-notice":
            _result(story, "termination", end if exact else None)
        story.ends.append(end or day)
        story.closed = min(story.closed, day)
    elif effect in _TAKING_BACK:
        story.leaves(member, day)


def _result(story: Story, what: str, day: date | None, member: Member | None = None) -> None:
    """Note a result that follows for certain: nothing ended before it, and whoever left was in."""
    if day is None or not story.sure or story.entered is None or not story.entered < day <= LAST_DAY:
        return
    if day > story.closed or (member and day > story.gone.get(member.code, day)):
        return
    if member and all(one.code != member.code or one.day >= day for one in story.consents or story.signed):
        return
    story.results.append({"what": what, "date": day, "party": member.acting(day) if member else None})


def _companion(story: Story, key: str, action: str, day: date, member: Member) -> Any:
    match key:
        case "body":
            return story.rng.choice(BODIES)
        case "instrument":
            return story.decks.one("instruments")
        case "of":
            return _predecessor(story)
        case "towards":
            return next(other.acting(day) for other in story.who.members if other is not member)
        case "until":
            return story.rng.choice(((day + timedelta(days=3_652)).isoformat(), "indefinite", "unknown"))
        case "owed_by":
            return member.acting(day)
        case "owed_to":
            return one_or_many([other.acting(day) for other in story.who.members if other is not member][:2])
        case "under":
            other = story.identities.entering(story.who.number, story.rng, date.min, day)
            return other.id if other else None
        case _:
            return _answered(story, action, day)


def _predecessor(story: Story) -> str:
    """Return the code under which a party signed: somebody takes its place in a part of its territory."""
    return story.who.members[0].acting(story.who.signed)


def _answered(story: Story, action: str, day: date) -> str | None:
    """Enter the act that this one answers, and return its id; ``None`` if it cannot be entered."""
    before = _ANSWERS.get(action, "declaration")
    asked = _answered(story, before, day - timedelta(days=20)) if before in _ANSWERS else None
    name = f"{before}-{len(story.events)}"
    day -= timedelta(days=10)
    member = story.present(day) if before == "withdrawal-notice" else story.member()
    if member is None or not story.happen(
        day, before, [member], True, id=name, refers_to=asked, articles=[{"no": "IV"}]
    ):
        return None
    if before == "withdrawal-notice":
        story.leaves(member, day)
        story.closed = min(story.closed, day)
    return name


def _family(story: Story, day: date, ended: bool) -> None:
    """Tell what a younger treaty of the family did to this one, and who joins this one."""
    newer = story.identities.newer(story.who.number, SUCCESSOR, AMENDMENT)
    if newer and newer.enters and not ended and day < newer.enters:
        amends = story.identities.role(newer.number) == AMENDMENT
        story.happen(newer.enters, "amendment" if amends else "supersession", [], True, under=newer.id)
        if not amends and story.entered and story.entered < newer.enters:
            _result(story, "termination", newer.enters)
            if story.results and story.results[-1]["what"] == "termination":
                story.results[-1]["by"] = newer.id
    if len(story.who.members) > 10 and not ended:
        inside = {member.code for member in story.who.members}
        outside = [member for member in story.identities.world.at(day.year) if member.code not in inside]
        protocol = story.identities.newer(story.who.number, ACCESSION)
        joins = max(day, protocol.enters if protocol and protocol.enters else day)
        for member in outside[: story.rng.randint(1, 4)]:
            joins += timedelta(days=200)
            under = protocol.id if protocol else None
            if story.happen(joins, "deposit", [member], True, instrument="accession", under=under):
                story.joined.append(member)


def last_day(story: Story) -> date:
    """Return the day of the last event so far."""
    return min(LAST_DAY, max(day for day, _ in story.events))


def _persons(story: Story, number: int) -> list[str]:
    """Return who signed, each once: two that are drawn alike are one."""
    return list(dict.fromkeys(_person(story) for _ in range(number)))


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
