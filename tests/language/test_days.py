"""Dates, lengths of time, shares, numbers, lists and names of languages in words."""

from __future__ import annotations

from datetime import date

import pytest

from treaty_registry.language.days import day, on_day, related, value_words, when, written
from treaty_registry.language.languages import Language, language_name, local
from treaty_registry.language.measures import listed, number, period, share
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.model.dates import Date


@pytest.mark.parametrize(
    ("edtf", "plain", "in_a_sentence"),
    [
        ("2024-06-19", "19 June 2024", "on 19 June 2024"),
        ("2000-07", "July 2000", "in July 2000"),
        ("1373", "1373", "in 1373"),
        ("0843", "843", "in 843"),
        ("1373~", "about 1373", "about 1373"),
        ("1373-06-16?", "16 June 1373 (uncertain)", "16 June 1373 (uncertain)"),
        ("1373%", "about 1373 (uncertain)", "about 1373 (uncertain)"),
        ("1952-02-15/1952-02-18", "between 15 February 1952 and 18 February 1952", None),
        ("../1816", "by 1816", "by 1816"),
        ("1990-06/..", "not before June 1990", "not before June 1990"),
    ],
)
def test_dates_are_as_precise_in_words_as_in_the_record(edtf: str, plain: str, in_a_sentence: str | None) -> None:
    moment = Date.parse(edtf)
    assert written(moment) == plain
    assert on_day(moment) == (in_a_sentence or plain)


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert written("unknown") == "date unknown"
    assert on_day("unknown") == "on an unknown date"


def test_a_text_comes_in_the_language_asked_for_or_in_the_one_there_is() -> None:
    assert local({"fr": "Accord", "en": "Agreement"}) == ("en", "Agreement")
    assert local({"fr": "Accord"}) == ("fr", "Accord")


def test_languages_have_names_and_a_code_without_one_stays_a_code() -> None:
    assert language_name("ko") == "Korean"
    assert language_name("qqx") == "qqx"


def test_a_value_that_is_a_date_is_told_as_one() -> None:
    assert value_words("1952-02-18") == "18 February 1952"
    assert value_words("twelve months") == "“twelve months”"


@pytest.mark.parametrize(
    ("window", "english", "french"),
    [
        (None, "on an unknown day", "à une date inconnue"),
        (DateBounds(ALWAYS, NEVER), "on an unknown day", "à une date inconnue"),
        (DateBounds(date(1980, 1, 1), date(1980, 1, 1)), "on 1 January 1980", "le 1er janvier 1980"),
        (DateBounds(date(1980, 2, 1), date(1980, 2, 29)), "in February 1980", "en février 1980"),
        (DateBounds(date(1980, 1, 1), date(1980, 12, 31)), "in 1980", "en 1980"),
        (
            DateBounds(date(1980, 1, 2), date(1980, 3, 1)),
            "between 2 January 1980 and 1 March 1980",
            "entre le 2 janvier 1980 et le 1er mars 1980",
        ),
        (DateBounds(date(1980, 1, 2), NEVER), "on 2 January 1980 at the earliest", "le 2 janvier 1980 au plus tôt"),
        (DateBounds(ALWAYS, date(1980, 1, 2)), "by 2 January 1980", "au plus tard le 2 janvier 1980"),
    ],
)
def test_windows_stand_in_a_sentence(window: DateBounds | None, english: str, french: str) -> None:
    assert when(window, "en") == english
    assert when(window, "fr") == french


@pytest.mark.parametrize(
    ("edtf", "french", "from_then"),
    [
        ("1960-05-01", "1er mai 1960", "à partir du 1er mai 1960"),
        ("1960-08", "août 1960", "à partir d’août 1960"),
        ("1960-09", "septembre 1960", "à partir de septembre 1960"),
        ("1960", "1960", "à partir de 1960"),
        ("1960~", "vers 1960", "à partir de : vers 1960"),
        ("1952-02-15/1952-02-18", "entre le 15 février 1952 et le 18 février 1952", None),
        ("../1816-03-02", "au plus tard le 2 mars 1816", None),
        ("1990-06/..", "au plus tôt juin 1990", None),
    ],
)
def test_dates_have_the_articles_and_elisions_of_french(edtf: str, french: str, from_then: str | None) -> None:
    moment = Date.parse(edtf)
    assert written(moment, "fr") == french
    assert related(moment, "from", "fr") == (from_then or f"à partir de : {french}")


def test_only_french_marks_the_first_of_a_month() -> None:
    assert [day(date(1980, 5, number), "fr") for number in (1, 11)] == ["1er mai 1980", "11 mai 1980"]
    assert [day(date(1980, 5, number), "en") for number in (1, 11)] == ["1 May 1980", "11 May 1980"]


@pytest.mark.parametrize(
    ("language", "periods", "shares", "thousands", "items"),
    [
        ("en", ["1 month", "2 months", "1 year"], ["2/3", "55%"], "12,345", "a, b and c"),
        ("fr", ["1 mois", "2 mois", "1 an"], ["2/3", "55 %"], "12\u202f345", "a, b et c"),
    ],
)
def test_lengths_of_time_shares_numbers_and_lists(
    language: Language, periods: list[str], shares: list[str], thousands: str, items: str
) -> None:
    assert [period(text, language) for text in ("1 month", "2 months", "1 year")] == periods
    assert [share(text, language) for text in ("2/3", "55 %")] == shares
    assert number(12345, language) == thousands
    assert listed(["a", "b", "c"], language) == items
