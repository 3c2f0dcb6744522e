"""The pictures of time: where days stand, how rows are labelled and grouped."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise

import pytest

from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds, Interval
from treaty_registry.website.charts.drawing import Axis, Bar, Mark, RowLabel, TimeRow, curve, merged, ticks
from treaty_registry.website.charts.party_timeline import directed, party_drawing
from treaty_registry.website.charts.timeline import timeline_drawing
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.cite import cite_values, head
from treaty_registry.website.pages.treaty_lineage import treaty_lineage


def day(year: int) -> date:
    return date(year, 1, 1)


def test_days_stand_in_order_and_within_the_picture() -> None:
    axis = Axis([day(1949), day(2024), ALWAYS, NEVER])
    places = [axis.x(day(year)) for year in (1900, 1949, 1980, 2024, 2100)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 100


def test_an_open_bar_runs_off_the_picture_and_a_short_one_can_be_seen() -> None:
    axis = Axis([day(1373), day(2024)])
    bar = axis.bar(Interval(ALWAYS, NEVER), "party", "")
    assert (bar.x, bar.width) == (0, 100)
    assert axis.bar(Interval(date(1950, 1, 1), date(1950, 1, 2)), "party", "").width > 0.2


@pytest.mark.parametrize(
    "last", [date(1949, 1, 1), date(1949, 3, 1), date(1950, 6, 1), day(1960), day(1999), day(2900)]
)
def test_ticks_are_few_and_apart(last: date) -> None:
    ticks = Axis([day(1949), last]).ticks("fr")
    assert len(ticks) <= 8
    assert all(tick.left >= 0 and tick.left + tick.width <= 100 for tick in ticks)
    assert all(tick.left + tick.width / 2 == pytest.approx(tick.x, abs=0.02) for tick in ticks)
    assert all(earlier.left + earlier.width <= later.left + 0.02 for earlier, later in pairwise(ticks))
    letters = max((len(tick.text) for tick in ticks), default=0)
    assert all(tick.width > letters * 7 / 320 * 100 for tick in ticks), "on a phone's 320 pixels a text of 12 is cut"


def test_a_tick_at_the_very_beginning_has_what_lies_behind_it() -> None:
    first, second = ticks([(0, "1900"), (20, "1920")])
    assert (first.left, first.width) == (0, 10)
    assert (second.left, second.width) == (10, 20)


def test_a_label_begins_a_little_before_the_first_of_its_marks() -> None:
    label = RowLabel("")
    row = TimeRow("", label, label, [Mark(90, "result", "")], [Bar(40, 60, "party", "")])
    assert 39 < row.start < 40
    assert TimeRow("", label, label, [Mark(0.2, "result", "")]).start == 0
    assert TimeRow("", label, label).start == 0


def test_dots_on_one_spot_become_one_that_names_them() -> None:
    (dot,) = merged([Mark(10, "international", "first"), Mark(10.1, "international", "second")])
    assert dot.title == "first\nsecond"


def test_a_curve_counts_what_is_open_on_each_day() -> None:
    axis = Axis([day(1950), day(2000)])
    path, most = curve(axis, [Interval(day(1950), NEVER), Interval(day(1960), day(1970)), Interval(day(1960), NEVER)])
    assert most == 3
    assert path.startswith("M0,100")
    assert path.endswith("Z")


def test_a_duty_both_ways_becomes_one_way_when_one_is_suspended() -> None:
    years = Interval(day(1952), NEVER), Interval(day(1952), day(1986))
    bars = [(bar.kind, bar.interval) for bar in directed([years[1]], [years[0]])]
    assert bars == [("both", years[1]), ("is-owed", Interval(day(1986), NEVER))]


def test_a_duty_that_may_have_begun_earlier_has_a_bar_of_its_own_for_the_days_of_doubt() -> None:
    sure, unsure = Interval(day(2009), NEVER), Interval(day(1948), day(2009))
    doubt, owed = directed([sure], [sure], [unsure])
    assert (doubt.kind, doubt.interval) == ("cannot-tell", unsure)
    assert (owed.kind, owed.start) == ("both", DateBounds(day(1948), day(2009)))


def test_every_treaty_and_party_has_a_legible_picture(site: RenderContext) -> None:
    drawings = [timeline_drawing(site, treaty) for treaty in site.registry.treaties.values()]
    drawings += [party_drawing(site, code) for code in site.treaties_of if any(site.summaries.alike_with(code))]
    for drawing in drawings:
        assert drawing is not None
        assert len(drawing.rows) < 45, drawing.title
        for row in drawing.rows:
            assert 0 <= row.start <= 100
            assert row.text
            for label in (row.wide, row.narrow):
                assert label.beginning
                assert "{" not in label.beginning + label.end


def test_many_parties_are_grouped_and_counted(site: RenderContext) -> None:
    drawing = timeline_drawing(site, site.registry.treaties["1998-rome-statute"])
    assert drawing is not None
    assert "Number of parties" in drawing.description
    assert "other parties" in drawing.description
    assert len(drawing.rows) < 30


def test_what_parties_did_together_is_counted_once(site: RenderContext) -> None:
    treaty = site.registry.treaties["1949-north-atlantic-treaty"]
    invocations = [event for event in treaty.events if event.action == "invocation"]
    assert len(invocations) == 2
    assert {len(event.party or ()) for event in invocations} == {19}
    drawing = timeline_drawing(site, treaty)
    assert drawing is not None
    words = [row.wide.beginning + row.wide.end for row in drawing.rows]
    assert "Invocation of a clause: 2 times, 2001" in words
    assert "Deposit of an instrument: at least 32 parties, 1949–2024" in words


def test_a_party_suspended_towards_another_is_drawn(site: RenderContext) -> None:
    drawing = party_drawing(site, "NZL")
    assert drawing is not None
    assert {"both", "owes"} <= set(drawing.kinds)
    assert party_drawing(site, "BRB") is None


def test_the_chain_goes_from_the_oldest_to_the_newest(site: RenderContext) -> None:
    links = treaty_lineage(site, site.registry.treaties["2000-russia-dprk-friendship"])
    assert [link.year for link in links] == ["1961", "2000", "2024"]
    assert [link.here for link in links] == [False, True, False]
    assert links[2].relation == "Supersedes: this treaty"
    assert treaty_lineage(site, site.registry.treaties["1951-anzus"]) == []


def test_the_formats_of_a_citation_are_there(site: RenderContext) -> None:
    values = cite_values(site, site.registry.treaties["1951-anzus"])
    assert str(values["citation"]).startswith("Security Treaty")
    assert [name for name, _, _ in values["citation_formats"]] == ["BibTeX", "RIS", "CSL-JSON"]  # type: ignore[attr-defined]  # it is a list
    assert values["record_history"] == ""


def test_no_text_ends_the_data_in_the_head(site: RenderContext) -> None:
    html = head(site, site.registry.treaties["1951-anzus"])
    match = re.fullmatch(r'<script type="application/ld\+json">([^<]*)</script>', html)
    assert match
    assert json.loads(match.group(1))["@context"]
