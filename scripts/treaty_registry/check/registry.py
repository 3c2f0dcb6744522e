"""Every check and every kind of finding, gathered from the themes that they stand in.

What is said of a kind (its meaning, how to mend it, how bad it is) is read from here by messages, waivers, tests and
the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from treaty_registry.check import error_messages, schemas, waivers
from treaty_registry.check.kinds import Check, FindingKind
from treaty_registry.check.rules import (
    characters,
    chronology,
    computed_vs_attested,
    consents,
    contradictions,
    dispute_references,
    duplicates,
    effects,
    empty_duties,
    exits,
    facts_of_a_day,
    files,
    identity,
    impossible_acts,
    key_order,
    references,
    relations,
    repeated_items,
    required_keys,
    shares,
    sourcing,
    standing,
    territories,
    vocabularies,
    yaml_text,
)

THEMES: tuple[ModuleType, ...] = (
    files,
    characters,
    yaml_text,
    error_messages,
    vocabularies,
    identity,
    references,
    required_keys,
    exits,
    dispute_references,
    standing,
    shares,
    territories,
    chronology,
    sourcing,
    duplicates,
    repeated_items,
    contradictions,
    relations,
    computed_vs_attested,
    facts_of_a_day,
    impossible_acts,
    empty_duties,
    effects,
    consents,
    key_order,
    waivers,
    schemas,
)
"""The modules that have checks or kinds of finding, in the order in which these make sense to a reader."""


def _kinds() -> dict[str, FindingKind]:
    """Return the kinds by code. Raises ValueError where two of them have one code."""
    kinds: dict[str, FindingKind] = {}
    for theme in THEMES:
        for kind in vars(theme).values():
            if isinstance(kind, FindingKind) and kinds.setdefault(kind.code, kind) is not kind:
                raise ValueError(f"two kinds of finding are called {kind.code}")
    return kinds


KINDS: Mapping[str, FindingKind] = _kinds()

CHECKS: tuple[Check, ...] = tuple(
    member for theme in THEMES for member in vars(theme).values() if isinstance(member, Check)
)
