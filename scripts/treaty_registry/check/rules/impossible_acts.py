"""Acts that cannot be: by no party, too late, without the signature that they confirm, or before their protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.language.days import when
from treaty_registry.law.acts import CONSENTS, SIGNS, Act
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.party_history import PartyHistory
from treaty_registry.law.withdrawal import notice_effect
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

AS_A_PARTY = frozenset(
    {
        "prolongs",
        "renews",
        "suspends",
        "resumes",
        "gives-notice",
        "gives-termination-notice",
        "gives-non-renewal-notice",
    }
)
"""Effects of acts that only somebody can do who is bound, or has consented to be."""


NOT_SIGNED_BEFORE = FindingKind(
    "not-signed-before",
    meaning=Bilingual(
        en="An instrument that confirms a signature, without that signature.",
        fr="Un instrument qui confirme une signature, sans cette signature.",
    ),
    mend=Bilingual(
        en="Enter the signature with its source, mend one of the dates, or write which instrument it was.",
        fr="Inscrivez la signature avec sa source, corrigez l’une des dates, ou écrivez de quel instrument il "
        "s’agissait.",
    ),
    waivable=True,
)


@check(NOT_SIGNED_BEFORE)
def signed_before_ratified(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """An instrument that confirms a signature comes from somebody who signed, and not before (VCLT art. 14)."""
    course = context.law.own(treaty.id)
    instruments = context.terms.vocabularies["instruments"].terms
    if not course.view.of(*SIGNS):
        return
    for act in course.view.of(*CONSENTS):
        instrument = act.event.instrument
        if instrument is None or instruments[instrument].presupposes is None:
            continue
        signed = {code: course.lines[code].signed for code in act.parties}
        never = [code for code, spells in signed.items() if not spells]
        late = [code for code, spells in signed.items() if spells and act.done.before(spells[0].start)]
        for codes, told, mend in (
            (never, "not among the signatories", "Enter the signature with its source"),
            (late, "a signatory only later", "Mend one of the dates"),
        ):
            if codes:
                who = f"`{codes[0]}` is" if len(codes) == 1 else f"Of these parties {len(codes)} are"
                which = f" ({', '.join(codes)})" if len(codes) > 1 else ""
                yield Problem(
                    "not-signed-before",
                    f"{who} {told}{which}, and `{instrument}` confirms a signature. {mend}, or write the instrument "
                    "that it was, such as `accession` or `acceptance`.",
                    ("events", act.index, "party"),
                )


ACT_WITHOUT_PART = FindingKind(
    "act-without-part",
    meaning=Bilingual(
        en="An act that only a party can do, by somebody who is none.",
        fr="Un acte que seule une partie peut accomplir, accompli par qui n’en est pas une.",
    ),
    mend=Bilingual(
        en="Mend the date, or enter the consent or return of whoever acts, with its source.",
        fr="Corrigez la date, ou inscrivez le consentement ou le retour de qui agit, avec sa source.",
    ),
    waivable=True,
)


@check(ACT_WITHOUT_PART)
def acts_of_parties(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Only who is bound, or has consented, can leave, prolong or suspend."""
    course = context.law.own(treaty.id)
    for act in course.view.acts:
        if act.effect != "leaves" and act.effect not in AS_A_PARTY:
            continue
        for code in act.concerned:
            if code in course.lines and not _had_part(course.lines[code], act):
                yield Problem(
                    "act-without-part",
                    f"`{code}` is not bound {when(act.done, 'en')}. {_parts(course, code, act, context)} Only "
                    f"a party can do this (`{act.event.action}`). Mend the date, or enter its consent or return "
                    "with a source.",
                    ("events", act.index, "action"),
                )


def _had_part(line: PartyHistory, act: Act) -> bool:
    """Return whether somebody may have been bound, or have consented, when it did something."""
    spells = (*line.bound, *line.consented, *line.provisional, *line.signed)
    done = act.done
    if act.effect == "leaves":
        return any(spell.start.first < act.effective.last for spell in spells)
    for spell in (*line.bound, *line.provisional):
        if spell.start.first <= done.last and done.first <= spell.end.last:
            return True
    over = [spell for spell in line.bound if spell.end.last <= done.first]
    return not over and any(spell.start.first <= done.last for spell in spells)


