from __future__ import annotations

from itertools import permutations, product

import pytest

from treaty_registry.atop.pair_groups import pair_groups
from treaty_registry.atop.year_sets import between, spans


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], []),
        ([("A", "B")], ["A → B"]),
        ([("B", "A"), ("A", "B")], ["A ↔ B"]),
        (list(permutations("CAB", 2)), ["each other: A, B, C"]),
        (list(product("AB", "CD")), ["A, B → C, D"]),
        ([*product("AB", "CD"), *product("CD", "AB")], ["A, B ↔ C, D"]),
        ([*permutations("ABC", 2), *product("ABC", "D"), *product("D", "ABC")], ["each other: A, B, C, D"]),
        ([*permutations("AB", 2), *product("AB", "CD"), *product("CD", "AB")], ["A ↔ B", "A, B ↔ C, D"]),
        ([("A", "B"), ("B", "A"), ("A", "C")], ["A ↔ B", "A → C"]),
    ],
)
def test_pairs_are_told_in_few_words(pairs: list[tuple[str, str]], said: list[str]) -> None:
    assert list(pair_groups(pairs)) == said
    assert list(pair_groups(pairs[::-1])) == said


@pytest.mark.parametrize(
    "stretches", [(), ((1816, 1816),), ((1816, 2018),), ((1, 3), (5, 5), (1955, 1990)), ((1373, 1579), (1640, 9999))]
)
def test_years_come_back_as_the_stretches_they_were_made_of(stretches: tuple[tuple[int, int], ...]) -> None:
    years = sum(between(*one) for one in stretches)

    assert spans(years) == stretches
    assert years.bit_count() == sum(last - first + 1 for first, last in stretches)
