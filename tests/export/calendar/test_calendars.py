"""Calendars, read by the rules of RFC 5545 that are written down here, not by the library that wrote them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from tests.law import conftest
from tests.law.conftest import Make
from treaty_registry.export.calendar.calendars import write_calendars
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.upcoming_events import involved
from treaty_registry.model.registry import active_treaties

make = conftest.make

BASE = "https://example.org/registry/"
Properties = dict[str, str]

_LINE = re.compile(r"(?P<name>[A-Z0-9-]+(?:;[A-Z-]+=[^:;]+)*):(?P<value>.*)")
_ESCAPED = {r"\,": ",", r"\;": ";", r"\n": "\n", r"\\": "\\"}


def read(path: Path) -> tuple[Properties, list[Properties]]:
    """Return the properties of a calendar and of its events; fail where the file breaks a rule."""
    data = path.read_bytes()
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")  # lines end with CR LF and nothing else
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))  # octets, so that folds may come early
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    calendar: Properties = {}
    events: list[Properties] = []
    here = calendar
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            events.append({})
            here = events[-1]
        elif line == "END:VEVENT":
            here = calendar
        else:
            found = _LINE.fullmatch(line)
            assert found, line
            assert found["name"] not in here, line  # none of those used here may stand twice
            here[found["name"]] = re.sub(r"\\[,;n\\]", lambda match: _ESCAPED[match[0]], found["value"])
    return calendar, events


def day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()


@pytest.fixture(scope="module")
def written(law: CompiledRegistry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("calendars")
    write_calendars(law, folder, BASE)
    return folder


def test_every_calendar_has_what_the_standard_requires(written: Path) -> None:
    for path in written.iterdir():
        calendar, events = read(path)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert events, path
        assert len({event["UID"] for event in events}) == len(events)
        for event in events:
            assert event.keys() >= {"UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "URL"}
            assert event["DTSTAMP"] == "20261122T000000Z"
            assert day(event["DTEND;VALUE=DATE"]) > day(event["DTSTART;VALUE=DATE"])
            assert event["URL"].startswith(f"{BASE}treaties/")


def test_the_calendar_of_all_holds_everything_that_comes(law: CompiledRegistry, written: Path) -> None:
    (_, english), (_, french) = read(written / "all.ics"), read(written / "all.fr.ics")

    assert len(english) == sum(len(law.history(treaty.id).upcoming) for treaty in active_treaties(law.registry))
    assert [event["UID"] for event in english] == [event["UID"] for event in french]
    assert "anniversaire" in french[0]["SUMMARY"]


def test_a_party_has_what_concerns_it_and_nobody_else_has_a_calendar(law: CompiledRegistry, written: Path) -> None:
    _, everything = read(written / "all.ics")
    for code in law.registry.terms.parties:
        mine = {
            treaty.id
            for treaty in active_treaties(law.registry)
            if code in involved(law.history(treaty.id), law.registry.terms) and law.history(treaty.id).upcoming
        }
        assert (written / f"{code}.ics").exists() == bool(mine)
        if mine:
            _, events = read(written / f"{code}.ics")
            assert events == [one for one in everything if one["URL"].split("/")[-1].removesuffix(".html") in mine]


def test_an_anniversary_comes_back_on_the_days_that_the_law_core_says(law: CompiledRegistry, written: Path) -> None:
    _, events = read(written / "all.ics")
    next_days = {
        (one.treaty, one.kind, one.day)
        for treaty in active_treaties(law.registry)
        for one in law.history(treaty.id).upcoming
        if one.yearly
    }
    found = set()
    for event in events:
        if "RRULE" in event:
            start = datetime.combine(day(event["DTSTART;VALUE=DATE"]), datetime.min.time())
            comes = rrulestr(event["RRULE"], dtstart=start).after(datetime(2026, 11, 22))  # noqa: DTZ001  # a calendar's day has no zone
            kind = "entry-anniversary" if "entry into force" in event["SUMMARY"] else "signature-anniversary"
            found.add((event["URL"].split("/")[-1].removesuffix(".html"), kind, comes.date()))

    assert found == next_days


def test_the_anniversary_of_29_february_comes_back_in_every_year(make: Make, tmp_path: Path) -> None:
    write_calendars(make(signed={"date": "1952-02-29"}), tmp_path, "")
    _, (event,) = read(tmp_path / "all.ics")
    comes = rrulestr(event["RRULE"], dtstart=datetime(1952, 2, 29))  # noqa: DTZ001  # a calendar's day has no zone

    assert [one.date() for one in comes[:3]] == [date(1952, 2, 29), date(1953, 2, 28), date(1954, 2, 28)]
    assert "URL" not in event


def test_no_anniversary_comes_back_after_a_known_end(make: Make, tmp_path: Path) -> None:
    bound = {"date": "1952-04-29", "action": "deposit", "party": ["AUS", "NZL"], "instrument": "ratification"}
    ends = {"date": "2026-01-01", "action": "termination-agreement", "party": ["AUS", "NZL"], "effective": "2029-06-01"}
    write_calendars(make(events=[bound, ends]), tmp_path, "")
    _, events = read(tmp_path / "AUS.ics")

    assert {event["RRULE"] for event in events if "RRULE" in event} == {"FREQ=YEARLY;UNTIL=20290531"}
    (end,) = (event for event in events if event["CATEGORIES"] == "Status")
    assert (end["DTSTART;VALUE=DATE"], end["DTEND;VALUE=DATE"]) == ("20290601", "20290602")
    assert end["SUMMARY"] == "Minimal example: ended"


def test_a_name_with_signs_that_the_format_needs_comes_back_as_it_was(make: Make, tmp_path: Path) -> None:
    name = r"Pact; of A, B \ C – " + "Договор " * 20
    write_calendars(make(short_title=name.strip()), tmp_path, "")
    _, (event,) = read(tmp_path / "all.ics")

    assert event["SUMMARY"] == f"{name.strip()}: anniversary of its signature"


def test_an_event_keeps_its_uid_when_the_record_is_verified_again(make: Make, tmp_path: Path) -> None:
    uids = set()
    for verified in ("2026-11-01", "2028-01-01"):
        write_calendars(make(verified=verified), tmp_path, "")
        uids |= {event["UID"] for event in read(tmp_path / "all.ics")[1]}

    assert len(uids) == 1


def test_two_runs_write_the_same_bytes(law: CompiledRegistry, written: Path, tmp_path: Path) -> None:
    write_calendars(law, tmp_path, BASE)

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in written.iterdir()
    }
