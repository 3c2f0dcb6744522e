"""A party's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treaty_registry.check.references import source_references
from treaty_registry.law.windows import Interval
from treaty_registry.model.party import Party
from treaty_registry.model.source import Source
from treaty_registry.publish import addresses
from treaty_registry.publish.page import Heading, Page
from treaty_registry.publish.party_timeline import party_timeline_values
from treaty_registry.publish.site import Site


def party_page(site: Site, code: str) -> Page:
    """Return the page of a party that acts in at least one treaty."""
    party = site.registry.terms.parties[code]
    treaties = site.treaties_of[code]
    name = party.names[0]
    formal = (name.formal_fr if site.language == "fr" else name.formal_en) or site.party_name(code)
    rows = [
        {
            "treaty": treaty,
            "turns": site.standings.turns(treaty),
            "position": site.standings.position_now(treaty, code).code,
            "signed": site.signed(treaty),
            "others": [other for other in site.parties_of(treaty) if other != code],
        }
        for treaty in treaties
    ]
    sources = _cited(party, site.registry.terms.shared_sources)
    contents = (
        Heading("treaties", site.t("Treaties")),
        Heading("defence", site.t("Duties of defence")),
        Heading("facts", site.t("Names and codes")),
        Heading("sources", site.t("Sources")),
    )
    body = site.render(
        "party.html",
        contents=contents,
        party=party,
        rows=rows,
        defence=_defence(site, code),
        **party_timeline_values(site, code),
        sources=sources,
        cite=site.citer(sources),
    )
    return Page(
        address=addresses.party(code),
        title=site.party_name(code),
        description=site.t("Treaties of {party} in the Treaty Registry: {count}.", party=formal, count=len(treaties)),
        body=body,
        contents=contents,
        edit=f"schema/parties/{code}.yaml",
    )


@dataclass(frozen=True, slots=True)
class Defence:
    """Duties of defence of one party, and towards it, under one obligation on the same days, which ``days`` names."""

    treaty: str
    articles: tuple[str, ...]
    interval: Interval
    standing: str
    helps: list[str]
    helped_by: list[str]
    days: str


def _defence(site: Site, code: str) -> list[Defence]:
    """Return a party's duties of defence and those towards it, the open ones first, then the latest."""
    found: dict[tuple[str, str, Interval, str], Defence] = {}
    for duty in site.defence_of.get(code, ()):
        key = duty.treaty, duty.obligation, duty.interval, duty.standing
        if key not in found:
            days = site.standings.span(duty.interval)
            found[key] = Defence(duty.treaty, duty.articles, duty.interval, duty.standing, [], [], days)
        row = found[key]
        if duty.obligor == code:
            row.helps.append(duty.beneficiary)
        else:
            row.helped_by.append(duty.obligor)
    return sorted(found.values(), key=lambda row: (row.interval.end, row.interval.start), reverse=True)


def _cited(party: Party, shared: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources that a party cites, its own and shared ones, in the order in which it cites them."""
    known = {**shared, **(party.sources or {})}
    return {key: known[key] for _, key in source_references(party.model_dump(mode="json"))}
