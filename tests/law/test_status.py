"""The status of the real treaties, on days whose answer their sources give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import REGISTRY, TODAY
from treaty_registry.check.run import examine
from treaty_registry.law.facts import Vocabularies
from treaty_registry.law.status import status
from treaty_registry.law.suspension import suspensions
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.read.files import Root


@pytest.fixture(scope="module")
def real() -> Registry:
    return examine(Root(REGISTRY), TODAY).registry


@pytest.fixture(scope="module")
def vocabularies(real: Registry) -> Vocabularies:
    return real.terms.vocabularies


@pytest.mark.parametrize(
    ("treaty_id", "day", "expected"),
    [
        # TASS, 5 December 2024: in force on the exchange of instruments of 4 December; the treaty of 2000 then ended.
        ("2024-russia-dprk-strategic-partnership", date(2024, 6, 18), "not-signed"),
        ("2024-russia-dprk-strategic-partnership", date(2024, 6, 19), "signed"),
        ("2024-russia-dprk-strategic-partnership", date(2024, 12, 3), "signed"),
        ("2024-russia-dprk-strategic-partnership", date(2024, 12, 4), "in-force"),
        ("2000-russia-dprk-friendship", date(2024, 12, 3), "in-force"),
        ("2000-russia-dprk-friendship", date(2024, 12, 4), "terminated"),
        # Ministry of Foreign Affairs of Japan: instruments exchanged, and in force, on 23 June 1960.
        ("1960-us-japan-security", date(1960, 6, 22), "signed"),
        ("1960-us-japan-security", date(1960, 6, 23), "in-force"),
        # Australian Treaty Series 1952 No 2: in force 29 April 1952.
        ("1951-anzus", date(1952, 4, 28), "signed"),
        ("1951-anzus", date(1952, 4, 29), "in-force"),
    ],
)
def test_status_changes_on_the_day_that_the_sources_give(
    real: Registry, vocabularies: Vocabularies, treaty_id: str, day: date, expected: str
) -> None:
    assert status(real.treaties[treaty_id], vocabularies, day).code == expected


def test_anzus_lives_on_while_duties_towards_new_zealand_are_suspended(
    real: Registry, vocabularies: Vocabularies
) -> None:
    anzus = real.treaties["1951-anzus"]
    assert suspensions(anzus, vocabularies, date(1986, 8, 10)) == []
    (suspension,) = suspensions(anzus, vocabularies, date(1986, 8, 11))
    assert (suspension.owed_by, suspension.owed_to) == (("USA",), ("NZL",))
    assert status(anzus, vocabularies, date(1990, 1, 1)).code == "in-force"


def changed(treaty: Treaty, real: Registry, change: Callable[[dict[str, object]], None]) -> Treaty:
    data = treaty.model_dump(exclude_unset=True)
    change(data)
    return Treaty.model_validate(data, context=real.terms.context())


def test_an_imprecise_date_gives_no_made_up_day(real: Registry, vocabularies: Vocabularies) -> None:
    def blur(data: dict[str, object]) -> None:
        data["attested"][0]["date"] = "1952-04"  # type: ignore[index]  # the record's first attested result

    anzus = changed(real.treaties["1951-anzus"], real, blur)
    assert status(anzus, vocabularies, date(1952, 3, 31)).code == "signed"
    assert status(anzus, vocabularies, date(1952, 4, 15)).code == "cannot-tell"
    assert status(anzus, vocabularies, date(1952, 5, 1)).code == "in-force"


def test_a_disputed_entry_into_force_is_disputed(real: Registry, vocabularies: Vocabularies) -> None:
    def dispute(data: dict[str, object]) -> None:
        result = data["attested"][0]  # type: ignore[index]  # as above
        result["disputed"] = [{"by": "USA", "position": "denies", "source": result["source"]}]

    anzus = changed(real.treaties["1951-anzus"], real, dispute)
    assert status(anzus, vocabularies, date(2000, 1, 1)).code == "disputed"


def test_a_suspension_that_was_ended_is_over(real: Registry, vocabularies: Vocabularies) -> None:
    def end(data: dict[str, object]) -> None:
        events = list(data["events"])  # type: ignore[call-overload]  # a list of events
        started = next(dict(event) for event in events if event["action"] == "suspension")
        started.pop("conflicts", None)
        events.append({**started, "action": "suspension-end", "date": "2000-01-01"})
        data["events"] = events

    anzus = changed(real.treaties["1951-anzus"], real, end)
    assert suspensions(anzus, vocabularies, date(1999, 12, 31)) != []
    assert suspensions(anzus, vocabularies, date(2000, 1, 1)) == []
