"""A party's page."""

from __future__ import annotations

from treaty_registry.publish import addresses
from treaty_registry.publish.page import Heading, Page
from treaty_registry.publish.site import Site


def party_page(site: Site, code: str) -> Page:
    """Return the page of a party that acts in at least one treaty."""
    party = site.registry.terms.parties[code]
    treaties = site.treaties_of[code]
    name = party.names[0]
    rows = [
        {
            "treaty": treaty,
            "phrase": site.status_phrase(treaty),
            "status": site.status(treaty),
            "signed": site.signed(treaty),
            "suspensions": site.suspensions(treaty),
            "others": [other for other in site.parties_of(treaty) if other != code],
        }
        for treaty in treaties
    ]
    contents = (Heading("treaties", "Treaties"), Heading("facts", "Names and codes"), Heading("sources", "Sources"))
    return Page(
        address=addresses.party(code),
        title=name.en,
        description=f"{len(treaties)} treaties of {name.formal_en or name.en} in the Treaty Registry.",
        body=site.render("party.html", contents=contents, party=party, rows=rows, cite=site.citer(party.sources)),
        contents=contents,
        search=" ".join(filter(None, (code, name.en, name.fr, name.formal_en, name.formal_fr))),
        edit=f"schema/parties/{code}.yaml",
    )
