"""A treaty's page says all that its record says, and nothing that a record says can become part of the page's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest

from tests.conftest import RECORDS, REGISTRY
from treaty_registry.language.languages import Language, local
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.pages import page_addresses
from treaty_registry.website.pages.party_page import party_page
from treaty_registry.website.pages.placeholders import insert
from treaty_registry.website.pages.treaty_page import participants, timeline, treaty_page

EVERY_KEY = RECORDS / "valid" / "1900-every-key.yaml"
HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}"

SHOWN_KEYS = {
    "title", "short_title", "place", "body", "document", "author", "publisher", "en", "fr", "at", "measure", "no",
    "signed_by", "looked_in", "authority", "addressed_to", "unrecorded", "reason",
}  # fmt: skip
"""Keys whose text a reader sees as it was written. Terms, codes, dates and numbers are shown in other words."""


def texts(node: Any, key: str = "", language: Language = "en") -> Iterator[str]:
    if isinstance(node, dict) and key != "titles" and node and set(node) <= {"en", "fr"}:
        yield local(node, language)[1]
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from texts(value, name, language)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from texts(value, key, language)
    elif key in SHOWN_KEYS and isinstance(node, str):
        yield node


def visible(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_text_of_every_real_record_is_on_its_page(site: RenderContext, language: Language) -> None:
    assert len(site.registry.treaties) >= 4
    own = RenderContext(site.registry, REGISTRY, "../", language, aggregates=site.aggregates)
    for treaty in site.registry.treaties.values():
        shown = visible(treaty_page(own, treaty).body)
        said = texts(treaty.model_dump(), language=language)
        missing = [text for text in said if " ".join(text.split()) not in shown]
        assert not missing, (treaty.id, missing)


def test_every_text_of_a_record_with_every_key_is_on_its_page(
    site_of: Callable[..., tuple[RenderContext, Treaty]],
) -> None:
    site, treaty = site_of(EVERY_KEY.read_text(encoding="utf-8"))
    shown = visible(treaty_page(site, treaty).body)
    assert [text for text in texts(treaty.model_dump()) if " ".join(text.split()) not in shown] == []


def test_every_source_is_listed_and_every_citation_leads_to_one(site: RenderContext) -> None:
    for treaty in site.registry.treaties.values():
        body = treaty_page(site, treaty).body
        links = {unescape(link) for link in re.findall(r'href="([^"]+)"', body)}
        listed = re.findall(r'<li id="source-([^"]+)"', body)
        assert listed == list(treaty.sources)
        assert set(re.findall(r'href="#source-([^"]+)"', body)) == set(listed)
        for source in treaty.sources.values():
            assert source.url is None or source.url in links


def test_no_text_of_a_record_becomes_code(site_of: Callable[..., tuple[RenderContext, Treaty]]) -> None:
    _, good = site_of(EVERY_KEY.read_text(encoding="utf-8"))

    def poison(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: poison(value, name) for name, value in node.items()}
        if isinstance(node, (list, tuple)):
            return tuple(poison(value, key) for value in node)
        return HOSTILE if key in SHOWN_KEYS else node

    site, _ = site_of(EVERY_KEY.read_text(encoding="utf-8"))
    poisoned = Treaty.model_validate(poison(good.model_dump(exclude_unset=True)), context=site.registry.terms.context())
    page = treaty_page(site, poisoned)
    assert "<img" not in page.body
    assert "49" not in re.findall(r"&amp;(\w*)", page.body)
    assert page.body.count("onerror") > 10, "the text itself must still be shown"
    for attribute in re.findall(r'="([^"]*)"', page.body):
        assert "<" not in attribute


def test_steps_within_a_state_and_between_states_are_kept_apart(site: RenderContext) -> None:
    treaty = site.registry.treaties["2024-russia-dprk-strategic-partnership"]
    russia = next(p for p in participants(site, treaty) if p.code == "RUS")
    assert {event.action for event in russia.international} == {"signature", "exchange"}
    assert [str(e.date) for e in russia.domestic if e.action == "legislative-approval"] == ["2024-10-24", "2024-11-06"]


def test_a_result_stands_after_the_acts_of_its_day(site: RenderContext) -> None:
    treaty = site.registry.treaties["2024-russia-dprk-strategic-partnership"]
    entries = [(str(entry.date), type(entry).__name__) for entry in timeline(treaty)]
    assert entries == sorted(entries, key=lambda entry: entry[0])
    assert entries.index(("2024-12-04", "Attested")) > entries.index(("2024-12-04", "Event"))


def test_relations_show_from_both_sides(site: RenderContext) -> None:
    newer = treaty_page(site, site.registry.treaties["2024-russia-dprk-strategic-partnership"]).body
    older = treaty_page(site, site.registry.treaties["2000-russia-dprk-friendship"]).body
    assert 'Supersedes</a>: <a href="../treaties/2000-russia-dprk-friendship.html">' in newer
    assert 'Superseded by: <a href="../treaties/2024-russia-dprk-strategic-partnership.html">' in older


def test_there_is_one_page_for_each_treaty_and_each_party(site: RenderContext) -> None:
    addresses = list(page_addresses(site))
    assert len(addresses) == len(set(addresses))
    assert {a for a in addresses if a.startswith("treaties/")} == {f"treaties/{i}.html" for i in site.registry.treaties}
    codes = site.registry.terms.parties
    assert {a for a in addresses if a.startswith("parties/")} == {f"parties/{code}.html" for code in codes}


def test_whoever_continues_a_party_is_named_on_both_pages(real: Registry) -> None:
    site = RenderContext(real, REGISTRY, up="../")
    assert re.search(r"Continued by</dt><dd>[^,]*RUS\.html[^,]*, since 24 December 1991", party_page(site, "SUN").body)
    assert re.search(r"Continues</dt><dd>[^,]*SUN\.html[^,]*, since 24 December 1991", party_page(site, "RUS").body)


def test_a_party_page_lists_the_sources_that_the_party_cites_its_own_and_shared_ones(site: RenderContext) -> None:
    party = site.registry.terms.parties["AUS"]
    listed = re.findall(r'<li id="source-([^"]+)"', party_page(site, "AUS").body)
    assert {"peo"} == set(party.sources or ()) < set(listed)
    assert set(listed) - {"peo"} < site.registry.terms.shared_sources.keys()
    assert len(listed) == len(set(listed))


def test_the_page_of_terms_lists_the_sources_of_terms_and_no_others(site: RenderContext) -> None:
    listed = set(re.findall(r'<li id="source-([^"]+)"', insert(site, "<!-- registry:terms -->")))
    vocabularies = site.registry.terms.vocabularies.values()
    assert listed == {term.source for vocabulary in vocabularies for term in vocabulary.terms.values()} - {"own"}


def test_the_contents_list_exactly_the_sections_that_are_there(site: RenderContext) -> None:
    for treaty in site.registry.treaties.values():
        page = treaty_page(site, treaty)
        assert [heading.anchor for heading in page.contents] == re.findall(r'<h2 id="([^"]+)"', page.body)
