"""Findings: problems with a place in a file, and the three forms in which they are printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from treaty_registry.check.kinds import Severity
from treaty_registry.check.places import as_written, where
from treaty_registry.check.record import Record
from treaty_registry.check.registry import KINDS
from treaty_registry.reading.problem import FILE_START, Problem, printable
from treaty_registry.reading.yaml import parse


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


def findings_of(file: Record, problems: Sequence[Problem]) -> Iterator[Finding]:
    """Give each problem its place in the file. Where things stand is only worked out for files that need it."""
    if not problems:
        return
    positions = parse(file.text, with_positions=True).positions if file.tree is not None else {}
    for problem in problems:
        position = problem.position
        if position is None:
            key, value = positions.get(as_written(problem.path, file.tree), (FILE_START, FILE_START))
            position = key if problem.at_key else value
        yield Finding(
            file.shown,
            position.line,
            position.column,
            problem.code,
            where(problem.path, file.tree),
            printable(problem.message),
            severity_of(problem.code),
        )


def findings_as_text(findings: Sequence[Finding], files: int) -> str:
    """Return the findings for people, file by file, with a closing line that counts them."""
    return "\n".join((*map(shown_finding, findings), findings_counted(findings, files)))


def shown_finding(finding: Finding) -> str:
    """Return one finding for people: where, how bad and of what kind; below that, what it says."""
    place = f"{finding.where}: " if finding.where else ""
    return (
        f"{finding.file}:{finding.line}:{finding.column}: {finding.severity} [{finding.code}]\n"
        f"    {place}{finding.message}"
    )


def findings_counted(findings: Sequence[Finding], files: int) -> str:
    """Return the line that counts the findings."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    return f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}."


def findings_as_json(findings: Sequence[Finding], files: int) -> str:
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


FINDING_FORMATS: dict[str, Callable[[Sequence[Finding], int], str]] = {
    "text": findings_as_text,
    "json": findings_as_json,
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
