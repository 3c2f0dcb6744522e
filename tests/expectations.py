"""What sources say follows from the real records: reading `tests/treaties/*.yaml` and asking the records.

The form of these files is explained in ``tests/treaties/README.md``, for people who do not program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.duties import Duty
from treaty_registry.law.treaty_history import Answer
from treaty_registry.reading.files import record_file
from treaty_registry.reading.yaml import parse

RECORD = "record"
"""In place of a party, in `according_to`: what the record's own sources say."""

FORMS = {
    "status": {"according_to"},
    "position": {"according_to", "party"},
    "parties": set(),
    "missing": set(),
    "owed": {"duty", "kind", "of", "to"},
    "articles": {"duty", "kind", "of", "to"},
    "reserved_by": {"duty", "kind", "of", "to"},
    "number": {"duty", "kind", "of", "to"},
}
"""What may be expected of a record, and the keys that say of what."""


class UnreadableExpectationError(Exception):
    """A file of expectations is not as the README says; the text names the file and the line."""


@dataclass(frozen=True)
class Expectation:
    """One line of a file: what is expected of a treaty's record, and why."""

    file: str
    line: int
    treaty: str
    because: str
    keys: Mapping[str, Any]
    what: str
    """The key that holds what is expected, one of ``FORMS``."""

    @property
    def question(self) -> str:
        """The line without its answer."""
        return ", ".join(f"{key}: {value}" for key, value in self.keys.items() if key != self.what)

    @property
    def days(self) -> tuple[date, ...]:
        """The day on which it holds, and the eve of it if it is said to begin then."""
        day = date.fromisoformat(self.keys.get("from") or self.keys["on"])
        return (day, day - timedelta(days=1)) if "from" in self.keys else (day,)


def read(path: Path, sources: Mapping[str, set[str]], shown: str) -> list[Expectation]:
    """Return what a file expects of the record of its name.

    ``sources`` holds the keys of the sources of every record, and ``shown`` is the file's path for messages.
    Raises UnreadableExpectationError.
    """
    treaty = path.stem
    if treaty not in sources:
        raise UnreadableExpectationError(f"{shown}: there is no record {record_file(treaty)} that can be read")
    reading = parse(path.read_text(encoding="utf-8"), with_positions=True)
    if reading.problems:
        raise UnreadableExpectationError(f"{shown}: {reading.problems[0].message}")
    groups: Any = reading.tree
    found = []
    for number, group in enumerate(groups):
        because = _because(group, sources[treaty], f"{shown}:{reading.positions[(number,)][0].line}")
        for row, keys in enumerate(group["expect"]):
            line = reading.positions[number, "expect", row][0].line
            found.append(Expectation(shown, line, treaty, because, keys, _what(keys, f"{shown}:{line}")))
    return found


def _because(group: Mapping[str, Any], sources: set[str], where: str) -> str:
    if unknown := (group.keys() - {"note", "source"}) ^ {"about", "expect"}:
        raise UnreadableExpectationError(f"{where}: missing or unknown key {', '.join(sorted(unknown))}")
    keys = group.get("source", [])
    keys = [keys] if isinstance(keys, str) else keys
    if strange := [key for key in keys if key not in sources]:
        raise UnreadableExpectationError(f"{where}: the record has no source {', '.join(strange)}")
    if not keys and "note" not in group:
        raise UnreadableExpectationError(f"{where}: say in `source` or `note` where this is known from")
    return "; ".join(filter(None, (group["about"], group.get("note"), ", ".join(keys))))


def _what(keys: Mapping[str, Any], where: str) -> str:
    whats = [key for key in keys if key in FORMS]
    if len(whats) != 1:
        raise UnreadableExpectationError(f"{where}: exactly one of {', '.join(FORMS)} says what is expected")
    what = whats[0]
    day = [key for key in ("on", "from") if key in keys]
    if len(day) != 1 or not _is_day(keys[day[0]]):
        raise UnreadableExpectationError(f"{where}: one day, `on: 2000-10-30` or `from: 2000-10-30`, says when")
    if unknown := keys.keys() - FORMS[what] - {what, *day}:
        raise UnreadableExpectationError(f"{where}: `{what}` does not go with {', '.join(sorted(unknown))}")
    if what == "position" and "party" not in keys:
        raise UnreadableExpectationError(f"{where}: `position` needs a `party`")
    if FORMS[what] >= {"duty", "kind"} and not keys.keys() & {"duty", "kind"}:
        raise UnreadableExpectationError(f"{where}: `{what}` needs a `duty`, an obligation's id, or a `kind`")
    return what


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def failures(law: CompiledRegistry, expected: Expectation) -> Iterator[str]:
    """Yield, in words, where a record gives something else than what is expected of it."""
    given = _given(law, expected, expected.days[0])
    if given != _wanted(expected):
        yield _sentence(expected, _shown(given))
    elif len(expected.days) == 2 and _given(law, expected, expected.days[1]) == given:
        yield _sentence(expected, f"{_shown(given)} already on {expected.days[1]}, the day before")


def _sentence(expected: Expectation, given: str) -> str:
    record = record_file(expected.treaty)
    return (
        f"{expected.file}:{expected.line}: {record} gives another answer than its sources ({expected.because}).\n"
        f"    asked:         {expected.question}\n"
        f"    expected:      {expected.what}: {_shown(_wanted(expected))}\n"
        f"    record gives:  {expected.what}: {given}\n"
        f"    What to do: if the record was corrected rightly, change this line; if not, correct {record}."
    )


def _wanted(expected: Expectation) -> object:
    value = expected.keys[expected.what]
    return sorted(value) if isinstance(value, list) else value


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(str(each) for each in value)}]"
    return str(value)


def _given(law: CompiledRegistry, expected: Expectation, day: date) -> object:
    """Return what the record gives on a day, in the form of what is expected: a text or a sorted list of texts."""
    keys, treaty = expected.keys, expected.treaty
    match expected.what:
        case "status":
            return _according(law.status(treaty, day), keys.get("according_to"))
        case "position":
            return _according(law.position(treaty, keys["party"], day), keys.get("according_to"))
        case "parties":
            held = [each for each in law.positions(treaty) if each.code == "party"]
            return sorted({each.party for each in held if each.interval.covers(day)})
        case "missing":
            reasons = law.status(treaty, day).standing.reasons
            return sorted(reasons[-1].parties) if reasons else []
    owed = [duty for duty in law.duties(treaty) if duty.on(day) and _asked(duty, keys)]
    match expected.what:
        case "number":
            return str(len(owed))
        case "owed" if isinstance(keys["owed"], str):
            return "true" if owed else "false"
        case "owed":
            return sorted({f"{duty.obligor} to {duty.beneficiary}" for duty in owed})
    each = {tuple(sorted(duty.articles if expected.what == "articles" else duty.reserved_by)) for duty in owed}
    return (
        list(each.pop()) if len(each) == 1 else f"not the same for all {len(owed)} such duties" if owed else "no duty"
    )


def _according(answer: Answer, holder: str | None) -> str:
    """Return an answer, or what it is in the reading of somebody who disputes it."""
    if holder is None:
        return answer.code
    if holder == RECORD:
        return answer.standing.code
    held = [reading.standing.code for reading in answer.readings if holder in reading.by]
    return held[0] if held else f"{answer.code}, which {holder} does not dispute"


def _asked(duty: Duty, keys: Mapping[str, Any]) -> bool:
    asked = {"duty": duty.obligation, "kind": duty.kind, "of": duty.obligor, "to": duty.beneficiary}
    return all(value == keys.get(key, value) for key, value in asked.items())
