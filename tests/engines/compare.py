"""What a built page says, apart from how a theme dresses it, so that the pages of two engines can be compared."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from treaty_registry.language.languages import Language
from treaty_registry.website.context.addresses import FOLDERS
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.page import Page
from treaty_registry.website.pages.pages import page_addresses, page_at
from treaty_registry.website.pages.redirects import redirects

_SILENT = frozenset({"script", "style"})


def core_pages(sites: Mapping[Language, RenderContext]) -> dict[str, Page]:
    """Return every record's page, as the registry makes it without any engine, by its address."""
    return {
        FOLDERS[site.language] + address: page
        for site in sites.values()
        for address in page_addresses(site)
        if (page := page_at(site, address))
    }


def core_redirects(sites: Mapping[Language, RenderContext]) -> dict[str, str]:
    """Return the page of every former id by its address."""
    return {FOLDERS[site.language] + address: text for site in sites.values() for address, text in redirects(site)}


@dataclass
class Said:
    """What a page says: its head, the links of its menus with where they lead, and the words of its article."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    language: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    menu: list[tuple[str, str]] = field(default_factory=list)
    article: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said = Said()
        self._address = address
        self._silent = self._article = self._tabs = 0
        self._in_head = self._in_title = False
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.said.language = given.get("lang", "")
        elif tag in ("head", "title"):
            self._in_head = self._in_head or tag == "head"
            self._in_title = tag == "title" and self._in_head
        elif tag == "meta" and given.get("name") == "description":
            self.said.description = given["content"]
        elif tag == "link" and given.get("rel") == "canonical":
            self.said.canonical = given["href"]
        elif tag == "link" and "hreflang" in given:
            self.said.alternates[given["hreflang"]] = resolved(self._address, given["href"])
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "article":
            self._article += 1
        elif tag == "nav" and (self._tabs or "md-tabs" in given.get("class", "").split()):
            self._tabs += 1
        elif tag == "a" and self._tabs:
            self._link = resolved(self._address, given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self._in_head = False
        elif tag == "title":
            self._in_title = False
        elif tag in _SILENT:
            self._silent -= 1
        elif tag == "article":
            self._article -= 1
        elif tag == "nav" and self._tabs:
            self._tabs -= 1
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.said.title += data
        elif self._link is not None and data.strip():
            self.said.menu.append((" ".join(data.split()), self._link))
        elif self._article and not self._silent:
            self.said.article += data.split()


def resolved(address: str, link: str) -> str:
    """Return where a link on a page leads, from the top of the site; links to other hosts stay as they are."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), parts.path))


def said(address: str, html: str) -> Said:
    """Return what a page says."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    return reader.said


def html_pages(folder: Path) -> dict[str, str]:
    """Return every page of a built site by its address."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
