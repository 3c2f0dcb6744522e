"""Building the site into a folder, whole or not at all, and serving it while it is edited."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from treaty_registry.check.run import Examination
from treaty_registry.publish.mkdocs_plugin import TreatyRegistryPlugin
from treaty_registry.read.files import Root

MARK = ".treaty-registry-site"
"""The file by which a build recognises a folder that an earlier build made, and may therefore replace."""


class SiteError(Exception):
    """The site cannot be built; the text, or what was logged before, says why."""


class OutError(Exception):
    """The site may not be written where it was asked for; the text says why and where else."""


def build_site(root: Root, examination: Examination, out: Path) -> int:
    """Build the site into ``out``, which is replaced only when all is built, and return the number of pages.

    ``examination`` is the registry as it was read and checked, without errors. Raises OutError if ``out`` holds
    anything that no build has made, and SiteError if the site cannot be built; what MkDocs has to say about
    hand-written pages goes to the log, and any of it stops the build.
    """
    out = out.resolve()
    config_file = _config_file(root)
    refuse_to_overwrite(root, out)
    _clear_up_after_a_crash(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix="-new", dir=out.parent))
    except OSError as error:
        raise OutError(f"{out} cannot be written: {error.strerror}.") from error
    try:
        config = load_config(str(config_file), site_dir=str(fresh), strict=True)
        cast(TreatyRegistryPlugin, config.plugins["treaty-registry"]).examination = examination
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as error:
            raise SiteError(str(error)) from error
        config.plugins.on_shutdown()
        (fresh / MARK).write_text("Made by treaties build, which replaces this folder each time.\n", encoding="utf-8")
        fresh.chmod(0o755)
        _replace(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sum(1 for _ in out.rglob("*.html"))


def serve_site(root: Root, port: int) -> None:
    """Serve the site on this machine, and build it again whenever a record or a page changes. Raises SiteError."""
    serve(str(_config_file(root)), dev_addr=f"127.0.0.1:{port}", livereload=True)


def refuse_to_overwrite(root: Root, out: Path) -> None:
    """Raise OutError unless ``out`` is free, or a site that a build made, and apart from the registry's own folders."""
    own = root.path.resolve()
    inside = out.relative_to(own).parts if out.is_relative_to(own) else ()
    if own.is_relative_to(out) or (inside and inside[0] in SOURCES):
        raise OutError(f"{out} holds the registry itself. Choose another folder, for instance {own / 'site'}.")
    if out.exists() and not out.is_dir():
        raise OutError(f"{out} is a file. Choose a folder, for instance {own / 'site'}.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise OutError(f"{out} holds files that no build has made. Empty it, or choose another folder.")


SOURCES = frozenset({"docs", "schema", "scripts", "tests", "treaties", ".git", ".github", ".venv"})


def _config_file(root: Root) -> Path:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's banner about a version that this project does not use
    path = root.path / "mkdocs.yml"
    if not path.is_file():
        raise SiteError(f"{root.path} has no mkdocs.yml, which says what the site looks like.")
    return path


def _replace(out: Path, fresh: Path) -> None:
    """Put the fresh folder in the place of the old one, which is only removed when the new one stands."""
    old = out.with_name(f".{out.name}-old")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _clear_up_after_a_crash(out: Path) -> None:
    """Remove what builds that were killed have left; one killed between its two renames gets its old site back."""
    old = out.with_name(f".{out.name}-old")
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (old, *out.parent.glob(f".{out.name}-*-new")):
        shutil.rmtree(left, ignore_errors=True)
