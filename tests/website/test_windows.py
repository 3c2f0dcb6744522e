"""Wherever the site and the data show a day, the bound of a window stands there as a bound, never as the day.

Everything that is rendered of records with imprecise days is read: the text of pages, attributes, titles within
drawings, tables and sentences. For each position, duty, qualification and status whose beginning or end is known only
within bounds, no phrase may name one of these bounds as the day on which it began or ended.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tests.conftest import REGISTRY
from treaty_registry.api import Registry
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.export.tables.csv_text import as_text
from treaty_registry.language.days import DayRelation, day
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.language.spans import related_day
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, DateBounds
from treaty_registry.law.status import CANNOT_TELL
from treaty_registry.model import registry as model
from treaty_registry.model.dates import Date
from treaty_registry.show import status_shown
from treaty_registry.website.charts import home_picture
from treaty_registry.website.charts.defence_view import defence
from treaty_registry.website.context.aggregates import Aggregates
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.party_page import party_page
from treaty_registry.website.pages.treaty_page import treaty_page

IMPRECISE = (
    "1373-anglo-portuguese",
    "1947-rio-treaty",
    "1951-nato-greece-turkey-accession",
    "1991-warsaw-pact-termination",
    "1994-energy-charter-treaty",
    "1999-collective-security-prolongation",
)
"""Records of which positions or duties begin or end on days that are known only within bounds."""

TOLD: tuple[DayRelation, ...] = ("since", "until", "from")
"""How sentences tell when something began or ended."""


class Rendered(HTMLParser):
    """All that a page says: its texts in a row, and each value of an attribute that is read."""

    READ = ("title", "aria-label", "alt", "data-label", "content")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if value and name in self.READ]

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.texts.append(text)


def windows_of(law: CompiledRegistry, treaty: str) -> Iterator[DateBounds]:
    """Yield every beginning or end that is known only within bounds, of a treaty's positions, duties and the rest."""
    history = law.history(treaty)
    lasting = [
        *((held.start, held.end) for held in law.positions(treaty)),
        *((duty.start, duty.end) for duty in law.duties(treaty)),
        *((told.start, told.end) for told in history.qualifications),
        (history.entry_into_force, history.end),
    ]
    for window in {window for pair in lasting for window in pair}:
        if window.first != window.last:
            yield window


def exact_days(law: CompiledRegistry, treaty: str) -> set[DateBounds]:
    """Return every beginning or end of a treaty that is one certain day."""
    history = law.history(treaty)
    held = [window for one in law.positions(treaty) if one.code != CANNOT_TELL for window in (one.start, one.end)]
    held += [window for duty in law.duties(treaty) if duty.standing != CANNOT_TELL for window in (duty.start, duty.end)]
    held += [window for told in history.qualifications for window in (told.start, told.end)]
    return {window for window in (*held, history.entry_into_force, history.end) if window.is_day}


def forbidden(law: CompiledRegistry, treaty: str, language: Language) -> set[str]:
    """Return the phrases that would tell a bound as the day: of bounds that are no certain day of anything else."""
    certain = exact_days(law, treaty)
    bounds = {
        DateBounds(bound, bound)
        for window in windows_of(law, treaty)
        for bound in window
        if bound not in (ALWAYS, NEVER) and DateBounds(bound, bound) not in certain
    }
    return {related_day(bound, how, language) for bound in bounds for how in TOLD}


@pytest.fixture(scope="module")
def registry(real: model.Registry) -> Registry:
    """A registry of the imprecise records alone."""
    treaties = {treaty: real.treaties[treaty] for treaty in IMPRECISE}
    return Registry(model.Registry(real.terms, treaties, {treaty: [] for treaty in treaties}))


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest, registry: Registry) -> RenderContext:
    aggregates = Aggregates(registry.law)
    return RenderContext(registry.records, Path(REGISTRY), up="../", language=request.param, aggregates=aggregates)


MARKED: dict[Language, str] = {
    "en": r"between {day} and {day}|by {day}|not before {day}|before {day}|{day} at the latest",
    "fr": r"entre le {day} et le {day}|au plus tard le {day}|au plus tôt le {day}|pas avant le {day}|avant le {day}"
    r"|antérieur au {day}",
}
"""How a bound is marked as one, by language."""


