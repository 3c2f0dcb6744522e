"""Measure the commands on generated records: ``python tests/benchmarks/run.py`` (see README.md beside this file)."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

# Run as a file, so that `make bench` needs no installed tests, and measures the checkout that it stands in.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.builds import measure_builds
from tests.benchmarks.checks import measure_checks
from tests.benchmarks.process import show
from tests.benchmarks.report import machine, write_pages
from tests.benchmarks.tables import Block, markdown

BIG = 80_000
PARTS = ("check", "build", "browser", "duties")
"""In this order: what works in this process itself comes last, since its memory would count for what it starts."""


def main() -> None:
    """Parse the arguments, measure part by part, and print the results of each as soon as it is done."""
    options = _options()
    print_and_write = _reporter(options)
    sizes = [*options.sizes, *([BIG] if options.big else [])]
    with tempfile.TemporaryDirectory(prefix="treaties-bench-") as name:
        folder = Path(name)
        measures: dict[str, Callable[[], list[Block]]] = {
            "check": lambda: measure_checks(folder, options.records, options.seed, options.rounds),
            "build": lambda: measure_builds(folder, sizes, options.seed, options.mkdocs),
            "browser": lambda: _browsing(folder, options),
            "duties": lambda: _duties(folder, options),
        }
        for part in PARTS:
            if part in options.only:
                print_and_write(part, measures[part])


def _reporter(options: argparse.Namespace) -> Callable[[str, Callable[[], list[Block]]], None]:
    def report(part: str, measure: Callable[[], list[Block]]) -> None:
        today, load = date.today(), os.getloadavg()[0]  # noqa: DTZ011  # the day of whoever measures
        blocks = [*measure(), machine(today, options.seed, load)]
        show(f"{markdown(blocks, 'en')}\n")
        if options.write:
            write_pages(options.write, part, blocks)

    return report


def _browsing(folder: Path, options: argparse.Namespace) -> list[Block]:
    # The browser's library and the program stay out of this process until the commands have been measured.
    from tests.benchmarks.browsing import measure_browsing

    return measure_browsing(folder, [*options.browser, *([BIG] if options.big else [])], options.seed)


def _duties(folder: Path, options: argparse.Namespace) -> list[Block]:
    from tests.benchmarks.duties import measure_duties

    return measure_duties(folder, options.duties, options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/run.py", description=__doc__)
    parser.add_argument(
        "--only", type=_parts, default=PARTS, metavar="PART,...", help=f"some parts only, of {', '.join(PARTS)}"
    )
    parser.add_argument("--records", type=int, default=2_000, metavar="N", help="records to check (default: 2000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of checking (default: 3)")
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=[1_000, 5_000, 10_000],
        metavar="N,...",
        help="records of the sites to build (default: 1000,5000,10000)",
    )
    parser.add_argument(
        "--mkdocs", type=int, default=1_000, metavar="N", help="most records that MkDocs builds too (default: 1000)"
    )
    parser.add_argument(
        "--browser",
        type=_sizes,
        default=[10_000],
        metavar="N,...",
        help="records in the browser (default: 10000)",
    )
    parser.add_argument("--duties", type=int, default=1_000, metavar="N", help="records of duties (default: 1000)")
    parser.add_argument("--big", action="store_true", help=f"also build, and browse, {BIG:,} records")
    parser.add_argument("--seed", type=int, default=1, help="seed of the records (default: 1)")
    parser.add_argument(
        "--write", type=Path, metavar="DOCS", help="also write the results into benchmarks.md and fr/benchmarks.md here"
    )
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(number) for number in text.split(",")})


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    main()
