"""What a reader's browser has to fetch before a page stands there, in bytes as they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.website.hosting import size

MOST_BYTES = 150_000

_NEEDED = re.compile(r"""<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"|<img[^>]* src="([^":]+)\"""")
_IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?["']\./([\w.-]+)["'];""", re.MULTILINE)
"""What a module needs at once; what it imports later stands within brackets."""


@cache
def imported(module: Path) -> frozenset[Path]:
    """Return a module with all that it imports, and they import."""
    found = {module}
    if module.suffix == ".js" and ".min." not in module.name:
        for name in _IMPORTED.findall(module.read_text(encoding="utf-8")):
            found |= imported(module.with_name(name))
    return frozenset(found)


def needed(page: Path) -> Iterator[Path]:
    """Yield a page, and every file that it names or that these import, each once."""
    files = {page}
    for first, second in _NEEDED.findall(page.read_text(encoding="utf-8")):
        files |= imported((page.parent / (first or second)).resolve())
    yield from files


def test_every_treatys_page_is_light(built: Path) -> None:
    pages = [*(built / "treaties").glob("*.html"), *(built / "fr" / "treaties").glob("*.html")]
    assert len(pages) > 60
    sums = {page: sum(map(size, needed(page))) for page in pages}
    assert len(list(needed(pages[0]))) > 7
    heavy = {page.name: bytes_sent for page, bytes_sent in sums.items() if bytes_sent > MOST_BYTES}
    assert not heavy


def test_a_treatys_page_names_no_script_of_another_page(built: Path) -> None:
    files = {path.name.partition(".")[0] for path in needed(built / "treaties" / "1951-anzus.html")}
    assert {"bundle", "search", "status-today", "copy"} <= files
    assert not files & {"defence", "defence-table", "compare", "explore", "explore-index", "search-dialog"}
