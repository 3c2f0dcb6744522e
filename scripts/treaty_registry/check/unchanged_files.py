"""Files that look as they did when this process read them, and so need not be opened again."""

from __future__ import annotations

import time
from pathlib import Path as FilePath

from treaty_registry.cache.file_stats import FileMemory, StatSignature, stat_tree
from treaty_registry.check.parsed_records import ParsedRecord


class UnchangedFiles:
    """What was read in this run and in earlier ones with the same store, by file, as long as that has not changed."""

    def __init__(self, memory: FileMemory, env: str, folder: FilePath) -> None:
        """Take what remembers, a key of all that records depend on besides their files, and the folder of these."""
        self._memory, self._env = memory, env
        self._now, self._looks = time.time_ns(), stat_tree(folder)

    def get(self, path: FilePath) -> ParsedRecord | None:
        """Return what was read from a file, if that is known."""
        if (looks := self._of(path)) is None:
            return None
        env, parsed = self._memory.get(path, looks) or ("", None)
        return parsed if env == self._env else None

    def keep(self, parsed: ParsedRecord) -> None:
        """Remember what was read from a file since this run began."""
        if (looks := self._of(parsed.path)) is not None:
            self._memory.keep(parsed.path, looks, (self._env, parsed), self._now)

    def _of(self, path: FilePath) -> StatSignature | None:
        file_look = self._looks.get(str(path))
        return None if file_look is None else {str(path): file_look}
