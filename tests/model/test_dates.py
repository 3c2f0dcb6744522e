"""Dates stay as imprecise as their source: bounds, comparisons that may answer *cannot tell*, and what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from treaty_registry.model.dates import PATTERN, Date, DateError, DateOrUnknown


def moments(qualified: bool = True) -> st.SearchStrategy[str]:
    days = st.dates()
    texts = days.map(str) | days.map(lambda day: str(day)[:7]) | days.map(lambda day: str(day)[:4])
    return st.builds(str.__add__, texts, st.sampled_from(["", "", "?", "~", "%"])) if qualified else texts


def dates(qualified: bool = True) -> st.SearchStrategy[Date]:
    """Return dates of every form that the registry can hold."""
    one = moments(qualified)
    pairs = st.tuples(one, one).map(sorted).map("/".join)
    half_open = one.map("../{}".format) | one.map("{}/..".format)
    return (one | pairs | half_open).filter(_is_date).map(Date.parse)


def _is_date(text: str) -> bool:
    try:
        Date.parse(text)
    except DateError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-06", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("1373?", date(1372, 1, 1), date(1374, 12, 31)),
        ("1373~", date(1368, 1, 1), date(1378, 12, 31)),
        ("1373%", date(1368, 1, 1), date(1378, 12, 31)),
        ("1952-01?", date(1951, 12, 1), date(1952, 2, 29)),
        ("1952-03~", date(1951, 10, 1), date(1952, 8, 31)),
        ("1952-03-01?", date(1952, 2, 29), date(1952, 3, 2)),
        ("1952-03-01~", date(1952, 2, 25), date(1952, 3, 6)),
        ("1950?/1951", date(1949, 1, 1), date(1951, 12, 31)),
        ("1950/1951-02~", date(1950, 1, 1), date(1951, 7, 31)),
        ("1950~/..", date(1945, 1, 1), date.max),
        ("0003~", date.min, date(8, 12, 31)),
        ("0001-01?", date.min, date(1, 2, 28)),
        ("0001-01-02~", date.min, date(1, 1, 7)),
        ("9998~", date(9993, 1, 1), date.max),
        ("9999-12%", date(9999, 7, 1), date.max),
        ("9999-12-31?", date(9999, 12, 30), date.max),
        ("1950-02/1950-03", date(1950, 2, 1), date(1950, 3, 31)),
        ("1950/1950-03", date(1950, 1, 1), date(1950, 3, 31)),
        ("../1950", date.min, date(1950, 12, 31)),
        ("1950-06-01/..", date(1950, 6, 1), date.max),
        ("0001-01-01", date.min, date.min),
        ("9999-12-31", date.max, date.max),
    ],
)
def test_a_date_has_the_bounds_of_what_it_may_mean(text: str, earliest: date, latest: date) -> None:
    read = Date.parse(text)

    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["1373?", "1373~", "1373%", "1950?/1951", "1950/1951~", "../1950?", "1950~/.."])
def test_a_doubt_of_the_source_is_kept_wherever_it_stands(text: str) -> None:
    assert Date.parse(text).qualified


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("2024-06-19", True),
        ("2024-06-19/2024-06-19", True),
        ("2024-06-19?", False),
        ("2024-06", False),
        ("2024", False),
    ],
)
def test_only_one_certain_day_is_a_day(text: str, is_day: bool) -> None:
    assert Date.parse(text).is_day is is_day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("19/06/2024", "Write `2024-06-19`"),
        ("06-07-1951", "could be two different days"),
        ("1.9.1951", "could be two different days"),
        ("2023-02-29", "February 2023 has 28 days, so `2023-02-29` does not exist."),
        ("2024-06-31", "June 2024 has 30 days"),
        ("1950-04-01/1950-02-31", "February 1950 has 28 days"),
        ("0000", "There is no year 0000."),
        ("1951/1950", "The interval `1951/1950` ends before it begins."),
        ("2024-13-01", "`2024-13-01` is not a date."),
        ("2024-00", "`2024-00` is not a date."),
        ("2024-6-1", "Write `2024-06-01`"),
        ("2024-06-19T10:00", "is not a date"),
        ("June 2024", "is not a date"),
        ("195X", "is not a date"),
        ("../..", "is not a date"),
        ("2024/", "is not a date"),
        ("", "`` is not a date"),
        ("٢٠٢٤", "is not a date"),
        ("2024-06-19\n", "`2024-06-19<U+000A>` is not a date"),
        ("9" * 500, "`" + "9" * 39 + "…` is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write_instead(text: str, words: str) -> None:
    with pytest.raises(DateError, match=re.escape(words)):
        Date.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024-06-19", "2024-06-20", True),
        ("2024-06-20", "2024-06-19", False),
        ("2024-06-19", "2024-06-19", False),
        ("2024-06", "2024-07-01", True),
        ("2024-06-30", "2024-06", False),
        ("2024-06", "2024-06-30", None),
        ("2024-06", "2024-06", None),
        ("2024", "2024-12-31", None),
        ("2024-12-31", "2024", False),
        ("1373?", "2024", True),
        ("1373~", "2026", True),
        ("2024", "1373~", False),
        ("1950", "1373?", False),
        ("1373?", "1374", None),
        ("1373?", "1375", True),
        ("1373~", "1378", None),
        ("1373~", "1379", True),
        ("1373?", "1373?", None),
        ("../1950", "1951", True),
        ("1951", "../1950", False),
        ("1950/..", "2024", None),
    ],
)
def test_one_date_is_before_another_or_not_or_nobody_can_tell(one: str, other: str, before: bool | None) -> None:
    assert Date.parse(one).before(Date.parse(other)) is before


@given(dates())
def test_a_date_is_written_as_it_was_read(moment: Date) -> None:
    assert Date.parse(str(moment)) == moment
    assert moment.earliest <= moment.latest
    assert re.match(PATTERN, str(moment))


@given(dates(), dates())
def test_of_two_dates_at_most_one_is_before_the_other(one: Date, other: Date) -> None:
    if one.before(other):
        assert other.before(one) is False


@given(dates(), dates(), dates())
def test_a_date_before_a_second_is_before_what_the_second_is_before(one: Date, two: Date, three: Date) -> None:
    if one.before(two) and two.before(three):
        assert one.before(three)


@given(dates(qualified=False), dates(qualified=False), st.data())
def test_an_answer_holds_for_every_day_that_the_dates_may_mean(one: Date, other: Date, data: st.DataObject) -> None:
    a = data.draw(st.dates(one.earliest, one.latest))
    b = data.draw(st.dates(other.earliest, other.latest))

    assert one.before(other) in (a < b, None)


@given(dates(qualified=False), dates(qualified=False))
def test_nobody_can_tell_only_where_days_differ_in_their_answer(one: Date, other: Date) -> None:
    answers = {a < b for a in (one.earliest, one.latest) for b in (other.earliest, other.latest)}

    assert one.before(other) is (answers.pop() if len(answers) == 1 else None)


@given(moments(qualified=False), dates())
def test_a_doubt_never_makes_an_answer_surer(plain: str, other: Date) -> None:
    one = Date.parse(plain)
    for mark in "?~%":
        doubted = Date.parse(plain + mark)
        assert doubted.earliest <= one.earliest <= one.latest <= doubted.latest
        assert doubted.before(other) in (one.before(other), None)


@given(st.text())
def test_any_text_is_a_date_or_refused_in_one_readable_line(text: str) -> None:
    if not _is_date(text):
        with pytest.raises(DateError) as refused:
            Date.parse(text)
        assert str(refused.value).isprintable()


@pytest.mark.parametrize("value", ["2024", 2024])
def test_a_year_may_be_a_number_for_those_whose_tools_guess_types(value: object) -> None:
    assert TypeAdapter(Date).validate_python(value) == Date.parse("2024")


@pytest.mark.parametrize("value", [True, None, 999, 10_000, 2024.0, date(2024, 6, 19), [], {}, "unknown"])
def test_other_values_are_no_dates(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Date).validate_python(value)


def test_an_unknown_date_is_a_date_or_the_word() -> None:
    adapter = TypeAdapter[Date | str](DateOrUnknown)

    assert adapter.validate_python("unknown") == "unknown"
    assert adapter.validate_python("2024-06") == Date.parse("2024-06")
    with pytest.raises(ValidationError, match="is not a date"):
        adapter.validate_python("Unknown")


@pytest.mark.parametrize("value", ["unknown", "2024-06", "1373?", "../1950"])
def test_a_date_is_published_as_the_text_of_the_record(value: str) -> None:
    adapter = TypeAdapter[Date | str](DateOrUnknown)

    assert adapter.dump_json(adapter.validate_python(value)) == f'"{value}"'.encode()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24.10.2024", "Write `2024-10-24`."),
        ("10/24/2024", "Write `2024-10-24`."),
        ("3.2.2001", "could be two different days. Write `2001-02-03` or `2001-03-02`."),
        ("2024-11-6", "Write `2024-11-06`."),
        ("2024/11/06", "Write `2024-11-06`."),
        ("24 October 2024", "Write `2024-10-24`."),
        ("24 Oct 2024", "Write `2024-10-24`."),
        ("October 24, 2024", "Write `2024-10-24`."),
        ("99.99.2024", "is not a date. Write `2024-06-19`"),
    ],
)
def test_a_date_written_otherwise_is_recognised(written: str, meant: str) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(written)
    assert meant in str(caught.value)
