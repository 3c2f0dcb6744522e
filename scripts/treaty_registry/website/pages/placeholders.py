"""What hand-written pages leave to the registry: ``<!-- registry:treaties -->`` in a page becomes that list."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import groupby

from treaty_registry.check.registry import KINDS
from treaty_registry.export.tables.all_tables import TABLES
from treaty_registry.language.catalogue import N_
from treaty_registry.language.languages import unbroken
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.website.charts import home_picture
from treaty_registry.website.charts.defence_view import defence
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import changes_page, clause_table, examples, explore, home, lists
from treaty_registry.website.pages.field_reference import parts
from treaty_registry.website.search.words import fold

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
    by_name = sorted(site.treaties_of.items(), key=lambda pair: (fold(site.party_name(pair[0])), pair[0]))
    by_letter = groupby(by_name, key=lambda pair: fold(site.party_name(pair[0]))[0])
    letters = [(letter, list(those)) for letter, those in by_letter]
    return site.render("parties.html", letters=letters, site=site)


def _fields(site: RenderContext) -> str:
    of_treaties = parts(Treaty)
    of_parties = [part for part in parts(Party) if part not in of_treaties]
    return site.render("fields.html", groups=[(N_("A treaty record"), of_treaties), (N_("A party"), of_parties)])


def _terms(site: RenderContext) -> str:
    terms = site.registry.terms
    cited = {term.source for vocabulary in terms.vocabularies.values() for term in vocabulary.terms.values()}
    sources = {key: source for key, source in terms.shared_sources.items() if key in cited}
    return site.render("terms.html", vocabularies=terms.vocabularies, sources=sources)


def _findings(site: RenderContext) -> str:
    return site.render("findings.html", kinds=KINDS, say=partial(_said, site))


def _tables(site: RenderContext) -> str:
    types = {"string": site.t("string"), "integer": site.t("integer"), "list": site.t("list"), "date": site.t("date")}
    return site.render("tables.html", tables=TABLES, types=types, say=partial(_said, site))


def _said(site: RenderContext, text: Bilingual) -> str:
    """Return a text of the program's own with the spaces that must not break in the page's language."""
    return unbroken(site.say(text), site.language)


_INSERTIONS: dict[str, Callable[[RenderContext], str]] = {
    "defence": defence,
    "changes": changes_page.changes_by_day,
    "compare": clause_table.clauses_side_by_side,
    "home-figures": home.figures,
    "home-picture": home_picture.duties_by_year,
    "latest-changes": changes_page.latest_changes,
    "explore": explore.insertion,
    "newest": lists.newest,
    "treaties": lists.treaties,
    "parties": _parties,
    "fields": _fields,
    "tables": _tables,
    "terms": _terms,
    "findings": _findings,
}
