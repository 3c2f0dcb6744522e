"""Records as examples on hand-written pages: links that go with the record, and answers that are never typed.

A page links to a record's page with ``[CTBT](registry:treaties/1996-ctbt.html)``; in a registry without that record the
text stays and the link goes. Definitions are linked alike: ``registry:reference/terms.html#statuses-in-force``.
``<!-- registry:standing 1996-ctbt -->`` becomes the treaty's status with its reason, and
``<!-- registry:position 1951-anzus NZL -->`` a party's position over time; without the record, nothing.
"""

from __future__ import annotations

import re

from treaty_registry.website.context import addresses
from treaty_registry.website.context.render_context import RenderContext

_LINK = re.compile(r'<a href="registry:([^"#]+)(#[^"]*)?">(.*?)</a>', re.DOTALL)
_STANDING = re.compile(r"<!-- registry:standing ([a-z0-9-]+) -->")
_POSITION = re.compile(r"<!-- registry:position ([a-z0-9-]+) ([A-Z0-9]+) -->")


def fill(site: RenderContext, html: str) -> str:
    """Return a page's HTML with its examples in place."""

    def link(match: re.Match[str]) -> str:
        address, place, text = match.groups()
        known = address.startswith("reference/") or address in _addresses(site)
        return f'<a href="{site.up}{address}{place or ""}">{text}</a>' if known else text

    html = _LINK.sub(link, html)
    html = _STANDING.sub(lambda match: _standing(site, match.group(1)), html)
    return _POSITION.sub(lambda match: _position(site, *match.groups()), html)


def _addresses(site: RenderContext) -> frozenset[str]:
    return frozenset(
        (*map(addresses.treaty, site.registry.treaties), *map(addresses.party, site.registry.terms.parties))
    )


def _standing(site: RenderContext, treaty_id: str) -> str:
    treaty = site.registry.treaties.get(treaty_id)
    return site.render("example_standing.html", treaty=treaty, site=site) if treaty else ""


def _position(site: RenderContext, treaty_id: str, code: str) -> str:
    treaty = site.registry.treaties.get(treaty_id)
    held = site.status_texts.positions(treaty).get(code, []) if treaty else []
    qualified = site.status_texts.qualified(treaty).get(code, []) if treaty else []
    values = {"treaty": treaty, "code": code, "held": held, "qualified": qualified}
    return site.render("example_position.html", **values) if held else ""
