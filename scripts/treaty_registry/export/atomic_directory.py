"""A folder that is written whole or not at all: it is made beside the old one and takes its place in one step."""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from treaty_registry.reading.files import Root

_SOURCES = frozenset({"docs", "schema", "scripts", "tests", "treaties", ".git", ".github", ".venv"})
"""The registry's own folders, which nothing is written into."""


class OutError(Exception):
    """A folder may not be written where it was asked for; the text says why and where else."""


def refuse_to_overwrite(root: Root, out: Path, mark: str) -> None:
    """Raise OutError unless ``out`` is free or holds ``mark``, as what we made before does, and is no source folder."""
    own = root.path.resolve()
    inside = out.relative_to(own).parts if out.is_relative_to(own) else ()
    if own.is_relative_to(out) or (inside and inside[0] in _SOURCES):
        raise OutError(f"{out} holds the registry itself. Choose another folder, for instance {own / 'site'}.")
    if out.exists() and not out.is_dir():
        raise OutError(f"{out} is a file. Choose a folder, for instance {own / 'site'}.")
    if out.is_dir() and any(out.iterdir()) and not (out / mark).exists():
        raise OutError(f"{out} holds files that no build has made. Empty it, or choose another folder.")


@contextmanager
def atomic_directory(root: Root, out: Path, mark: str) -> Iterator[Path]:
    """Yield a fresh folder that takes the place of ``out`` if the block ends well, and is removed if it does not.

    Raises OutError as ``refuse_to_overwrite`` does, or where the folder cannot be made.
    """
    out = out.resolve()
    refuse_to_overwrite(root, out, mark)
    _clear_up_after_a_crash(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix="-new", dir=out.parent))
    except OSError as error:
        raise OutError(f"{out} cannot be written: {error.strerror}.") from error
    try:
        yield fresh
        (fresh / mark).write_text("Made by treaties, which replaces this folder each time.\n", encoding="utf-8")
        fresh.chmod(0o755)
        _replace(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _replace(out: Path, fresh: Path) -> None:
    """Put the fresh folder in the place of the old one, so that there is never a moment without either."""
    if not out.exists():
        fresh.rename(out)
    elif not _exchanged(out, fresh):
        old = out.with_name(f".{out.name}-old")
        out.rename(old)
        fresh.rename(out)
        shutil.rmtree(old, ignore_errors=True)


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _exchanged(folder: Path, other_folder: Path) -> bool:
    """Exchange two folders in one step, and return whether the system can: Linux, but Python has no call for it."""
    rename = getattr(ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(other_folder), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(folder))


def _clear_up_after_a_crash(out: Path) -> None:
    """Remove what builds that were killed have left; one killed between two renames gets its old folder back."""
    old = out.with_name(f".{out.name}-old")
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (old, *out.parent.glob(f".{out.name}-*-new")):
        shutil.rmtree(left, ignore_errors=True)
