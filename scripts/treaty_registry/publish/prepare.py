"""Making what pages take from each treaty, of all treaties that have changed, on all processors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from treaty_registry.check.run import Examination
from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.publish import compare_clauses, explore, lists, party_page, search_documents, treaty_page
from treaty_registry.publish.facts import BRIEF, DUTIES
from treaty_registry.publish.shelf import Part, Shelf
from treaty_registry.publish.site import Site
from treaty_registry.publish.sites import sites_of
from treaty_registry.read.environment import PUBLISHING, environment
from treaty_registry.read.files import Root
from treaty_registry.read.store import digest
from treaty_registry.read.workers import pieces, spread

DONE = Part("done", lambda site, treaty: True)
"""What is kept of a treaty once all its parts are, so that a part that was made alone does not pass for all."""

PARTS = (
    DONE,
    BRIEF,
    DUTIES,
    treaty_page.PAGE,
    lists.ROW,
    lists.CARD,
    party_page.ROWS,
    explore.COLUMNS,
    explore.ROW,
    search_documents.ENTRY,
    compare_clauses.CLAUSES,
)
"""All that pages take from a treaty."""

_TOGETHER = 100
"""So many treaties one process does at once."""


class Prepared(NamedTuple):
    """The site in each language, with a key of the program, the terms and the templates."""

    sites: dict[Language, Site]
    shelf: Shelf
    env: str


def on_demand(root: Root, examination: Examination, site_url: str, repo_url: str) -> Prepared:
    """Return the sites of checked records. Parts of treaties are made when they are asked for.

    Raises ConflictingTranslationsError.
    """
    folders = [root.docs / name for name in ("templates", "words")]
    env = environment(root, PUBLISHING, folders)
    while True:
        key = digest(env, site_url, repo_url)
        keys = {treaty_id: digest("parts", key, one) for treaty_id, one in examination.keys.items()}
        shelf = Shelf(examination.store, keys, key)
        sites = sites_of(root, examination.registry, site_url, repo_url, shelf)
        # What is made of newer templates must not be kept as of older ones.
        before, env = env, environment(root, PUBLISHING, folders)
        if env == before:
            return Prepared(sites, shelf, key)


def prepare(root: Root, examination: Examination, site_url: str, repo_url: str, jobs: int = 1) -> Prepared:
    """Return the sites of checked records, with all parts of all treaties made and kept. Raises LostError.

    Raises MissingTranslationError, and ConflictingTranslationsError.
    """
    prepared = on_demand(root, examination, site_url, repo_url)
    sites, shelf, _ = prepared

    def make(part: Sequence[str]) -> tuple[list[tuple[str, bytes]], Mapping[Language, list[str]]]:
        made = [one for treaty_id in part for one in _made(sites, treaty_id)]
        for site in sites.values():
            site.standings.forget()
        return made, {language: list(site.words.missing) for language, site in sites.items()}

    for made, missing in spread(make, list(pieces(shelf.lacks(DONE), _TOGETHER)), jobs):
        for language, texts in missing.items():
            sites[language].words.missing |= dict.fromkeys(texts)
            sites[language].words.check()
        examination.store.put(made)
    return prepared


def keys_in_use(prepared: Prepared) -> Iterator[str]:
    """Yield the key of every part of every treaty, and of what they have a share in."""
    yield from prepared.shelf.shared
    for key in prepared.shelf.keys.values():
        for part in PARTS:
            for language in LANGUAGES:
                yield f"{key}-{part.called(language)}"


def _made(sites: Mapping[Language, Site], treaty_id: str) -> Iterator[tuple[str, bytes]]:
    """Yield all parts of a treaty in all languages, and last what shows that they are all there."""
    for part in reversed(PARTS):
        for site in sites.values():
            yield site.facts.shelf.made(site, part, treaty_id)
            if part.up is None:
                break
