"""Dead links fail the build: every address within the site leads to a page, and every anchor to a place on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"""<(?:a|link|script|img|source|iframe)\b[^>]*?\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ANCHOR = re.compile(r"""<[a-z][^>]*?\sid\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


LATER = ("changes.atom", "data/", "api/")
"""What the export writes after the pages, from the top of the site."""


class DeadLinksError(Exception):
    """Some links lead nowhere; the text lists them, page by page."""


def check_site(folder: Path) -> None:
    """Check every page of a built site, one at a time. Raises DeadLinksError.

    Only relative links are looked at: what other hosts do is not known here. The error page is left out, because a
    server shows it at any address.
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    @cache
    def anchors_of(address: str) -> frozenset[str]:
        return _anchors((folder / address).read_text(encoding="utf-8"))

    dead = []
    for address in sorted(files):
        if address.endswith(".html") and address != "404.html":
            html = (folder / address).read_text(encoding="utf-8")
            dead += [f"{address}: {words}" for words in dead_links(address, html, files, anchors_of)]
    if dead:
        raise DeadLinksError("\n".join(dead))


def dead_links(
    address: str, html: str, files: Container[str], anchors_of: Callable[[str], frozenset[str]]
) -> Iterator[str]:
    """Yield what is wrong with each link of one page; ``anchors_of`` returns the places on another page."""
    own = _anchors(html)
    for target in dict.fromkeys(_value(match) for match in _LINK.finditer(html)):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or target.startswith("/"):
            continue
        path = address
        if parts.path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(parts.path)))
            if parts.path.endswith("/") or path == ".":
                path = posixpath.normpath(posixpath.join(path, "index.html"))
        if path not in files and path.startswith(LATER):
            continue
        if path not in files:
            yield f"the link {target} leads nowhere"
        elif parts.fragment and path.endswith(".html"):
            places = own if path == address else anchors_of(path)
            if unquote(parts.fragment) not in places:
                yield f"the link {target} leads to a page without that place"


def _anchors(html: str) -> frozenset[str]:
    return frozenset(_value(match) for match in _ANCHOR.finditer(html))


def _value(match: re.Match[str]) -> str:
    return unescape(match.group(1).strip("\"'"))
