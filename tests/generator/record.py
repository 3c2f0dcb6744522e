"""One whole record, its keys in the order of the model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.generator import history
from tests.generator.clauses import UNTOLD, consent_action, entry_rule, final_clauses
from tests.generator.draw import Decks, one_or_many
from tests.generator.duties import coded, obligations
from tests.generator.identity import ACCESSION, AMENDMENT, REPLACED, SUCCESSOR, Identities, Identity
from tests.generator.reckoning import entry_day, term_end
from tests.generator.story import LAST_DAY, Story
from tests.generator.words import CLAIMS, ELSEWHERE, LANGUAGES, NOT_FOUND, RETIRED, SERIES, SUMMARIES, TOPICS

_OWN_RELATION = {
    SUCCESSOR: "supersedes", AMENDMENT: "amends", ACCESSION: "accession-protocol-to", REPLACED: "protocol-to",
}  # fmt: skip

_SHARES = ("majority-of-signatories", "share-of-signatories")
_ENDING = ("supersedes", "terminates")
"""Relations that end the other treaty, which then has to know of it."""


def make_record(who: Identity, identities: Identities, decks: Decks) -> dict[str, Any]:
    """Return a treaty's record as a tree in which ``None`` stands for a key that is left out."""
    story = Story(who, identities, decks)
    text = story.text()
    waivers: list[dict[str, Any]] = []
    entry = entry_rule(story)
    clauses = final_clauses(story, entry)
    _tell(story, entry, clauses)
    duties = obligations(story, waivers)
    record = {
        "schema_version": 1,
        "id": who.id,
        "former_ids": [f"{who.id[:4]}-former-name-{who.number}"] if decks.chance(0.04) else None,
        "retired": _retired(story),
        "title": who.title,
        "short_title": who.short_title,
        "titles": _titles(story),
        "kind": decks.one("treaty-kinds"),
        "subjects": decks.some("subjects", 2),
        "binding": decks.one("binding"),
        "secrecy": decks.one("secrecy"),
        "authentic_languages": one_or_many(story.rng.sample(LANGUAGES, story.rng.randint(1, 3)))
        if not decks.chance(0.05)
        else "unknown",
        "source": text,
        "identifiers": _identifiers(story),
        "verified": story.verified.isoformat(),
        "coded": coded(story, duties),
        "text_read": decks.maybe(0.5, "text-read"),
        "summary": story.words(SUMMARIES) if decks.chance(0.3) else None,
        "final_clauses": clauses,
        "events": [],
        "participants": _participants(story),
        "attested": _attested(story),
        "obligations": duties,
        "relations": _relations(story),
        "reports": _reports(story),
        "conflicts": story.conflict(0.03, "title", f"{who.short_title} (Draft)"),
        "disputed": _disputed(story),
        "not_found": _not_found(story),
        "waivers": waivers or None,
        "sources": story.sources,
    }
    record["events"] = story.log()
    return record


def _tell(story: Story, entry: dict[str, Any], clauses: dict[str, Any]) -> None:
    """Enter the events, and note what follows from them."""
    action = consent_action(story, entry["when"])
    history.sign(story, "definitive-signature" if action == "definitive-signature" else "signature")
    history.approve(story)
    if action not in ("", "definitive-signature"):
        history.consent(story, action)
    # Where one alone has consented, another may come later.
    story.sure = not _open(story, entry) and len({one.code for one in story.consents}) != 1
    story.entered = entry_day(story, entry) if story.sure else None
    versions = clauses["duration"] if isinstance(clauses["duration"], list) else [clauses["duration"]]
    ends = [end for clause in versions if (end := term_end(story, clause))]
    newer = story.identities.newer(story.who.number, SUCCESSOR)
    if newer and newer.enters:
        ends.append(newer.enters)
    story.closed = min(ends, default=date.max)
    if story.entered and story.closed <= story.entered:
        # It ended before it could begin.
        story.sure, story.entered = False, None
    history.live(story, clauses, story.rng.randint(0, 3))


