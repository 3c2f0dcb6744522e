"""What results depend on besides the records: the program, the terms, and the libraries that do its work."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from yaml._yaml import get_version_string

from treaty_registry.cache.cache import cache_key
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.reading.files import Root

CHECKING = ("reading", "cache", "model", "law", "language", "check")
EXPORTING = (*CHECKING, "export")
PUBLISHING = (*EXPORTING, "website")
"""The stages whose code the findings, the data and the site depend on."""

_PACKAGE = Path(__file__).parents[1]
_NO_CODE = ("website/templates", "website/assets")
"""Folders of stages that hold no code: what is made of the records, and kept, depends on no asset."""

_NAME = "treaty-registry"


def code_fingerprint(root: Root, stages: Sequence[str], folders: Iterable[Path] = ()) -> str:
    """Return a key for the code of some stages, the registry's terms, other folders, and every library's version.

    Those of libraries that only other libraries use are among these. The site's templates and assets are no code:
    whoever depends on them names their folders.
    """
    places = (root.path / "schema", *(_PACKAGE / stage for stage in stages), *folders)
    return _MEMORY.recall((root, places, _versions()), places, lambda: _key(root, places))


_MEMORY = FileMemory()


def _key(root: Root, places: Iterable[Path]) -> str:
    parts: list[str | bytes] = [sys.version, *_versions()]
    left_out = {_PACKAGE / name for name in _NO_CODE}.difference(places)
    for path in (path for place in places for path in _files(place)):
        if not left_out.isdisjoint(path.parents):
            continue
        top = root.path if path.is_relative_to(root.path) else _PACKAGE
        parts += [path.relative_to(top).as_posix(), path.read_bytes()]
    return cache_key(*parts)


def _files(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sorted(files)


@cache
def _versions() -> tuple[str, ...]:
    """Return the version of the program, and of each library that it uses or that one of these uses, and so on.

    They are as they were when this was first asked: what a process has loaded does not change.
    """
    versions = {}
    pending = [_NAME]
    while pending:
        name = re.sub(r"[-_.]+", "-", pending.pop()).lower()
        if name in versions:
            continue
        try:
            about = distribution(name).metadata
        except PackageNotFoundError:  # a library for other systems
            continue
        versions[name] = about["Version"]
        needed = [text.partition(";") for text in about.get_all("Requires-Dist", ())]
        names = (re.match(r"[\w.-]+", text.strip()) for text, _, condition in needed if "extra" not in condition)
        pending += [match.group() for match in names if match]
    # A part of PyYAML that need not have come with it.
    return f"libyaml {get_version_string()}", *(f"{name} {version}" for name, version in sorted(versions.items()))
