"""The browser that pages are read in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The commands of Chromium, first the one without windows of its own: it opens pages in a third of the time."""

FONTS = ("sans-serif", "serif", "monospace, sans-serif")
"""The system's own fonts, whose letters differ in width. Alone, ``monospace`` would make all text smaller too."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium if there is one, otherwise Playwright's own."""
    system = next(filter(None, map(shutil.which, BROWSERS)), None)
    # Chromium's sandbox refuses to run as root, which is who runs this in a container.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=arguments)
        yield browser
        browser.close()


def set_font(page: Page, font: str) -> None:
    """Have all text of a page in a font. A style sheet that a script makes is all that the pages' policy lets in."""
    page.evaluate(
        """font => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { font-family: ${font} !important; }`);
            document.adoptedStyleSheets = [sheet];
        }""",
        font,
    )
