"""The clauses of mutual defence, row by row."""

from __future__ import annotations

import re

from tests.conftest import REGISTRY
from treaty_registry.model.registry import Registry
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.clause_table import NO_NOTICE, Clauses, Row, clauses_side_by_side


def rows(site: RenderContext) -> dict[str, Row]:
    """Return the rows by their keys."""
    return {row.key: row for one in site.newest_first for row in Clauses(site).rows(site.registry.treaties[one.id])}


def test_every_obligation_of_defence_has_a_row_of_its_own(site: RenderContext) -> None:
    expected = sum(
        one.kind == "defence" for treaty in site.registry.treaties.values() for one in treaty.obligations or ()
    )
    assert len(rows(site)) == expected > 10


def test_a_row_says_trigger_firmness_limits_parties_and_exit(site: RenderContext) -> None:
    row = rows(site)["1949-north-atlantic-treaty"]
    assert row.articles == "5 and 6"
    assert row.trigger.striptags() == "Armed attack. Against: The one to whom it is owed"
    assert row.where.striptags() == "The treaty area: Europe or North America"
    assert row.firm.striptags() == "Own judgement"
    assert [limit.striptags() for limit in row.limits][:1] == ["Article 51 of the Charter"]
    assert row.who == "Every party to every other: 32 parties"
    assert [part.striptags() for part in row.exit] == [
        "By notice, 1 year",
        "not before 20 years in force",
        "ends it for that party",
    ]
    assert row.notice == 365


def test_a_text_that_provides_no_notice_sorts_last(site: RenderContext) -> None:
    assert rows(site)["1951-anzus"].notice == NO_NOTICE
    assert rows(site)["1951-anzus"].exit[0].striptags() == "Not mentioned"


def test_former_parties_can_be_filtered_by(site: RenderContext) -> None:
    assert "GBR" in rows(site)["1992-treaty-on-european-union"].parties


def test_a_term_is_a_link_only_where_it_first_stands(site: RenderContext) -> None:
    html = clauses_side_by_side(site)
    assert len(re.findall('href="[^"]*#commitments-automatic"', html)) == 1
    assert html.count("Without a further decision") > 3


def test_in_french_nothing_of_the_interface_is_english(real: Registry) -> None:
    site = RenderContext(real, REGISTRY, up="", language="fr")
    html = clauses_side_by_side(site)
    assert not [text for text in site.words.missing if text in html]
    assert "Toutes les clauses de défense mutuelle" in html
    assert "By notice" not in html
