"""The site while it is edited: what comes from records is made when somebody asks for it.

An engine has built the hand-written pages, with their places for lists still empty, and a shell for each language.
After an edit of a record, only what was asked for is made again, whatever the size of the registry; and nothing that
was made before the edit is ever shown after it. It knows no engine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.publish import addresses, explore
from treaty_registry.publish.addresses import FOLDERS, language_of, plain
from treaty_registry.publish.finish import take_shell
from treaty_registry.publish.insertions import insert
from treaty_registry.publish.pages import page_at
from treaty_registry.publish.prepare import Prepared
from treaty_registry.publish.redirects import redirects
from treaty_registry.publish.search_documents import WrittenPage, write_search
from treaty_registry.publish.shell import Shell
from treaty_registry.read.files import Root

_SEARCH = "search/"


class Built(NamedTuple):
    """What an engine has built: the shells, and the hand-written pages with empty places by their addresses."""

    shells: Mapping[Language, Shell]
    pages: Mapping[str, str]
    written: Mapping[Language, Sequence[WrittenPage]]
    """The same pages for the search, without the theme."""


def take_built(folder: Path, written: Mapping[Language, Sequence[WrittenPage]]) -> Built:
    """Return what an engine has built into a folder. Raises BrokenShellError."""
    shells = {language: take_shell(folder, language) for language in LANGUAGES}
    there = [FOLDERS[language] + page.address for language, pages in written.items() for page in pages]
    return Built(shells, {one: (folder / one).read_text(encoding="utf-8") for one in there}, written)


class Live:
    """The site as the records are at one moment."""

    def __init__(self, root: Root, folder: Path, prepared: Prepared, built: Built) -> None:
        """Take the registry, the folder that is shown, the records, and what the engine has built into the folder."""
        self._root, self._folder, self._sites, self._built = root, folder, prepared.sites, built
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
            if plain(address) == explore.PAGE:
                language = language_of(address)
                explore.write_data(self._sites[language], self._folder / FOLDERS[language])
        for site in self._sites.values():
            site.words.check()
            site.standings.forget()

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
        site, own = self._sites[language], plain(address)
        if address in self._built.pages:
            return self._inserted(language, own, self._built.pages[address])
        if (page := page_at(site, own)) is not None:
            return self._built.shells[language].fill(page)
        name = own.rpartition("/")[2]
        if address == f"treaties/{name}" and name.endswith(".yaml") and name[:-5] in site.registry.treaties:
            return self._root.record_path(name[:-5]).read_text(encoding="utf-8")
        if own == addresses.treaty(name.removesuffix(".html")):
            return dict(redirects(site)).get(own)
        return None

    def _inserted(self, language: Language, address: str, html: str) -> str:
        """Return a hand-written page with what the registry puts into it."""
        return insert(self._sites[language].at(address), html)

    def _make_search(self, address: str) -> None:
        for language, site in self._sites.items():
            if address.startswith(f"{_SEARCH}{language}/") and language not in self._searched:
                shutil.rmtree(self._folder / _SEARCH / language, ignore_errors=True)
                write_search(site, self._written(language), self._folder)
                self._searched.add(language)

    def _written(self, language: Language) -> Iterator[WrittenPage]:
        for page in self._built.written[language]:
            yield WrittenPage(page.address, page.title, self._inserted(language, page.address, page.html))

    def _write(self, address: str, text: str) -> None:
        target = self._folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        self._made.add(address)
