"""Many ordered pairs in few words: who stands together because the same holds for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

_Others = defaultdict[str, set[str]]


def pair_groups(pairs: Collection[tuple[str, str]]) -> Iterator[str]:
    """Yield ordered pairs in groups, each pair once: ``each other: A, B, C``, ``A, B ↔ C``, ``A, B → C, D``."""
    every = set(pairs)
    mutual: _Others = defaultdict(set)
    one_way: _Others = defaultdict(set)
    for first, second in sorted(every):
        (mutual if (second, first) in every else one_way)[first].add(second)
    yield from _circles(mutual)
    while groups := _alike(mutual):
        others, members = min(groups, key=lambda group: (-len(group[0]) * len(group[1]), group[1]))
        yield f"{', '.join(members)} ↔ {', '.join(others)}"
        _forget(mutual, members, others)
        _forget(mutual, others, members)
    for others, members in sorted(_alike(one_way), key=lambda group: group[1]):
        yield f"{', '.join(members)} → {', '.join(others)}"


def _circles(mutual: _Others) -> Iterator[str]:
    """Yield those who have the same partners, one another counted, and take what is between them away."""
    circles: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for member, others in mutual.items():
        circles[frozenset({member, *others})].append(member)
    for members in sorted(map(sorted, circles.values())):
        if len(members) > 1:
            yield " ↔ ".join(members) if len(members) == 2 else f"each other: {', '.join(members)}"
            _forget(mutual, members, members)


def _alike(towards: _Others) -> list[tuple[list[str], list[str]]]:
    """Return each set of others, with all who have just these."""
    alike: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for member, others in towards.items():
        if others:
            alike[frozenset(others)].append(member)
    return [(sorted(others), sorted(members)) for others, members in alike.items()]


def _forget(towards: _Others, members: Collection[str], others: Collection[str]) -> None:
    for member in members:
        towards[member].difference_update(others)
