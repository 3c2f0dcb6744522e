"""Identity: every record can be found under its one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.event import Event
from treaty_registry.model.obligation import Obligation
from treaty_registry.model.report import Report
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

ID_NOT_FILE_NAME = FindingKind(
    "id-not-file-name",
    meaning=Bilingual(
        en="The `id` (or a party's `code`) differs from the file's name.",
        fr="L’`id` (ou le `code` d’une partie) diffère du nom du fichier.",
    ),
    mend=Bilingual(
        en="Make the two the same. An id that was published never changes.",
        fr="Rendez les deux identiques. Un identifiant publié ne change jamais.",
    ),
)

WRONG_FOLDER = FindingKind(
    "wrong-folder",
    meaning=Bilingual(
        en="A record is not in the folder of its year.",
        fr="Une fiche n’est pas dans le dossier de son année.",
    ),
    mend=Bilingual(
        en="Move the file into the folder of the year in its id.",
        fr="Déplacez le fichier dans le dossier de l’année de son identifiant.",
    ),
)


@check(ID_NOT_FILE_NAME, WRONG_FOLDER)
def file_and_folder(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """The id is the file's name, and the folder its year, so that a record is found without an index."""
    stem = record.path.stem
    if treaty.id != stem:
        yield Problem(
            "id-not-file-name",
            f"The id is `{treaty.id}` and the file is called `{stem}.yaml`. Make them the same; an id that was "
            "published never changes.",
            ("id",),
        )
    elif not _at_home(record, treaty, context):
        yield Problem(
            "wrong-folder", f"Move the file to `treaties/{treaty.id[:4]}/`: the folder is the year in the id.", ("id",)
        )


def _at_home(record: Record, treaty: Treaty, context: Context) -> bool:
    """Return whether a file is where it belongs; one outside the registry needs only be in a folder of its year."""
    if record.path.parent.name != treaty.id[:4]:
        return False
    root = context.root
    return root is None or record.path == root.record_path(treaty.id) or not record.path.is_relative_to(root.path)


DUPLICATE_ID = FindingKind(
    "duplicate-id",
    meaning=Bilingual(
        en="Two records claim the same id, now or formerly.",
        fr="Deux fiches revendiquent le même identifiant, à présent ou par le passé.",
    ),
    mend=Bilingual(
        en="Give one of the records another id, or delete the former id.",
        fr="Donnez à l’une des fiches un autre identifiant, ou supprimez l’ancien identifiant.",
    ),
)


@check(DUPLICATE_ID)
def unique_ids(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """No id, present or former, leads to two records."""
    holder = context.ids.get(treaty.id, record.shown)
    if holder != record.shown:
        yield Problem("duplicate-id", f"`{holder}` has this id too. Give one of them another.", ("id",))
    for index, former in enumerate(treaty.former_ids or ()):
        holder = context.ids.get(former, record.shown)
        if holder != record.shown or former == treaty.id:
            yield Problem(
                "duplicate-id",
                f"`{former}` cannot be a former id: `{holder}` uses it. Delete this entry.",
                ("former_ids", index),
            )


DUPLICATE_NAME = FindingKind(
    "duplicate-name",
    meaning=Bilingual(
        en="Two things in one record have the same `id`.",
        fr="Deux éléments d’une fiche ont le même `id`.",
    ),
    mend=Bilingual(en="Give one of the two another `id`.", fr="Donnez à l’un des deux un autre `id`."),
)


@check(DUPLICATE_NAME)
def unique_names(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Within a record, events, obligations and reports can be told apart by their ids."""
    groups: dict[str, Sequence[Event | Obligation | Report]] = {
        "events": treaty.events,
        "obligations": treaty.obligations or (),
        "reports": treaty.reports or (),
    }
    for key, items in groups.items():
        seen = Counter[str | None]()
        for index, item in enumerate(items):
            seen[item.id] += 1
            if item.id is not None and seen[item.id] > 1:
                yield Problem(
                    "duplicate-name",
                    f"`{item.id}` is already the id of another entry of `{key}`. Choose a new one.",
                    (key, index, "id"),
                )
