"""The adapter to MkDocs, and all that knows it: it lends the theme's page as a shell and hands back the pages."""

from __future__ import annotations

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

from treaty_registry.check.finding import as_text, has_errors
from treaty_registry.check.run import Examination, examine
from treaty_registry.export.export import WRITTEN
from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.publish import assets, mkdocs_languages
from treaty_registry.publish.addresses import FOLDERS, SHELLS, counterparts, language_of, plain
from treaty_registry.publish.finish import REFUSALS, finish
from treaty_registry.publish.insertions import UnknownInsertionError, insert
from treaty_registry.publish.ledger import Ledger
from treaty_registry.publish.links import check_site
from treaty_registry.publish.pages import page_addresses
from treaty_registry.publish.policy import Sealer, UnsealableError
from treaty_registry.publish.prepare import Prepared, prepare
from treaty_registry.publish.search_documents import WrittenPage
from treaty_registry.publish.shell import marker, shell_markdown
from treaty_registry.publish.sitemap import FILE
from treaty_registry.publish.translation import ConflictingTranslationsError, MissingTranslationError
from treaty_registry.read.files import Root, find_root
from treaty_registry.read.store import Store
from treaty_registry.read.workers import JOBS


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its base class untyped
    """The plugin has nothing to set: what it publishes is the registry that mkdocs.yml stands in."""


class TreatyRegistryPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Publishes the registry beside mkdocs.yml. Raises PluginError with the findings if a record is wrong."""

    examination: Examination | None = None
    """What a caller has read and checked already, so that it is not done twice."""
    ledger: Ledger | None = None
    """What stands in the folder of the site, where a caller keeps account of that."""

    live: Prepared | None = None
    """The records of a caller that puts in what they say when a page is asked for: all such places are left to it, and
    pages, which it serves with a script that loads them again, state no policy."""
    is_all = True
    """Whether nothing is written into the folder afterwards. Links are checked here then, those into the export on
    trust; a caller that adds the export checks all of them when it is there."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the registry, unless that is done. Without a repository there is nothing to edit."""
        if not config.repo_url:
            config.edit_uri = ""
        self.root: Root = find_root(Path(config.config_file_path).parent)
        self.prepared = self.live or self._prepared(config)
        self.sites = self.prepared.sites
        self.settings = {one: mkdocs_languages.settings(config, site.words) for one, site in self.sites.items()}

    def _prepared(self, config: MkDocsConfig) -> Prepared:
        result = self.examination or examine(self.root, date.today())  # noqa: DTZ011  # the author's own civil day
        if has_errors(result.findings):
            raise PluginError(as_text(result.findings, result.files))
        try:
            return prepare(self.root, result, config.site_url or "", config.repo_url or "", JOBS)
        except (ConflictingTranslationsError, MissingTranslationError) as error:
            raise PluginError(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that become shells, and tell MkDocs which pages will be there, so that it checks links."""
        for language, site in self.sites.items():
            files.append(File.generated(config, SHELLS[language], content=shell_markdown()))
            for address in page_addresses(site):
                files.append(_PromisedFile(config, FOLDERS[language] + address))
        self.files = files
        self.sealer = None if self.live else Sealer()
        self.assets = self._name_assets(files, config)
        self.written: dict[Language, list[WrittenPage]] = {one: [] for one in LANGUAGES}
        return files

    def _name_assets(self, files: Files, config: MkDocsConfig) -> dict[str, assets.Asset]:
        """Put the assets under names with hashes in the place of those that were there."""
        kept: dict[str, bytes] = {}
        for file in [file for file in files if file.src_uri.startswith(assets.FOLDER)]:
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
            one: nav if one == "en" else mkdocs_languages.navigation(nav, files, one, site.words)
            for one, site in self.sites.items()
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
            links = {one: folder + marker("address") for one, folder in FOLDERS.items()}
        else:
            links = self._counterparts(page)
        if named := counterparts(links):
            page.meta["counterparts"] = named
        context["config"] = own
        context["nav"] = self.navigation[language]
        context["t"] = self.sites[language].t  # type: ignore[typeddict-unknown-key]  # templates take what they are given

    def _counterparts(self, page: MkDocsPage) -> dict[Language, str]:
        """Return the address of a hand-written page in each language that it exists in."""
        name = plain(page.file.src_uri)
        found = {one: self.files.get_file_from_path(folder + name) for one, folder in FOLDERS.items()}
        return {one: file.url for one, file in found.items() if file}

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Insert the lists that hand-written pages leave to the registry."""
        language = language_of(page.file.src_uri)
        site = self.sites[language].at(plain(page.file.src_uri))
        try:
            html = html if self.live else insert(site, html)
        except UnknownInsertionError as error:
            raise PluginError(f"{page.file.src_uri}: {error}") from error
        if page.file.src_uri != SHELLS[language]:
            address = page.file.url.removeprefix(FOLDERS[language])
            self.written[language].append(WrittenPage(address, str(page.title), html))
        return html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Finish what the engine has rendered, shells too: every record's page is then finished with its shell."""
        return self._finish(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Finish the page of an error; leave out the engine's sitemap, which knows neither our pages nor languages."""
        if template_name == FILE:
            return ""
        return self._finish(output_content) if template_name.endswith(".html") else output_content

    def _finish(self, html: str) -> str:
        """Give a page the names of the assets and its policy."""
        html = assets.refer(html, self.assets)
        try:
            return self.sealer(html) if self.sealer else html
        except UnsealableError as error:
            raise PluginError(str(error)) from error

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the shells for every record, and refuse a site that is not whole."""
        if self.live:
            return
        out = Path(config.site_dir)
        try:
            ledger = self.ledger or Ledger(Store(), out, out)
            finish(self.root, self.prepared, self.written, out, ledger, self.sealer)
            if self.is_all:
                check_site(out, absent=WRITTEN)
        except REFUSALS as error:
            raise PluginError(str(error)) from error


class _PromisedFile(File):
    """A page that is written at the end: MkDocs may link to it and has nothing to copy."""

    def __init__(self, config: MkDocsConfig, address: str) -> None:
        super().__init__(address, None, config.site_dir, config.use_directory_urls)

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""
