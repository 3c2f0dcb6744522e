"""Fictional parties, enough for a treaty with 190 of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.generator.words import NAMES

OLD, STATES, LATE = 20, 196, 150
"""How many states exist since the Middle Ages, how many there are, and from which one on they are young."""

CUTOVER = date(1991, 12, 26)
"""The day from which the last four states act in the place of the historic states that they continue."""

LATE_SINCE = date(1960, 1, 1)


@dataclass(frozen=True, slots=True)
class Member:
    """A party as the records use it."""

    code: str
    name: str
    slug: str
    before: str = ""
    """The code of the historic state that acted for it before the cutover."""

    def acting(self, day: date) -> str:
        """Return the code under which it acted on a day."""
        return self.before if self.before and day < CUTOVER else self.code


@dataclass(frozen=True, slots=True)
class World:
    """All parties, the oldest first, with their files."""

    members: tuple[Member, ...]
    files: Mapping[str, Mapping[str, Any]]

    def at(self, year: int) -> tuple[Member, ...]:
        """Return the parties that can make a treaty in a year."""
        if year < 1816:
            return self.members[:OLD]
        return self.members if year > LATE_SINCE.year else self.members[:LATE]


def make_world(taken: Collection[str], kinds: Collection[str], schemes: Mapping[str, Any]) -> World:
    """Return the parties. Their codes are ones that ISO 3166-1 leaves to users (XAA to XZZ), without those taken."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    free = (code for code in (f"X{a}{b}" for a in letters for b in letters) if code not in taken)
    rare = [kind for kind in kinds if kind not in ("state", "historic-state")]
    members: list[Member] = []
    files: dict[str, Mapping[str, Any]] = {}
    for number in range(STATES):
        code = next(free)
        name, french, slug = NAMES[number]
        before = ""
        if LATE - 4 <= number < LATE:
            before = next(free)
            files[before] = _file(before, f"Old {name}", f"Ancienne {french}", "historic-state", schemes, number, None)
        kind = rare[number % len(rare)] if rare and LATE <= number < LATE + 6 else "state"
        files[code] = _file(code, name, french, kind, schemes, number, before)
        members.append(Member(code, name, slug, before))
    return World(tuple(members), files)


def _file(
    code: str, name: str, french: str, kind: str, schemes: Mapping[str, Any], number: int, before: str | None
) -> dict[str, Any]:
    """``before`` is the party that it continues; ``None`` says that it is one that was continued."""
    since = "1143~" if number < OLD else "1815-01-01" if number < LATE else "1959-07"
    if before:
        since = CUTOVER.isoformat()
    scheme = list(schemes)[number % len(schemes)]
    return {
        "code": code,
        "kind": kind,
        "names": [
            {
                "en": name,
                "fr": french,
                "formal_en": f"Republic of {name}",
                "formal_fr": f"République de {french}",
                "source": "list",
            }
        ],
        "exists": {"since": since, "until": "1991-12-25" if before is None else None, "source": "list"},
        "continues": [{"party": before, "date": CUTOVER.isoformat(), "source": "list"}] if before else None,
        "identifiers": [{"scheme": scheme, "value": "unknown"}],
        "sources": {
            "list": {
                "type": "reference",
                "title": "List of fictional states",
                "publisher": "Example Registry",
                "date": "2025-06",
                "url": f"https://states.example.org/{code.lower()}",
                "language": "en",
            }
        },
    }
