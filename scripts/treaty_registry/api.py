"""The registry from Python: load a checkout, and ask about treaties, parties and duties on any date.

    import treaty_registry

    registry = treaty_registry.load(".")
    registry.status("1951-anzus", on="1990-01-01").code          # 'in-force'
    registry.obligations(of="USA", kind="defence", on="1990-01-01")

Days are ``datetime.date`` or ISO text (``1990-01-01``); parties and treaties go by their codes and ids. Rows are named
tuples, so that ``pandas.DataFrame(registry.obligations())`` is a table with its columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from treaty_registry.check.finding import Finding, findings_as_text, has_errors
from treaty_registry.check.registry import KINDS
from treaty_registry.check.run import Examination, examine
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import ObligationRow, PositionRow, obligation_rows, position_rows
from treaty_registry.law.treaty_history import Answer, TreatyHistory
from treaty_registry.model import registry as model
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root, find_root


class InvalidRecordsError(ValueError):
    """The records have errors; the text lists them as ``treaties check`` does."""


def load(path: str | Path = ".", *, today: str | date | None = None, strict: bool = True) -> Registry:
    """Read and check all records of a registry.

    ``path`` is a checkout, or a folder in it. ``today`` is the day on which the records are checked (default: the
    clock's). Where a record has an error, all are refused; with ``strict=False`` only the records with errors are left
    out, but for those in which only a waiver waives nothing any more. What was found, warnings too, is in ``findings``.
    Raises NotARegistryError where there is no registry, and InvalidRecordsError where records have errors, or terms and
    parties have some, without which no record can be read.
    """
    day = _day(today) if today is not None else date.today()  # noqa: DTZ011  # records carry civil dates without a zone
    root = find_root(Path(path))
    examination = examine(root, day)
    wrong = wrong_files(examination)
    if (strict and has_errors(examination.findings)) or (wrong and not examination.registry.treaties):
        raise InvalidRecordsError(findings_as_text(examination.findings, examination.files))
    return Registry(without_errors(examination, root), tuple(examination.findings))


def without_errors(examination: Examination, root: Root) -> model.Registry:
    """Return the records of a run that have no errors, as if the others were not there."""
    records, wrong = examination.registry, wrong_files(examination)
    if not wrong:
        return records
    sound = {
        treaty_id: treaty
        for treaty_id, treaty in records.treaties.items()
        if root.shown(root.record_path(treaty_id)) not in wrong
    }
    referring = {
        treaty_id: [other for other in others if other in sound] for treaty_id, others in records.referring.items()
    }
    return model.Registry(records.terms, sound, referring)


def wrong_files(examination: Examination) -> tuple[str, ...]:
    """Return the files in which a run found errors that spoil what they say, in the order of its findings."""
    errors = (finding for finding in examination.findings if finding.severity == "error")
    return tuple(dict.fromkeys(finding.file for finding in errors if KINDS[finding.code].spoils))


@dataclass(frozen=True)
class Registry:
    """A registry in memory, and the law that follows from it."""

    records: model.Registry = field(repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    """What the checks found, warnings too, in the order of the files."""

    @property
    def treaties(self) -> Mapping[str, Treaty]:
        """Return the records by id."""
        return self.records.treaties

    @property
    def parties(self) -> Mapping[str, Party]:
        """Return the parties by code."""
        return self.records.terms.parties

    @cached_property
    def law(self) -> CompiledRegistry:
        """Return the records with the history of each."""
        return CompiledRegistry(self.records)

    def history(self, treaty: str) -> TreatyHistory:
        """Return what follows from a treaty's record, on every day.

        ``entry_into_force`` and ``end`` bound the days (``.earliest``, ``.latest``; both ``None``: never, the latest
        ``None``: perhaps never). ``parties`` has, for each code, the periods in which the party is bound and the treaty
        in force for it (``.start`` and ``.end``, bounds of the same kind). Raises KeyError for an id without a record.
        """
        return self.law.history(treaty)

    def status(self, treaty: str, on: str | date | None = None) -> Answer:
        """Return a treaty's status on a day (default: the day up to which its record was verified).

        ``code`` is a term of the vocabulary ``statuses``; ``known`` the day up to which the record was verified;
        ``readings`` says who holds what where it is disputed. Raises KeyError for an id without a record, ValueError
        for a text that is no day.
        """
        return self.law.status(treaty, self._on(treaty, on))

    def position(self, treaty: str, party: str, on: str | date | None = None) -> Answer:
        """Return what a treaty is to a party on a day, a term of ``positions``. Defaults and errors as for status.

        ``qualifications`` has what qualifies that: duties suspended towards some, a freeze, a partial withdrawal, a
        reservation. Of a party that the record does not list the answer is ``cannot-tell``, unless its participants are
        complete.
        """
        return self.law.position(treaty, party, self._on(treaty, on))

    def explain(self, treaty: str, on: str | date | None = None, *, language: Language = "en") -> str:
        """Return the status with its reasons as a paragraph, in English (``en``) or French (``fr``)."""
        day = self._on(treaty, on)
        return self._speakers[language].paragraph(self.treaties[treaty], self.law.status(treaty, day), day)

    def positions(self, treaty: str | None = None, *, on: str | date | None = None) -> list[PositionRow]:
        """Return positions over time, of one treaty or all; with ``on`` only those of that day."""
        found = [row for one in self._ids(treaty) for row in position_rows(self.law, one)]
        return [row for row in found if _covers(row.start_latest, row.end_earliest, on)]

    def obligations(
        self,
        *,
        treaty: str | None = None,
        of: str | None = None,
        to: str | None = None,
        kind: str | None = None,
        on: str | date | None = None,
    ) -> list[ObligationRow]:
        """Return directed duties over time, or on a day: of a party, to a party, of a kind (``defence``), of a treaty.

        Raises KeyError for an unknown treaty, party or kind.
        """
        for code in (of, to):
            if code is not None and code not in self.parties:
                raise KeyError(code)
        if kind is not None and kind not in self.records.terms.vocabularies["obligation-kinds"].terms:
            raise KeyError(kind)
        kinds = None if kind is None else {kind}
        return [
            row
            for one in self._ids(treaty)
            for row in obligation_rows(self.law, one, kinds)
            if (of is None or row.owed_by == of)
            and (to is None or row.owed_to == to)
            and _covers(row.start_latest, row.end_earliest, on)
        ]

    @cached_property
    def _speakers(self) -> Mapping[Language, Speaker]:
        return {language: Speaker(self.records, language) for language in LANGUAGES}

    def _ids(self, treaty: str | None) -> list[str]:
        if treaty is not None:
            return [self.treaties[treaty].id]
        return [one.id for one in self.treaties.values() if one.retired is None]

    def _on(self, treaty: str, on: str | date | None) -> date:
        return self.treaties[treaty].verified.latest if on is None else _day(on)


def _day(day: str | date) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _covers(start: date | None, end: date | None, on: str | date | None) -> bool:
    if on is None:
        return True
    day = _day(on)
    return (start is None or start <= day) and (end is None or day < end)
