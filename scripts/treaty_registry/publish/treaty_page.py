"""A treaty's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.treaty import Treaty
from treaty_registry.publish import addresses, words
from treaty_registry.publish.clauses import clauses
from treaty_registry.publish.page import Heading, Page
from treaty_registry.publish.site import Site


@dataclass
class Participant:
    """What one party did, on the two planes that must not be mixed."""

    code: str
    domestic: list[Event] = field(default_factory=list)
    international: list[Event] = field(default_factory=list)


def treaty_page(site: Site, treaty: Treaty) -> Page:
    """Return the page of one treaty, with all that its record says."""
    sections = {
        "obligations": ("Obligations", treaty.obligations),
        "participants": ("Participants", True),
        "events": ("What happened", True),
        "final-clauses": ("Joining, term and exit", tuple(clauses(site, treaty))),
        "related": ("Related treaties", treaty.relations or site.relations_to.get(treaty.id)),
        "reports": ("Reports about practice", treaty.reports),
        "open-questions": ("Open questions", treaty.conflicts or treaty.disputed or treaty.not_found or treaty.waivers),
        "sources": ("Sources", True),
        "use": ("Use this record", True),
    }
    contents = tuple(Heading(anchor, title) for anchor, (title, there) in sections.items() if there)
    body = site.render(
        "treaty.html",
        treaty=treaty,
        status=site.status(treaty),
        phrase=site.status_phrase(treaty),
        suspensions=site.suspensions(treaty),
        participants=participants(site, treaty),
        timeline=timeline(treaty),
        clauses=sections["final-clauses"][1],
        relations_here=site.relations_to.get(treaty.id, []),
        cite=site.citer(treaty.sources),
        yaml=f"{treaty.id}.yaml",
        signed=site.signed(treaty),
    )
    summary = words.local(treaty.summary)[1] if treaty.summary else treaty.title
    return Page(
        address=addresses.treaty(treaty.id),
        title=treaty.short_title,
        description=f"{site.status_phrase(treaty)}. {summary}",
        body=body,
        contents=contents,
        search=" ".join(_search_text(treaty)),
        edit=f"treaties/{treaty.id[:4]}/{treaty.id}.yaml",
    )


def participants(site: Site, treaty: Treaty) -> list[Participant]:
    """Return everybody who acted, in order of first appearance, with what they did."""
    actions = site.registry.terms.vocabularies["actions"].terms
    found: dict[str, Participant] = {}
    for event in treaty.events:
        for code in event.party or ():
            participant = found.setdefault(code, Participant(code))
            getattr(participant, actions[event.action].plane or "international").append(event)
    return list(found.values())


def timeline(treaty: Treaty) -> list[Event | Attested]:
    """Return events and results in order of date; a result follows the acts of its day, an unknown date the record."""
    entries: list[Event | Attested] = [*treaty.events]
    for result in treaty.attested or ():
        later = [
            index
            for index, entry in enumerate(entries)
            if isinstance(entry.date, Date) and isinstance(result.date, Date) and result.date.before(entry.date)
        ]
        entries.insert(later[0] if later else len(entries), result)
    return entries


def _search_text(treaty: Treaty) -> Iterator[str]:
    """Yield what a reader may type who looks for this treaty."""
    yield treaty.title
    yield from (treaty.titles or {}).values()
    for text in (treaty.summary, *(obligation.summary for obligation in treaty.obligations or ())):
        yield from (text or {}).values()
