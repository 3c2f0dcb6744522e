"""Final clauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.generator.draw import one_or_many
from tests.generator.identity import AMENDMENT
from tests.generator.story import Story
from tests.generator.words import MEASURES

_MANY = (
    "deposits", "deposits-by", "majority-of-signatories", "share-of-signatories", "weighted-share", "all-of", "any-of",
)  # fmt: skip
_LATER = ("own-deposit", "own-signature")
UNTOLD = (
    "all-parties-of", "share-of-parties", "tacit-acceptance", "on-event", "on-agreed-day", "date-if-met",
)  # fmt: skip
"""Rules that rest on what the record does not tell: who is bound by another treaty, or what others did."""
_MEANS = {
    "on-signature": "", "on-date": "", "with-treaty": "", "exchange-of-instruments": "exchange",
    "last-notification": "notification",
}  # fmt: skip
_COMPANIONS = (
    "number", "share", "of", "measure", "weights", "instruments", "not_counting", "date", "treaty", "delay",
    "starting", "after", "rules",
)  # fmt: skip
"""The keys of a rule, in the order of the model."""
_DELAYS = ("30 days", "90 days", "1 month", "6 months", "1 year")
_PERIODS = ("6 months", "1 year", "2 years", "90 days")
_TERMS = ("5 years", "10 years", "20 years", "indefinite", "indefinite", "unknown")


def entry_rule(story: Story, rule: str = "", inside: bool = False) -> dict[str, Any]:
    """Return a rule for entry into force with the keys that its kind needs, and some that it allows."""
    decks = story.decks
    if story.who.plan and not rule:
        enters = story.who.enters
        return dict.fromkeys(("when", *_COMPANIONS)) | {
            "when": story.who.plan,
            "number": len(story.who.members) if story.who.plan == "deposits" else None,
            "date": enters.isoformat() if enters and story.who.plan == "on-date" else None,
        }
    if not rule:
        known = decks.vocabularies["entry-rules"]
        rest = tuple(word for word in known if word not in (*_MANY, *_LATER))
        # Only a treaty of several parties counts deposits; one in four of them enters into force as bilateral ones do.
        several = len(story.who.members) > 2 and not decks.chance(0.25)
        rule = decks.one("entry-rules", _MANY if several else rest)
    term = decks.vocabularies["entry-rules"][rule]
    needs, allows = term.get("needs", ()), term.get("allows", ())
    filled: dict[str, Any] = {"when": rule}
    for key in _COMPANIONS:
        wanted = key in needs or (key in allows and decks.chance(0.7 if key == "weights" else 0.3))
        # Whether the parties of one treaty join another one is a tale of its own.
        wanted = wanted and not (key == "treaty" and rule in ("deposits", "deposits-by"))
        filled[key] = _companion(story, key, inside) if wanted else None
    if filled["of"] and filled["number"]:
        filled["number"] = min(filled["number"], 3, len(story.who.members))
    if rule == "with-treaty":
        soon, late = (story.who.signed + timedelta(days=days) for days in (0, 2_000))
        other = story.identities.entering(story.who.number, story.rng, soon, late)
        if other is None:
            return entry_rule(story, "all-signatories")
        filled["treaty"] = other.id
    return filled


def _companion(story: Story, key: str, inside: bool) -> Any:
    rng, members, signed = story.rng, story.who.members, story.who.signed
    makers: dict[str, Callable[[], Any]] = {
        "number": lambda: rng.randint(2, max(2, len(members) * 2 // 3)),
        "share": lambda: rng.choice(("2/3", "3/4", "55 %")),
        "of": lambda: one_or_many([member.acting(signed) for member in members[:3]]),
        "not_counting": lambda: members[0].acting(signed),
        "measure": lambda: rng.choice(MEASURES),
        "weights": lambda: _weights(story),
        "instruments": lambda: one_or_many(list(dict.fromkeys(["ratification", story.instrument()]))),
        "date": lambda: f"{signed + timedelta(days=rng.randint(30, 400))}",
        "treaty": lambda: story.identities.another(story.who.number, rng).id,
        "delay": lambda: rng.choice(_DELAYS),
        "starting": lambda: story.decks.one("entry-days"),
        # A combined rule holds plain ones only: deeper nesting is possible, and nobody writes it.
        "rules": lambda: [] if inside else [entry_rule(story, name, True) for name in ("deposits", "deposits-by")],
        "after": lambda: story.decks.one("later-starts"),
    }
    return makers[key]()


def _weights(story: Story) -> list[dict[str, Any]]:
    value: str | int = story.rng.choice((f"{100 / len(story.who.members):.2f} %", 25_000))
    return [{"party": member.acting(story.who.signed), "value": value} for member in story.who.members]


def consent_action(story: Story, rule: str) -> str:
    """Return the act by which the parties consent under a rule for entry into force; none if signing is enough."""
    if rule in _MEANS:
        return _MEANS[rule] or ("deposit" if rule != "on-signature" and story.decks.chance(0.5) else "")
    if rule in ("not-mentioned", "unknown") and story.decks.chance(0.3):
        return "definitive-signature"
    return "deposit" if len(story.who.members) > 2 else story.rng.choice(("exchange", "deposit", "notification"))


def final_clauses(story: Story, entry: dict[str, Any]) -> dict[str, Any]:
    """Return all final clauses that the record gives."""
    decks, rng, text = story.decks, story.rng, story.text()
    several = len(story.who.members) > 2

    def proof(article: int, chance: float = 0.01, fact: str = "") -> dict[str, Any]:
        """Return what every clause ends with."""
        return {
            "source": text,
            "at": f"art. {article}",
            "conflicts": story.conflict(chance, fact, "unknown") if fact else None,
            "disputed": story.disputed(chance),
            "note": story.note(chance),
        }

    first = rng.randint(3, 30)
    duration = _versions(story, lambda: {**_duration(story), **proof(first + 3, 0.03, "initial")})
    exit_rule = decks.one("exit-rules")
    if exit_rule == "at-end-of-term" and not (isinstance(duration, dict) and duration["then"] == "renews"):
        exit_rule = "by-notice"
    return {
        "joining": {
            "consent_by": decks.some("instruments", 2),
            "open_to": decks.one("openness"),
            "depositary": story.member().acting(story.who.signed) if several else rng.choice(("none", "unknown")),
            **proof(first),
        }
        if several or decks.chance(0.3)
        else None,
        "entry_into_force": {
            "initial": entry,
            "later": entry_rule(story, decks.one("entry-rules", _LATER)) if several else None,
            "accession": entry_rule(story, "own-deposit") if several and decks.chance(0.7) else None,
            "retroactive_to": None,
            "applied": decks.maybe(0.1, "applied"),
            **proof(first + 1, 0.03, "initial"),
        },
        "provisional_application": _provisional(story, proof(first + 2)) if decks.chance(0.2) else None,
        "duration": duration,
        "withdrawal": {
            "allowed": exit_rule,
            "notice": rng.choice(_PERIODS) if exit_rule == "by-notice" else None,
            "starting": decks.maybe(0.2, "entry-days") if exit_rule == "by-notice" else None,
            "counted_from": decks.maybe(0.8, "notice-starts"),
            **_earliest(story, exit_rule, duration),
            "ends": decks.maybe(0.5, "treaty-or-party"),
            "addressed_to": ("the depositary" if several else "the other party") if decks.chance(0.5) else None,
            **proof(first + 4),
        },
        "territorial_scope": {**area(story, decks.one("areas")), **proof(first + 5)} if decks.chance(0.2) else None,
        "reservations": {"regime": decks.one("reservation-regimes"), **proof(first + 6)}
        if several or decks.chance(0.1)
        else None,
    }


def area(story: Story, kind: str | None) -> dict[str, Any]:
    """Return an area with whose it is and what it is called, where its kind goes with that."""
    named = {"area": kind, "area_of": story.member().acting(story.who.signed), "area_name": "the Example Sea"}
    return story.decks.fitting(named, area="areas")


def _provisional(story: Story, proof: dict[str, Any]) -> dict[str, Any]:
    decks = story.decks
    group = {
        "mode": decks.one("provisional-modes"),
        "ends": decks.maybe(0.7, "provisional-ends"),
        "notice": "60 days" if decks.chance(0.5) else None,
        "last_day": (story.who.signed + timedelta(days=900)).isoformat(),
        **proof,
    }
    return decks.fitting(decks.fitting(group, mode="provisional-modes"), ends="provisional-ends")


def _earliest(story: Story, exit_rule: str, duration: list[dict[str, Any]] | dict[str, Any]) -> dict[str, Any]:
    """Return how soon and how late a notice may be given, whose other membership counts, and how few may remain."""
    timed = exit_rule == "by-notice" and story.decks.chance(0.1)
    bounded = isinstance(duration, dict) and duration["initial"].endswith("years")
    windowed = timed and story.decks.chance(0.3)
    return {
        "earliest": "10 years" if timed else None,
        "earliest_from": "entry-into-force" if timed else None,
        "window": "1 year" if windowed else None,
        "every": "10 years" if windowed else None,
        "during_term": story.decks.maybe(0.1, "yes-no") if bounded and not windowed else None,
        "minimum_parties": 2 if story.decks.chance(0.05) else None,
    }


def _duration(story: Story) -> dict[str, Any]:
    decks, rng = story.decks, story.rng
    term = rng.choice(_TERMS)
    bounded = term.endswith("years")
    last = f"{story.who.signed.year + int(term.split()[0])}-12-31" if bounded and decks.chance(0.05) else None
    group = {
        "initial": term,
        "counted_from": decks.one("duration-starts") if bounded else None,
        "last_day": last,
        "then": decks.one("duration-ends") if bounded else None,
        "renewal": rng.choice(("5 years", "unknown")),
        "notice": rng.choice(_PERIODS) if decks.chance(0.5) else None,
        "applies": decks.maybe(0.3, "treaty-or-party"),
    }
    return decks.fitting(group, then="duration-ends")


def _versions(story: Story, draw: Callable[[], dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    """Return a clause as it stands, or both versions of it where a younger treaty of the family changed it."""
    amended = story.identities.newer(story.who.number, AMENDMENT)
    if amended is None or story.decks.chance(0.5):
        return draw()
    between: tuple[dict[str, Any], ...] = ({"since": None, "until": amended.id}, {"since": amended.id, "until": None})
    # The keys that close a group start with its source.
    return [
        {key: value for key, value in group.items() if key not in _CLOSING}
        | bounds
        | {key: group[key] for key in _CLOSING}
        for bounds in between
        for group in [draw()]
    ]


_CLOSING = ("source", "at", "conflicts", "disputed", "note")
