"""Building the site into a folder, whole or not at all."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from treaty_registry.cache.cache import cache_key, serialize
from treaty_registry.cache.fingerprint import EXPORTING, PUBLISHING, code_fingerprint
from treaty_registry.check.run import Examination
from treaty_registry.export.atomic_directory import atomic_directory, refuse_to_overwrite
from treaty_registry.export.export import WRITTEN, write_export
from treaty_registry.export.history.commits import reach
from treaty_registry.parallel import JOBS
from treaty_registry.reading.files import Root
from treaty_registry.website.build import assets
from treaty_registry.website.build.assemble import REFUSALS, SITE_MARK, assemble, count_pages
from treaty_registry.website.build.engine_output import EngineOutput, built_from, engine_tree, take_built
from treaty_registry.website.build.links import DeadLinksError, check_site
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.build.security_headers import Sealer
from treaty_registry.website.context import templates
from treaty_registry.website.context.build_context import BuildContext, keys_in_use, prepare
from treaty_registry.website.mkdocs.plain import read_config
from treaty_registry.website.mkdocs.plugin import TreatyRegistryPlugin


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
    refuse_to_overwrite(root, out.resolve(), SITE_MARK)
    key = _key(root, examination, config_file, data=data)
    if OutputManifest(examination.store, out, out).is_whole(key, SITE_MARK):
        return count_pages(out)
    prepared = prepare(root, examination, *_addresses(config_file))
    built_key, built = _built(root, config_file, prepared)
    with atomic_directory(root, out, SITE_MARK) as fresh:
        ledger = OutputManifest(examination.store, out, fresh)
        try:
            assemble(root, prepared, built, fresh, ledger, Sealer(), JOBS)
        except REFUSALS as error:
            raise SiteError(str(error)) from error
        # Pages without data beside them have had their links into these taken on trust.
        checked = ledger.checked if not data or ledger.had(WRITTEN) else None
        if data:
            base = prepared.sites["en"].base
            key_of_data = _key_of_data(root, examination, base)
            if not ledger.reuse(WRITTEN, key_of_data):
                write_export(root, examination.compiled, fresh, base)
                ledger.mark(WRITTEN, key_of_data)
        try:
            check_site(fresh, () if data else WRITTEN, ledger.links, checked)
        except DeadLinksError as error:
            raise SiteError(f"dead links:\n{error}") from error
        used = ledger.close(key)
    if examination.store.has_grown():
        examination.store.drop_all_but(chain((built_key,), examination.used, keys_in_use(prepared), used))
    return count_pages(out)


def _built(root: Root, config_file: Path, prepared: BuildContext) -> tuple[str, EngineOutput]:
    """Return what MkDocs makes of the hand-written pages, and its key. Raises SiteError, and LostError."""
    store = prepared.fragments.store
    files = code_fingerprint(root, (), [root.docs, assets.FILES])
    key = cache_key("built", prepared.env, files, config_file.read_bytes())
    if (kept := store.get(key)) is None:
        with TemporaryDirectory(prefix="treaties-") as folder:
            config = load_config(str(config_file), site_dir=folder, strict=True)
            plugin = cast(TreatyRegistryPlugin, config.plugins["treaty-registry"])
            plugin.prepared = prepared
            try:
                build(config)
            except Abort as error:
                raise SiteError(str(error)) from error
            store.put([(key, serialize(engine_tree(take_built(Path(folder), plugin.titles))))])
        kept = store.need(key)
    return key, built_from(kept)


def _addresses(config_file: Path) -> list[str]:
    """Return the addresses of the site and of the repository, as whoever publishes it has set them."""
    config = read_config(config_file, os.environ)
    return [config.get(name) or "" for name in ("site_url", "repo_url")]


def _key(root: Root, examination: Examination, config_file: Path, *, data: bool) -> str:
    """Return a key of all that the site is made from."""
    program = code_fingerprint(root, PUBLISHING, [root.docs, templates.TEMPLATES, assets.FILES])
    records = [part for pair in examination.keys.items() for part in pair]
    return cache_key(
        "site", program, config_file.read_bytes(), *_addresses(config_file), reach(root.path), str(data), *records
    )


def _key_of_data(root: Root, examination: Examination, base: str) -> str:
    """Return a key of all that the data are made from."""
    records = [part for pair in examination.keys.items() for part in pair]
    return cache_key("data", code_fingerprint(root, EXPORTING), base, reach(root.path), *records)


def config_file_of(root: Root) -> Path:
    """Return the file that says what the site looks like. Raises SiteError if there is none."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's banner about a version that this project does not use
    path = root.path / "mkdocs.yml"
    if not path.is_file():
        raise SiteError(f"{root.path} has no mkdocs.yml, which says what the site looks like.")
    return path
