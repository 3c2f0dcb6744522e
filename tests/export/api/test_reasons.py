"""What a reason in the data refers to, also where the record was read again since the reason was found."""

from __future__ import annotations

from treaty_registry.export.api.files_api import reason_tree
from treaty_registry.law.compiled_registry import CompiledRegistry


def test_a_reason_finds_its_event_in_a_record_that_was_read_again(law: CompiledRegistry) -> None:
    told: set[str] = set()
    for treaty in law.registry.treaties.values():
        again = treaty.model_copy(deep=True)
        for _, answer in law.statuses(treaty.id):
            for reason in answer.standing.reasons:
                tree = reason_tree(again, reason)
                assert tree == reason_tree(treaty, reason)
                told |= tree.keys()
    assert {"event", "attested"} <= told
