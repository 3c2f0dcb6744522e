"""What the home page tells in figures: how much is recorded, and what of it stands today."""

from __future__ import annotations

from treaty_registry.law.positions import OWED
from treaty_registry.publish.site import Site


def figures(site: Site) -> str:
    """Return what the registry knows, in a few numbers."""
    treaties = site.registry.treaties.values()
    standing = [site.standings.now(treaty).code for treaty in treaties]
    now = {
        (duty.treaty, duty.obligor, duty.beneficiary)
        for code, duties in site.defence_of.items()
        for duty in duties
        if duty.obligor == code
        and duty.standing == OWED
        and duty.on(site.registry.treaties[duty.treaty].verified.latest)
    }
    numbers = [
        (site.t("treaties"), len(site.registry.treaties)),
        (site.t("of them in force"), standing.count("in-force")),
        (site.t("parties"), len(site.treaties_of)),
        (site.t("acts and events"), sum(len(treaty.events) for treaty in treaties)),
        (site.t("duties of defence owed, as known"), len(now)),
        (site.t("sources read"), sum(len(treaty.sources) for treaty in treaties)),
    ]
    return site.render("home_figures.html", figures=numbers)
