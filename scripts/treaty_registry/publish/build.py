"""Building the site into a folder, whole or not at all, and serving it while it is edited."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from treaty_registry.check.run import Examination
from treaty_registry.export.export import write_export
from treaty_registry.export.folder import whole
from treaty_registry.law.answers import Law
from treaty_registry.publish.finish import MARK
from treaty_registry.publish.links import DeadLinksError, check_site
from treaty_registry.publish.mkdocs_plugin import TreatyRegistryPlugin
from treaty_registry.read.files import Root


class SiteError(Exception):
    """The site cannot be built; the text, or what was logged before, says why."""


def build_site(root: Root, examination: Examination, out: Path) -> int:
    """Build the site into ``out``, which is replaced only when all is built, and return the number of pages.

    ``examination`` is the registry as it was read and checked, without errors. Raises OutError if ``out`` holds
    anything that no build has made, and SiteError if the site cannot be built; what MkDocs has to say about
    hand-written pages goes to the log, and any of it stops the build.
    """
    config_file = _config_file(root)
    with whole(root, out, MARK) as fresh:
        config = load_config(str(config_file), site_dir=str(fresh), strict=True)
        plugin = cast(TreatyRegistryPlugin, config.plugins["treaty-registry"])
        plugin.examination, plugin.is_all = examination, False
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as error:
            raise SiteError(str(error)) from error
        config.plugins.on_shutdown()
        write_export(root, Law(examination.registry), fresh, config.site_url or "")
        try:
            check_site(fresh)
        except DeadLinksError as error:
            raise SiteError(f"dead links:\n{error}") from error
    return sum(1 for _ in out.rglob("*.html"))


def serve_site(root: Root, port: int) -> None:
    """Serve the site on this machine, and build it again whenever a record or a page changes. Raises SiteError."""
    serve(str(_config_file(root)), dev_addr=f"127.0.0.1:{port}", livereload=True)


def _config_file(root: Root) -> Path:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's banner about a version that this project does not use
    path = root.path / "mkdocs.yml"
    if not path.is_file():
        raise SiteError(f"{root.path} has no mkdocs.yml, which says what the site looks like.")
    return path
