"""Consents to be bound, against each other and against the treaty's entry into force."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules.duplicates import nothing_differs
from treaty_registry.language.days import when
from treaty_registry.law.acts import SUCCESSIONS, Act
from treaty_registry.law.date_bounds import NEVER
from treaty_registry.law.entry_rules import met
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem

REPEATED_CONSENT = FindingKind(
    "repeated-consent",
    meaning=Bilingual(
        en="A party consents again, although its first consent still stands.",
        fr="Une partie consent de nouveau, alors que son premier consentement tient toujours.",
    ),
    mend=Bilingual(
        en="Delete the act that is entered twice, or enter what ended the first consent, with its source.",
        fr="Supprimez l’acte inscrit deux fois, ou inscrivez avec sa source ce qui a mis fin au premier consentement.",
    ),
    waivable=True,
    spoils=False,
)

_ENDS_CONSENT = frozenset({"withdraws-consent", "leaves", "gives-notice", "gives-termination-notice"})
"""Effects of acts after which somebody may consent anew."""


@check(REPEATED_CONSENT)
def consents_once(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A state is bound by one consent (VCLT art. 11), until it takes it back or leaves.

    One instrument that is deposited with several depositaries, or a note to several, is addressed (``towards``) or has
    a place of its own; and who consents to a later treaty (``under``) does something else.
    """
    course = context.law.own(treaty.id)
    if course.view.void:
        return
    given: dict[tuple[str, str | None], Act] = {}
    for act in course.view.of("consents"):
        for code in act.parties:
            key = (course.log.person(code), act.event.under)
            first = given.get(key)
            if first is not None and first.index != act.index and _stands(course, code, first, act):
                yield Problem(
                    "repeated-consent",
                    f"`{code}` consented {when(first.done, 'en')} already (`{first.event.action}`). Delete one of the "
                    "two if they are the same act; if not, enter what ended the first consent, with its source, or "
                    "waive this with the reason.",
                    ("events", act.index, "party"),
                )
            given[key] = act


def _stands(course: InterpretedTreaty, code: str, first: Act, again: Act) -> bool:
    """Return whether the first of two consents stands when the second is given, and is not the same act elsewhere."""
    if again.event.towards or (again.event.place and again.event.place != first.event.place):
        return False
    if first.done == again.done and nothing_differs(first.event, again.event):
        return False  # entered twice, which is said already
    person = course.log.person(code)
    back = (act for act in course.view.of(*_ENDS_CONSENT) for one in act.concerned if course.log.person(one) == person)
    ended = [spell for own in course.lines if course.log.person(own) == person for spell in course.lines[own].bound]
    return not any(act.done.first <= again.done.last for act in back) and not any(
        spell.end.first <= again.done.last for spell in ended
    )


SUCCESSION_TO_NOTHING = FindingKind(
    "succession-to-nothing",
    meaning=Bilingual(
        en="A succession to somebody who had no part in the treaty.",
        fr="Une succession à qui n’avait aucune part au traité.",
    ),
    mend=Bilingual(
        en="Mend `of`, or enter the predecessor’s signature or consent with its source.",
        fr="Corrigez `of`, ou inscrivez avec sa source la signature ou le consentement du prédécesseur.",
    ),
    waivable=True,
    spoils=False,
)


@check(SUCCESSION_TO_NOTHING)
def successors_succeed_to_something(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Nobody can take a place that the predecessor did not have (VCSST 1978, art. 17, 18)."""
    course = context.law.own(treaty.id)
    had_part = {
        course.log.person(code)
        for code, line in course.lines.items()
        if line.bound or line.consented or line.signed or line.provisional
    }
    for act in course.view.of(*SUCCESSIONS):
        for code in act.event.of or ():
            if course.log.person(code) not in had_part:
                yield Problem(
                    "succession-to-nothing",
                    f"By this record `{code}` neither signed nor consented, so there is nothing to succeed to. Name "
                    "the right predecessor, or enter what it did, with its source.",
                    ("events", act.index, "of"),
                )


IN_FORCE_BEFORE_CONSENT = FindingKind(
    "in-force-before-consent",
    meaning=Bilingual(
        en="The treaty enters into force before anybody signed it or consented to it.",
        fr="Le traité entre en vigueur avant que quiconque l’ait signé ou y ait consenti.",
    ),
    mend=Bilingual(
        en="Mend the date that is wrong; if the text has the treaty apply from an earlier day on, give that day as "
        "`retroactive_to`.",
        fr="Corrigez la date inexacte ; si le texte fait remonter l’application du traité à un jour antérieur, donnez "
        "ce jour dans `retroactive_to`.",
    ),
    waivable=True,
    spoils=False,
)


@check(IN_FORCE_BEFORE_CONSENT)
def somebody_consents_first(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """No treaty is in force before somebody has expressed something about it (VCLT art. 9 to 11, 24).

    A text that has it apply from an earlier day on, once it is in force (art. 28), says so in a key of its own.
    """
    course = context.law.own(treaty.id)
    entry, first = course.entry, course.signed
    if first.first == NEVER or (entry.clause is not None and entry.clause.retroactive_to is not None):
        return
    rule_met = met(entry.clause.initial, course.log) if entry.clause is not None else None
    if rule_met is not None and rule_met.window.before(first):
        window = rule_met.window
        path: Path = ("final_clauses", "entry_into_force")
    elif entry.stated is not None and entry.window.before(first):
        window, path = entry.window, ("attested", entry.stated.index, "date")
    else:
        return
    yield Problem(
        "in-force-before-consent",
        f"By this it enters into force {when(window, 'en')}, and the first signature or consent on record is "
        f"{when(first, 'en')}: before that it binds nobody. Mend the date that is wrong; if the text has the treaty "
        "apply from an earlier day on, give that day as `retroactive_to`.",
        path,
    )
