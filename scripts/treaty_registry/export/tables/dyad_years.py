"""Dyad-years: for each two parties and each year, which kinds of obligation one owed the other.

The columns carry the names that users of the Alliance Treaty Obligations and Provisions project (ATOP) know. A value is

- 1 where the duty was owed on a day of that year,
- 0 where a treaty in force between the two was read whole, was coded for that kind, and has none of it,
- missing otherwise: nobody looked, or the answer is not certain.

There is no row for a pair and year that nothing covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from treaty_registry.export.tables.dyad_spans import DYAD_KINDS, PairSpan, spans_by_pair, spans_of, values_by_kind
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.vocabulary import Bilingual


class DyadYear(NamedTuple):
    """One year of two parties. Those of one stretch differ by the year alone, and share the rest."""

    year: int
    first: PartyThen
    second: PartyThen
    owed: Owed


class PartyThen(NamedTuple):
    """A party with the numbers that it had in some years."""

    code: str
    cow: int | None
    gleditsch_ward: int | None
    iso: str | None


class Owed(NamedTuple):
    """What the first owed the second in some years.

    ``values`` has 1, 0 or ``None`` for each kind of ``KINDS``; ``treaties`` are those under which something was owed,
    ``doubts`` the standings on account of which a value may be missing.
    """

    values: Mapping[str, int | None]
    treaties: tuple[str, ...]
    doubts: tuple[str, ...]
    known: date


def directed_dyad_years(law: CompiledRegistry) -> Iterator[DyadYear]:
    """Yield what the first of each ordered pair owed the second, year by year."""
    spans = spans_by_pair(law)
    for pair in sorted(spans):
        for first, last, said in spans_of(spans[pair]):
            yield from _years(law, pair, range(first, last + 1), _owed(law, values_by_kind(said), said))


def _undirected_dyad_years(law: CompiledRegistry) -> Iterator[DyadYear]:
    """Yield each pair once: a duty of either towards the other counts, a no needs both."""
    spans = spans_by_pair(law)
    for pair in sorted({(min(pair), max(pair)) for pair in spans}):
        forth, back = spans.get(pair, []), spans.get((pair[1], pair[0]), [])
        for first, last, said in spans_of([*forth, *back]):
            there, here = (
                values_by_kind(span for span in way if span.first <= first <= span.last) for way in (forth, back)
            )
            values = {kind: _either(there[kind], here[kind]) for kind in DYAD_KINDS}
            yield from _years(law, pair, range(first, last + 1), _owed(law, values, said))


def _either(forth: int | None, back: int | None) -> int | None:
    if 1 in (forth, back):
        return 1
    return 0 if forth == back == 0 else None


def _owed(law: CompiledRegistry, values: Mapping[str, int | None], said: Sequence[PairSpan]) -> Owed:
    return Owed(
        values=values,
        treaties=tuple(sorted({span.treaty for span in said if span.value == 1})),
        doubts=tuple(sorted({span.standing for span in said if span.value is None})),
        known=min(law.registry.treaties[span.treaty].verified.latest for span in said),
    )


def _years(law: CompiledRegistry, pair: tuple[str, str], years: range, owed: Owed) -> Iterator[DyadYear]:
    """Yield each year of a stretch: all that differs is the year, and the numbers that the two had then."""
    parties = [law.registry.terms.parties[code] for code in pair]
    turns = {year for party in parties for year in _turns(party) if year in years}
    for start, end in pairwise(sorted({years.start, years.stop, *turns})):
        first, second = (_party_then(party, start) for party in parties)
        for year in range(start, end):
            yield DyadYear(year, first, second, owed)


def _turns(party: Party) -> Iterator[int]:
    """Yield the years in which a party may have other numbers than the year before."""
    for identifier in party.identifiers:
        if identifier.since:
            yield identifier.since.earliest.year
        if identifier.until:
            yield identifier.until.latest.year + 1


def _party_then(party: Party, year: int) -> PartyThen:
    return PartyThen(
        code=party.code,
        cow=number_in(party, "cow", year),
        gleditsch_ward=number_in(party, "gleditsch-ward", year),
        iso=_iso(party),
    )


def number_in(party: Party, scheme: str, year: int) -> int | None:
    """Return a party's number in a scheme in a year; missing where it is unknown or had none then."""
    for identifier in party.identifiers:
        if (
            identifier.scheme == scheme
            and identifier.value.isdigit()
            and _held(identifier.since, identifier.until, year)
        ):
            return int(identifier.value)
    return None


def _held(since: Date | None, until: Date | None, year: int) -> bool:
    return (since is None or since.earliest.year <= year) and (until is None or until.latest.year >= year)


def _iso(party: Party) -> str | None:
    codes = (identifier.value for identifier in party.identifiers if identifier.scheme == "iso-3166-1-alpha-3")
    return next((code for code in codes if code not in ("unknown", "none")), None)


