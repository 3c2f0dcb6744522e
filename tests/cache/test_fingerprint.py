"""The key of the program, the terms and the libraries is another one whenever one of them is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from treaty_registry.cache import fingerprint as environments
from treaty_registry.cache.fingerprint import CHECKING, EXPORTING, PUBLISHING, code_fingerprint
from treaty_registry.reading.files import Root


@pytest.fixture
def root(tmp_path: Path) -> Root:
    for name in ("schema/parties/USA.yaml", "schema/sources.yaml", "docs/a/page.md", "docs/b/other.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return Root(tmp_path)


def key(root: Root) -> str:
    return code_fingerprint(root, CHECKING, [root.docs])


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


def install(folder: Path, name: str, version: str, *needs: str) -> None:
    """Put into a folder what shows that a library is installed there, in the place of another version of it."""
    about = folder / f"{name.replace('-', '_')}.dist-info" / "METADATA"
    about.parent.mkdir(parents=True, exist_ok=True)
    needed = "".join(f"Requires-Dist: {one}\n" for one in needs)
    about.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "is_used"),
    [
        ("treaty-registry", True),
        ("library-a", True),
        ("library-b", True),
        ("library-c", True),
        ("library-of-an-extra", False),
        ("library-of-others", False),
    ],
)
def test_another_version_of_whatever_the_program_uses_gives_another_key(
    root: Root, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str, is_used: bool
) -> None:
    libraries = tmp_path_factory.mktemp("libraries")
    needs = {
        "treaty-registry": ["Library.A<2,>=1", 'library-of-an-extra; extra == "dev"'],
        "library-a": ["library_b (>=1)", 'not-installed; sys_platform == "other"'],
        "library-b": ['library-c ; python_version > "3"', "library-a"],
        "library-c": [],
        "library-of-an-extra": [],
        "library-of-others": [],
    }
    for one, needed in needs.items():
        install(libraries, one, "1.0", *needed)
    monkeypatch.syspath_prepend(libraries)
    # As in a new process each time.
    monkeypatch.setattr(environments, "_versions", environments._versions.__wrapped__)

    before = key(root)
    assert key(root) == before
    install(libraries, name, "1.1", *needs[name])
    assert (key(root) != before) == is_used


def test_the_libraries_that_only_libraries_use_are_known() -> None:
    names = {one.split()[0] for one in environments._versions()}
    assert {"libyaml", "pyyaml", "markdown", "markupsafe", "pymdown-extensions", "pydantic-core"} <= names
    assert not {"pytest", "ruff"} & names


@pytest.mark.parametrize("stage", ["reading", "cache", "model", "law", "check", "export", "website"])
def test_other_code_of_a_stage_gives_another_key_to_what_it_makes(
    root: Root, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PUBLISHING:
        (tmp_path / "program" / name).mkdir(parents=True)
        (tmp_path / "program" / name / "code.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(environments, "_PACKAGE", tmp_path / "program")
    before = {stages: code_fingerprint(root, stages) for stages in (CHECKING, EXPORTING, PUBLISHING)}
    (tmp_path / "program" / stage / "code.py").write_text("1", encoding="utf-8")
    changed = {stages for stages, key in before.items() if code_fingerprint(root, stages) != key}
    assert changed == {stages for stages in before if stage in stages}


@pytest.mark.parametrize("folder", ["templates", "assets"])
def test_what_is_beside_the_code_matters_to_who_names_it(
    root: Root, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "_PACKAGE", tmp_path / "program")
    place = tmp_path / "program" / "website" / folder
    (place / "deeper").mkdir(parents=True)

    def both() -> tuple[str, str]:
        return code_fingerprint(root, PUBLISHING), code_fingerprint(root, PUBLISHING, [place])

    before = both()
    (place / "deeper" / "file").write_text("new", encoding="utf-8")
    after = both()
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)
