"""Duties of, or towards, somebody whom the treaty never bound."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.law.date_bounds import NEVER
from treaty_registry.law.duties import EVERYBODY
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

DUTY_OF_NO_PARTY = FindingKind(
    "duty-of-no-party",
    meaning=Bilingual(
        en="An obligation of, or towards, somebody who never became a party.",
        fr="Une obligation de quelqu’un, ou envers quelqu’un, qui n’est jamais devenu partie.",
    ),
    mend=Bilingual(
        en="Enter the consent with its source, or take the party out of the obligation.",
        fr="Inscrivez le consentement avec sa source, ou retirez la partie de l’obligation.",
    ),
    waivable=True,
)


@check(DUTY_OF_NO_PARTY)
def obligors_became_parties(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Whoever owes a duty, or is owed one, was bound by the treaty at some time."""
    course = context.law.own(treaty.id)
    if course.entry.window.first == NEVER or not course.entry.window.comes:
        return
    bound = {
        code
        for line in course.lines.values()
        if line.bound or line.provisional
        for code in course.view.persons.codes_of(line.code)
    }
    for index, obligation in enumerate(treaty.obligations or ()):
        for key in ("owed_by", "owed_to"):
            for code in getattr(obligation, key):
                if code != EVERYBODY and code in course.lines and code not in bound:
                    yield Problem(
                        "duty-of-no-party",
                        f"`{code}` acts in the events but never became a party. Enter its consent with a source, or "
                        "take it out here.",
                        ("obligations", index, key),
                    )
