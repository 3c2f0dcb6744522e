"""A treaty's status on a day, from what sources attest.

The status is never typed into a record: it follows from the attested results (entry into force, end, suspension) and
the day that is asked about. Where dates are too imprecise for that day the answer is *cannot tell*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Vocabulary

ENDS = ("termination", "expiry")


@dataclass(frozen=True, slots=True)
class Status:
    """A term of the vocabulary ``statuses``, and the attested result that it rests on, if it rests on one."""

    code: str
    because: Attested | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Duties that some parties no longer perform towards others while the treaty lives on (VCLT art. 57 and 58)."""

    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    since: Date | None


def status(treaty: Treaty, actions: Vocabulary, on: date) -> Status:
    """Return a treaty's status on a day.

    A treaty ends with the day attested for its termination or expiry, enters into force with the day attested for
    that (VCLT art. 24), and before is at most signed (VCLT art. 12 to 14).
    """
    day = Date.parse(on.isoformat())
    for code, results in (("terminated", ENDS), ("never-in-force", ("never-in-force",)), ("in-force", _START)):
        for result in _attested(treaty, results):
            reached = _reached(result, day)
            if result.disputed:
                return Status("disputed", result)
            if reached is None:
                return Status("cannot-tell", result)
            if reached:
                return Status(code, result)
    signed = any(
        actions.terms[event.action].effect in ("signs", "consents")
        and isinstance(event.date, Date)
        and event.date.earliest <= on
        for event in treaty.events
    )
    return Status("signed" if signed else "not-signed")


def suspensions(treaty: Treaty, actions: Vocabulary, on: date) -> list[Suspension]:
    """Return the suspensions of duties that are open on a day: declared by then and not ended by then."""
    open_: dict[tuple[tuple[str, ...], tuple[str, ...]], Suspension] = {}
    for event in treaty.events:
        effect = actions.terms[event.action].effect
        if event.owed_by is None or event.owed_to is None or effect not in ("suspends", "resumes"):
            continue
        since = event.effective or (event.date if isinstance(event.date, Date) else None)
        if since is not None and since.earliest > on:
            continue
        pair = event.owed_by, event.owed_to
        if effect == "suspends":
            open_.setdefault(pair, Suspension(*pair, since))
        else:
            open_.pop(pair, None)
    return list(open_.values())


_START = ("entry-into-force",)


def _attested(treaty: Treaty, what: tuple[str, ...]) -> Iterator[Attested]:
    return (result for result in treaty.attested or () if result.what in what and result.party is None)


def _reached(result: Attested, day: Date) -> bool | None:
    """Return whether the day of a result has come; an unknown day has come if the record says that it happened."""
    if not isinstance(result.date, Date):
        return True
    later = day.before(result.date)
    return None if later is None else not later
