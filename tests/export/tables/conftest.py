"""What failing tests of tables say: the columns that differ, which two lists of whole rows hide."""

from __future__ import annotations

from typing import Any, TypeGuard


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Return for two lists of rows how many each has, and the first value of each column in which they differ."""
    if op != "==" or not (_are_rows(left) and _are_rows(right)):
        return None
    said = [f"{len(left)} rows == {len(right)} rows expected"]
    differing: dict[str, str] = {}
    for number, (found, expected) in enumerate(zip(left, right, strict=False)):
        for name in dict.fromkeys((*found, *expected)):
            one, other = found.get(name), expected.get(name)
            if one != other:
                differing.setdefault(name, f"column {name}, row {number}: {one!r}, expected {other!r}")
    return [*said, *differing.values()]


def _are_rows(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
