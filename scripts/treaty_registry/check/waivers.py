"""Waivers: findings that a record accepts, with the reason, and waivers that accept nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treaty_registry.check.kinds import FindingKind
from treaty_registry.check.places import where
from treaty_registry.check.record import Record
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem, did_you_mean

UNUSED_WAIVER = FindingKind(
    "unused-waiver",
    meaning=Bilingual(en="A waiver that waives nothing.", fr="Une dérogation qui ne déroge à rien."),
    mend=Bilingual(
        en="Delete the waiver, or mend the name of the finding or of its place.",
        fr="Supprimez la dérogation, ou corrigez le nom du constat ou de l’endroit.",
    ),
    spoils=False,
)

NOT_WAIVABLE = FindingKind(
    "not-waivable",
    meaning=Bilingual(
        en="A waiver of a finding that cannot be waived.",
        fr="Une dérogation pour un constat qui n’en admet pas.",
    ),
    mend=Bilingual(
        en="Mend what is reported and delete the waiver.",
        fr="Corrigez ce qui est signalé et supprimez la dérogation.",
    ),
)


def unwaived(record: Record, treaty: Treaty, kinds: Mapping[str, FindingKind]) -> Iterator[Problem]:
    """Yield the problems of a record that no waiver accepts, and one for each waiver that accepts nothing.

    ``kinds`` are all kinds of finding by code.
    """
    waivers = treaty.waivers or ()
    used = set()
    for problem in record.problems:
        place = where(problem.path, record.tree)
        number = next((n for n, w in enumerate(waivers) if (w.finding, w.where) == (problem.code, place)), None)
        if number is None or not kinds[problem.code].waivable:
            yield problem
        else:
            used.add(number)
    for number, waiver in enumerate(waivers):
        path = ("waivers", number)
        if waiver.finding not in kinds:
            waivable = [code for code, kind in kinds.items() if kind.waivable]
            yield Problem(
                "unused-waiver",
                f"No finding is called `{waiver.finding}`.{did_you_mean(waiver.finding, waivable)}",
                (*path, "finding"),
            )
        elif not kinds[waiver.finding].waivable:
            yield Problem(
                "not-waivable",
                f"`{waiver.finding}` cannot be waived. Mend what it reports and delete the waiver.",
                path,
            )
        elif number not in used:
            yield Problem(
                "unused-waiver",
                f"There is no `{waiver.finding}` at `{waiver.where}` any more. Delete the waiver.",
                path,
            )
