"""A short row of broken files, the same in every run; `make fuzz` and `make deep` run long ones."""

from __future__ import annotations

from tests.conftest import examples
from tests.fuzz.run import fuzz


def test_every_broken_file_ends_in_findings_or_a_pass() -> None:
    inputs = examples(500, 1_500)
    tally = fuzz(inputs, seed=7)

    assert tally.failures == []
    assert sum(tally.inputs.values()) == inputs
