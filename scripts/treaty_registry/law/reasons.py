"""Why an answer is what it is, as codes that refer to acts, clauses and articles; sentences are made from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from treaty_registry.law.windows import Window
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.event import Attested, Event


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an answer.

    ``code`` names the step (each has a sentence in ``law.sentences``); ``day`` is the window of what it is about.
    The rest refers to what decided: the event, the attested result, the article, the rule, the parties, the other
    treaty, a period, a term of a vocabulary.
    """

    code: str
    day: Window | None = None
    event: Event | None = None
    attested: Attested | None = None
    at: str | None = None
    rule: EntryRule | None = None
    parties: tuple[str, ...] = field(default_factory=tuple)
    treaty: str | None = None
    period: str | None = None
    term: str | None = None
