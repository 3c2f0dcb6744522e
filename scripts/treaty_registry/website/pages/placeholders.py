"""What hand-written pages leave to the registry: ``<!-- registry:treaties -->`` in a page becomes that list."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from treaty_registry.check.kinds import KINDS
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.website.charts import home_picture
from treaty_registry.website.charts.network_view import defence
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.context.translation import unbroken
from treaty_registry.website.context.words import in_order
from treaty_registry.website.pages import changes_page, examples, explore, home, lists
from treaty_registry.website.pages import clause_table as compare_clauses
from treaty_registry.website.pages.field_reference import parts

_PLACE = re.compile(r"<!-- registry:([a-z-]+) -->")


class UnknownInsertionError(Exception):
    """A page asks for something that the registry does not insert."""


def insert(site: RenderContext, html: str) -> str:
    """Return a page's HTML with each place filled. Raises UnknownInsertionError."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in _INSERTIONS:
            raise UnknownInsertionError(
                f"a page asks for <!-- registry:{name} -->; there are: {', '.join(sorted(_INSERTIONS))}"
            )
        return _INSERTIONS[name](site)

    return _PLACE.sub(fill, examples.fill(site, html))


def _parties(site: RenderContext) -> str:
    by_name = sorted(site.treaties_of.items(), key=lambda pair: (in_order(site.party_name(pair[0])), pair[0]))
    by_letter = groupby(by_name, key=lambda pair: in_order(site.party_name(pair[0]))[0])
    letters = [(letter, list(those)) for letter, those in by_letter]
    return site.render("parties.html", letters=letters, site=site)


def _fields(site: RenderContext) -> str:
    of_treaties = parts(Treaty)
    of_parties = [part for part in parts(Party) if part not in of_treaties]
    return site.render("fields.html", groups=[("A treaty record", of_treaties), ("A party", of_parties)])


def _terms(site: RenderContext) -> str:
    terms = site.registry.terms
    cited = {term.source for vocabulary in terms.vocabularies.values() for term in vocabulary.terms.values()}
    sources = {key: source for key, source in terms.shared_sources.items() if key in cited}
    return site.render("terms.html", vocabularies=terms.vocabularies, sources=sources)


def _findings(site: RenderContext) -> str:
    return site.render("findings.html", kinds=KINDS)


def _tables(site: RenderContext) -> str:
    def say(text: Bilingual) -> str:
        return unbroken(site.say(text), site.language)

    return site.render("tables.html", tables=TABLES, say=say)


_INSERTIONS: dict[str, Callable[[RenderContext], str]] = {
    "defence": defence,
    "changes": changes_page.page,
    "compare": compare_clauses.page,
    "home-figures": home.figures,
    "home-picture": home_picture.page,
    "latest-changes": changes_page.latest,
    "explore": explore.insertion,
    "newest": lists.newest,
    "treaties": lists.treaties,
    "parties": _parties,
    "fields": _fields,
    "tables": _tables,
    "terms": _terms,
    "findings": _findings,
}
