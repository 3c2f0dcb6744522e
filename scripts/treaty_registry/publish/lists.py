"""Lists of treaties, put together from a row of each."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from treaty_registry.model.treaty import Treaty
from treaty_registry.publish.facts import Brief
from treaty_registry.publish.shelf import BESIDE, TOP, Part
from treaty_registry.publish.site import Site

NEWEST = 6
"""So many treaties the home page shows."""


def newest(site: Site) -> str:
    """Return the treaties that were signed last, as cards."""
    return site.render("newest.html", cards=joined(site, CARD, site.newest_first[:NEWEST]))


def treaties(site: Site) -> str:
    """Return the table of all treaties, the newest first."""
    return site.render("treaties.html", rows=joined(site, ROW, site.newest_first))


def joined(site: Site, part: Part, listed: Iterable[Brief]) -> Markup:
    """Return the parts of some treaties one after the other."""
    return Markup("").join(Markup(site.kept(part, one.id)) for one in listed)  # noqa: S704  # rendered by our templates


def _row(site: Site, treaty: Treaty) -> str:
    return site.render("treaty_row.html", treaty=treaty, site=site)


def _card(site: Site, treaty: Treaty) -> str:
    return site.render("treaty_card.html", treaty=treaty, site=site)


ROW = Part("row", _row, BESIDE)
CARD = Part("card", _card, TOP)
