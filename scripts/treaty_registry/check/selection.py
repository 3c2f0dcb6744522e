"""Which files a run reads, and which of them it was asked about."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import NamedTuple

from treaty_registry.reading.files import Root, list_files
from treaty_registry.reading.problem import Problem


class Selection(NamedTuple):
    """The files of all records, what else lies among them, and whether a path is among those asked for."""

    records: list[FilePath]
    odd: list[tuple[FilePath, Problem]]
    is_asked: Callable[[FilePath], bool]


def select(root: Root, paths: Sequence[FilePath], term_files: Sequence[FilePath]) -> Selection:
    """List the files of a run.

    ``paths`` are the files and folders that were asked for, or nothing for all; those outside the registry are read as
    records of it. ``term_files`` are those that records refer to, which have been read already.
    """
    records, odd = list_files(root.treaties)
    asked = list(dict.fromkeys(_as_listed(root, FilePath(os.path.normpath(path.absolute()))) for path in paths))
    own = [*records, *(path for path, _ in odd), *term_files]
    own_places = {place for path in own for place in (path, *path.parents)} if asked else set()
    for path in asked:
        if path not in own_places:
            more, strange = list_files(path) if path.is_dir() and not path.is_symlink() else ([path], [])
            records += more
            odd += strange
    return Selection(records, odd, lambda path: not asked or not {path, *path.parents}.isdisjoint(asked))


def _as_listed(root: Root, path: FilePath) -> FilePath:
    """Return a path as the registry lists it, if it leads into or above the registry by way of symbolic links.

    A link inside the registry, or one that is the file itself, stays what it is: links to records are not followed.
    """
    if path.is_relative_to(root.path):
        return path
    base = FilePath(os.path.realpath(root.path))
    real = FilePath(os.path.realpath(path if path.is_dir() else path.parent))
    if not path.is_dir():
        real = real / path.name
    if real.is_relative_to(base):
        return root.path / real.relative_to(base)
    return root.path if base.is_relative_to(real) else path
