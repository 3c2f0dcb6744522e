"""The explorer in a real browser: filters, counts, shared addresses, files, keyboard, and no script."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from treaty_registry.website.context.render_context import RenderContext

IN_FORCE_1985 = "explore.html?duty=defence&status=in-force&on=1985-01-01"


def shown(page: Page) -> list[str]:
    """Return the ids of the rows, in order, when all are drawn."""
    expect(page.locator("[data-explore] table")).not_to_have_attribute("aria-busy", "true")
    links = page.locator("[data-explore] tbody th a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return [Path(link).stem for link in links]


def option(page: Page, facet: str, code: str) -> Locator:
    return page.locator(f"[data-facet={facet}] li", has=page.locator(f"input[value='{code}']"))


def count(page: Page, facet: str, code: str) -> int:
    return int(option(page, facet, code).locator(".explore__count").inner_text())


def having(site: RenderContext, party: str, duty: str) -> set[str]:
    """Return the treaties of a party that have a kind of obligation."""
    return {one.id for one in site.treaties_of[party]} & having_anywhere(site, duty)


def having_anywhere(site: RenderContext, duty: str) -> set[str]:
    """Return the treaties that have a kind of obligation."""
    treaties = (site.registry.treaties[one.id] for one in site.newest_first)
    return {one.id for one in treaties if duty in {duty.kind for duty in one.obligations or ()}}


def test_party_and_duty_narrow_the_rows_down_and_the_counts_foretell_it(
    page: Page, address: str, site: RenderContext
) -> None:
    page.goto(address + "explore.html")
    found = page.get_by_role("status").filter(has_text="treaties")
    expect(found).to_have_text(f"All {len(site.newest_first)} treaties")
    foretold = count(page, "party", "USA")
    assert foretold == len(site.treaties_of["USA"])
    option(page, "party", "USA").get_by_role("checkbox").check()
    assert len(shown(page)) == foretold
    foretold = count(page, "duty", "defence")
    option(page, "duty", "defence").get_by_role("checkbox").check()
    assert set(shown(page)) == having(site, "USA", "defence")
    assert len(shown(page)) == foretold
    expect(found).to_have_text(f"{foretold} of {len(site.newest_first)} treaties")
    expect(page).to_have_url(address + "explore.html?party=USA&duty=defence")


def test_counts_of_one_valued_facets_are_of_what_another_choice_would_give(page: Page, address: str) -> None:
    page.goto(address + "explore.html?kind=protocol")
    treaties = count(page, "kind", "treaty")
    option(page, "kind", "protocol").get_by_role("checkbox").uncheck()
    option(page, "kind", "treaty").get_by_role("checkbox").check()
    assert len(shown(page)) == treaties > 0


def test_status_on_a_day_of_1985(page: Page, address: str, site: RenderContext) -> None:
    page.goto(address + "explore.html")
    page.get_by_label("on the day").fill("1985-01-01")
    option(page, "status", "in-force").get_by_role("checkbox").check()
    day = date(1985, 1, 1)
    expected = {one.id for one in site.newest_first if site.aggregates.law.status(one.id, day).code == "in-force"}
    expect(page).to_have_url(re.compile("on=1985-01-01"))
    expect(page.get_by_role("columnheader", name="Status on 1 January 1985")).to_be_visible()
    assert set(shown(page)) == expected
    assert "1955-warsaw-pact" in expected
    row = page.locator("tbody tr", has=page.get_by_role("link", name="Warsaw Pact", exact=True))
    expect(row).to_contain_text("In force since 4 June 1955")


def test_a_shared_address_gives_the_same_rows_and_the_back_button_returns(page: Page, address: str) -> None:
    page.goto(address + IN_FORCE_1985)
    rows = shown(page)
    option(page, "party", "USA").get_by_role("checkbox").check()
    page.get_by_role("combobox", name="Order").select_option("title")
    fewer, shared = shown(page), page.url
    assert 0 < len(fewer) < len(rows)
    other = page.context.new_page()
    other.goto(shared)
    assert shown(other) == fewer
    expect(option(other, "party", "USA").get_by_role("checkbox")).to_be_checked()
    page.go_back()
    page.go_back()
    assert shown(page) == rows
    expect(option(page, "party", "USA").get_by_role("checkbox")).not_to_be_checked()
    french = page.context.new_page()
    french.goto(shared.replace("/explore.html", "/fr/explore.html").replace("&sort=title", ""))
    assert set(shown(french)) == set(fewer)


def test_what_an_address_names_in_vain_is_told(page: Page, address: str) -> None:
    page.goto(address + "explore.html?party=ZZZ,USA&on=1985-02-30&from=old")
    expect(page.get_by_role("alert")).to_contain_text("ZZZ, 1985-02-30, old")
    expect(option(page, "party", "USA").get_by_role("checkbox")).to_be_checked()


def test_the_file_holds_the_rows(page: Page, address: str) -> None:
    page.goto(address + IN_FORCE_1985)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == shown(page)
    assert [row["title"] for row in rows] == page.locator("tbody th a").all_inner_texts()
    assert {row["status"] for row in rows} == {"In force"}
    assert {row["status_on"] for row in rows} == {"1985-01-01"}
    anzus = next(row for row in rows if row["id"] == "1951-anzus")
    assert anzus["party_codes"].split("; ") == ["AUS", "NZL", "USA"]
    assert (anzus["signed"], anzus["page"]) == ("1951-09-01", address + "treaties/1951-anzus.html")


def test_words_of_any_language_and_years(page: Page, address: str) -> None:
    page.goto(address + "explore.html")
    page.get_by_role("searchbox", name="Words").fill("СТРАТЕГИЧЕСКОМ")
    expect(page.locator("[data-explore] tbody tr")).to_have_count(1)
    assert shown(page) == ["2024-russia-dprk-strategic-partnership"]
    page.get_by_role("searchbox", name="Words").fill("no such words")
    expect(page.locator(".explore__found")).to_have_text(
        "No treaty has all of this. Take something away, or clear all."
    )
    page.get_by_role("searchbox", name="Words").fill("")
    page.get_by_label("from year").fill("1949")
    page.get_by_label("to year").fill("1951")
    page.get_by_label("to year").blur()
    expect(page).to_have_url(address + "explore.html?from=1949&to=1951")
    assert {one[:4] for one in shown(page)} == {"1949", "1951"}


def test_clear_all_and_each_choice_can_be_taken_away(page: Page, address: str, site: RenderContext) -> None:
    page.goto(address + IN_FORCE_1985)
    page.get_by_role("button", name="Take away: In force").click()
    expect(page).to_have_url(address + "explore.html?duty=defence&on=1985-01-01")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(address + "explore.html")
    assert shown(page) == [one.id for one in site.newest_first]
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.get_by_label("on the day")).to_have_value("")


def test_the_keyboard_is_enough(page: Page, address: str, site: RenderContext) -> None:
    page.goto(address + "explore.html")
    page.get_by_label("Find a party").focus()
    page.keyboard.type("united st")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(address + "explore.html?party=USA")
    page.get_by_role("button", name="Take away: United States").focus()
    page.keyboard.press("Enter")
    assert len(shown(page)) == len(site.newest_first)
    expect(page.locator(".explore__form summary")).to_be_focused()


def test_a_suspension_between_two_shows_on_its_days_only(page: Page, address: str) -> None:
    suspended = page.get_by_text("Duties suspended: United States towards New Zealand")
    page.goto(address + "explore.html?party=NZL")
    expect(suspended).to_be_visible()
    page.goto(address + "explore.html?party=NZL&on=1985-01-01")
    expect(page.get_by_role("columnheader", name="Status on 1 January 1985")).to_be_visible()
    expect(suspended).to_have_count(0)


def test_on_a_phone_the_filters_wait_behind_a_button_and_nothing_is_too_wide(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + IN_FORCE_1985)
    expect(page.get_by_label("on the day")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    expect(page.get_by_label("on the day")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_without_a_script_the_table_is_whole(browser: Browser, built: Path, site: RenderContext) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "explore.html").as_uri())
    assert shown(page) == [one.id for one in site.newest_first]
    expect(page.get_by_role("button", name="Download as CSV")).to_be_hidden()
    expect(page.get_by_label("on the day")).to_be_hidden()
    row = page.locator("tbody tr", has=page.get_by_role("link", name="ANZUS Treaty"))
    expect(row).to_contain_text("In force since 29 April 1952")
    context.close()


def test_from_a_disk_the_table_stands_too(page: Page, built: Path, site: RenderContext) -> None:
    page.goto((built / "explore.html").as_uri())
    assert shown(page) == [one.id for one in site.newest_first]
    expect(page.get_by_text("The filters need JavaScript and the site on the web")).to_be_visible()


@pytest.mark.parametrize("there", [True, False])
def test_a_large_registry_reads_its_data_from_a_file(page: Page, address: str, built: Path, there: bool) -> None:
    html = (built / "explore.html").read_text(encoding="utf-8")
    before, _, rest = html.partition('<script type="application/json" data-explore-data>')
    data, _, after = rest.partition("</script>")
    html = (before + after).replace("data-explore ", 'data-explore data-source="explore.json" ', 1)
    page.route("**/explore.html*", lambda route: route.fulfill(body=html, content_type="text/html"))
    if there:
        page.route("**/explore.json", lambda route: route.fulfill(body=data, content_type="application/json"))
    page.goto(address + IN_FORCE_1985)
    if there:
        expect(page.locator(".explore__found")).to_have_text(re.compile(r"^\d+ of \d+ treaties$"))
    else:
        expect(page.get_by_text("The filters need a file that could not be read.")).to_be_visible()
        assert "1955-warsaw-pact" in shown(page)


def test_of_10_000_treaties_a_hundred_are_drawn_at_once(page: Page, address: str, built: Path) -> None:
    titles = enlarge(page, address, built)
    page.goto(address + "explore.html")
    expect(page.locator(".explore__found")).to_have_text("All 10,000 treaties (the first 100 are shown)")
    expect(page.locator("[data-explore] tbody tr")).to_have_count(100)
    page.get_by_role("button", name="Show 100 more").click()
    expect(page.locator("[data-explore] tbody tr")).to_have_count(200)
    assert page.locator("tbody th a").all_inner_texts() == titles[:200]


@pytest.mark.parametrize("at_once", [True, False])
def test_10_000_titles_are_searched_and_put_in_order(page: Page, address: str, built: Path, at_once: bool) -> None:
    """Whether it is made ready while the reader does nothing, or asked for before."""
    titles = enlarge(page, address, built)
    compare = "new Intl.Collator('en', { numeric: true }).compare"
    having = [title for title in titles if "anzus" in title.casefold()]
    if at_once:
        page.goto(address + "explore.html?text=anzus&sort=title")
    else:
        page.goto(address + "explore.html")
        page.wait_for_timeout(1_000)
        page.get_by_role("combobox", name="Order").select_option("title")
        shown(page)
        ordered = page.evaluate(f"(titles) => titles.sort({compare}).slice(0, 100)", titles)
        assert page.locator("tbody th a").all_inner_texts() == ordered
        page.get_by_role("searchbox", name="Words").fill("anzus")
    expect(page.locator(".explore__found")).to_have_text(re.compile(rf"^{len(having)} of 10,000 treaties"))
    shown(page)
    ordered = page.evaluate(f"(titles) => titles.sort({compare}).slice(0, 100)", having)
    assert page.locator("tbody th a").all_inner_texts() == ordered


def enlarge(page: Page, address: str, built: Path) -> list[str]:
    """Give the explorer's page 10,000 treaties, each like one of the real ones, and return their titles."""
    tiled = """(block) => {
        const data = JSON.parse(block.textContent);
        const tiled = (list) => Array.from({ length: 10000 }, (_, row) => list[row % list.length]);
        data.rows = Object.fromEntries(Object.entries(data.rows).map(([name, list]) => [name, tiled(list)]));
        data.rows.title = data.rows.title.map((title, row) => `${title} ${(row * 7919) % 10000}`);
        data.common = [];
        return JSON.stringify(data);
    }"""
    page.goto(address + "explore.html")
    large = page.locator("[data-explore-data]").evaluate(tiled).replace("<", "")
    html = (built / "explore.html").read_text(encoding="utf-8")
    before, _, rest = html.partition("data-explore-data>")
    html = f"{before}data-explore-data>{large}</script>{rest.partition('</script>')[2]}"
    page.route("**/explore.html*", lambda route: route.fulfill(body=html, content_type="text/html"))
    return [str(title) for title in json.loads(large)["rows"]["title"]]


def test_a_new_choice_ends_the_drawing_of_the_one_before(page: Page, address: str, site: RenderContext) -> None:
    """Rows that the window does not show follow the first ones; those of an earlier choice must not."""
    page.goto(address + "explore.html")
    shown(page)
    drawn = page.evaluate(
        """async () => {
            const box = (name, value) => document.querySelector(`[data-facet=${name}] input[value=${value}]`);
            const rows = () => document.querySelectorAll("[data-explore] tbody tr").length;
            const busy = () => document.querySelector("[data-explore] table").ariaBusy === "true";
            box("party", "USA").click();
            box("party", "USA").click();
            const first = [rows(), busy()];
            box("duty", "defence").click();
            while (busy()) await new Promise(requestAnimationFrame);
            return [...first, rows()];
        }"""
    )
    defence = {one.id for one in site.newest_first} & having_anywhere(site, "defence")
    assert drawn == [15, True, len(defence)]
    assert set(shown(page)) == defence
