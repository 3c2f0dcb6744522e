"""The keys by which tables and the API name events."""

from __future__ import annotations

from treaty_registry.export.event_keys import event_keys
from treaty_registry.law.compiled_registry import CompiledRegistry


def test_an_event_keeps_its_key_when_others_are_added(law: CompiledRegistry) -> None:
    treaty = law.registry.treaties["1951-anzus"]
    keys = event_keys(treaty)
    assert len(set(keys)) == len(keys)
    shorter = treaty.model_copy(update={"events": treaty.events[3:]})
    assert event_keys(shorter) == keys[3:]
