"""Tables of obligations: as the texts have them, and as the law directs them from party to party over time."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.export.tables.cells import articles, codes
from treaty_registry.export.tables.table import Reference, Row, Table, Value, columns
from treaty_registry.law.queries import Law
from treaty_registry.law.rows import obligation_rows
from treaty_registry.model.registry import active_treaties


def _clauses(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for one in treaty.obligations or ():
            trigger = one.trigger
            yield (
                treaty.id,
                one.id,
                one.kind,
                tuple(one.owed_by),
                tuple(one.owed_to),
                trigger.what if trigger else None,
                trigger.against if trigger else None,
                codes(trigger.states if trigger else None),
                trigger.area if trigger else None,
                trigger.area_name if trigger else None,
                one.commitment,
                codes(one.means),
                one.timing,
                codes([limit.limit for limit in one.limits] if one.limits else None),
                articles(one.articles),
                one.since,
                one.until,
                one.summary.get("en"),
                one.summary.get("fr"),
            )


CLAUSES = Table(
    "clauses",
    "Obligations as the texts have them",
    "One row for each obligation of a treaty, as recorded. Who owes it to whom on which days stands in obligations.",
    columns(
        """
        treaty: string* Id of the treaty.
        obligation: string* The obligation's name in that record.
        kind: string* Term of the vocabulary obligation-kinds.
        owed_by: list* all, or codes of parties.
        owed_to: list* all, or codes of parties.
        trigger: string Term of the vocabulary triggers.
        against: string Term of the vocabulary trigger-targets.
        trigger_states: list Codes of third states that the text names.
        area: string Term of the vocabulary areas.
        area_name: string What the text calls the area.
        commitment: string* Term of the vocabulary commitments.
        means: list Terms of the vocabulary means.
        timing: string Term of the vocabulary timings.
        limits: list Terms of the vocabulary limits.
        articles: list Articles, by the numbers that they bear or bore.
        since: string Id of the treaty that added it.
        until: string Id of the treaty that removed it.
        summary_en: string Summary in English.
        summary_fr: string Summary in French.
        """
    ),
    ("treaty", "obligation"),
    _clauses,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _obligations(law: Law) -> Iterator[Row]:
    for treaty in active_treaties(law.registry):
        for row in obligation_rows(law, treaty.id):
            yield tuple(_plain(value) for value in row)


def _plain(value: Value) -> Value:
    """Return what the law leaves empty as missing."""
    return tuple(one.replace(" ", "_") for one in value) or None if isinstance(value, tuple) else value or None


OBLIGATIONS = Table(
    "obligations",
    "Directed obligations over time",
    "Who owed what to whom, under which article, on which days: one row for each duty of one party towards another.",
    columns(
        """
        treaty: string* Id of the treaty.
        obligation: string* The obligation's name in that record.
        kind: string* Term of the vocabulary obligation-kinds.
        owed_by: string* Code of the party that owes it.
        owed_to: string* Code of the party that it is owed to.
        start: date First day; missing: not known.
        end: date First day after it; missing: open, as known on the treaty's day of known.
        standing: string* owed, provisional, disputed or cannot-tell.
        trigger: string Term of the vocabulary triggers.
        against: string Term of the vocabulary trigger-targets.
        area: string Term of the vocabulary areas.
        commitment: string* Term of the vocabulary commitments.
        means: list Terms of the vocabulary means.
        timing: string Term of the vocabulary timings.
        limits: list Terms of the vocabulary limits.
        articles: list Articles, by the numbers that they bore then.
        reserved_by: list Codes of those whose reservations concern the article.
        """
    ),
    ("treaty", "obligation", "owed_by", "owed_to", "start"),
    _obligations,
    (
        Reference(("treaty", "obligation"), "clauses", ("treaty", "obligation")),
        Reference(("owed_by",), "parties", ("code",)),
        Reference(("owed_to",), "parties", ("code",)),
    ),
)
