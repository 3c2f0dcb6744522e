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


def environment(root: Root, stages: Sequence[str], folders: Iterable[Path] = ()) -> str:
    """Return a key for the code of some stages, the registry's terms, other folders, and every library's version."""
    files = [*_files(root.path / "schema")]
    for folder in (*(_PACKAGE / stage for stage in stages), *folders):
        files += _files(folder)
    parts = [sys.version, *_versions()]
    return digest(*parts, *(part for path in files for part in (str(path.name), path.read_bytes())))


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sorted(found)


def _versions() -> list[str]:
    """Return the version of each library that the program names."""
    named = (re.match(r"[\w.-]+", text) for text in requires("treaty-registry") or () if "extra ==" not in text)
    return [f"{name.group()} {version(name.group())}" for name in named if name]
