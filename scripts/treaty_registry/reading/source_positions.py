"""Where things stand in a file, as editors and GitHub count."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from treaty_registry.reading.problem import Path, Position, Problem

Positions = dict[Path, tuple[Position, Position]]
"""For each path: where its key (or, in a list, its item) starts and where its value starts."""


def first(character: str, text: str) -> Position:
    """Return where a character first stands; libyaml only tells which one it is."""
    before = text[: max(text.find(character), 0)]
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for libyaml. For editors, and for GitHub, only a line feed does."""


def count_lines_as_editors_do(
    problems: list[Problem], positions: Positions, text: str
) -> tuple[list[Problem], Positions]:
    """Return positions that libyaml counted otherwise, below an odd line end or beyond the file's, as editors do."""
    odd = len(_LINE_END.findall(text)) != text.count("\n")
    last = text.count("\n", 0, len(text.rstrip("\n"))) + 1
    if not odd and all(problem.position is None or problem.position.line <= last for problem in problems):
        return problems, positions
    theirs = [0, *(match.end() for match in _LINE_END.finditer(text))]
    ours = [0, *(match.end() for match in re.finditer("\n", text))]
    end = len(text.rstrip("\n"))

    def moved(place: Position) -> Position:
        offset = min(theirs[place.line - 1] + place.column - 1 if place.line <= len(theirs) else end, end)
        line = bisect_right(ours, offset)
        return Position(line, offset - ours[line - 1] + 1)

    return (
        [replace(problem, position=moved(problem.position)) if problem.position else problem for problem in problems],
        {path: (moved(key), moved(value)) for path, (key, value) in positions.items()},
    )
