"""The pictures of time and the citations in a real browser: nothing overlaps, is too small or lies beyond the edge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Page]:
    """A window for pictures, which style sheets alone fit into any width."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_labels_never_overlap_stay_in_the_picture_and_have_room_for_their_ends(
    drawn: Page, address: str, name: str
) -> None:
    drawn.goto(address + name)
    for width in (360, 800, 1280):
        drawn.set_viewport_size({"width": width, "height": 900})
        for font in FONTS:
            set_font(drawn, font)
            labels_are_right(drawn.locator(".drawing").evaluate(BOXES), (width, font))
            assert drawn.evaluate("document.documentElement.scrollWidth") <= width, (width, font)
            cut = drawn.locator(".drawing__end:visible").evaluate_all(
                "ends => ends.filter(end => end.scrollWidth > end.clientWidth).map(end => end.textContent)"
            )
            assert cut == [], (width, font)


def labels_are_right(picture: dict[str, Any], how: tuple[int, str]) -> None:
    """Assert that each text of a picture is large enough, within it, not cut and apart from all others."""
    left, right, top, bottom = picture["own"]
    texts = picture["texts"]
    assert len(texts) > 2, how
    for text, size, x1, x2, y1, y2, over in texts:
        assert size >= 11, (how, text)
        assert left - 1 <= x1, (how, text)
        assert x2 <= right + 1, (how, text)
        assert top - 1 <= y1, (how, text)
        assert y2 <= bottom + 1, (how, text)
        assert not over, (how, text)
    for number, (text, _, a1, a2, b1, b2, _) in enumerate(texts):
        for other, _, c1, c2, d1, d2, _ in texts[number + 1 :]:
            apart = a2 <= c1 + 0.1 or c2 <= a1 + 0.1 or b2 <= d1 + 1 or d2 <= b1 + 1
            assert apart, (how, text, other)


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
