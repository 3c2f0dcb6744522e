"""The adapter to MkDocs, and all that knows it: it lends the theme's page as a shell and hands back the pages."""

from __future__ import annotations

import json
from datetime import date
from html import escape
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from treaty_registry.check.finding import as_text, has_errors
from treaty_registry.check.run import Examination, examine
from treaty_registry.publish.insertions import UnknownInsertionError, insert
from treaty_registry.publish.links import DeadLinksError, check_site
from treaty_registry.publish.pages import page_addresses, pages
from treaty_registry.publish.redirects import redirects
from treaty_registry.publish.shell import BrokenShellError, Shell, marker, shell_markdown
from treaty_registry.publish.site import Site
from treaty_registry.publish.sitemap import extend_sitemap
from treaty_registry.read.files import Root, find_root

SHELL = "treaties/shell.md"
"""The page that becomes the shell. It stands where the treaties stand, so that its relative links fit theirs."""


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its base class untyped
    """The plugin has nothing to set: what it publishes is the registry that mkdocs.yml stands in."""


class TreatyRegistryPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Publishes the registry beside mkdocs.yml. Raises PluginError with the findings if a record is wrong."""

    examination: Examination | None = None
    """What a caller has read and checked already, so that it is not done twice."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the registry, unless that is done. Without a repository there is nothing to edit."""
        if not config.repo_url:
            config.edit_uri = ""
        self.root: Root = find_root(Path(config.config_file_path).parent)
        result = self.examination or examine(self.root, date.today())  # noqa: DTZ011  # the author's own civil day
        if has_errors(result.findings):
            raise PluginError(as_text(result.findings, result.files))
        self.registry = result.registry
        self.site = Site(self.registry, self.root.docs / "templates", up="../")
        self.home = Site(self.registry, self.root.docs / "templates", up="")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the page that becomes the shell, and tell MkDocs which pages will be there, so that it checks links."""
        files.append(File.generated(config, SHELL, content=shell_markdown()))
        for address in page_addresses(self.site):
            files.append(_PromisedFile(config, address))
        return files

    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: object) -> None:
        """Put markers where the shell would show addresses of its own."""
        if page.file.src_uri == SHELL:
            if config.repo_url:
                # The engine's address is for files of its own folder; records stand beside that.
                folder = str(config.edit_uri).removesuffix(f"{Path(config.docs_dir).name}/")
                page.edit_url = f"{config.repo_url.rstrip('/')}/{folder}{marker('edit')}"
            if config.site_url:
                page.canonical_url = f"{config.site_url.rstrip('/')}/{marker('address')}"

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Insert the lists that hand-written pages leave to the registry."""
        site = self.site if "/" in page.file.src_uri else self.home
        try:
            return insert(site, html)
        except UnknownInsertionError as error:
            raise PluginError(f"{page.file.src_uri}: {error}") from error

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the shell for every record, and refuse a site with dead links."""
        out = Path(config.site_dir)
        shell_file = out / Path(SHELL).with_suffix(".html")
        try:
            shell = Shell(shell_file.read_text(encoding="utf-8"))
        except BrokenShellError as error:
            raise PluginError(str(error)) from error
        shell_file.unlink()
        search, addresses = [], []
        for page in pages(self.site):
            target = out / page.address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(shell.fill(page), encoding="utf-8")
            # The theme puts what it finds into its page as HTML.
            search.append({"location": page.address, "title": escape(page.title), "text": escape(page.search)})
            addresses.append(page.address)
        for address, text in redirects(self.registry.treaties.values()):
            (out / address).write_text(text, encoding="utf-8")
        for treaty in self.registry.treaties.values():
            source = self.root.record_path(treaty.id)
            (out / "treaties" / source.name).write_bytes(source.read_bytes())
        _extend_search(out / "search" / "search_index.json", search)
        if config.site_url:
            extend_sitemap(out / "sitemap.xml", config.site_url, addresses, leave_out="shell.html")
        try:
            check_site(out)
        except DeadLinksError as error:
            raise PluginError(f"dead links:\n{error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch the records too."""
        for folder in (self.root.treaties, self.root.path / "schema"):
            server.watch(str(folder))
        return server


class _PromisedFile(File):
    """A page that is written at the end: MkDocs may link to it and has nothing to copy."""

    def __init__(self, config: MkDocsConfig, address: str) -> None:
        super().__init__(address, None, config.site_dir, config.use_directory_urls)

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""


def _extend_search(index: Path, documents: list[dict[str, str]]) -> None:
    """Add the records to the search index that the theme's search reads, where there is one."""
    if index.exists():
        content = json.loads(index.read_text(encoding="utf-8"))
        content["docs"] += documents
        index.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
