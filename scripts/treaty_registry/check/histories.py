"""The compiled histories of treaties as they are kept with what is wrong with their records, under the same key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from treaty_registry.cache.cache import Cache, LostError, compress
from treaty_registry.law.treaty_history import TreatyHistory, dump, load_history

MAX_IN_MEMORY = 500  # histories that stay in memory as they were read


def history_key(key: str) -> str:
    """Return the key of the history of the record whose findings a key stands for."""
    return f"{key}-history"


def kept_history(key: str, history: TreatyHistory) -> tuple[str, bytes]:
    """Return a history as the cache is to keep it, with its key."""
    return history_key(key), compress(dump(history))


class KeptHistories(Mapping[str, TreatyHistory]):
    """The histories of all records of a run by id, each read from the cache when it is asked for."""

    def __init__(self, keys: Mapping[str, str], cache: Cache) -> None:
        """Take, by id, the key of each record's findings, and the cache."""
        self._keys, self._cache = keys, cache
        self._in_memory: OrderedDict[str, TreatyHistory] = OrderedDict()

    def __getitem__(self, treaty_id: str) -> TreatyHistory:
        """Return a history. Raises KeyError without a record, and LostError where the cache was damaged."""
        if treaty_id in self._in_memory:
            self._in_memory.move_to_end(treaty_id)
            return self._in_memory[treaty_id]
        key = history_key(self._keys[treaty_id])
        try:
            history = self._in_memory[treaty_id] = load_history(self._cache.need_bytes(key))
        except ValidationError as error:
            raise LostError(key) from error
        if len(self._in_memory) > MAX_IN_MEMORY:
            self._in_memory.popitem(last=False)
        return history

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all records."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._keys)
