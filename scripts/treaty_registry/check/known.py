"""The entries of files that look as they did when this process read them, which need not be opened again."""

from __future__ import annotations

import time
from pathlib import Path as FilePath

from treaty_registry.cache.file_stats import FileMemory, StatSignature, stat_tree
from treaty_registry.check.entries import Entry


class Known:
    """The entries of one run and those that an earlier one remembered, which are in the same store."""

    def __init__(self, memory: FileMemory, env: str, folder: FilePath) -> None:
        """Take what remembers, a key of all that entries depend on besides their files, and the folder of these."""
        self._memory, self._env = memory, env
        self._now, self._looks = time.time_ns(), stat_tree(folder)

    def get(self, path: FilePath) -> Entry | None:
        """Return the entry of a file, if it is known."""
        if (looks := self._of(path)) is None:
            return None
        env, entry = self._memory.get(path, looks) or ("", None)
        return entry if env == self._env else None

    def keep(self, entry: Entry) -> None:
        """Remember the entry of a file that was read since this run began."""
        if (looks := self._of(entry.path)) is not None:
            self._memory.keep(entry.path, looks, (self._env, entry), self._now)

    def _of(self, path: FilePath) -> StatSignature | None:
        found = self._looks.get(str(path))
        return None if found is None else {str(path): found}
