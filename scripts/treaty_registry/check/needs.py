"""What each record's findings and pages depend on besides itself: which other records, and which names are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from treaty_registry.cache.cache import cache_key
from treaty_registry.check.duplicates import firsts
from treaty_registry.check.entries import Entry


class Needs:
    """All entries of a run together."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the entries in the order of their files."""
        self.entries = entries
        self.by_id: dict[str, Entry] = {}
        self.ids: dict[str, str] = {}
        """All ids in use, of broken records too, with the file that has each."""
        for entry in entries:
            self.ids.setdefault(entry.path.stem, entry.shown)
            if entry.about is not None:
                for former in entry.about.former:
                    self.ids.setdefault(former, entry.shown)
                self.by_id[entry.about.id] = entry
        self.firsts = firsts((treaty_id, one.about.marks) for treaty_id, one in self.by_id.items() if one.about)
        """For each thing that tells treaties apart, the id of the first record that has it."""

    @cached_property
    def referring(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records that have a relation to each treaty, in the order of the files."""
        return self._named("relations")

    @cached_property
    def ending(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records that end each treaty by a relation, in the order of the files."""
        return self._named("ends")

    def _named(self, kind: str) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for treaty_id, entry in self.by_id.items():
            for other in dict.fromkeys(getattr(entry.about, kind)):
                found[other].append(treaty_id)
        return found

    def of(self, treaty_id: str) -> set[str]:
        """Return the ids of all records that the law, the findings and the page of a treaty may look at.

        Those are the record, those with a relation to it, and all that these name or that end one of them, and so on.
        Ids that no record has are among them.
        """
        return self._reached(treaty_id, *self.referring.get(treaty_id, ()))

    def _reached(self, *first: str) -> set[str]:
        found = set(first)
        pending = list(first)
        while pending:
            here = pending.pop()
            entry = self.by_id.get(here)
            named = entry.about.mentions if entry and entry.about else ()
            new = {one for one in (*named, *self.ending.get(here, ())) if one not in found}
            found |= new
            pending += new
        return found

    def key(self, entry: Entry, today: date) -> str:
        """Return the key of what is wrong with a record among all the others, on the day of a run."""
        about = entry.about
        if about is None:
            return cache_key("alone", entry.key)
        needed = self.of(about.id)
        if self.by_id[about.id] is not entry:  # what the record that has taken its id names is not what it names
            needed |= self._reached(*about.mentions)
        names = sorted({entry.path.stem, about.id, *about.former, *needed})
        parts = [entry.key]
        parts += [self.by_id[one].key if one in self.by_id else "" for one in sorted(needed)]
        parts += [f"{name} {self.ids.get(name, '')}" for name in names]
        # Those of a record whose id another one has taken are nobody's, unless a third has them.
        parts += [self.firsts.get(mark, "") for mark in about.marks]
        if any(one not in self.by_id for one in needed):
            parts.append(self._all_ids)  # a name that no record has may be meant for any other
        if about.depends_on(today):
            parts.append(today.isoformat())
        return cache_key("judged", *parts)

    @cached_property
    def _all_ids(self) -> str:
        return cache_key(*sorted(self.ids))
