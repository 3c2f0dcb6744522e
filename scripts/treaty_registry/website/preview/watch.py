"""Noticing that files have changed, soon and on every disk: by looking at them, as no system tells of all changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any, Protocol

from treaty_registry.cache.file_stats import stat_tree

_LOOK_EVERY = 0.1
"""So many seconds pass between two looks."""

_STILL = 0.03
"""So many seconds nothing changes before a change is told: an editor may write a file in several steps."""


class Handler(Protocol):
    """Who is to be told, as the library ``watchdog`` has it."""

    def on_any_event(self, event: Any) -> None:
        """Learn of a change."""


class Watch(Thread):
    """Looks at files from the moment when it is made; once it is started, it tells of all that has changed since.

    It stands in the place of an observer of ``watchdog``, which looks less often for more work.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        """Take the files and folders to look at."""
        super().__init__(name="watch", daemon=True)
        self._places, self._told = places, stat_tree(*places)
        self._handlers: list[Handler] = []
        self._ended = Event()

    def schedule(self, handler: Handler, path: str, *, recursive: bool) -> None:
        """Have somebody told when a file changes, at whichever of the places."""
        self._handlers.append(handler)

    def run(self) -> None:
        """Look until it is ended."""
        while not self._ended.wait(_LOOK_EVERY):
            now = stat_tree(*self._places)
            if now == self._told:
                continue
            while not self._ended.wait(_STILL) and (later := stat_tree(*self._places)) != now:
                now = later
            self._told = now
            for handler in self._handlers:
                handler.on_any_event(SimpleNamespace(is_directory=False))

    def stop(self) -> None:
        """End it."""
        self._ended.set()
