"""Why an answer is what it is, as codes that refer to acts, clauses and articles; sentences are made from them."""

from __future__ import annotations

from typing import NamedTuple

from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.event import Attested, Event


class Reason(NamedTuple):
    """One step of an answer. A tuple, as all that the law makes by the hundred for each treaty: it is made in no time.

    ``code`` names the step (each has a sentence in ``language.reasons``); ``day`` is the window of what it is about.
    The rest refers to what decided: the event, the attested result, the article, the rule, the parties, the other
    treaty, a period, a term of a vocabulary.
    """

    code: str
    day: DateBounds | None = None
    event: Event | None = None
    attested: Attested | None = None
    at: str | None = None
    rule: EntryRule | None = None
    parties: tuple[str, ...] = ()
    treaty: str | None = None
    period: str | None = None
    term: str | None = None
