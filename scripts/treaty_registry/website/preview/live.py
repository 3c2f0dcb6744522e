"""The site while it is edited: what comes from records is made when somebody asks for it.

An engine has built the hand-written pages, with their places for lists still empty, and a shell for each language.
After an edit of a record, only what was asked for is made again, whatever the size of the registry; and nothing that
was made before the edit is ever shown after it. It knows no engine.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from treaty_registry.language.languages import Language
from treaty_registry.reading.files import Root
from treaty_registry.website.build.assemble import filled
from treaty_registry.website.build.engine_output import EngineOutput
from treaty_registry.website.build.shell import Shell
from treaty_registry.website.context import addresses
from treaty_registry.website.context.addresses import FOLDERS, language_of, plain_address
from treaty_registry.website.context.build_context import BuildContext
from treaty_registry.website.pages import explore
from treaty_registry.website.pages.pages import page_at
from treaty_registry.website.pages.redirects import redirects
from treaty_registry.website.search.documents import write_search

_SEARCH = "search/"


class Live:
    """The site as the records are at one moment."""

    def __init__(self, root: Root, folder: Path, prepared: BuildContext, built: EngineOutput) -> None:
        """Take the registry, the folder that is shown, the records, and what the engine has built into the folder."""
        self._root, self._folder, self._sites = root, folder, prepared.sites
        self._shells = {language: Shell(html) for language, html in built.shells.items()}
        self._pages = {
            FOLDERS[language] + page.address: page for language, pages in built.pages.items() for page in pages
        }
        self._made: set[str] = set()
        self._searched: set[Language] = set()
        """The languages whose search index is there."""

    def bring(self, address: str) -> None:
        """Make what is at an address, from the top of the site, if it comes from records and is not there yet.

        Raises MissingTranslationError, UnknownInsertionError, LostError, and whatever a template raises.
        """
        if address in self._made:
            return
        if address.startswith(_SEARCH):
            self._make_search(address)
        elif (text := self._text(address)) is not None:
            self._write(address, text)
        for site in self._sites.values():
            site.words.check()
            site.status_texts.forget()

    def forget(self) -> None:
        """Remove all that was made, of which something is not so any more."""
        for address in self._made:
            (self._folder / address).unlink(missing_ok=True)
        shutil.rmtree(self._folder / _SEARCH, ignore_errors=True)
        self._made.clear()
        self._searched.clear()

    def _text(self, address: str) -> str | None:
        """Return what is at an address, or nothing if no record has part in it."""
        language = language_of(address)
        site, own = self._sites[language], plain_address(address)
        if address in self._pages:
            html = filled(site, self._pages[address]).html
            if own == explore.PAGE and (data := explore.write_data(site, self._folder / FOLDERS[language])):
                html = explore.naming(html, data)
            return html
        if (page := page_at(site, own)) is not None:
            return self._shells[language].fill(page)
        name = own.rpartition("/")[2]
        if address == f"treaties/{name}" and name.endswith(".yaml") and name[:-5] in site.registry.treaties:
            return self._root.record_path(name[:-5]).read_text(encoding="utf-8")
        if own == addresses.treaty(name.removesuffix(".html")):
            return dict(redirects(site)).get(own)
        return None

    def _make_search(self, address: str) -> None:
        for language, site in self._sites.items():
            if address.startswith(f"{_SEARCH}{language}/") and language not in self._searched:
                shutil.rmtree(self._folder / _SEARCH / language, ignore_errors=True)
                own = (page for address, page in self._pages.items() if language_of(address) == language)
                write_search(site, (filled(site, page) for page in own), self._folder)
                self._searched.add(language)

    def _write(self, address: str, text: str) -> None:
        target = self._folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        self._made.add(address)
