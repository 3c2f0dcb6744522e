"""Short questions to the law of the real records, and real records that are changed for one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.duties import Duty
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty

Data = dict[str, Any]
"""A record, or a part of it, as plain data."""

Change = Callable[[Data], object]
Pairs = set[tuple[str, str]]


def on(day: str) -> date:
    return date.fromisoformat(day)


def eve_of(day: str) -> str:
    return (on(day) - timedelta(days=1)).isoformat()


def statuses(law: CompiledRegistry, treaty: str, *days: str) -> list[str]:
    return [law.status(treaty, on(day)).code for day in days]


def positions(law: CompiledRegistry, treaty: str, party: str, *days: str) -> list[str]:
    return [law.position(treaty, party, on(day)).code for day in days]


def parties(law: CompiledRegistry, treaty: str, day: str) -> set[str]:
    """Return everybody for whom a treaty is in force on a day."""
    held = [one for one in law.positions(treaty) if one.code == "party"]
    return {one.party for one in held if one.interval.start <= on(day) < one.interval.end}


def owed(law: CompiledRegistry, treaty: str, obligation: str, day: str) -> list[Duty]:
    return [one for one in law.duties(treaty) if one.obligation == obligation and one.on(on(day))]


def pairs(law: CompiledRegistry, treaty: str, obligation: str, day: str) -> Pairs:
    """Return who owes it to whom on a day."""
    return {(one.obligor, one.beneficiary) for one in owed(law, treaty, obligation, day)}


def mutual(*codes: str) -> Pairs:
    return {(one, other) for one in codes for other in codes if one != other}


def held_by(answer: Answer) -> dict[str, str]:
    """Return each reading of a disputed answer by who holds it; an empty key stands for the record's own sources."""
    return {" ".join(one.by): one.standing.code for one in answer.readings}


def defence(law: CompiledRegistry, day: str) -> set[tuple[str, str, str]]:
    """Return every duty of defence on a day, over all treaties."""
    return {
        (treaty, one.obligor, one.beneficiary)
        for treaty in law.registry.treaties
        for one in law.duties(treaty, ["defence"])
        if one.on(on(day))
    }


def changed(law: CompiledRegistry, treaty: str, *changes: Change) -> CompiledRegistry:
    """Return the law of the same records, one of them changed."""
    registry = law.registry
    data = registry.treaties[treaty].model_dump(exclude_unset=True, mode="json")
    for change in changes:
        change(data)
    record = Treaty.model_validate(data, context=registry.terms.context())
    return CompiledRegistry(Registry(registry.terms, {**registry.treaties, treaty: record}))


def with_party(law: CompiledRegistry, code: str, **keys: Any) -> CompiledRegistry:
    """Return the law of the same records, with other facts about one party."""
    terms = law.registry.terms
    party = terms.parties[code].model_copy(update=keys)
    new = Terms(terms.vocabularies, terms.shared_sources, {**terms.parties, code: party})
    return CompiledRegistry(Registry(new, law.registry.treaties))


def _fits(told: Mapping[str, Any], keys: Mapping[str, Any]) -> bool:
    for key, value in keys.items():
        found = told.get(key)
        if found != value and not (isinstance(found, list) and value in found):
            return False
    return True


def drop(kind: str, **keys: Any) -> Change:
    """Return a change that takes out every event, result or relation with these values."""

    def change(data: Data) -> None:
        kept = [one for one in data.get(kind) or () if not _fits(one, keys)]
        assert len(kept) < len(data[kind]), f"no {kind} with {keys}"
        if kept:
            data[kind] = kept
        else:
            del data[kind]

    return change


def no_event(**keys: Any) -> Change:
    return drop("events", **keys)


def no_result(**keys: Any) -> Change:
    """Return a change after which sources do not attest a result: the rule stands alone."""
    return drop("attested", **keys)


STARTS = no_result(what="entry-into-force")
"""A change after which sources attest no entry into force."""


def without(action: str, *codes: str) -> Change:
    """Return a change after which some parties did not do something."""

    def change(data: Data) -> None:
        for event in data["events"]:
            if event["action"] == action:
                event["party"] = [code for code in event.get("party") or () if code not in codes]
        data["events"] = [event for event in data["events"] if event.get("party") != []]

    return change


def edit(kind: str, new: Mapping[str, Any], **keys: Any) -> Change:
    """Return a change of every event, result or obligation with these values; ``None`` takes a key out."""

    def change(data: Data) -> None:
        found = [one for one in data[kind] if _fits(one, keys)]
        assert found, f"no {kind} with {keys}"
        for one in found:
            _set(one, new)

    return change


def add(**event: Any) -> Change:
    """Return a change after which one more thing happened."""
    return lambda data: data["events"].append({"source": next(iter(data["sources"])), **event})


def clause(name: str, new: Mapping[str, Any], version: int = 0) -> Change:
    """Return a change of a version of a final clause; ``None`` takes a key out."""

    def change(data: Data) -> None:
        found = data["final_clauses"][name]
        _set(found[version] if isinstance(found, list) else found, new)

    return change


def rule(new: Mapping[str, Any], *path: int, which: str = "initial") -> Change:
    """Return a change of a rule for entry into force, or of one that it combines."""

    def change(data: Data) -> None:
        found = data["final_clauses"]["entry_into_force"][0][which]
        for step in path:
            found = found["rules"][step]
        _set(found, new)

    return change


def _set(told: Data, new: Mapping[str, Any]) -> None:
    for key, value in new.items():
        told[key] = value
        if value is None:
            del told[key]
