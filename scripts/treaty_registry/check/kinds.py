"""What a check is made of: the kinds of finding that it can give, and the function that looks for them in a record.

Each kind stands in one place, beside what finds it; ``registry`` gathers them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from treaty_registry.check.record import Context, Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: what it means and how to mend it, how bad it is, whether a record may waive it."""

    code: str
    meaning: Bilingual
    mend: Bilingual
    severity: Severity = "error"
    waivable: bool = False
    spoils: bool = True
    """Whether what a record says cannot be relied on until it is mended."""


Function = Callable[[Record, Treaty, Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for some kinds of finding in one record that could be read."""

    kinds: tuple[FindingKind, ...]
    function: Function

    def __call__(self, record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
        """Yield what is wrong with a record, beside all that the context holds."""
        return self.function(record, treaty, context)


def check(*kinds: FindingKind) -> Callable[[Function], Check]:
    """Make a check of a function that yields problems of these kinds only."""
    return lambda function: Check(kinds, function)
