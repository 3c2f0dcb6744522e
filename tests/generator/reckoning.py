"""When a generated treaty enters into force and when its term ends, reckoned from the days as they were in truth.

This is written anew, and more simply than the registry's own law: every day is exact here, even where the record blurs
it. So the attested results of generated records are a second opinion on what the registry computes.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.generator.story import Consent, Story


def entry_day(story: Story, rule: Mapping[str, Any]) -> date | None:
    """Return the day on which a rule is met and its delay has passed, or ``None`` if it is not met."""
    day = _met(story, rule)
    if day is None:
        return None
    entry = _starting(later(day, rule.get("delay")), rule.get("starting"))
    if rule["when"] == "on-signature" or not story.consents:
        return entry
    # Nothing is in force before two are bound.
    firsts = {one.code: one.day for one in sorted(story.consents, key=lambda one: one.day, reverse=True)}
    return max(entry, sorted(firsts.values())[1]) if len(firsts) > 1 else None


def later(day: date, period: str | None) -> date:
    """Return the day that lies a period such as ``6 months`` after another."""
    if not period:
        return day
    number, unit = period.split()
    if unit.startswith("day"):
        return day + timedelta(days=int(number))
    month = day.month - 1 + int(number) * (12 if unit.startswith("year") else 1)
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _starting(day: date, starting: str | None) -> date:
    if starting == "day-after":
        return day + timedelta(days=1)
    if starting == "first-of-year-after":
        return date(day.year + 1, 1, 1)
    for months, name in enumerate(("first-of-month-after", "first-of-second-month-after"), start=1):
        if starting == name:
            return later(day.replace(day=1), f"{months} months")
    return day


def _met(story: Story, rule: Mapping[str, Any]) -> date | None:
    kind = rule["when"]
    if kind in ("all-of", "any-of"):
        days = [entry_day(story, inner) for inner in rule["rules"]]
        known = [day for day in days if day]
        if kind == "all-of":
            return max(known) if len(known) == len(days) else None
        return min(known, default=None)
    if kind == "on-signature":
        firsts = sorted({one.code: one.day for one in reversed(story.signed)}.values())
        return firsts[1] if len(firsts) > 1 else None
    if kind == "on-date":
        return date.fromisoformat(rule["date"])
    if kind == "with-treaty":
        return story.identities.of(int(rule["treaty"].rsplit("-", 1)[1])).enters
    if kind in ("not-mentioned", "unknown"):
        return _everybody(story)
    counted = _counted(story, rule)
    for day in sorted({one.day for one in counted}):
        if _enough(story, rule, {one.code for one in counted if one.day <= day}, day):
            return day
    return None


def _counted(story: Story, rule: Mapping[str, Any]) -> list[Consent]:
    instruments = rule.get("instruments")
    wanted = [instruments] if isinstance(instruments, str) else instruments
    left_out = story.code_of(rule["not_counting"]) if rule.get("not_counting") else ""
    return [
        one
        for one in story.consents
        if one.code != left_out and (not wanted or not one.instrument or one.instrument in wanted)
    ]


def _enough(story: Story, rule: Mapping[str, Any], done: set[str], day: date) -> bool:
    """Return whether those who have consented by a day are enough for a rule that counts them."""
    left_out = story.code_of(rule["not_counting"]) if rule.get("not_counting") else ""
    signed = {one.code for one in story.signed if one.day <= day} - {left_out}
    named = rule.get("of") or ()
    of = {story.code_of(code) for code in ([named] if isinstance(named, str) else named)} - {left_out}
    match rule["when"]:
        case "deposits":
            return len(done & of if of else done) >= int(rule["number"])
        case "deposits-by":
            return len(of & done) >= int(rule["number"] or len(of))
        case "majority-of-signatories":
            whole = of or signed
            return len(done & whole) > 1 and 2 * len(done & whole) > len(whole)
        case "share-of-signatories":
            return len(done & signed) > 1 and len(done & signed) >= _share(rule["share"]) * len(signed)
        case "weighted-share":
            return _weighed(story, rule, done)
        case _:
            return _all_who_signed(story, done, day)


def _everybody(story: Story) -> date | None:
    told = story.consents or story.signed
    for day in sorted({one.day for one in told}):
        if _all_who_signed(story, {one.code for one in told if one.day <= day}, day):
            return day
    return None


def _all_who_signed(story: Story, done: set[str], day: date) -> bool:
    return len(done) > 1 and {one.code for one in story.signed if one.day <= day} <= done


def _weighed(story: Story, rule: Mapping[str, Any], done: set[str]) -> bool:
    """Return whether those who have consented weigh enough: of the whole, or of all the weights where they are sums."""
    weights = {story.code_of(one["party"]): one["value"] for one in rule["weights"]}
    parts = {code: _share(value) if isinstance(value, str) else Fraction(value) for code, value in weights.items()}
    whole = Fraction(1) if any(isinstance(value, str) for value in weights.values()) else sum(parts.values())
    return sum(parts[code] for code in parts.keys() & done) >= _share(rule["share"]) * whole


def _share(text: str) -> Fraction:
    return Fraction(text[:-1].strip()) / 100 if text.endswith("%") else Fraction(text)


def term_end(story: Story, clause: Mapping[str, Any]) -> date | None:
    """Return the first day after a term that ends by itself, unless somebody prolongs it."""
    if story.entered is None or clause["then"] not in ("ends", "renewable-by-agreement"):
        return None
    if clause["last_day"]:
        return date.fromisoformat(clause["last_day"]) + timedelta(days=1)
    if clause["initial"] in ("indefinite", "unknown"):
        return None
    start = story.who.signed if clause["counted_from"] == "signature" else story.entered
    return later(start, clause["initial"])


def notice_end(story: Story, clause: Mapping[str, Any], day: date) -> date | None:
    """Return when a notice given on a day takes effect, if the clause says when."""
    if story.entered is None or clause["allowed"] != "by-notice" or not clause["notice"]:
        return None
    if clause["window"] or clause["during_term"]:
        return None  # perhaps it came too early, too late, or within a term
    start = max(day, later(story.entered, clause["earliest"])) if clause["earliest"] else day
    return _starting(later(start, clause["notice"]), clause["starting"])
