"""What people type who look for something, and where it must stand among the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.conftest import REGISTRY
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.search.documents import NAMES
from treaty_registry.website.search.names import initials, kind_words, read_names, short_forms

ASKED = [
    # what is typed, the page that is meant, among how many first answers
    ("nato", "treaties/1949-north-atlantic-treaty", 1),
    ("NATO Treaty", "treaties/1949-north-atlantic-treaty", 1),
    ("otan", "treaties/1949-north-atlantic-treaty", 1),
    ("north atlantic treaty", "treaties/1949-north-atlantic-treaty", 1),
    ("washington treaty", "treaties/1949-north-atlantic-treaty", 1),
    ("article 5", "treaties/1949-north-atlantic-treaty", 1),
    ("Art. 5", "treaties/1949-north-atlantic-treaty", 1),
    ("warsaw pact", "treaties/1955-warsaw-pact", 1),
    ("warsaw", "treaties/1955-warsaw-pact", 1),
    ("pacte de varsovie", "treaties/1955-warsaw-pact", 1),
    ("north korea", "parties/PRK", 1),
    ("dprk", "parties/PRK", 1),
    ("us", "parties/USA", 1),
    ("ussr", "parties/SUN", 1),
    ("anzus", "treaties/1951-anzus", 1),
    ("1949", "treaties/1949-north-atlantic-treaty", 2),  # after what was in force then
    ("kyoto protocol", "treaties/1997-kyoto-protocol", 1),
    ("kyoto", "treaties/1997-kyoto-protocol", 1),
    ("japan us security", "treaties/1960-us-japan-security", 1),
    ("molotov ribbentrop", "treaties/1939-german-soviet-pact", 1),
    ("molotov-ribbentrop pact", "treaties/1939-german-soviet-pact", 1),
    ("mutual defence", "treaties/1953-us-korea-defence", 3),
    ("brussels treaty 1948", "treaties/1948-brussels-treaty", 1),
    ("brussels treaty", "treaties/1948-brussels-treaty", 1),
    ("rome statute", "treaties/1998-rome-statute", 1),
    ("vclt", "treaties/1969-vienna-convention-treaties", 1),
    ("tiar", "treaties/1947-rio-treaty", 1),
    ("tashkent treaty", "treaties/1992-collective-security-treaty", 1),
    ("fpda", "treaties/1971-five-power-defence-arrangements", 1),
    ("maastricht", "treaties/1992-treaty-on-european-union", 1),
    ("lisbon treaty", "treaties/2007-lisbon-treaty", 1),
    ("secret protocol", "treaties/1939-german-soviet-secret-protocol", 1),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One window for all questions, as somebody has it who asks one after the other."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def answers(page: Page, start: str, text: str) -> list[str]:
    """Return the addresses of the first answers to a text, from the top of the site's language."""
    if not page.url.startswith(start):
        page.goto(start)
    page.keyboard.press("Control+k")
    box, told = page.get_by_role("dialog").get_by_role("textbox"), page.locator("#search [role=status]")
    box.fill("")
    expect(told).to_have_text("")
    box.fill(text)
    expect(told).not_to_have_text("")
    links = page.get_by_role("dialog").locator("li a").all()
    return [(link.get_attribute("href") or "").removeprefix(start.removesuffix("index.html")) for link in links]


@pytest.mark.parametrize(("text", "meant", "among"), ASKED)
@pytest.mark.parametrize("folder", ["", "fr/"])
def test_what_is_asked_for_comes_first(
    page: Page, address: str, folder: str, text: str, meant: str, among: int
) -> None:
    found = answers(page, f"{address}{folder}index.html", text)
    assert any(one.startswith(f"{meant}.html") for one in found[:among]), found


def test_every_other_name_is_of_something_on_record_and_a_name_of_no_two(site: RenderContext) -> None:
    names = read_names(REGISTRY / "docs" / "words" / NAMES)
    assert names
    assert set(names) <= {*site.registry.treaties, *site.registry.terms.parties}
    every = [name for these in names.values() for name in these]
    assert len(every) == len({name.lower() for name in every})


def test_other_names_are_a_list_each_and_need_no_file(tmp_path: Path) -> None:
    assert read_names(tmp_path / "none.yaml") == {}
    (tmp_path / "names.yaml").write_text(yaml.safe_dump({"NOR": ["NO", "Norge"]}), encoding="utf-8")
    assert read_names(tmp_path / "names.yaml") == {"NOR": ("NO", "Norge")}


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("ANZUS Treaty", {"ANZUS Treaty", "anzus"}),
        ("Treaty of Lisbon", {"Treaty of Lisbon", "lisbon"}),
        ("Five Power Arrangements (FPA)", {"Five Power Arrangements", "FPA", "fpa"}),
        ("Pacte de Varsovie", {"varsovie"}),
    ],
)
def test_people_leave_out_that_it_is_a_treaty(site: RenderContext, name: str, forms: set[str]) -> None:
    assert forms <= set(short_forms(name, kind_words(site.registry.terms)))


def test_only_a_title_with_some_capitals_makes_an_abbreviation() -> None:
    titles = [
        "Vienna Convention on the Law of Treaties",
        "Rome Statute",
        "Treaty of Peace, Friendship, and Alliance between England and Portugal and Others",
    ]
    assert list(initials(titles)) == ["VCLT"]
