"""Between which parties duties are suspended, or the treaty is not in force at all, while it lives on for others.

Suspension towards some: VCLT art. 57, 58 and 72. An objection to a reservation that precludes entry into force between
two: art. 20(4)(b).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from treaty_registry.law.acts import Act, TreatyActs
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, covers, earliest, next_after, next_day
from treaty_registry.law.reasons import Reason
from treaty_registry.law.succession import bounds_of
from treaty_registry.model.dates import Date

SUSPENDED = "suspended"
"""The reason of a gap that a suspension makes."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which somebody's duties towards somebody are not owed; ``articles`` is empty for the whole treaty."""

    start: DateBounds
    end: DateBounds
    articles: frozenset[str]
    reason: Reason

    def covers(self, on: date) -> bool | None:
        """Return whether a day lies in it: yes, no, or ``None`` for *cannot tell*."""
        return covers(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Suspensions:
    """All such gaps, by obligor and beneficiary."""

    gaps: Mapping[tuple[str, str], tuple[Gap, ...]]
    obligors: frozenset[str]
    """Everybody whose duties towards somebody have a gap."""

    def between(self, obligor: Iterable[str], beneficiary: Iterable[str]) -> Sequence[Gap]:
        """Return the gaps in the duties of one person towards another, each under any of its codes."""
        if not self.gaps:
            return ()
        pairs = product(obligor, tuple(beneficiary))
        return [gap for pair in pairs for gap in self.gaps.get(pair, ())]


def suspensions_of(view: TreatyActs) -> Suspensions:
    """Return the gaps that suspensions and precluding objections make."""
    gaps: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
    for act in view.of("suspends"):
        for pair, end in _ends(view, act):
            gaps[pair].append(_gap(act, end, SUSPENDED))
    for act in view.of("objects"):
        if act.event.precludes == "yes":
            for pair in _objected(view, act):
                gaps[pair].append(Gap(act.effective, _withdrawn(view, act), frozenset(), _reason("precluded", act)))
    return Suspensions({pair: tuple(found) for pair, found in gaps.items()}, frozenset(obligor for obligor, _ in gaps))


def _gap(act: Act, end: DateBounds, code: str) -> Gap:
    articles = frozenset(article.no for article in act.event.articles or ())
    return Gap(act.effective, end, articles, _reason(code, act))


def _reason(code: str, act: Act) -> Reason:
    return Reason(code, act.effective, act.event, at=act.event.at, parties=act.parties)


def _ends(view: TreatyActs, act: Act) -> Iterable[tuple[tuple[str, str], DateBounds]]:
    """Yield each pair that a suspension concerns and when their duties are restored, or the time set has passed."""
    articles = {article.no for article in act.event.articles or ()}
    until = act.event.until
    limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
    for pair in product(act.event.owed_by or (), act.event.owed_to or ()):
        back = [
            (one.effective, one.event.date != "unknown")
            for one in view.of("resumes")
            if pair[0] in (one.event.owed_by or ())
            and pair[1] in (one.event.owed_to or ())
            and (not one.event.articles or (articles and articles <= {article.no for article in one.event.articles}))
        ]
        # What is restored without a known day was restored after it had been suspended.
        undated = earliest(window for window, known in back if not known)
        after = next_after([limit, *(window for window, known in back if known)], act.effective)
        yield pair, earliest([undated, after])


def _objected(view: TreatyActs, act: Act) -> Iterable[tuple[str, str]]:
    """Yield both directions between those who object and those whose reservation it is."""
    towards = act.event.towards or tuple(
        code
        for one in view.of("reserves")
        if one.event.id is not None and one.event.id == act.event.refers_to
        for code in one.parties
    )
    for objector, reserving in product(act.parties, towards):
        yield objector, reserving
        yield reserving, objector


def _withdrawn(view: TreatyActs, act: Act) -> DateBounds:
    """Return when an objection, or the reservation that it answers, was taken back (VCLT art. 22)."""
    answered = {act.event.id, act.event.refers_to} - {None}
    back = view.of("withdraws-objection", "withdraws-reservation")
    return earliest(one.effective for one in back if one.event.refers_to in answered)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Duties that some parties no longer perform towards others; ``articles`` is empty for the whole treaty."""

    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    since: DateBounds
    articles: tuple[str, ...]


def suspensions(found: Suspensions, on: date) -> list[Suspension]:
    """Return the suspensions that are, or may be, open on a day, grouped by when they began."""
    towards: dict[tuple[DateBounds, tuple[str, ...], str], list[str]] = {}
    for (obligor, beneficiary), gaps in found.gaps.items():
        for gap in gaps:
            if gap.reason.code == SUSPENDED and gap.covers(on) is not False:
                key = gap.start, tuple(sorted(gap.articles)), obligor
                towards.setdefault(key, []).append(beneficiary)
    grouped: dict[tuple[DateBounds, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (since, articles, obligor), beneficiaries in towards.items():
        grouped.setdefault((since, articles, tuple(beneficiaries)), []).append(obligor)
    order = sorted(grouped.items(), key=lambda item: item[0][0])
    return [Suspension(tuple(by), to, since, articles) for (since, articles, to), by in order]
