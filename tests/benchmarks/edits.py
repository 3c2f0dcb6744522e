"""Small edits of records, the same every time: a sentence more in the first English text that a record has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_TEXT = re.compile(r"^(?P<key> +en: )(?P<text>[^\"'|>\n][^\n]*)$", re.MULTILINE)
"""A text of ours that stands on one line without quotes, so that a sentence can follow."""


def with_sentence(record: str, number: int) -> str | None:
    """Return a record with one more sentence, another for each number, or None if it has no text that can take it."""
    if not (found := _TEXT.search(record)):
        return None
    text = found["text"].rstrip().rstrip(".")
    return f"{record[: found.start()]}{found['key']}{text}. Read again, time {number}.{record[found.end() :]}"


def spread(count: int, total: int) -> list[int]:
    """Return so many places among a total, evenly spread and none at the ends: 1 of 9 is the middle one."""
    return [(2 * place + 1) * total // (2 * count) for place in range(count)]


def edit_records(files: Sequence[Path], count: int, number: int) -> None:
    """Edit so many of the files, evenly spread; one that cannot take a sentence leaves the edit to the next that can.

    Raises ValueError if there are not so many.
    """
    edited: set[Path] = set()
    for place in spread(count, len(files)):
        for path in (*files[place:], *files[:place]):
            text = None if path in edited else with_sentence(path.read_text(encoding="utf-8"), number)
            if text is not None:
                path.write_text(text, encoding="utf-8")
                edited.add(path)
                break
        else:
            raise ValueError(f"{len(files)} records do not have {count} that can be edited")
