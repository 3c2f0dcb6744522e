"""The built site in a real browser: a reader finds the answers, on a phone and without a script too."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect


def test_a_reader_finds_status_votes_duty_and_sources_of_the_russia_dprk_treaty(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Russia–DPRK strategic partnership treaty").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Russia–DPRK strategic partnership treaty")
    standing = page.locator(".standing")
    expect(standing).to_contain_text("In force since 4 December 2024")
    expect(standing).to_contain_text("as known on")
    votes = page.locator("#participants ~ .scroll tr", has_text="Russia").first
    expect(votes).to_contain_text("24 October 2024")
    expect(votes).to_contain_text("State Duma")
    expect(votes).to_contain_text("6 November 2024")
    expect(votes).to_contain_text("Federation Council")
    article_4 = page.locator(".card", has=page.get_by_text("Article 4", exact=True))
    expect(article_4).to_contain_text("Defence")
    expect(article_4).to_contain_text("armed attack")
    citation = article_4.locator(".card__summary .cite a").first
    citation.click()
    target = page.locator(f"id={(citation.get_attribute('href') or '#').removeprefix('#')}")
    expect(target).to_be_in_viewport()
    expect(target.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))


def test_a_term_of_art_leads_to_its_definition(page: Page, address: str) -> None:
    page.goto(address + "treaties/1951-anzus.html")
    page.get_by_role("link", name="Suspension").first.click()
    expect(page).to_have_url(address + "reference/terms.html#actions-suspension")
    expect(page.locator("id=actions-suspension")).to_be_in_viewport()


def test_on_a_phone_nothing_of_a_table_lies_beyond_the_edge(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for kind in ("treaties/index.html", "treaties/2024-russia-dprk-strategic-partnership.html", "parties/NZL.html"):
        page.goto(address + kind)
        for cell in page.locator("table[data-registry] td").all()[:40]:
            box = cell.bounding_box()
            assert box is None or box["x"] + box["width"] <= 390, kind
    expect(page.get_by_text("On this page")).to_be_visible()
    context.close()


def test_suspended_duties_show_wherever_the_treaty_is_listed(page: Page, address: str) -> None:
    for kind in ("treaties/index.html", "parties/NZL.html", "treaties/1951-anzus.html"):
        page.goto(address + kind)
        expect(page.get_by_text("Duties suspended: United States towards New Zealand").first).to_be_visible()


def test_every_page_leads_to_itself_in_the_other_language(page: Page, address: str) -> None:
    page.goto(address + "treaties/1949-north-atlantic-treaty.html")
    page.get_by_role("link", name="Français", exact=True).click()
    expect(page).to_have_url(address + "fr/treaties/1949-north-atlantic-treaty.html")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Traité de l’Atlantique Nord")
    expect(page.locator(".standing:visible")).to_contain_text("En vigueur depuis le 24 août 1949")
    page.get_by_role("link", name="Parties", exact=True).first.click()
    expect(page).to_have_url(address + "fr/parties/index.html")
    page.get_by_role("link", name="Allemagne", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Allemagne")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(address + "parties/DEU.html")


def test_a_term_on_a_french_page_leads_to_its_french_definition(page: Page, address: str) -> None:
    page.goto(address + "fr/treaties/1951-anzus.html")
    page.locator("a.term[href$='#actions-suspension']").first.click()
    expect(page).to_have_url(address + "fr/reference/terms.html#actions-suspension")
    expect(page.locator("id=actions-suspension")).to_contain_text("Suspension")


def test_a_treaty_can_be_read_without_javascript_from_a_disk(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "index.html").as_uri())
    page.get_by_role("link", name="Treaties", exact=True).first.click()
    page.get_by_role("link", name="ANZUS Treaty").first.click()
    expect(page.locator(".standing")).to_contain_text("In force since 29 April 1952")
    expect(page.locator(".standing")).to_contain_text("since 11 August 1986")
    context.close()
