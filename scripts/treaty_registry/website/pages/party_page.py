"""A party's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from treaty_registry.check.references import source_references
from treaty_registry.language.spans import Span
from treaty_registry.law.date_bounds import DateBounds, Interval
from treaty_registry.law.status import CANNOT_TELL
from treaty_registry.model.party import Continuation, Party
from treaty_registry.model.source import Source
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts.party_timeline import party_timeline_values
from treaty_registry.website.context import addresses
from treaty_registry.website.context.aggregates import TreatySummary
from treaty_registry.website.context.fragments import BESIDE, Fragment
from treaty_registry.website.context.html import html
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.page import Heading, Page


def party_page(site: RenderContext, code: str, kept: Callable[[str], Any] | None = None) -> Page:
    """Return the page of a party, whether it has a part in any treaty yet or not.

    Of very many treaties it shows the newest. ``kept`` returns the part ``ROWS`` of a treaty, for who makes the pages
    of many parties and reads it once for several.
    """
    rows_of = kept or partial(site.kept, ROWS)
    party = site.registry.terms.parties[code]
    treaties = site.treaties_of.get(code, [])
    name = party.names[0]
    formal = name.formal_in(site.language) or site.party_name(code)
    rows = Markup("").join(_row(site, rows_of(treaty.id), treaty, code) for treaty in treaties[:_MOST])
    defence = _defence(site, code)
    sources = _cited(party, site.registry.terms.shared_sources)
    contents = (
        Heading("treaties", site.t("Treaties")),
        Heading("defence", site.t("Duties of defence")),
        Heading("facts", site.t("Names and codes")),
        Heading("sources", site.t("Sources")),
    )
    body = site.render(
        "party.html",
        contents=contents,
        party=party,
        later=_later(site, code),
        rows=rows,
        treaties=len(treaties),
        defence=defence[:_MOST],
        defences=len(defence),
        most=_MOST,
        partners=partial(first_named, site, most=_PARTNERS),
        **party_timeline_values(site, code),
        sources=sources,
        cite=site.citer(sources),
    )
    return Page(
        address=addresses.party(code),
        title=site.party_name(code),
        description=site.t("Treaties of {party} in the Treaty Registry: {count}.", party=formal, count=len(treaties)),
        body=body,
        contents=contents,
        edit=f"schema/parties/{code}.yaml",
    )


@dataclass(frozen=True, slots=True)
class Defence:
    """Duties of defence of one party, and towards it, under one obligation on the same days, which ``days`` names."""

    treaty: str
    articles: tuple[str, ...]
    interval: Interval
    standing: str
    helps: list[str]
    helped_by: list[str]
    days: str


_Row = tuple[list[str], dict[str, tuple[str, list[str]]]]
"""The HTML of a row without its gaps, and each party's position with what qualifies it."""


def _rows(site: RenderContext, treaty: Treaty) -> _Row:
    """Return the row of a treaty on the page of everybody who has a part in it, in what they share and what not.

    What they share is the HTML before, between and after what they do not: the others, and the party's position, of
    which the term is returned with what qualifies it.
    """
    positions = site.aggregates.law.positions(treaty.id)
    codes = dict.fromkeys((*site.parties_of(treaty), *(held.party for held in positions)))
    now = {held.party: held.code for held in positions if held.interval.covers(treaty.verified.latest)}
    shared = site.render(
        "party_row.html",
        row={
            "treaty": treaty,
            "turns": site.status_texts.turns(treaty),
            "signed": site.signed(treaty),
            "others": _GAP,
            "position": _GAP,
        },
    )
    qualified = site.status_texts.qualified(treaty, treaty.verified.latest)
    return shared.split(_GAP), {code: (now.get(code, "none"), qualified.get(code, [])) for code in codes}


def _row(site: RenderContext, kept: _Row, treaty: TreatySummary, code: str) -> Markup:
    """Return the row of a treaty on the page of a party, from what is kept of the rows of all."""
    (before, between, after), positions = kept
    others = first_named(site, treaty.acting, _NAMED, code, open_upward=treaty.open_upward)
    term, qualified = positions[code]
    position = site.term("positions", term)
    for words in qualified:
        position += html('<div class="step step--qualified">{}</div>', words)
    return Markup(f"{before}{others}{between}{position}{after}")  # noqa: S704  # rendered by our templates


def first_named(
    site: RenderContext, codes: Sequence[str], most: int, but: str = "", *, open_upward: bool = False
) -> Markup:
    """Return the first of some parties as links, and how many more there are, at least, leaving one of them out."""
    others = [code for code in codes[: most + 1] if code != but]
    names = site.parties(others[:most])
    more = len(codes) - (but in codes) - most
    if more <= 0:
        return names
    number = site.t("at least {number}", number=more) if open_upward else str(more)
    return names + " " + site.t("and {number} more", number=number)


_MOST = 200
"""So many treaties, and so many duties, a page shows: a phone can hold no more, and nobody reads them."""

_NAMED, _PARTNERS = 6, 40
"""So many other parties a row of a treaty names, and one of a duty."""

_GAP = "\0"
"""What stands, while a row is rendered, for what differs; no text holds it, as records may have no such characters."""

ROWS = Fragment("party-rows", _rows, BESIDE)


def _defence(site: RenderContext, code: str) -> list[Defence]:
    """Return a party's duties of defence and those towards it, the open ones first, then the latest."""
    defences: dict[tuple[str, str, DateBounds, DateBounds, str], Defence] = {}
    for treaty, duty, owes, owed in site.summaries.alike_with(code):
        key = treaty, duty.obligation, duty.start, duty.end, duty.standing
        if key not in defences:
            days = site.status_texts.span(Span(duty.start, duty.end, duty.standing == CANNOT_TELL))
            defences[key] = Defence(treaty, duty.articles, duty.interval, duty.standing, [], [], days)
        defences[key].helps.extend(owes)
        defences[key].helped_by.extend(owed)
    return sorted(defences.values(), key=lambda row: (row.interval.end, row.interval.start), reverse=True)


def _later(site: RenderContext, code: str) -> list[tuple[str, Continuation]]:
    """Return who continues a party, with that fact as it stands in the record of the later one."""
    return [
        (later, continued)
        for later, party in site.registry.terms.parties.items()
        for continued in party.continues or ()
        if continued.party == code
    ]


def _cited(party: Party, shared: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources that a party cites, its own and shared ones, in the order in which it cites them."""
    known = {**shared, **(party.sources or {})}
    return {key: known[key] for _, key in source_references(party.model_dump(mode="json"))}
