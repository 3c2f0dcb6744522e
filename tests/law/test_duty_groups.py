"""Duties that are owed alike stand together: a group for each who joins, not one for each pair."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

from tests.law.named import NATO
from treaty_registry.law.compiled_registry import CompiledRegistry

KYOTO = "1997-kyoto-protocol"


def test_whoever_joins_later_adds_few_groups(law: CompiledRegistry) -> None:
    # Each of Kyoto's parties joined on a day of its own: all the earlier ones owe it, and it owes them, from that day.
    for treaty in (KYOTO, NATO):
        history = law.history(treaty)
        by_obligation = Counter(group.obligation for group in history.duties)
        assert max(by_obligation.values()) <= 2 * len(history.ties)


def test_each_pair_is_in_one_group_of_an_obligation(law: CompiledRegistry) -> None:
    # Art. 5 is owed by each of the 32 members to each other (art. 10 of the treaty: who accedes becomes a party).
    duties = [duty for duty in law.duties(NATO) if duty.obligation == law.history(NATO).duties[0].obligation]
    pairs = Counter((duty.obligor, duty.beneficiary, duty.interval.start) for duty in duties)
    assert set(pairs.values()) == {1}
    assert {pair[:2] for pair in pairs} == set(permutations(law.history(NATO).ties, 2))
