"""Short records of real treaties, one for each rule of law that a treaty's own clauses bring into play.

``tests/law/records/<id>.yaml`` has what a rule needs and no more: ``final_clauses`` and ``events`` as in a record,
without their sources, and beside them ``about`` (what it shows), ``rule`` (the articles), ``days`` (where the days come
from, or that they are made up) and ``answers``: a question, a day or ``-``, and what is to be answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty

FOLDER = Path(__file__).parent / "records"

FIXED = {
    "schema_version": "1",
    "kind": "treaty",
    "subjects": "friendship",
    "binding": "yes-by-text",
    "secrecy": "public",
    "authentic_languages": "unknown",
    "source": "text",
    "verified": "2026-11-22",
    "coded": "defence",
    "sources": {"text": {"type": "reference", "title": "...", "publisher": "...", "date": "unknown", "language": "en"}},
}
DUTY = {"kind": "defence", "owed_by": "all", "owed_to": "all", "commitment": "automatic", "summary": {"en": "..."}}
INSTRUMENTS = {"deposit": "ratification", "exchange": "ratification", "notification": "ratification"}
SOURCED = ("events", "attested", "obligations", "relations")


class Question(NamedTuple):
    """A question, the day that it is about (none: no day), and the answers that are right."""

    treaty: str
    asked: str
    on: date | None
    right: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.treaty} {self.asked} {self.on or ''}".strip()


@cache
def content(path: Path) -> Any:
    """Return what a short record says, all of it as text."""
    return yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506  # like the registry's own reader: all as text


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def record(path: Path) -> dict[str, Any]:
    """Return a short record as a whole one."""
    told = dict(content(path))
    for key in ("about", "rule", "days", "answers"):
        del told[key]
    data = {**FIXED, "id": path.stem, "title": path.stem, "short_title": path.stem, **told}
    data["final_clauses"] = {key: {"source": "text", **clause} for key, clause in told["final_clauses"].items()}
    for key in SOURCED:
        data[key] = [{"source": "text", **one} for one in told.get(key) or ()]
    data["events"] = [_with_instrument(event) for event in data["events"]]
    data["obligations"] = [{**DUTY, **duty} for duty in data["obligations"]]
    return {key: value for key, value in data.items() if value != []}


def _with_instrument(event: dict[str, Any]) -> dict[str, Any]:
    usual = INSTRUMENTS.get(event["action"])
    return {"instrument": usual, **event} if usual else event


def registry_of(terms: Terms) -> CompiledRegistry:
    """Return the law of all short records."""
    treaties = {path.stem: Treaty.model_validate(record(path), context=terms.context()) for path in files()}
    return CompiledRegistry(Registry(terms, treaties))


def questions() -> Iterator[Question]:
    """Yield every question of every short record."""
    for path in files():
        for line in content(path)["answers"]:
            asked, on, right = line.split(" ", 2)
            yield Question(path.stem, asked, None if on == "-" else date.fromisoformat(on), tuple(right.split(" or ")))


def answer(law: CompiledRegistry, question: Question) -> str:
    """Return what the law answers to a question."""
    kind, *rest = question.asked.split(":")
    if question.on is None:
        history = law.history(question.treaty)
        if kind in ("entry", "end"):
            return _told(history.entry_into_force if kind == "entry" else history.end)
        spells = history.parties.get(rest[0], ())
        return " ".join(_told(spell.start if kind == "start" else spell.end) for spell in spells) or "never"
    if kind == "status":
        return law.status(question.treaty, question.on).code
    if kind == "position":
        return law.position(question.treaty, rest[0], question.on).code
    assert kind == "owes", question
    obligor, beneficiary, *kinds = rest
    duties = [duty for duty in law.duties(question.treaty, kinds or None) if duty.on(question.on)]
    pair = obligor, beneficiary
    return " ".join(sorted({one.standing for one in duties if (one.obligor, one.beneficiary) == pair})) or "none"


def _told(bounds: DateBounds) -> str:
    first, last = (day.isoformat() if day else "never" for day in (bounds.earliest, bounds.latest))
    return first if first == last else f"{first}..{last}"
