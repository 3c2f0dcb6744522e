"""The adapter to MkDocs, and all that knows it: it lends the theme's page as a shell and hands back the pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from treaty_registry.cache.cache import Cache
from treaty_registry.check.finding import findings_as_text, has_errors
from treaty_registry.check.run import examine
from treaty_registry.export.export import WRITTEN
from treaty_registry.language.catalogue import ConflictingTranslationsError
from treaty_registry.language.languages import SOURCE, Language
from treaty_registry.parallel import JOBS
from treaty_registry.reading.files import Root, find_root
from treaty_registry.website.build import assets
from treaty_registry.website.build.assemble import REFUSALS, assemble
from treaty_registry.website.build.engine_output import take_built
from treaty_registry.website.build.links import check_site
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.build.security_headers import Sealer
from treaty_registry.website.build.shell import marker, shell_markdown
from treaty_registry.website.context.addresses import FOLDERS, SHELLS, counterparts, language_of, plain_address
from treaty_registry.website.context.build_context import BuildContext, prepare
from treaty_registry.website.mkdocs import languages as mkdocs_languages
from treaty_registry.website.pages.pages import page_addresses
from treaty_registry.website.pages.sitemap import SITEMAP_FILE


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its base class untyped
    """The plugin has nothing to set: what it publishes is the registry that mkdocs.yml stands in."""


class TreatyRegistryPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Publishes the registry beside mkdocs.yml. Raises PluginError with the findings if a record is wrong."""

    prepared: BuildContext | None = None
    """The records of a caller that finishes the site itself. Otherwise they are read here, and the site is finished."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the registry, unless that is done. Without a repository there is nothing to edit."""
        if not config.repo_url:
            config.edit_uri = ""
        self.root: Root = find_root(Path(config.config_file_path).parent)
        self.is_alone = self.prepared is None
        self.records = self.prepared or self._prepared(config)
        self.sites = self.records.sites
        self.settings = {
            language: mkdocs_languages.settings(config, site.words) for language, site in self.sites.items()
        }
        self.titles: dict[str, str] = {}
        """What the hand-written pages are called, by their addresses from the top of the site."""

    def _prepared(self, config: MkDocsConfig) -> BuildContext:
        result = examine(self.root, date.today(), jobs=JOBS)  # noqa: DTZ011  # the author's own civil day
        if has_errors(result.findings):
            raise PluginError(findings_as_text(result.findings, result.files))
        try:
            return prepare(self.root, result, config.site_url or "", config.repo_url or "")
        except ConflictingTranslationsError as error:
            raise PluginError(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that become shells, and tell MkDocs which pages will be there, so that it checks links.

        Pages that no other names are left out: MkDocs would carry thousands along.
        """
        named = frozenset(name for file in files.documentation_pages() for name in _NAMED.findall(file.content_string))
        for language, site in self.sites.items():
            promised = [address for address in page_addresses(site) if _name(address) in named]
            files.append(File.generated(config, SHELLS[language], content=shell_markdown()))
            for address in promised:
                files.append(_PromisedFile(config, FOLDERS[language] + address))
        self.files = files
        self.assets = self._name_assets(files, config)
        return files

    def _name_assets(self, files: Files, config: MkDocsConfig) -> dict[str, assets.Asset]:
        """Add the program's assets, and put all under names with hashes; a registry's own of the same name counts."""
        kept = assets.of_program()
        for file in [file for file in files if file.src_uri.startswith(assets.ASSETS)]:
            if assets.is_unused(file.src_uri):
                files.remove(file)
            elif not assets.is_named(file.src_uri):
                files.remove(file)
                kept[file.src_uri] = file.content_bytes
        try:
            named = assets.fingerprint(kept)
        except assets.UnknownAssetError as error:
            raise PluginError(str(error)) from error
        for asset in named.values():
            files.append(File.generated(config, asset.address, content=asset.content))
        return named

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Give pages that stand for no file, such as that of an error, the English texts of the interface."""
        env.globals["t"] = self.sites["en"].t

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation of each language after the English one."""
        self.navigation = {
            language: nav if language == SOURCE else mkdocs_languages.navigation(nav, files, language, site.words)
            for language, site in self.sites.items()
        }
        return nav

    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: object) -> None:
        """Give a page the settings of its language, and put markers where the shell would show its own addresses."""
        language = language_of(page.file.src_uri)
        own = self.settings[language]
        if page.file.src_uri == SHELLS[language]:
            if config.repo_url:
                # The engine's address is for files of its own folder; records stand beside that.
                folder = str(config.edit_uri).removesuffix(f"{Path(config.docs_dir).name}/")
                page.edit_url = f"{config.repo_url.rstrip('/')}/{folder}{marker('edit')}"
            if config.site_url:
                page.canonical_url = f"{config.site_url.rstrip('/')}/{FOLDERS[language]}{marker('address')}"
            links = {other: folder + marker("address") for other, folder in FOLDERS.items()}
        else:
            links = self._counterparts(page)
        if named := counterparts(links):
            page.meta["counterparts"] = named
        context["config"] = own
        context["nav"] = self.navigation[language]
        context["t"] = self.sites[language].t  # type: ignore[typeddict-unknown-key]  # templates take what they are given

    def _counterparts(self, page: MkDocsPage) -> dict[Language, str]:
        """Return the address of a hand-written page in each language that it exists in."""
        name = plain_address(page.file.src_uri)
        files = {language: self.files.get_file_from_path(folder + name) for language, folder in FOLDERS.items()}
        return {language: file.url for language, file in files.items() if file}

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Note what a hand-written page is called."""
        if page.file.src_uri not in SHELLS.values():
            self.titles[page.file.dest_uri] = str(page.title)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Give what the engine has rendered, shells too, the names of the assets."""
        return assets.refer(output, self.assets)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for the page of an error; leave out the engine's sitemap, which knows neither our pages nor
        languages.
        """
        if template_name == SITEMAP_FILE:
            return ""
        return assets.refer(output_content, self.assets) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the pages and the shells with what the records say, and refuse a site that is not whole."""
        if not self.is_alone:
            return
        out = Path(config.site_dir)
        try:
            built = take_built(out, self.titles)
            assemble(self.root, self.records, built, out, OutputManifest(Cache(), out, out), Sealer(), JOBS)
            check_site(out, absent=WRITTEN)
        except REFUSALS as error:
            raise PluginError(str(error)) from error


_NAMED = re.compile(r"([\w-]+)\.html")
"""A page that a page names."""


def _name(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".html")


class _PromisedFile(File):
    """A page that is written at the end: MkDocs may link to it and has nothing to copy."""

    def __init__(self, config: MkDocsConfig, address: str) -> None:
        super().__init__(address, None, config.site_dir, config.use_directory_urls)

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""
