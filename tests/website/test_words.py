from __future__ import annotations

import pytest

from treaty_registry.model.dates import Date
from treaty_registry.website.context import words


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
        ("1990-06/..", "from June 1990 on", "from June 1990 on"),
    ],
)
def test_dates_are_as_precise_in_words_as_in_the_record(edtf: str, plain: str, in_a_sentence: str | None) -> None:
    date = Date.parse(edtf)
    assert words.day(date) == plain
    assert words.on_day(date) == (in_a_sentence or plain)


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert words.day("unknown") == "date unknown"
    assert words.on_day("unknown") == "on an unknown date"


def test_lists_escape_what_they_join() -> None:
    assert words.listed(["<b>", "Fédération", "R&D"]) == "&lt;b&gt;, Fédération and R&amp;D"
    assert words.listed(["ratification", "acceptance"], "or") == "ratification or acceptance"


def test_a_text_comes_in_the_language_asked_for_or_in_the_one_there_is() -> None:
    assert words.local({"fr": "Accord", "en": "Agreement"}) == ("en", "Agreement")
    assert words.local({"fr": "Accord"}) == ("fr", "Accord")


def test_languages_have_names_and_a_code_without_one_stays_a_code() -> None:
    assert words.language_name("ko") == "Korean"
    assert words.language_name("qqx") == "qqx"


def test_a_value_that_is_a_date_is_told_as_one() -> None:
    assert words.value_words("1952-02-18") == "18 February 1952"
    assert words.value_words("twelve months") == "“twelve months”"


def test_names_are_sorted_without_regard_to_accents_and_capitals() -> None:
    names = ["Zambie", "États-Unis", "Finlande", "Égypte", "eau"]
    assert sorted(names, key=words.in_order) == ["eau", "Égypte", "États-Unis", "Finlande", "Zambie"]
