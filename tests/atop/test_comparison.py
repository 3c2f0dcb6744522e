"""Comparing with an ATOP file: a few real treaties against small made-up files, with the results written by hand."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from treaty_registry.atop.causes import Cause, OnlyOurs, OnlyTheirs
from treaty_registry.atop.comparison import AgreementCounts, AtopFileError, Comparison, compare, read_rows
from treaty_registry.atop.report import CAUSE_LABELS, COUNT_LABELS, as_tree, report_text
from treaty_registry.export.json_text import as_json
from treaty_registry.export.tables.dyad_spans import DYAD_KINDS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import Registry

SMALL = (
    "1939-german-soviet-pact",
    "1951-anzus",
    "1953-us-korea-defence",
    "1954-us-roc-defence",
    "1961-ussr-dprk-friendship",
    "1971-five-power-defence-arrangements",
)
USA, MALAYSIA, KOREA, NZL, SUN, DPRK, GERMANY, UK = 2, 820, 732, 920, 365, 731, 255, 200

HEADER = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul"


@pytest.fixture(scope="session")
def small(law: CompiledRegistry) -> CompiledRegistry:
    """Return the law of a few treaties alone."""
    return CompiledRegistry(Registry(law.registry.terms, {key: law.registry.treaties[key] for key in SMALL}))


def rows(*lines: str) -> Iterable[Mapping[str, str]]:
    """Return rows from lines such as ``2 732 1960 1 0 0 1 1``."""
    return [dict(zip(HEADER.split(","), line.split(), strict=True)) for line in lines]


def compared(law: CompiledRegistry, *lines: str) -> Comparison:
    return compare(law, rows(*lines))


def figures(comparison: Comparison, kind: str) -> dict[str, int]:
    """Return the counts of a kind that are not 0, without those that need no row."""
    left_out = ("outside_file", "ours_one_theirs_missing", "ours_zero_theirs_missing")
    counts = {name: getattr(comparison.counts[kind], name) for name in COUNT_LABELS if name not in left_out}
    return {name: count for name, count in counts.items() if count}


def test_each_kind_is_counted_by_what_both_sides_say(small: CompiledRegistry) -> None:
    found = compared(
        small,
        f"{USA} {KOREA} 1960 1 0 0 1 1",  # as we have it
        f"{USA} {KOREA} 1961 1 1 0 0 1",  # offence is a no of ours, non-aggression a 1
        f"{USA} {KOREA} 1962 NA -9 . NA 1",
        f"{USA} {KOREA} 1953 1 0 0 0 0",  # before it was in force
    )

    assert figures(found, "defense") == {"both_one": 2, "ours_missing_theirs_one": 1}
    assert figures(found, "offense") == {"both_zero": 1, "ours_zero_theirs_one": 1, "ours_missing_theirs_zero": 1}
    assert figures(found, "neutral") == {"both_zero": 2, "ours_missing_theirs_zero": 1}
    assert figures(found, "nonagg") == {"both_one": 1, "ours_one_theirs_zero": 1, "ours_missing_theirs_zero": 1}
    assert figures(found, "consul") == {"both_one": 3, "ours_missing_theirs_zero": 1}


def test_what_the_file_leaves_out_is_missing_and_not_a_no(small: CompiledRegistry) -> None:
    found = compared(small, f"{GERMANY} {SUN} 1939 0 0 1 1 NA", f"{GERMANY} {SUN} 1941 0 0 1 1 1")

    # Four directed dyad-years are left out, 1940 and all of the other way, and one value.
    assert found.counts["nonagg"].ours_one_theirs_missing == 4
    # The pact's contact at all times is no consultation in a crisis, and its text was read whole: that is a no.
    assert found.counts["consul"].ours_zero_theirs_missing == 5
    assert found.counts["consul"].ours_zero_theirs_one == 1
    assert found.counts["defense"].ours_zero_theirs_missing == 4
    assert found.counts["nonagg"].ours_one_theirs_zero == 0


def test_agreement_and_kappa_are_those_of_the_textbook() -> None:
    counts = AgreementCounts(both_one=20, ours_one_theirs_zero=5, ours_zero_theirs_one=10, both_zero=15, no_code=99)

    assert counts.agreement == pytest.approx(0.7)
    assert counts.kappa == pytest.approx(0.4)
    assert (AgreementCounts().agreement, AgreementCounts().kappa) == (None, None)
    assert (AgreementCounts(both_one=3).agreement, AgreementCounts(both_one=3).kappa) == (1, None)
    assert AgreementCounts(ours_one_theirs_zero=1, ours_zero_theirs_one=1).kappa == -1


def test_where_we_alone_say_1_the_treaty_its_dyads_and_days_are_named(small: CompiledRegistry) -> None:
    found = compared(
        small, *(f"{USA} {NZL} {year} 0 0 0 1 1" for year in range(1950, 1986)), f"{NZL} {USA} 1960 0 0 0 1 1"
    )
    ours = [one for one in found.ours if one.theirs == 0]

    assert [(one.treaty, one.kind, one.party, one.towards, one.years) for one in ours] == [
        ("1951-anzus", "defence", "NZL", "USA", ((1960, 1960),)),
        ("1951-anzus", "defence", "USA", "NZL", ((1952, 1985),)),
    ]
    assert [(str(one.start), str(one.end)) for one in ours] == [("1952-04-29", "None"), ("1952-04-29", "1986-08-11")]


def test_a_day_that_was_not_found_is_no_day_since_which_a_duty_was_owed(real: Registry) -> None:
    treaty = real.treaties["1947-rio-treaty"]
    law = CompiledRegistry(Registry(real.terms, {treaty.id: treaty}))
    # Nobody found when Peru and Panama deposited their instruments, before 30 April 2009.
    peru, panama = 135, 95
    found = compared(law, *(f"{peru} {panama} {year} 0 0 0 1 1" for year in range(1960, 2012)))
    (one,) = (row for row in found.ours if row.kind == "defence" and row.theirs == 0)

    assert (one.years, one.start, one.start_latest) == (((2009, 2011),), None, date(2009, 4, 30))
    text = " ".join(report_text(found, law.registry).split())
    assert "since 2009-04-30" not in text
    assert "cannot tell since when: the day is only known as between 1948-12-03 and 2009-04-30" in text


def test_a_row_without_a_value_is_told_from_a_0(small: CompiledRegistry) -> None:
    found = compared(small, f"{USA} {KOREA} 1960 1 0 0 0 1", f"{USA} {KOREA} 1961 1 0 0 NA 1")
    ours = [one for one in found.ours if one.party == "USA" and one.towards == "KOR"]

    assert [(one.theirs, one.years) for one in ours] == [(0, ((1960, 1960),)), (None, ((1961, 1961),))]


@pytest.mark.parametrize(
    ("line", "kind", "ours", "causes"),
    [
        (f"{USA} {KOREA} 1960 1 1 0 1 1", "offence", 0, [("1953-us-korea-defence", "absent")]),
        (
            f"{UK} {MALAYSIA} 1980 0 0 0 1 1",
            "non-aggression",
            None,
            [("1971-five-power-defence-arrangements", "not-coded")],
        ),
        (f"{SUN} {DPRK} 1970 1 0 1 0 1", "neutrality", None, [("1961-ussr-dprk-friendship", "not-read-whole")]),
        (f"{SUN} {DPRK} 1996 1 0 0 0 0", "defence", None, [("1961-ussr-dprk-friendship", "disputed")]),
        (f"{USA} {NZL} 1990 1 0 0 0 0", "defence", None, [("1951-anzus", "not-owed")]),
        (f"{USA} {KOREA} 1953 1 0 0 0 0", "defence", None, [("1953-us-korea-defence", "not-then")]),
        (f"{USA} {SUN} 1970 1 0 0 0 0", "defence", None, []),
    ],
)
def test_where_the_file_alone_says_1_our_treaty_and_the_reason_are_named(
    small: CompiledRegistry, line: str, kind: str, ours: int | None, causes: list[tuple[str, str]]
) -> None:
    found = compared(small, line)
    one = next(one for one in found.theirs if one.kind == kind)

    assert one.ours == ours
    assert [(cause.treaty, cause.why) for cause in one.causes] == causes
    assert bool(one.without_treaty) is not bool(causes)


def test_years_are_told_in_stretches_each_with_its_reason(small: CompiledRegistry) -> None:
    found = compared(small, *(f"{USA} {NZL} {year} 1 0 0 0 0" for year in (1949, 1950, 1951, 1952, 1987, 1988)))
    one = next(one for one in found.theirs if one.kind == "defence")

    assert one.years == ((1949, 1951), (1987, 1988))
    assert one.causes == (
        Cause("1951-anzus", "not-then", ((1949, 1951),), ((1952, 2026),)),
        Cause("1951-anzus", "not-owed", ((1987, 1988),)),
    )


def test_years_after_the_day_of_verification_are_not_called_a_no(small: CompiledRegistry) -> None:
    korea = small.registry.treaties["1953-us-korea-defence"]
    early = korea.model_copy(update={"verified": Date.parse("1960-06-30")})
    line = f"{USA} {KOREA} 1961 1 0 0 0 0"

    alone = compared(CompiledRegistry(Registry(small.registry.terms, {early.id: early})), line)
    beside = compared(
        CompiledRegistry(Registry(small.registry.terms, {**small.registry.treaties, early.id: early})), line
    )

    assert alone.counts["defense"].after_known == 1
    assert alone.theirs == ()
    assert beside.counts["defense"].after_known == 0
    assert [cause.why for cause in beside.theirs[0].causes] == ["after-known"]


def test_what_has_no_code_or_lies_outside_the_files_years_is_not_compared(small: CompiledRegistry) -> None:
    found = compared(small, f"{USA} 999 1960 1 0 0 0 0", f"{USA} NA 1960 1 0 0 0 0", f"{USA} {KOREA} 1960 1 0 0 1 1")

    assert found.counts["defense"].no_code == 1
    assert found.unknown_codes == ((999, ((1960, 1960),)),)
    assert found.without_pair == 1
    assert found.theirs == ()
    # Germany and the Soviet Union owed each other non-aggression in 1939, 1940 and 1941.
    assert found.counts["nonagg"].outside_file >= 6
    assert {one.treaty for one in found.ours} == {"1951-anzus", "1953-us-korea-defence", "1954-us-roc-defence"}


def test_a_state_and_its_successor_under_one_code_are_one(small: CompiledRegistry) -> None:
    found = compared(small, *(f"{DPRK} {SUN} {year} 0 0 0 0 1" for year in (1990, 1991, 1992)))
    ours = [(one.party, one.towards, one.years) for one in found.ours if (one.theirs, one.party) == (0, "PRK")]

    assert found.counts["defense"].ours_one_theirs_zero == 3
    assert ours == [("PRK", "RUS", ((1991, 1992),)), ("PRK", "SUN", ((1990, 1991),))]


def test_the_file_may_bear_either_set_of_names(tmp_path: Path, small: CompiledRegistry) -> None:
    peacesciencer, atop = tmp_path / "a.csv", tmp_path / "b.csv"
    quoted = ",".join(f'"{name}"' for name in HEADER.split(","))
    peacesciencer.write_text(f"\ufeff{quoted}\n2.0,732,1960,1,0.0,0,1,NA\n\n", encoding="utf-8")
    atop.write_bytes(
        b"name,atopally,stateA,stateB,year,defense,offense,neutral,nonagg,consul\r\nC\xf4te,1,2,732,1960,1,0,0,1,-9\r\n"
    )

    first, second = compare(small, read_rows(peacesciencer)), compare(small, read_rows(atop))

    assert first == second
    assert first.rows == 1
    assert first.counts["defense"].both_one == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column ccode1 or stateA, no column"),
        ("stateA,stateB,year,defense,offense,neutral,consul\n", "no column atop_nonagg or nonagg. A directed"),
        (f"{HEADER}\n2,732,1960,1,0,0,1,1\n2,732,1961,1,2,0,1,1\n", "line 3: atop_offense is '2', which is not 1, 0"),
        (f"{HEADER}\n2,KOR,1960,1,0,0,1,1\n", "line 2: ccode2 is 'KOR', which is not a whole number"),
        (f"{HEADER}\n2,732,1960.5,1,0,0,1,1\n", "line 2: year is '1960.5', which is not"),
        (f"{HEADER}\n2,732,1960,1\n", "line 2: the row ends before"),
        (f"{HEADER}\n2,732,1960,1,0,0,1,1\n2,732,1960,1,0,0,1,1\n", "line 3: there is a second row for 2 towards 732"),
        (f"{HEADER}\n" + '"' + "x" * 200_000, "line "),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    tmp_path: Path, small: CompiledRegistry, text: str, message: str
) -> None:
    path = tmp_path / "atop.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(AtopFileError) as refused:
        compare(small, read_rows(path))

    assert message in str(refused.value)


def test_memory_grows_with_the_pairs_and_not_with_the_rows(small: CompiledRegistry) -> None:
    def many() -> Iterable[Mapping[str, str]]:
        for year in range(1900, 2000):
            for one in range(100, 200):
                yield dict(zip(HEADER.split(","), [str(one), "2", str(year), *"10011"], strict=True))

    compare(small, ())  # what the law works out once is not meant
    tracemalloc.start()
    try:
        found = compare(small, many())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found.rows == 10_000
    assert peak < 5_000_000


def test_the_report_says_everything_in_words(small: CompiledRegistry) -> None:
    found = compared(
        small,
        f"{USA} {KOREA} 1953 1 0 0 0 1",
        f"{USA} {KOREA} 1954 1 0 0 0 0",
        f"{KOREA} {USA} 1953 1 0 0 0 1",
        f"{KOREA} {USA} 1954 1 0 0 0 0",
        f"{USA} {SUN} 1954 1 0 0 0 0",
    )
    text = report_text(found, small.registry)

    assert text.startswith("5 rows of 1953-1954 against 6 treaties on record, as known on 2026-11-22.\n")
    assert "both say 1                                2        0        0        0        0\n" in text
    assert "ours 1, theirs 0                          0        0        0        2        2\n" in text
    assert "agreement                            100.0%   100.0%   100.0%     0.0%     0.0%\n" in text
    assert "Missing is not a no." in text
    assert "  nonagg, consul: theirs 0\n    1954 KOR ↔ USA (owed since 1954-11-17)\n" in text
    assert text.endswith(
        "South Korea (KOR, 732) ↔ United States (USA, 2)\n"
        "  defense, consul 1953: ours missing\n"
        "    1953-us-korea-defence 1953: not in force between the two then, only in 1954-2026\n"
        "\n"
        "No treaty on record that was read for any of these kinds covers these:\n"
        "\n"
        "  United States (USA, 2) → Soviet Union (SUN, 365): defense 1954"
    )


def test_the_tree_is_json_and_has_every_difference(small: CompiledRegistry) -> None:
    found = compared(small, f"{USA} {KOREA} 1953 1 0 0 0 0", f"{USA} {KOREA} 1954 1 0 0 0 1")
    tree = json.loads(as_json(as_tree(found)))

    assert tree["counts"]["nonagg"]["ours_one_theirs_zero"] == 1
    assert tree["counts"]["nonagg"]["agreement"] == 0
    assert tree["theirs_one"] == [
        {
            "ccode1": 2,
            "ccode2": 732,
            "parties1": ["USA"],
            "parties2": ["KOR"],
            "kind": "defense",
            "ours": None,
            "years": [[1953, 1953]],
            "causes": [
                {
                    "treaty": "1953-us-korea-defence",
                    "why": "not-then",
                    "years": [[1953, 1953]],
                    "in_force": [[1954, 2026]],
                }
            ],
            "without_treaty": [],
        }
    ]
    assert tree["ours_one"][0] | {"years": 0} == {
        "treaty": "1951-anzus",
        "kind": "defense",
        "theirs": None,
        "party": "AUS",
        "towards": "NZL",
        "years": 0,
        "start": "1952-04-29",
        "end": None,
        "start_earliest": "1952-04-29",
        "start_latest": "1952-04-29",
        "end_earliest": None,
        "end_latest": None,
    }


def test_the_order_of_the_rows_does_not_matter(small: CompiledRegistry) -> None:
    lines = [f"{one} {other} {year} 1 0 1 0 0" for year in (1960, 1990) for one in (2, 200, 732) for other in (20, 365)]
    found = compared(small, *lines)
    again = compared(CompiledRegistry(small.registry), *reversed(lines))

    assert again == found
    assert report_text(again, small.registry) == report_text(found, small.registry)


def test_figures_and_differences_tell_the_same(law: CompiledRegistry) -> None:
    """Every year that is counted as a difference stands in the list of differences, and no other."""
    lines = [
        f"{one} {other} {year} {(one + year) % 2} 1 {(other + year) % 2} 0 {int(year > 1960)}"
        for one in (2, 20, 200, 220, 255, 365, 732, 731, 920)
        for other in (2, 211, 365, 710, 713, 900)
        if one != other
        for year in range(1935, 2020)
    ]
    found = compared(law, *lines)

    for kind, column in DYAD_KINDS.items():
        counts = found.counts[column]
        zero, missing = ([one for one in found.theirs if (one.kind, one.ours) == (kind, said)] for said in (0, None))
        assert _years_of(zero) == counts.ours_zero_theirs_one
        assert _years_of(missing) == counts.ours_missing_theirs_one
        ours = [one for one in found.ours if (one.kind, one.theirs) == (kind, 0)]
        assert _dyad_years(ours) == counts.ours_one_theirs_zero
        for one in found.theirs:
            covered = {year for spans in (one.without_treaty, *(c.years for c in one.causes)) for year in _each(spans)}
            assert covered == set(_each(one.years))
            assert {cause.why for cause in one.causes} <= CAUSE_LABELS.keys()


def _each(spans: Iterable[tuple[int, int]]) -> Iterable[int]:
    return [year for first, last in spans for year in range(first, last + 1)]


def _years_of(differences: Iterable[OnlyTheirs]) -> int:
    return sum(len(list(_each(one.years))) for one in differences)


def _dyad_years(differences: Iterable[OnlyOurs]) -> int:
    """Count pairs and years once, however many treaties give the duty, and a state and its successor as one."""
    heir = {"RUS": "SUN"}
    return len(
        {
            (heir.get(one.party, one.party), heir.get(one.towards, one.towards), year)
            for one in differences
            for year in _each(one.years)
        }
    )
