"""Records for the tests of the law: the smallest one, with other events and results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import RECORDS
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.yaml import parse

Make = Callable[..., Treaty]


@pytest.fixture
def make(terms: Terms) -> Make:
    """Return a treaty signed on 1 September 1951 and verified on 1 November 2026, with these events and results."""

    def made(
        attested: list[dict[str, Any]] | None = None,
        events: list[dict[str, Any]] | None = None,
        signed: dict[str, Any] | None = None,
    ) -> Treaty:
        tree: Any = parse((RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")).tree
        signature = {"date": "1951-09-01", "action": "signature", "party": ["AUS", "NZL"], **(signed or {})}
        tree |= {"verified": "2026-11-01"}
        tree["events"] = [{"source": "text", **event} for event in (signature, *(events or ()))]
        tree["attested"] = [{"source": "text", **result} for result in attested or ()] or None
        for key, kind in (("gazette", "gazette"), ("press", "press")):
            tree["sources"][key] = {**tree["sources"]["text"], "type": kind}
        return Treaty.model_validate(
            {key: value for key, value in tree.items() if value is not None}, context=terms.context()
        )

    return made
