"""All tables that the registry is exported as, each after those that it refers to."""

from __future__ import annotations

from typing import Any

from treaty_registry.export.tables.dyad_years import DIRECTED_DYAD_YEARS, DYAD_YEARS
from treaty_registry.export.tables.events import ATTESTED, EVENT_PARTIES, EVENTS
from treaty_registry.export.tables.obligations import CLAUSE_COLUMNS, OBLIGATIONS
from treaty_registry.export.tables.parties import PARTY_CODES, PARTY_TABLE
from treaty_registry.export.tables.positions import POSITIONS
from treaty_registry.export.tables.sources import CITATIONS, SOURCES
from treaty_registry.export.tables.table import Table
from treaty_registry.export.tables.terms import TERMS
from treaty_registry.export.tables.treaties import IDENTIFIERS, RELATIONS, TREATIES

TABLES: tuple[Table[Any], ...] = (
    TERMS,
    PARTY_TABLE,
    PARTY_CODES,
    TREATIES,
    IDENTIFIERS,
    SOURCES,
    CITATIONS,
    EVENTS,
    EVENT_PARTIES,
    ATTESTED,
    CLAUSE_COLUMNS,
    POSITIONS,
    OBLIGATIONS,
    RELATIONS,
    DIRECTED_DYAD_YEARS,
    DYAD_YEARS,
)
