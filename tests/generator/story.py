"""What the parts of one record share while it is made: its dice, its parties, its sources and its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.generator.draw import Decks, one_or_many
from tests.generator.identity import Identities, Identity
from tests.generator.parties import Member
from tests.generator.words import AUTHORS, LANGUAGES, NOTES, PUBLISHERS

LAST_DAY = date(2025, 12, 31)
"""Nothing happens later: every record was verified after it, and before the registry was first checked."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Who signed, or consented to be bound, by which instrument, on which day in truth."""

    day: date
    code: str
    instrument: str | None = None


class Story:
    """One record in the making."""

    def __init__(self, who: Identity, all_of_them: Identities, decks: Decks) -> None:
        self.who, self.identities, self.decks, self.rng = who, all_of_them, decks, decks.rng
        self.verified = date(2026, 1, 1) + timedelta(days=self.rng.randrange(300))
        self.sources: dict[str, dict[str, Any]] = {}
        self.events: list[tuple[date, dict[str, Any]]] = []
        self._acts: set[tuple[str | int, str, str]] = set()
        self.vague = who.signed.year < 1816
        """Whether all dates are uncertain."""
        self.signed: list[Consent] = []
        self.consents: list[Consent] = []
        self.joined: list[Member] = []
        """Those who came later, without having signed."""
        self.entered: date | None = None
        self.sure = True
        """Whether the story knows when, and whether, the treaty entered into force."""
        self.closed = date.max
        """From when nobody does what only a party can do: the treaty may have ended."""
        self.gone: dict[str, date] = {}
        """From when a party may have left."""
        self.ends: list[date] = []
        """The days from which acts may have ended the whole treaty."""
        self.results: list[dict[str, Any]] = []
        """What followed for certain, besides the entry into force."""

    def cite(self, key: str, kind: str, day: date | None = None) -> str:
        """Return a source's key, after declaring it if it is new."""
        if key not in self.sources:
            rng, number = self.rng, self.who.number
            self.sources[key] = {
                "type": kind,
                "title": f"{self.who.short_title}: {key.replace('-', ' ')}",
                "author": rng.choice(AUTHORS) if kind == "scholarship" else None,
                "publisher": rng.choice(PUBLISHERS),
                "date": day.isoformat() if day else "unknown",
                "url": f"https://sources.example.org/{number}/{key}",
                "archive_url": f"https://archive.example.org/{number}/{key}" if rng.random() < 0.1 else None,
                "accessed": self.verified.isoformat() if rng.random() < 0.8 else None,
                "language": "en" if rng.random() < 0.7 else rng.choice(LANGUAGES),
                "note": self.note(0.05),
            }
        return key

    def text(self) -> str:
        """Cite the treaty's own text."""
        return self.cite("text", "treaty-text")

    def some_source(self) -> str:
        """Cite one of two secondary sources of any type."""
        key = "second" if self.decks.chance(0.7) else "third"
        return key if key in self.sources else self.cite(key, self.decks.one("source-types"))

    def note(self, chance: float) -> dict[str, str] | None:
        """Return a note in both languages, sometimes."""
        return self.words(NOTES) if self.rng.random() < chance else None

    def words(self, sentences: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Return one of the sentences, by language."""
        english, french = self.rng.choice(sentences)
        return {"en": english, "fr": french}

    def member(self) -> Member:
        """Draw a party."""
        return self.rng.choice(self.who.members)

    def instrument(self, *without: str) -> str:
        """Draw an instrument by which a party consents; a succession is an act of its own."""
        known = self.decks.vocabularies["instruments"]
        return self.decks.one(
            "instruments",
            tuple(name for name, term in known.items() if term.get("effect") == "consents" and name not in without),
        )

    def present(self, day: date) -> Member | None:
        """Draw a party that has not left by a day, if the treaty is not over."""
        here = [member for member in self.who.members if self.gone.get(member.code, date.max) > day]
        return self.rng.choice(here) if here and day < self.closed else None

    def leaves(self, member: Member, day: date) -> None:
        """Note that a party may be out from a day on; with the last but one the treaty ends."""
        self.gone[member.code] = min(day, self.gone.get(member.code, day))
        bound = {one.code for one in self.consents} or {one.code for one in self.signed}
        if len(bound - self.gone.keys()) < 2:
            self.closed = min(self.closed, max(self.gone.values()))

    def code_of(self, code: str) -> str:
        """Return the present code of a party of the treaty, whichever it acted under."""
        return next(member.code for member in self.who.members if code in (member.code, member.before))

    def disputed(self, chance: float) -> list[dict[str, Any]] | None:
        """Return who disputes a fact, sometimes."""
        if self.rng.random() >= chance:
            return None
        inside = self.decks.chance(0.7)
        return [
            {
                "by": self.member().code if inside else ["Panel of Experts", self.member().code],
                "position": (position := self.decks.one("dispute-positions")),
                "capacity": None if inside else self.decks.one("dispute-capacities"),
                "since": None if self.decks.chance(0.8) else "2001-02-03",
                "until": None,
                "value": "1999" if position == "says-other-date" else None,
                "source": self.some_source(),
                "note": self.note(0.5),
            }
        ]

    def conflict(self, chance: float, fact: str, value: str) -> list[dict[str, Any]] | None:
        """Return a value that another source gives, sometimes."""
        if self.rng.random() >= chance:
            return None
        return [{"fact": fact, "value": value, "why_not": self.note(1), "source": self.some_source(), "at": "p. 12"}]

    def written(self, day: date, exact: bool) -> str | int:
        """Return a day as precise as some source gives it."""
        if self.vague:
            form = self.decks.one("dates", _VAGUE)
        elif exact or self.rng.random() > 0.05:
            return day.isoformat()
        else:
            form = self.decks.one("dates", _IMPRECISE)
        if form == "year":
            return day.year
        after = day + timedelta(days=40)
        return form.format(day=day, year=day.year, month=f"{day:%Y-%m}", before=day.year - 1, after=f"{after:%Y-%m}")

    def happen(self, day: date, action: str, parties: Sequence[Member], exact: bool = False, **more: Any) -> bool:
        """Enter an event and say whether it was entered.

        It is not if it would lie in the future, or if an imprecise date makes it the same as an earlier one.
        ``cited`` is the key and type of its source, which is declared only now.
        """
        date_text = self.written(day, exact)
        acting = list(dict.fromkeys(party.acting(day) for party in parties))
        acts = {(date_text, action, code) for code in acting or ("",)}
        if day > LAST_DAY or not self._acts.isdisjoint(acts):
            return False
        self._acts |= acts
        event = {
            "id": more.get("id"),
            "date": _old_style(day) if more.get("calendar") == "julian" else date_text,
            "calendar": more.get("calendar"),
            "action": action,
            "party": one_or_many(acting) if acting else None,
        }
        event.update((key, more.get(key)) for key in _KEYS)
        cited = more.get("cited")
        event["source"] = more.get("source") or (self.cite(*cited) if cited else self.some_source())
        event["at"] = more.get("at")
        event["conflicts"] = self.conflict(0.01, "date", (day - timedelta(days=3)).isoformat())
        event["disputed"] = self.disputed(0.01)
        event["note"] = self.note(0.02)
        self.events.append((day, event))
        return True

    def log(self) -> list[dict[str, Any]]:
        """Return the events in order of date."""
        return [event for _, event in sorted(self.events, key=lambda entry: entry[0])]

    def bound(self) -> list[str]:
        """Return the codes of those who have consented, under which they did, if the treaty certainly bound them."""
        members = {member.code: member for member in self.who.members}
        is_bound = self.sure and self.entered is not None and self.entered < min(self.ends, default=date.max)
        known = (self.consents or self.signed) if is_bound else []
        codes = dict.fromkeys(members[one.code].acting(one.day) for one in known)
        # Who took its consent back may have done so before it was bound.
        back = [event["party"] for _, event in self.events if event["action"] == "consent-revocation"]
        return [code for code in codes if not any(code in party for party in back)]


def _old_style(day: date) -> str:
    """Return the date of a day in the Julian calendar, which falls behind by a day in most centuries."""
    years = day.year - (1 if (day.month, day.day) < (3, 1) else 0)
    return (day - timedelta(days=years // 100 - years // 400 - 2)).isoformat()


_VAGUE = ("{day}?", "{year}~", "{month}%", "{before}/{year}")
_IMPRECISE = ("{month}", "year", "{day}?", "{month}~", "{month}/{after}", "../{day}", "{day}/..")
"""How sources date an act whose day they do not give. Each form holds the day itself, so the order of events stays."""

_KEYS = (
    "authority", "instrument", "effective", "until", "under", "refers_to", "of", "towards", "owed_by", "owed_to",
    "precludes", "articles", "place", "signed_by", "body", "chamber", "votes", "document",
)  # fmt: skip
"""The keys of an event between the party and the source, in the order of the model."""
