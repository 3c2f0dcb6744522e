"""What turns the pages that an engine has built into the registry's site; it knows no engine.

The engine has rendered the hand-written pages and one shell for each language. Here the shells are filled for every
record, and what the pages need beside them is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from treaty_registry.law.wording import Language
from treaty_registry.publish import explore
from treaty_registry.publish.addresses import FOLDERS, SHELLS
from treaty_registry.publish.insertions import UnknownInsertionError
from treaty_registry.publish.ledger import Ledger
from treaty_registry.publish.links import DeadLinksError
from treaty_registry.publish.pages import Promise, pages
from treaty_registry.publish.policy import FILE, Sealer, UnsealableError, headers
from treaty_registry.publish.prepare import Prepared
from treaty_registry.publish.redirects import redirects
from treaty_registry.publish.search_documents import WrittenPage, write_search
from treaty_registry.publish.shell import BrokenShellError, Shell
from treaty_registry.publish.site import Site
from treaty_registry.publish.sitemap import write_sitemap
from treaty_registry.publish.translation import MissingTranslationError
from treaty_registry.read.files import Root
from treaty_registry.read.store import digest

MARK = ".treaty-registry-site"
"""The file by which a build recognises a folder that an earlier build made, and may therefore replace."""

REFUSALS = (BrokenShellError, DeadLinksError, MissingTranslationError, UnknownInsertionError, UnsealableError)
"""Why a site is not finished; the text of each says what is to be mended."""


def finish(
    root: Root,
    prepared: Prepared,
    written: Mapping[Language, Sequence[WrittenPage]],
    out: Path,
    ledger: Ledger,
    sealer: Sealer | None,
) -> None:
    """Fill the shells in a folder of built pages, and add what only the records know. Raises one of ``REFUSALS``.

    ``written`` are the hand-written pages, with their lists inserted; ``ledger`` is of the same folder; ``sealer``
    has sealed them and the shells, or is missing where pages state no policy.
    """
    sites, shelf, env = prepared
    added: list[str] = []
    hashed: list[str] = []
    for language, site in sites.items():
        shell = take_shell(out, language)
        look = digest(env, shell.html)
        for page in pages(site):
            address = FOLDERS[language] + page.address
            ledger.write(address, digest(look, page.key), partial(_filled, shell, page))
            added.append(address)
        for address, text in redirects(site):
            target = out / FOLDERS[language] / address
            target.write_text(sealer(text) if sealer else text, encoding="utf-8")
        hashed.append(write_search(site, written[language], out))
        if name := explore.write_data(site, out / FOLDERS[language]):
            hashed.append(FOLDERS[language] + name)
        site.words.check()
    fill_error_page(sites, out / "404.html")
    for treaty_id, key in shelf.keys.items():
        source = root.record_path(treaty_id)
        ledger.copy(f"treaties/{source.name}", key, source)
    if sealer:
        (out / FILE).write_text(headers(sealer.scripts, hashed), encoding="utf-8")
    if base := sites["en"].base:
        added += [FOLDERS[one] + page.address for one, pages_ in written.items() for page in pages_]
        write_sitemap(out, base, added)


def fill_error_page(sites: Mapping[Language, Site], page: Path) -> None:
    """Let the page for a wrong address speak every language. It is shown at any address: its links are whole paths."""
    top = urlsplit(sites["en"].base).path or "/"
    said = (site.render("not_found.html", home=top + FOLDERS[one]) for one, site in sites.items())
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("<!-- registry:not-found -->", "".join(said)), encoding="utf-8")


def count_pages(out: Path) -> int:
    """Return how many pages stand in a folder."""
    return sum(1 for _ in out.rglob("*.html"))


def _filled(shell: Shell, page: Promise) -> str:
    return shell.fill(page.make())


def take_shell(out: Path, language: Language) -> Shell:
    """Return a language's shell and remove its page, which nobody is to find. Raises BrokenShellError."""
    file = out / Path(SHELLS[language]).with_suffix(".html")
    shell = Shell(file.read_text(encoding="utf-8"))
    file.unlink()
    file.parent.rmdir()
    return shell
