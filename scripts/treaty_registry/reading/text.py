"""From bytes to text: only UTF-8, and not without end."""

from __future__ import annotations

import codecs

from treaty_registry.reading.problem import FILE_START, Position, Problem

MAX_BYTES = 1_000_000
"""Size limit of one file. The largest treaties, with 200 parties and four events each, stay below 300 kB."""


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file, or the problem that keeps it from being one."""
    if len(data) > MAX_BYTES:
        return "", [
            Problem(
                "file-too-large",
                f"The file is larger than the {MAX_BYTES:,} bytes that a record may have. "
                "Move long texts to their source and keep the facts.",
                position=FILE_START,
            )
        ]
    # Some editors on Windows put a mark before UTF-8 text. It is no part of the text.
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        return "", [
            Problem(
                "not-utf-8",
                f"Byte {error.start + 1} of the file (0x{data[error.start]:02X}) is not UTF-8. "
                "Save the file as UTF-8 in your editor.",
                position=Position(line, column),
            )
        ]
    return text, []