def _parts(course: InterpretedTreaty, code: str, act: Act, context: Context) -> str:
    """Return how somebody's part in the treaty had ended before an act, or that it had not begun."""
    bound = course.lines[code].bound
    past = [spell.ended for spell in bound if spell.ended and spell.end.last <= act.done.first]
    if not past:
        return "The record has no consent of it by then."
    return context.speaker.sentence(course.view.treaty, past[-1], NEVER)


REVOKED_TOO_LATE = FindingKind(
    "revoked-too-late",
    meaning=Bilingual(
        en="A notice is taken back after it took effect.",
        fr="Une notification est retirée après avoir pris effet.",
    ),
    mend=Bilingual(
        en="Mend one of the dates or the clause, or enter a return as a new consent, with its source.",
        fr="Corrigez l’une des dates ou la clause, ou inscrivez un retour comme nouveau consentement, avec sa source.",
    ),
    waivable=True,
)


@check(REVOKED_TOO_LATE)
def revoked_in_time(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A notice can be taken back only before it takes effect (VCLT art. 68)."""
    course = context.law.own(treaty.id)
    notices = {act.event.id: act for act in course.view.of("gives-notice", "gives-termination-notice")}
    for act in course.view.of("revokes-notice"):
        notice = notices.get(act.event.refers_to) if act.event.refers_to else None
        if notice is None:
            continue
        window = notice_effect(course.view, notice, course.entry.window, context.law)
        if window.comes and act.effective.before(window) is False:
            yield Problem(
                "revoked-too-late",
                f"The notice took effect {when(window, 'en')}, and can be taken back only before that. Mend one of the "
                "dates or the clause; whoever came back later is entered with a new consent.",
                ("events", act.index, "date"),
            )


BEFORE_ITS_PROTOCOL = FindingKind(
    "before-its-protocol",
    meaning=Bilingual(
        en="Something done under another treaty before that one is in force.",
        fr="Quelque chose de fait en vertu d’un autre traité avant que celui-ci soit en vigueur.",
    ),
    mend=Bilingual(
        en="Mend one of the dates, or give in `effective` the day from which it holds.",
        fr="Corrigez l’une des dates, ou donnez dans `effective` le jour à partir duquel cela vaut.",
    ),
    waivable=True,
)


@check(BEFORE_ITS_PROTOCOL)
def protocols_in_force(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What is done under another treaty is not done before that one is in force."""
    course = context.law.own(treaty.id)
    for act in course.view.acts:
        under = act.event.under
        if under is None or act.effect not in (*CONSENTS, "amends"):
            continue
        entry = context.law.entry_of(under)
        if entry is not None and act.effective.before(entry):
            yield Problem("before-its-protocol", _not_before(under, entry, act), ("events", act.index, "under"))
    for path, reference in _versions(treaty):
        if context.law.entry_of(reference) == NOT_YET:
            yield Problem(
                "before-its-protocol",
                f"By its record `{reference}` never entered into force, so it cannot have changed this. Enter there, "
                f"with a source, what brought it into force, or mend `{path[-1]}`.",
                path,
            )


def _not_before(under: str, entry: DateBounds, act: Act) -> str:
    effect = when(act.effective, "en")
    if entry.first == NEVER:
        return (
            f"By its record `{under}` never entered into force, and this takes effect {effect}. Enter there, with a "
            "source, what brought it into force, or mend `under`."
        )
    return (
        f"`{under}` entered into force {when(entry, 'en')}, and this takes effect {effect}. Mend one of the dates, or "
        "give in `effective` the day from which it holds."
    )


def _versions(treaty: Treaty) -> Iterable[tuple[tuple[str | int, ...], str]]:
    for index, obligation in enumerate(treaty.obligations or ()):
        for key in ("since", "until"):
            if reference := getattr(obligation, key):
                yield ("obligations", index, key), reference
