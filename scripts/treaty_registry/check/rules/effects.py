"""Acts that have no effect where they stand, and states that are gone without a word on what became of the treaty."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.language.measures import listed
from treaty_registry.law.acts import CONSENTS
from treaty_registry.law.date_bounds import NOT_YET
from treaty_registry.law.endings import ENDS_BETWEEN, ENDS_BY_AGREEMENT, missing_from
from treaty_registry.law.withdrawal import exits
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

WITHOUT_EFFECT = FindingKind(
    "without-effect",
    meaning=Bilingual(
        en="An act that brings nothing about where it stands.",
        fr="Un acte qui ne produit rien là où il figure.",
    ),
    mend=Bilingual(
        en="Choose the act or instrument that was meant, or enter what it needs to take effect.",
        fr="Choisissez l’acte ou l’instrument voulu, ou inscrivez ce qu’il lui faut pour prendre effet.",
    ),
    severity="warning",
    waivable=True,
)


@check(WITHOUT_EFFECT)
def acts_have_effect(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """An exchange or deposit carries an instrument of consent; an agreement to end the treaty has all its parties."""
    actions = context.terms.vocabularies["actions"].terms
    instruments = context.terms.vocabularies["instruments"].terms
    for index, event in enumerate(treaty.events):
        carries = actions[event.action].effect in CONSENTS and "instrument" in (actions[event.action].needs or ())
        if carries and event.instrument and instruments[event.instrument].effect not in CONSENTS:
            yield Problem(
                "without-effect",
                f"A `{event.instrument}` is not an instrument by which anybody consents to be bound, so this "
                f"`{event.action}` brings nothing about. Name the instrument of consent, or choose another act.",
                ("events", index, "instrument"),
            )
    yield from _agreements(treaty, context)
    yield from _one_sided(treaty, context)


def _one_sided(treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A breach acts between those whom it concerns (VCLT art. 60(2)): one among several names another."""
    course = context.law.own(treaty.id)
    bound = {course.log.person(code) for code, line in course.lines.items() if line.bound}
    for act in course.view.of(ENDS_BETWEEN):
        if len(act.parties) == 1 and not act.event.towards and len(bound) > course.log.fewest:
            yield Problem(
                "without-effect",
                "Among several parties this ends the treaty only between this one and those that it is addressed to "
                "(VCLT art. 60(2)), and it names nobody. Name them in `towards`.",
                ("events", act.index),
            )


def _agreements(treaty: Treaty, context: Context) -> Iterator[Problem]:
    course = context.law.own(treaty.id)
    acts = course.view.of(ENDS_BY_AGREEMENT)
    if not acts:
        return
    departures = tuple(exits(course.view, course.entry.window, context.law))
    for act in acts:
        missing = missing_from(course.log, act, departures)
        if missing and act.parties:
            names = listed(map(context.speaker.name, missing), "en")
            yield Problem(
                "without-effect",
                f"All parties must agree to end a treaty (VCLT art. 54(b)), and this act lacks: {names}. Complete "
                "`party`, or enter how they left.",
                ("events", act.index, "party"),
            )


PARTY_GONE = FindingKind(
    "party-gone",
    meaning=Bilingual(
        en="A party has ceased to exist, and no source says what became of the treaty.",
        fr="Une partie a cessé d’exister, et aucune source ne dit ce qu’il est advenu du traité.",
    ),
    mend=Bilingual(
        en="Enter a succession, an end, or an attested result with its source. Until then nobody can tell whether the "
        "treaty goes on.",
        fr="Inscrivez une succession, une fin ou un résultat attesté avec sa source. D’ici là, personne ne peut dire "
        "si le traité subsiste.",
    ),
    severity="warning",
    waivable=True,
)


@check(PARTY_GONE)
def gone_parties_accounted_for(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A treaty does not end silently because a state dissolved or united with another."""
    course = context.law.own(treaty.id)
    if course.end is None or course.end.began.code != "fewer-than-two" or course.end.start.comes:
        return
    persons = course.view.persons
    for code, line in course.lines.items():
        death = persons.death(code)
        if line.bound and death != NOT_YET and not persons.continued_by(code) and death.first == course.end.start.first:
            name = context.speaker.name(code)
            yield Problem(
                "party-gone",
                f"{name} ceased to exist, and no source on record says what became of the treaty. Enter a succession, "
                "an end, or an attested result; until then nobody can tell whether it is in force.",
                ("events",),
            )
