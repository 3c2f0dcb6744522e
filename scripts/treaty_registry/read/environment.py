"""What results depend on besides the records: the program, the terms, and the libraries that do its work."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import requires, version
from pathlib import Path

from treaty_registry.read.files import Root
from treaty_registry.read.store import digest

CHECKING = ("read", "model", "law", "check")
EXPORTING = (*CHECKING, "export")
PUBLISHING = (*EXPORTING, "publish")
"""The stages whose code the findings, the data and the site depend on."""

_PACKAGE = Path(__file__).parents[1]
_NAME = "treaty-registry"


def environment(root: Root, stages: Sequence[str], folders: Iterable[Path] = ()) -> str:
    """Return a key for the code of some stages, the registry's terms, other folders, and every library's version."""
    files = [*_files(root.path / "schema")]
    for folder in (*(_PACKAGE / stage for stage in stages), *folders):
        files += _files(folder)
    parts: list[str | bytes] = [sys.version, *_versions()]
    for path in files:
        top = root.path if path.is_relative_to(root.path) else _PACKAGE
        parts += [path.relative_to(top).as_posix(), path.read_bytes()]
    return digest(*parts)


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sorted(found)


def _versions() -> list[str]:
    """Return the version of the program and of each library that it names."""
    named = (re.match(r"[\w.-]+", text) for text in requires(_NAME) or () if "extra ==" not in text)
    return [f"{name} {version(name)}" for name in (_NAME, *(found.group() for found in named if found))]
