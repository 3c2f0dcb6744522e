"""What search engines read first: every page with its counterparts in other languages, and where that list is.

The rules are those of sitemaps.org and of Google's pages on localized versions: whole addresses; each page names every
language including its own, and the one to show where no language fits; what one page names, the other names too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from treaty_registry.language.languages import Language
from treaty_registry.website.context.addresses import language_of, plain_address

DEFAULT: Language = "en"
"""The language of readers whose own the site does not have."""

SITEMAP_FILE = "sitemap.xml"
ROBOTS = "robots.txt"


def sitemap(base: str, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the sitemap and ``robots.txt`` of a site whose own address is ``base``, ending in ``/``, each with its own.

    ``addresses`` are those of all pages, from the top of the site. Robots read ``robots.txt`` at a host’s top only:
    for a site below that, whoever keeps the host names the sitemap in theirs.
    """
    yield SITEMAP_FILE, "\n".join(_lines(base, addresses)) + "\n"
    yield ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {base}{SITEMAP_FILE}\n"


def alternates(counterparts: Mapping[Language, str]) -> list[tuple[str, str]]:
    """Return what a page names: each language with its address, and the default; nothing for a page in one language."""
    if len(counterparts) < 2:
        return []
    default = [("x-default", counterparts[DEFAULT])] if DEFAULT in counterparts else []
    return [*counterparts.items(), *default]


def _lines(base: str, addresses: Iterable[str]) -> Iterator[str]:
    together: defaultdict[str, dict[Language, str]] = defaultdict(dict)
    for address in sorted(addresses):
        together[plain_address(address)][language_of(address)] = address
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    for counterparts in together.values():
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(base + address)}/>'
            for language, address in alternates(counterparts)
        )
        for address in counterparts.values():
            yield f"<url><loc>{escape(base + address)}</loc>{links}</url>"
    yield "</urlset>"
