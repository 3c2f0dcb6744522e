"""Records for the tests of the law: the smallest one with other events, clauses and results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import RECORDS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.yaml import parse

Make = Callable[..., CompiledRegistry]

MADE = "1900-minimal"
"""The id of the treaty that ``make`` makes."""


@pytest.fixture
def make(terms: Terms) -> Make:
    """Return the law of one treaty signed on 1 September 1951 and verified on 1 November 2026.

    It enters into force when all signatories have consented. Events, results, clauses and obligations are added.
    """

    def made(
        attested: list[dict[str, Any]] | None = None,
        events: list[dict[str, Any]] | None = None,
        signed: dict[str, Any] | None = None,
        clauses: dict[str, Any] | None = None,
        **keys: Any,
    ) -> CompiledRegistry:
        tree: Any = parse((RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")).tree
        signature = {"date": "1951-09-01", "action": "signature", "party": ["AUS", "NZL"], **(signed or {})}
        tree |= {"verified": "2026-11-01", **keys}
        tree["events"] = [{"source": "text", **event} for event in (signature, *(events or ()))]
        tree["attested"] = [{"source": "text", **result} for result in attested or ()] or None
        final = {"entry_into_force": {"initial": {"when": "all-signatories"}}, **(clauses or {})}
        tree["final_clauses"] = {key: {**clause, "source": "text"} for key, clause in final.items() if clause}
        for key, kind in (("gazette", "gazette"), ("press", "press")):
            tree["sources"][key] = {**tree["sources"]["text"], "type": kind}
        treaty = Treaty.model_validate(
            {key: value for key, value in tree.items() if value is not None}, context=terms.context()
        )
        return CompiledRegistry(Registry(terms, {treaty.id: treaty}))

    return made
