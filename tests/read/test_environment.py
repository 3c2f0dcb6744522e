"""The key of the program, the terms and the libraries is another one whenever one of them is."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from treaty_registry.read import environment as environments
from treaty_registry.read.environment import CHECKING, EXPORTING, PUBLISHING, environment
from treaty_registry.read.files import Root


@pytest.fixture
def root(tmp_path: Path) -> Root:
    for name in ("schema/parties/USA.yaml", "schema/sources.yaml", "docs/a/page.md", "docs/b/other.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return Root(tmp_path)


def key(root: Root) -> str:
    return environment(root, CHECKING, [root.docs])


def edit_party(root: Path) -> None:
    (root / "schema" / "parties" / "USA.yaml").write_text("other", encoding="utf-8")


def add_party(root: Path) -> None:
    (root / "schema" / "parties" / "GBR.yaml").write_text("", encoding="utf-8")


def delete_page(root: Path) -> None:
    (root / "docs" / "a" / "page.md").unlink()


def rename_page(root: Path) -> None:
    (root / "docs" / "a" / "page.md").rename(root / "docs" / "a" / "paging.md")


def move_page(root: Path) -> None:
    """It has the same name, the same text, and the same place among the others."""
    (root / "docs" / "aa").mkdir()
    (root / "docs" / "a" / "page.md").rename(root / "docs" / "aa" / "page.md")


@pytest.mark.parametrize("edit", [edit_party, add_party, delete_page, rename_page, move_page])
def test_every_change_of_a_file_gives_another_key(root: Root, edit: Callable[[Path], None]) -> None:
    before = key(root)
    assert key(root) == before
    edit(root.path)
    assert key(root) != before


@pytest.mark.parametrize("name", ["treaty-registry", "pydantic", "mkdocs-material", "pyyaml"])
def test_another_version_of_the_program_or_a_library_gives_another_key(
    root: Root, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key(root)
    monkeypatch.setattr(environments, "version", lambda one: "99" if one == name else version(one))
    assert key(root) != before


@pytest.mark.parametrize("stage", ["read", "model", "law", "check", "export", "publish"])
def test_other_code_of_a_stage_gives_another_key_to_what_it_makes(
    root: Root, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PUBLISHING:
        (tmp_path / "program" / name).mkdir(parents=True)
        (tmp_path / "program" / name / "code.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(environments, "_PACKAGE", tmp_path / "program")
    before = {stages: environment(root, stages) for stages in (CHECKING, EXPORTING, PUBLISHING)}
    (tmp_path / "program" / stage / "code.py").write_text("1", encoding="utf-8")
    changed = {stages for stages, key in before.items() if environment(root, stages) != key}
    assert changed == {stages for stages in before if stage in stages}
