"""Finding and opening the files of a registry: anything odd on disk becomes a problem, never an exception."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from treaty_registry.reading.problem import FILE_START, Problem, printable
from treaty_registry.reading.text import MAX_BYTES

NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*\.yaml")


class NotARegistryError(Exception):
    """The folder lacks what every registry has: ``treaties/`` and ``schema/``."""


@dataclass(frozen=True, slots=True)
class Root:
    """The folders of one registry."""

    path: Path

    @property
    def treaties(self) -> Path:
        """Where the records are."""
        return self.path / "treaties"

    @property
    def parties(self) -> Path:
        """Where the parties are, one small file each."""
        return self.path / "schema" / "parties"

    @property
    def vocabularies(self) -> Path:
        """Where the controlled vocabularies are."""
        return self.path / "schema" / "vocabularies"

    @property
    def docs(self) -> Path:
        """Where the hand-written pages are."""
        return self.path / "docs"

    @property
    def cache(self) -> Path:
        """Where results of earlier runs are kept, which may be deleted at any time."""
        return self.path / ".cache" / "registry.sqlite"

    def record_path(self, treaty_id: str) -> Path:
        """Return the one place where the record of an id belongs: in the folder of its year, under its own name."""
        return self.path / record_file(treaty_id)

    def shown(self, path: Path) -> str:
        """Return a file's path as a contributor knows it: relative to the registry where it is inside."""
        absolute = Path(os.path.normpath(Path.cwd() / path))
        if absolute.is_relative_to(self.path):
            return printable(absolute.relative_to(self.path).as_posix())
        return printable(path.as_posix())


def record_file(treaty_id: str) -> str:
    """Return where a treaty's record is, from the top of the registry."""
    return f"treaties/{treaty_id[:4]}/{treaty_id}.yaml"


def find_root(start: Path) -> Root:
    """Return the registry at ``start`` or in the nearest folder above it.

    Raises NotARegistryError, whose text says what is missing.
    """
    start = Path(os.path.normpath(start.absolute()))
    for folder in (start, *start.parents):
        if (folder / "treaties").is_dir() and (folder / "schema" / "vocabularies").is_dir():
            return Root(folder)
    raise NotARegistryError(
        f"{start} is not a treaty registry: neither it nor a folder above it holds both `treaties/` and "
        "`schema/vocabularies/`. Go to the registry's folder or name it with --root."
    )


def list_files(folder: Path) -> tuple[list[Path], list[tuple[Path, Problem]]]:
    """Return all record files below a folder, in order, and a problem for each thing that is not one.

    Symbolic links are never followed. Hidden files (``.gitkeep``) are left alone.
    """
    files: list[Path] = []
    odd: list[tuple[Path, Problem]] = []
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            odd.append((here, Problem("unreadable-file", _cannot_open(error), position=FILE_START)))
            continue
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                odd.append((path, _SYMLINK))
            elif entry.is_dir():
                pending.append(path)
            elif not NAME.fullmatch(entry.name):
                odd.append((path, strange_name(entry.name)))
            else:
                files.append(path)
    return sorted(files), odd


def read_bytes(path: Path) -> tuple[bytes, list[Problem]]:
    """Return a regular file's bytes, at most one more than the limit, or the problem that keeps it shut."""
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError as error:
        is_link = error.errno == errno.ELOOP
        return b"", [_SYMLINK if is_link else Problem("unreadable-file", _cannot_open(error), position=FILE_START)]
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return b"", [Problem("unreadable-file", "This is not a regular file.", position=FILE_START)]
    with os.fdopen(descriptor, "rb") as file:
        try:
            return file.read(MAX_BYTES + 1), []
        except OSError as error:
            return b"", [Problem("unreadable-file", _cannot_open(error), position=FILE_START)]


def strange_name(name: str) -> Problem:
    """Return the problem of a file whose name no record has."""
    ending = "" if name.endswith(".yaml") else " and end in `.yaml`"
    return Problem(
        "file-name",
        f"`{printable(name)}` is not a name for a record. Use letters, digits and `-`{ending or ' only'}, for "
        "instance `2024-russia-dprk-strategic-partnership.yaml`. Files of another kind do not belong here.",
        position=FILE_START,
    )


_SYMLINK = Problem(
    "symbolic-link", "This is a symbolic link. Put the file itself here; links are not followed.", position=FILE_START
)


def _cannot_open(error: OSError) -> str:
    return f"It cannot be opened: {(error.strerror or 'unknown reason').lower()}. Check that it exists and may be read."
