"""The search index: small files that a browser asks for as it needs them, however large the site.

``index.json`` says how the others are cut and in which folder they are. ``words-<n>.json`` holds the words of one
stretch of the alphabet and, for each, the documents that have it; ``documents-<n>.json`` holds what is shown of a few
neighbouring documents. A search reads ``index.json``, one or two files for each word, and one for each answer that it
shows. The folder is named after what is in it: a browser may keep the files for good, and never mixes two builds.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from treaty_registry.website.build.assets import DIGITS
from treaty_registry.website.search.words import whole, words_of

SHARD = 16_000
"""How many characters of words go into one file, roughly."""

TOGETHER = 4
"""How many documents go into one file."""

COMMON = 0.2
"""A word in more than this share of the documents tells none of them from the others,"""

ALWAYS_KEPT = 500
"""... unless they are this few;"""

TYPED = 80
"""A longer name than this, in characters, is found by its words and not as a whole."""

OF_COMMON = 50
"""for such a word, no more documents than this are kept: the first, so that it still finds something by itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document that an answer can quote and lead to: plain texts, and the part's place on the page."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found: a treaty, a party, or a section of a page that was written by hand."""

    kind: Literal["party", "treaty", "page"]
    address: str
    title: str
    line: str
    """What stands below the title of an answer."""
    names: tuple[str, ...] = ()
    """By what else it is known: found before all that only mention the words."""
    called: tuple[str, ...] = ()
    """Whole texts, each of which asks for this document before all others."""
    related: tuple[str, ...] = ()
    """Names that belong to it, such as those of a treaty's parties."""
    pieces: tuple[Piece, ...] = ()
    hidden: tuple[str, ...] = ()
    """Texts that are found and not shown."""
    day: str = ""
    """The date of signature, as far as it is known: ``1949-04-04``, ``1949-04``, ``1949``."""
    language: str = ""
    """The language of the title, where it is not that of the page."""


class Entry(NamedTuple):
    """A document as the index takes it: its kind, its words by where they stand, and what is shown of it."""

    kind: str
    words: Sequence[Sequence[str]]
    """Those of its names, with whole names that ask for it; of what belongs to it; of its texts."""
    shown: Mapping[str, object]


def entry(document: Document) -> Entry:
    """Return a document as the index takes it."""
    names = words_of(document.title).union(*map(words_of, document.names), _moments(document.day))
    called = {f"={whole(name)}" for name in document.called if len(name) <= TYPED} - {"="}
    related = frozenset[str]().union(*map(words_of, document.related)) - names
    parts = [piece.title for piece in document.pieces] + [piece.text for piece in document.pieces]
    text = frozenset[str]().union(*map(words_of, (document.line, *parts, *document.hidden))) - names - related
    return Entry(
        document.kind,
        [sorted(names | called), sorted(related), sorted(text)],
        {
            "kind": document.kind,
            "address": document.address,
            "title": document.title,
            "language": document.language,
            "line": document.line,
            "pieces": [(piece.anchor, piece.title, piece.text) for piece in document.pieces],
        },
    )


class SearchIndex:
    """The index of one language, filled document by document and written as it grows."""

    def __init__(self, folder: Path) -> None:
        """Take the folder to write to, which is made."""
        self._folder = folder
        self._parts = folder / "parts"
        self._parts.mkdir(parents=True, exist_ok=True)
        self._digest = sha256()
        self._found: dict[str, tuple[array[int], array[int], array[int]]] = {}
        self._waiting: list[object] = []
        self._kinds: dict[str, int] = {}
        self._count = 0

    def add(self, added: Entry) -> None:
        """Add one document. Those of one kind come together, the more important ones first."""
        for place, of_place in enumerate(added.words):
            for word in of_place:
                lists = self._found.get(word)
                if lists is None:
                    lists = self._found[word] = (array("I"), array("I"), array("I"))
                lists[place].append(self._count)
        self._kinds.setdefault(added.kind, self._count)
        self._count += 1
        self._waiting.append(added.shown)
        if len(self._waiting) == TOGETHER:
            self._write_documents()

    def finish(self, home: str) -> str:
        """Write the words, and return the name of the folder of all but ``index.json``.

        ``home`` leads from the top of the site to what the addresses are relative to.
        """
        if self._waiting:
            self._write_documents()
        firsts = []
        for number, shard in enumerate(self._shards()):
            firsts.append(next(iter(shard)))
            self._write(f"words-{number}.json", shard)
        name = self._digest.hexdigest()[:DIGITS]
        self._parts.rename(self._folder / name)
        index = {
            "files": f"{name}/",
            "home": home,
            "count": self._count,
            "together": TOGETHER,
            "kinds": self._kinds,
            "shards": firsts,
        }
        (self._folder / "index.json").write_text(_json(index), encoding="utf-8")
        return name

    def _shards(self) -> Iterator[dict[str, list[object]]]:
        shard: dict[str, list[object]] = {}
        size = 0
        limit = max(ALWAYS_KEPT, COMMON * self._count)
        for word in sorted(self._found):
            lists = self._found[word]
            everywhere = sum(map(len, lists)) > limit
            entry: list[object] = [list(_steps(places[:OF_COMMON] if everywhere else places)) for places in lists]
            if everywhere:
                entry.append(1)
            length = len(word) + 8 + sum(len(str(places)) - len(places) for places in entry if isinstance(places, list))
            if shard and size + length > SHARD:
                yield shard
                shard, size = {}, 0
            shard[word] = entry
            size += length
        if shard:
            yield shard

    def _write_documents(self) -> None:
        number = (self._count - 1) // TOGETHER
        self._write(f"documents-{number}.json", self._waiting)
        self._waiting = []

    def _write(self, name: str, content: object) -> None:
        text = _json(content)
        self._digest.update(f"{name}\n{text}\n".encode())
        (self._parts / name).write_text(text, encoding="utf-8")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _moments(day: str) -> Iterator[str]:
    """Yield the year, the month and the day of a date as words that no reader types by chance."""
    parts = day.split("-") if day else []
    for number in range(1, len(parts) + 1):
        yield "@" + "-".join(parts[:number])


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    """Yield by how much each number is larger than the one before it: shorter to write than the numbers."""
    before = 0
    for number in numbers:
        yield number - before
        before = number
