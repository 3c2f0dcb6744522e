"""What the tests share: a small registry in a temporary folder, with the real schema and chosen records."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings

from treaty_registry.check import run
from treaty_registry.check.finding import Finding
from treaty_registry.check.terms import read_terms
from treaty_registry.law.queries import Law
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.reading.files import Root

REPOSITORY = Path(__file__).parents[1]
REGISTRY = Path(__file__).parent / "frozen"
"""A registry with copies of real records, which stay as they are when facts are corrected; all else in it is real."""
RECORDS = Path(__file__).parent / "records"
TODAY = date(2026, 11, 22)
"""The day of every run in the tests."""

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-mutations",
        action="store_true",
        help="write tests/records/mutations.txt anew from what the checks say now, to be read and committed",
    )


@dataclass(frozen=True)
class SmallRegistry:
    """A registry of its own for one test. Its terms are the real ones, read once for all tests."""

    root: Root
    terms: Terms

    def add(self, record: Path | str, text: str | bytes | None = None) -> Path:
        """Put a record where it belongs, by its file's name; give its text if it is not to be copied."""
        record = Path(record)
        data = record.read_bytes() if text is None else text.encode() if isinstance(text, str) else text
        path = self.root.treaties / record.name[:4] / record.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def add_all(self, records: Iterable[Path]) -> None:
        for record in records:
            self.add(record)

    def examine(self, today: date = TODAY) -> list[Finding]:
        """Return what a run on that day finds in the records. Changes to `schema/` need `run.examine` itself."""
        with mock.patch.object(run, "read_terms", return_value=(self.terms, [])):
            return run.examine(self.root, today).findings


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The registry's real vocabularies, shared sources and parties."""
    read, files = read_terms(Root(REGISTRY))
    problems = [f"{file.shown}: {problem.message}" for file in files for problem in file.problems]
    assert not problems, "\n".join(problems)
    return read


@pytest.fixture(scope="session")
def examination() -> run.Examination:
    """Return the frozen copies of real records, read and checked once for all tests."""
    return run.examine(Root(REGISTRY), TODAY)


@pytest.fixture(scope="session")
def real(examination: run.Examination) -> Registry:
    """Return the frozen copies of real records."""
    return examination.registry


@pytest.fixture(scope="session")
def law(real: Registry) -> Law:
    """Return the law of the frozen copies of real records."""
    return Law(real)


@pytest.fixture
def registry(tmp_path: Path, terms: Terms) -> SmallRegistry:
    """A registry without records and without published JSON Schemas; what it refers to is a copy of the real one."""
    shutil.copytree(REGISTRY / "schema", tmp_path / "schema", ignore=shutil.ignore_patterns("*.schema.json"))
    (tmp_path / "treaties").mkdir()
    return SmallRegistry(Root(tmp_path), terms)
