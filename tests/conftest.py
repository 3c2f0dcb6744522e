"""What the tests share: a small registry in a temporary folder, with the real schema and chosen records."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings

from treaty_registry.cache.cache import Cache
from treaty_registry.check import run
from treaty_registry.check.finding import Finding
from treaty_registry.check.terms import read_terms
from treaty_registry.law.compiled_registry import CompiledRegistry
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

DEEP = os.environ.get("DEEP", "") == "1"
"""Whether the long tests run too: `make deep`."""

BROWSER = {"browser", "page", "address"}
"""Fixtures of tests that read pages in a browser."""

SITE = {"built", "copy", "few", "whole"}
"""Fixtures of tests that build a site, or read one that was built."""


def examples(short: int, deep: int) -> int:
    """Return how many examples a property is tried on: some each time, many in `make deep`."""
    return deep if DEEP else short


SLOW = (
    "tests/benchmarks",
    "tests/check/test_companion_keys.py",
    "tests/check/test_kept.py",
    "tests/check/test_mutations.py",
    "tests/check/test_order.py",
    "tests/export",
    "tests/fuzz",
    "tests/law/test_properties.py",
    "tests/model/test_schema.py",
    "tests/cache/test_cache.py",
    "tests/test_api.py",
    "tests/test_generator.py",
)
"""Where tests take seconds each though they build no site: measured with ``--durations``."""


QUICK = "not slow"
"""With this among the chosen marks, files with slow tests alone are not even imported: that takes seconds too."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files whose tests `make quick` would all leave out."""
    left = QUICK in config.option.markexpr and _below(collection_path, SLOW)
    return True if left else None


def _below(path: Path, places: Iterable[str]) -> bool:
    """Return whether a path is one of some places of the repository, or below one."""
    return path.is_relative_to(REPOSITORY) and any(path.is_relative_to(REPOSITORY / place) for place in places)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they need, leave the deep ones to `make deep`, and begin with the files that take longest."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER:
            item.add_marker("browser")
        if fixtures & (SITE | BROWSER):
            item.add_marker("site")
        if _below(item.path, SLOW):
            item.add_marker("slow")
    if not DEEP:
        left = [item for item in items if item.get_closest_marker("deep")]
        items[:] = [item for item in items if not item.get_closest_marker("deep")]
        config.hook.pytest_deselected(items=left)
    long = {item.path for item in items if item.get_closest_marker("site")}
    items.sort(key=lambda item: item.path not in long)


@contextmanager
def shared(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Give a folder that all processes of this run share, to one of them at a time."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-mutations",
        action="store_true",
        help="write tests/records/mutations.txt anew from what the checks say now, to be read and committed",
    )
    parser.addoption(
        "--update-examples",
        action="store_true",
        help="write what is found into the files of tests/records/examples anew, to be read and committed",
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
        # Nothing of this run is kept, so nobody need look whether hundreds of files are what they were.
        with (
            mock.patch.object(run, "read_terms", return_value=(self.terms, [])),
            mock.patch.object(run, "code_fingerprint", return_value="the same"),
        ):
            return run.examine(self.root, today).findings


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The registry's real vocabularies, shared sources and parties."""
    read, files = read_terms(Root(REGISTRY))
    problems = [f"{file.shown}: {problem.message}" for file in files for problem in file.problems]
    assert not problems, "\n".join(problems)
    return read


@pytest.fixture(scope="session")
def examination(tmp_path_factory: pytest.TempPathFactory) -> run.Examination:
    """Return the frozen copies of real records, read and checked once for all tests and all processes."""
    with shared(tmp_path_factory, "examination") as folder:
        return run.examine(Root(REGISTRY), TODAY, store=Cache(folder / "registry.sqlite"))


@pytest.fixture(scope="session")
def real(examination: run.Examination) -> Registry:
    """Return the frozen copies of real records."""
    return examination.registry


@pytest.fixture(scope="session")
def law(examination: run.Examination) -> CompiledRegistry:
    """Return the law of the frozen copies of real records."""
    return examination.compiled


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What records refer to, without published JSON Schemas: one copy of the real one that no test may change."""
    folder = tmp_path_factory.mktemp("schema") / "schema"
    shutil.copytree(REGISTRY / "schema", folder, ignore=shutil.ignore_patterns("*.schema.json"))
    before = contents(folder)
    yield folder
    assert contents(folder) == before, "a test changed the schema of all: let it `take_own_schema` first"


@pytest.fixture(scope="session")
def few_terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the few parties that made records name, for registries that take a copy to change it."""
    from tests.registries import keep_named_parties  # which imports this module

    folder = tmp_path_factory.mktemp("few")
    shutil.copytree(REGISTRY / "schema", folder / "schema", ignore=shutil.ignore_patterns("*.schema.json"))
    keep_named_parties(folder, RECORDS.glob("valid/*.yaml"))
    return folder / "schema"


def contents(folder: Path) -> dict[Path, bytes]:
    """Return what every file below a folder holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def take_own_schema(registry: SmallRegistry, schema: Path | None = None) -> None:
    """Put a copy of some schema, or else of the one that a registry shares, in its place, to be changed."""
    place = registry.root.path / "schema"
    schema = schema or place.resolve()
    place.unlink()
    shutil.copytree(schema, place)


@pytest.fixture
def registry(tmp_path: Path, terms: Terms, schema: Path) -> SmallRegistry:
    """A registry without records and without published JSON Schemas; what it refers to is the real one's."""
    (tmp_path / "schema").symlink_to(schema)
    (tmp_path / "treaties").mkdir()
    return SmallRegistry(Root(tmp_path), terms)
