"""The explorer's data holds what the law and the records say, briefly enough for 10,000 records."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REGISTRY
from treaty_registry.model.registry import Registry
from treaty_registry.website.build.assets import digest
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import explore

BYTES_FOR_EACH = 150
"""So much may a record take, so that 10,000 stay below 1.5 MB."""


@pytest.fixture(scope="module")
def data(site: RenderContext) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(explore.data(site))
    return found


def codes(data: dict[str, Any], column: str, names: str, row: int) -> set[str]:
    """Return the codes that a list of steps stands for."""
    return {data[names][number][0] for number in accumulate(data["rows"][column][row])}


def test_every_treaty_that_is_kept_has_its_facts_newest_first(site: RenderContext, data: dict[str, Any]) -> None:
    assert data["rows"]["id"] == [treaty.id for treaty in site.newest_first]
    for row, one in enumerate(site.newest_first):
        treaty = site.registry.treaties[one.id]
        assert codes(data, "subject", "subjects", row) == set(treaty.subjects)
        assert codes(data, "duty", "duties", row) == {duty.kind for duty in treaty.obligations or ()}
        assert codes(data, "party", "parties", row) >= set(site.parties_of(treaty))
        assert data["kinds"][data["rows"]["kind"][row]][0] == treaty.kind


def test_who_only_continues_a_party_is_found_but_not_counted(site: RenderContext, data: dict[str, Any]) -> None:
    row = data["rows"]["id"].index("1955-warsaw-pact")
    heirs = {data["parties"][number][0] for one, *steps in data["heirs"] if one == row for number in accumulate(steps)}
    assert "RUS" in codes(data, "party", "parties", row)
    assert heirs == codes(data, "party", "parties", row) - set(
        site.parties_of(site.registry.treaties["1955-warsaw-pact"])
    )


@pytest.mark.parametrize(
    "day", [date(1400, 1, 1), date(1939, 9, 1), date(1985, 1, 1), date(1996, 9, 10), date(2026, 11, 22)]
)
def test_the_status_on_a_day_is_that_of_the_law(site: RenderContext, data: dict[str, Any], day: date) -> None:
    for row, treaty in enumerate(site.newest_first):
        signed = data["rows"]["signed"][row]
        start = signed[0] if isinstance(signed, list) else signed or 0
        first, *steps = data["rows"]["status"][row]
        found = first
        for step, number in zip(steps[::2], steps[1::2], strict=True):
            start += step
            if start <= day.toordinal():
                found = number
        assert data["statuses"][found][0] == site.aggregates.law.status(treaty.id, day).code, treaty.id


def test_duties_suspended_between_some_are_told_with_their_days(data: dict[str, Any]) -> None:
    row = data["rows"]["id"].index("1951-anzus")
    ((start, end, text),) = [limit for one, *limit in data["limits"] if one == row]
    assert date.fromordinal(start) == date(1986, 8, 11)
    assert end == date.max.toordinal()
    assert text.startswith("Duties suspended: United States towards New Zealand")


def test_words_of_official_titles_in_every_language_are_there(site: RenderContext, data: dict[str, Any]) -> None:
    row = data["rows"]["id"].index("2024-russia-dprk-strategic-partnership")
    found = {data["words"][number] for number in accumulate(data["rows"]["words"][row])}
    found |= {word for word, bits in data["common"] if b64decode(bits)[row // 8] >> row % 8 & 1}
    assert {"comprehensive", "стратегическом"} <= found


def test_lists_are_written_as_steps_that_never_go_back(data: dict[str, Any]) -> None:
    for column in ("party", "subject", "duty", "words"):
        for steps in data["rows"][column]:
            assert all(one < other for one, other in pairwise(accumulate(steps))), column


def test_labels_are_in_the_language_of_the_page_and_codes_are_not(real: Registry, data: dict[str, Any]) -> None:
    french = json.loads(explore.data(RenderContext(real, REGISTRY, up="", language="fr")))
    assert ["defence", "Défense"] in french["duties"]
    assert ["USA", "États-Unis"] in french["parties"]
    assert [code for code, _ in french["parties"]] == [code for code, _ in data["parties"]]


def test_a_record_takes_few_bytes(data: dict[str, Any]) -> None:
    rows = {**data["rows"], "party": []}  # treaties of all the world are rarer among 10,000 than among the first 31
    size = len(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    assert size / len(data["rows"]["id"]) < BYTES_FOR_EACH


def test_a_small_registry_has_its_data_in_the_page_and_no_file(site: RenderContext, tmp_path: Path) -> None:
    html = explore.insertion(site)
    block = html.partition("data-explore-data>")[2].partition("</script>")[0]
    assert json.loads(block)["rows"]["id"]
    assert explore.write_data(site, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_large_registry_has_a_file_and_the_newest_in_the_page(
    site: RenderContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "EMBEDDED", 10)
    monkeypatch.setattr(explore, "_NEWEST", 5)
    html = explore.insertion(site)
    assert "data-explore-data" not in html
    assert 'data-source="explore.json"' in html
    assert html.count('<th scope="row">') == 5 + 1  # and the template of one
    assert f"The newest 5 of {len(site.newest_first)} treaties." in html
    name = explore.write_data(site, tmp_path)
    assert name is not None
    named = explore.naming(html, name)
    assert f'data-source="{name}"' in named
    assert "explore.json" not in named
    content = (tmp_path / name).read_bytes()
    assert name == f"explore.{digest(content)}.json"
    assert json.loads(content)["rows"]["id"]


def test_the_french_page_of_a_large_registry_leads_to_the_data_files(
    real: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "EMBEDDED", 10)
    monkeypatch.setattr(explore, "_NEWEST", 5)
    french = RenderContext(real, REGISTRY, up="", language="fr")
    assert '<a href="data.html">' in explore.insertion(french)  # beside it: the page of the data is there in French


def test_hostile_text_stays_text(site: RenderContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "party_name", lambda code: "</script><img src=x>")
    assert "<" not in explore.data(site)
