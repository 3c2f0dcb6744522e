"""Every kind of finding: records that give it, its exact message, what mends it, and near misses that give nothing.

The examples stand in `tests/records/examples` (see `examples.py`), and what no text can express in
`test_built_examples.py`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from unittest import mock

import pytest

from tests.check import examples
from tests.check.examples import Example, NearMiss
from tests.check.test_built_examples import BUILT
from tests.conftest import RECORDS, TODAY, SmallRegistry
from treaty_registry import check as package
from treaty_registry.check.kinds import Check, FindingKind
from treaty_registry.check.record import Context, Record
from treaty_registry.check.registry import CHECKS, KINDS
from treaty_registry.check.run import examine
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Problem

EXAMPLES = examples.examples()
NEAR_MISSES = examples.near_misses()
VALID = sorted(examples.VALID.glob("*.yaml"))


@pytest.mark.parametrize("code", examples.codes())
def test_the_examples_of_a_kind_give_exactly_what_they_expect(
    registry: SmallRegistry, code: str, request: pytest.FixtureRequest
) -> None:
    found = []
    for example in examples.examples_of(code):
        examples.put(registry, example.records)
        found.append(registry.examine())
        examples.take_away(registry, example.records)
    if request.config.getoption("--update-examples"):
        examples.update(code, found)
    expected = [example.expect for example in examples.examples_of(code)]
    assert found == expected, f"run with --update-examples -k {code}, and read it"
    assert all({finding.code for finding in findings} == {code} for findings in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_mended_by_its_edit(registry: SmallRegistry, example: Example) -> None:
    examples.put(registry, example.mended)
    assert registry.examine() == []


@pytest.mark.parametrize("near_miss", NEAR_MISSES, ids=lambda near_miss: near_miss.name)
def test_a_near_miss_gives_nothing(registry: SmallRegistry, near_miss: NearMiss) -> None:
    examples.put(registry, near_miss.records)
    assert registry.examine() == []


def test_valid_records_give_nothing(registry: SmallRegistry) -> None:
    registry.add_all(VALID)
    assert registry.examine() == []
    assert examine(registry.root, TODAY).findings == [], "with the registry's own schema folder"


def test_every_kind_has_an_example_and_a_near_miss() -> None:
    built = {case.code for case in BUILT}
    assert {example.code for example in EXAMPLES} | built == set(KINDS)
    assert {near_miss.code for near_miss in NEAR_MISSES} | built == set(KINDS)


def test_no_module_with_a_check_or_a_kind_is_left_out() -> None:
    """``registry.THEMES`` has every module of the checks that holds one."""
    modules = [import_module(one.name) for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    members = [member for module in modules for member in vars(module).values()]
    assert {member.code for member in members if isinstance(member, FindingKind)} == set(KINDS)
    assert {member for member in members if isinstance(member, Check)} == set(CHECKS)


def test_every_file_among_the_examples_is_used() -> None:
    used = {examples.FOLDER / f"{code}.yaml" for code in KINDS} | set(VALID) | {RECORDS / "mutations.txt"}
    assert {path for path in RECORDS.rglob("*") if path.is_file()} <= used


def test_an_edit_that_is_not_clear_is_refused() -> None:
    for find in ("source: text", "nowhere"):
        with pytest.raises(ValueError, match="find its text once"):
            examples.edited(examples.valid("1900-example"), [{"find": find, "replace": ""}])


def test_a_check_gives_only_the_kinds_that_it_names(registry: SmallRegistry) -> None:
    stray: list[tuple[str, str]] = []
    seen: set[str] = set()

    def watched(check: Check, record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
        for problem in check.function(record, treaty, context):
            seen.add(problem.code)
            if problem.code not in {kind.code for kind in check.kinds}:
                stray.append((check.function.__name__, problem.code))
            yield problem

    with mock.patch.object(Check, "__call__", watched):
        for example in EXAMPLES:
            examples.put(registry, example.records)
            registry.examine()
            examples.take_away(registry, example.records)
    assert stray == []
    assert {kind.code for check in CHECKS for kind in check.kinds} - seen <= {case.code for case in BUILT}
