"""Building the site into a folder, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from treaty_registry.check.run import Examination
from treaty_registry.export.commits import head
from treaty_registry.export.export import WRITTEN, write_export
from treaty_registry.export.folder import refuse_to_overwrite, whole
from treaty_registry.law.answers import Law
from treaty_registry.publish.finish import MARK, count_pages
from treaty_registry.publish.ledger import Ledger
from treaty_registry.publish.links import DeadLinksError, check_site
from treaty_registry.publish.mkdocs_plugin import TreatyRegistryPlugin
from treaty_registry.publish.prepare import keys_in_use
from treaty_registry.read.environment import EXPORTING, PUBLISHING, environment
from treaty_registry.read.files import Root
from treaty_registry.read.store import digest


class SiteError(Exception):
    """The site cannot be built; the text, or what was logged before, says why."""


def build_site(root: Root, examination: Examination, out: Path, *, data: bool = True) -> int:
    """Build the site into ``out``, which is replaced only when all is built, and return the number of pages.

    ``examination`` is the registry as it was read and checked, without errors; without ``data`` the pages come alone.
    Pages made from the same as those of an earlier build are taken over from there. Raises OutError if ``out`` holds
    anything that no build has made, SiteError if the site cannot be built, and LostError if what earlier runs kept is
    damaged; what MkDocs has to say about hand-written pages goes to the log, and any of it stops the build.
    """
    config_file = config_file_of(root)
    refuse_to_overwrite(root, out.resolve(), MARK)
    key = _key(root, examination, config_file, data=data)
    if Ledger(examination.store, out, out).is_whole(key, MARK):
        return count_pages(out)
    with whole(root, out, MARK) as fresh:
        ledger = Ledger(examination.store, out, fresh)
        config = load_config(str(config_file), site_dir=str(fresh), strict=True)
        plugin = cast(TreatyRegistryPlugin, config.plugins["treaty-registry"])
        plugin.examination, plugin.ledger, plugin.is_all = examination, ledger, False
        try:
            build(config)
        except Abort as error:
            raise SiteError(str(error)) from error
        if data:
            base = config.site_url or ""
            key_of_data = _key_of_data(root, examination, base)
            if not ledger.reuse(WRITTEN, key_of_data):
                write_export(root, Law(examination.registry), fresh, base)
                ledger.mark(WRITTEN, key_of_data)
        try:
            check_site(fresh, () if data else WRITTEN, ledger.links)
        except DeadLinksError as error:
            raise SiteError(f"dead links:\n{error}") from error
        used = ledger.close(key)
    examination.store.drop_all_but((*examination.used, *keys_in_use(plugin.prepared), *used))
    return count_pages(out)


def _key(root: Root, examination: Examination, config_file: Path, *, data: bool) -> str:
    """Return a key of all that the site is made from."""
    program = environment(root, PUBLISHING, [root.docs])
    addresses = [os.environ.get(name, "") for name in ("SITE_URL", "REPO_URL")]
    records = [part for pair in examination.keys.items() for part in pair]
    return digest("site", program, config_file.read_bytes(), *addresses, head(root.path), str(data), *records)


def _key_of_data(root: Root, examination: Examination, base: str) -> str:
    """Return a key of all that the data are made from."""
    records = [part for pair in examination.keys.items() for part in pair]
    return digest("data", environment(root, EXPORTING), base, head(root.path), *records)


def config_file_of(root: Root) -> Path:
    """Return the file that says what the site looks like. Raises SiteError if there is none."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's banner about a version that this project does not use
    path = root.path / "mkdocs.yml"
    if not path.is_file():
        raise SiteError(f"{root.path} has no mkdocs.yml, which says what the site looks like.")
    return path
