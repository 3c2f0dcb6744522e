"""Who defends whom: the condensed duties say what the law says, and everybody keeps one place."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.conftest import REGISTRY
from treaty_registry.law.date_bounds import Interval
from treaty_registry.law.duties import Duty
from treaty_registry.law.status import STANDINGS
from treaty_registry.model.obligation import DEFENCE
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts import defence_view
from treaty_registry.website.charts.defence_graph import NONE, articles_on, graph_groups, graph_on_day
from treaty_registry.website.charts.defence_layout import COLUMNS, layout, years
from treaty_registry.website.charts.defence_view import defence, defence_graph, edge
from treaty_registry.website.context.build_context import BuildContext, keys_in_use
from treaty_registry.website.context.render_context import RenderContext

ONE_SIDED = """
schema_version: 1
id: 1900-guarantee
title: Treaty of guarantee
short_title: Guarantee </script><b>
kind: treaty
subjects: mutual-defence
binding: yes-by-text
secrecy: public
authentic_languages: [en]
source: text
verified: 2026-11-01
coded: defence
text_read: whole
final_clauses:
  entry_into_force:
    initial: {when: on-signature}
    source: text
    at: art. 3
events:
- date: 1950-01-01
  action: signature
  party: [JPN, USA]
  source: text
obligations:
- id: guarantee
  title: {en: Guarantee}
  kind: defence
  owed_by: USA
  owed_to: JPN
  trigger: {what: armed-attack, against: beneficiary}
  commitment: by-constitutional-process
  articles: [{no: 1}]
  summary: {en: The United States helps Japan.}
  source: text
sources:
  text:
    type: treaty-text
    title: Text
    publisher: Example Press
    date: 1950-01-01
    language: en
