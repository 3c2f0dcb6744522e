"""Why an answer is what it is, as codes that refer to acts, clauses and articles; sentences are made from them."""

from __future__ import annotations

from typing import NamedTuple

from treaty_registry.law.date_bounds import DateBounds


class Reason(NamedTuple):
    """One step of an answer. A tuple, as all that the law makes by the hundred for each treaty: it is made in no time.

    ``code`` names the step (each has a sentence in the catalogue); ``day`` bounds the day of what it is about.
    The rest refers to what decided: the places of the event and of the attested result in the record, the article, the
    parties, the other treaty, a period, a term of a vocabulary, the place of a condition in the rule for entry into
    force (from the outside in).
    """

    code: str
    day: DateBounds | None = None
    event: int | None = None
    attested: int | None = None
    at: str | None = None
    parties: tuple[str, ...] = ()
    treaty: str | None = None
    period: str | None = None
    term: str | None = None
    condition: tuple[int, ...] = ()
