"""A treaty's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from treaty_registry.check.completeness import CRITERIA, record_completeness
from treaty_registry.language.languages import local
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.duties import Duty
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested, Event
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import record_file
from treaty_registry.website.charts.timeline import timeline_values
from treaty_registry.website.context import addresses
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.cite import cite_values, head
from treaty_registry.website.pages.clauses import clauses
from treaty_registry.website.pages.page import Heading, Page
from treaty_registry.website.pages.treaty_lineage import treaty_lineage


@dataclass
class Participant:
    """What one party did, on the two planes that must not be mixed."""

    code: str
    domestic: list[Event] = field(default_factory=list)
    international: list[Event] = field(default_factory=list)


def treaty_page(site: RenderContext, treaty: Treaty) -> Page:
    """Return the page of one treaty, with all that its record says."""
    unknown_numbers = [
        site.label("identifier-schemes", identifier.scheme)
        for identifier in treaty.identifiers or ()
        if identifier.value == "unknown"
    ]
    complete = record_completeness(site.aggregates.law, treaty.id)
    lacking = [criterion for criterion in CRITERIA if criterion.name in complete.lacks]
    read_on = {source.accessed for source in treaty.sources.values()} - {None}
    sections = {
        "obligations": (site.t("Obligations"), True),
        "participants": (site.t("Participants"), True),
        "events": (site.t("What happened"), True),
        "final-clauses": (site.t("Joining, term and exit"), tuple(clauses(site, treaty))),
        "related": (site.t("Related treaties"), treaty.relations or site.relations_to(treaty.id)),
        "reports": (site.t("Reports about practice"), treaty.reports),
        "open-questions": (
            site.t("Open questions"),
            treaty.not_found or treaty.waivers or unknown_numbers or lacking,
        ),
        "sources": (site.t("Sources"), True),
        "use": (site.t("Use this record"), True),
    }
    contents = tuple(Heading(anchor, title) for anchor, (title, there) in sections.items() if there)
    body = site.render(
        "treaty.html",
        treaty=treaty,
        turns=site.status_texts.turns(treaty),
        positions=site.status_texts.positions(treaty),
        qualified=site.status_texts.qualified(treaty),
        unlisted=site.status_texts.unlisted(treaty),
        at_least=partial(site.status_texts.at_least, treaty.id),
        owed=owed_now(site, treaty),
        participants=participants(site, treaty),
        timeline=timeline(treaty),
        clauses=sections["final-clauses"][1],
        relations_here=site.relations_to(treaty.id),
        cite=site.citer(treaty.sources),
        yaml=f"{site.top}treaties/{treaty.id}.yaml",
        signed=site.signed(treaty),
        was_signed=site.was_signed(treaty),
        contents=contents,
        unknown_numbers=unknown_numbers,
        complete=complete,
        lacking=lacking,
        open_questions=sections["open-questions"][1],
        all_read_on=read_on.pop() if len(read_on) == 1 else None,
        **timeline_values(site, treaty),
        **cite_values(site, treaty),
        chain=treaty_lineage(site, treaty),
    )
    summary = local(treaty.summary, site.language)[1] if treaty.summary else treaty.title
    return Page(
        address=addresses.treaty(treaty.id),
        title=site.treaty_title(treaty)[1],
        description=f"{site.status_texts.now(treaty).phrase}. {summary}",
        body=body,
        contents=contents,
        edit=record_file(treaty.id),
        head=head(site, treaty),
    )


def owed_now(site: RenderContext, treaty: Treaty) -> dict[str, str]:
    """Return, for each obligation, whether it is owed on the day up to which the record was verified."""
    duties = _duties(site.status_texts.law, treaty.id)
    known = treaty.verified.latest
    return {
        obligation.id: site.status_texts.owed(treaty, obligation, duties.get(obligation.id, ()), known)
        for obligation in treaty.obligations or ()
    }


@lru_cache(maxsize=1)
def _duties(law: CompiledRegistry, treaty_id: str) -> Mapping[str, Sequence[Duty]]:
    """Return the duties under each obligation, for the pages of all languages, which come one after the other."""
    duties: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in law.duties(treaty_id):
        duties[duty.obligation].append(duty)
    return duties


def participants(site: RenderContext, treaty: Treaty) -> list[Participant]:
    """Return everybody who acted, in order of first appearance, with what they did."""
    actions = site.registry.terms.vocabularies["actions"].terms
    participants: dict[str, Participant] = {}
    for event in treaty.events:
        for code in event.party or ():
            participant = participants.setdefault(code, Participant(code))
            getattr(participant, actions[event.action].plane or "international").append(event)
    return list(participants.values())


def timeline(treaty: Treaty) -> list[Event | Attested]:
    """Return events and results in order of date; a result follows the acts of its day, an unknown date the record."""
    entries: list[Event | Attested] = [*treaty.events]
    for result in treaty.attested or ():
        later = (
            index
            for index, entry in enumerate(entries)
            if isinstance(entry.date, Date) and isinstance(result.date, Date) and result.date.before(entry.date)
        )
        entries.insert(next(later, len(entries)), result)
    return entries
