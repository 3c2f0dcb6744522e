"""A site in memory, a real one on disk, built once and served, and a browser to read it in."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import chromium
from tests.conftest import RECORDS, REGISTRY, TODAY, shared
from tests.registries import make_registry
from tests.website.incremental import by_command, new_registry
from treaty_registry.cache.cache import Cache
from treaty_registry.check.parsing import build, read_tree
from treaty_registry.check.run import Examination, examine
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry, Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import build_site
from treaty_registry.website.context.aggregates import Aggregates
from treaty_registry.website.context.render_context import RenderContext

FEW = ("1890-older", "1900-every-key", "1900-minimal")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site(real: Registry, law: CompiledRegistry) -> RenderContext:
    """The frozen records, ready to be written as HTML."""
    return RenderContext(real, REGISTRY, up="../", aggregates=Aggregates(law))


@pytest.fixture
def site_of(terms: Terms) -> Callable[..., tuple[RenderContext, Treaty]]:
    """Make a site of one record, given as YAML."""

    def make(text: str) -> tuple[RenderContext, Treaty]:
        tree, problems = read_tree(text)
        treaty, unfit = build(tree, Treaty, terms.context())
        assert treaty is not None, [*problems, *unfit]
        return RenderContext(Registry(terms, {treaty.id: treaty}), REGISTRY, up="../"), treaty

    return make


@pytest.fixture(scope="session")
def built(examination: Examination, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the frozen records, built once for all processes of a run."""
    with shared(tmp_path_factory, "site") as folder:
        out = folder / "site"
        if not out.exists():
            build_site(Root(REGISTRY), examination, out)
    return out


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with a few records that was built once for all processes of a run: what builds keep is there."""
    with shared(tmp_path_factory, "few") as folder:
        if not (folder / "registry").exists():
            making = make_registry(folder / "making", [RECORDS / "valid" / f"{name}.yaml" for name in FEW])
            build_site(Root(making), examine(Root(making), TODAY, store=Cache(Root(making).cache)), folder / "site")
            making.rename(folder / "registry")
    return folder / "registry"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry of ``incremental``, built for the first time, once for all processes of a run."""
    with shared(tmp_path_factory, "whole") as folder:
        if not (folder / "registry").exists():
            new_registry(folder / "making")
            by_command(folder / "making")
            (folder / "making").rename(folder / "registry")
    return folder / "registry"


@pytest.fixture
def copy(few: Path, tmp_path: Path) -> Path:
    """A registry with a few records that may be broken, and what an earlier build of it kept."""
    return shutil.copytree(few, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="package")
def address(built: Path) -> Iterator[str]:
    """The built site, served."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests: Playwright runs in a process only once at a time."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[Page]:
    """A desktop window for all tests: to open one takes longer than to read most pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """A desktop window that shows nothing yet."""
    yield window
    window.unroute_all()
    for other in window.context.pages:
        if other != window:
            other.close()
    window.context.clear_cookies()
    window.goto("about:blank")
