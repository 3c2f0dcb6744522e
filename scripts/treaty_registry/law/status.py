"""A treaty's status on a day, from what sources attest.

The status is never typed into a record: it follows from the attested results (entry into force, end, suspension) and
the day that is asked about. Where dates are too imprecise for that day the answer is *cannot tell*; where somebody
disputes a fact and the answer of that day depends on it, the answer is *disputed*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from treaty_registry.law.facts import Fact, Facts, Vocabularies
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class Status:
    """A term of the vocabulary ``statuses``, and what it rests on: an attested result, or a disputed signature."""

    code: str
    because: Attested | None = None
    event: Event | None = None


def status(treaty: Treaty, vocabularies: Vocabularies, on: date) -> Status:
    """Return a treaty's status on a day, in all readings of it that are held.

    A dispute matters from the day of the disputed fact, and only where the answer would be another without that fact.
    """
    facts = Facts(treaty, vocabularies)
    results, signatures = facts.results, facts.signatures
    answer = _reading(results, signatures, on)
    contested = [fact for fact in (*results, *signatures) if fact.contested and fact.first <= on]
    if not contested or answer.code == "cannot-tell":
        return answer
    for doubted in (*([fact] for fact in contested), contested):
        other = _reading(_without(doubted, results), _without(doubted, signatures), on)
        if other.code != answer.code:
            return Status("disputed", doubted[0].result, doubted[0].event)
    return answer


def _without(doubted: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if not any(fact is one for one in doubted)]


def _reading(results: Sequence[Fact], signatures: Sequence[Fact], on: date) -> Status:
    """Return the status on a day if all these facts are so.

    A treaty ends with the day attested for that (VCLT art. 54), enters into force with the day attested for that
    (art. 24), may be suspended as a whole in between (art. 57) and applied provisionally before (art. 25), and
    before that is at most signed (art. 12 to 14).
    """
    started, start = _come(results, "starts", on)
    begun = started is not False or start is None
    ended, end = _come(results, "ends", on) if begun else (False, None)
    if ended is not False:
        return Status("terminated" if ended else "cannot-tell", end)
    never, void = _come(results, "never-starts", on)
    if never is not False:
        return Status("never-in-force" if never else "cannot-tell", void)
    if started is None:
        return Status("cannot-tell", start)
    paused, pause = _paused(results, on) if begun else (False, None)
    if paused is not False:
        return Status("suspended" if paused else "cannot-tell", pause)
    if started:
        return Status("in-force", start)
    applied, application = _come(results, "applies-provisionally", on)
    if applied is not False:
        return Status("provisionally-applied" if applied else "cannot-tell", application)
    signed = [fact.reached(on) for fact in signatures]
    if True in signed:
        return Status("signed")
    return Status("cannot-tell" if None in signed else "not-signed")


def _come(facts: Sequence[Fact], effect: str, on: date) -> tuple[bool | None, Attested | None]:
    """Return whether the first fact of an effect has come by a day, and which it is: the surest, if there are several.

    ``None`` for the fact means that the record has none of that effect.
    """
    found = [(fact.reached(on), fact) for fact in facts if fact.effect == effect]
    for answer in (True, None, False):
        for reached, fact in found:
            if reached is answer:
                return answer, fact.result
    return False, None


def _paused(facts: Sequence[Fact], on: date) -> tuple[bool | None, Attested | None]:
    """Return whether the whole treaty is suspended on a day, from the last suspension or resumption by then."""
    turns = [fact for fact in facts if fact.effect in ("suspends", "resumes")]
    answer: bool | None = False
    reason: Attested | None = None
    for fact in sorted(turns, key=lambda fact: (fact.first, fact.last, fact.effect == "resumes")):
        reached, suspends = fact.reached(on), fact.effect == "suspends"
        if reached:
            answer, reason = suspends, fact.result
        elif reached is None and answer is not suspends:
            answer, reason = None, fact.result
    return answer, reason