def _open(story: Story, entry: dict[str, Any]) -> bool:
    """Return whether a rule rests on what the record does not tell.

    That is also how much a party weighs, or who had signed when signatures are uncertain.
    """
    rule = entry["when"]
    unweighed = rule == "weighted-share" and not entry["weights"]
    return rule in UNTOLD or unweighed or (story.vague and rule in _SHARES)


def _participants(story: Story) -> dict[str, Any] | None:
    known = story.decks.maybe(0.4, "completeness")
    dated = known == "complete" and story.decks.chance(0.5)
    return (
        {
            "list": known,
            "as_of": story.verified.isoformat() if dated else None,
            "source": story.text(),
            "note": story.note(0.1),
        }
        if known
        else None
    )


def _titles(story: Story) -> dict[str, str] | None:
    if not story.decks.chance(0.5):
        return None
    _, french, *others = TOPICS[story.who.topic]
    titles = {"fr": f"Traité sur {french} (n° {story.who.number})"}
    for language, title in zip(("ru", "ko", "ar", "el"), others, strict=True):
        if story.decks.chance(0.3):
            titles[language] = f"{title} {story.who.number}"
    return titles


def _identifiers(story: Story) -> list[dict[str, Any]]:
    """Numbers are the record's own number, so that no two records share one."""
    number, year = story.who.number, story.who.id[:4]
    forms = {
        "unts-registration": f"I-{number}", "unts-volume": f"{number} UNTS 83", "lnts-volume": f"{number} LNTS 57",
        "ust": f"11 UST {number}", "ats": f"[{year}] ATS {number}", "ukts": f"{number} ({year})",
        "japan-treaty-number": f"{number}/{year}", "wikidata": f"Q{number + 1}",
    }  # fmt: skip
    made = []
    for scheme in dict.fromkeys(story.decks.one("identifier-schemes") for _ in range(2)):
        value = story.rng.choice((forms.get(scheme, str(number)), "unknown", "none"))
        found = value != "unknown"
        place = "p. 7" if found and story.decks.chance(0.2) else None
        made.append({"scheme": scheme, "value": value, "source": story.some_source() if found else None, "at": place})
    return made


def _attested(story: Story) -> list[dict[str, Any]] | None:
    """State what sources say of the law's results."""
    made = []
    entered = story.entered if story.entered and story.entered <= LAST_DAY else None
    if story.sure and story.entered is None and story.decks.chance(0.3):
        # Nothing else can be said of the treaty then.
        return [_ordered_result(_result(story, "never-in-force", "unknown"))]
    if entered and story.decks.chance(0.7):
        made.append(_result(story, "entry-into-force", story.written(entered, False)))
    over = min(story.ends, default=date.max)
    told = [result for result in story.results if result["date"] <= over and story.decks.chance(0.7)]
    made += [{**_result(story, one["what"], story.written(one["date"], False)), **_of(one)} for one in told]
    if entered and entered < min(over, story.closed, LAST_DAY) and len(story.bound()) > 1:
        made += _of_a_day(story, entered)
    # The story may not know of an end for want of parties.
    said = {"never-in-force", "termination", *_ON_A_DAY, *(one["what"] for one in made)} | (
        set() if entered else {"entry-into-force"}
    )
    if not story.sure or story.ends or story.gone or LAST_DAY < story.closed < date.max:
        said.add("expiry")  # perhaps not yet, as far as the story knows
    # Drawn from those that can be said, so that none is used up by a treaty of which it cannot.
    sayable = tuple(result for result in story.decks.vocabularies["results"] if result not in said)
    if sayable and story.decks.chance(0.2):
        made.append(_result(story, story.decks.one("results", sayable), "unknown"))
    return [_ordered_result(result) for result in made] or None


_ON_A_DAY = ("in-force-on", "party-on", "parties-on")


