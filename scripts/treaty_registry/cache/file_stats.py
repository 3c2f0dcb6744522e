"""How files looked when they were read, so that what was made of them need not be made again while they look the same.

A file looks the same as long as its size, its times of change, its number on the disk and its mode are the same.
Whoever writes to a file changes its time of change, which no program can set back. But the clock of a disk goes in
steps, of up to two seconds, within which a second change would not show: what was read so soon after a change is not
remembered.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")

StatSignature = Mapping[str, tuple[int, ...]]
"""How each of some files looks, by its path."""

SETTLED = 2_000_000_000
"""So many nanoseconds after its last change a file's time of change tells it from any later one."""


def stat_tree(*places: Path) -> dict[str, tuple[int, ...]]:
    """Return how every file at and below some places looks now, also behind symbolic links.

    What is not there, or cannot be looked at, is missing.
    """
    signatures: dict[str, tuple[int, ...]] = {}
    pending = [str(place) for place in places]
    entered: set[tuple[int, int]] = set()
    while pending:
        here = pending.pop()
        try:
            about = os.stat(here)  # noqa: PTH116  # a thousand files are looked at many times a second
            if not stat.S_ISDIR(about.st_mode):
                signatures[here] = _of(about)
                continue
            if (about.st_dev, about.st_ino) in entered:  # a link that leads back
                continue
            entered.add((about.st_dev, about.st_ino))
            entries = list(os.scandir(here))
        except OSError:
            continue
        for entry in entries:
            with suppress(OSError):
                if entry.is_dir():
                    pending.append(entry.path)
                elif entry.is_symlink():
                    signatures[entry.path] = _of(entry.stat(follow_symlinks=False)) + _of(entry.stat())
                else:
                    signatures[entry.path] = _of(entry.stat(follow_symlinks=False))
    return signatures


def _of(about: os.stat_result) -> tuple[int, ...]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino, about.st_mode


def is_settled(files: StatSignature, now: int) -> bool:
    """Return whether any change of some files after ``now``, in nanoseconds since 1970, will show in their looks."""
    return all(max(signature[:2] + signature[5:7]) < now - SETTLED for signature in files.values())


class FileMemory:
    """What was made of files, for one process, by a name."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[Hashable, tuple[StatSignature, Any]] = {}

    def get(self, name: Hashable, files: StatSignature) -> Any:
        """Return what was kept under a name, if the files looked then as they do now; otherwise nothing."""
        kept = self._kept.get(name)
        return kept[1] if kept and kept[0] == files else None

    def keep(self, name: Hashable, files: StatSignature, value: object, now: int) -> None:
        """Keep what was made of some files, which were read after ``now`` and looked so before."""
        if is_settled(files, now):
            self._kept[name] = files, value
        else:
            self._kept.pop(name, None)

    def recall(self, name: Hashable, places: Iterable[Path], make: Callable[[], _T]) -> _T:
        """Return what is made of the files at and below some places, and is never ``None``."""
        now, files = time.time_ns(), stat_tree(*places)
        value: _T | None = self.get(name, files)
        if value is None:
            value = make()
            self.keep(name, files, value, now)
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
