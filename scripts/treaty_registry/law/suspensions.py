"""Between which parties duties are suspended, or the treaty is not in force at all, while it lives on for others.

Suspension towards some: VCLT art. 57, 58 and 72. An objection to a reservation that precludes entry into force between
two: art. 20(4)(b). An objection to an accession, where the text gives it that effect, as the Apostille Convention of
1961 does in art. 12.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from treaty_registry.law.acts import Act, TreatyActs
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, bounds_of, covers, earliest, next_after, next_day
from treaty_registry.law.reasons import Reason
from treaty_registry.model.dates import Date

SUSPENDED = "suspended"
"""The reason of a gap that a suspension makes."""


class Gap(NamedTuple):
    """Days on which somebody's duties towards somebody are not owed; ``articles`` is empty for the whole treaty."""

    obligor: str
    beneficiary: str
    start: DateBounds
    end: DateBounds
    articles: tuple[str, ...]
    reason: Reason

    def covers(self, on: date) -> bool | None:
        """Return whether a day lies in it: yes, no, or ``None`` for *cannot tell*."""
        return covers(self.start, self.end, on)


@dataclass(frozen=True)
class Suspensions:
    """All such gaps of a treaty, those of one pair together."""

    gaps: tuple[Gap, ...]

    @cached_property
    def obligors(self) -> frozenset[str]:
        """Return everybody whose duties towards somebody have a gap."""
        return frozenset(gap.obligor for gap in self.gaps)

    @cached_property
    def _of_pair(self) -> Mapping[tuple[str, str], list[Gap]]:
        of_pair: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
        for gap in self.gaps:
            of_pair[gap.obligor, gap.beneficiary].append(gap)
        return of_pair

    def between(self, obligor: Iterable[str], beneficiary: Iterable[str]) -> Sequence[Gap]:
        """Return the gaps in the duties of one person towards another, each under any of its codes."""
        if not self.gaps:
            return ()
        return [gap for pair in product(obligor, tuple(beneficiary)) for gap in self._of_pair.get(pair, ())]


ALL = "all"


def suspensions_of(view: TreatyActs, ended: Iterable[Gap] = ()) -> Suspensions:
    """Return the gaps that suspensions and objections make; ``ended`` are those of a treaty that ended between some."""
    gaps: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in ended:
        gaps[gap.obligor, gap.beneficiary].append(gap)
    for act in view.of("suspends"):
        articles = tuple(sorted({article.no for article in act.event.articles or ()}))
        for pair, end in _ends(view, act):
            gaps[pair].append(Gap(*pair, act.effective, end, articles, _reason(SUSPENDED, act)))
    for act in view.of("objects"):
        if act.event.precludes == "yes":
            for pair in _objected(view, act):
                gaps[pair].append(Gap(*pair, act.effective, _withdrawn(view, act), (), _reason("precluded", act)))
    for act in view.of("objects-to-accession"):
        for objector, acceding in product(act.parties, act.event.towards or ()):
            for pair in ((objector, acceding), (acceding, objector)):
                gaps[pair].append(
                    Gap(*pair, act.effective, _withdrawn(view, act), (), _reason("accession-objected", act))
                )
    return Suspensions(tuple(gap for of_pair in gaps.values() for gap in of_pair))


def _reason(code: str, act: Act) -> Reason:
    return Reason(code, act.effective, act.index, at=act.event.at, parties=act.parties)


def _ends(view: TreatyActs, act: Act) -> Iterable[tuple[tuple[str, str], DateBounds]]:
    """Yield each pair that a suspension concerns and when their duties are restored, or the time set has passed."""
    articles = {article.no for article in act.event.articles or ()}
    until = act.event.until
    limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
    for pair in _pairs(view, act):
        back = [
            (restoring.effective, restoring.event.date != "unknown")
            for restoring in view.of("resumes")
            if pair[0] in _named(view, restoring.event.owed_by)
            and pair[1] in _named(view, restoring.event.owed_to)
            and (
                not restoring.event.articles
                or (articles and articles <= {article.no for article in restoring.event.articles})
            )
        ]
        # What is restored without a known day was restored after it had been suspended.
        undated = earliest(window for window, known in back if not known)
        after = next_after([limit, *(window for window, known in back if known)], act.effective)
        yield pair, earliest([undated, after])


def _pairs(view: TreatyActs, act: Act) -> Iterator[tuple[str, str]]:
    """Yield whose duties towards whom an act suspends; nobody owes himself."""
    persons = view.persons
    for obligor, beneficiary in product(_named(view, act.event.owed_by), _named(view, act.event.owed_to)):
        if persons.person(obligor) != persons.person(beneficiary):
            yield obligor, beneficiary


def _named(view: TreatyActs, codes: Sequence[str] | None) -> Sequence[str]:
    """Return the codes that an act names; ``all`` are all who act in the treaty."""
    if codes is None or ALL not in codes:
        return codes or ()
    return view.acting


def _objected(view: TreatyActs, act: Act) -> Iterable[tuple[str, str]]:
    """Yield both directions between those who object and those whose reservation it is."""
    towards = act.event.towards or tuple(
        code
        for reservation in view.of("reserves")
        if reservation.event.id is not None and reservation.event.id == act.event.refers_to
        for code in reservation.parties
    )
    for objector, reserving in product(act.parties, towards):
        yield objector, reserving
        yield reserving, objector


def _withdrawn(view: TreatyActs, act: Act) -> DateBounds:
    """Return when an objection, or the reservation that it answers, was taken back (VCLT art. 22)."""
    answered = {act.event.id, act.event.refers_to} - {None}
    back = view.of("withdraws-objection", "withdraws-reservation")
    return earliest(withdrawal.effective for withdrawal in back if withdrawal.event.refers_to in answered)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Duties that some parties no longer perform towards others; ``articles`` is empty for the whole treaty."""

    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    since: DateBounds
    articles: tuple[str, ...]


def suspensions(gaps: Iterable[Gap], on: date) -> list[Suspension]:
    """Return the suspensions that are, or may be, open on a day, grouped by when they began."""
    towards: dict[tuple[DateBounds, tuple[str, ...], str], list[str]] = {}
    for gap in gaps:
        if gap.reason.code == SUSPENDED and gap.covers(on) is not False:
            towards.setdefault((gap.start, gap.articles, gap.obligor), []).append(gap.beneficiary)
    grouped: dict[tuple[DateBounds, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (since, articles, obligor), beneficiaries in towards.items():
        grouped.setdefault((since, articles, tuple(beneficiaries)), []).append(obligor)
    order = sorted(grouped.items(), key=lambda item: item[0][0])
    return [Suspension(tuple(by), to, since, articles) for (since, articles, to), by in order]
