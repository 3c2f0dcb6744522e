"""Measure the commands on generated records: ``python tests/benchmarks/run.py`` (see README.md beside this file)."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

# Run as a file, so that `make bench` needs no installed tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.builds import measure_builds
from tests.benchmarks.checks import measure_checks
from tests.benchmarks.duties import measure_duties


def main() -> None:
    """Parse the arguments and print one table for each part that is asked for."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/run.py", description=__doc__)
    parser.add_argument("--records", type=int, default=2_000, metavar="N", help="records to check (default: 2000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of each command (default: 3)")
    parser.add_argument("--duties", type=int, default=1_000, metavar="N", help="records of duties (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the records (default: 1)")
    parser.add_argument(
        "--build",
        type=_sizes,
        default=[],
        metavar="N,N,...",
        help="also build sites of these sizes, for instance 1000,10000",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="treaties-bench-") as folder:
        measure_checks(Path(folder), options.records, options.seed, options.rounds)
        measure_duties(Path(folder), options.duties, options.seed)
        if options.build:
            measure_builds(Path(folder), options.build, options.seed)


def _sizes(text: str) -> list[int]:
    return sorted(int(number) for number in text.split(","))


if __name__ == "__main__":
    main()
