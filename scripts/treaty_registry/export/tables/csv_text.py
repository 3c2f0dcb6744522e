"""Values of tables as plain text, and rows of them as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TextIO

from treaty_registry.export.tables.table import CellValue


def as_text(value: CellValue) -> str:
    """Return a value as plain text: ISO days, the words of a list with a space between, nothing for missing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[str | int | date | None]]) -> None:
    """Write a header and rows as CSV: ISO days, nothing for missing. Lists must be text already (``as_text``)."""
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(header)
    lines.writerows(rows)
