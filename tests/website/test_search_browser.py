"""The search in a real browser: what it finds, by keyboard alone, in both languages, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.conftest import RECORDS, TODAY
from tests.registries import make_registry
from tests.website.conftest import served
from tests.website.hosting import asset
from treaty_registry.check.run import examine
from treaty_registry.reading.files import Root, record_file
from treaty_registry.website.build.build import build_site
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.search.words import LETTERS, fold, whole, words_of

PARTNERSHIP = "Russia–DPRK strategic partnership treaty"
MOST_BYTES = 300_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop window in which nothing may go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("^(Search|Rechercher)$"))


def search(page: Page, text: str) -> Locator:
    """Open the search, fill in a text as a paste does, and return the first answer."""
    if not dialog(page).is_visible():
        page.get_by_role("button", name=re.compile("^(Search|Rechercher)$")).click()
    dialog(page).get_by_role("textbox").fill(text)
    expect(dialog(page).get_by_role("status")).not_to_have_text("")
    return dialog(page).locator("li").first


def test_a_treaty_is_found_by_a_word_of_its_russian_or_korean_title(page: Page, address: str) -> None:
    page.goto(address)
    expect(search(page, "стратегическом")).to_contain_text(PARTNERSHIP)
    expect(search(page, "동반자관계")).to_contain_text(PARTNERSHIP)


def test_another_ending_of_a_word_still_finds_it(page: Page, address: str) -> None:
    page.goto(address)
    expect(search(page, "стратегический")).to_contain_text(PARTNERSHIP)


@pytest.mark.parametrize("text", ["Allemagne", "allemagne", "Germany", "DEU"])
@pytest.mark.parametrize(("start", "answer"), [("index.html", "Germany"), ("fr/treaties/1951-anzus.html", "Allemagne")])
def test_a_party_comes_first_by_its_name_in_either_language_or_its_code(
    page: Page, address: str, start: str, answer: str, text: str
) -> None:
    page.goto(address + start)
    first = search(page, text)
    expect(first.locator(".search__title")).to_have_text(answer)
    first.get_by_role("link").click()
    expect(page).to_have_url(f"{address}{'fr/' if start.startswith('fr/') else ''}parties/DEU.html")


@pytest.mark.parametrize("text", ["4 April 1949", "4 avril 1949", "1949-04-04", "April 4, 1949", "4.4.1949"])
def test_a_date_leads_to_what_was_in_force_and_what_was_signed_then(page: Page, address: str, text: str) -> None:
    page.goto(address + "treaties/index.html")
    first = search(page, text)
    expect(first).to_contain_text("In force on 4 April 1949")
    expect(first.get_by_role("link")).to_have_attribute("href", f"{address}explore.html?on=1949-04-04")
    signed = dialog(page).locator("li").nth(1)
    expect(signed).to_contain_text("Signed then")
    expect(signed).to_contain_text("North Atlantic Treaty")


def test_a_year_stands_for_its_last_day_and_french_dates_are_french(page: Page, address: str) -> None:
    page.goto(address + "fr/index.html")
    first = search(page, "1951")
    expect(first).to_contain_text("En vigueur le 31 décembre 1951")
    expect(first.get_by_role("link")).to_have_attribute("href", f"{address}fr/explore.html?on=1951-12-31")
    treaty = dialog(page).locator("li.search__item--treaty", has_text="ANZUS")
    expect(treaty).to_contain_text("Signé à cette date")


def test_the_words_of_an_article_lead_to_its_place(page: Page, address: str) -> None:
    page.goto(address)
    first = search(page, "strengthen free institutions stability well-being")
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\.html#obligation-"))
    expect(dialog(page)).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_number_finds_its_treaty(page: Page, address: str) -> None:
    page.goto(address)
    expect(search(page, "177 UNTS 133")).to_contain_text("Philippines")


def test_pages_written_by_hand_are_found_by_their_sections(page: Page, address: str) -> None:
    page.goto(address)
    first = search(page, "what a fact needs")
    expect(first).to_contain_text("Contributing")
    expect(first.get_by_role("link")).to_have_attribute("href", f"{address}contributing.html#what-a-fact-needs")


def test_everything_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    box = dialog(page).get_by_role("textbox")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("anzus/")
    expect(box).to_have_value("anzus/")
    links = dialog(page).get_by_role("link")
    expect(links.first).to_contain_text("ANZUS")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("russia dprk")  # what was typed before is selected, and gives way
    expect(box).to_have_value("russia dprk")
    expect(links.first).to_contain_text("DPRK")
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" 2024")  # typing goes on in the box
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"2024-russia-dprk-strategic-partnership\.html"))


def test_a_key_that_still_reaches_the_box_of_the_closed_search_opens_it_again(page: Page, address: str) -> None:
    # A browser leaves the focus in the box for some milliseconds after Escape: here the key comes at that very moment.
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("anzus")
    expect(dialog(page).get_by_role("link").first).to_contain_text("ANZUS")  # the search itself has been read
    opened = page.evaluate(
        """() => {
          const search = document.querySelector("#search");
          search.close();
          const key = { key: "k", ctrlKey: true, bubbles: true, cancelable: true };
          search.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", key));
          return search.open;
        }"""
    )
    assert opened


def test_a_slash_in_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<input id=other>')")
    page.locator("#other").press("/")
    expect(page.locator("#other")).to_have_value("/")
    expect(dialog(page)).to_be_hidden()


def test_more_answers_come_on_request_and_nothing_says_so(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "treaty")
    items = dialog(page).locator("li a")
    before = items.count()
    dialog(page).get_by_role("button", name="More answers").click()
    expect(items.nth(before)).to_be_focused()
    search(page, "xyzzyqwertz")
    expect(dialog(page).get_by_role("status")).to_contain_text("Nothing was found")
    expect(items).to_have_count(0)


def test_the_first_search_is_small_and_quick(page: Page, address: str) -> None:
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        if "/search" in response.url:
            sizes[response.url] = int(response.headers.get("content-length", "0"))

    page.on("response", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    loaded = set(sizes)
    assert not any("/search/" in url for url in loaded), "the index is not read before it is needed"
    page.keyboard.press("/")
    page.keyboard.type("mutual assistance armed attack")
    expect(dialog(page).locator("li").first).to_be_visible(timeout=1000)
    page.wait_for_load_state("networkidle")
    assert len(sizes) > len(loaded)
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_without_a_script_a_link_to_the_treaties_stands_there(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "parties" / "USA.html").as_uri())
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    page.locator("header").get_by_role("link", name="All treaties").click()
    expect(page).to_have_url(re.compile(r"/treaties/index\.html$"))
    context.close()


def test_a_hostile_title_is_shown_as_text(page: Page, tmp_path: Path) -> None:
    make_registry(tmp_path, [RECORDS / "valid" / "1900-minimal.yaml"])
    record = tmp_path / record_file("1900-minimal")
    text = record.read_text(encoding="utf-8")
    hostile = "short_title: Securitas <img src=x onerror=\"document.title='owned'\">"
    text = text.replace("short_title: Minimal example", hostile)
    record.write_text(text, encoding="utf-8")
    root = Root(tmp_path)
    build_site(root, examine(root, TODAY), tmp_path / "site")
    with served(tmp_path / "site") as address:
        page.goto(address)
        expect(search(page, "securitas")).to_contain_text("<img src=x")
        assert page.title() != "owned"


def test_the_browser_folds_words_as_the_index_does(page: Page, address: str, built: Path, site: RenderContext) -> None:
    page.goto(address)
    texts = ["Straße, Łódź İstanbul ΣΟΦΟΣ l’œuvre ﬁn ½ ², ไทย ไทยแลนด์ العَرَبِيَّة हिन्दी 日本国とアメリカ 조약을 Ёй I-1777"]
    texts += [form for letter in LETTERS for form in (letter, letter.upper())]
    for treaty in site.registry.treaties.values():
        texts += [treaty.title, treaty.short_title, *(treaty.titles or {}).values()]
    for party in site.registry.terms.parties.values():
        texts += [text for name in party.names for text in (name.en, name.fr)]
    result: list[dict[str, Any]] = page.evaluate(
        """async ([texts, top, modules]) => {
            const [{ fold }, { whole, words }] = await Promise.all(modules.map((one) => import(new URL(one, top))));
            return texts.map((text) => ({ folded: fold(text), whole: whole(text), words: words(text) }));
        }""",
        [texts, address, [asset(built, "texts.js"), asset(built, "search-words.js")]],
    )
    for text, there in zip(texts, result, strict=True):
        assert there["folded"] == fold(text), text
        assert there["whole"] == whole(text), text
        assert set(there["words"]) == words_of(text), text


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1949", "1949"),
        ("avril 1949", "1949-04"),
        ("Sept 1951", "1951-09"),
        ("1er janvier 1970", "1970-01-01"),
        ("on 1st of January 1970", "1970-01-01"),
        ("4/4/1949", "1949-04-04"),
        ("1949-4-4", "1949-04-04"),
        ("29 février 2024", "2024-02-29"),
        ("29 February 2023", None),
        ("31.4.1949", None),
        ("ju 1949", None),
        ("treaty 1949", None),
        ("1949-13", None),
    ],
)
def test_dates_are_understood_as_they_are_typed(
    page: Page, address: str, built: Path, text: str, figures: str | None
) -> None:
    page.goto(address)
    found = page.evaluate(
        """async ([text, top, module]) => {
            const { figures, typedDate } = await import(new URL(module, top));
            const date = typedDate(text, ["en", "fr"]);
            return date && figures(date);
        }""",
        [text, address, asset(built, "search-dates.js")],
    )
    assert found == figures
