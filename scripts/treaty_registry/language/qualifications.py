"""What qualifies a party's position in words, and whether a record lists all who have a part in its treaty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from treaty_registry.language.catalogue import Message, by_code, said
from treaty_registry.language.days import day
from treaty_registry.language.languages import Language
from treaty_registry.language.measures import listed
from treaty_registry.language.spans import Span, span_words
from treaty_registry.law.qualifications import Qualification
from treaty_registry.model.treaty import Treaty

# Translators: what stands beside a party's position; {days} is as “since 1 May 1986”, {of} as “ (art. 4)” or nothing
QUALIFIED = by_code(
    Message("qualified:suspended", "its duties towards {others} suspended{of}, {days}"),
    Message("qualified:not-owed", "duties of {others} towards it suspended{of}, {days}"),
    Message("qualified:apart", "not in force with {others}{of}, {days}"),
    Message("qualified:frozen", "participation frozen{of}, {days}"),
    Message("qualified:partly-withdrawn", "withdrawn in part{of}, {days}"),
    Message("qualified:reservation", "with a reservation{of}, {days}"),
)

# Translators: the articles that are concerned
_OF = Message("qualified:of", " (art. {articles})")

# Translators: whether a record lists everybody who has a part in a treaty
_INCOMPLETE = Message(
    "participants:incomplete", "The record does not list all who have a part in this treaty: there are others."
)
_UNKNOWN = Message(
    "participants:unknown",
    "The record does not say that it lists all who have a part in this treaty: there may be others.",
)
_COMPLETE_UNTIL = Message(
    "participants:until", "The record lists all who had a part in this treaty on {day}: later there may be others."
)

COMPLETE, INCOMPLETE, UNKNOWN = "complete", "incomplete", "unknown"


def qualification_words(told: Qualification, name: Callable[[str], str], language: Language) -> str:
    """Return what qualifies a position, with its days; ``name`` gives the names of parties."""
    of = said(_OF, language, articles=listed(told.articles, language)) if told.articles else ""
    return said(
        QUALIFIED[told.kind],
        language,
        others=listed(map(name, told.others), language),
        of=of,
        days=span_words(Span(told.start, told.end), language),
    )


def completeness(treaty: Treaty, unlisted_since: date | None) -> str:
    """Return whether a record lists everybody in its treaty: ``complete``, ``incomplete`` or ``unknown``."""
    if unlisted_since is None:
        return COMPLETE
    return INCOMPLETE if treaty.participants and treaty.participants.list == INCOMPLETE else UNKNOWN


def completeness_words(treaty: Treaty, unlisted_since: date | None, language: Language) -> str:
    """Return the same as a sentence that goes with every answer about the treaty; nothing where nobody is missing."""
    if unlisted_since is None:
        return ""
    if treaty.participants and treaty.participants.list == COMPLETE:
        return said(_COMPLETE_UNTIL, language, day=day(unlisted_since, language))
    return said(_INCOMPLETE if completeness(treaty, unlisted_since) == INCOMPLETE else _UNKNOWN, language)
