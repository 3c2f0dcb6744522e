"""What earlier runs worked out, kept in one file by what it was worked out from.

A key is the digest of everything that its value depends on, so a value never has to be brought up to date: what
changed has another key. The file is a cache, and may be deleted at any time. A damaged one is noticed (SQLite checks
its pages' form, zlib the bytes of each value) and made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")

_GROWN = 1.5
"""By how much the file may grow before what is needed no more is looked for, which takes long in a large one."""

_AT_ONCE = 500
"""So many keys are asked for, or values written, in one step."""


def cache_key(*parts: str | bytes) -> str:
    """Return a key for what depends on all of these and nothing else: 32 hexadecimal digits."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


class LostError(Exception):
    """A value that was kept is not there any more, or damaged: everything must be worked out anew."""


class Cache:
    """Values that JSON can hold, by key."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file, or make it, anew if it is damaged.

        Everything is kept in memory where there is no path, or nothing can be written there: the run works as well,
        and the next one takes as long.
        """
        self.path = path
        self._db, self._process = _memory(), os.getpid()
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _connected(path)
        except OSError:
            self.path = None
        except sqlite3.DatabaseError as error:
            self._make_anew(error)

    def _make_anew(self, error: sqlite3.DatabaseError | None = None) -> None:
        """Begin with an empty file, because of an error, or in memory where that is not possible."""
        self._db.close()
        path, self.path = self.path, None
        # What another process holds too long is not damaged: only this one does without it.
        if path is not None and not (error and _code(error) in _HELD):
            try:
                for name in (path, *path.parent.glob(f"{path.name}-*")):
                    name.unlink(missing_ok=True)
                self._db, self.path = _connected(path), path
            except (OSError, sqlite3.DatabaseError):  # a read-only folder, a folder of that name, a full disk
                path = None
        if self.path is None:
            self._db = _memory()

    def _do(self, ask: Callable[[], _T]) -> _T:
        """Ask the file, and once more a new one if it turns out to be damaged."""
        try:
            if self._process != os.getpid() and self.path is not None:
                # SQLite forbids to use what a process was copied with.
                self._db, self._process = _connected(self.path), os.getpid()
            return ask()
        except sqlite3.DatabaseError as error:
            if self.path is None:
                raise
            self._make_anew(error)
            return ask()

    def known(self, keys: Iterable[str]) -> set[str]:
        """Return those of some keys that have a value."""
        return {key for part in _parts(keys) for key in self._do(lambda part=part: self._known(part))}  # type: ignore[misc]  # bound at once

    def _known(self, keys: list[str]) -> list[str]:
        marks = ",".join("?" * len(keys))
        return [key for (key,) in self._db.execute(f"select key from kept where key in ({marks})", keys)]  # noqa: S608  # only question marks

    def get(self, key: str) -> Any:
        """Return the value of a key, or nothing if there is none. Raises LostError if it is damaged."""
        row = self._row(key)
        return None if row is None else _unpacked(key, row[0])

    def need(self, key: str) -> Any:
        """Return the value of a key that was there before. Raises LostError if it is gone or damaged."""
        return _unpacked(key, self._needed(key))

    def need_bytes(self, key: str) -> bytes:
        """Return bytes that were there before. Raises LostError if they are gone or damaged."""
        return _decompressed(key, self._needed(key))

    def _needed(self, key: str) -> Any:
        row = self._row(key)
        if row is None:
            raise LostError(key)
        return row[0]

    def _row(self, key: str) -> Any:
        return self._do(lambda: self._db.execute("select value from kept where key = ?", (key,)).fetchone())

    def clear(self) -> None:
        """Forget everything, whatever state it is in."""
        self._make_anew()

    def put(self, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep packed values under their keys."""
        for part in _parts(values):
            self._do(lambda part=part: self._put(part))  # type: ignore[misc]  # bound at once

    def _put(self, values: list[tuple[str, bytes]]) -> None:
        self._db.execute("begin")
        try:
            self._db.executemany("insert or replace into kept values (?, ?)", values)
        finally:
            self._db.execute("commit")

    def has_grown(self) -> bool:
        """Return whether it is worth looking for what is needed no more: there is half as much again as last time."""
        return self._do(lambda: self._pages() > _GROWN * self._number("user_version"))

    def drop_all_but(self, keys: Iterable[str]) -> None:
        """Forget every value whose key is not among these."""
        self._do(lambda: self._drop_all_but(keys))

    def _drop_all_but(self, keys: Iterable[str]) -> None:
        self._db.execute("create temp table if not exists wanted (key text primary key) without rowid")
        self._db.execute("delete from wanted")
        self._db.executemany("insert or ignore into wanted values (?)", ((key,) for key in keys))
        self._db.execute("delete from kept where key not in (select key from wanted)")
        self._db.execute(f"pragma user_version = {self._pages()}")

    def _pages(self) -> int:
        """Return how many pages of the file are in use."""
        return self._number("page_count") - self._number("freelist_count")

    def _number(self, pragma: str) -> int:
        return int(self._db.execute(f"pragma {pragma}").fetchone()[0])


_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.DatabaseError) -> int:
    """Return SQLite's number for an error, without what it adds to it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _memory() -> sqlite3.Connection:
    return _connected(Path(":memory:"))


def _connected(path: Path) -> sqlite3.Connection:
    """Return an open file with its table. Raises sqlite3.DatabaseError."""
    db = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        # A value lost in a crash is worked out again: there is nothing to wait for the disk for.
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")
        db.execute("create table if not exists kept (key text primary key, value blob)")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def serialize(value: Any) -> bytes:
    """Return a value that JSON can hold as the cache keeps it."""
    return compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def compress(data: bytes) -> bytes:
    """Return bytes as the cache keeps them. The fastest compression halves them and more, and proves them whole."""
    return zlib.compress(data, 1)


def _unpacked(key: str, value: Any) -> Any:
    """Return a value from what is kept. Raises LostError if that is no value, or not a whole one."""
    try:
        return json.loads(_decompressed(key, value).decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise LostError(key) from error


def _decompressed(key: str, value: Any) -> bytes:
    try:
        return zlib.decompress(value)
    except (TypeError, zlib.error) as error:
        raise LostError(key) from error


def _parts(items: Iterable[_T]) -> Iterator[list[_T]]:
    source = iter(items)
    while part := list(islice(source, _AT_ONCE)):
        yield part