def unmarked(texts: list[str], language: Language, bounds: set[date]) -> list[tuple[str, str]]:
    """Return each bound that stands anywhere but in words that mark it as one, with the text."""
    a_day = r"(?:\d{1,2}(?:er)? [^\W\d]+ \d{1,4})"
    marked = re.compile(MARKED[language].format(day=a_day))
    words = {bound: re.compile(rf"(?<!\d){re.escape(day(bound, language))}") for bound in bounds}
    bare = [(marked.sub("…", text), text) for text in texts]
    return [(word.pattern, text) for rest, text in bare for word in words.values() if word.search(rest)]


def days_in(value: object) -> Iterator[date]:
    """Yield every certain day in a record, whatever it is of, also within what it says in words."""
    if isinstance(value, Date):
        if value.is_day:
            yield value.earliest
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from days_in(getattr(value, name))
    elif isinstance(value, dict):
        for below in value.values():
            yield from days_in(below)
    elif isinstance(value, (list, tuple)):
        for below in value:
            yield from days_in(below)


def found(texts: list[str], phrases: set[str]) -> list[tuple[str, str]]:
    whole = " ".join(texts)
    return [(phrase, text) for phrase in phrases if phrase in whole for text in texts if phrase in text]


def test_there_are_windows_to_look_for(registry: Registry) -> None:
    for treaty in IMPRECISE:
        assert list(windows_of(registry.law, treaty)), treaty
    assert any(len(forbidden(registry.law, treaty, "en")) > 3 for treaty in IMPRECISE)


@pytest.mark.parametrize("treaty", IMPRECISE)
def test_no_page_of_a_treaty_tells_a_bound_as_a_day(pages: RenderContext, registry: Registry, treaty: str) -> None:
    page = treaty_page(pages, registry.treaties[treaty])
    texts = [*Rendered(page.body).texts, page.description]
    record = registry.treaties[treaty]
    # What the record says itself, of acts and relations and in prose, is no answer of ours.
    dates: list[tuple[Any, DayRelation]] = [(event.until, "until") for event in record.events]
    dates += [(relation.date, "from") for relation in record.relations or ()]
    own = {pages.related(moment, how) for moment, how in dates if moment}
    prose = str(record.model_dump(exclude_none=True))
    phrases = {phrase for phrase in forbidden(registry.law, treaty, pages.language) if phrase not in prose}
    assert found(texts, phrases - own) == []
    certain = {one.first for one in exact_days(registry.law, treaty)} | set(days_in(record))
    # So is the first day after a party's last.
    lives = (one for code in registry.history(treaty).positions for one in days_in(list(_moments(registry, code))))
    certain |= {life for one in lives for life in (one, one + timedelta(days=1))}
    bounds = {bound for window in windows_of(registry.law, treaty) for bound in window} - {ALWAYS, NEVER} - certain
    bounds = {bound for bound in bounds if day(bound, pages.language) not in prose}
    assert unmarked(texts, pages.language, bounds) == []


def test_no_page_of_a_party_or_of_all_tells_a_bound_as_a_day(pages: RenderContext, registry: Registry) -> None:
    phrases = {phrase for treaty in IMPRECISE for phrase in forbidden(registry.law, treaty, pages.language)}
    certain = {
        related_day(one, how, pages.language)
        for treaty in IMPRECISE
        for one in exact_days(registry.law, treaty)
        for how in TOLD
    }
    # A party's own life, and when it has or had its codes, is told on its page too.
    lives = {
        pages.related(moment, how) for code in pages.treaties_of for moment in _moments(registry, code) for how in TOLD
    }
    texts = [text for code in pages.treaties_of for text in Rendered(party_page(pages, code).body).texts]
    texts += Rendered(defence(pages)).texts + Rendered(home_picture.duties_by_year(pages)).texts
    assert found(texts, phrases - certain - lives) == []


def _moments(registry: Registry, code: str) -> Iterator[Any]:
    party = registry.parties[code]
    yield from filter(None, (party.exists.since, party.exists.until))
    for more in (
        *(party.continues or ()),
        *(other for one in registry.parties.values() for other in one.continues or ()),
    ):
        yield more.date
    for number in party.identifiers:
        yield from filter(None, (number.since, number.until))
    yield from (name.until for name in party.names if name.until)


