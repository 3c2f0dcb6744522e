"""The real records as data, exported once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REGISTRY
from treaty_registry.export.export import export
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.reading.files import Root


@pytest.fixture(scope="session")
def exported(law: CompiledRegistry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an export of the real records."""
    out = tmp_path_factory.mktemp("export") / "out"
    export(Root(REGISTRY), law, out)
    return out
