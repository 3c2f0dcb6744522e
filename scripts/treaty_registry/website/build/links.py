"""Dead links fail the build: every address within the site leads to a page, and every anchor to a place on it."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from treaty_registry.website.build.assets import is_named
from treaty_registry.website.context.addresses import ERROR_PAGE

_TAG = re.compile("<[a-z][^>]*")
"""A tag without its end. The next two find what they are named after in such tags, once in each."""
_LINK = re.compile(r"""<(?:a|link|script|img|source|iframe)\b[^>]*?\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ANCHOR = re.compile(r"""\sid\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)[^>]*""")
_ELSEWHERE = re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an address on another host, or in another scheme, begins."""


class DeadLinksError(Exception):
    """Some links lead nowhere; the text lists them, page by page."""


class Links(NamedTuple):
    """What a page leads to within the site, as written, and the places on it that others can lead to."""

    targets: Sequence[str]
    places: Sequence[str]


class Checked(NamedTuple):
    """What an earlier check found right, so that only what is new need be looked at."""

    files: Collection[str]
    """The addresses of all files that there were."""
    new: Collection[str]
    """The addresses of those that there are and are not the same as then."""
    former: Callable[[str], Links | None]
    """Returns the links and places that a page had then, by its address."""


def links_of(html: str) -> Links:
    """Return the links and the places of a page."""
    # A page says most of its tags again and again, and has as much between them.
    tags = dict.fromkeys(_TAG.findall(html))
    targets = dict.fromkeys(map(_value, _LINK.findall(">".join(tags))))
    # Few tags have a place, and looking for one takes long in those that have none.
    placed = ">".join([tag for tag in tags if "id" in tag])
    return Links(
        [target for target in targets if not target.startswith("/") and not _ELSEWHERE.match(target)],
        list(dict.fromkeys(map(_value, _ANCHOR.findall(placed)))),
    )


def check_site(
    folder: Path,
    absent: tuple[str, ...] = (),
    known: Callable[[str], Links | None] = lambda _: None,
    checked: Checked | None = None,
) -> None:
    """Check every page of a built site, one at a time. Raises DeadLinksError.

    Only relative links are looked at: what other hosts do is not known here. The error page is left out, because a
    server shows it at any address. ``absent`` is for a folder that is only a part of the site: it names files and
    folders (these end in ``/``), from the top of the site, that are not there and hold no page. Links to them pass.
    ``known`` returns the links of a page that need not be read for them, by its address. Pages that were ``checked``
    are not looked at again if nothing that they can lead to is gone since.
    """
    # As text: a path of each file would cost more than reading the pages.
    start = len(f"{folder}{os.sep}")
    files = {
        os.path.join(place, name)[start:].replace(os.sep, "/")  # noqa: PTH118  # as above
        for place, _, names in os.walk(folder)
        for name in names
    }

    def read(address: str) -> Links:
        return known(address) or links_of((folder / address).read_text(encoding="utf-8"))

    @cache
    def places_of(address: str) -> frozenset[str]:
        return frozenset(read(address).places)

    @cache
    def leads_to(place: str, path: str) -> str:
        """Return the file that a path leads to from a folder, or nothing where there is none."""
        target = _normal(place, path)
        return target if target in files or target.startswith(absent) else ""

    pages = [address for address in sorted(files) if _is_page(address)]
    if checked and not any(_vanished(files, checked, read)):
        pages = [address for address in pages if address in checked.new]
    dead = [
        f"{address}: {words}" for address in pages for words in dead_links(address, read(address), leads_to, places_of)
    ]
    if dead:
        raise DeadLinksError("\n".join(dead))


def _vanished(files: Collection[str], checked: Checked, read: Callable[[str], Links]) -> Iterator[str]:
    """Yield what pages may have led to and is not there any more: files, and places on pages.

    A file whose name holds a hash of its content is none of it: only scripts ask for those.
    """
    yield from (address for address in checked.files if address not in files and not is_named(address))
    for address in filter(_is_page, checked.new):
        if address in checked.files:
            had = checked.former(address)
            gone = [address] if had is None else set(had.places).difference(read(address).places)
            yield from gone


def _is_page(address: str) -> bool:
    return address.endswith(".html") and address != ERROR_PAGE


def dead_links(
    address: str, links: Links, leads_to: Callable[[str, str], str], places_of: Callable[[str], frozenset[str]]
) -> Iterator[str]:
    """Yield what is wrong with each link of one page.

    ``leads_to`` returns the file that a path leads to from a folder, ``places_of`` the places on another page.
    """
    folder = posixpath.dirname(address)
    for target in links.targets:
        path, _, fragment = target.partition("#")
        path = path.partition("?")[0]
        leads = leads_to(folder, path) if path else address
        if not leads:
            yield f"the link {target} leads nowhere"
        elif fragment and leads.endswith(".html"):
            places = links.places if leads == address else places_of(leads)
            if unquote(fragment) not in places:
                yield f"the link {target} leads to a page without that place"


def _normal(place: str, path: str) -> str:
    """Return the address of a file, from the top of the site, by a path from one of its folders."""
    target = posixpath.normpath(posixpath.join(place, unquote(path)))
    return posixpath.normpath(posixpath.join(target, "index.html")) if path.endswith("/") or target == "." else target


def _value(written: str) -> str:
    return unescape(written.strip("\"'"))
