"""Findings: problems with a place in a file, and the three forms in which they are printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from treaty_registry.check.kinds import KINDS, Severity
from treaty_registry.reading.problem import Path, cut
from treaty_registry.reading.yaml import Tree


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend: where, what kind, what was found and what to do."""

    file: str
    line: int
    column: int
    code: str
    where: str
    message: str
    severity: Severity


def where(path: Path, tree: Tree | None) -> str:
    """Return a record path as a contributor sees it.

    Items of a list are called by their ``id``, by their date and action or result, or else by their number, so that
    the name stays when lines move: ``events[2024-06-19 signature].party``.
    """
    shown = ""
    node: Any = tree
    for step in path:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
            shown += f"[{_item_name(node) or step + 1}]"
        else:
            node = node.get(step) if isinstance(node, dict) else None
            shown += f".{cut(step)}" if shown else cut(step)
    return shown


def _item_name(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    if isinstance(item.get("id"), str):
        return cut(item["id"])
    what = item.get("action") or item.get("what")
    words = [item.get("date"), what, item.get("party")] if what else [item.get("scheme")]
    return " ".join(cut(word) for word in words if isinstance(word, str))


def as_text(findings: Sequence[Finding], files: int) -> str:
    """Return the findings for people, file by file, with a closing line that counts them."""
    return "\n".join((*map(shown, findings), counted(findings, files)))


def shown(finding: Finding) -> str:
    """Return one finding for people: where, how bad and of what kind; below that, what it says."""
    place = f"{finding.where}: " if finding.where else ""
    return (
        f"{finding.file}:{finding.line}:{finding.column}: {finding.severity} [{finding.code}]\n"
        f"    {place}{finding.message}"
    )


def counted(findings: Sequence[Finding], files: int) -> str:
    """Return the line that counts the findings."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    return f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}."


def as_json(findings: Sequence[Finding], files: int) -> str:
    """Return the findings as one JSON object: ``{"files": n, "findings": [...]}``."""
    return json.dumps(
        {"files": files, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=2
    )


def as_github(findings: Sequence[Finding], files: int) -> str:
    """Return the findings as GitHub workflow commands, which the pull request shows beside the lines."""
    return "\n".join(
        f"::{finding.severity} file={_property(finding.file)},line={finding.line},col={finding.column},"
        f"title={_property(finding.code)}::"
        + _data(f"{finding.where}: {finding.message}" if finding.where else finding.message)
        for finding in findings
    )


FORMATS: dict[str, Callable[[Sequence[Finding], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether anything must be mended before the records can be published."""
    return any(finding.severity == "error" for finding in findings)


def severity_of(code: str) -> Severity:
    """Return how bad a kind of finding is."""
    return KINDS[code].severity


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
