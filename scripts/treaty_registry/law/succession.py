"""Legal persons over time: one person may act under several codes, one after the other.

A state that continues an earlier one is the same person and carries all its treaties; a successor is another person,
bound by what it declares itself (Vienna Convention on Succession of States in respect of Treaties, 1978).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from treaty_registry.law.date_bounds import FROM_THE_START, NOT_YET, DateBounds, bounds_of, earliest, next_day
from treaty_registry.model.party import Party


@dataclass(frozen=True)
class Succession:
    """The parties of a registry as legal persons, in one reading of who continues whom."""

    parties: Mapping[str, Party]
    denied: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Continuations, as (later, earlier), that do not hold in this reading."""

    def codes_of(self, code: str) -> tuple[str, ...]:
        """Return a code and the codes of all that it continues."""
        return self._lines.get(code, (code,))

    def person(self, code: str) -> str:
        """Return one code for all that are the same person."""
        return self._roots.get(code, code)

    def life(self, code: str) -> tuple[DateBounds, DateBounds]:
        """Return from when until when a code stands for its person: until another code continues it, or it ends."""
        if code not in self._lives:  # every treaty asks it of each of its parties
            self._lives[code] = self._life(code)
        return self._lives[code]

    def _life(self, code: str) -> tuple[DateBounds, DateBounds]:
        start = [window for (later, _), window in self._continuations.items() if later == code]
        ends = [window for (_, earlier), window in self._continuations.items() if earlier == code]
        if (party := self.parties.get(code)) and party.exists.until:
            ends.append(next_day(bounds_of(party.exists.until)))
        return earliest(start) if start else FROM_THE_START, earliest(ends) if ends else NOT_YET

    def continued_by(self, code: str) -> str | None:
        """Return the code that continues this one."""
        return self._heirs.get(code)

    def death(self, person: str) -> DateBounds:
        """Return when a person, by any of its codes, ceased to exist under its last code, or ``NOT_YET``."""
        if person not in self._deaths:  # every rule asks it of each signatory, for each day
            passed = [person]
            while (later := self.continued_by(passed[-1])) is not None and later not in passed:
                passed.append(later)
            self._deaths[person] = self.life(passed[-1])[1]
        return self._deaths[person]

    @cached_property
    def _deaths(self) -> dict[str, DateBounds]:
        """What ``death`` has been asked for so far."""
        return {}

    @cached_property
    def _lives(self) -> dict[str, tuple[DateBounds, DateBounds]]:
        """What ``life`` has been asked for so far."""
        return {}

    @cached_property
    def _heirs(self) -> dict[str, str]:
        """Return for each code that is continued the first that continues it."""
        heirs: dict[str, str] = {}
        for later, earlier in self._continuations:
            heirs.setdefault(earlier, later)
        return heirs

    @cached_property
    def _continuations(self) -> dict[tuple[str, str], DateBounds]:
        return {
            (code, continuation.party): bounds_of(continuation.date)
            for code, party in self.parties.items()
            for continuation in party.continues or ()
            if (code, continuation.party) not in self.denied
        }

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        earlier: dict[str, list[str]] = {}
        for later, former in self._continuations:
            earlier.setdefault(later, []).append(former)
        lines = {}
        for code in earlier:
            line = [code]
            for step in line:
                line += [own_code for own_code in earlier.get(step, ()) if own_code not in line]
            lines[code] = tuple(line)
        return lines

    @cached_property
    def _roots(self) -> dict[str, str]:
        """Return for each code that continues, or is continued, one code of its person."""
        roots: dict[str, str] = {}

        def root(code: str) -> str:
            while code in roots:
                code = roots[code]
            return code

        for later, former in self._continuations:
            if root(later) != root(former):
                roots[root(later)] = root(former)
        codes = {code for pair in self._continuations for code in pair}
        return {code: root(code) for code in codes}
