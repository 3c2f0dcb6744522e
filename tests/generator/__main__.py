"""Write a registry of generated records: ``python -m tests.generator --records 2000 --seed 1 --to DIR``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.generator.registry import write_registry


def main() -> None:
    """Parse the arguments, write the registry and say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--records", type=int, default=2_000, metavar="N", help="how many (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default: 1)")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="an empty or new folder")
    options = parser.parse_args()
    started = time.perf_counter()
    size = write_registry(options.to, options.records, options.seed)
    seconds = time.perf_counter() - started
    each = size / max(1, options.records)
    print(  # noqa: T201  # a command speaks to its user
        f"{options.records:,} records, {size:,} bytes, {each:,.0f} bytes each, in {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
