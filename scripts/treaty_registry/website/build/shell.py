"""The theme's page, rendered once by the engine and filled for each record.

The engine renders one ordinary page whose title, description, edit address and body are markers. Splitting it at the
markers leaves strings; a page is those strings with its own values between them. It costs next to nothing, and any
engine that keeps the markers will do. The table of contents is the theme's own too: the shell has one heading, and
the list item that the theme makes of it is repeated for each heading of a record's page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from treaty_registry.website.pages.page import Heading, Page

_MARKER = re.compile(r"registry-slot-([a-z]+)-here")
_CONTENTS_ITEM = re.compile(r"<li\b(?:(?!</?li\b).)*registry-slot-heading-here(?:(?!</?li\b).)*</li>", re.DOTALL)

TITLE_ANCHOR = "record-title"
"""The id of the heading of every page, which the theme's link *skip to content* leads to."""


class BrokenShellError(Exception):
    """The rendered page lacks a marker, so that filling it would publish pages without content."""


def marker(slot: str) -> str:
    """Return the text that stands for a slot: plain letters, which no engine escapes."""
    return f"registry-slot-{slot}-here"


def shell_markdown() -> str:
    """Return the page that the engine renders, as Markdown with front matter."""
    return (
        f"---\ntitle: {marker('title')}\ndescription: {marker('description')}\ntemplate: record.html\n"
        "---\n\n"
        f"# {marker('title')} {{#{TITLE_ANCHOR}}}\n\n## {marker('heading')} {{#{marker('anchor')}}}\n"
    )


class Shell:
    """A rendered page, split at its markers."""

    def __init__(self, html: str) -> None:
        """Split the page. Raises BrokenShellError if title or body have no marker."""
        self.html = html
        item = _CONTENTS_ITEM.search(html)
        self._contents_item = item.group() if item else ""
        if item:
            html = html[: item.start()] + marker("contents") + html[item.end() :]
        pieces = _MARKER.split(html)
        self._texts, self._slots = pieces[0::2], pieces[1::2]
        for needed in ("title", "body"):
            if needed not in self._slots:
                raise BrokenShellError(
                    f"the page shell has no {marker(needed)}: the theme's template must print the page's title and body"
                )

    def fill(self, page: Page) -> str:
        """Return a page in the theme's dress. Plain text is escaped; the body and what goes into the head are HTML."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "edit": escape(page.edit),
            "address": escape(page.address),
            "contents": self._contents(page.contents),
            "body": page.body,
            "head": page.head,
        }
        return _join(self._texts, self._slots, values)

    def _contents(self, headings: Sequence[Heading]) -> str:
        pieces = _MARKER.split(self._contents_item)
        return "\n".join(
            _join(pieces[0::2], pieces[1::2], {"heading": escape(heading.title), "anchor": escape(heading.anchor)})
            for heading in headings
        )


def _join(texts: Sequence[str], slots: Sequence[str], values: Mapping[str, str]) -> str:
    parts = [texts[0]]
    for slot, text in zip(slots, texts[1:], strict=True):
        parts += (values[slot], text)
    return "".join(parts)
