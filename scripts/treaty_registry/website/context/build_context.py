"""What all pages are made from: the records in each language, and all that pages take from each treaty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from treaty_registry.cache.cache import cache_key
from treaty_registry.cache.fingerprint import PUBLISHING, code_fingerprint
from treaty_registry.check.run import Examination
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.reading.files import Root
from treaty_registry.website.charts import defence_view
from treaty_registry.website.context import templates
from treaty_registry.website.context.aggregates import DUTIES, SUMMARY
from treaty_registry.website.context.fragments import Fragment, FragmentCache
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.context.render_contexts import sites_of
from treaty_registry.website.pages import clause_table, explore, lists, party_page
from treaty_registry.website.search import documents as search_documents

DONE = Fragment("done", lambda site, treaty: True)
"""What is kept of a treaty once all its parts are, so that a part that was made alone does not pass for all."""

PARTS = (
    DONE,
    SUMMARY,
    DUTIES,
    defence_view.GROUPS,
    lists.LIST_ROW,
    party_page.ROWS,
    explore.EXPLORER_COLUMNS,
    search_documents.ENTRY,
    clause_table.CLAUSES,
)
"""What pages take from every treaty, made as soon as its record is new."""

OF_FEW = (lists.CARD, explore.EXPLORER_ROW)
"""What pages take only from the newest, made when they ask for it."""


class BuildContext(NamedTuple):
    """The site in each language, with a key of the program, the terms and the templates."""

    sites: dict[Language, RenderContext]
    fragments: FragmentCache
    env: str


def prepare(root: Root, examination: Examination, site_url: str, repo_url: str) -> BuildContext:
    """Return the sites of checked records. Parts of treaties are made when they are asked for.

    Raises ConflictingTranslationsError.
    """
    folders = [root.docs / "words", templates.TEMPLATES]
    env = code_fingerprint(root, PUBLISHING, folders)
    while True:
        key = cache_key(env, site_url, repo_url)
        keys = {treaty_id: cache_key("parts", key, record) for treaty_id, record in examination.keys.items()}
        fragments = FragmentCache(examination.store, keys, key)
        sites = sites_of(root, examination.compiled, site_url, repo_url, fragments)
        # What is made of newer templates must not be kept as of older ones.
        before, env = env, code_fingerprint(root, PUBLISHING, folders)
        if env == before:
            return BuildContext(sites, fragments, key)


def keys_in_use(prepared: BuildContext) -> Iterator[str]:
    """Yield the key of every part of every treaty, and of what they have a share in."""
    yield from prepared.fragments.shared
    for key in prepared.fragments.keys.values():
        for part in (*PARTS, *OF_FEW):
            for language in LANGUAGES:
                yield f"{key}-{part.called(language)}"


def all_parts(sites: Mapping[Language, RenderContext], treaty_id: str) -> Iterator[tuple[str, bytes]]:
    """Yield all parts of a treaty in all languages, and last what shows that they are all there."""
    for part in reversed(PARTS):
        for site in sites.values():
            yield site.aggregates.fragments.made(site, part, treaty_id)
            if part.up is None:
                break
