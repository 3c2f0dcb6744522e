"""The table of positions: what each treaty was to each party, and when."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.queries import Law
from treaty_registry.law.rows import position_rows
from treaty_registry.model.registry import active_treaties


def _positions(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for row in position_rows(law, treaty.id):
            yield tuple(row)


POSITIONS = Table(
    "positions",
    "Positions of parties over time",
    "What each treaty was to each party: intervals of days that never overlap.",
    columns(
        """
        treaty: string* Id of the treaty.
        party: string* Code of the party.
        position: string* Term of the vocabulary positions.
        start: date First day; missing: not known.
        end: date First day after it; missing: open, as known on the treaty's day of known.
        """
    ),
    ("treaty", "party", "start"),
    _positions,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("party",), "parties", ("code",))),
)
