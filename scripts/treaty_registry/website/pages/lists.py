"""Lists of treaties, put together from a row of each."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from treaty_registry.model.treaty import Treaty
from treaty_registry.website.context.aggregates import UNKNOWN, TreatySummary
from treaty_registry.website.context.fragments import BESIDE, TOP, Fragment
from treaty_registry.website.context.render_context import RenderContext

_NEWEST = 6
"""So many treaties the home page shows."""

_MOST = 500
"""So many treaties one list shows."""


def newest(site: RenderContext) -> str:
    """Return the treaties that were signed last, as cards."""
    return site.render("newest.html", cards=joined(site, CARD, site.newest_first[:_NEWEST]))


def treaties(site: RenderContext) -> str:
    """Return the table of all treaties, the newest first; of very many the newest, and where those of each year are."""
    shown = site.newest_first[:_MOST]
    years = [(address_of_year(year), site.t("no date") if year == UNKNOWN else year) for year in years_of(site)]
    return site.render("treaties.html", rows=joined(site, LIST_ROW, shown), shown=len(shown), years=years)


def years_of(site: RenderContext) -> dict[str, list[TreatySummary]]:
    """Return the treaties by the year of their signature, the newest first, if they are too many for one list.

    The year of treaties whose date is unknown is ``unknown``, and the last.
    """
    return site.summaries.by_year if len(site.newest_first) > _MOST else {}


def address_of_year(year: str) -> str:
    """Return where the list of the treaties of a year is. No treaty is called that: ids begin with a year."""
    return f"treaties/signed-{year}.html"


def name_of_year(site: RenderContext, year: str) -> str:
    """Return what the list of a year is called."""
    return site.t("Treaties without a known date") if year == UNKNOWN else site.t("Treaties of {year}", year=year)


def joined(site: RenderContext, part: Fragment, listed: Iterable[TreatySummary]) -> Markup:
    """Return the parts of some treaties one after the other."""
    return Markup("").join(Markup(site.kept(part, treaty.id)) for treaty in listed)  # noqa: S704  # rendered by our templates


def _row(site: RenderContext, treaty: Treaty) -> str:
    return site.render("treaty_row.html", treaty=treaty, site=site)


def _card(site: RenderContext, treaty: Treaty) -> str:
    return site.render("treaty_card.html", treaty=treaty, site=site)


LIST_ROW = Fragment("row", _row, BESIDE)
CARD = Fragment("card", _card, TOP)
