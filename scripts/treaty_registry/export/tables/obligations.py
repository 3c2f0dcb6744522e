"""Tables of obligations: as the texts have them, and as the law directs them from party to party over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.cells import article_numbers, words
from treaty_registry.export.tables.day_columns import day_columns
from treaty_registry.export.tables.descriptions import term_of, terms_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.rows import ObligationRow, obligation_rows
from treaty_registry.model.obligation import Obligation
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.vocabulary import Bilingual


class _TreatyObligation(NamedTuple):
    treaty_id: str
    obligation: Obligation


def _treaty_obligations(law: CompiledRegistry) -> Iterator[_TreatyObligation]:
    for treaty in active_treaties(law.registry):
        for obligation in treaty.obligations or ():
            yield _TreatyObligation(treaty.id, obligation)


CLAUSE_COLUMNS: Table[_TreatyObligation] = Table(
    "clauses",
    Bilingual(
        en="Obligations as the texts have them",
        fr="Obligations telles qu’elles figurent dans les textes",
    ),
    Bilingual(
        en="One row for each obligation of a treaty, as recorded. Who owes it to whom on which days stands in "
        "obligations.",
        fr="Une ligne pour chaque obligation d’un traité, telle qu’enregistrée. Qui la doit à qui et quels jours "
        "figure dans obligations.",
    ),
    _treaty_obligations,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column("obligation", "string", descriptions.OBLIGATION, lambda row: row.obligation.id, required=True),
        Column("kind", "string", term_of("obligation-kinds"), lambda row: row.obligation.kind, required=True),
        Column(
            "owed_by",
            "list",
            Bilingual(en="all, or codes of parties.", fr="all (toutes), ou des codes de parties."),
            lambda row: row.obligation.owed_by,
            required=True,
        ),
        Column(
            "owed_to",
            "list",
            Bilingual(en="all, or codes of parties.", fr="all (toutes), ou des codes de parties."),
            lambda row: row.obligation.owed_to,
            required=True,
        ),
        Column(
            "trigger",
            "string",
            term_of("triggers"),
            lambda row: row.obligation.trigger.what if row.obligation.trigger else None,
        ),
        Column(
            "against",
            "string",
            term_of("trigger-targets"),
            lambda row: row.obligation.trigger.against if row.obligation.trigger else None,
        ),
        Column(
            "trigger_states",
            "list",
            Bilingual(
                en="Codes of third states that the text names.",
                fr="Codes des États tiers que le texte nomme.",
            ),
            lambda row: row.obligation.trigger.states if row.obligation.trigger else None,
        ),
        Column(
            "area",
            "string",
            term_of("areas"),
            lambda row: row.obligation.trigger.area if row.obligation.trigger else None,
        ),
        Column(
            "area_name",
            "string",
            Bilingual(en="What the text calls the area.", fr="Comment le texte appelle la zone."),
            lambda row: row.obligation.trigger.area_name if row.obligation.trigger else None,
        ),
        Column("commitment", "string", term_of("commitments"), lambda row: row.obligation.commitment, required=True),
        Column("means", "list", terms_of("means"), lambda row: row.obligation.means),
        Column("timing", "string", term_of("timings"), lambda row: row.obligation.timing),
        Column(
            "limits",
            "list",
            terms_of("limits"),
            lambda row: words(limit.limit for limit in row.obligation.limits or ()),
        ),
        Column(
            "articles",
            "list",
            Bilingual(
                en="Articles, by the numbers that they bear or bore.",
                fr="Articles, par les numéros qu’ils portent ou ont portés.",
            ),
            lambda row: article_numbers(row.obligation.articles),
        ),
        Column(
            "since",
            "string",
            Bilingual(en="Id of the treaty that added it.", fr="Identifiant du traité qui l’a ajoutée."),
            lambda row: row.obligation.since,
        ),
        Column(
            "until",
            "string",
            Bilingual(en="Id of the treaty that removed it.", fr="Identifiant du traité qui l’a supprimée."),
            lambda row: row.obligation.until,
        ),
        Column("summary_en", "string", descriptions.SUMMARY_EN, lambda row: row.obligation.summary.get("en")),
        Column("summary_fr", "string", descriptions.SUMMARY_FR, lambda row: row.obligation.summary.get("fr")),
    ),
    key=("treaty", "obligation"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)),),
)


def _duties(law: CompiledRegistry) -> Iterator[ObligationRow]:
    for treaty in active_treaties(law.registry):
        yield from obligation_rows(law, treaty.id)


OBLIGATIONS: Table[ObligationRow] = Table(
    "obligations",
    Bilingual(en="Directed obligations over time", fr="Obligations orientées au fil du temps"),
    Bilingual(
        en="Who owed what to whom, under which article, on which days: one row for each duty of one party towards "
        "another.",
        fr="Qui devait quoi à qui, en vertu de quel article et quels jours : une ligne pour chaque obligation d’une "
        "partie envers une autre.",
    ),
    _duties,
    # The law has empty text where nothing is said: in a table that is missing.
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda duty: duty.treaty, required=True),
        Column("obligation", "string", descriptions.OBLIGATION, lambda duty: duty.obligation, required=True),
        Column("kind", "string", term_of("obligation-kinds"), lambda duty: duty.kind, required=True),
        Column(
            "owed_by",
            "string",
            Bilingual(en="Code of the party that owes it.", fr="Code de la partie qui la doit."),
            lambda duty: duty.owed_by,
            required=True,
        ),
        Column(
            "owed_to",
            "string",
            Bilingual(en="Code of the party that it is owed to.", fr="Code de la partie à laquelle elle est due."),
            lambda duty: duty.owed_to,
            required=True,
        ),
        *day_columns(ObligationRow),
        Column(
            "standing",
            "string",
            Bilingual(
                en="owed, provisional, disputed or cannot-tell.",
                fr="owed (due), provisional (à titre provisoire), disputed (contestée) ou cannot-tell "
                "(indéterminable).",
            ),
            lambda duty: duty.standing,
            required=True,
        ),
        Column("trigger", "string", term_of("triggers"), lambda duty: duty.trigger or None),
        Column("against", "string", term_of("trigger-targets"), lambda duty: duty.against or None),
        Column("area", "string", term_of("areas"), lambda duty: duty.area or None),
        Column("commitment", "string", term_of("commitments"), lambda duty: duty.commitment, required=True),
        Column("means", "list", terms_of("means"), lambda duty: duty.means or None),
        Column("timing", "string", term_of("timings"), lambda duty: duty.timing or None),
        Column("limits", "list", terms_of("limits"), lambda duty: duty.limits or None),
        Column(
            "articles",
            "list",
            Bilingual(
                en="Articles, by the numbers that they bore then.",
                fr="Articles, par les numéros qu’ils portaient alors.",
            ),
            lambda duty: words(duty.articles),
        ),
        Column(
            "reserved_by",
            "list",
            Bilingual(
                en="Codes of those whose reservations concern the article.",
                fr="Codes de ceux dont les réserves concernent l’article.",
            ),
            lambda duty: duty.reserved_by or None,
        ),
        Column(
            "qualified_by",
            "list",
            Bilingual(
                en="What qualifies the part of one of the two on some of these days: frozen, partly-withdrawn or "
                "reservation. While a duty is suspended it has no row.",
                fr="Ce qui nuance la participation de l’une des deux certains de ces jours : frozen (gelée), "
                "partly-withdrawn (retrait partiel) ou reservation (réserve). Tant qu’une obligation est suspendue, "
                "elle n’a pas de ligne.",
            ),
            lambda duty: duty.qualified_by or None,
        ),
    ),
    key=("treaty", "obligation", "owed_by", "owed_to", "start_latest"),
    foreign_keys=(
        ForeignKey(("treaty", "obligation"), "clauses", ("treaty", "obligation")),
        ForeignKey(("owed_by",), "parties", ("code",)),
        ForeignKey(("owed_to",), "parties", ("code",)),
    ),
)