"""


def test_condensed_duties_are_those_of_the_law_for_every_pair_on_every_day_of_a_change(site: RenderContext) -> None:
    law = site.status_texts.law
    for treaty in site.registry.treaties:
        rows = list(law.duties(treaty, {DEFENCE}))
        for group in graph_groups(rows):
            own = [row for row in rows if row.obligation == group.obligation]
            for day in sorted({day for row in own for day in row.interval} - {date.max}):
                here = {(row.obligor, row.beneficiary): row for row in own if row.on(day)}
                told = graph_on_day(group, day)
                for obligor in group.members:
                    for beneficiary in group.members:
                        row = here.get((obligor, beneficiary))
                        expected = STANDINGS.index(row.standing) if row else NONE
                        assert told.standing(obligor, beneficiary) == expected, (treaty, obligor, beneficiary, day)
                assert all(row.articles == articles_on(group, day) for row in here.values()), (treaty, day)


def test_what_is_kept_of_duties_is_what_the_law_says(site: RenderContext) -> None:
    law, summaries = site.aggregates.law, site.summaries
    with_party: defaultdict[str, list[Duty]] = defaultdict(list)
    for one in site.newest_first:
        said = list(law.duties(one.id, {DEFENCE}))
        told = [(*alike[:5], pair) for alike in summaries.alike_of(one.id) for pair in alike.pairs]
        assert sorted(told) == sorted((*_but_who(duty), (duty.obligor, duty.beneficiary)) for duty in said), one.id
        assert one.defends == bool(said), one.id
        for duty in said:
            for code in {duty.obligor, duty.beneficiary}:
                with_party[code].append(duty)
    assert len(with_party) > 50
    for code in site.registry.terms.parties:
        owes = [(treaty, *alike[:5], to) for treaty, alike, owed, _ in summaries.alike_with(code) for to in owed]
        owed = [(treaty, *alike[:5], by) for treaty, alike, _, owing in summaries.alike_with(code) for by in owing]
        mine = with_party[code]
        assert sorted(owes) == sorted(
            (one.treaty, *_but_who(one), one.beneficiary) for one in mine if one.obligor == code
        )
        assert sorted(owed) == sorted((one.treaty, *_but_who(one), one.obligor) for one in mine if one.obligor != code)


def _but_who(duty: Duty) -> tuple[Any, ...]:
    return duty.obligation, duty.interval, duty.standing, duty.articles, duty.reserved_by


def test_of_a_retired_record_no_duties_are_told(site_of: Callable[..., tuple[RenderContext, Treaty]]) -> None:
    retired = "retired: {date: 2026-11-01, reason: {en: It was a duplicate.}, source: text}\n"
    site, treaty = site_of(ONE_SIDED.replace("title: Treaty of", f"{retired}title: Treaty of", 1))
    assert list(site.aggregates.law.duties(treaty.id, {DEFENCE}))
    assert not site.summaries.alike_of(treaty.id)
    assert not list(site.summaries.alike_with("USA"))


def test_a_multilateral_treaty_is_not_written_out_in_pairs(site: RenderContext) -> None:
    nato = json.loads(_data(defence(site)))
    group = next(one for one in nato["treaties"] if one[0] == "1949-north-atlantic-treaty")[4][0]
    assert len(group["owes"]) == 32
    assert "except" not in group
    assert "owed" not in group


def test_places_are_found_once_and_kept_as_long_as_they_are_in_use(
    site: RenderContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, fragments = defence_graph(site).layout, site.aggregates.fragments
    fragments.store.drop_all_but(keys_in_use(BuildContext({"en": site}, fragments, "")))
    monkeypatch.setattr(defence_view, "layout", lambda *_: pytest.fail("they were looked for again"))
    assert defence_graph(site).layout == places


def test_a_suspension_between_two_is_an_exception(site: RenderContext) -> None:
    law = site.status_texts.law
    (group,) = graph_groups(law.duties("1951-anzus", {DEFENCE}), law.history("1951-anzus").gaps)
    day = graph_on_day(group, date(2000, 1, 1))
    assert day.suspended == {("USA", "NZL")}
    assert not graph_on_day(group, date(1980, 1, 1)).suspended
    assert re.search("Suspended: .*United States.*New Zealand", defence(site))
    assert day.exceptions == {("USA", "NZL"): NONE}
    assert day.standing("NZL", "USA") == 0
    assert edge([day], "AUS") == {"standing": "owed", "part": False, "way": ""}
    assert edge([day], "NZL")["part"] is True


def test_a_one_sided_duty_has_an_arrow_and_cannot_end_its_data(
    site_of: Callable[..., tuple[RenderContext, Treaty]],
) -> None:
    site, treaty = site_of(ONE_SIDED)
    (group,) = graph_groups(site.status_texts.law.duties(treaty.id, {DEFENCE}))
    day = graph_on_day(group, date(1960, 1, 1))
    assert edge([day], "USA")["way"] == "gives"
    assert edge([day], "JPN")["way"] == "gets"
    assert not day.mutual
    html = defence(site)
    assert html.count("marker-end") == 2  # the line of who gives, and the legend's
    assert html.count("marker-start") == 1
    assert "By: " in html
    assert html.count("</script>") == 1
    assert json.loads(_data(html))["treaties"][0][2] == "Guarantee </script><b>"


def test_of_very_many_treaties_the_largest_are_shown_and_the_page_says_so(
    real: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(defence_view, "_MAX_TREATIES", 2)
    site = RenderContext(real, REGISTRY, up="")
    graph = defence_graph(site)
    members = {
        treaty: {obligor for one in site.summaries.alike_of(treaty) for obligor, _ in one.pairs}
        for treaty in site.summaries.defending
    }
    smallest = min(len(members[treaty]) for treaty in graph.treaties)
    assert len(graph.treaties) == 2
    assert all(len(members[treaty]) <= smallest for treaty in members if treaty not in graph.treaties)
    assert f"2 treaties with the most parties are shown; {len(members) - 2} smaller ones" in defence(site)


def test_a_registry_without_duties_of_defence_has_an_empty_picture(
    site_of: Callable[..., tuple[RenderContext, Treaty]],
) -> None:
    site, _ = site_of(
        ONE_SIDED.replace("kind: defence", "kind: consultation").replace("coded: defence", "coded: consultation")
    )
    assert "the registry knows of no duty of defence" in defence(site)


def test_every_party_has_one_place_and_no_two_treaties_of_one_day_share_a_cell(site: RenderContext) -> None:
    graph = defence_graph(site)
    assert len(set(graph.layout.parties)) == len(graph.parties)
    days = [Interval(min(g.days.start for g in own), max(g.days.end for g in own)) for own in graph.treaties.values()]
    for one, here in enumerate(graph.layout.treaties):
        for other, there in enumerate(graph.layout.treaties[:one]):
            if here == there:
                assert days[one].start >= days[other].end or days[other].start >= days[one].end


def test_the_layout_is_the_same_each_time_and_takes_many_treaties() -> None:
    members = [frozenset({number % 90, (number * 7 + 1) % 90, (number * 3 + 2) % 90}) for number in range(120)]
    members = [one if len(one) > 1 else one | {89} for one in members]
    days = [Interval(date(1900 + number % 60, 1, 1), date(1920 + number % 100, 1, 1)) for number in range(120)]
    days = [one if one.start < one.end else Interval(one.end, one.start) for one in days]
    days = [one if one.start < one.end else Interval(one.start, date(2100, 1, 1)) for one in days]
    first = layout(90, members, days)
    assert first == layout(90, members, days)
    assert sorted(first.order) == list(range(90))
    assert {x for x, _ in first.treaties} <= set(COLUMNS)
    for one in range(120):
        for other in range(one):
            if first.treaties[one] == first.treaties[other]:
                assert days[one].start >= days[other].end or days[other].start >= days[one].end


def test_members_of_a_small_treaty_stand_together(site: RenderContext) -> None:
    graph = defence_graph(site)
    rank = {graph.parties[index]: number for number, index in enumerate(graph.layout.order)}
    pact = [rank[code] for code in ("BGR", "HUN", "POL", "ROU", "CSK", "DDR", "SUN", "ALB")]
    assert max(pact) - min(pact) <= 10


def test_a_slider_leaves_out_long_quiet_times() -> None:
    assert years([date(1373, 6, 16), date(1580, 1, 1), date(1590, 1, 1)], 1592) == [
        1372, 1373, 1374, *range(1579, 1593),
    ]  # fmt: skip


def test_the_page_is_the_same_twice(site: RenderContext) -> None:
    assert defence(site) == defence(site)


def _data(html: str) -> str:
    found = re.search(r'<script type="application/json" data-content>(.*?)</script>', html, re.DOTALL)
    assert found
    return found.group(1)
