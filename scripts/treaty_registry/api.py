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

from treaty_registry.check.finding import as_text, has_errors
from treaty_registry.check.run import examine
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import ObligationRow, PositionRow, obligation_rows, position_rows
from treaty_registry.law.treaty_history import Answer
from treaty_registry.model import registry as model
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import find_root


class InvalidRecordsError(ValueError):
    """The records have errors; the text lists them as ``treaties check`` does."""


def load(path: str | Path = ".", *, today: str | date | None = None) -> Registry:
    """Read and check all records of a registry.

    ``path`` is a checkout, or a folder in it. ``today`` is the day on which the records are checked (default: the
    clock's). Raises NotARegistryError where there is no registry, and InvalidRecordsError where a record has an error.
    """
    day = _day(today) if today is not None else date.today()  # noqa: DTZ011  # records carry civil dates without a zone
    result = examine(find_root(Path(path)), day)
    if has_errors(result.findings):
        raise InvalidRecordsError(as_text(result.findings, result.files))
    read = result.registry
    return Registry(model.Registry(read.terms, dict(read.treaties), read.referring))


@dataclass(frozen=True)
class Registry:
    """A registry in memory, and the law that follows from it."""

    records: model.Registry = field(repr=False)

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
        """Return the law core: courses, readings and reasons."""
        return CompiledRegistry(self.records)

    def status(self, treaty: str, on: str | date | None = None) -> Answer:
        """Return a treaty's status on a day (default: the day up to which its record was verified).

        ``code`` is a term of the vocabulary ``statuses``; ``known`` the day up to which the record was verified;
        ``readings`` says who holds what where it is disputed. Raises KeyError for an id without a record, ValueError
        for a text that is no day.
        """
        return self.law.status(treaty, self._on(treaty, on))

    def position(self, treaty: str, party: str, on: str | date | None = None) -> Answer:
        """Return what a treaty is to a party on a day, a term of ``positions``. Defaults and errors as for status."""
        return self.law.position(treaty, party, self._on(treaty, on))

    def explain(self, treaty: str, on: str | date | None = None, *, language: Language = "en") -> str:
        """Return the status with its reasons as a paragraph, in English (``en``) or French (``fr``)."""
        day = self._on(treaty, on)
        return self._speakers[language].paragraph(self.treaties[treaty], self.law.status(treaty, day), day)

    def positions(self, treaty: str | None = None, *, on: str | date | None = None) -> list[PositionRow]:
        """Return positions over time, of one treaty or all; with ``on`` only those of that day."""
        found = [row for one in self._ids(treaty) for row in position_rows(self.law, one)]
        return [row for row in found if _covers(row.start, row.end, on)]

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
        found = [row for one in self._ids(treaty) for row in obligation_rows(self.law, one, kinds)]
        return [
            row
            for row in found
            if (of is None or row.owed_by == of)
            and (to is None or row.owed_to == to)
            and _covers(row.start, row.end, on)
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
