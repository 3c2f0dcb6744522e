"""Exits: keys of a withdrawal clause that only mean something beside another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treaty_registry.check.kinds import check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules.required_keys import MISSING_COMPANION
from treaty_registry.model.clauses import Duration
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.problem import Problem

NEEDS: Mapping[str, tuple[str, str]] = {
    "window": ("earliest", "how long the treaty must have been in force before"),
    "every": ("window", "how long a notice may then be given"),
    "earliest_from": ("earliest", "how long the treaty must have been in force before"),
    "lost_after": ("lost_with", "the treaty with which the part in this one is lost"),
}
"""For keys of a withdrawal clause, the one that they say something about, and what that is."""


@check(MISSING_COMPANION)
def exits_complete(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A window opens after some time, and an end of term is one of a term that the record gives."""
    clauses = treaty.final_clauses
    rules = context.terms.vocabularies["exit-rules"].terms
    for index, clause in enumerate(clauses.withdrawal or ()):
        path = ("final_clauses", "withdrawal", index)
        for key, (needed, meaning) in NEEDS.items():
            if getattr(clause, key) is not None and getattr(clause, needed) is None:
                yield Problem(
                    "missing-companion", f"`{key}` needs `{needed}` beside it: {meaning}.", (*path, key), at_key=True
                )
        at_end = rules[clause.allowed].effect == "at-end-of-term"
        if (at_end or clause.during_term is not None) and not any(map(_is_term, clauses.duration or ())):
            key = "allowed" if at_end else "during_term"
            yield Problem(
                "missing-companion",
                f"`{key}: {getattr(clause, key)}` speaks of a term, and the record has none. Give it under `duration`: "
                "`initial` or `last_day`.",
                (*path, key),
            )


def _is_term(duration: Duration) -> bool:
    return duration.last_day is not None or duration.initial != "indefinite"
