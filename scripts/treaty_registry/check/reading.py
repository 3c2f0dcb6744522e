"""Reading the files of all records, by several processes, without opening those that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path as FilePath

from treaty_registry.cache.cache import Cache
from treaty_registry.cache.file_stats import FileMemory
from treaty_registry.check.parsed_records import ParsedRecord, read_record
from treaty_registry.check.unchanged_files import UnchangedFiles
from treaty_registry.model.registry import Terms
from treaty_registry.parallel import parallel_map
from treaty_registry.reading.files import Root

Progress = Callable[[int, int], None]

READ_AT_ONCE = 200  # files that one process reads at once, and values that are stored at once


def read_records(
    root: Root,
    paths: Sequence[FilePath],
    terms: Terms,
    env: str,
    store: Cache,
    memory: FileMemory | None,
    jobs: int,
    progress: Progress,
) -> Iterator[ParsedRecord]:
    """Yield what was read from each file, in the order of the files, having put into the store what it lacked.

    ``env`` is the key of all that the meaning of a record depends on besides itself. Files that look as they did when
    ``memory`` took them in are not opened. Up to ``jobs`` processes share the work, and ``progress`` is told after each
    file how many of how many are done.
    """
    unchanged = UnchangedFiles(memory, env, root.treaties) if memory is not None else None

    def read(path: FilePath) -> tuple[ParsedRecord, list[tuple[str, bytes]]]:
        parsed = unchanged.get(path) if unchanged else None
        return (parsed, []) if parsed else read_record(root, path, terms, env, store)

    values: list[tuple[str, bytes]] = []
    for number, (parsed, new) in enumerate(parallel_map(read, paths, jobs, READ_AT_ONCE), start=1):
        if unchanged:
            unchanged.keep(parsed)
        yield parsed
        progress(number, len(paths))
        values += new
        if len(values) > READ_AT_ONCE:
            store.put(values)
            values = []
    store.put(values)
