"""The table of positions: what each treaty was to each party, and when."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.day_columns import day_columns
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
        en="What each treaty was to each party: intervals of days that never overlap. Between two of which the day is "
        "known only within bounds stands one of cannot-tell.",
        fr="Ce que chaque traité était pour chaque partie : des intervalles de jours qui ne se chevauchent jamais. "
        "Entre deux intervalles dont le jour n’est connu qu’entre des bornes s’en trouve un de cannot-tell.",
    ),
    _positions,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda held: held.treaty, required=True),
        Column("party", "string", descriptions.PARTY, lambda held: held.party, required=True),
        Column("position", "string", term_of("positions"), lambda held: held.position, required=True),
        *day_columns(PositionRow),
        Column(
            "qualified_by",
            "list",
            Bilingual(
                en="What qualifies the position on some of these days: suspended, not-owed (duties towards the party "
                "are suspended), apart (not in force with some), frozen, partly-withdrawn, reservation.",
                fr="Ce qui nuance la situation certains de ces jours : suspended (obligations suspendues), not-owed "
                "(celles envers la partie le sont), apart (pas en vigueur avec certaines), frozen (participation "
                "gelée), partly-withdrawn (retrait partiel), reservation (réserve).",
            ),
            lambda held: held.qualified_by or None,
        ),
    ),
    key=("treaty", "party", "start_latest"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)), ForeignKey(("party",), "parties", ("code",))),
)
