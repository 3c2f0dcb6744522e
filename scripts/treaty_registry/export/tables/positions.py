"""The table of positions: what each treaty was to each party, and when."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.descriptions import term_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import PositionRow, position_rows
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.vocabulary import Bilingual


def _positions(law: CompiledRegistry) -> Iterator[PositionRow]:
    for treaty in active_treaties(law.registry):
        yield from position_rows(law, treaty.id)


POSITIONS: Table[PositionRow] = Table(
    "positions",
    Bilingual(en="Positions of parties over time", fr="Situations des parties au fil du temps"),
    Bilingual(
        en="What each treaty was to each party: intervals of days that never overlap.",
        fr="Ce que chaque traité était pour chaque partie : des intervalles de jours qui ne se chevauchent jamais.",
    ),
    _positions,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda held: held.treaty, required=True),
        Column("party", "string", descriptions.PARTY, lambda held: held.party, required=True),
        Column("position", "string", term_of("positions"), lambda held: held.position, required=True),
        Column("start", "date", descriptions.START, lambda held: held.start),
        Column("end", "date", descriptions.END, lambda held: held.end),
    ),
    key=("treaty", "party", "start"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)), ForeignKey(("party",), "parties", ("code",))),
)
