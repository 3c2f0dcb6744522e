"""A site in memory, and a real one on disk, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import RECORDS, REGISTRY, TODAY
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.check.run import examine
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.publish.build import build_site
from treaty_registry.publish.site import Site
from treaty_registry.read.files import Root

TEMPLATES = REGISTRY / "docs" / "templates"


@pytest.fixture(scope="session")
def real() -> Registry:
    """The registry's real records."""
    return examine(Root(REGISTRY), TODAY).registry


@pytest.fixture(scope="session")
def site(real: Registry) -> Site:
    """The real records, ready to be written as HTML."""
    return Site(real, TEMPLATES, up="../")


@pytest.fixture
def site_of(terms: Terms) -> Callable[..., tuple[Site, Treaty]]:
    """Make a site of one record, given as YAML."""

    def make(text: str) -> tuple[Site, Treaty]:
        tree, problems = read_tree(text)
        treaty, unfit = build(tree, Treaty, terms.context())
        assert treaty is not None, [*problems, *unfit]
        return Site(Registry(terms, {treaty.id: treaty}), TEMPLATES, up="../"), treaty

    return make


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built into a folder."""
    out = tmp_path_factory.mktemp("site") / "site"
    build_site(Root(REGISTRY), examine(Root(REGISTRY), TODAY), out)
    return out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A registry with a few records that may be broken."""
    for name in ("docs", "schema"):
        shutil.copytree(REGISTRY / name, tmp_path / name)
    shutil.copy(REGISTRY / "mkdocs.yml", tmp_path)
    for name in ("1890-older.yaml", "1900-every-key.yaml", "1900-minimal.yaml"):
        folder = tmp_path / "treaties" / name[:4]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(RECORDS / "valid" / name, folder)
    return tmp_path
