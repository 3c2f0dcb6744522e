"""What the home page tells in figures: how much is recorded, and what of it stands today."""

from __future__ import annotations

from treaty_registry.law.status import OWED
from treaty_registry.website.context.render_context import RenderContext


def figures(site: RenderContext) -> str:
    """Return what the registry knows, in a few numbers."""
    treaties = site.briefs.by_id.values()
    numbers = [
        (site.t("treaties"), len(treaties)),
        (site.t("of them in force"), sum(brief.status == "in-force" for brief in treaties)),
        (site.t("parties"), len(site.treaties_of)),
        (site.t("acts and events"), sum(brief.events for brief in treaties)),
        (site.t("duties of defence owed, as known"), site.facts.once(owed, site)),
        (site.t("sources read"), sum(brief.sources for brief in treaties)),
    ]
    return site.render("home_figures.html", figures=numbers)


def owed(site: RenderContext) -> int:
    """Return how many duties of defence are owed, as known: of one party to another under one treaty."""
    return sum(_owed_under(site, treaty_id) for treaty_id in site.briefs.defending)


def _owed_under(site: RenderContext, treaty_id: str) -> int:
    verified = site.briefs.by_id[treaty_id].verified
    duties = [duty for duty in site.briefs.alike_of(treaty_id) if duty.standing == OWED]
    return len({pair for duty in duties if duty.interval.covers(verified) for pair in duty.pairs})
