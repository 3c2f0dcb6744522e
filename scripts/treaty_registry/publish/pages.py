"""All pages of a registry that are not written by hand, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.publish import addresses
from treaty_registry.publish.page import Page
from treaty_registry.publish.party_page import party_page
from treaty_registry.publish.site import Site
from treaty_registry.publish.treaty_page import treaty_page


def page_addresses(site: Site) -> list[str]:
    """Return where the pages will be, without making them."""
    return [*map(addresses.treaty, site.registry.treaties), *map(addresses.party, site.treaties_of)]


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each treaty and for each party that has treaties."""
    for treaty in site.registry.treaties.values():
        yield treaty_page(site, treaty)
    for code in site.treaties_of:
        yield party_page(site, code)