def _of_a_day(story: Story, day: date) -> list[dict[str, Any]]:
    """State of the first day in force that it was one, who was a party, or how many were, sometimes."""
    bound = story.bound()
    all_of_them = len(bound) == len(story.who.members) == 2  # of many, some come later
    what = story.decks.one("results", _ON_A_DAY if all_of_them else _ON_A_DAY[:1]) if story.decks.chance(0.2) else ""
    if not what or story.gone:
        return []
    more = {"party": bound[0] if what == "party-on" else None, "number": 2 if what == "parties-on" else None}
    return [{**_result(story, what, day.isoformat()), **more}]


def _of(result: dict[str, Any]) -> dict[str, Any]:
    return {key: result.get(key) for key in ("party", "by")}


def _result(story: Story, what: str, day: str | int) -> dict[str, Any]:
    return {
        "what": what,
        "date": day,
        "source": story.some_source(),
        "conflicts": story.conflict(0.05, "date", f"{story.who.signed.year + 1}"),
        "disputed": story.disputed(0.05),
        "note": story.note(0.02),
    }


def _ordered_result(result: dict[str, Any]) -> dict[str, Any]:
    return {key: result.get(key) for key in _RESULT}


_RESULT = ("what", "date", "party", "number", "by", "source", "conflicts", "disputed", "note")
"""The keys of a result, in the order of the model."""


def _relations(story: Story) -> list[dict[str, Any]] | None:
    made: list[dict[str, Any]] = []
    if older := story.identities.older(story.who.number):
        kind = _OWN_RELATION[story.identities.role(story.who.number)]
        where = {"source": story.text(), "at": "preamble"}
        if kind == "supersedes":
            kind = story.decks.one("relation-types", _ENDING)
        enters = story.who.enters or story.who.signed
        day = enters.isoformat() if story.decks.chance(0.1) else None
        made.append({"type": kind, "treaty": older.id, "date": day, **where, "note": story.note(0.1)})
    if story.decks.chance(0.2):
        other = story.identities.other(story.who.number, story.rng)
        named = {"treaty": other.id} if other else {"unrecorded": story.rng.choice(ELSEWHERE)}
        kind = story.decks.one(
            "relation-types", tuple(kind for kind in story.decks.vocabularies["relation-types"] if kind not in _ENDING)
        )
        made.append({"type": kind, **named, "source": story.text(), "note": story.note(0.1)})
    return made or None


def _reports(story: Story) -> list[dict[str, Any]] | None:
    if not story.decks.chance(0.12):
        return None
    day = min(history.last_day(story) + timedelta(days=30), LAST_DAY)
    return [
        {
            "id": f"claim-{number}",
            "topic": story.decks.one("report-topics"),
            "statement": story.words(CLAIMS),
            "stances": _each_once(
                [
                    {
                        "by": story.member().code if story.decks.chance(0.7) else "Panel of Experts",
                        "stance": story.decks.one("stances"),
                        "date": day.isoformat() if story.decks.chance(0.8) else "unknown",
                        "source": story.cite("agency", "press", day),
                        "note": story.note(0.3),
                    }
                    for _ in range(story.rng.randint(1, 3))
                ]
            ),
        }
        for number in range(1, story.rng.randint(2, 3))
    ]


def _disputed(story: Story) -> list[dict[str, Any]] | None:
    disputes = story.disputed(0.04)
    return [{"fact": "binding", **dispute} for dispute in disputes] if disputes else None


def _not_found(story: Story) -> list[dict[str, Any]] | None:
    if not story.decks.chance(0.1):
        return None
    return [{"what": story.words(NOT_FOUND), "looked_in": list(SERIES), "on": story.verified.isoformat()}]


def _retired(story: Story) -> dict[str, Any] | None:
    replacing = story.identities.newer(story.who.number, REPLACED)
    if replacing is None or not story.decks.chance(0.2):
        return None
    return {
        "date": story.verified.isoformat(),
        "replaced_by": replacing.id,
        "reason": story.words(RETIRED),
        "source": story.text(),
    }


def _each_once(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries without those that are drawn a second time."""
    return [entry for place, entry in enumerate(entries) if entry not in entries[:place]]
