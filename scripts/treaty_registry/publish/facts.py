"""What follows from all records together and is the same in every language: worked out once for the whole site."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Literal

from treaty_registry.law.acts import SIGNS
from treaty_registry.law.answers import Law
from treaty_registry.law.duties import Duty, duties
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Relation, Treaty

DEFENCE = frozenset({"defence"})
"""The kind of obligation that makes partners on a party's page."""


class Facts:
    """The law core of a registry, and what pages ask of all records."""

    def __init__(self, registry: Registry) -> None:
        """Take the records."""
        self.registry = registry
        self.law = Law(registry)

    @cached_property
    def defence_of(self) -> dict[str, list[Duty]]:
        """Return, for each party, the duties of defence that it has or had, and that others have or had towards it."""
        found: defaultdict[str, list[Duty]] = defaultdict(list)
        for treaty in self.newest_first:
            for duty in duties(self.law, treaty.id, DEFENCE):
                found[duty.obligor].append(duty)
                found[duty.beneficiary].append(duty)
        return found

    @cached_property
    def newest_first(self) -> list[Treaty]:
        """Return all treaties that are kept, the most recently signed first."""
        kept = [treaty for treaty in self.registry.treaties.values() if treaty.retired is None]
        return sorted(kept, key=lambda treaty: (self._latest(treaty), treaty.id), reverse=True)

    def _latest(self, treaty: Treaty) -> date:
        first = self.signed(treaty)
        return first.latest if isinstance(first, Date) else date.min

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
        return self._parties_of[treaty.id]

    @cached_property
    def _parties_of(self) -> dict[str, list[str]]:
        return {
            treaty.id: list(dict.fromkeys(code for event in treaty.events for code in event.party or ()))
            for treaty in self.registry.treaties.values()
        }

    @cached_property
    def treaties_of(self) -> dict[str, list[Treaty]]:
        """Return each party's treaties, the newest first: those in which it acts or holds a position."""
        found: defaultdict[str, list[Treaty]] = defaultdict(list)
        for treaty in self.newest_first:
            held = (one.party for one in self.law.positions(treaty.id))
            for code in dict.fromkeys((*self.parties_of(treaty), *held)):
                found[code].append(treaty)
        return dict(sorted(found.items()))

    @cached_property
    def relations_to(self) -> dict[str, list[tuple[Treaty, Relation]]]:
        """Return, for each treaty, the relations that other records have to it."""
        found: defaultdict[str, list[tuple[Treaty, Relation]]] = defaultdict(list)
        for treaty in self.registry.treaties.values():
            for relation in treaty.relations or ():
                if relation.treaty:
                    found[relation.treaty].append((treaty, relation))
        return found
