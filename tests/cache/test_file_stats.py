"""What was made of files is remembered while they look the same, and no change escapes that."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from treaty_registry.cache import file_stats as looks
from treaty_registry.cache.file_stats import FileMemory, is_settled, stat_tree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a/one.txt", "a/b/two.txt", "three.txt", "elsewhere/four.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "three.txt")
    (tmp_path / "a" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a" / "b" / "back").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "nowhere").symlink_to(tmp_path / "none")
    return tmp_path


def test_every_file_is_looked_at_once_behind_links_too(folder: Path) -> None:
    found = {Path(path).relative_to(folder / "a").as_posix() for path in stat_tree(folder / "a", folder / "none")}
    assert found == {"one.txt", "b/two.txt", "link.txt", "linked/four.txt"}
    assert list(stat_tree(folder / "three.txt")) == [str(folder / "three.txt")]


def write_as_much(folder: Path) -> None:
    """It has the same size, and is said to be as old."""
    path = folder / "a" / "one.txt"
    before = path.stat()
    path.write_text("a/eno.txt", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_another_in_its_place(folder: Path) -> None:
    path, other = folder / "a" / "one.txt", folder / "other"
    other.write_text("a/eno.txt", encoding="utf-8")
    os.utime(other, ns=(0, path.stat().st_mtime_ns))
    other.rename(path)


def write_behind_a_link(folder: Path) -> None:
    (folder / "three.txt").write_text("eerht.txt", encoding="utf-8")


def write_in_a_linked_folder(folder: Path) -> None:
    (folder / "elsewhere" / "four.txt").write_text("elsewhere/ruof.txt", encoding="utf-8")


def lead_a_link_elsewhere(folder: Path) -> None:
    (folder / "a" / "link.txt").unlink()
    (folder / "a" / "link.txt").symlink_to(folder / "elsewhere" / "four.txt")


def make_a_file(folder: Path) -> None:
    (folder / "a" / "b" / "five.txt").touch()


def delete_a_file(folder: Path) -> None:
    (folder / "a" / "b" / "two.txt").unlink()


def rename_a_folder(folder: Path) -> None:
    (folder / "a" / "b").rename(folder / "a" / "c")


def forbid_to_read(folder: Path) -> None:
    (folder / "a" / "one.txt").chmod(0)


EDITS = [
    write_as_much,
    put_another_in_its_place,
    write_behind_a_link,
    write_in_a_linked_folder,
    lead_a_link_elsewhere,
    make_a_file,
    delete_a_file,
    rename_a_folder,
    forbid_to_read,
]


@pytest.mark.parametrize("edit", EDITS)
def test_after_any_edit_what_was_made_is_made_again(
    folder: Path, edit: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "SETTLED", 20_000_000)
    memory, numbers = FileMemory(), count(1)

    def found() -> int:
        return memory.recall("it", [folder / "a"], lambda: next(numbers))

    time.sleep(0.1)
    assert [found(), found()] == [1, 1]
    edit(folder)
    assert found() == 2
    time.sleep(0.1)
    last = found()
    assert found() == last
    memory.clear()
    assert found() == last + 1


def test_what_was_read_soon_after_a_change_is_not_remembered(folder: Path) -> None:
    files = stat_tree(folder / "a")
    changed = max(one[1] for one in files.values())
    assert not is_settled(files, changed)
    assert not is_settled(files, changed + looks.SETTLED)
    assert is_settled(files, changed + looks.SETTLED + 1)
    # Nor where what a link leads to has changed.
    behind = {path: one for path, one in files.items() if path.endswith("link.txt")}
    os.utime(folder / "three.txt", ns=(0, 2 * changed))
    assert is_settled(behind, changed + looks.SETTLED + 1)
    assert not is_settled(stat_tree(folder / "a"), changed + looks.SETTLED + 1)
