"""The static JSON API: one file for each answer, under a version that promises what will not change."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from treaty_registry.export.event_keys import event_keys
from treaty_registry.export.json_text import as_json
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.qualifications import completeness
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.law.qualifications import Qualification
from treaty_registry.law.reasons import Reason
from treaty_registry.law.rows import DAYS, ObligationRow, PositionRow, obligation_rows, position_rows, row_days
from treaty_registry.law.status import CANNOT_TELL
from treaty_registry.law.treaty_history import Answer, bounded
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.treaty import Treaty

API = "api/v1"


def write_api(law: CompiledRegistry, folder: Path, version: str) -> None:
    """Write every answer below a folder: treaties, parties, vocabularies, and the duties that are in force."""
    top = folder / API
    speakers: Mapping[Language, Speaker] = {language: Speaker(law.registry, language) for language in LANGUAGES}
    positions: defaultdict[str, list[PositionRow]] = defaultdict(list)
    in_force: defaultdict[str, list[str]] = defaultdict(list)
    for treaty in active_treaties(law.registry):
        rows = list(position_rows(law, treaty.id))
        for row in rows:
            positions[row.party].append(row)
        _write(top / "treaties" / f"{treaty.id}.json", treaty_answer(law, treaty, rows, speakers))
        directed = list(obligation_rows(law, treaty.id))
        _write_rows(top / "treaties" / treaty.id / "obligations.json", "obligations", map(_duty, directed))
        for duty in directed:
            if duty.end_earliest is None:
                in_force[duty.kind].append(_line(_duty(duty)))
    for code, party in sorted(law.registry.terms.parties.items()):
        held = [{key: value for key, value in _position(row).items() if key != "party"} for row in positions[code]]
        record = party.model_dump(mode="json", exclude_none=True)
        _write(top / "parties" / f"{code}.json", {"code": code, "record": record, "positions": held})
    for name, vocabulary in sorted(law.registry.terms.vocabularies.items()):
        _write(top / "vocabularies" / f"{name}.json", vocabulary.model_dump(mode="json", exclude_none=True))
    for kind in sorted(in_force):
        _write_lines(top / "obligations" / f"{kind}.json", "obligations", in_force[kind])
    _write(top / "index.json", index(law, version, sorted(in_force)))


def index(law: CompiledRegistry, version: str, kinds: Iterable[str]) -> dict[str, Any]:
    """Return what there is, and where: every address is relative to the folder of the index."""
    treaties = list(active_treaties(law.registry))
    known = [treaty.verified.latest for treaty in treaties]
    return {
        "version": version,
        "known": {"first": min(known), "last": max(known)} if known else None,
        "treaties": [
            {
                "id": treaty.id,
                "title": treaty.title,
                "short_title": treaty.short_title,
                "kind": treaty.kind,
                "status": law.status(treaty.id, treaty.verified.latest).code,
                "known": treaty.verified.latest,
                "answer": f"treaties/{treaty.id}.json",
            }
            for treaty in treaties
        ],
        "parties": [
            {"code": code, "name": party.names[0].en, "answer": f"parties/{code}.json"}
            for code, party in sorted(law.registry.terms.parties.items())
        ],
        "vocabularies": [
            {"name": name, "answer": f"vocabularies/{name}.json"} for name in sorted(law.registry.terms.vocabularies)
        ],
        "obligations": [{"kind": kind, "answer": f"obligations/{kind}.json"} for kind in kinds],
    }


def treaty_answer(
    law: CompiledRegistry, treaty: Treaty, rows: Iterable[PositionRow], speakers: Mapping[Language, Speaker]
) -> dict[str, Any]:
    """Return a treaty as recorded and as computed."""
    known = treaty.verified.latest
    answer, unlisted = law.status(treaty.id, known), law.history(treaty.id).unlisted_since
    return {
        "id": treaty.id,
        "record": treaty.model_dump(mode="json", exclude_none=True),
        "events": event_keys(treaty),
        "computed": {
            "known": known,
            "status": answer.code,
            "text": {language: speaker.paragraph(treaty, answer, known) for language, speaker in speakers.items()},
            "reasons": [reason_tree(treaty, reason) for reason in answer.standing.reasons],
            "readings": _readings(answer),
            "statuses": [
                {**days, "status": answer_then.code, "readings": _readings(answer_then)}
                for days, answer_then in _statuses(law, treaty)
            ],
            "participants": completeness(treaty, unlisted),
            "unlisted_since": None if unlisted is None else _open(unlisted),
            "qualifications": [qualification_tree(told) for told in law.history(treaty.id).qualifications],
            "positions": [{key: value for key, value in _position(row).items() if key != "treaty"} for row in rows],
            "obligations": f"treaties/{treaty.id}/obligations.json",
        },
    }


def _readings(answer: Answer) -> list[dict[str, Any]]:
    return [{"by": list(reading.by), "code": reading.standing.code} for reading in answer.readings]


def reason_tree(treaty: Treaty, reason: Reason) -> dict[str, Any]:
    """Return a reason's code and what it refers to: an event by its key, a result by its place in the record."""
    tree: dict[str, Any] = {"code": reason.code}
    if reason.day is not None:
        tree |= _window(reason.day)
    if reason.event is not None:
        tree["event"] = event_keys(treaty)[reason.event]
    if reason.attested is not None:
        tree["attested"] = reason.attested
    told = {
        "at": reason.at,
        "parties": list(reason.parties),
        "treaty": reason.treaty,
        "period": reason.period,
        "term": reason.term,
        "condition": list(reason.condition),
    }
    return tree | {key: value for key, value in told.items() if value}


