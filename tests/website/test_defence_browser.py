"""Who defends whom, in a real browser: days, one party, keyboard, table and picture alike, labels apart."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import FONTS, set_font
from treaty_registry.model.obligation import DEFENCE
from treaty_registry.website.context.render_context import RenderContext

NATO, PACT = "North Atlantic Treaty", "Warsaw Pact"


def lines(page: Page) -> dict[str, set[str]]:
    """Return what the picture shows: for each treaty the parties that a visible line joins to it."""
    found: dict[str, set[str]] = page.evaluate(
        """() => {
            const name = (kind, index) => document.querySelector(`[data-${kind}="${index}"]`);
            const found = {};
            for (const line of document.querySelectorAll("[data-edge]")) {
                if (getComputedStyle(line).display === "none") continue;
                const [treaty, party] = line.dataset.edge.split("-");
                const title = name("treaty", treaty).getAttribute("aria-label");
                (found[title] ??= []).push(name("party", party).querySelector(".node__name").textContent);
            }
            return found;
        }"""
    )
    return {treaty: set(parties) for treaty, parties in found.items()}


def rows(page: Page) -> dict[str, set[str]]:
    """Return what the table shows: for each treaty the parties that it names."""
    return {
        row.locator("th").inner_text(): set(row.locator("td").last.locator("a").all_inner_texts())
        for row in page.locator("[data-table] tbody tr").all()
    }


def of_law(site: RenderContext, day: date) -> dict[str, set[str]]:
    """Return what the law says: for each treaty everybody with a part in a duty of defence."""
    found = {
        treaty.short_title: {
            site.party_name(code)
            for duty in site.status_texts.law.duties(treaty.id, {DEFENCE})
            if duty.on(day)
            for code in (duty.obligor, duty.beneficiary)
        }
        for treaty in site.registry.treaties.values()
    }
    return {treaty: parties for treaty, parties in found.items() if parties}


@pytest.mark.parametrize("day", ["1949-09-01", "1985-01-01", "2000-01-01", "2026-11-01"])
def test_picture_and_table_show_what_the_law_says(page: Page, address: str, site: RenderContext, day: str) -> None:
    page.goto(f"{address}defence.html?date={day}")
    expect(page.locator("[data-controls]")).to_be_visible()
    expected = of_law(site, date.fromisoformat(day))
    assert lines(page) == expected
    assert rows(page) == expected


def test_the_warsaw_pact_is_there_in_1985_and_gone_in_2026(page: Page, address: str) -> None:
    page.goto(address + "defence.html?date=1985-01-01")
    expect(page.locator("[data-summary]")).to_contain_text("1 January 1985")
    assert lines(page)[PACT] == {
        "Bulgaria", "Czechoslovakia", "German Democratic Republic", "Hungary", "Poland", "Romania", "Soviet Union",
    }  # fmt: skip
    place = page.locator("[data-party]", has_text="Poland").locator("circle").bounding_box()
    page.get_by_label("Day", exact=True).fill("2026-11-01")
    assert PACT not in lines(page)
    expect(page.locator(f"[data-treaty][aria-label='{PACT}']")).to_be_hidden()
    assert page.locator("[data-party]", has_text="Poland").locator("circle").bounding_box() == place
    expect(page).to_have_url(re.compile(r"\?date=2026-11-01$"))


def test_finland_joins_nato_on_the_day(page: Page, address: str) -> None:
    page.goto(address + "defence.html?date=2023-04-03")
    assert "Finland" not in lines(page)[NATO]
    page.get_by_role("button", name="Later change").click()
    expect(page.get_by_label("Day", exact=True)).to_have_value("2023-04-04")
    assert "Finland" in lines(page)[NATO]
    page.get_by_role("button", name="Earlier change").click()
    assert "Finland" not in lines(page)[NATO]


def test_the_slider_goes_through_the_years_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "defence.html?date=1985-07-15")
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.get_by_label("Day", exact=True)).to_have_value("1984-07-15")
    expect(slider).to_have_attribute("aria-valuetext", "15 July 1984")
    slider.press("Home")
    assert lines(page) == {}
    expect(page.locator("[data-summary]")).to_contain_text("no duty of defence")


def test_a_party_is_found_by_its_name_and_the_others_fade(page: Page, address: str, site: RenderContext) -> None:
    page.goto(address + "defence.html?date=2026-11-01")
    box = page.get_by_label("Find a party")
    box.fill("new zeal")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"\?date=2026-11-01&party=NZL$"))
    expect(page.locator("[data-summary]")).to_contain_text("one treaty, with at least 2 partners")
    row = page.locator("[data-table] tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Mutual with: Australia")
    expect(row).to_contain_text("Owes help to: United States")
    lit = page.locator("[data-party].is-lit .node__name").all_text_contents()
    assert set(lit) == {"Australia", "New Zealand", "United States"}
    faded = page.locator("[data-party]", has_text="Poland")
    assert float(faded.evaluate("node => getComputedStyle(node).opacity")) < 0.5
    page.get_by_role("button", name="Show all parties").click()
    assert rows(page) == of_law(site, date(2026, 11, 1))
    box.fill("Atlantis")
    box.press("Enter")
    expect(page.locator("[data-summary]")).to_contain_text("No party of this name")


def test_a_party_is_chosen_and_left_by_keyboard(page: Page, address: str, site: RenderContext) -> None:
    page.goto(address + "defence.html?date=1985-01-01")
    page.locator("[data-party]", has_text="Romania").focus()
    page.keyboard.press("Tab")
    node = page.locator("[data-party]:focus")
    expect(node).to_contain_text("Poland")
    page.keyboard.press("Enter")
    expect(node).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("party=POL"))
    partners = {
        site.party_name(duty.beneficiary)
        for duty in site.status_texts.law.duties("1955-warsaw-pact", {DEFENCE})
        if duty.obligor == "POL" and duty.on(date(1985, 1, 1))
    }
    assert rows(page) == {PACT: partners}
    page.keyboard.press("Escape")
    expect(node).to_have_attribute("aria-pressed", "false")
    absent = page.locator("[data-party]", has_text="Kazakhstan")
    expect(absent).to_have_attribute("tabindex", "-1")


def test_an_address_with_a_day_and_a_party_shows_them(page: Page, address: str) -> None:
    page.goto(address + "defence.html?date=1970-01-01&party=KOR")
    expect(page.get_by_label("Find a party")).to_have_value("South Korea")
    assert rows(page) == {"United States–Republic of Korea mutual defence treaty": {"United States"}}
    expect(page.locator("[data-table]")).to_contain_text("III")
    page.goto(address + "defence.html?date=nonsense&party=XXX")
    expect(page.locator("[data-summary]")).to_contain_text("parties")


@pytest.mark.parametrize("day", ["1949-09-01", "1985-01-01", "2026-11-01"])
@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_labels_do_not_overlap_and_lie_within_the_picture(page: Page, address: str, prefix: str, day: str) -> None:
    page.goto(f"{address}{prefix}defence.html?date={day}")
    expect(page.locator("[data-controls]")).to_be_visible()
    for font in FONTS:
        set_font(page, font)
        boxes = page.evaluate(
            """() => [...document.querySelectorAll("[data-picture] .node__name")]
                .filter((name) => name.checkVisibility())
                .map((name) => [
                    name.textContent,
                    name.getBoundingClientRect().toJSON(),
                    name.parentNode.getBoundingClientRect().toJSON(),
                ])"""
        )
        assert len(boxes) > 25
        for (name, a, _), (other, b, _) in combinations(boxes, 2):
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart, (font, name, other)
        frame = page.locator("[data-picture]").bounding_box()
        assert frame
        for name, box, room in boxes:
            assert frame["x"] <= box["left"], name
            assert box["right"] <= frame["x"] + frame["width"], name
            assert room["top"] - 0.1 <= box["top"], name
            assert box["bottom"] <= room["bottom"] + 0.1, name
            assert box["width"] <= room["width"] + 0.1, name


def test_a_long_title_is_broken_into_lines_and_cut(page: Page, address: str) -> None:
    page.goto(address + "defence.html")
    title = page.locator("[data-treaty] .node__name").first
    title.evaluate("(name) => { name.textContent = 'mutual defence '.repeat(60); }")
    box, room = title.bounding_box(), title.locator("..").bounding_box()
    assert box
    assert room
    assert box["height"] <= room["height"]
    assert title.evaluate("(name) => name.scrollHeight > name.clientHeight"), "nothing had to be cut"
    title.evaluate("(name) => { name.textContent = 'Pact'; }")
    short = title.bounding_box()
    assert short
    assert box["height"] > 2.5 * short["height"], "it has fewer than three lines"


def test_a_click_on_a_name_chooses_a_party_and_one_on_a_title_opens_the_treaty(page: Page, address: str) -> None:
    page.goto(address + "defence.html?date=1985-01-01")
    page.locator("[data-party] .node__name", has_text="Romania").click()
    expect(page).to_have_url(re.compile("party=ROU"))
    expect(page.get_by_role("button", name="Romania", exact=True)).to_have_attribute("aria-pressed", "true")
    page.locator("[data-treaty] .node__name", has_text=PACT).click()
    expect(page).to_have_url(re.compile("1955-warsaw-pact"))


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_on_a_phone_a_list_stands_in_for_the_picture(browser: Browser, address: str, prefix: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}{prefix}defence.html?date=1985-01-01&party=USA")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("[data-picture]")).to_be_hidden()
    expect(page.locator("[data-table]")).to_be_visible()
    context.close()


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_without_javascript_the_page_shows_what_is_known(
    browser: Browser, built: Path, address: str, prefix: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / f"{prefix}defence.html").as_uri())
    expect(page.locator("[data-controls]")).to_be_hidden()
    expect(page.locator("[data-picture]")).to_be_visible()
    known = page.locator("[data-table] tbody").inner_text()
    summary = page.locator("[data-summary]").inner_text()
    context.close()
    # A script writes the same table for the same day.
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    day = str(
        page.goto(f"{address}{prefix}defence.html")
        and page.evaluate("JSON.parse(document.querySelector('[data-content]').textContent).known")
    )
    page.goto(f"{address}{prefix}defence.html?date={day[:4]}-{day[4:6]}-{day[6:]}")
    expect(page.locator("[data-summary]")).to_have_text(summary)
    assert page.locator("[data-table] tbody").inner_text() == known
    context.close()


def test_the_french_page_speaks_french(page: Page, address: str) -> None:
    page.goto(address + "fr/defence.html?date=1985-01-01&party=POL")
    expect(page.locator("[data-summary]")).to_contain_text("1er janvier 1985")
    expect(page.locator("[data-table]")).to_contain_text("Union soviétique")
    expect(page.locator("[data-table]")).to_contain_text("Réciproque avec")
