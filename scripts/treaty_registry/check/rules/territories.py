"""Territories: those that an act names are the acting party's, and were so then."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.dates import Date
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem, did_you_mean

UNKNOWN_TERRITORY = FindingKind(
    "unknown-territory",
    meaning=Bilingual(
        en="An act names a territory that is not in the files of those who act, or not theirs at the time.",
        fr="Un acte nomme un territoire qui n’est pas dans les fichiers de ceux qui agissent, ou qui n’était pas le "
        "leur à l’époque.",
    ),
    mend=Bilingual(
        en="Mend the code, or enter the territory in the party's file with a source.",
        fr="Corrigez le code, ou inscrivez le territoire dans le fichier de la partie avec une source.",
    ),
    spoils=False,
)


@check(UNKNOWN_TERRITORY)
def territories_known(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A territory belongs to a party that acts, on the day on which it acts (VCLT art. 29)."""
    for index, event in enumerate(treaty.events):
        theirs = {
            territory.code: territory
            for code in event.party or ()
            for territory in context.terms.parties[code].territories or ()
        }
        path = "events", index, "territories"
        for code in event.territories or ():
            territory = theirs.get(code)
            if territory is None:
                files = ", ".join(f"schema/parties/{party}.yaml" for party in event.party or ())
                yield Problem(
                    "unknown-territory",
                    f"No territory `{code}` stands in {files or 'the file of a party'}.{did_you_mean(code, theirs)} "
                    "Enter it there with a source, or mend the code.",
                    path,
                )
            elif isinstance(event.date, Date) and (
                (territory.since is not None and event.date.before(territory.since))
                or (territory.until is not None and territory.until.before(event.date))
            ):
                yield Problem(
                    "unknown-territory",
                    f"{territory.en} was not the party's on {event.date}. Check the date, or the years in the party's "
                    "file.",
                    path,
                )
