"""Comparing clauses in a real browser: choosing, sharing the address, filtering, by keyboard, and without a script."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

PAIR = "compare.html?with=1951-anzus,1949-north-atlantic-treaty"


def test_two_clauses_stand_side_by_side_and_the_address_holds_them(page: Page, address: str) -> None:
    page.goto(address + "compare.html")
    page.get_by_label("Compare ANZUS Treaty").check()
    expect(page.get_by_text("Choose one more to compare.")).to_be_visible()
    page.get_by_label("Compare North Atlantic Treaty").check()
    expect(page).to_have_url(address + PAIR)
    table = page.locator(".compare__beside table")
    expect(table.locator("tr", has_text="How firm")).to_contain_text("By constitutional process")
    expect(table.locator("tr", has_text="How firm")).to_contain_text("Own judgement")
    expect(table.locator("tr", has_text="In our words")).to_contain_text("Pacific")


def test_a_shared_address_shows_the_comparison_and_one_can_be_taken_out(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    expect(page.locator(".compare__beside thead th")).to_have_count(3)
    expect(page.get_by_label("Compare ANZUS Treaty")).to_be_checked()
    page.get_by_role("button", name="Remove ANZUS Treaty").click()
    expect(page.locator(".compare__beside")).to_be_hidden()
    expect(page).to_have_url(address + "compare.html?with=1949-north-atlantic-treaty")


def test_not_more_than_four_can_be_chosen_and_nonsense_is_ignored(page: Page, address: str) -> None:
    names = ["1951-anzus", "1949-north-atlantic-treaty", "1955-warsaw-pact", "1947-rio-treaty", "1373-anglo-portuguese"]
    page.goto(address + f"compare.html?party=NOBODY&firm=x&with=nothing,{','.join(names)}")
    expect(page.locator(".compare__beside thead th")).to_have_count(5)
    expect(page.get_by_label("Compare Anglo-Portuguese Treaty of 1373")).to_be_disabled()
    expect(page.locator(".compare__count")).to_have_text(re.compile(r"^(\d+) of \1 clauses$"))


def test_clauses_are_filtered_and_sorted(page: Page, address: str) -> None:
    page.goto(address + "compare.html")
    page.get_by_label("Party").select_option("GBR")
    page.get_by_label("Only treaties in force").check()
    page.get_by_label("Sort by").select_option("oldest")
    shown = page.locator("[data-clauses] tbody tr:visible")
    expect(shown.first).to_contain_text("1373")
    expect(shown).not_to_contain_text(["Warsaw Pact"])
    expect(page).to_have_url(re.compile(r"\?party=GBR&sort=oldest&now=yes$"))
    page.reload()
    expect(shown.first).to_contain_text("1373")


def test_the_comparison_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "compare.html")
    for name in ("Compare ANZUS Treaty", "Compare Warsaw Pact"):
        page.get_by_label(name).focus()
        page.keyboard.press("Space")
    page.locator(".compare__go").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    expect(page.get_by_role("heading", name="Side by side")).to_be_in_viewport()


def test_without_a_script_the_whole_table_is_there(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "compare.html").as_uri())
    expect(page.get_by_role("link", name="Warsaw Pact")).to_be_visible()
    expect(page.get_by_role("link", name="ANZUS Treaty")).to_be_visible()
    expect(page.locator("form.compare__tools")).to_be_hidden()
    expect(page.locator("input[name=with]").first).to_be_hidden()
    page.locator("[id='1951-anzus'] summary").click()
    expect(page.locator("[id='1951-anzus'] details p")).to_be_visible()
    context.close()


def test_in_french_the_comparison_speaks_french(page: Page, address: str) -> None:
    page.goto(address + "fr/" + PAIR)
    beside = page.locator(".compare__beside")
    expect(beside).to_contain_text("Selon les règles constitutionnelles")
    expect(beside).to_contain_text("Dans nos termes")
    expect(beside).not_to_contain_text("By constitutional process")


def test_the_home_page_asks_questions_that_the_site_answers(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Which promises of help leave no decision to anybody?").click()
    expect(page.locator("[data-clauses] tbody tr:visible").first).to_contain_text("Without a further decision")
    page.goto(address)
    expect(page.get_by_role("img", name="Duties of defence owed, by year")).to_be_visible()
    page.get_by_role("link", name="Who must defend South Korea").click()
    expect(page.locator("id=defence")).to_be_in_viewport()
