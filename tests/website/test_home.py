"""The home page's figures and picture, and records as examples on hand-written pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.conftest import RECORDS
from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.model.obligation import DEFENCE
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts import home_picture
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import home
from treaty_registry.website.pages.examples import fill


def test_the_picture_counts_what_was_owed_on_the_first_day_of_a_year(site: RenderContext) -> None:
    picture = home_picture.count(site)
    assert picture is not None
    for year in (1950, 1985, 2026):
        day = site.registry.treaties["1951-anzus"].verified.latest.replace(year=year, month=1, day=1)
        owed = [
            duty.start.first == duty.start.last and duty.end.first == duty.end.last
            for treaty in site.registry.treaties
            for duty in site.status_texts.law.duties(treaty, {DEFENCE})
            if duty.start.first <= day < duty.end.last and duty.standing == "owed"
        ]
        place = picture.years.index(year)
        assert (picture.totals[place], picture.unsure[place]) == (owed.count(True), owed.count(False)), year


def test_no_step_of_the_picture_stands_where_only_the_bound_of_a_day_is(site: RenderContext) -> None:
    picture = home_picture.count(site)
    assert picture is not None
    duties = [
        duty
        for duty in site.status_texts.law.duties("1947-rio-treaty", {DEFENCE})
        if duty.start == DateBounds(date(1948, 12, 3), date(2009, 4, 30)) and duty.standing == "owed"
    ]
    assert duties
    (rio,) = (band for band in picture.bands if band.treaty == "1947-rio-treaty")
    before, after = picture.years.index(2009), picture.years.index(2010)
    assert rio.counts[before] == rio.counts[after]
    assert "First or last day not known" in home_picture.duties_by_year(site)


def test_the_largest_treaties_have_a_band_and_the_rest_share_one(site: RenderContext) -> None:
    picture = home_picture.count(site)
    assert picture is not None
    names = [band.treaty for band in picture.bands]
    assert names[0] is None
    assert len(names) == home_picture.MAX_BANDS + 1
    assert "1949-north-atlantic-treaty" in names
    assert "Duties of defence owed, by year" in home_picture.duties_by_year(site)


def test_without_duties_of_defence_there_is_no_picture(site_of: Callable[..., tuple[RenderContext, Treaty]]) -> None:
    site, _ = site_of((RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8"))
    assert home_picture.duties_by_year(site) == ""
    assert "<dd>0</dd>" in home.figures(site)


def test_an_example_shows_the_computed_answer_and_goes_with_its_record(site: RenderContext) -> None:
    assert "Missing as far as is known: China" in fill(site, "<!-- registry:standing 1996-ctbt -->")
    told = fill(site, "<!-- registry:position 1992-treaty-on-european-union GBR -->")
    assert "Former party" in told
    assert "1 February 2020" in told
    assert fill(site, "<!-- registry:standing 1900-nothing -->") == ""
    assert fill(site, "<!-- registry:position 1996-ctbt NOBODY -->") == ""


def test_a_link_to_a_record_that_is_not_there_is_plain_text(site: RenderContext) -> None:
    here = '<a href="registry:parties/KOR.html#defence">South Korea</a>'
    assert fill(site, here) == '<a href="../parties/KOR.html#defence">South Korea</a>'
    assert fill(site, '<a href="registry:treaties/1900-nothing.html">Nothing</a>') == "Nothing"
