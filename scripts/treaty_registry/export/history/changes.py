"""What changed in the registry, from the history that Git keeps, and an Atom feed of it (RFC 4287).

Nothing is typed: each change is the difference between a record before and after a commit. Where there is no Git or no
history, as in an unpacked archive, nothing is known to have changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from treaty_registry.export.history.commits import BlobReader, TouchedRecord, touched_records
from treaty_registry.export.history.record_diff import record_contents, record_diff
from treaty_registry.reading.problem import cut
from treaty_registry.reading.yaml import parse

ChangeKind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one record. ``what`` says it in words; of a new record it says what it holds."""

    commit: str
    at: datetime
    kind: ChangeKind
    treaty: str
    title: str
    what: tuple[str, ...]

    @property
    def day(self) -> date:
        """The day of the commit, in UTC."""
        return self.at.date()


def history(root: Path, limit: int) -> list[Change]:
    """Return the last changes of records on the main line of the history, newest first, at most ``limit``.

    ``root`` is the registry's folder. What changed no fact (comments, the order of keys) is left out. Returns an empty
    list where there is no Git, no repository or no history. Reads no more of the history than it needs.
    """
    try:
        with closing(touched_records(root)) as entries, BlobReader(root) as store:
            return list(islice(_changes(entries, store), max(limit, 0)))
    except OSError:
        return []


def _changes(entries: Iterator[TouchedRecord], store: BlobReader) -> Iterator[Change]:
    for entry in entries:
        before, after = (_tree(store, name) for name in (entry.before, entry.after))
        kind: ChangeKind = "changed" if entry.before and entry.after else "added" if entry.after else "removed"
        what = _what(kind, before, after)
        if what or kind != "changed":
            title = (after or before).get("short_title") or (after or before).get("title")
            shown = cut(title, 300) if isinstance(title, str) and title else entry.treaty
            yield Change(entry.commit, entry.at, kind, entry.treaty, shown, tuple(what))


def _what(kind: ChangeKind, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    if kind == "added":
        return record_contents(after)
    if kind == "removed":
        return []
    return record_diff(before, after) if before and after else ["The record was written anew"]


def _tree(store: BlobReader, name: str) -> dict[str, Any]:
    """Return the tree of a record as it once was; an empty one where it cannot be read today."""
    text = store.text(name) if name else None
    tree = parse(text).tree if text else None
    return tree if isinstance(tree, dict) else {}


ATOM = "http://www.w3.org/2005/Atom"
FEED = "changes.atom"
AUTHOR = "The Treaty Registry contributors"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated: the element may not be missing, and the clock's time would change daily."""


def write_feed(changes: Sequence[Change], folder: Path, base: str, place: str = "") -> None:
    """Write ``changes.atom``: one entry for each change, in the order given.

    ``base`` is the site's address, ending in ``/``, or empty: then entries link to nothing. ``place`` is where the site
    has the folder, such as ``data/``. The ids are made of commits and stay when the site moves; the times are those of
    the commits.
    """
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", "urn:treaty-registry:changes")
    _add(feed, "title", "Treaty Registry: changes")
    _add(feed, "updated", _time(max((change.at for change in changes), default=EPOCH)))
    _add(_add(feed, "author"), "name", AUTHOR)
    if base:
        _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{place}{FEED}")
        _add(feed, "link", rel="alternate", type="text/html", href=base)
    last = {change.treaty: change.kind for change in reversed(changes)}
    gone = {treaty for treaty, kind in last.items() if kind == "removed"}
    for change in changes:
        _entry(feed, change, base, gone)
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode")
    (folder / FEED).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="")


def _entry(feed: ElementTree.Element, change: Change, base: str, gone: Collection[str]) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:treaty-registry:change:{change.commit}:{change.treaty}")
    _add(entry, "title", f"{change.title}: record {change.kind}")
    _add(entry, "updated", _time(change.at))
    _add(entry, "category", term=change.kind)
    if base and change.treaty not in gone:
        _add(entry, "link", rel="alternate", type="text/html", href=f"{base}treaties/{change.treaty}.html")
    items = "".join(f"<li>{escape(text)}</li>" for text in change.what)
    told = f"<ul>{items}</ul>" if items else f"<p>The record was {change.kind}.</p>"
    _add(entry, "content", told, type="html")


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
