"""A copy of the program in a registry's folder, whose templates and assets tests may edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import treaty_registry
from treaty_registry.website.build import assets
from treaty_registry.website.context import templates

FOLDER = "program"
"""Where it is in a registry's folder: what Python is to be told to run it."""

TEMPLATES, ASSETS = (f"{FOLDER}/treaty_registry/website/{name}" for name in ("templates", "assets"))


def copy_program(root: Path) -> None:
    """Give a registry its copy."""
    package = Path(treaty_registry.__file__).parent
    shutil.copytree(package, root / FOLDER / package.name, ignore=shutil.ignore_patterns("__pycache__"))


@contextmanager
def program_of(root: Path) -> Iterator[None]:
    """Let this process take templates and assets, though no code, from a registry's copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "TEMPLATES", root / TEMPLATES)
        patch.setattr(assets, "FILES", root / ASSETS)
        yield
