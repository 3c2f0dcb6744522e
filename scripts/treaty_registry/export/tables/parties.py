"""Tables of parties: who they are, and the codes by which others know them."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables.cells import edtf
from treaty_registry.export.tables.table import Reference, Row, Table, columns
from treaty_registry.law.queries import Law
from treaty_registry.model.party import Party


def _parties(law: Law) -> Iterator[Row]:
    for code, party in sorted(law.registry.terms.parties.items()):
        name = party.names[0]
        yield (
            code,
            party.kind,
            name.en,
            name.fr,
            name.formal_en,
            name.formal_fr,
            str(party.exists.since),
            edtf(party.exists.until),
            tuple(one.party for one in party.continues or ()) or None,
            _code(party, "iso-3166-1-alpha-3"),
            _code(party, "cow"),
            _code(party, "gleditsch-ward"),
            _code(party, "wikidata"),
        )


def _code(party: Party, scheme: str) -> str | None:
    found = [one.value for one in party.identifiers if one.scheme == scheme]
    return found[-1] if found else None


PARTIES = Table(
    "parties",
    "Parties",
    "States, historic states, organisations and others that sign treaties: one code for each legal person.",
    columns(
        """
        code: string* The registry's permanent code: ISO 3166-1 alpha-3 where there is one.
        kind: string* Term of the vocabulary party-kinds.
        name_en: string* Short name in English.
        name_fr: string* Short name in French.
        formal_en: string Formal name in English.
        formal_fr: string Formal name in French.
        exists_since: string First day as a legal person, in EDTF (ISO 8601-2).
        exists_until: string Last day, in EDTF; missing while it exists.
        continues: list Codes of earlier parties that are the same legal person.
        iso_3166_1_alpha_3: string Code of ISO 3166-1; unknown means looked for and not found, none known not to exist.
        cow: string Correlates of War country code; dated codes are in party_codes.
        gleditsch_ward: string Gleditsch-Ward code; dated codes are in party_codes.
        wikidata: string Wikidata item.
        """
    ),
    ("code",),
    _parties,
)


def _party_codes(law: Law) -> Iterator[Row]:
    for code, party in sorted(law.registry.terms.parties.items()):
        for number, one in enumerate(party.identifiers, start=1):
            yield code, number, one.scheme, one.value, edtf(one.since), edtf(one.until)


PARTY_CODES = Table(
    "party_codes",
    "Codes of parties elsewhere",
    "Every code by which others know a party, with the days on which it held.",
    columns(
        """
        party: string* Code of the party.
        number: integer* Order among the party's codes.
        scheme: string* Term of the vocabulary party-schemes.
        value: string* The code; unknown or none where there is none.
        since: string From when it held, in EDTF.
        until: string Until when it held, in EDTF.
        """
    ),
    ("party", "number"),
    _party_codes,
    (Reference(("party",), "parties", ("code",)),),
)
