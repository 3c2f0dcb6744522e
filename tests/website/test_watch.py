"""A change of a file is told soon, whenever it happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path
from threading import Event
from typing import Any
from unittest import mock

from treaty_registry.cache.file_stats import StatSignature
from treaty_registry.website.preview import watch as watch_module
from treaty_registry.website.preview.watch import Watch

PATIENCE = 30
"""So many seconds a machine may be busy with something else."""


class Told:
    """Somebody who is told of changes."""

    def __init__(self) -> None:
        self.event = Event()

    def on_any_event(self, event: Any) -> None:
        assert not event.is_directory
        self.event.set()

    def was_told(self) -> bool:
        found = self.event.wait(PATIENCE)
        self.event.clear()
        return found


@contextmanager
def watching(watch: Watch) -> Iterator[Told]:
    told = Told()
    watch.schedule(told, "", recursive=True)
    watch.start()
    yield told
    watch.stop()
    watch.join(PATIENCE)
    assert not watch.is_alive()


def test_changes_are_told_and_nothing_else_is(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("1", encoding="utf-8")
    with watching(Watch([folder, file])) as told:
        assert not told.event.wait(0.5)
        (folder / "new").write_text("1", encoding="utf-8")
        assert told.was_told()
        file.write_text("2", encoding="utf-8")
        assert told.was_told()
        (folder / "new").rename(folder / "newer")
        assert told.was_told()
        (folder / "newer").unlink()
        assert told.was_told()
        assert not told.event.wait(0.5)


def test_a_change_before_it_was_started_is_told(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    (tmp_path / "file").write_text("1", encoding="utf-8")
    with watching(watch) as told:
        assert told.was_told()


def test_a_change_is_told_when_it_is_over(tmp_path: Path) -> None:
    looks: list[StatSignature] = [{}, {}, {"file": (0,)}, {"file": (1,)}, {"file": (2,)}]
    looked: list[int] = []

    class Counting(Told):
        def on_any_event(self, event: Any) -> None:
            looked.append(look.call_count)
            super().on_any_event(event)

    with mock.patch.object(watch_module, "stat_tree", side_effect=chain(looks, repeat(looks[-1]))) as look:
        watch, told = Watch([tmp_path]), Counting()
        watch.schedule(told, "", recursive=True)
        watch.start()
        assert told.was_told()
        assert not told.event.wait(0.5)
        watch.stop()
        watch.join(PATIENCE)
    assert looked == [len(looks) + 1]
