"""What follows from all records together and is the same in every language: worked out once for the whole site."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from treaty_registry.law.acts import SIGNS
from treaty_registry.law.answers import Law
from treaty_registry.law.duties import Duty, duties
from treaty_registry.law.windows import Interval
from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Relation, Treaty
from treaty_registry.publish.shelf import Part, Shelf
from treaty_registry.read.store import Store

if TYPE_CHECKING:
    from treaty_registry.publish.site import Site

DEFENCE = "defence"
"""The kind of obligation that makes partners on a party's page."""

LONG = 60
"""So long may an official title be to stand for a treaty's name, in characters."""


class Brief(NamedTuple):
    """What pages that many treaties share need of each, in a few words."""

    id: str
    titles: dict[Language, tuple[Language, str]]
    """For each language what people call the treaty, and the language that this is in."""
    retired: bool
    former: tuple[str, ...]
    """Its former ids."""
    latest: str
    """The last possible day of its signature, by which the newest come first."""
    verified: date
    status: str
    """Its status on the day of verification."""
    acting: tuple[str, ...]
    """Everybody who acts in its events, in order of first appearance."""
    part: tuple[str, ...]
    """These, and whoever holds a position under it besides."""
    events: int
    sources: int
    referring: int
    """How many relations other records have to it."""
    defends: bool
    """Whether duties of defence ever followed from it."""


class Facts:
    """The law core of a registry, and what pages ask of all records."""

    def __init__(self, registry: Registry, shelf: Shelf | None = None) -> None:
        """Take the records, and where parts of them are kept, if they are."""
        self.registry = registry
        self.law = Law(registry)
        self._briefs: Briefs | None = None
        self.shelf = shelf or Shelf(Store(), {treaty_id: treaty_id for treaty_id in registry.treaties})

    def briefs(self, site: Site) -> Briefs:
        """Return all treaties in brief, which any of the languages' sites can tell."""
        if self._briefs is None:
            self._briefs = Briefs(site)
        return self._briefs

    def signed(self, treaty: Treaty) -> Date | str:
        """Return the date of a treaty's first signature, or of its first event where nobody signed."""
        return (self._signatures(treaty) or [event.date for event in treaty.events])[0]

    def was_signed(self, treaty: Treaty) -> bool:
        """Return whether the record knows of a signature."""
        return bool(self._signatures(treaty))

    def _signatures(self, treaty: Treaty) -> list[Date | Literal["unknown"]]:
        actions = self.registry.terms.vocabularies["actions"].terms
        return [event.date for event in treaty.events if actions[event.action].effect in SIGNS]

    def plane(self, event: Event) -> str:
        """Return the plane of an event: ``domestic`` or ``international``."""
        return self.registry.terms.vocabularies["actions"].terms[event.action].plane or "international"

    def parties_of(self, treaty: Treaty) -> list[str]:
        """Return everybody who acts in a treaty's events, in order of first appearance."""
        return list(dict.fromkeys(code for event in treaty.events for code in event.party or ()))

    def relations_to(self, treaty_id: str) -> list[tuple[Treaty, Relation]]:
        """Return the relations that other records have to a treaty."""
        others = (self.registry.treaties[other] for other in self.registry.referring.get(treaty_id, ()))
        return [
            (other, relation) for other in others for relation in other.relations or () if relation.treaty == treaty_id
        ]

    def title(self, treaty: Treaty, language: Language) -> tuple[Language, str]:
        """Return what people call a treaty, with the language that this is in: its official title if that is short."""
        own = (treaty.titles or {}).get(language, "")
        return (language, own) if 0 < len(own) <= LONG and language != "en" else ("en", treaty.short_title)


class Briefs:
    """All treaties of a site in brief."""

    def __init__(self, site: Site) -> None:
        """Take any of the languages' sites: what is told here is the same in all."""
        self._site, self._shelf = site, site.facts.shelf
        found = (Brief(*self._shelf.get(site, BRIEF, treaty_id)) for treaty_id in site.registry.treaties)
        self.by_id = {one.id: _restored(one) for one in found}

    @cached_property
    def newest_first(self) -> list[Brief]:
        """Return all treaties that are kept, the most recently signed first."""
        kept = [one for one in self.by_id.values() if not one.retired]
        return sorted(kept, key=lambda one: (one.latest, one.id), reverse=True)

    @cached_property
    def treaties_of(self) -> dict[str, list[Brief]]:
        """Return each party's treaties, the newest first: those in which it acts or holds a position."""
        found: defaultdict[str, list[Brief]] = defaultdict(list)
        for one in self.newest_first:
            for code in one.part:
                found[code].append(one)
        return dict(sorted(found.items()))

    @cached_property
    def duties(self) -> dict[str, list[Duty]]:
        """Return the duties of defence of each treaty that ever had any, the newest first."""
        return {
            one.id: [
                Duty(one.id, obligation, DEFENCE, obligor, beneficiary, _days(start, end), standing, *map(tuple, rest))
                for obligation, obligor, beneficiary, start, end, standing, *rest in self._kept(DUTIES, one.id)
            ]
            for one in self.newest_first
            if one.defends
        }

    @cached_property
    def defence_of(self) -> dict[str, list[Duty]]:
        """Return, for each party, the duties of defence that it has or had, and that others have or had towards it."""
        found: defaultdict[str, list[Duty]] = defaultdict(list)
        for duties_ in self.duties.values():
            for duty in duties_:
                found[duty.obligor].append(duty)
                found[duty.beneficiary].append(duty)
        return found

    def _kept(self, part: Part, treaty_id: str) -> Any:
        return self._shelf.get(self._site, part, treaty_id)


def _brief(site: Site, treaty: Treaty) -> Brief:
    facts = site.facts
    signed, acting = facts.signed(treaty), facts.parties_of(treaty)
    held = (one.party for one in facts.law.positions(treaty.id))
    return Brief(
        id=treaty.id,
        titles={one: facts.title(treaty, one) for one in LANGUAGES},
        retired=treaty.retired is not None,
        former=tuple(treaty.former_ids or ()),
        latest=(signed.latest if isinstance(signed, Date) else date.min).isoformat(),
        verified=treaty.verified.latest.isoformat(),  # type: ignore[arg-type]  # as JSON can hold it, see ``_restored``
        status=facts.law.status(treaty.id, treaty.verified.latest).code,
        acting=tuple(acting),
        part=tuple(dict.fromkeys((*acting, *held))),
        events=len(treaty.events),
        sources=len(treaty.sources),
        referring=len(facts.relations_to(treaty.id)),
        defends=treaty.retired is None and next(duties(facts.law, treaty.id, {DEFENCE}), None) is not None,
    )


def _restored(one: Brief) -> Brief:
    """Return a brief as it was before JSON held it."""
    return one._replace(
        titles={language: (title[0], title[1]) for language, title in one.titles.items()},
        former=tuple(one.former),
        verified=date.fromisoformat(str(one.verified)),
        acting=tuple(one.acting),
        part=tuple(one.part),
    )


def _duties(site: Site, treaty: Treaty) -> list[tuple[Any, ...]]:
    return [
        (
            one.obligation,
            one.obligor,
            one.beneficiary,
            *(day.toordinal() for day in one.interval),
            one.standing,
            one.articles,
            one.reserved_by,
        )
        for one in duties(site.facts.law, treaty.id, {DEFENCE})
    ]


def _days(start: int, end: int) -> Interval:
    return Interval(date.fromordinal(start), date.fromordinal(end))


BRIEF = Part("brief", _brief)
DUTIES = Part("duties", _duties)
