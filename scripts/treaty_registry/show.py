"""Answers of the law as the command prints them: text for people, JSON and CSV for programs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from treaty_registry.api import Registry
from treaty_registry.check.completeness import CRITERIA, RecordCompleteness
from treaty_registry.export.api.files_api import qualification_tree, reason_tree
from treaty_registry.export.json_text import as_json
from treaty_registry.export.tables.cells import known_day
from treaty_registry.export.tables.csv_text import as_text, write_csv
from treaty_registry.export.tables.table import CellValue
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.measures import listed
from treaty_registry.language.qualifications import completeness, completeness_words, qualification_words
from treaty_registry.language.sentences import Speaker
from treaty_registry.language.spans import related_day
from treaty_registry.law.rows import ObligationRow, PositionRow
from treaty_registry.law.suspensions import suspensions
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model.registry import active_treaties
from treaty_registry.reading.problem import printable

FORMATS = ("text", "json", "csv")


def status_shown(registry: Registry, treaty: str, on: date, form: str, language: Language) -> str:
    """Return a treaty's status and everybody's position on a day."""
    answer, rows = registry.status(treaty, on), registry.positions(treaty, on=on)
    if form == "json":
        return as_json(_status_tree(registry, treaty, on, answer, rows)).rstrip()
    if form == "csv":
        header = ("treaty", "on", "status", *PositionRow._fields[1:])
        days = (_on_day(row, registry.position(treaty, row.party, on)) for row in rows)
        return _csv(header, ((treaty, on, answer.code, *list(day.values())[1:]) for day in days))
    speaker, record, history = Speaker(registry.records, language), registry.treaties[treaty], registry.history(treaty)
    lines = [record.title, "", speaker.paragraph(record, answer, on)]
    if _may_lack_some(registry, treaty, on):
        lines.append(completeness_words(record, history.unlisted_since, language))
    table = []
    for row in rows:
        told = history.qualifications_of(row.party, on)
        qualified = "; ".join(qualification_words(one, speaker.name, language) for one in told)
        table.append((row.party, speaker.name(row.party), speaker.label(row.position), qualified))
    if table:
        lines += ["", *_columns(table)]
    return "\n".join(map(_shown, lines))


def _may_lack_some(registry: Registry, treaty: str, on: date) -> bool:
    """Return whether somebody whom a record does not list may have a part in its treaty on a day."""
    unlisted = registry.history(treaty).unlisted_since
    return unlisted is not None and on >= unlisted


def obligation_notes(
    registry: Registry, rows: Iterable[ObligationRow], on: date, *, of: str | None, to: str | None
) -> list[str]:
    """Return sentences that go with the duties of a day, of a party or towards one, if not of all.

    They say which duties are, or may be, suspended, and of which treaties the records may not list all parties.
    """
    speaker = Speaker(registry.records, "en")
    told = []
    for treaty in active_treaties(registry.records):
        for one in suspensions(registry.history(treaty.id).gaps, on):
            if (of is None or of in one.owed_by) and (to is None or to in one.owed_to):
                by, towards = (listed(map(speaker.name, codes), "en") for codes in (one.owed_by, one.owed_to))
                since = related_day(one.since, "since", "en")
                told.append(f"Suspended under {treaty.short_title}: {by} towards {towards}, {since}.")
    treaties = dict.fromkeys(row.treaty for row in rows)
    names = [registry.treaties[one].short_title for one in treaties if _may_lack_some(registry, one, on)]
    if names:
        told.append(f"Others than those on record may have a part in: {listed(names, 'en')}.")
    return told


def obligations_shown(registry: Registry, rows: Sequence[ObligationRow], form: str, notes: Sequence[str] = ()) -> str:
    """Return directed duties, one a line; as text, with notes below them."""
    if form == "json":
        return as_json([row._asdict() for row in rows]).rstrip()
    if form == "csv":
        return _csv(ObligationRow._fields, rows)
    if not rows:
        return "\n".join(map(_shown, ("No such duty is on record for that day.", *notes)))
    terms = registry.records.terms.vocabularies
    speaker = Speaker(registry.records, "en")
    table = [("who owes", "to whom", "what", "firmness", "treaty", "article", "standing")]
    for row in rows:
        kind = terms["obligation-kinds"].terms[row.kind].label.en
        firm = terms["commitments"].terms[row.commitment].label.en
        articles = listed(row.articles, "en")
        table.append(
            (
                speaker.name(row.owed_by),
                speaker.name(row.owed_to),
                kind,
                firm,
                registry.treaties[row.treaty].short_title,
                articles,
                row.standing + (" (reservation)" if row.reserved_by else ""),
            )
        )
    return "\n".join(map(_shown, (*_columns(table), *([""] if notes else []), *notes)))


MANY_LACKS = 4
"""So many things that a record lacks of one criterion are written out; of others the number is told."""


def completeness_shown(found: Sequence[RecordCompleteness], form: str) -> str:
    """Return what a good record has, and for each record how much of it is there and what is missing."""
    if form == "json":
        return as_json({"records": [one._asdict() for one in found]}).rstrip()
    lines = ["What a good record has:", *_columns([(one.name, one.what.en) for one in CRITERIA]), ""]
    for one in found:
        lines.append(f"{one.met} of {one.of}  {one.treaty}")
        lines += [f"        {name}: {_some(what)}" for name, what in one.lacks.items()]
    return "\n".join(map(_shown, lines))


def _some(what: Sequence[str]) -> str:
    more = f" and {len(what) - MANY_LACKS} more" if len(what) > MANY_LACKS else ""
    return "; ".join(what[:MANY_LACKS]) + more


def _shown(line: str) -> str:
    """Return a line for a terminal, where the no-break spaces of French are spaces and controls are made visible."""
    return printable(line.replace("\N{NO-BREAK SPACE}", " "))


def _status_tree(
    registry: Registry, treaty: str, on: date, answer: Answer, rows: Iterable[PositionRow]
) -> dict[str, Any]:
    speakers = {language: Speaker(registry.records, language) for language in LANGUAGES}
    unlisted = registry.history(treaty).unlisted_since
    return {
        "treaty": treaty,
        "on": on,
        "status": answer.code,
        "known": answer.known,
        "reasons": [reason_tree(registry.treaties[treaty], reason) for reason in answer.standing.reasons],
        "readings": [{"by": reading.by, "status": reading.standing.code} for reading in answer.readings],
        "text": {
            language: speaker.paragraph(registry.treaties[treaty], answer, on) for language, speaker in speakers.items()
        },
        "participants": completeness(registry.treaties[treaty], unlisted),
        "unlisted_since": unlisted and known_day(unlisted),
        "qualifications": [
            qualification_tree(told) for told in registry.history(treaty).qualifications if told.on(on) is not False
        ],
        "positions": [_on_day(row, registry.position(treaty, row.party, on)) for row in rows],
    }


def _on_day(row: PositionRow, answer: Answer) -> dict[str, Any]:
    """Return a position with what qualifies it on the day that was asked about."""
    return {**row._asdict(), "qualified_by": tuple(dict.fromkeys(told.kind for told in answer.qualifications))}


def _csv(header: Sequence[str], rows: Iterable[tuple[CellValue, ...]]) -> str:
    """Return rows as CSV: several values of one cell are set apart by a space."""
    text = io.StringIO()
    write_csv(text, header, (tuple(map(as_text, row)) for row in rows))
    return text.getvalue().rstrip("\n")


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with columns under each other."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
