"""The columns of what lasts from one day until another, each of which may be known only within bounds."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeVar

from treaty_registry.export.tables.table import Column
from treaty_registry.model.vocabulary import Bilingual


class Lasting(Protocol):
    """A row with the days that ``law.rows.row_days`` makes of bounds."""

    @property
    def start(self) -> date | None:
        """The first day, if it is known."""

    @property
    def end(self) -> date | None:
        """The first day after, if it is known."""

    @property
    def start_earliest(self) -> date | None:
        """The first day on which it may have begun."""

    @property
    def start_latest(self) -> date | None:
        """The last day on which it may have begun."""

    @property
    def end_earliest(self) -> date | None:
        """The first day on which it may have ended."""

    @property
    def end_latest(self) -> date | None:
        """The last day on which it may have ended."""


LastingRow = TypeVar("LastingRow", bound=Lasting)


def day_columns(of: type[LastingRow]) -> tuple[Column[LastingRow], ...]:
    """Return the columns of when rows ``of`` a type began and ended: the day where it is known, and its bounds."""
    return (
        Column(
            "start",
            "date",
            Bilingual(
                en="First day, where it is known; missing: known only within start_earliest and start_latest, or not "
                "at all.",
                fr="Premier jour, lorsqu’il est connu ; s’il manque : connu seulement entre start_earliest et "
                "start_latest, ou inconnu.",
            ),
            lambda row: row.start,
        ),
        Column(
            "end",
            "date",
            Bilingual(
                en="First day after it, where it is known; missing: known only within end_earliest and end_latest, or, "
                "without these, open, as known on the treaty's day of known.",
                fr="Premier jour après l’intervalle, lorsqu’il est connu ; s’il manque : connu seulement entre "
                "end_earliest et end_latest, ou, sans ceux-ci, ouvert, en l’état des connaissances au jour de known du "
                "traité.",
            ),
            lambda row: row.end,
        ),
        Column(
            "start_earliest",
            "date",
            Bilingual(
                en="The first day on which it may have begun; the same as start where that is known.",
                fr="Le premier jour où il a pu commencer ; le même que start lorsque celui-ci est connu.",
            ),
            lambda row: row.start_earliest,
        ),
        Column(
            "start_latest",
            "date",
            Bilingual(
                en="The last day on which it may have begun: from then on it is certain.",
                fr="Le dernier jour où il a pu commencer : à partir de là, il est certain.",
            ),
            lambda row: row.start_latest,
        ),
        Column(
            "end_earliest",
            "date",
            Bilingual(
                en="The first day on which it may have ended: until then it is certain.",
                fr="Le premier jour où il a pu prendre fin : jusque-là, il est certain.",
            ),
            lambda row: row.end_earliest,
        ),
        Column(
            "end_latest",
            "date",
            Bilingual(
                en="The last day on which it may have ended; missing beside end_earliest: perhaps it has not.",
                fr="Le dernier jour où il a pu prendre fin ; s’il manque à côté d’end_earliest : peut-être n’a-t-il "
                "pas pris fin.",
            ),
            lambda row: row.end_latest,
        ),
    )
