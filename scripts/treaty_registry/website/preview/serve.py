"""Showing the site while it is edited: MkDocs builds what is written by hand, serves, and loads pages again."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from os import environ as variables
from pathlib import Path
from posixpath import normpath
from tempfile import TemporaryDirectory
from typing import Any, cast

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from treaty_registry.cache.cache import Cache, LostError, cache_key
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.cache.fingerprint import code_fingerprint
from treaty_registry.check.finding import findings_as_text, has_errors
from treaty_registry.check.run import examine
from treaty_registry.language.catalogue import ConflictingTranslationsError
from treaty_registry.parallel import JOBS
from treaty_registry.reading.files import Root
from treaty_registry.website.build import assets
from treaty_registry.website.build.assemble import REFUSALS, error_page
from treaty_registry.website.build.build import SiteError, config_file_of
from treaty_registry.website.build.engine_output import EngineOutput, take_built
from treaty_registry.website.context import templates
from treaty_registry.website.context.addresses import ERROR_PAGE, language_of
from treaty_registry.website.context.build_context import BuildContext, prepare
from treaty_registry.website.mkdocs.plugin import TreatyRegistryPlugin
from treaty_registry.website.preview.error_page import Mistake, mistakes_of, mistakes_page
from treaty_registry.website.preview.live import Live
from treaty_registry.website.preview.watch import Watch

_PLAIN = (*REFUSALS, ConflictingTranslationsError, MkDocsException, TemplateError, SiteError, OSError)
"""What says by itself what is to be mended; of anything else, the way to it is told too."""


class Preview:
    """What is shown: the site, or what is wrong with it. Only one thread at a time may ask anything of it."""

    def __init__(self, root: Root, folder: Path, today: Callable[[], date], say: Callable[[str], None]) -> None:
        """Take the registry, an empty folder for what is shown, the clock, and who tells what is wrong."""
        self._root, self._folder, self._today, self._say = root, folder, today, say
        self._store, self._memory = Cache(root.cache), FileMemory()
        self._live: Live | None = None
        self._built: tuple[str, EngineOutput] | None = None
        self._mistakes: Sequence[Mistake] = ()
        self.version = 0
        """Counts the changes; what is read while it changes may be of before or after."""

    def refresh(self, jobs: int = 1) -> None:
        """Look at everything again. What is wrong with it is told, here and on every page; nothing is raised."""
        self.version += 1
        before, self._live, self._mistakes = self._live, None, ()
        try:
            if before:
                before.forget()
            self._renew(jobs)
        except Exception as error:  # noqa: BLE001  # whatever becomes of a file in an editor's hands, the server stays
            self._mistakes = [self._told(error)]

    def _renew(self, jobs: int) -> None:
        result = examine(self._root, self._today(), store=self._store, memory=self._memory, jobs=jobs)
        self._say(findings_as_text(result.findings, result.files))
        if has_errors(result.findings):
            self._mistakes = mistakes_of(result.findings, result.files)
            return
        config_file = config_file_of(self._root)
        # Neither the address that the site will have nor the one that it has here is in its pages: then the parts
        # of pages are those that `treaties build` makes here, too.
        prepared = prepare(self._root, result, "", variables.get("REPO_URL", ""))
        # The page of an error, which is made with the rest here, is one of the templates.
        folders = [self._root.docs, templates.TEMPLATES, assets.FILES]
        key = cache_key(code_fingerprint(self._root, (), folders), config_file.read_bytes())
        if self._built is None or self._built[0] != key:
            self._built = None
            self._built = key, _built(config_file, self._folder, prepared)
        self._live = Live(self._root, self._folder, prepared, self._built[1])

    def bring(self, address: str) -> str | None:
        """Have what is asked for ready at its address, from the top of the site.

        Return the address of what to show in its place, if something is wrong with it.
        """
        mistakes = self._mistakes
        if self._live:
            try:
                self._live.bring(address)
            except LostError:  # another process has emptied the cache, or it is damaged
                self._store.clear()
                self._memory.clear()
                self.refresh()
                return self.bring(address)
            except Exception as error:  # noqa: BLE001  # as above
                mistakes = [self._told(error, address)]
        if not mistakes or not address.endswith(".html"):
            return None
        page = mistakes_page(mistakes, language_of(address))
        name = f"mistakes-{cache_key(page)}.html"
        (self._folder / name).write_text(page, encoding="utf-8")
        return name

    def _told(self, error: Exception, where: str = "") -> Mistake:
        """Tell what went wrong, and return it."""
        # The engine ends with a word that says nothing, after what it met.
        cause = error.__context__ if isinstance(error, MkDocsException) and error.__context__ else error
        text = str(cause) if isinstance(cause, _PLAIN) else "".join(traceback.format_exception(cause))
        self._say(f"{where}: {text}" if where else text)
        return Mistake(where, text)


def _built(config_file: Path, folder: Path, prepared: BuildContext) -> EngineOutput:
    """Have MkDocs build the hand-written pages and the shells into a folder, which it empties."""
    config = load_config(str(config_file), site_dir=str(folder), site_url="")
    plugin = cast(TreatyRegistryPlugin, config.plugins["treaty-registry"])
    plugin.prepared = prepared
    build(config)
    page = folder / ERROR_PAGE
    page.write_text(error_page(prepared.sites, page.read_text(encoding="utf-8")), encoding="utf-8")
    return take_built(folder, plugin.titles)


def serve_site(root: Root, port: int, today: Callable[[], date], say: Callable[[str], None]) -> None:
    """Serve the site on this machine until it is interrupted, and show every change of what it is made of at once.

    Mistakes are shown in the place of the pages; after each change, what ``treaties check`` reports is said.
    Raises SiteError if there is no site, or the port is taken.
    """
    places = (
        root.docs,
        root.treaties,
        root.path / "schema",
        config_file_of(root),
        templates.TEMPLATES,
        assets.FILES,
    )
    with TemporaryDirectory(prefix="treaties-") as name, ThreadPoolExecutor(1) as worker:
        # One thread does all work on the records: the store belongs to it, and no page is made twice at once.
        preview = worker.submit(Preview, root, Path(name), today, say).result()
        watch = Watch(places)  # before anything is read
        worker.submit(preview.refresh, JOBS).result()
        server = LiveReloadServer(
            # By one process: a copy of this one would hold locks of threads that it has not.
            builder=lambda: worker.submit(preview.refresh).result(),
            host="127.0.0.1",
            port=port,
            root=name,
        )
        server.observer = watch  # type: ignore[assignment]  # it is asked for no more than it can do
        server.build_delay = 0  # it tells of a change when that is over
        server.set_app(_app(server, preview, worker))
        server.error_handler = lambda code: _error_page(Path(name), code)
        for path in places:
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
        except KeyboardInterrupt:
            logging.getLogger(__name__).info("Stopped.")
        except OSError as error:
            raise SiteError(f"port {port} cannot be used: {error.strerror}. Name another with --port.") from error
        finally:
            server.shutdown()


def _app(server: LiveReloadServer, preview: Preview, worker: ThreadPoolExecutor) -> Callable[..., Iterable[bytes]]:
    """Return what answers a request: it has the page made first, and leaves the rest to the server."""

    def answer(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return server.serve_request(environ, start_response)
        address = normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}").lstrip("/")
        while True:
            version = preview.version
            instead = worker.submit(preview.bring, address).result()
            begun: list[tuple[str, list[tuple[str, str]]]] = []
            body = server.serve_request(_asked(environ, instead), partial(_note, begun))
            if preview.version == version:
                status, headers = begun[-1]
                start_response("503 Service Unavailable" if instead else status, headers)
                return body
            # A file has changed in between, and what was made may be gone.

    return answer


def _asked(environ: dict[str, Any], instead: str | None) -> dict[str, Any]:
    return {**environ, "PATH_INFO": f"/{instead}"} if instead else environ


def _note(begun: list[tuple[str, list[tuple[str, str]]]], status: str, headers: list[tuple[str, str]]) -> None:
    begun.append((status, headers))


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
