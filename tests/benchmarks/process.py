"""Running a command as a whole process and reading what it cost from the operating system."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
TREATIES: tuple[str | Path, ...] = (sys.executable, "-m", "treaty_registry.cli")
"""The command of the checkout that this file stands in, whatever is installed."""

TODAY = "2026-11-22"
"""So that no record is overdue, whenever the benchmark runs."""

PAUSE = 0.25
"""Seconds between two looks at the memory of a command that has several processes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost, with all processes that it started and waited for."""

    cpu: float
    """Seconds of processor time, in the programs and in the system on their behalf."""
    wall: float
    memory: float
    """Peak resident memory of the largest of its processes, in megabytes, as the system counted it."""
    together: float | None
    """Peak of the memory of all its processes in megabytes, shared parts once; None where that cannot be seen.

    It is the same as ``memory`` for a single process. For several it is looked at now and then, so that a short peak
    may be missed.
    """


def measured(command: Sequence[str | Path], folder: Path | None = None, program: Path = PROJECT) -> Cost:
    """Run a command of the checkout ``program`` to its end and return its cost. Raises RuntimeError if it fails.

    The system counts as a process's memory what the one that started it held by then: measure before working.
    """
    path = os.pathsep.join(filter(None, (os.fspath(program / "scripts"), os.environ.get("PYTHONPATH"))))
    surroundings = os.environ | {"PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own commands, with arguments of our own
        [os.fspath(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=surroundings,
        cwd=folder,
    ) as process:
        assert process.stdout is not None
        family = _Family(process.pid)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        together = family.end()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{output[-2_000:]}")
    # Linux counts in kilobytes, macOS in bytes.
    memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    sum_ = max(memory, together) if _can_be_seen() else None
    return Cost(usage.ru_utime + usage.ru_stime, wall, memory, sum_)


class _Family:
    """A process and those that it started, watched from a thread for their memory together."""

    def __init__(self, first: int) -> None:
        self._first, self._most, self._over = first, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        if _can_be_seen():
            self._thread.start()

    def end(self) -> float:
        """Stop, and return the highest sum in megabytes that was seen of more than one process."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._over.wait(PAUSE):
            processes = _descendants(self._first)
            # Looking holds a process up, and the system counts a single one by itself.
            if len(processes) > 1:
                self._most = max(self._most, sum(map(_memory, processes)))


def _can_be_seen() -> bool:
    return Path("/proc/self/smaps_rollup").exists()


def _descendants(first: int) -> list[int]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                # The name in brackets may hold anything, even brackets.
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue  # it has ended since
            children[parent].append(int(folder.name))
    found = [first]
    for one in found:
        found += children[one]
    return found


def _memory(process: int) -> float:
    """Return a process's memory in megabytes; what several share is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # it has ended since
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3


def show(line: str) -> None:
    """Print a line at once: a long run tells how far it is."""
    print(line, flush=True)  # noqa: T201  # a command speaks to its user


def progress(line: str) -> None:
    """Say what is being done, beside the results."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # as above
