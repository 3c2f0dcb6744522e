"""What the home page tells in figures: how much is recorded, and what of it stands today."""

from __future__ import annotations

from treaty_registry.law.status import OWED
from treaty_registry.website.context.render_context import RenderContext


def figures(site: RenderContext) -> str:
    """Return what the registry knows, in a few numbers."""
    treaties = site.briefs.by_id.values()
    numbers = [
        (site.t("treaties"), len(treaties)),
        (site.t("of them in force"), sum(one.status == "in-force" for one in treaties)),
        (site.t("parties"), len(site.treaties_of)),
        (site.t("acts and events"), sum(one.events for one in treaties)),
        (site.t("duties of defence owed, as known"), site.facts.once(owed, site)),
        (site.t("sources read"), sum(one.sources for one in treaties)),
    ]
    return site.render("home_figures.html", figures=numbers)


def owed(site: RenderContext) -> int:
    """Return how many duties of defence are owed, as known: of one party to another under one treaty."""
    return sum(_owed_under(site, treaty_id) for treaty_id in site.briefs.defending)


def _owed_under(site: RenderContext, treaty_id: str) -> int:
    known = site.briefs.by_id[treaty_id].verified
    found = site.briefs.alike_of(treaty_id)
    return len({pair for one in found if one.standing == OWED and one.interval.covers(known) for pair in one.pairs})
