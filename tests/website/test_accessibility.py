"""Every kind of page for everybody: no barrier that axe-core knows, on a phone nothing beyond the edge, no error."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect

from tests.conftest import REGISTRY
from treaty_registry.website.context import addresses
from treaty_registry.website.context.render_context import RenderContext

WIDE, NARROW = 1280, 360
CHOSEN = (
    "compare.html?with=1951-anzus,1949-north-atlantic-treaty",
    "defence.html?on=1985-01-01&party=NZL",
    "explore.html?duty=defence&status=in-force&on=1985-01-01",
)
"""Pages on which a reader has chosen something."""
MAIN = {
    "index.html",
    "404.html",
    "data.html",
    "explore.html",
    "treaties/index.html",
    "treaties/1949-north-atlantic-treaty.html",
    "parties/USA.html",
    *CHOSEN,
}
"""Pages that are examined in a narrow window too, where tables become blocks and menus hide."""
MAIN_IN_FRENCH = {
    "fr/index.html",
    "fr/explore.html",
    "fr/defence.html",
    "fr/compare.html",
    "fr/treaties/1951-anzus.html",
    "fr/parties/USA.html",
}
"""French pages that are examined: they are made like the English ones, and differ by language alone."""
MANY = 8
"""So many rows, entries or definitions of a list are examined: the others are made like them."""
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"]}
RULES_OF_COLOUR = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}


def hand_written() -> list[str]:
    """Return the address of every page written by hand, in both languages, and of the page for a wrong address."""
    docs = REGISTRY / "docs"
    return [*sorted(path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")), "404.html"]


def records(site: RenderContext, built: Path) -> list[str]:
    """Return a treaty of each status, the longest and the shortest, and a party of each sort."""
    treaties = {one.status: one.id for one in site.newest_first}
    by_length = sorted(site.registry.treaties, key=lambda one: (built / addresses.treaty(one)).stat().st_size)
    parties: dict[tuple[str, bool], str] = {}
    for code in site.treaties_of:
        party = site.registry.terms.parties[code]
        parties.setdefault((party.kind, any(site.summaries.alike_with(code))), code)
    chosen = {*treaties.values(), by_length[0], by_length[-1]}
    return [*map(addresses.treaty, sorted(chosen)), *map(addresses.party, sorted(parties.values()))]


def kinds_of_page(site: RenderContext, built: Path) -> list[str]:
    return list(dict.fromkeys([*hand_written(), *records(site, built), *MAIN, *MAIN_IN_FRENCH]))


def examined(name: str, scheme: str, width: int) -> bool:
    """Return whether axe-core examines a page in these colours and this width, or only errors are looked for."""
    if name.startswith("fr/"):
        return name in MAIN_IN_FRENCH and scheme == "light" and width == WIDE
    if scheme == "dark" and name in hand_written():  # prose has the colours of the main pages; each status has its own
        return name in MAIN
    return width == WIDE or name in MAIN


def opened(page: Page, address: str) -> None:
    """Open a page and everything on it that unfolds."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def barriers(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe-core finds: the rule, how grave it is, and where."""
    rest = [[f"{one}:nth-child(n + {MANY + 1})"] for one in ("tr", "li", "dt", "dd", "ul > .md-nav__item")]
    found = Axe().run(page, context={"exclude": rest}, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {' '.join(map(str, node['target']))} {node['html'][:90]}"
        for one in found
        for node in one["nodes"]
    ]


def seen(page: Page, name: str, scheme: Literal["light", "dark"], width: int) -> list[str]:
    """Return what is wrong with the open page in its colours and a width."""
    page.set_viewport_size({"width": width, "height": 800})
    sideways = page.evaluate("document.documentElement.scrollWidth") > width
    found = ["scrolls sideways"] if sideways else []
    if examined(name, scheme, width):
        found += barriers(page, RULES_OF_COLOUR if scheme == "dark" else ALL_RULES)
    return [f"{name}, {scheme}, {width} wide: {one}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_errs_scrolls_sideways_or_asks_another_host(
    browser: Browser, address: str, built: Path, site: RenderContext, scheme: Literal["light", "dark"]
) -> None:
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": WIDE, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    name = ""

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"{name}: {message.text}")

    def fail(error: Error) -> None:
        trouble.append(f"{name}: {error}")

    def ask(request: Request) -> None:
        if not request.url.startswith(address):
            trouble.append(f"{name}: asks for {request.url}")

    page.on("console", hear)
    page.on("pageerror", fail)
    page.on("request", ask)
    for name in kinds_of_page(site, built):
        if scheme == "dark" and not examined(name, scheme, WIDE):
            continue
        page.set_viewport_size({"width": WIDE, "height": 800})
        opened(page, address + name)
        trouble += seen(page, name, scheme, WIDE)
        if scheme == "light":
            if name in MAIN:  # one of each kind is opened in a narrow window; the window of others becomes narrow
                page.set_viewport_size({"width": NARROW, "height": 800})
                opened(page, address + name)
            trouble += seen(page, name, scheme, NARROW)
    context.close()
    assert not trouble, "\n".join(trouble)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_has_no_barrier(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("help if attacked")
    expect(page.get_by_role("dialog").locator("mark").first).to_be_visible()
    assert barriers(page, ALL_RULES) == []
    context.close()
