"""Whether this version costs more than an older one: ``python tests/benchmarks/versions.py REVISION``.

Both get the same records: those that the older one's generator makes, without those that either of them refuses, each
with the vocabularies of its own version. They take turns, and the least processor time of several rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "scripts"))
sys.path.insert(0, str(PROJECT))

from tests.benchmarks.edits import edit_records  # noqa: E402  # run as a file: the folder must be known first
from tests.benchmarks.process import TODAY, measured, progress, show  # noqa: E402

CHILD = Path(__file__).with_name("versions_duties.py")
COMMAND = (sys.executable, "-m", "treaty_registry.cli")
OWN = ("schema/vocabularies", "docs", "mkdocs.yml")
"""What each version has of its own beside the records; parties and sources are the records'."""

Measured = dict[str, float]
"""Processor seconds by what was done."""


def main() -> None:
    """Prepare both versions and the records, measure in turn, and print the least of each."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/versions.py", description=__doc__)
    parser.add_argument("revision", help="the older version, as git names it")
    parser.add_argument("--records", type=int, default=1_000, metavar="N", help="how many to make (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each takes its turn (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the records (default: 1)")
    parser.add_argument("--no-builds", action="store_true", help="the duties only, without checking and building")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="treaties-versions-") as scratch:
        folder = Path(scratch)
        versions = {"before": folder / "before", "after": PROJECT}
        _run("git", "clone", "--quiet", PROJECT, versions["before"], cwd=PROJECT)
        _run("git", "checkout", "--quiet", "--detach", options.revision, cwd=versions["before"])
        made = folder / "made"
        _of(versions["before"], "-m", "tests.generator", f"--records={options.records}", f"--seed={options.seed}",
            "--to", made)  # fmt: skip
        sets = {"made-up": made, "real": versions["before"]}
        for name, records in sets.items():
            roots = {version: folder / f"{name}-{version}" for version in versions}
            for version, root in roots.items():
                _furnish(root, records, versions[version])
            show(f"{name} records: {_agree(versions, roots)}")
            rounds = [
                {version: dict(_turn(versions[version], root, options)) for version, root in roots.items()}
                for _ in range(options.rounds)
            ]
            for what in rounds[0]["before"]:
                before, after = (min(one[version][what] for one in rounds) for version in ("before", "after"))
                show(f"{what}: {before:.2f} CPU s before, {after:.2f} after, {after / before:.2f} times")


def _furnish(root: Path, records: Path, version: Path) -> None:
    """Make a registry of some records and their parties with all else of a version."""
    shutil.copytree(records / "treaties", root / "treaties")
    shutil.copytree(records / "schema", root / "schema", ignore=shutil.ignore_patterns("*.schema.json"))
    for name in OWN:
        if (version / name).is_dir():
            shutil.rmtree(root / name, ignore_errors=True)
            shutil.copytree(version / name, root / name)
        else:
            shutil.copy(version / name, root / name)


def _agree(versions: Mapping[str, Path], roots: Mapping[str, Path]) -> str:
    """Take the records out that one of the versions refuses, until both accept all, and tell how many are left."""
    all_of_them = len(list(roots["before"].glob("treaties/*/*.yaml")))
    first: dict[str, int] = {}
    while True:
        refused = {version: set(_of(versions[version], CHILD, "refused", root)) for version, root in roots.items()}
        first = first or {version: len(files) for version, files in refused.items()}
        for file in set().union(*refused.values()):
            for root in roots.values():
                (root / str(file)).unlink()
        if not any(refused.values()):
            left = len(list(roots["before"].glob("treaties/*/*.yaml")))
            return f"{left} of {all_of_them}; refused at first: {first['before']} before, {first['after']} after"


def _turn(version: Path, root: Path, options: argparse.Namespace) -> Iterator[tuple[str, float]]:
    progress(f"{root.name}")
    yield from dict(_of(version, CHILD, "duties", root)).items()
    if options.no_builds:
        return
    shutil.rmtree(root / ".cache", ignore_errors=True)
    yield "check", measured([*COMMAND, "check", "--today", TODAY], root, version).cpu
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    build = [*COMMAND, "build", "--pages-only", "--today", TODAY]
    yield "build, new", measured(build, root, version).cpu
    edit_records(sorted(root.glob("treaties/*/*.yaml")), 1, time.perf_counter_ns())
    yield "build, one record changed", measured(build, root, version).cpu
    yield "build, nothing changed", measured(build, root, version).cpu


def _of(version: Path, *arguments: str | Path) -> Any:
    """Run Python with a version's own program and return what it prints as JSON."""
    path = os.pathsep.join(map(str, (version / "scripts", version)))
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, *map(str, arguments)],
        cwd=version,
        env=os.environ | {"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout) if arguments[0] == CHILD else []


def _run(*command: str | Path, cwd: Path) -> None:
    subprocess.run(list(map(str, command)), cwd=cwd, check=True)  # noqa: S603  # git


if __name__ == "__main__":
    main()
