"""A short row of broken files, the same in every run; `make fuzz` runs a long one."""

from __future__ import annotations

from tests.fuzz.run import fuzz


def test_every_broken_file_ends_in_findings_or_a_pass() -> None:
    tally = fuzz(1_500, seed=7)

    assert tally.failures == []
    assert sum(tally.inputs.values()) == 1_500
