"""Obligations, and what is coded."""

from __future__ import annotations

from typing import Any

from tests.generator.clauses import area
from tests.generator.draw import one_or_many
from tests.generator.identity import AMENDMENT
from tests.generator.story import Story
from tests.generator.words import DUTIES

LARGE = 30
"""From so many parties on, a treaty is hardly ever an alliance."""


def obligations(story: Story, waivers: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Return the duties of the treaty; seldom one that names no article, which its record then waives."""
    decks, rng = story.decks, story.rng
    acting = story.bound()
    made = []
    # Few treaties of nearly everybody have duties of each towards each; they are about something else.
    large = len(story.who.members) > LARGE
    for number in range(rng.choice((0, 0, 0, 0, 0, 0, 0, 0, 0, 1) if large else (0, 1, 1, 1, 2, 2, 3))):
        kind = decks.one("obligation-kinds")
        name = f"{kind}-{number + 1}"
        placed = not decks.chance(0.02)
        if not placed:
            reason = "The text has no numbered articles, and the duty runs through all of it."
            waivers.append({"finding": "no-article", "where": f"obligations[{name}]", "reason": reason})
        one_way = len(acting) > 1 and decks.chance(0.15)
        amended = story.identities.newer(story.who.number, AMENDMENT)
        made.append(
            {
                "id": name,
                "kind": kind,
                "owed_by": acting[0] if one_way else "all",
                "owed_to": one_or_many(acting[1:3]) if one_way else "all",
                "trigger": _trigger(story) if decks.chance(0.7) else None,
                "commitment": decks.one("commitments"),
                "means": decks.some("means", 2) if decks.chance(0.7) else None,
                "timing": decks.maybe(0.5, "timings"),
                "limits": _limits(story) if decks.chance(0.5) else None,
                "articles": [_article(story, amended.id if amended else None)] if placed else None,
                "since": amended.id if amended and decks.chance(0.3) else None,
                "until": None,
                "summary": story.words(DUTIES),
                "source": story.text(),
                "at": None,
                "conflicts": None,
                "disputed": story.disputed(0.03),
                "note": story.note(0.03),
            }
        )
    return made or None


def coded(story: Story, made: list[dict[str, Any]] | None) -> list[str] | str:
    """Return the kinds of duty that were looked for: those that are there and some that are not."""
    kinds = [duty["kind"] for duty in made or ()] + [story.decks.one("obligation-kinds") for _ in range(2)]
    return one_or_many(list(dict.fromkeys(kinds)))


def _trigger(story: Story) -> dict[str, Any]:
    decks = story.decks
    group = {
        "what": decks.one("triggers"),
        "against": decks.maybe(0.7, "trigger-targets"),
        "states": story.identities.world.members[0].code,
        **area(story, decks.maybe(0.6, "areas")),
        "note": story.note(0.1),
    }
    return decks.fitting(group, what="triggers", against="trigger-targets")


def _limits(story: Story) -> list[Any] | str:
    """Return limits; one that needs more than its name, or has a note, is a group."""
    drawn = story.decks.some("limits", 3)
    needy = [name for name, term in story.decks.vocabularies["limits"].items() if "needs" in term]
    made = [
        {"limit": name, "states": story.identities.world.members[0].code if name in needy else None, "note": note}
        if name in needy or note
        else name
        for name in ([drawn] if isinstance(drawn, str) else drawn)
        for note in [story.note(0.05)]
    ]
    return drawn if made == [drawn] else made


def _article(story: Story, amended_by: str | None) -> dict[str, Any]:
    roman = story.rng.choice(("I", "II", "IV", "V", "VII"))
    return {"no": str(story.rng.randint(1, 12)) if story.decks.chance(0.6) else roman, "until": amended_by}