def _columns(first: Bilingual, second: Bilingual) -> tuple[Column[DyadYear], ...]:
    """Return the columns of both tables: they differ in who the two parties are."""
    return (
        Column("code1", "string", first, lambda row: row.first.code, required=True),
        Column("code2", "string", second, lambda row: row.second.code, required=True),
        Column("year", "integer", Bilingual(en="Year.", fr="Année."), lambda row: row.year, required=True),
        Column(
            "ccode1",
            "integer",
            Bilingual(
                en="Correlates of War code of the first in that year.",
                fr="Code Correlates of War de la première cette année-là.",
            ),
            lambda row: row.first.cow,
        ),
        Column(
            "ccode2",
            "integer",
            Bilingual(
                en="Correlates of War code of the second in that year.",
                fr="Code Correlates of War de la seconde cette année-là.",
            ),
            lambda row: row.second.cow,
        ),
        Column(
            "gwcode1",
            "integer",
            Bilingual(
                en="Gleditsch-Ward code of the first in that year.",
                fr="Code de Gleditsch et Ward de la première cette année-là.",
            ),
            lambda row: row.first.gleditsch_ward,
        ),
        Column(
            "gwcode2",
            "integer",
            Bilingual(
                en="Gleditsch-Ward code of the second in that year.",
                fr="Code de Gleditsch et Ward de la seconde cette année-là.",
            ),
            lambda row: row.second.gleditsch_ward,
        ),
        Column(
            "iso1",
            "string",
            Bilingual(
                en="ISO 3166-1 alpha-3 code of the first.",
                fr="Code ISO 3166-1 alpha-3 de la première.",
            ),
            lambda row: row.first.iso,
        ),
        Column(
            "iso2",
            "string",
            Bilingual(
                en="ISO 3166-1 alpha-3 code of the second.",
                fr="Code ISO 3166-1 alpha-3 de la seconde.",
            ),
            lambda row: row.second.iso,
        ),
        Column(
            "defense",
            "integer",
            Bilingual(
                en="Defence: 1 owed on a day of the year, 0 a real no, missing otherwise.",
                fr="Défense : 1 si elle était due un jour de l’année, 0 pour un vrai non, manque dans les autres cas.",
            ),
            lambda row: row.owed.values["defence"],
        ),
        Column(
            "offense",
            "integer",
            Bilingual(en="Offence, in the same way.", fr="Offensive, de la même manière."),
            lambda row: row.owed.values["offence"],
        ),
        Column(
            "neutral",
            "integer",
            Bilingual(en="Neutrality, in the same way.", fr="Neutralité, de la même manière."),
            lambda row: row.owed.values["neutrality"],
        ),
        Column(
            "nonagg",
            "integer",
            Bilingual(en="Non-aggression, in the same way.", fr="Non-agression, de la même manière."),
            lambda row: row.owed.values["non-aggression"],
        ),
        Column(
            "consul",
            "integer",
            Bilingual(
                en="Consultation in a crisis, in the same way.", fr="Consultation en cas de crise, de la même manière."
            ),
            lambda row: row.owed.values["consultation"],
        ),
        Column(
            "treaties",
            "list",
            Bilingual(
                en="Ids of the treaties under which something of these kinds was owed.",
                fr="Identifiants des traités en vertu desquels quelque chose de ces genres était dû.",
            ),
            lambda row: row.owed.treaties or None,
        ),
        Column(
            "uncertain",
            "list",
            Bilingual(
                en="Why a value may be missing: provisional, disputed or cannot-tell.",
                fr="Pourquoi une valeur peut manquer : provisional (à titre provisoire), disputed (contesté) ou "
                "cannot-tell (indéterminable).",
            ),
            lambda row: row.owed.doubts or None,
        ),
        Column(
            "known",
            "date",
            Bilingual(
                en="Day up to which the facts were verified, the earliest of the treaties concerned.",
                fr="Jour jusqu’auquel les faits ont été vérifiés, le plus ancien de ceux des traités concernés.",
            ),
            lambda row: row.owed.known,
            required=True,
        ),
    )


_FOREIGN_KEYS = (ForeignKey(("code1",), "parties", ("code",)), ForeignKey(("code2",), "parties", ("code",)))

DIRECTED_DYAD_YEARS: Table[DyadYear] = Table(
    "directed_dyad_years",
    Bilingual(en="Directed dyad-years", fr="Dyades-années orientées"),
    Bilingual(
        en="What the first party owed the second in each year. No row where no treaty on record covers the pair; a "
        "missing value is not a no.",
        fr="Ce que la première partie devait à la seconde chaque année. Pas de ligne là où aucun traité enregistré ne "
        "couvre la paire ; une valeur manquante n’est pas un non.",
    ),
    directed_dyad_years,
    _columns(
        Bilingual(en="Registry code of the party that owes.", fr="Code au registre de la partie débitrice."),
        Bilingual(
            en="Registry code of the party that it is owed to.",
            fr="Code au registre de la partie bénéficiaire.",
        ),
    ),
    key=("code1", "code2", "year"),
    foreign_keys=_FOREIGN_KEYS,
)

DYAD_YEARS: Table[DyadYear] = Table(
    "dyad_years",
    Bilingual(en="Dyad-years", fr="Dyades-années"),
    Bilingual(
        en="What two parties owed each other in each year, either way: a duty of one is enough for 1, a no needs both.",
        fr="Ce que deux parties se devaient chaque année, dans un sens ou dans l’autre : l’obligation d’une seule "
        "suffit pour 1, un non demande les deux.",
    ),
    _undirected_dyad_years,
    _columns(
        Bilingual(
            en="Registry code of the party that comes first in the alphabet.",
            fr="Code au registre de la partie qui vient la première dans l’alphabet.",
        ),
        Bilingual(en="Registry code of the other party.", fr="Code au registre de l’autre partie."),
    ),
    key=("code1", "code2", "year"),
    foreign_keys=_FOREIGN_KEYS,
)
