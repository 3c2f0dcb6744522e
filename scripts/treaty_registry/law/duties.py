"""Who owes what to whom, from when until when: obligations directed from one party to another.

A duty is owed while the treaty is in force for both, the clause is part of it (an obligation can be younger than its
treaty), and it is not suspended between the two (VCLT art. 26, 57, 58); some outlive the treaty, if its text says so
(art. 70(1)). Where both apply the treaty and one of them only provisionally, the duty is owed provisionally (art. 25).
Where a suspension is disputed, so is the duty. A state that is no party can be owed a duty by its name (art. 36). A
reservation by either of them to an article of the duty is named with it: the record says which articles it changes, not
how (art. 21).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple, TypeVar

from treaty_registry.law.consent_log import OtherTreaties
from treaty_registry.law.date_bounds import (
    ALWAYS,
    NEVER,
    DateBounds,
    Interval,
    later,
)
from treaty_registry.law.duty_days import (
    Ties,
    duty_spans,
    gaps_of,
    life_of,
    numbers_of,
    reservations_of,
    tied_together,
    without_gaps,
)
from treaty_registry.law.interpretations import HeldInterpretation
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.status import CANNOT_TELL, OWED
from treaty_registry.law.succession import Succession
from treaty_registry.law.treaty_history import DutyGroup, DutySpan, Tie, TreatyHistory, bounded
from treaty_registry.model.obligation import Obligation

_T = TypeVar("_T")

EVERYBODY = "all"


class Duty(NamedTuple):
    """A duty of one party towards another under one obligation of a treaty, on the days of an interval.

    ``standing`` is ``owed``, ``provisional``, ``disputed`` or ``cannot-tell``; ``articles`` are the numbers that the
    articles bore then, and ``reserved_by`` names those of the two whose reservations concerned them. ``start`` and
    ``end`` bound the days on which it began and ended to be owed so: they are wider than the interval where days on
    which nobody can tell lie before or after.
    """

    treaty: str
    obligation: str
    kind: str
    obligor: str
    beneficiary: str
    interval: Interval
    standing: str
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...]
    start: DateBounds
    end: DateBounds

    def on(self, day: date) -> bool:
        """Return whether the interval covers a day."""
        return self.interval.covers(day)


class BoundedSpan(NamedTuple):
    """A ``DutySpan`` with the days between which it began and ended: the part of a ``Duty`` that all pairs share."""

    interval: Interval
    standing: str
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...]
    start: DateBounds
    end: DateBounds


def expanded(history: TreatyHistory, succession: Succession, kinds: Collection[str] | None = None) -> Iterator[Duty]:
    """Yield the duties of a history party by party, in the order of its obligations and of its parties.

    ``kinds`` limits them to some kinds of obligation.
    """
    treaty = history.treaty
    for group, obligor, beneficiary, spans in directed_pairs(history, succession, bounded_spans, kinds):
        for span in spans:
            yield Duty._make((treaty, group.obligation, group.kind, obligor, beneficiary, *span))


def directed_pairs(
    history: TreatyHistory,
    succession: Succession,
    told: Callable[[DutyGroup], _T],
    kinds: Collection[str] | None = None,
) -> Iterator[tuple[DutyGroup, str, str, _T]]:
    """Yield each group with each obligor and beneficiary in it and with what is told of it, which all its pairs share.

    They come in the order of the obligations, then of the parties; nobody owes himself.
    """
    place = {code: number for number, code in enumerate(history.ties)}
    by_obligation: dict[str, list[DutyGroup]] = {}
    for group in history.duties_of(kinds):
        by_obligation.setdefault(group.obligation, []).append(group)
    for groups in by_obligation.values():
        person = {code: succession.person(code) for group in groups for code in (*group.owed_by, *group.owed_to)}
        parts = [(group, told(group)) for group in groups]
        owing: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            for obligor in group.owed_by:
                owing.setdefault(obligor, []).append(number)
        owed_to: dict[tuple[int, ...], list[tuple[DutyGroup, str, _T]]] = {}
        for obligor in sorted(owing, key=place.__getitem__):
            numbers = tuple(owing[obligor])
            if numbers not in owed_to:  # most owe to the same parties as another does
                owed_to[numbers] = _in_order(place, [parts[number] for number in numbers])
            own = person[obligor]
            for group, beneficiary, shared in owed_to[numbers]:
                if person[beneficiary] != own:
                    yield group, obligor, beneficiary, shared


def _in_order(place: Mapping[str, int], parts: Sequence[tuple[DutyGroup, _T]]) -> list[tuple[DutyGroup, str, _T]]:
    """Return the beneficiaries of some groups, the parties in their order; third states come last."""
    owed_to = [(group, code, shared) for group, shared in parts for code in group.owed_to]
    return sorted(owed_to, key=lambda owed: place.get(owed[1], len(place))) if len(parts) > 1 else owed_to


def bounded_spans(group: DutyGroup) -> tuple[BoundedSpan, ...]:
    """Return the spans of a group with the bounds of the beginning and end of each."""
    bounds = bounded([(span.interval, span.standing == CANNOT_TELL) for span in group.spans])
    return tuple(BoundedSpan(*span, *ends) for span, ends in zip(group.spans, bounds, strict=True))


def duty_groups(
    interpreted: Sequence[HeldInterpretation], ties: Mapping[str, Ties], others: OtherTreaties
) -> Iterator[DutyGroup]:
    """Yield every duty that a treaty has created, in the order of its obligations: those owed alike as one group.

    ``ties`` are the days on which duties of each party, or towards it, are owed.
    """
    treaty = interpreted[0].treaty
    succession = treaty.view.persons
    for obligation in treaty.view.treaty.obligations or ():
        owing = owed = ties
        if obligation.survives:
            owing = _surviving(treaty, ties, obligation.survives, provisionally=True)
            owed = _surviving(treaty, ties, obligation.survives, provisionally=False)
        owing = _of_named(owing, succession, obligation.owed_by)
        owed = _of_named(owed, succession, obligation.owed_to)
        owed |= dict.fromkeys(_third_states(treaty, obligation), (_ALL_ALONG,))
        for spans, owed_to in _by_spans(interpreted, owing, owed, others, obligation).items():
            for codes, owed_by in _alike(owed_to, owed, succession).items():
                ordered = tuple(code for code in owed if code in codes)
                yield DutyGroup(obligation.id, obligation.kind, tuple(owed_by), ordered, spans)


_ALL_ALONG = Tie(Interval(ALWAYS, NEVER), OWED)


def _third_states(treaty: InterpretedTreaty, obligation: Obligation) -> Iterator[str]:
    """Yield those who are named as beneficiaries and have no act in the treaty: the right is theirs (VCLT art. 36)."""
    persons = treaty.view.persons
    involved = {persons.person(code) for code in treaty.lines}
    for code in obligation.owed_to:
        if code != EVERYBODY and persons.person(code) not in involved:
            yield code


def _surviving(
    treaty: InterpretedTreaty, ties: Mapping[str, Ties], period: str, *, provisionally: bool
) -> Mapping[str, Ties]:
    """Return the days on which a duty is owed that outlives the treaty, or a party's part in it, by a period.

    ``provisionally``: also where somebody only applied the treaty provisionally. Such a one still owes what he took on,
    but the others, who never were bound to him, no longer owe him anything (VCLT art. 25(2), 34).
    """
    outlived = {}
    for code, own in ties.items():
        line = treaty.lines[code]
        spells = (*line.bound, *line.provisional) if provisionally else line.bound
        ends = {day for spell in spells for day in spell.end}
        longer: list[Tie] = []
        for number, (interval, standing) in enumerate(own):
            until = own[number + 1].interval.start if number + 1 < len(own) else NEVER
            end = interval.end
            if end in ends and end < until:
                end = min(later(end, period), until)
            longer.append(Tie(Interval(interval.start, end), standing))
        outlived[code] = tuple(longer)
    return outlived


_Spans = tuple[DutySpan, ...]


def _alike(
    owed_to: Mapping[str, Sequence[str]], beneficiaries: Iterable[str], succession: Succession
) -> Mapping[frozenset[str], Sequence[str]]:
    """Return those who owe the same together, by whom they owe it to.

    Nobody owes himself: whoever owes all others alike counts as one who owes everybody. Where that joins him to nobody,
    he counts as one who owes just those: a party that joins later is owed by all the earlier ones.
    """
    own: defaultdict[str, list[str]] = defaultdict(list)
    for code in beneficiaries:
        own[succession.person(code)].append(code)
    together: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for obligor, codes in owed_to.items():
        together[frozenset((*codes, *own[succession.person(obligor)]))].append(obligor)
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for everybody, obligors in together.items():
        groups[everybody if len(obligors) > 1 else frozenset(owed_to[obligors[0]])] += obligors
    return groups


def _by_spans(
    interpreted: Sequence[HeldInterpretation],
    owing: Mapping[str, Ties],
    owed: Mapping[str, Ties],
    others: OtherTreaties,
    obligation: Obligation,
) -> Mapping[_Spans, Mapping[str, list[str]]]:
    """Return who owes an obligation to whom, by the days on which it is owed.

    ``owing`` and ``owed`` are the days of its obligors and beneficiaries. Those of a pair are worked out once for all
    pairs whose own days are alike, as those of most are.
    """
    treaty = interpreted[0].treaty
    succession = treaty.view.persons
    life = life_of(treaty, others, obligation)
    if life is None:
        return {}
    parted = [held for held in interpreted if held.treaty.apart.gaps]
    reservations = reservations_of(treaty, obligation)
    reserving = frozenset(reservation.party for reservation in reservations)
    numbers = tuple(numbers_of(others, obligation))
    concerned = {article.no for article in obligation.articles or ()}
    by_spans: dict[_Spans, dict[str, list[str]]] = {}
    shared: dict[tuple[int, int] | tuple[str, str], dict[str, list[str]]] = {}
    alike: dict[Ties, int] = {}
    obligors = [(code, succession.person(code), alike.setdefault(days, len(alike))) for code, days in owing.items()]
    beneficiaries = [(code, succession.person(code), alike.setdefault(days, len(alike))) for code, days in owed.items()]
    for (obligor, person, days), (beneficiary, other, other_days) in product(obligors, beneficiaries):
        if person == other:
            continue
        codes = (succession.codes_of(obligor), succession.codes_of(beneficiary)) if parted else ((), ())
        gaps = any(gaps_of(held.treaty, codes, concerned) for held in parted)
        on_its_own = gaps or obligor in reserving or beneficiary in reserving
        key = (obligor, beneficiary) if on_its_own else (days, other_days)
        if key not in shared:
            tied = tied_together(owing[obligor], owed[beneficiary], life)
            if gaps:
                tied = without_gaps(tied, [(held.days, gaps_of(held.treaty, codes, concerned)) for held in interpreted])
            own = [reservation for reservation in reservations if reservation.party in (obligor, beneficiary)]
            shared[key] = by_spans.setdefault(tuple(duty_spans(tied, numbers, own)), {})
        shared[key].setdefault(obligor, []).append(beneficiary)
    by_spans.pop((), None)  # never owed
    return by_spans


def _of_named(ties: Mapping[str, Ties], succession: Succession, parties: Sequence[str]) -> dict[str, Ties]:
    """Return the days of those whom an obligation names, by this code or another of the same person."""
    return {code: days for code, days in ties.items() if _named(succession.codes_of(code), parties)}


def _named(codes_of_person: Sequence[str], parties: Sequence[str]) -> bool:
    return EVERYBODY in parties or any(code in parties for code in codes_of_person)
