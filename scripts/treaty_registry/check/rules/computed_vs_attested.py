"""What follows in law, against what the record says: computed and attested results, impossible acts, empty duties.

These checks ask the law core; each finding gives the computation in words, so that its reader can see which of dates,
rule and source is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.language.days import when
from treaty_registry.language.marks import condition_marks
from treaty_registry.language.measures import listed
from treaty_registry.language.sentences import MAX_NAMES
from treaty_registry.law.acts import CONSENTS, SIGNS, Act, AttestedResult
from treaty_registry.law.conditions import IN_THE_END, Unmet, unmet
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds
from treaty_registry.law.duties import EVERYBODY
from treaty_registry.law.entry_rules import BY_SIGNATURE, effects_of
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.party_history import PartyHistory
from treaty_registry.law.reasons import Reason
from treaty_registry.law.withdrawal import notice_effect
from treaty_registry.model.dates import Date
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

AS_STATED = frozenset({"end-attested", "bound-attested", "left-attested"})
"""Reasons of what rests on what sources state: nothing is computed then that it could differ from."""


COMPUTED_DIFFERS = FindingKind(
    "computed-differs",
    meaning=Bilingual(
        en="Sources state another day than the acts and clauses on record bring about.",
        fr="Des sources affirment un autre jour que celui qui résulte des actes et des clauses enregistrés.",
    ),
    mend=Bilingual(en="Mend the date, the acts or the clause.", fr="Corrigez la date, les actes ou la clause."),
    waivable=True,
)

NOT_COMPUTED = FindingKind(
    "not-computed",
    meaning=Bilingual(
        en="Sources state a result that the acts on record do not bring about.",
        fr="Des sources affirment un résultat qui ne découle pas des actes enregistrés.",
    ),
    mend=Bilingual(
        en="Find a source for the act that is missing and enter it with that source, or mend the rule.",
        fr="Trouvez une source pour l’acte qui manque et inscrivez-le avec elle, ou corrigez la règle.",
    ),
    waivable=True,
)


@check(COMPUTED_DIFFERS, NOT_COMPUTED)
def computed_and_attested(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What sources state of the law's results is what the acts and clauses bring about."""
    if not treaty.attested:
        return
    course = context.law.own(treaty.id)
    for result in course.view.results:
        if result.attested.disputed:
            continue
        if (told := _differs(course, result)) is not None:
            yield from _told(course, result, told, context)


_Computed = tuple[DateBounds, Reason | None]


def _differs(course: InterpretedTreaty, result: AttestedResult) -> _Computed | None:
    """Return what is computed instead of a result, if that is something else."""
    if result.party is not None:
        return _party_differs(course, result)
    if result.effect == "starts":
        rule_met = course.entry.met
        if rule_met is not None and not rule_met.window.meets(result.day):
            return rule_met.window, course.entry.reason
        return None
    if result.effect == "never-starts" and course.entry.window.comes and course.entry.met is not None:
        return course.entry.window, course.entry.reason
    end = course.end
    if result.effect != "ends" or end is None or end.began.code in AS_STATED or end.start.meets(result.day):
        return None
    return end.start, end.began


def _party_differs(course: InterpretedTreaty, result: AttestedResult) -> _Computed | None:
    line = course.lines.get(result.party or "")
    if line is None or result.effect not in ("starts", "leaves"):
        return None
    spells = line.bound
    if result.effect == "starts":
        ends: Sequence[_Computed] = [(spell.start, spell.began) for spell in spells]
    else:
        ends = [(spell.end, spell.ended) for spell in spells if spell.ended]
    if any(window.meets(result.day) or (reason and reason.code in AS_STATED) for window, reason in ends):
        return None
    return ends[0] if ends else (NOT_YET, None)


def _told(course: InterpretedTreaty, result: AttestedResult, told: _Computed, context: Context) -> Iterator[Problem]:
    window, reason = told
    speaker = context.speaker
    path = ("attested", result.index, "date")
    stated = when(result.day if isinstance(result.attested.date, Date) else None, "en")
    if window.first == NEVER:
        yield Problem(
            "not-computed",
            f"Sources state this {stated}, but the acts on record do not bring it about. "
            f"{_lacking(course, result, context)} Look for a source that tells of what is missing, and enter "
            "it with that source (`date: unknown` where it gives no day). If there is none, say under `not_found` "
            "where you looked and waive this with the reason; if the rule is wrong, mend it.",
            path,
        )
        return
    why = f" {speaker.sentence(course.view.treaty, reason, NEVER)}" if reason else ""
    yield Problem(
        "computed-differs",
        f"Sources state this {stated}; by the acts and clauses on record it came {when(window, 'en')}.{why} Mend the "
        "date, the acts or the clause; if both are right, waive this with the reason.",
        path,
    )


def _lacking(course: InterpretedTreaty, result: AttestedResult, context: Context) -> str:
    """Return whose act is missing for a result, and what needs it."""
    if result.party is not None:
        what = "consent to be bound" if result.effect == "starts" else "notice or act of leaving"
        return f"No {what} of `{result.party}` is on record."
    clause = course.entry.clause
    if clause is None:
        return "No act that brings it about is on record."
    rule, speaker = clause.initial, context.speaker
    conditions = [_condition(one, context) for one in unmet(rule, course.log, IN_THE_END)]
    return " ".join([f"It depends on {speaker.rule(rule)}.", *filter(None, conditions)])


def _condition(one: Unmet, context: Context) -> str:
    """Return how much of a condition is on record and whose act is not; nothing where no acts are counted."""
    of = f"{condition_marks(one.place, context.speaker.words)}: " if one.place else ""
    few, more = one.parties[:MAX_NAMES], len(one.parties) - MAX_NAMES
    names = listed([*(f"`{code}`" for code in few), *([f"{more} others"] if more > 0 else [])], "en")
    by_signature = BY_SIGNATURE in effects_of(one.rule, context.terms.vocabularies["entry-rules"])
    act = "signature" if by_signature else "consent"
    if one.required and names:
        return f"{of}No {act} of {names} is on record, and the rule needs it."
    if not one.needed:
        return f"{of}No {act} of {names} is on record." if names else ""
    others = f"; of those who could give it, {names} {'has' if len(one.parties) == 1 else 'have'} none" if names else ""
    there = f"{one.there} of the {one.needed} {act}s that it needs {'is' if one.there == 1 else 'are'} on record"
    return f"{of}{there}{others}."


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
