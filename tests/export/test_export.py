"""An export as a whole: the same bytes every time, all or nothing, and a list of all that it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import REGISTRY
from treaty_registry.export.export import EXPORT_MARK, WRITTEN, export, write_export
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.reading.files import Root


def test_two_exports_are_the_same_to_the_byte(law: CompiledRegistry, exported: Path, tmp_path: Path) -> None:
    write_export(Root(REGISTRY), CompiledRegistry(law.registry), tmp_path / "again", "")
    assert _contents(tmp_path / "again") == {
        name: data for name, data in _contents(exported).items() if not name.startswith(".")
    }


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_export_that_fails_leaves_the_old_one_whole(
    law: CompiledRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (out / "data").mkdir(parents=True)
    (out / ".treaty-registry-data").touch()
    (out / "data" / "kept.txt").write_text("old")

    def broken(*arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("treaty_registry.export.export.write_linked", broken)
    with pytest.raises(OSError, match="no space left"):
        export(Root(REGISTRY), law, out)
    assert (out / "data" / "kept.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_manifest_lists_every_file(exported: Path) -> None:
    manifest = json.loads((exported / "data" / "manifest.json").read_text())
    there = {
        p.relative_to(exported).as_posix()
        for top in ("data", "api")
        for p in (exported / top).rglob("*")
        if p.is_file()
    }
    assert set(manifest["files"]) == there - {"data/manifest.json"}


def test_an_export_says_of_what_it_consists(exported: Path) -> None:
    files = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()} - {EXPORT_MARK}
    for name in WRITTEN:
        assert any(file.startswith(name) for file in files), name
    assert not [file for file in files if not file.startswith(WRITTEN) or file.endswith(".html")]
