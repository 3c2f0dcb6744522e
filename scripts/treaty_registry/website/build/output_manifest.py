"""What stands in the folder of the site, and what it was made from, so that only what changed is written.

The next build makes a folder beside it. A file made from the same comes over as a second name of the one that is
there, if that has not been touched; the old names go with the old folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from treaty_registry.cache.cache import Cache, cache_key, serialize
from treaty_registry.website.build.links import Checked, Links, links_of

_Entry = tuple[str, int, int]
"""The key of what a file was made from, its size in bytes, and its time of change in nanoseconds."""


class OutputManifest:
    """The files of one build."""

    def __init__(self, store: Cache, out: Path, fresh: Path) -> None:
        """Take the store, the folder of the site as an earlier build left it, if it did, and the one being filled."""
        self._store, self._old, self._fresh = store, out.resolve(), fresh
        self._key = cache_key("site", str(self._old))
        kept = store.get(self._key) or {"whole": "", "files": {}}
        self._whole: str = kept["whole"]
        self._had: dict[str, _Entry] = {address: tuple(entry) for address, entry in kept["files"].items()}
        self._keys: dict[str, str] = {}
        self._new: set[str] = set()
        """The addresses of what was not there before, or made from something else."""

    def is_whole(self, key: str, mark: str) -> bool:
        """Return whether the folder holds what would be made from a key, and nothing was touched since.

        ``mark`` is the file that says whose folder it is, which was added afterwards.
        """
        if self._whole != key or not self._had:
            return False
        there = {address: (size, time) for address, size, time in _files(self._old) if address != mark}
        return there == {address: (size, time) for address, (_, size, time) in self._had.items()}

    def keeps(self, address: str, key: str) -> bool:
        """Note what a file is made from, bring it over if it is there, and return whether it is."""
        self._keys[address] = key
        if self._comes_over(address, key):
            return True
        self._new.add(address)
        return False

    def write(self, address: str, key: str, text: str) -> tuple[str, bytes]:
        """Write a page that was not there, and return its links as the store is to keep them, with their key.

        Any process that is a copy of this one may do it.
        """
        target = self._fresh / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return _links_key(key), serialize(links_of(text))

    def put(self, address: str, content: bytes) -> None:
        """Put a file into the folder, unless it is there already."""
        if self.keeps(address, cache_key(content)):
            return
        target = self._fresh / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def put_page(self, address: str, text: str) -> None:
        """Put a page into the folder, unless it is there already, and keep its links."""
        key = cache_key(text)
        if not self.keeps(address, key):
            self._store.put([self.write(address, key, text)])

    def copy(self, address: str, key: str, source: Path) -> None:
        """Put a copy of a file into the folder."""
        if not self.keeps(address, key):
            (self._fresh / address).write_bytes(source.read_bytes())

    def reuse(self, prefixes: tuple[str, ...], key: str) -> bool:
        """Bring over all files below some addresses if they were made from a key, and return whether they were."""
        mine = [address for address in self._had if address.startswith(prefixes)]
        came = [address for address in mine if self._comes_over(address, key)]
        if mine and len(came) == len(mine):
            self._keys |= dict.fromkeys(mine, key)
            return True
        # What came is still the old site's too: it goes away here rather than being written over.
        for name in {address.partition("/")[0] for address in mine}:
            there = self._fresh / name
            if there.is_dir():
                shutil.rmtree(there)
            else:
                there.unlink(missing_ok=True)
        return False

    def mark(self, prefixes: tuple[str, ...], key: str) -> None:
        """Note what all files below some addresses have been made from."""
        for address, _, _ in _files(self._fresh):
            if address.startswith(prefixes):
                self._keys[address] = key

    def links(self, address: str) -> Links | None:
        """Return the links of a page that was not read for them. Raises LostError."""
        return self._links_of(self._keys.get(address))

    def former_links(self, address: str) -> Links | None:
        """Return the links that a page had when the folder was last whole, if that is known. Raises LostError."""
        return self._links_of(self._had[address][0]) if address in self._had else None

    def _links_of(self, key: str | None) -> Links | None:
        links = self._store.get(_links_key(key)) if key else None
        return Links(*links) if links else None

    def had(self, prefixes: tuple[str, ...]) -> bool:
        """Return whether there were files below some addresses."""
        return any(address.startswith(prefixes) for address in self._had)

    @property
    def checked(self) -> Checked | None:
        """What is known to lead nowhere wrong, if the folder was whole before."""
        if not self._whole:
            return None
        return Checked(self._had.keys(), self._new, self.former_links)

    def close(self, whole: str) -> Iterator[str]:
        """Keep what stands in the folder, all of it made from a key, and return the keys in use."""
        files = {address: (self._keys.get(address, ""), size, time) for address, size, time in _files(self._fresh)}
        self._store.put([(self._key, serialize({"whole": whole, "files": files}))])
        return chain((self._key,), map(_links_key, self._keys.values()))

    def _comes_over(self, address: str, key: str) -> bool:
        known = self._had.get(address)
        if known is None or known[0] != key:
            return False
        # As text: thousands of paths cost more than the files.
        old, new = f"{self._old}/{address}", f"{self._fresh}/{address}"
        try:
            about = os.stat(old, follow_symlinks=False)  # noqa: PTH116  # as above
            if (about.st_size, about.st_mtime_ns) != known[1:]:
                return False
            try:
                os.link(old, new)
            except FileNotFoundError:
                Path(new).parent.mkdir(parents=True, exist_ok=True)
                os.link(old, new)
        except OSError:  # gone, or on a disk that knows no second names: it is made anew
            return False
        return True


def _links_key(key: str) -> str:
    return f"{key}-links"


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the address, size and time of change of each file in a folder; none if there is no folder."""
    if not folder.is_dir():
        return
    start = len(f"{folder}{os.sep}")
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    about = entry.stat(follow_symlinks=False)
                    yield entry.path[start:].replace(os.sep, "/"), about.st_size, about.st_mtime_ns
