"""The real records give what sources say: every line of `tests/treaties/*.yaml`. No other test uses them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.expectations import UnreadableExpectationError, failures, read
from treaty_registry.check.run import examine
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.reading.files import Root

FILES = sorted((Path(__file__).parent / "treaties").glob("*.yaml"))


@pytest.fixture(scope="session")
def law_of_today() -> CompiledRegistry:
    """Return the law of the records as they are, not of the frozen copies that other tests use."""
    return CompiledRegistry(examine(Root(REPOSITORY), datetime.now(UTC).date()).registry)


@pytest.fixture(scope="session")
def sources(law_of_today: CompiledRegistry) -> dict[str, set[str]]:
    """Return the keys of the sources of each real record."""
    shared = set(law_of_today.registry.terms.shared_sources)
    return {treaty.id: {*treaty.sources, *shared} for treaty in law_of_today.registry.treaties.values()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_gives_what_its_sources_say(
    path: Path, law_of_today: CompiledRegistry, sources: dict[str, set[str]]
) -> None:
    try:
        expected = read(path, sources, path.relative_to(REPOSITORY).as_posix())
    except UnreadableExpectationError as error:
        pytest.fail(str(error), pytrace=False)
    found = [failure for each in expected for failure in failures(law_of_today, each)]
    if found:
        pytest.fail("\n\n".join(found), pytrace=False)


def asked(
    law: CompiledRegistry, folder: Path, *lines: str, treaty: str = "1951-anzus", group: str = "note: from a book"
) -> str:
    """Return what is said about the lines of a file about the frozen records."""
    path = folder / f"{treaty}.yaml"
    path.write_text(f"- about: It begins\n  {group}\n  expect:\n" + "".join(f"    - {line}\n" for line in lines))
    keys = {each.id: set(each.sources) for each in law.registry.treaties.values()}
    return "\n".join(failure for each in read(path, keys, path.name) for failure in failures(law, each))


def test_a_failure_says_what_was_expected_where_and_what_to_do(law: CompiledRegistry, tmp_path: Path) -> None:
    said = asked(law, tmp_path, "{on: 1952-04-29, status: in-force}", "{on: 1952-04-28, status: in-force}")
    assert said.splitlines() == [
        "1951-anzus.yaml:5: treaties/1951/1951-anzus.yaml gives another answer than its sources "
        "(It begins; from a book).",
        "    asked:         on: 1952-04-28",
        "    expected:      status: in-force",
        "    record gives:  status: signed",
        "    What to do: if the record was corrected rightly, change this line; if not, correct "
        "treaties/1951/1951-anzus.yaml.",
    ]


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("{from: 1952-04-29, status: in-force}", None),
        ("{from: 1952-04-30, status: in-force}", "in-force already on 1952-04-29"),
        ("{on: 1990-01-01, party: NZL, position: party}", None),
        ("{on: 1990-01-01, party: NZL, position: withdrawn}", "position: party"),
        ("{on: 1990-01-01, parties: [USA, NZL, AUS]}", None),
        ("{on: 1990-01-01, parties: [USA, AUS]}", "parties: [AUS, NZL, USA]"),
        ("{on: 1990-01-01, duty: defence, of: USA, to: NZL, owed: false}", None),
        ("{on: 1990-01-01, duty: defence, of: USA, to: AUS, owed: false}", "owed: true"),
        ("{on: 1990-01-01, kind: defence, of: USA, owed: [USA to AUS]}", None),
        ("{on: 1990-01-01, kind: defence, of: USA, owed: []}", "owed: [USA to AUS]"),
        ("{on: 1990-01-01, kind: defence, number: 5}", None),
        ("{on: 1990-01-01, kind: defence, number: 6}", "number: 5"),
        ("{on: 1990-01-01, kind: defence, of: AUS, articles: [IV, V, VI]}", None),
        ("{on: 1990-01-01, kind: defence, of: AUS, articles: [V]}", "articles: [IV, V, VI]"),
        ("{on: 1950-01-01, kind: defence, articles: []}", "articles: no duty"),
        ("{on: 1990-01-01, kind: defence, reserved_by: [USA]}", "reserved_by: []"),
        ("{on: 1990-01-01, according_to: CHN, status: in-force}", "which CHN does not dispute"),
        ("{on: 1952-04-28, missing: [AUS]}", "missing: ["),
    ],
)
def test_each_kind_of_line_can_fail(law: CompiledRegistry, tmp_path: Path, line: str, given: str | None) -> None:
    said = asked(law, tmp_path, line)
    assert said == "" if given is None else given in said


@pytest.mark.parametrize(
    ("line", "group", "told"),
    [
        ("{on: 1990-01-01, states: signed}", "note: x", "exactly one of"),
        ("{on: 1990-01-01, status: signed, parties: []}", "note: x", "exactly one of"),
        ("{on: 1990, status: signed}", "note: x", "one day"),
        ("{on: 1990-02-30, status: signed}", "note: x", "one day"),
        ("{on: 1990-01-01, from: 1990-01-01, status: signed}", "note: x", "one day"),
        ("{on: 1990-01-01, position: party}", "note: x", "needs a `party`"),
        ("{on: 1990-01-01, of: USA, owed: true}", "note: x", "needs a `duty`"),
        ("{on: 1990-01-01, status: signed, party: USA}", "note: x", "does not go with party"),
        ("{on: 1990-01-01, status: signed}", "source: no-such", "no source no-such"),
        ("{on: 1990-01-01, status: signed}", "notes: x", "unknown key notes"),
        ("{on: 1990-01-01, status: signed}", "source: []", "where this is known from"),
    ],
)
def test_a_line_that_nobody_can_check_is_refused(
    law: CompiledRegistry, tmp_path: Path, line: str, group: str, told: str
) -> None:
    with pytest.raises(UnreadableExpectationError, match=told):
        asked(law, tmp_path, line, group=group)


def test_expectations_without_a_record_are_refused(law: CompiledRegistry, tmp_path: Path) -> None:
    with pytest.raises(UnreadableExpectationError, match=r"no record treaties/1900/1900-none\.yaml"):
        asked(law, tmp_path, treaty="1900-none")
