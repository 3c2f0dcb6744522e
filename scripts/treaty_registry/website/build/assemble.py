"""What turns the pages that an engine has built into the registry's site; it knows no engine.

The engine has rendered the hand-written pages and one shell for each language. Here the shells are filled for every
record, and what the pages need beside them is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from treaty_registry.language.catalogue import MissingTranslationError
from treaty_registry.language.languages import Language
from treaty_registry.reading.files import Root
from treaty_registry.website.build.engine_output import EngineOutput
from treaty_registry.website.build.links import DeadLinksError
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.build.security_headers import HEADERS_FILE, Sealer, UnsealableError, headers
from treaty_registry.website.build.shell import BrokenShellError, Shell
from treaty_registry.website.context.addresses import ERROR_PAGE, FOLDERS
from treaty_registry.website.context.build_context import BuildContext
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import explore
from treaty_registry.website.pages.pages import Press, make_pages, page_addresses
from treaty_registry.website.pages.placeholders import UnknownInsertionError, insert
from treaty_registry.website.pages.redirects import redirects
from treaty_registry.website.pages.sitemap import sitemap
from treaty_registry.website.search.documents import WrittenPage, write_search

SITE_MARK = ".treaty-registry-site"
"""The file by which a build recognises a folder that an earlier build made, and may therefore replace."""

REFUSALS = (BrokenShellError, DeadLinksError, MissingTranslationError, UnknownInsertionError, UnsealableError)
"""Why a site is not finished; the text of each says what is to be mended."""


def assemble(
    root: Root,
    prepared: BuildContext,
    built: EngineOutput,
    out: Path,
    ledger: OutputManifest,
    sealer: Sealer,
    jobs: int = 1,
) -> None:
    """Fill what an engine has built, and add what only the records know. Raises one of ``REFUSALS``, and LostError.

    ``out`` is the folder of which ``ledger`` keeps account; up to ``jobs`` processes make the pages of records.
    """
    sites, fragments, _ = prepared
    shells = {language: Shell(sealer(html)) for language, html in built.shells.items()}
    make_pages(Press(prepared, shells, ledger, jobs))
    for treaty_id, key in fragments.keys.items():
        source = root.record_path(treaty_id)
        ledger.copy(f"treaties/{source.name}", key, source)
    hashed: list[str] = []
    for language, site in sites.items():
        written = [filled(site, page) for page in built.pages[language]]
        hashed.append(write_search(site, written, out))
        if name := explore.write_data(site, out / FOLDERS[language]):
            hashed.append(FOLDERS[language] + name)
            written = [replace(page, html=explore.naming(page.html, name)) for page in written]
        for page in written:
            ledger.put_page(FOLDERS[language] + page.address, sealer(page.html))
        for address, text in redirects(site):
            ledger.put_page(FOLDERS[language] + address, sealer(text))
        site.words.check()
    for address, content in built.others.items():
        if address == ERROR_PAGE:
            ledger.put(address, sealer(error_page(sites, content.decode())).encode())
        else:
            ledger.put(address, content)
    ledger.put(HEADERS_FILE, headers(sealer.scripts, hashed).encode())
    if base := sites["en"].base:
        pages = (
            FOLDERS[language] + address
            for language, site in sites.items()
            for address in (*page_addresses(site), *(page.address for page in built.pages[language]))
        )
        for address, text in sitemap(base, pages):
            ledger.put(address, text.encode())


def filled(site: RenderContext, page: WrittenPage) -> WrittenPage:
    """Return a hand-written page with what the registry puts into it. Raises UnknownInsertionError."""
    try:
        return replace(page, html=insert(site.at(page.address), page.html))
    except UnknownInsertionError as error:
        raise UnknownInsertionError(f"{FOLDERS[site.language]}{page.address}: {error}") from error


def error_page(sites: Mapping[Language, RenderContext], html: str) -> str:
    """Return the page for a wrong address, speaking every language. It is shown at any address: its links are whole
    paths.
    """
    top = urlsplit(sites["en"].base).path or "/"
    said = (site.render("not_found.html", home=top + FOLDERS[language]) for language, site in sites.items())
    return html.replace("<!-- registry:not-found -->", "".join(said))


def count_pages(out: Path) -> int:
    """Return how many pages stand in a folder."""
    return sum(1 for _ in out.rglob("*.html"))