def _window(window: DateBounds) -> dict[str, date | None]:
    return {"first": _open(window.first), "last": _open(window.last)}


def _days(start: DateBounds, end: DateBounds) -> dict[str, date | None]:
    """Return when something began and ended: the days where they are known, and their bounds."""
    return dict(zip(DAYS, row_days(start, end), strict=True))


def _statuses(law: CompiledRegistry, treaty: Treaty) -> Iterator[tuple[dict[str, date | None], Answer]]:
    periods = law.statuses(treaty.id)
    bounds = bounded([(interval, answer.code == CANNOT_TELL) for interval, answer in periods])
    for (_, answer), (start, end) in zip(periods, bounds, strict=True):
        yield _days(start, end), answer


def qualification_tree(told: Qualification) -> dict[str, Any]:
    """Return what qualifies a position, with its days and their bounds."""
    return {
        "party": told.party,
        "kind": told.kind,
        "others": list(told.others),
        "articles": list(told.articles),
        **_days(told.start, told.end),
    }


def _open(day: date) -> date | None:
    return None if day in (ALWAYS, NEVER) else day


def _position(row: PositionRow) -> dict[str, Any]:
    return row._asdict()


def _duty(duty: ObligationRow) -> dict[str, Any]:
    tree = {
        "treaty": duty.treaty,
        "obligation": duty.obligation,
        "owed_by": duty.owed_by,
        "owed_to": duty.owed_to,
        **{name: getattr(duty, name) for name in DAYS},
        "standing": duty.standing,
        "articles": list(duty.articles),
    }
    more = {"reserved_by": list(duty.reserved_by), "qualified_by": list(duty.qualified_by)}
    return tree | {key: value for key, value in more.items() if value}


def _write(path: Path, tree: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_json(tree), encoding="utf-8")


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)


def _write_rows(path: Path, name: str, rows: Iterator[Mapping[str, Any]]) -> None:
    _write_lines(path, name, map(_line, rows))


def _write_lines(path: Path, name: str, lines: Iterable[str]) -> None:
    """Write many small rows, one a line: short for machines and still readable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"{name}":[')
        for number, line in enumerate(lines):
            file.write(("," if number else "") + "\n" + line)
        file.write("\n]}\n")
