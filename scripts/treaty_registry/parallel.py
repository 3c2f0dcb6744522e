"""The same work on many things, on all processors."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

I = TypeVar("I")  # noqa: E741  # what goes in
O = TypeVar("O")  # noqa: E741  # what comes out

JOBS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
"""How many processors this process may use, where copies of it can use them."""

_work: list[Callable[[Any], Any]] = []
"""What the processes do. They are copies of this one, so that it need not be sent to them."""


def parallel_map(work: Callable[[I], O], items: Sequence[I], jobs: int, at_once: int = 1) -> Iterator[O]:
    """Yield the result of some work for each item, in their order; what it raises is raised here.

    Raises BrokenProcessPool if a process was killed, as one that takes too much memory is.

    A process gets ``at_once`` items at a time: many where the work on each is small.

    More than one process is used only where a process can be copied with all that it holds, which is not so on Windows
    and not safe on macOS; nor for a few items.
    """
    if jobs < 2 or len(items) < 2 * jobs or sys.platform != "linux":
        yield from map(work, items)
        return
    _work.append(work)
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_one, items, chunksize=at_once)
    finally:
        _work.pop()


def _one(item: Any) -> Any:
    return _work[-1](item)


def chunks(items: Sequence[I], size: int) -> Iterator[Sequence[I]]:
    """Cut a list into pieces of a size, the last of which may be shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))
