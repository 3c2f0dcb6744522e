"""Other generators of sites, set up for the pages of records: how each gets them, and the command that builds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contents import Content, with_title, write_contents
from tests.benchmarks.process import BIN

MKDOCS = """\
site_name: Records
docs_dir: content
site_dir: site
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""
"""Without a menu of all pages, which each page would hold: the cost would grow with the square of their number."""

HUGO = """\
baseURL: /
title: Records
uglyURLs: true
disablePathToLower: true
disableKinds: [taxonomy, term, section, RSS, sitemap, robotsTXT, "404"]
"""
LAYOUT = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title></head>
<body>
<nav><a href="/index.html">{{ .Site.Title }}</a></nav>
<main><article>{{ .Content }}</article></main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator: its name, its settings as files, and how a page's source looks."""

    name: str
    settings: dict[str, str]
    form: Callable[[Content], str]
    ending: str
    command: tuple[str | Path, ...]

    def prepare(self, folder: Path) -> None:
        """Write the settings into a new folder."""
        for name, text in self.settings.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    def take(self, site: Path, folder: Path) -> int:
        """Take the pages as they are now in our built site, and return how many there are."""
        return write_contents(site, folder / "content", self.form, self.ending)


def _as_markdown(page: Content) -> str:
    # One element around all, so that the reader of Markdown takes it for HTML to the end.
    return with_title(page, f"<div>\n{page.body}\n</div>")


def _as_html(page: Content) -> str:
    return with_title(page, page.body)


def mkdocs() -> Generator:
    """Return MkDocs with the theme that our pages have and its own search."""
    return Generator(
        name="MkDocs Material",
        settings={"mkdocs.yml": MKDOCS, "content/index.md": "# Records\n"},
        form=_as_markdown,
        ending=".md",
        command=(BIN / "mkdocs", "build", "--quiet"),
    )


def hugo() -> Generator | None:
    """Return Hugo with a layout that has next to nothing in it, or None where it is not installed."""
    command = shutil.which("hugo")
    if command is None:
        return None
    return Generator(
        name="Hugo",
        settings={
            "config.yaml": HUGO,
            "layouts/_default/single.html": LAYOUT,
            "layouts/index.html": LAYOUT,
            "content/_index.html": "---\ntitle: Records\n---\n",
        },
        form=_as_html,
        ending=".html",
        command=(command, "--quiet", "--destination", "site"),
    )
