"""The treaties of one year: with very many, the list of all would be too long for one page."""

from __future__ import annotations

from treaty_registry.cache.cache import cache_key
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.lists import LIST_ROW, address_of_year, joined, name_of_year, years_of
from treaty_registry.website.pages.page import Page


def years_with_keys(site: RenderContext) -> dict[str, str]:
    """Return, for each year that has a page, a key of what the page is made from besides the program and the terms."""
    years = years_of(site)
    keys = site.aggregates.fragments.keys
    return {
        year: cache_key("year", *_beside(list(years), year), *(keys[treaty.id] for treaty in listed))
        for year, listed in years.items()
    }


def year_page(site: RenderContext, year: str) -> Page:
    """Return the page of a year, as ``years_of`` names it."""
    years = years_of(site)
    later, earlier = (
        (address_of_year(other), name_of_year(site, other)) if other else None for other in _beside(list(years), year)
    )
    title = name_of_year(site, year)
    body = site.render(
        "year.html", title=title, rows=joined(site, LIST_ROW, years[year]), years=(), later=later, earlier=earlier
    )
    count = site.number(len(years[year]))
    return Page(
        address=address_of_year(year),
        title=title,
        description=site.t("{title}: {count} in the Treaty Registry, each with its status.", title=title, count=count),
        body=body,
        contents=(),
        edit="docs/treaties/index.md",
    )


def _beside(years: list[str], year: str) -> tuple[str, str]:
    """Return the years before and after one in a list, each of them empty at its end."""
    place = years.index(year)
    return (years[place - 1] if place else ""), (years[place + 1] if place + 1 < len(years) else "")
