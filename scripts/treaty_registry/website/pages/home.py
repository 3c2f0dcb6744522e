"""What the home page tells in figures: how much is recorded, and what of it stands today."""

from __future__ import annotations

from treaty_registry.law.status import OWED
from treaty_registry.website.context.render_context import RenderContext


def figures(site: RenderContext) -> str:
    """Return what the registry knows, in a few numbers."""
    treaties = site.summaries.by_id.values()
    numbers = [
        (site.t("treaties"), len(treaties)),
        (site.t("of them in force"), sum(summary.status == "in-force" for summary in treaties)),
        (site.t("parties"), len(site.treaties_of)),
        (site.t("acts and events"), sum(summary.events for summary in treaties)),
        (site.t("duties of defence owed, as known"), site.aggregates.once(owed, site)),
        (site.t("sources read"), sum(summary.sources for summary in treaties)),
    ]
    return site.render("home_figures.html", figures=numbers)


def owed(site: RenderContext) -> int:
    """Return how many duties of defence are owed, as known: of one party to another under one treaty."""
    return sum(_owed_under(site, treaty_id) for treaty_id in site.summaries.defending)


def _owed_under(site: RenderContext, treaty_id: str) -> int:
    verified = site.summaries.by_id[treaty_id].verified
    duties = [duty for duty in site.summaries.alike_of(treaty_id) if duty.standing == OWED]
    return len({pair for duty in duties if duty.interval.covers(verified) for pair in duty.pairs})
