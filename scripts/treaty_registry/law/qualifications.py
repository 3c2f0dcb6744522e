"""What qualifies a party's position: duties suspended towards some, a freeze, a partial withdrawal, a reservation.

None of it makes a party anything else than a party, and none may be left out where its position or a duty is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from treaty_registry.law.acts import Act, TreatyActs
from treaty_registry.law.date_bounds import NOT_YET, DateBounds, bounds_of, covers, earliest, next_after, next_day
from treaty_registry.law.suspensions import Gap
from treaty_registry.model.dates import Date


class Qualification(NamedTuple):
    """Something that qualifies the position of ``party`` from ``start`` until before ``end``.

    ``kind`` is ``suspended`` (its duties are), ``not-owed`` (duties towards it are suspended), ``apart`` (the treaty is
    not in force, or no longer, between it and others), ``frozen``, ``partly-withdrawn`` or ``reservation``. ``others``
    are those on the other side, ``articles`` the ones concerned (none: the whole treaty), ``event`` the act's place.
    """

    party: str
    kind: str
    start: DateBounds
    end: DateBounds
    others: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    event: int | None = None

    def on(self, day: date) -> bool | None:
        """Return whether it holds on a day: yes, no, or ``None`` for *cannot tell*."""
        return covers(self.start, self.end, day)


LASTING = {"freezes": ("frozen", "unfreezes"), "withdraws-partly": ("partly-withdrawn", "returns-partly")}
"""For effects of acts that qualify a position: how, and the effect of the acts that put an end to it."""


def qualifications_of(view: TreatyActs, gaps: Iterable[Gap]) -> tuple[Qualification, ...]:
    """Return all that qualifies somebody's position, in order of parties and days."""
    every = [*_gaps(gaps), *_lasting(view), *_reservations(view)]
    return tuple(sorted(every, key=lambda told: (told.party, told.start, told.kind)))


def _gaps(gaps: Iterable[Gap]) -> Iterator[Qualification]:
    others: dict[tuple[str, str, DateBounds, DateBounds, tuple[str, ...], int | None], list[str]] = {}
    for gap in gaps:
        suspended = gap.reason.code == "suspended"
        for party, kind, other in (
            (gap.obligor, "suspended" if suspended else "apart", gap.beneficiary),
            (gap.beneficiary, "not-owed" if suspended else "apart", gap.obligor),
        ):
            key = party, kind, gap.start, gap.end, gap.articles, gap.reason.event
            if other not in others.setdefault(key, []):
                others[key].append(other)
    for (party, kind, start, end, articles, event), codes in others.items():
        yield Qualification(party, kind, start, end, tuple(codes), articles, event)


def _lasting(view: TreatyActs) -> Iterator[Qualification]:
    for effect, (kind, undoing) in LASTING.items():
        for act in view.of(effect):
            for code in act.parties:
                back = [undo.effective for undo in view.of(undoing) if code in undo.parties]
                yield Qualification(code, kind, act.effective, _end(act, back), (), _articles(act), act.index)


def _reservations(view: TreatyActs) -> Iterator[Qualification]:
    withdrawn = view.of("withdraws-reservation")
    for act in view.of("reserves"):
        back = earliest(undo.effective for undo in withdrawn if act.event.id and undo.event.refers_to == act.event.id)
        for code in act.parties:
            yield Qualification(code, "reservation", act.effective, back, (), _articles(act), act.index)


def _end(act: Act, back: Iterable[DateBounds]) -> DateBounds:
    until = act.event.until
    limit = next_day(bounds_of(until)) if isinstance(until, Date) else NOT_YET
    return next_after([limit, *back], act.effective)


def _articles(act: Act) -> tuple[str, ...]:
    return tuple(article.no for article in act.event.articles or ())
