"""The pictures of time and the citations in a real browser: nothing overlaps, is too small or lies beyond the edge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import FONTS, set_font

PAGES = [
    "treaties/1949-north-atlantic-treaty.html",
    "treaties/1951-anzus.html",
    "treaties/1998-rome-statute.html",
    "treaties/1961-ussr-dprk-friendship.html",
    "treaties/1373-anglo-portuguese.html",
    "fr/treaties/1969-vienna-convention-treaties.html",
    "fr/treaties/1997-kyoto-protocol.html",
    "parties/USA.html",
    "fr/parties/USA.html",
    "parties/PHL.html",
]

BOXES = """
picture => {
  const own = picture.getBoundingClientRect();
  const pieces = picture.querySelectorAll(".drawing__beginning, .drawing__end, .drawing__tick");
  const texts = [...pieces].filter(piece => getComputedStyle(piece).display !== "none" && piece.textContent);
  return {
    own: [own.left, own.right, own.top, own.bottom],
    texts: texts.map(piece => {
      const box = piece.getBoundingClientRect();
      const style = getComputedStyle(piece);
      const ends = style.overflowX === "hidden" && style.textOverflow === "ellipsis";
      const over = piece.scrollWidth > piece.clientWidth && !ends;
      return [piece.textContent, parseFloat(style.fontSize), box.left, box.right, box.top, box.bottom, over];
    }),
  };
}
"""
"""Where the boxes of texts are, and whether one lets its text run over them."""


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_labels_never_overlap_and_stay_in_the_picture(browser: Browser, address: str, width: int, font: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for name in PAGES:
        page.goto(address + name)
        set_font(page, font)
        picture = page.locator(".drawing").evaluate(BOXES)
        left, right, top, bottom = picture["own"]
        texts = picture["texts"]
        assert len(texts) > 2, name
        for text, size, x1, x2, y1, y2, over in texts:
            assert size >= 11, (name, text)
            assert left - 1 <= x1, (name, text)
            assert x2 <= right + 1, (name, text)
            assert top - 1 <= y1, (name, text)
            assert y2 <= bottom + 1, (name, text)
            assert not over, (name, text)
        for number, (text, _, a1, a2, b1, b2, _) in enumerate(texts):
            for other, _, c1, c2, d1, d2, _ in texts[number + 1 :]:
                apart = a2 <= c1 + 0.1 or c2 <= a1 + 0.1 or b2 <= d1 + 1 or d2 <= b1 + 1
                assert apart, (name, text, other)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_label_has_room_for_the_end_that_says_when(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for name in PAGES:
        page.goto(address + name)
        for font in FONTS:
            set_font(page, font)
            cut = page.locator(".drawing__end:visible").evaluate_all(
                "ends => ends.filter(end => end.scrollWidth > end.clientWidth).map(end => end.textContent)"
            )
            assert cut == [], (name, font)
    context.close()


def test_the_picture_says_what_it_shows_and_where_it_stands_as_text(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "treaties/1951-anzus.html")
    picture = page.get_by_role("img", name="Timeline: ANZUS Treaty")
    expect(picture).to_be_visible()
    for name in (picture.get_attribute("aria-describedby") or "").split():
        assert page.locator(f"id={name}").count() == 1
    words, _ = (picture.get_attribute("aria-describedby") or "").split()
    assert "Entry into force: 29 April 1952" in (page.locator(f"id={words}").text_content() or "")
    page.close()


@pytest.fixture
def reading_page(browser: Browser, address: str) -> Iterator[Page]:
    """A window that may read what was copied."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    yield context.new_page()
    context.close()


def test_a_citation_is_copied_and_the_copy_is_said(reading_page: Page, address: str) -> None:
    page = reading_page
    page.goto(address + "treaties/1951-anzus.html")
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.get_by_role("status").first).to_have_text("Copied")
    assert "Security Treaty" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_text("CSL-JSON", exact=True).click()
    page.locator("button[data-copy=cite-csl-json]").press("Enter")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('['))")
    (item,) = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert item["type"] == "treaty"


def test_without_a_script_citations_are_there_and_buttons_are_not(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "treaties" / "1951-anzus.html").as_uri())
    expect(page.locator("#cite-plain")).to_contain_text("Security Treaty")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
    page.get_by_text("BibTeX", exact=True).click()
    expect(page.locator("#cite-bibtex")).to_be_visible()
    context.close()


def test_links_to_data_lead_to_files(built: Path) -> None:
    for name in (
        "data/citations/1951-anzus.bib",
        "data/citations/1951-anzus.csl.json",
        "api/v1/treaties/1951-anzus.json",
    ):
        assert f'"../{name}"' in (built / "treaties" / "1951-anzus.html").read_text(encoding="utf-8")
        assert f'"../../{name}"' in (built / "fr" / "treaties" / "1951-anzus.html").read_text(encoding="utf-8")
        assert (built / name).is_file()
