"""All pages of a registry that are not written by hand: where they are, what they are made from, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from treaty_registry.publish import addresses
from treaty_registry.publish.page import Page
from treaty_registry.publish.party_page import ROWS, party_page
from treaty_registry.publish.site import Site
from treaty_registry.publish.treaty_page import PAGE
from treaty_registry.read.store import digest


class Promise(NamedTuple):
    """A page that need not be made if it is there: ``key`` stands for all that it depends on but the program."""

    address: str
    key: str
    make: Callable[[], Page]


def page_addresses(site: Site) -> list[str]:
    """Return where the pages will be, without making them."""
    return [*map(addresses.treaty, site.registry.treaties), *map(addresses.party, site.registry.terms.parties)]


def pages(site: Site) -> Iterator[Promise]:
    """Yield a page for each treaty and for each party."""
    keys = site.facts.shelf.keys
    for treaty_id in site.registry.treaties:
        yield Promise(addresses.treaty(treaty_id), keys[treaty_id], partial(_treaty_page, site, treaty_id))
    rows = cache(partial(site.kept, ROWS))
    for code in site.registry.terms.parties:
        own = (keys[one.id] for one in site.treaties_of.get(code, ()))
        yield Promise(addresses.party(code), digest("party", code, *own), partial(party_page, site, code, rows))


def page_at(site: Site, address: str) -> Page | None:
    """Return the page of a treaty or a party at an address, or nothing if there is none."""
    name = address.removesuffix(".html").rpartition("/")[2]
    if address == addresses.treaty(name) and name in site.registry.treaties:
        return _treaty_page(site, name)
    if address == addresses.party(name) and name in site.registry.terms.parties:
        return party_page(site, name)
    return None


def _treaty_page(site: Site, treaty_id: str) -> Page:
    return Page.restored(site.kept(PAGE, treaty_id))