@pytest.mark.parametrize("treaty", IMPRECISE)
def test_the_command_tells_no_bound_as_a_day(registry: Registry, treaty: str) -> None:
    for language in LANGUAGES:
        text = status_shown(registry, treaty, registry.treaties[treaty].verified.latest, "text", language)
        assert found([text], forbidden(registry.law, treaty, language)) == []


def test_tables_have_a_day_only_where_it_is_known(registry: Registry) -> None:
    looked = 0
    for table in TABLES:
        names = [column.name for column in table.columns]
        if "start" not in names:
            continue
        assert {"start_earliest", "start_latest", "end", "end_earliest", "end_latest"} <= set(names), table.name
        for source in table.row_sources(registry.law):
            row = {column.name: as_text(column.value(source)) for column in table.columns}
            for side in ("start", "end"):
                first, last = row[f"{side}_earliest"], row[f"{side}_latest"]
                assert row[side] == (first if first == last else ""), row
                looked += first != last
    assert looked > 100


def test_an_imprecise_duty_has_no_1_in_a_year_in_which_it_is_only_possible(registry: Registry) -> None:
    (table,) = (table for table in TABLES if table.name == "directed_dyad_years")
    years = {
        (row["code1"], row["code2"], int(row["year"])): row["defense"]
        for row in (
            {column.name: as_text(column.value(source)) for column in table.columns}
            for source in table.row_sources(registry.law)
        )
    }
    # The instruments of both were deposited by 30 April 2009; nobody found when.
    assert {years["PER", "PAN", year] for year in range(1949, 2009)} == {""}
    assert {years["PER", "PAN", year] for year in range(2009, 2026)} == {"1"}


def test_the_words_that_are_looked_for_are_those_that_a_day_would_have() -> None:
    """The walk would find a bound that is told as a day."""
    bound = DateBounds(*2 * (NEVER.replace(year=2009, month=4, day=30),))
    bare = {bound.first}
    assert unmarked(["Party since 30 April 2009 at the earliest"], "en", bare)
    assert not unmarked(["by 30 April 2009 at the latest; between 1 May 2000 and 30 April 2009"], "en", bare)
    assert not unmarked(["au plus tard le 30 avril 2009"], "fr", bare)
    page = Rendered(f'<p title="Party, since {day(bound.first, "en")}">x</p>')
    assert found(page.texts, {related_day(bound, "since", "en")})
    assert not found(
        Rendered("<p>since a day between 1 May 2000 and 30 April 2009 (not found)</p>").texts,
        {related_day(bound, how, language) for how in TOLD for language in LANGUAGES},
    )


def test_the_csv_of_the_command_has_bounds(registry: Registry) -> None:
    text = status_shown(registry, "1947-rio-treaty", registry.treaties["1947-rio-treaty"].verified.latest, "csv", "en")
    (peru,) = (row for row in csv.DictReader(StringIO(text)) if row["party"] == "PER")
    assert (peru["start"], peru["start_earliest"], peru["start_latest"]) == ("", "1948-12-03", "2009-04-30")
    assert not re.search(r"since", text)


def text_of(html: str) -> str:
    return " ".join(Rendered(html).texts)


def test_cards_positions_and_rows_say_what_is_suspended(site: RenderContext) -> None:
    page = text_of(treaty_page(site, site.registry.treaties["1951-anzus"]).body)
    owed = "Owed since 29 April 1952, between at least 3 parties."
    assert f"{owed} Duties suspended: United States towards New Zealand, since 11 August 1986." in page
    assert "duties of United States towards it suspended, since 11 August 1986" in page
    assert "there may be others" in page
    party = text_of(party_page(site, "NZL").body)
    assert "duties of United States towards it suspended, since 11 August 1986" in party
    assert "suspended, since 11 August 1986" not in text_of(party_page(site, "AUS").body)


def test_counts_are_open_upward_where_others_may_have_a_part_and_only_there(site: RenderContext) -> None:
    energy = text_of(treaty_page(site, site.registry.treaties["1994-energy-charter-treaty"]).body)
    assert re.search(r"at least \d+ participants", energy)
    assert re.search(r"Number of parties: at least \d+ on", energy)
    assert "at most" not in energy
    korea = text_of(treaty_page(site, site.registry.treaties["1953-us-korea-defence"]).body)
    assert "between 2 parties" in korea
    assert "at least" not in korea
    assert "there may be others" not in korea
