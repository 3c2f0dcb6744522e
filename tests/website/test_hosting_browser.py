"""The site as hosts send it: light, under its policy, below a path, and from a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.website.hosting import hosted
from tests.website.test_weight import MOST_BYTES

LONGEST = ["1998-rome-statute", "1969-vienna-convention-treaties", "1997-kyoto-protocol", "1949-north-atlantic-treaty"]
ABORTED = "net::ERR_ABORTED"
TELL = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The built site as a host sends it."""
    with hosted(built) as address:
        yield address


@contextmanager
def watched(browser: Browser, own: str) -> Iterator[tuple[Page, list[str]]]:
    """Open a window, and note every error, breach of the policy, and request to anybody else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(TELL)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith((own, "blob:")) else trouble.append(asked.url))
    # What is still on its way when the reader leaves a page fails too, and harms nobody.
    page.on(
        "requestfailed",
        lambda asked: None if asked.failure == ABORTED else trouble.append(f"{asked.url} {asked.failure}"),
    )
    yield page, trouble
    context.close()


def transferred(page: Page, url: str) -> dict[str, int]:
    """Visit a page, and return how many bytes came from the host for each address, headers too."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)  # for what a script may fetch of its own accord
    session.detach()
    return {address: size for address, size in sizes.items() if size}


@pytest.mark.parametrize("treaty", [*LONGEST, "1951-anzus"])
@pytest.mark.parametrize("folder", ["", "fr/"])
def test_a_first_visit_to_a_treaty_transfers_little(browser: Browser, address: str, folder: str, treaty: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    sizes = transferred(context.new_page(), f"{address}{folder}treaties/{treaty}.html")
    context.close()
    assert len(sizes) > 7
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_a_second_visit_fetches_no_asset_again(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    assert len(transferred(page, address + "treaties/1951-anzus.html")) > 7
    other = address + "treaties/1949-north-atlantic-treaty.html"
    assert list(transferred(page, other)) == [other]
    context.close()


def test_a_treaty_stands_there_before_any_script_has_come(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.js", hold)
    page.goto(address + "treaties/1951-anzus.html", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text("ANZUS Treaty")
    expect(page.locator(".standing")).to_contain_text("In force since 29 April 1952")
    expect(page.locator("#sources")).to_be_visible()
    assert held, "the scripts are still on their way"
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def walk(page: Page, top: str, folder: str) -> None:
    """Use all that can be used on the pages of a language."""
    french = folder == "fr/"
    home = top + folder
    page.goto(home + "index.html")
    page.locator("label[for^='__palette']:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("/")
    page.keyboard.type("4 April 1949")
    expect(page.locator("#search li").first).to_be_visible()
    expect(page.locator("#search [role=status]")).not_to_have_text("")
    page.locator("#search [data-search-close]").click()
    page.goto(home + "explore.html")
    page.locator("[data-facet=duty] input[value=defence]").check()
    page.locator("[data-facet=party] input[value=USA]").check()
    with page.expect_download() as download:
        page.locator("[data-csv]").click()
    assert download.value.suggested_filename == "treaties.csv"
    page.goto(home + "defence.html")
    page.locator("[data-year]").fill("3")
    page.locator("[data-party-name]").fill("France")
    page.keyboard.press("Enter")
    expect(page.locator("[data-clear]")).to_be_visible()
    page.goto(home + "compare.html")
    for place in (0, 1):
        page.locator("[data-clauses] input[name=with]").nth(place).check()
    expect(page.locator(".compare__table table")).to_be_visible()
    page.goto(home + "treaties/1951-anzus.html")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.locator("button[data-copy]").first.click()
    expect(page.locator("button[data-copy]").first).to_have_text("Copié" if french else "Copied")
    page.mouse.wheel(0, 4000)
    page.locator(".md-nav__link[href='#sources']").first.click()


def pages(built: Path) -> list[str]:
    """Return every page that was written by hand, and a few of records."""
    written = [path for top in ("", "fr") for path in (built / top).glob("*.html")]
    written += built.glob("**/reference/*.html")
    return list(dict.fromkeys([*(path.relative_to(built).as_posix() for path in written), *of_each_kind(built)]))


def of_each_kind(built: Path) -> list[str]:
    """Return one page of each kind in each language: with a script of its own, of text alone, and of records."""
    records = ["1951-anzus", "1949-north-atlantic-treaty", "1939-german-soviet-secret-protocol", "index"]
    found = [f"treaties/{one}.html" for one in records] + ["parties/USA.html", "parties/DDR.html", "parties/index.html"]
    found += [f"{one}.html" for one in ("index", "explore", "defence", "compare", "data", "method")]
    found += [f"fr/{one}" for one in found]
    assert all((built / one).is_file() for one in found)
    return found


@pytest.mark.parametrize("below", ["/", "/some/where/"])
def test_no_page_breaks_its_policy_or_asks_another_host(browser: Browser, built: Path, below: str) -> None:
    with hosted(built, below) as top, watched(browser, top) as (page, trouble):
        for one in pages(built) if below == "/" else of_each_kind(built):
            answer = page.goto(top + one, wait_until="load")
            assert answer is not None
            assert "content-security-policy" in answer.headers
            assert page.locator("h1").first.is_visible(), one
        walk(page, top, "")
        page.evaluate("localStorage.clear()")
        walk(page, top, "fr/")
        assert trouble == []


def test_the_policy_stops_a_script_that_was_smuggled_in(browser: Browser, address: str) -> None:
    with watched(browser, address) as (page, trouble):
        page.goto(address + "treaties/1951-anzus.html")
        page.evaluate(
            """document.body.append(Object.assign(document.createElement("script"), { textContent: "window.in = 1" }));
            document.body.insertAdjacentHTML("beforeend", "<img src=x: onerror='window.in = 1'>")"""
        )
        page.wait_for_timeout(200)
        assert page.evaluate("window.in") is None
        assert any("policy: script-src" in one for one in trouble)


def test_pages_read_from_a_disk(browser: Browser, built: Path) -> None:
    with watched(browser, built.as_uri()) as (page, trouble):
        for one in of_each_kind(built):
            page.goto((built / one).as_uri())
            assert page.evaluate("document.styleSheets.length") == 3, one
            expect(page.locator(".md-header")).to_have_css("position", "sticky")
            assert page.evaluate("typeof document$ === 'object'"), f"{one}: the theme's script runs"
        page.goto((built / "treaties" / "1951-anzus.html").as_uri())
        expect(page.locator(".standing")).to_contain_text("In force since 29 April 1952")
        page.locator("label[for^='__palette']:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.goto((built / "explore.html").as_uri())
        assert page.locator("[data-explore] tbody tr:visible").count() > 20
        page.goto((built / "compare.html").as_uri())
        expect(page.locator("[data-clauses] tbody tr").first).to_be_visible()
        # Chromium loads no module from a disk, and tells so; anything else would be a mistake of ours.
        expected = re.compile(r"from origin 'null'|\.js net::ERR_FAILED|resource: net::ERR_FAILED")
        assert [one for one in trouble if not expected.search(one)] == []
