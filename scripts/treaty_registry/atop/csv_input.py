"""Reads a user's own copy of an ATOP directed dyad-year file, row by row.

Two sets of column names are known: those of the R package peacesciencer (``ccode1``, ``atop_defense``) and those of the
directed dyad-year file that the ATOP project itself publishes (``stateA``, ``defense``). The case of letters does not
matter, nor do the order of the columns and what other columns there are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

PAIR = ("ccode1", "ccode2", "year")
PROMISES = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")
_COLUMNS = (*PAIR, *PROMISES)
"""The columns of a row, as ``read_rows`` names them."""

LINE = "line"
"""The key under which a row says on which line of the file it ends."""

_OTHER_NAMES = {"ccode1": "stateA", "ccode2": "stateB", **{name: name.removeprefix("atop_") for name in PROMISES}}

MISSING = frozenset({"", "NA", ".", "-9"})
"""What stands for a missing value, as R, Stata and the Correlates of War project write it."""


class AtopFileError(ValueError):
    """The file is not a directed dyad-year file; the text says where and why."""


def read_rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a CSV file with a header, each with the columns of ``COLUMNS`` and its ``line``.

    Memory holds one row at a time. Raises AtopFileError for a column that is missing or a value that cannot be, and
    OSError where the file cannot be read.
    """
    # Only numbers are read: a name in another encoding in some other column must not stop the work.
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = csv.reader(file)
        try:
            places = _places(next(lines, []))
            for cells in lines:
                if cells:
                    yield _row(cells, places, lines.line_num)
        except csv.Error as error:
            raise AtopFileError(f"line {lines.line_num}: {error}") from error


def _places(header: Sequence[str]) -> Mapping[str, int]:
    """Return where each column stands. Raises AtopFileError naming all that are missing."""
    there: dict[str, int] = {}
    for place, name in enumerate(header):
        there.setdefault(name.strip().casefold(), place)
    place_by_column: dict[str, int] = {}
    missing: list[str] = []
    for column in _COLUMNS:
        names = [name for name in (column, _OTHER_NAMES.get(column)) if name]
        known = [there[name.casefold()] for name in names if name.casefold() in there]
        if known:
            place_by_column[column] = known[0]
        else:
            missing.append(" or ".join(names))
    if missing:
        raise AtopFileError(
            f"the first line names no column {', no column '.join(missing)}. A directed dyad-year file is needed, with "
            f"commas between its columns: {', '.join(_COLUMNS)}"
        )
    return place_by_column


def _row(cells: Sequence[str], places: Mapping[str, int], line: int) -> Mapping[str, str]:
    try:
        row = {column: cells[place] for column, place in places.items()}
    except IndexError:
        raise AtopFileError(f"line {line}: the row ends before its last column") from None
    row[LINE] = str(line)
    numbers(row)
    return row


def numbers(row: Mapping[str, str]) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Return a row's two codes and year, and its five values: 1, 0, or ``None`` for missing.

    Raises AtopFileError for a value that cannot be.
    """
    try:
        pair = tuple([_code(row[column]) for column in PAIR])
        values = tuple([_value(row[column]) for column in PROMISES])
    except ValueError:
        raise AtopFileError(_complaint(row)) from None
    return pair, values


def _complaint(row: Mapping[str, str]) -> str:
    """Return what is wrong with a row."""
    for columns, read, wanted in ((PAIR, _code, "a whole number"), (PROMISES, _value, "1, 0 or a missing value")):
        for column in columns:
            try:
                read(row[column])
            except ValueError:
                text = row[column] if len(row[column]) <= 30 else f"{row[column][:30]}…"
                return f"{place_of(row)}{column} is {text!a}, which is not {wanted}"
    raise AssertionError("one of the values cannot be read")


def place_of(row: Mapping[str, str]) -> str:
    """Return the beginning of a message about a row: its line, where it is known."""
    return f"line {row[LINE]}: " if LINE in row else ""


@lru_cache(maxsize=65_536)
def _code(text: str) -> int | None:
    """Return a code or a year. Raises ValueError."""
    text = text.strip()
    if text in MISSING:
        return None
    # Programs that keep missing values among numbers write 200.0 for 200.
    if not re.fullmatch(r"[0-9]{1,4}(\.0*)?", text, re.ASCII):
        raise ValueError(text)
    return int(text.partition(".")[0])


_VALUES = {"1": 1, "0": 0, "1.0": 1, "0.0": 0, "-9.0": None, **dict.fromkeys(MISSING)}


def _value(text: str) -> int | None:
    """Return 1, 0 or missing. Raises ValueError."""
    try:
        return _VALUES[text] if text in _VALUES else _VALUES[text.strip()]
    except KeyError:
        raise ValueError(text) from None
