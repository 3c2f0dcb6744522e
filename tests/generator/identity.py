"""Who a generated treaty is, worked out from its number alone: so one record can name another that is not in memory.

Treaties come in families of ten. Some have a role in their family (``SUCCESSOR`` and the others below), and the treaty
before them is the one that they supersede, amend or open to others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.generator.parties import Member, World
from tests.generator.words import TOPICS

FAMILY = 10
SUCCESSOR, AMENDMENT, ACCESSION, REPLACED = 3, 5, 7, 9
"""The places of a family whose treaty bears on the one before it; ``REPLACED`` is the record that was retired."""

LAST_YEAR = 2023
PLANNED = (SUCCESSOR, AMENDMENT, ACCESSION)
"""The roles of treaties under which something is done elsewhere: all know the day on which these enter into force."""

PLANS = ("on-signature", "on-date", "exchange-of-instruments", "last-notification", "all-signatories", "deposits")
"""The rules by which they do."""
_PLASTIC = 0.819172513396164
"""The inverse of the root of x⁴ = x + 1: the multiples of its powers spread evenly (the R sequence of M. Roberts)."""
_TOPICS = tuple(TOPICS)


@dataclass(frozen=True, slots=True)
class Identity:
    """What other records may say about a treaty."""

    number: int
    id: str
    title: str
    short_title: str
    topic: str
    signed: date
    members: tuple[Member, ...]
    plan: str = ""
    enters: date | None = None
    """Rule and day of its entry into force, where others have to know them."""


class Identities:
    """The treaties of one seed, by number."""

    def __init__(self, seed: int, records: int, world: World) -> None:
        self.seed, self.records, self.world = seed, records, world

    def role(self, number: int) -> int:
        """Return the treaty's place in its family."""
        return number % FAMILY

    def older(self, number: int) -> Identity | None:
        """Return the treaty that this one bears on, if its role is to bear on one."""
        return self.of(number - 1) if self.role(number) in (SUCCESSOR, AMENDMENT, ACCESSION, REPLACED) else None

    def newer(self, number: int, *roles: int) -> Identity | None:
        """Return the treaty that bears on this one in one of these roles, if there is one."""
        follows = self.role(number + 1) in roles and number + 1 < self.records
        return self.of(number + 1) if follows else None

    def other(self, number: int, rng: Random) -> Identity | None:
        """Return any treaty of an earlier year, or none if the first one looked at is not."""
        other = self.of(rng.randrange(self.records))
        return other if other.id[:4] < self.of(number).id[:4] else None

    def another(self, number: int, rng: Random) -> Identity:
        """Return a treaty of an earlier year, or else the next one."""
        return self.other(number, rng) or self.of((number + 1) % self.records)

    def entering(self, number: int, rng: Random, first: date, last: date = date.max) -> Identity | None:
        """Return another treaty that is known to enter into force between two days; ``None`` if a few tries fail."""
        for _ in range(40):
            other = self.of(rng.randrange(self.records) // FAMILY * FAMILY + rng.choice(PLANNED))
            in_time = other.enters is not None and first <= other.enters <= last
            if in_time and other.number < self.records and other.number != number:
                return other
        return None

    def _spread(self, number: int, root: int) -> float:
        """Return a number from 0 to 1; over many records they lie more evenly than dice would have it.

        So a hundred records already have the proportions of thousands.
        """
        return (number * _PLASTIC**root + self.seed * 0.37) % 1

    def of(self, number: int) -> Identity:
        """Return a treaty's identity."""
        before = None
        if self.role(number) in (SUCCESSOR, AMENDMENT, ACCESSION, REPLACED):
            before = self.of(number - 1)
        rng = Random(self.seed * 1_000_003 + number)  # noqa: S311  # made-up records, not secrets
        paired = self.role(number + 1) in (SUCCESSOR, AMENDMENT, ACCESSION, REPLACED)
        old = self._spread(number, 3) < 0.03
        signed = _day(rng, before, old, LAST_YEAR - 12 if paired else LAST_YEAR)
        size = _size(self._spread(number, 1), self._spread(number, 2))
        members = before.members if before else _members(rng, self.world.at(signed.year), size)
        topic = before.topic if before else rng.choice(_TOPICS)
        names = [member.slug for member in members[:2]] if len(members) <= 3 else ["general"]
        about = TOPICS[topic][0]
        among = (
            f"between {' and '.join(member.name for member in members)}" if len(members) == 2
            else f"among {members[0].name}, {members[1].name} and {len(members) - 2} others"
        )  # fmt: skip
        plan = rng.choice(PLANS) if self.role(number) in PLANNED else ""
        wait = 0 if plan == "on-signature" else rng.randint(400, 1_000)
        return Identity(
            number,
            f"{signed.year:04}-{'-'.join(names)}-{topic}-{number}",
            f"Treaty on {about} {among} (series no. {number})",
            f"{about.removeprefix('the ')} Treaty {number}",
            topic,
            signed,
            members,
            plan,
            signed + timedelta(days=wait) if plan else None,
        )


def _day(rng: Random, before: Identity | None, old: bool, last_year: int) -> date:
    if before:
        # A few years after the one it bears on, for which ``last_year`` left room.
        return before.signed + timedelta(days=rng.randint(370, 4_000))
    if old:
        return date(rng.randint(1373, 1815), rng.randint(1, 12), rng.randint(1, 28))
    # More treaties the nearer to our day.
    year = 1816 + int((last_year - 1816) * rng.random() ** 0.5)
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _size(draw: float, large: float) -> int:
    """Return how many parties: mostly two; sometimes a region; seldom nearly everybody. Nine and a half on average."""
    if draw > 0.925:
        return min(186, 12 + int(180 * large**1.5))
    return 3 + int(12 * large) if draw > 0.74 else 2


def _members(rng: Random, world: tuple[Member, ...], size: int) -> tuple[Member, ...]:
    return tuple(rng.sample(world, min(size, len(world))))
