"""Which duties are suspended between which parties on a day, while the treaty lives on (VCLT art. 57, 58 and 72)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from treaty_registry.law.facts import Facts, Vocabularies
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class Suspension:
    """Duties that some parties no longer perform towards others.

    ``since`` is the date as imprecise as the source gives it: a suspension is told of from the first day on which it
    may have begun to the last on which it may have been open.
    """

    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    since: Date | None


class _Turn(NamedTuple):
    """An act that suspends or restores duties. Acts of one day take effect in the order of their rank."""

    day: date
    rank: int
    suspends: bool
    event: Event
    since: Date | None


class _Open(NamedTuple):
    since: Date | None
    until: Date | str | None
    articles: frozenset[str]
    """The articles that are suspended; none stands for the whole treaty."""


def suspensions(treaty: Treaty, vocabularies: Vocabularies, on: date) -> list[Suspension]:
    """Return the suspensions of duties that are, or may be, open on a day, grouped by the date they began."""
    open_: defaultdict[tuple[str, str], list[_Open]] = defaultdict(list)
    for turn in sorted(_turns(treaty, vocabularies), key=lambda turn: turn[:3]):
        if turn.day > on:
            break
        articles = frozenset(article.no for article in turn.event.articles or ())
        for pair in product(turn.event.owed_by or (), turn.event.owed_to or ()):
            before = [one for one in open_[pair] if _lasts(one, turn.day)]
            if not turn.suspends:
                before = [one for one in before if articles and (not one.articles or one.articles - articles)]
            elif all(one.articles != articles for one in before):
                before.append(_Open(turn.since, turn.event.until, articles))
            open_[pair] = before
    pairs = {
        pair: lasting[0].since
        for pair, found in open_.items()
        if (lasting := [one for one in found if _lasts(one, on)])
    }
    return _grouped(pairs)


def _lasts(one: _Open, on: date) -> bool:
    return not isinstance(one.until, Date) or one.until.latest >= on


def _turns(treaty: Treaty, vocabularies: Vocabularies) -> Iterator[_Turn]:
    """Yield the acts that suspend or restore duties, each with the day from which it counts.

    A suspension counts from the first day that its date may mean and a restoration from the last, so that none is
    hidden that may be open. A suspension without a date counts from the first signature on; a restoration without one,
    from the day up to which the record was verified.
    """
    signed = min((fact.first for fact in Facts(treaty, vocabularies).signatures), default=date.min)
    actions = vocabularies["actions"].terms
    for event in treaty.events:
        term = actions[event.action]
        if term.effect not in ("suspends", "resumes"):
            continue
        told = event.effective or event.date
        since = told if isinstance(told, Date) else None
        suspends = term.effect == "suspends"
        if since is None:
            day = signed if suspends else treaty.verified.latest
        else:
            day = since.earliest if suspends else since.latest
        yield _Turn(day, term.rank or 0, suspends, event, since)


def _grouped(pairs: dict[tuple[str, str], Date | None]) -> list[Suspension]:
    """Join pairs that began together: first each obligor's beneficiaries, then the obligors with the same ones."""
    owed_to: defaultdict[tuple[str, Date | None], list[str]] = defaultdict(list)
    for (obligor, beneficiary), since in pairs.items():
        owed_to[obligor, since].append(beneficiary)
    owed_by: defaultdict[tuple[tuple[str, ...], Date | None], list[str]] = defaultdict(list)
    for (obligor, since), beneficiaries in owed_to.items():
        owed_by[tuple(sorted(beneficiaries)), since].append(obligor)
    return [Suspension(tuple(sorted(obligors)), to, since) for (to, since), obligors in owed_by.items()]
