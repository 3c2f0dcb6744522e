"""What each record's findings and pages depend on besides itself: which other records, and which names are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from treaty_registry.cache.cache import cache_key
from treaty_registry.check.parsed_records import ParsedRecord
from treaty_registry.check.rules.duplicates import firsts


class DependencyGraph:
    """All records of a run together."""

    def __init__(self, records: Sequence[ParsedRecord]) -> None:
        """Take the records in the order of their files."""
        self.records = records
        self.by_id: dict[str, ParsedRecord] = {}
        self.ids: dict[str, str] = {}
        """All ids in use, of broken records too, with the file that has each."""
        for parsed in records:
            self.ids.setdefault(parsed.path.stem, parsed.shown)
            if parsed.summary is not None:
                for former in parsed.summary.former:
                    self.ids.setdefault(former, parsed.shown)
                self.by_id[parsed.summary.id] = parsed
        self.firsts = firsts(
            (treaty_id, parsed.summary.marks) for treaty_id, parsed in self.by_id.items() if parsed.summary
        )
        """For each thing that tells treaties apart, the id of the first record that has it."""

    @cached_property
    def referring(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records that have a relation to each treaty, in the order of the files."""
        return self._named("relations")

    @cached_property
    def ending(self) -> Mapping[str, Sequence[str]]:
        """The ids of the records that end each treaty by a relation, in the order of the files."""
        return self._named("ends")

    def _named(self, key: str) -> Mapping[str, Sequence[str]]:
        """Return, for each id that a summary has under a key, the ids of the records that have it there."""
        naming: defaultdict[str, list[str]] = defaultdict(list)
        for treaty_id, parsed in self.by_id.items():
            for other in dict.fromkeys(getattr(parsed.summary, key)):
                naming[other].append(treaty_id)
        return naming

    def of(self, treaty_id: str) -> set[str]:
        """Return the ids of all records that the law, the findings and the page of a treaty may look at.

        Those are the record, those with a relation to it, and all that these name or that end one of them, and so on.
        Ids that no record has are among them.
        """
        return self._reached(treaty_id, *self.referring.get(treaty_id, ()))

    def _reached(self, *starts: str) -> set[str]:
        reached = set(starts)
        pending = list(starts)
        while pending:
            here = pending.pop()
            parsed = self.by_id.get(here)
            named = parsed.summary.mentions if parsed and parsed.summary else ()
            new = {other for other in (*named, *self.ending.get(here, ())) if other not in reached}
            reached |= new
            pending += new
        return reached

    def key(self, parsed: ParsedRecord, today: date) -> str:
        """Return the key of what is wrong with a record among all the others, on the day of a run."""
        summary = parsed.summary
        if summary is None:
            return cache_key("alone", parsed.key)
        reached = self.of(summary.id)
        if self.by_id[summary.id] is not parsed:  # what the record that has taken its id names is not what it names
            reached |= self._reached(*summary.mentions)
        names = sorted({parsed.path.stem, summary.id, *summary.former, *reached})
        pieces = [parsed.key]
        pieces += [self.by_id[other].key if other in self.by_id else "" for other in sorted(reached)]
        pieces += [f"{name} {self.ids.get(name, '')}" for name in names]
        # Those of a record whose id another one has taken are nobody's, unless a third has them.
        pieces += [self.firsts.get(mark, "") for mark in summary.marks]
        if any(other not in self.by_id for other in reached):
            pieces.append(self._all_ids)  # a name that no record has may be meant for any other
        if summary.depends_on(today):
            pieces.append(today.isoformat())
        return cache_key("judged", *pieces)

    @cached_property
    def _all_ids(self) -> str:
        return cache_key(*sorted(self.ids))
