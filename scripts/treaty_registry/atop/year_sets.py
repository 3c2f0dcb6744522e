"""Sets of years as one integer each: bit n stands for year n.

Two datasets of a million years of pairs are so compared pair by pair with a few operations, in little memory.
"""

from __future__ import annotations

Years = int

NO_YEARS: Years = 0

Spans = tuple[tuple[int, int], ...]
"""Years in a row, each as its first and its last."""


def between(first: int, last: int) -> Years:
    """Return the years from one to another, both counted; none where the last comes before the first."""
    return (1 << (last + 1)) - (1 << first) if first <= last else NO_YEARS


def spans(years: Years) -> Spans:
    """Return the years as stretches without a gap, the earliest first."""
    stretches = []
    start = 0
    while years:
        gap = (years & -years).bit_length() - 1
        years >>= gap
        # Adding 1 turns the run of ones at the low end into zeros: what remains lies above it.
        run = (~years & (years + 1)).bit_length() - 1
        stretches.append((start + gap, start + gap + run - 1))
        years >>= run
        start += gap + run
    return tuple(stretches)
