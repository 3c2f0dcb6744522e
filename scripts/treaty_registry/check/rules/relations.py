"""Relations between records: each stands once, in the newer record, and none leads back to itself."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.references import treaty_references
from treaty_registry.check.rules.contradictions import effect
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

CIRCULAR_RELATION = FindingKind(
    "circular-relation",
    meaning=Bilingual(
        en="Records or parties that lead back to themselves, directly or in a circle.",
        fr="Des fiches ou des parties qui ramènent à elles-mêmes, directement ou en cercle.",
    ),
    mend=Bilingual(
        en="Name the other record, or delete the relation that is wrong.",
        fr="Nommez l’autre fiche, ou supprimez le lien inexact.",
    ),
)

RELATION_IN_OLDER_RECORD = FindingKind(
    "relation-in-older-record",
    meaning=Bilingual(
        en="A relation stands in the older of two records.",
        fr="Un lien figure dans la plus ancienne de deux fiches.",
    ),
    mend=Bilingual(en="Move the relation to the newer record.", fr="Déplacez le lien dans la fiche la plus récente."),
    waivable=True,
)


@check(CIRCULAR_RELATION, RELATION_IN_OLDER_RECORD)
def relations(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A relation stands once, in the newer record, and never in a circle."""
    for position, relation in enumerate(treaty.relations or ()):
        if relation.treaty is None:
            continue
        path = ("relations", position, "treaty")
        other = context.treaties.get(relation.treaty)
        back = other is not None and any(
            theirs.type == relation.type and theirs.treaty == treaty.id for theirs in other.relations or ()
        )
        if relation.treaty == treaty.id:
            yield Problem(
                "circular-relation", "This is the treaty itself. Name the other one, or delete the relation.", path
            )
        elif back:
            yield Problem(
                "circular-relation",
                f"The record of `{relation.treaty}` has the relation `{relation.type}` to this treaty too. Keep it in "
                "the newer of the two records only.",
                path,
            )
        elif circle := _circle(treaty.id, relation.type, relation.treaty, context):
            yield Problem(
                "circular-relation",
                f"By `{relation.type}` this treaty leads back to itself: {' → '.join((treaty.id, *circle))}. Delete "
                "the relation that is wrong.",
                path,
            )
        elif relation.treaty[:4] > treaty.id[:4]:
            yield Problem(
                "relation-in-older-record",
                f"`{relation.treaty}` is the newer of the two. Move the relation to its record; the page of this one "
                "shows it from the other side.",
                path,
            )


def _circle(start: str, kind: str, step: str, context: Context) -> list[str]:
    """Return the way by relations of one kind that leads from a treaty, by a next one, back to it; else nothing."""
    way = {step: start}
    pending = [step]
    while pending and len(way) < _FAR:
        here = pending.pop()
        treaty = context.treaties.get(here)
        for relation in (treaty and treaty.relations) or ():
            if relation.type != kind or relation.treaty is None:
                continue
            if relation.treaty == start:
                back = [here]
                while back[-1] != step:
                    back.append(way[back[-1]])
                return [*reversed(back), start]
            if relation.treaty not in way:
                way[relation.treaty] = here
                pending.append(relation.treaty)
    return []


_FAR = 1_000
"""No treaty stands in a row of so many."""


@check(CIRCULAR_RELATION)
def no_reference_to_itself(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What was done under another treaty, or replaced a record, is named by the other one's id."""
    if not record.says(treaty.id, times=2):
        return
    for path, reference in treaty_references(record.tree):
        if reference == treaty.id and path[0] != "relations":
            yield Problem(
                "circular-relation",
                f"`{reference}` is this treaty itself. Name the other one, or delete `{path[-1]}`.",
                path,
            )


MISSING_RELATION = FindingKind(
    "missing-relation",
    meaning=Bilingual(
        en="A record says that another treaty ended it, and that record does not.",
        fr="Une fiche dit qu’un autre traité y a mis fin, et la fiche de celui-ci ne le dit pas.",
    ),
    mend=Bilingual(
        en="Add the relation to the record of the other treaty.",
        fr="Ajoutez le lien à la fiche de l’autre traité.",
    ),
)


@check(MISSING_RELATION)
def ended_by_another(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Where another treaty ended this one, the other one's record says so too."""
    for position, result in enumerate(treaty.attested or ()):
        other = context.treaties.get(result.by) if result.by else None
        if other is None or other.id == treaty.id or effect(result, context) != "ends":
            continue
        if not any(relation.treaty == treaty.id for relation in other.relations or ()):
            yield Problem(
                "missing-relation",
                f"`{other.id}` is said to end this treaty, and has no relation to it. Add to its `relations`: "
                f"`{{type: supersedes, treaty: {treaty.id}, source: ...}}`.",
                ("attested", position, "by"),
            )
