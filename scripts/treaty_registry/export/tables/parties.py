"""Tables of parties: who they are, and the codes by which others know them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.cells import edtf, words
from treaty_registry.export.tables.descriptions import term_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.party import Party, PartyIdentifier
from treaty_registry.model.vocabulary import Bilingual


def _parties(law: CompiledRegistry) -> Iterator[Party]:
    for _, party in sorted(law.registry.terms.parties.items()):
        yield party


def _latest_code(party: Party, scheme: str) -> str | None:
    codes = [identifier.value for identifier in party.identifiers if identifier.scheme == scheme]
    return codes[-1] if codes else None


PARTY_TABLE: Table[Party] = Table(
    "parties",
    Bilingual(en="Parties", fr="Parties"),
    Bilingual(
        en="States, historic states, organisations and others that sign treaties: one code for each legal person.",
        fr="États, États historiques, organisations et autres qui signent des traités : un code pour chaque personne "
        "juridique.",
    ),
    _parties,
    columns=(
        Column(
            "code",
            "string",
            Bilingual(
                en="The registry's permanent code: ISO 3166-1 alpha-3 where there is one.",
                fr="Le code permanent du registre : celui d’ISO 3166-1 alpha-3 lorsqu’il y en a un.",
            ),
            lambda party: party.code,
            required=True,
        ),
        Column("kind", "string", term_of("party-kinds"), lambda party: party.kind, required=True),
        Column(
            "name_en",
            "string",
            Bilingual(en="Short name in English.", fr="Nom courant en anglais."),
            lambda party: party.names[0].en,
            required=True,
        ),
        Column(
            "name_fr",
            "string",
            Bilingual(en="Short name in French.", fr="Nom courant en français."),
            lambda party: party.names[0].fr,
            required=True,
        ),
        Column(
            "formal_en",
            "string",
            Bilingual(en="Formal name in English.", fr="Nom officiel en anglais."),
            lambda party: party.names[0].formal_en,
        ),
        Column(
            "formal_fr",
            "string",
            Bilingual(en="Formal name in French.", fr="Nom officiel en français."),
            lambda party: party.names[0].formal_fr,
        ),
        Column(
            "exists_since",
            "string",
            Bilingual(
                en="First day as a legal person, in EDTF (ISO 8601-2).",
                fr="Premier jour comme personne juridique, en EDTF (ISO 8601-2).",
            ),
            lambda party: edtf(party.exists.since),
        ),
        Column(
            "exists_until",
            "string",
            Bilingual(
                en="Last day, in EDTF; missing while it exists.",
                fr="Dernier jour, en EDTF ; manque tant qu’elle existe.",
            ),
            lambda party: edtf(party.exists.until),
        ),
        Column(
            "continues",
            "list",
            Bilingual(
                en="Codes of earlier parties that are the same legal person.",
                fr="Codes des parties antérieures qui sont la même personne juridique.",
            ),
            lambda party: words(earlier.party for earlier in party.continues or ()),
        ),
        Column(
            "iso_3166_1_alpha_3",
            "string",
            Bilingual(
                en="Code of ISO 3166-1; unknown means looked for and not found, none known not to exist.",
                fr="Code d’ISO 3166-1 ; unknown : cherché et non trouvé, none : dont on sait qu’il n’existe pas.",
            ),
            lambda party: _latest_code(party, "iso-3166-1-alpha-3"),
        ),
        Column(
            "cow",
            "string",
            Bilingual(
                en="Correlates of War country code; dated codes are in party_codes.",
                fr="Code de pays de Correlates of War ; les codes datés sont dans party_codes.",
            ),
            lambda party: _latest_code(party, "cow"),
        ),
        Column(
            "gleditsch_ward",
            "string",
            Bilingual(
                en="Gleditsch-Ward code; dated codes are in party_codes.",
                fr="Code de Gleditsch et Ward ; les codes datés sont dans party_codes.",
            ),
            lambda party: _latest_code(party, "gleditsch-ward"),
        ),
        Column(
            "wikidata",
            "string",
            Bilingual(en="Wikidata item.", fr="Élément de Wikidata."),
            lambda party: _latest_code(party, "wikidata"),
        ),
    ),
    key=("code",),
)


class _PartyCode(NamedTuple):
    party: Party
    number: int
    identifier: PartyIdentifier


def _party_codes(law: CompiledRegistry) -> Iterator[_PartyCode]:
    for party in _parties(law):
        for number, identifier in enumerate(party.identifiers, start=1):
            yield _PartyCode(party, number, identifier)


PARTY_CODES: Table[_PartyCode] = Table(
    "party_codes",
    Bilingual(en="Codes of parties elsewhere", fr="Codes des parties ailleurs"),
    Bilingual(
        en="Every code by which others know a party, with the days on which it held.",
        fr="Tout code sous lequel d’autres connaissent une partie, avec les jours où il valait.",
    ),
    _party_codes,
    columns=(
        Column("party", "string", descriptions.PARTY, lambda row: row.party.code, required=True),
        Column(
            "number",
            "integer",
            Bilingual(en="Order among the party's codes.", fr="Rang parmi les codes de la partie."),
            lambda row: row.number,
            required=True,
        ),
        Column("scheme", "string", term_of("party-schemes"), lambda row: row.identifier.scheme, required=True),
        Column(
            "value",
            "string",
            Bilingual(
                en="The code; unknown or none where there is none.",
                fr="Le code ; unknown ou none lorsqu’il n’y en a pas.",
            ),
            lambda row: row.identifier.value,
            required=True,
        ),
        Column(
            "since",
            "string",
            Bilingual(en="From when it held, in EDTF.", fr="À partir de quand il valait, en EDTF."),
            lambda row: edtf(row.identifier.since),
        ),
        Column(
            "until",
            "string",
            Bilingual(en="Until when it held, in EDTF.", fr="Jusqu’à quand il valait, en EDTF."),
            lambda row: edtf(row.identifier.until),
        ),
    ),
    key=("party", "number"),
    foreign_keys=(ForeignKey(("party",), "parties", ("code",)),),
)
