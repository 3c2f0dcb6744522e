"""Running a command as a whole process and reading what it cost from the operating system."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost."""

    cpu: float
    """Seconds of processor time, in the program and in the system on its behalf."""
    wall: float
    memory: float
    """Peak resident memory in megabytes."""


def measured(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end and return its cost. Raises RuntimeError, with its output, if it fails."""
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own commands, with arguments of our own
        [os.fspath(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{output[-2_000:]}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def show(line: str) -> None:
    """Print a line at once: a long run tells how far it is."""
    print(line, flush=True)  # noqa: T201  # a command speaks to its user


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    show(f"\n{title}\n")
    for row in (head, ["---", *("---:" for _ in head[1:])], *rows):
        show(f"| {' | '.join(row)} |")
