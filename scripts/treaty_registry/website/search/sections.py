"""Cuts the HTML of a page that was written by hand into the sections that the search finds one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset({"h1", "h2", "h3", "dt"})
_LEFT_OUT = frozenset({"script", "style", "svg", "template", "form", "select", "button", "dialog"})
_LISTS = frozenset({"headerlink", "cards", "jump", "cite"})
_VOID = frozenset({"br", "img", "input", "hr", "wbr", "col", "meta", "link", "source"})
_BLOCKS = frozenset({"p", "li", "dd", "div", "td", "th", "br", "pre", "tr", "ul", "ol", "dl", "blockquote"})


@dataclass
class _Part:
    """A section while it is read."""

    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


class Sections(HTMLParser):
    """Reads a page section by section: what follows a heading or a defined term that has a place.

    Lists of records, pictures and controls are left out: what they show is found by itself, and ``data-search-skip``
    leaves out anything else. What stands in another language, and a term's name in records, is found and not quoted.
    """

    def __init__(self) -> None:
        """Begin with what stands above all headings but the page's own."""
        super().__init__(convert_charrefs=True)
        self._parts = [_Part("")]
        self._within: list[str] = []
        """The element whose content is left out or hidden, and the elements of its name inside it."""
        self._hides = False
        self._heading = ""

    @property
    def sections(self) -> list[tuple[str, str, str, str]]:
        """The sections so far: anchor, title, text, and what is found and not shown."""
        return [(part.anchor, _plain(part.title), _plain(part.text), _plain(part.hidden)) for part in self._parts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section, or something that is left out."""
        given = dict(attrs)
        if self._within:
            if tag == self._within[0]:
                self._within.append(tag)
            return
        if tag in _HEADINGS and given.get("id"):
            self._heading = tag
            if tag != "h1":
                self._parts.append(_Part(given["id"] or ""))
        elif tag not in _VOID and (_is_left_out(tag, given) or self._is_hidden(tag, given)):
            self._hides = not _is_left_out(tag, given)
            self._within = [tag]
        if tag in _BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a heading, or something that is left out."""
        if self._within:
            if tag == self._within[0]:
                self._within.pop()
        elif tag == self._heading:
            self._heading = ""
        elif tag in _BLOCKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Take text."""
        part = self._parts[-1]
        if not self._within:
            (part.title if self._heading else part.text).append(data)
        elif self._hides:
            part.hidden.append(f"{data} ")

    def _is_hidden(self, tag: str, given: dict[str, str | None]) -> bool:
        if self._heading and _plain(self._parts[-1].title):
            return tag == "code" or "tag" in (given.get("class") or "").split()
        return bool(given.get("lang"))


def _is_left_out(tag: str, given: dict[str, str | None]) -> bool:
    classes = (given.get("class") or "").split()
    return (
        tag in _LEFT_OUT
        or (tag == "table" and "data-registry" in given)
        or "data-search-skip" in given
        or not _LISTS.isdisjoint(classes)
    )


def _plain(texts: list[str]) -> str:
    return " ".join("".join(texts).split())
