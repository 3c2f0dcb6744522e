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


class SiteError(Exception):
    """The site cannot be built; the text, or what was logged before, says why."""


def build_site(root: Root, examination: Examination, out: Path) -> int:
    """Build the site into ``out``, which is replaced only when all is built, and return the number of pages.

    ``examination`` is the registry as it was read and checked, without errors.
    Raises SiteError. What MkDocs has to say about hand-written pages goes to the log, and any of it stops the build.
    """
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        config = load_config(str(_config_file(root)), site_dir=str(fresh), strict=True)
        cast(TreatyRegistryPlugin, config.plugins["treaty-registry"]).examination = examination
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as error:
            raise SiteError(str(error)) from error
        config.plugins.on_shutdown()
        fresh.chmod(0o755)
        _replace(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sum(1 for _ in out.rglob("*.html"))


def serve_site(root: Root, port: int) -> None:
    """Serve the site on this machine, and build it again whenever a record or a page changes."""
    serve(str(_config_file(root)), dev_addr=f"127.0.0.1:{port}", livereload=True)


def _config_file(root: Root) -> Path:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's banner about a version that this project does not use
    path = root.path / "mkdocs.yml"
    if not path.is_file():
        raise SiteError(f"{root.path} has no mkdocs.yml, which says what the site looks like")
    return path


def _replace(out: Path, fresh: Path) -> None:
    """Put the fresh folder in the place of the old one, which is only removed when the new one stands."""
    if out.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
        out.rename(old / out.name)
        fresh.rename(out)
        shutil.rmtree(old)
    else:
        fresh.rename(out)
