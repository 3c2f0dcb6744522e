"""Feed many broken files to the check of one file and see that it always answers: `python tests/fuzz/run.py`.

Every input must end in findings or in a pass, within bounds of time and memory, and every finding must be one that a
person can act on. The inputs run in child processes, so that a crash of the interpreter is noticed too. Each input is
known by its number; `--show NUMBER` writes it out again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from treaty_registry.check.finding import Finding
from treaty_registry.check.registry import KINDS
from treaty_registry.check.run import Examination, examine_bytes
from treaty_registry.check.terms import read_terms
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root

REGISTRY = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(REGISTRY))

from tests.fuzz.inputs import Input, Seed, derive, seeds  # noqa: E402  # a script finds its package only now

TODAY = date(2026, 11, 22)
BATCH = 1_000

SECONDS = 2.0
"""Processor time that one input may take. At five times as much the process is ended."""

MEGABYTES = 1_000
"""Address space that a process may take."""


@dataclass
class Tally:
    """What came of a row of inputs."""

    inputs: Counter[str] = field(default_factory=Counter)
    passes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "none")
    hungriest: tuple[int, str] = (0, "none")

    def add(self, other: Tally) -> None:
        self.inputs += other.inputs
        self.passes += other.passes
        self.codes += other.codes
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)
        self.hungriest = max(self.hungriest, other.hungriest)

    def __str__(self) -> str:
        total = sum(self.inputs.values())
        lines = [f"{total:,} inputs, {sum(self.passes.values()):,} passes, {len(self.failures):,} failures"]
        lines += ["", "Inputs by kind (and how many of them passed):"]
        lines += [f"  {count:6,}  {kind} ({self.passes[kind]:,})" for kind, count in self.inputs.most_common()]
        lines += ["", "Findings by code:"]
        lines += [f"  {count:8,}  {code}" for code, count in self.codes.most_common()]
        lines += ["  never: " + (", ".join(code for code in KINDS if not self.codes[code]) or "none")]
        lines += ["", f"Slowest: {self.slowest[0]:.3f} s of processor time, {self.slowest[1]}"]
        lines += [f"Peak memory: {self.hungriest[0]} MB, {self.hungriest[1]}", *self.failures[:50]]
        return "\n".join(lines)


def fuzz(inputs: int, seed: int, processes: int = os.cpu_count() or 1) -> Tally:
    """Run a row of inputs in child processes and return what came of them."""
    tally = Tally()
    starts = range(0, inputs, BATCH)
    with ThreadPoolExecutor(processes) as pool:
        for part in pool.map(lambda start: _in_child(start, min(start + BATCH, inputs), seed), starts):
            tally.add(part)
    return tally


def _in_child(start: int, stop: int, seed: int) -> Tally:
    """Run some inputs in a process of their own, and in a new one from the next input on if it dies."""
    tally = Tally()
    while start < stop:
        command = [sys.executable, __file__, "--worker", str(start), str(stop), "--seed", str(seed)]
        child = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own file
        *_, last = child.stdout.rsplit("\n", 1)
        if child.returncode == 0:
            tally.add(_read(last))
            return tally
        started = [int(line) for line in child.stdout.split() if line.isdigit()]
        at = started[-1] if started else start
        how = signal.Signals(-child.returncode).name if child.returncode < 0 else f"status {child.returncode}"
        tally.failures.append(f"input {at}: the process ended with {how}. {child.stderr[-2_000:].strip()}")
        if not started:
            return tally
        start = at + 1
    return tally


def _read(line: str) -> Tally:
    told = json.loads(line)
    return Tally(
        inputs=Counter(told["inputs"]),
        passes=Counter(told["passes"]),
        codes=Counter(told["codes"]),
        failures=told["failures"],
        slowest=(told["slowest"][0], told["slowest"][1]),
        hungriest=(told["hungriest"][0], told["hungriest"][1]),
    )


def _work(start: int, stop: int, seed: int) -> None:
    """Be the child: say which input comes next, so that the parent knows it after a crash, and tell all at the end."""
    good = seeds(REGISTRY)
    registry = _registry(good)
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tally = Tally()
    for number in range(start, stop):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        given = derive(number, seed, good)
        signal.setitimer(signal.ITIMER_PROF, 5 * SECONDS)
        _try(number, given, registry, tally)
        signal.setitimer(signal.ITIMER_PROF, 0)
    sys.stdout.write(json.dumps(vars(tally)))


def _registry(good: list[Seed]) -> Registry:
    """Return the real terms with the good records, so that what one record says of another can be found."""
    registry = Registry(read_terms(Root(REGISTRY))[0], {})
    treaties: dict[str, Treaty] = {}
    for seed in good:
        treaties |= examine_bytes(seed.data, seed.path, registry, TODAY).registry.treaties
    return Registry(registry.terms, treaties)


def _try(number: int, given: Input, registry: Registry, tally: Tally) -> None:
    name = f"input {number} ({given.kind}, {len(given.data):,} bytes)"
    tally.inputs[given.kind] += 1
    before, memory = time.process_time(), _peak()
    try:
        result = examine_bytes(given.data, given.path, registry, TODAY)
    except Exception as error:  # noqa: BLE001  # any exception at all is what is looked for
        tally.failures.append(f"{name}: {error!r}"[:500])
        return
    taken = time.process_time() - before
    tally.slowest = max(tally.slowest, (taken, name))
    if _peak() > memory:  # it was this input, and not the making of it
        tally.hungriest = max(tally.hungriest, (_peak(), name))
    if taken > SECONDS:
        tally.failures.append(f"{name}: {taken:.1f} s of processor time")
    tally.codes.update(finding.code for finding in result.findings)
    tally.passes[given.kind] += not result.findings
    tally.failures += [f"{name}: {wrong}"[:500] for wrong in faults(given.data, result)]


def _peak() -> int:
    """Return the most megabytes that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def faults(data: bytes, result: Examination) -> Iterator[str]:
    """Yield what a contributor could not act on, or could be misled by."""
    if not result.findings and len(result.registry.treaties) != 1:
        yield "neither a finding nor a treaty"
    if len(result.registry.treaties) == 1:
        next(iter(result.registry.treaties.values())).model_dump_json()
    lines = data.decode("utf-8", "replace").split("\n")
    for finding in result.findings:
        yield from (f"{wrong} in {finding}" for wrong in _faults(finding, lines))


def _faults(finding: Finding, lines: list[str]) -> Iterator[str]:
    if finding.code not in KINDS:
        yield "unknown code"
    elif finding.severity != KINDS[finding.code].severity:
        yield "wrong severity"
    if not 1 <= finding.line <= len(lines):
        yield f"line outside the {len(lines)} lines"
    elif not 1 <= finding.column <= len(lines[finding.line - 1]) + 1:
        yield f"column outside the {len(lines[finding.line - 1])} characters of the line"
    if not finding.message.strip():
        yield "empty message"
    if not finding.message.isprintable() or not finding.where.isprintable():
        yield "control characters"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=50_000, help="how many (default: 50000)")
    parser.add_argument("--seed", type=int, default=1, help="which row of inputs (default: 1)")
    parser.add_argument("--show", type=int, metavar="NUMBER", help="write one input of the row and do nothing else")
    parser.add_argument("--worker", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _work(options.worker[0], options.worker[1], options.seed)
        return 0
    if options.show is not None:
        sys.stdout.buffer.write(derive(options.show, options.seed, seeds(REGISTRY)).data)
        return 0
    tally = fuzz(options.inputs, options.seed)
    sys.stdout.write(f"{tally}\n")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
