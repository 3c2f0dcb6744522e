"""What follows in law, against what sources state of it.

Each finding gives the computation in words, so that its reader can see which of dates, rule and source is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.language.days import when
from treaty_registry.language.marks import condition_marks
from treaty_registry.language.measures import listed
from treaty_registry.language.sentences import MAX_NAMES
from treaty_registry.law.acts import AttestedResult
from treaty_registry.law.conditions import IN_THE_END, Unmet, unmet
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds
from treaty_registry.law.entry_rules import BY_SIGNATURE, effects_of
from treaty_registry.law.interpreted_treaty import InterpretedTreaty
from treaty_registry.law.reasons import Reason
from treaty_registry.model.dates import Date
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Problem

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
            yield from told_otherwise(course, result, told, context)


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


def told_otherwise(
    course: InterpretedTreaty, result: AttestedResult, told: _Computed, context: Context
) -> Iterator[Problem]:
    """Yield that sources state something of a day which the acts and clauses bring about on another one, or never."""
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
        what = "notice or act of leaving" if result.effect == "leaves" else "consent to be bound"
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
