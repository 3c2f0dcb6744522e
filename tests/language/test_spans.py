"""Days that are known only within bounds, in words: never a bound as if it were the day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from treaty_registry.language.days import DayRelation
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.spans import Span, day_words, related_day, span_words, year_words, years_of_span
from treaty_registry.law.date_bounds import ALWAYS, FROM_THE_START, NEVER, NOT_YET, DateBounds

FIRST, LAST = date(1948, 12, 3), date(2009, 4, 30)
WINDOW = DateBounds(FIRST, LAST)
RELATIONS: tuple[DayRelation, ...] = ("on", "since", "until", "from")


def exact(value: date) -> DateBounds:
    return DateBounds(value, value)


@pytest.mark.parametrize(
    ("window", "alone", "since", "depuis"),
    [
        (exact(LAST), "30 April 2009", "since 30 April 2009", "depuis le 30 avril 2009"),
        (
            WINDOW,
            "between 3 December 1948 and 30 April 2009; the day was not found",
            "since a day between 3 December 1948 and 30 April 2009 (not found)",
            "depuis un jour entre le 3 décembre 1948 et le 30 avril 2009 (non trouvé)",
        ),
        (
            DateBounds(ALWAYS, LAST),
            "by 30 April 2009 at the latest; the day was not found",
            "since a day not found, 30 April 2009 at the latest",
            "depuis un jour non trouvé, au plus tard le 30 avril 2009",
        ),
        (
            DateBounds(FIRST, NEVER),
            "not before 3 December 1948, if at all",
            "since a day not before 3 December 1948, if at all",
            "depuis un jour non antérieur au 3 décembre 1948, s’il y en a un",
        ),
        (
            DateBounds(ALWAYS, NEVER),
            "on a day that was not found",
            "since a day that was not found",
            "depuis un jour qui n’a pas été trouvé",
        ),
        (DateBounds(date(1967, 1, 1), date(1967, 12, 31)), "1967", "since 1967", "depuis 1967"),
    ],
)
def test_a_window_is_told_as_a_window(window: DateBounds, alone: str, since: str, depuis: str) -> None:
    assert day_words(window, "en") == alone
    assert related_day(window, "since", "en") == since
    assert related_day(window, "since", "fr") == depuis


@pytest.mark.parametrize(
    ("span", "english", "years"),
    [
        (Span(FROM_THE_START, NOT_YET), "always", None),
        (Span(exact(FIRST), NOT_YET), "since 3 December 1948", "since 1948"),
        (Span(FROM_THE_START, exact(LAST)), "until 30 April 2009", "until 2009"),
        (Span(exact(FIRST), exact(LAST)), "from 3 December 1948 until 30 April 2009", "1948–2009"),
        (
            Span(WINDOW, NOT_YET),
            "since a day between 3 December 1948 and 30 April 2009 (not found)",
            "since a year of 1948–2009",
        ),
        (
            Span(exact(FIRST), DateBounds(date(1990, 5, 2), LAST)),
            "from 3 December 1948 until a day between 2 May 1990 and 30 April 2009 (not found)",
            "1948 to a year of 1990–2009",
        ),
        (
            Span(exact(FIRST), exact(LAST), unsure=True),
            "between 3 December 1948 and 30 April 2009",
            "1948–2009",
        ),
        (Span(exact(FIRST), NOT_YET, unsure=True), "not before 3 December 1948", "since 1948"),
    ],
)
def test_what_lasts_from_one_window_to_another(span: Span, english: str, years: str | None) -> None:
    assert span_words(span, "en") == english
    if years:
        assert years_of_span(span, "en") == years


def test_a_span_of_one_year_is_that_year() -> None:
    assert years_of_span(Span(exact(date(1990, 1, 2)), exact(date(1990, 5, 6))), "en") == "1990"


days = st.dates(date(1, 1, 2), date(9999, 12, 30))
bounds = st.tuples(days | st.just(ALWAYS), days | st.just(NEVER)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=examples(100, 2_000))
@given(bounds, st.sampled_from(RELATIONS), st.sampled_from(LANGUAGES))
def test_the_words_of_a_window_are_never_those_of_its_bounds(
    pair: tuple[date, date], relation: DayRelation, language: Language
) -> None:
    window = DateBounds(*pair)
    for bound in (exact(bound) for bound in pair if bound not in (ALWAYS, NEVER)):
        assert day_words(window, language) != day_words(bound, language)
        assert related_day(window, relation, language) != related_day(bound, relation, language)
        for told, known in ((Span(window, NOT_YET), Span(bound, NOT_YET)), (Span(bound, window), Span(bound, bound))):
            assert span_words(known, language) not in span_words(told, language)
        for said in ("since", "until", "from"):
            assert related_day(bound, said, language) not in related_day(window, relation, language)


@settings(max_examples=examples(100, 2_000))
@given(bounds, st.sampled_from(LANGUAGES))
def test_years_of_a_window_that_spans_years_are_never_one_year(pair: tuple[date, date], language: Language) -> None:
    window = DateBounds(*pair)
    if window.first.year != window.last.year:
        assert not year_words(window, language).isdigit()
