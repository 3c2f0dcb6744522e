"""A key for each event of a record, by which tables and the API name it."""

from __future__ import annotations

from collections import Counter

from treaty_registry.model.event import Event
from treaty_registry.model.treaty import Treaty


def event_keys(treaty: Treaty) -> list[str]:
    """Return a key for each event, in the order of the record.

    It is made of what the event is, not of where it stands, so that it stays when events are added: the record's own
    ``id`` for the event if it has one, else date, act and first party. Alike ones are numbered from the second on.
    """
    seen: Counter[str] = Counter()
    keys = []
    for event in treaty.events:
        key = f"{treaty.id}:{event.id or _likeness(event)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return keys


def _likeness(event: Event) -> str:
    parts = [str(event.date).replace("/", "_"), event.action, *(event.party or ())[:1]]
    return ":".join(parts)
