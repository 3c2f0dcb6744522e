"""Calendars of what lies ahead of treaties: iCalendar (RFC 5545, RFC 7986), for the whole registry and each party.

Every entry is an all-day event that blocks no time. Its UID depends on what it is and not on the day of the build, and
its DTSTAMP is the day up to which the record was verified, so that the same records give the same files. Lines end
with CR LF, as the standard has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from treaty_registry.export.calendar.upcoming_words import category, description, summary
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.sentences import Speaker
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.treaty_history import UpcomingEvent
from treaty_registry.law.upcoming_events import involved
from treaty_registry.model.registry import active_treaties

_NAMES = {"en": "Treaty Registry", "fr": "Treaty Registry (en français)"}
_END = b"END:VCALENDAR\r\n"


def write_calendars(law: CompiledRegistry, folder: Path, base: str) -> None:
    """Write ``all.ics``, ``all.fr.ics`` and, for each party whom something concerns, ``<CODE>.ics`` in English.

    ``base`` is the site's address, ending in ``/``, or empty: then the events link to nothing. Something concerns those
    who have a part in the treaty, and those who will have one.
    """
    speakers = {language: Speaker(law.registry, language) for language in LANGUAGES}
    every: dict[Language, list[bytes]] = {language: [] for language in LANGUAGES}
    of_party: defaultdict[str, list[bytes]] = defaultdict(list)
    for treaty in active_treaties(law.registry):
        now = involved(law.history(treaty.id), law.registry.terms)
        for upcoming in law.history(treaty.id).upcoming:
            for language in LANGUAGES:
                every[language].append(_event(upcoming, speakers[language], base))
            for code in dict.fromkeys((*now, *upcoming.parties)):
                of_party[code].append(every["en"][-1])  # the same bytes: a treaty with many parties takes no more room
    _write(folder / "all.ics", "en", _NAMES["en"], every["en"])
    _write(folder / "all.fr.ics", "fr", _NAMES["fr"], every["fr"])
    for code, events in sorted(of_party.items()):
        _write(folder / f"{code}.ics", "en", f"{_NAMES['en']}: {speakers['en'].name(code)}", events)


def _event(upcoming: UpcomingEvent, speaker: Speaker, base: str) -> bytes:
    known = speaker.registry.treaties[upcoming.treaty].verified.latest
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"urn:treaty-registry:treaty:{upcoming.treaty}#{_key(upcoming)}")))
    event.add("dtstamp", datetime.combine(known, time(), UTC))
    event.add("summary", summary(upcoming, speaker))
    event.add("description", description(upcoming, speaker))
    event.add("categories", [category(upcoming, speaker)])
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")
    if base:
        event.add("url", f"{base}treaties/{upcoming.treaty}.html")
    first, last = (
        (upcoming.since, upcoming.since)
        if upcoming.yearly and upcoming.since
        else (upcoming.day, upcoming.last or upcoming.day)
    )
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    if upcoming.yearly:
        event.add("rrule", _every_year(first, upcoming.until))
    written: bytes = event.to_ical()
    return written


def _key(upcoming: UpcomingEvent) -> str:
    """Return what tells an event from every other of its treaty. An anniversary is the same in every year."""
    if upcoming.yearly:
        return upcoming.kind
    return ":".join(
        [
            upcoming.kind,
            upcoming.code or "",
            str(upcoming.since or ""),
            str(upcoming.of or upcoming.day),
            *upcoming.parties,
        ]
    )


def _every_year(first: date, until: date | None) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "yearly"}
    if (first.month, first.day) == (2, 29):
        # By itself the rule would skip the years without that day (RFC 5545, 3.3.10).
        rule |= {"bymonth": 2, "bymonthday": -1}
    return rule | {"until": until} if until else rule


def _write(path: Path, language: Language, name: str, events: Iterable[bytes]) -> None:
    calendar = Calendar()
    calendar.add("prodid", f"-//Treaty Registry//What lies ahead of treaties//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs read instead of NAME
    head = calendar.to_ical().removesuffix(_END)
    with path.open("wb") as file:
        file.write(head)
        file.writelines(events)
        file.write(_END)
