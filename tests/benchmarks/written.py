"""What a command wrote: its folder before and after, file by file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class State(NamedTuple):
    """One file as it was seen."""

    size: int
    """In bytes."""
    moment: int
    """When its content was last written, in nanoseconds."""
    inode: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """How much changed between two looks at a folder; sizes are in bytes, of the files as they are afterwards."""

    files: int
    """Files that were written, new or over: another size, moment or inode. A hard link to the old file is not."""
    size: int
    differing: int
    """Files that are new or hold something else than before, however they came there."""
    differing_size: int
    removed: int


def look(folder: Path, before: Mapping[str, State], leave_out: Collection[str] = ()) -> dict[str, State]:
    """Return all files below a folder, by their path from it, without the top folders and files named in ``leave_out``.

    What looks as it did ``before`` is not read again.
    """
    found = {}
    for path, about in _files(folder, leave_out):
        name = path.removeprefix(f"{folder}{os.sep}")
        seen = (about.st_size, about.st_mtime_ns, about.st_ino)
        known = before.get(name)
        found[name] = known if known and known[:3] == seen else State(*seen, _digest(path))
    return found


def compare(before: Mapping[str, State], after: Mapping[str, State]) -> Written:
    """Return what was written between two looks."""
    written = [state for name, state in after.items() if name not in before or before[name][:3] != state[:3]]
    differing = [state for name, state in after.items() if name not in before or before[name].digest != state.digest]
    return Written(
        files=len(written),
        size=sum(state.size for state in written),
        differing=len(differing),
        differing_size=sum(state.size for state in differing),
        removed=len(before.keys() - after.keys()),
    )


def _files(folder: Path, leave_out: Collection[str]) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if Path(entry.path).parent == folder and entry.name in leave_out:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    # Not the entry's own stat, which on some systems lacks the inode.
                    yield entry.path, os.stat(entry.path)  # noqa: PTH116  # paths for every file cost more than looking


def _digest(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  # as above
        sum_ = blake2b(digest_size=16)
        while piece := file.read(1 << 20):
            sum_.update(piece)
    return sum_.digest()
