"""The registry as everything that publishes it reads it: the records, and the compiled history of each treaty."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from treaty_registry.law.compiling import compile_history
from treaty_registry.law.duties import Duty, expanded
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.law.succession import Succession
from treaty_registry.law.treaty_history import Answer, AnswerPeriod, PositionPeriod, Tie, TreatyHistory
from treaty_registry.model.registry import Registry


class CompiledRegistry:
    """The records and their histories. Everything raises KeyError for an id without a record."""

    def __init__(self, registry: Registry, histories: Mapping[str, TreatyHistory] | None = None) -> None:
        """Take the records, and the histories by id; without them each is compiled when it is first asked for."""
        self.registry = registry
        self.persons = Succession(registry.terms.parties)
        self._histories = histories if histories is not None else CompiledHistories(registry)

    def history(self, treaty_id: str) -> TreatyHistory:
        """Return the history of a treaty."""
        return self._histories[treaty_id]

    def status(self, treaty_id: str, on: date) -> Answer:
        """Return a treaty's status on a day, a term of ``statuses``."""
        return self.history(treaty_id).status(on)

    def position(self, treaty_id: str, party: str, on: date) -> Answer:
        """Return what a treaty is to a party on a day, a term of ``positions``."""
        return self.history(treaty_id).position(party, on)

    def statuses(self, treaty_id: str) -> Sequence[AnswerPeriod]:
        """Return a treaty's status over all of time, in periods of days that join."""
        return self.history(treaty_id).status_periods()

    def positions(self, treaty_id: str) -> Sequence[PositionPeriod]:
        """Return every position that anybody holds over time, without days on which somebody has no part in it."""
        return tuple(self.history(treaty_id).position_periods())

    def ties(self, treaty_id: str) -> Mapping[str, tuple[Tie, ...]]:
        """Return, for each party, the days on which duties of it, or towards it, are owed, and how surely."""
        return self.history(treaty_id).ties

    def duties(self, treaty_id: str, kinds: Collection[str] | None = None) -> Iterator[Duty]:
        """Yield every duty that a treaty has created, party by party, in the order of its obligations and parties.

        ``kinds`` limits them to some kinds of obligation.
        """
        return expanded(self.history(treaty_id), self.persons, kinds)


class CompiledHistories(Mapping[str, TreatyHistory]):
    """The histories of a registry in memory, each compiled when it is first asked for."""

    def __init__(self, registry: Registry) -> None:
        """Take the records."""
        self._interpretations = Interpretations(registry)
        self._histories: dict[str, TreatyHistory] = {}

    def __getitem__(self, treaty_id: str) -> TreatyHistory:
        """Return a history. Raises KeyError for an id without a record."""
        if treaty_id not in self._histories:
            self._histories[treaty_id] = compile_history(self._interpretations, treaty_id)
        return self._histories[treaty_id]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all records."""
        return iter(self._interpretations.registry.treaties)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._interpretations.registry.treaties)
