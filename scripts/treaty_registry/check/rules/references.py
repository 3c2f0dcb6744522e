"""References: what a record names exists, and what it declares is used."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.references import source_references, treaty_references
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem, did_you_mean

UNKNOWN_TREATY = FindingKind(
    "unknown-treaty",
    meaning=Bilingual(en="A treaty id that no record has.", fr="Un identifiant de traité qu’aucune fiche ne porte."),
    mend=Bilingual(
        en="Mend the id, or name a treaty without a record by `unrecorded`.",
        fr="Corrigez l’identifiant, ou nommez par `unrecorded` un traité sans fiche.",
    ),
)


@check(UNKNOWN_TREATY)
def treaties_exist(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every treaty id leads to a record, by the name that it has now."""
    for path, reference in treaty_references(record.tree):
        if reference in context.treaties:
            continue
        holder = FilePath(context.ids.get(reference, "")).stem
        if holder == reference:
            continue
        if holder:
            yield Problem("unknown-treaty", f"`{reference}` is now called `{holder}`. Write the new id.", path)
        else:
            yield Problem(
                "unknown-treaty",
                f"No record has the id `{reference}`.{did_you_mean(reference, context.ids)} A treaty without a record "
                "is named by `unrecorded: its title and date`, in relations.",
                path,
            )


UNKNOWN_SOURCE = FindingKind(
    "unknown-source",
    meaning=Bilingual(en="A source key that is not declared.", fr="Une clé de source qui n’est pas déclarée."),
    mend=Bilingual(
        en="Add the source under `sources`, or cite another.",
        fr="Ajoutez la source sous `sources`, ou citez-en une autre.",
    ),
)

UNUSED_SOURCE = FindingKind(
    "unused-source",
    meaning=Bilingual(en="A source that no fact cites.", fr="Une source qu’aucun fait ne cite."),
    mend=Bilingual(
        en="Cite the source where it supports a fact, or delete it.",
        fr="Citez la source là où elle appuie un fait, ou supprimez-la.",
    ),
)


@check(UNKNOWN_SOURCE, UNUSED_SOURCE)
def sources_declared_and_used(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Every source key is declared, and every declared source is cited."""
    return undeclared_and_unused(record.tree, treaty.sources)


def undeclared_and_unused(tree: Any, sources: Collection[str], shared: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every citation of a source that is declared neither here nor for all, and what ``unused`` yields."""
    cited = list(source_references(tree))
    where = "`sources` or of schema/sources.yaml" if shared else "`sources`"
    for path, key in cited:
        if key not in sources and key not in shared:
            advice = did_you_mean(key, [*sources, *shared]) or (f" There are: {', '.join(sources)}." if sources else "")
            yield Problem(
                "unknown-source", f"`{key}` is not a key of {where}.{advice} Add it there, or cite another.", path
            )
    yield from unused(sources, {key for _, key in cited})


def unused(sources: Iterable[str], cited: Container[str]) -> Iterator[Problem]:
    """Yield every declared source that nothing cites."""
    for key in sources:
        if key not in cited:
            yield Problem(
                "unused-source",
                "No fact cites this source. Cite it where it supports a fact, or delete it.",
                ("sources", key),
                at_key=True,
            )


UNKNOWN_EVENT = FindingKind(
    "unknown-event",
    meaning=Bilingual(
        en="An event id that the record does not have.",
        fr="Un identifiant d’événement que la fiche n’a pas.",
    ),
    mend=Bilingual(
        en="Give the event that is meant this `id`, or mend the reference.",
        fr="Donnez cet `id` à l’événement visé, ou corrigez le renvoi.",
    ),
)


@check(UNKNOWN_EVENT)
def events_exist(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """An event that answers another one names one that is there."""
    names = {event.id for event in treaty.events if event.id}
    for index, event in enumerate(treaty.events):
        if event.refers_to and event.refers_to not in names:
            yield Problem(
                "unknown-event",
                f"No event has the id `{event.refers_to}`.{did_you_mean(event.refers_to, names)} "
                "Give the event that is meant this `id`.",
                ("events", index, "refers_to"),
            )
