"""The bodies of the pages that our build made from records, as content for other generators."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDERS = ("treaties", "parties")
"""Where the pages of records are, in the folder of each language."""

_OPENS = '<article class="md-content__inner md-typeset">'
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Content(NamedTuple):
    """What is on one page, without the theme around it."""

    address: str
    """From the top of the site, without ending: ``fr/treaties/1951-anzus``."""
    title: str
    body: str
    """HTML."""


class NoBodyError(Exception):
    """A page does not have its body where the theme puts it."""


def contents(site: Path) -> Iterator[Content]:
    """Yield every page that stands for a record in a built site, in each language. Raises NoBodyError."""
    for path in sorted(site.rglob("*.html")):
        if path.parent.name in FOLDERS and path.name != "index.html":
            address = path.relative_to(site).with_suffix("").as_posix()
            text = path.read_text(encoding="utf-8")
            if 'http-equiv="refresh"' not in text[:1000]:
                yield read_content(address, text)


def read_content(address: str, text: str) -> Content:
    """Return what is on a page of the site, given as HTML. Raises NoBodyError."""
    _, opening, rest = text.partition(_OPENS)
    body, closing, _ = rest.rpartition("</article>")
    title = _TITLE.search(text)
    if not (opening and closing and title):
        raise NoBodyError(f"{address} has no {_OPENS}…</article> or no title")
    return Content(address, html.unescape(title[1].strip()), body.strip())


def write_contents(site: Path, folder: Path, form: Callable[[Content], str], ending: str) -> int:
    """Write the pages of a site as sources of another generator, and return how many there are.

    A file that would stay as it is is not touched, so that a generator which looks at that can gain by it.
    """
    pages = 0
    for page in contents(site):
        path = folder / f"{page.address}{ending}"
        text = form(page)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pages += 1
    return pages


def with_title(page: Content, body: str) -> str:
    """Return a source with its title as front matter, which every generator reads."""
    return f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n---\n\n{body}\n"
