"""All pages of a registry that are not written by hand: where they are, what they are made from, and making them.

They are made by all processors; each writes what it makes at once, so that no page waits in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from treaty_registry.cache.cache import cache_key
from treaty_registry.language.languages import Language
from treaty_registry.parallel import chunks, parallel_map
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.build.shell import Shell
from treaty_registry.website.context import addresses
from treaty_registry.website.context.addresses import FOLDERS
from treaty_registry.website.context.build_context import DONE, BuildContext, all_parts
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.lists import address_of_year, years_of
from treaty_registry.website.pages.page import Page
from treaty_registry.website.pages.party_page import ROWS, party_page
from treaty_registry.website.pages.treaty_page import treaty_page
from treaty_registry.website.pages.year_page import year_page, years_with_keys

T = TypeVar("T")
_ROWS_AT_HAND = 5_000
"""The rows of so many treaties a process has at hand while it makes the pages of parties."""

Kept = list[tuple[str, bytes]]
"""Values for the store, packed, under their keys."""

_TREATIES_TOGETHER, _PAGES_TOGETHER = 25, 8
"""Of so many treaties one process makes pages and parts at once, and so many other pages."""


class PageKind(NamedTuple):
    """A kind of page that the registry makes for each of many things, in every language.

    ``address`` is where the page of a thing is, by its name and from the folder of the language, one folder deep;
    ``names`` all that have one; ``page`` makes it. ``keys`` is, for each of these names, a key of what its page is made
    from besides the program and the terms: a build makes the page anew only if the key changed. Its menu place and its
    scripts are those of the shell.
    """

    address: Callable[[str], str]
    names: Callable[[RenderContext], Iterable[str]]
    page: Callable[[RenderContext, str], Page]
    keys: Callable[[RenderContext], Mapping[str, str]]


def _parties_with_keys(site: RenderContext) -> dict[str, str]:
    keys = site.aggregates.fragments.keys
    return {
        code: cache_key("party", code, *(keys[treaty.id] for treaty in site.treaties_of.get(code, ())))
        for code in site.registry.terms.parties
    }


_TREATY = PageKind(
    addresses.treaty,
    lambda site: site.registry.treaties,
    lambda site, treaty_id: treaty_page(site, site.registry.treaties[treaty_id]),
    lambda site: site.aggregates.fragments.keys,
)
_PARTY = PageKind(addresses.party, lambda site: site.registry.terms.parties, party_page, _parties_with_keys)
YEAR = PageKind(address_of_year, years_of, year_page, years_with_keys)

KINDS_OF_PAGES = (_TREATY, _PARTY, YEAR)


def page_addresses(site: RenderContext) -> Iterator[str]:
    """Yield where the pages are that the registry makes, from the folder of their language."""
    return (kind.address(name) for kind in KINDS_OF_PAGES for name in kind.names(site))


def page_at(site: RenderContext, address: str) -> Page | None:
    """Return the page at an address, or nothing if the registry makes none there."""
    for kind in KINDS_OF_PAGES:
        before, after = kind.address(_NAME).split(_NAME)
        name = address.removeprefix(before).removesuffix(after)
        if kind.address(name) == address and name in kind.names(site):
            return kind.page(site, name)
    return None


_NAME = "{name}"


class Press(NamedTuple):
    """What makes pages: the records, the shells, the account of the folder, and how many processes may share it."""

    prepared: BuildContext
    shells: Mapping[Language, Shell]
    ledger: OutputManifest
    jobs: int

    def looks(self) -> dict[Language, str]:
        """Return, for each language, a key of all that its pages share."""
        return {language: cache_key(self.prepared.env, shell.html) for language, shell in self.shells.items()}


def make_pages(press: Press) -> None:
    """Make every page of every kind that is not there yet. Raises LostError.

    Those of treaties come first: with them are made the parts that the others are put together from.
    """
    _make_treaties(press)
    for kind in KINDS_OF_PAGES:
        if kind is not _TREATY:
            _make_kind(press, _with_rows_at_hand(press) if kind is _PARTY else kind)


def _make_treaties(press: Press) -> None:
    """Make the page of each treaty that is not there yet, and the parts of each of which the store lacks them."""
    fragments, looks = press.prepared.fragments, press.looks()
    lacking = frozenset(fragments.lacks(DONE))

    def todo() -> Iterator[tuple[str, bool, Mapping[Language, str]]]:
        for treaty_id, key in fragments.keys.items():
            missing = _missing(press.ledger, addresses.treaty(treaty_id), key, looks)
            if missing or treaty_id in lacking:
                yield treaty_id, treaty_id in lacking, missing

    def make(page: tuple[str, bool, Mapping[Language, str]]) -> Kept:
        treaty_id, lacks_parts, missing = page
        sites = press.prepared.sites
        kept = list(all_parts(sites, treaty_id)) if lacks_parts else []
        for language, key in missing.items():
            kept.append(_written(press, language, key, _TREATY.page(sites[language], treaty_id)))
        return kept

    _make_all(press, make, list(todo()), _TREATIES_TOGETHER)


def _with_rows_at_hand(press: Press) -> PageKind:
    """Return the pages of parties, made with rows that each process reads once for many of them."""
    sites = press.prepared.sites.items()
    rows = {language: lru_cache(_ROWS_AT_HAND)(partial(site.kept, ROWS)) for language, site in sites}
    return _PARTY._replace(page=lambda site, code: party_page(site, code, rows[site.language]))


def _make_kind(press: Press, kind: PageKind) -> None:
    """Make, in each language, the page of every name of a kind, unless it is there."""
    keys = kind.keys(next(iter(press.prepared.sites.values())))
    looks = press.looks()

    def todo() -> Iterator[tuple[str, Mapping[Language, str]]]:
        for name, key in keys.items():
            if missing := _missing(press.ledger, kind.address(name), key, looks):
                yield name, missing

    def make(page: tuple[str, Mapping[Language, str]]) -> Kept:
        name, missing = page
        sites = press.prepared.sites
        return [_written(press, language, key, kind.page(sites[language], name)) for language, key in missing.items()]

    _make_all(press, make, list(todo()), _PAGES_TOGETHER)


def _written(press: Press, language: Language, key: str, page: Page) -> tuple[str, bytes]:
    return press.ledger.write(FOLDERS[language] + page.address, key, press.shells[language].fill(page))


def _missing(ledger: OutputManifest, address: str, key: str, looks: Mapping[Language, str]) -> dict[Language, str]:
    """Return the key of a page in each language in which it is not there already."""
    keys = {language: cache_key(look, key) for language, look in looks.items()}
    return {language: key for language, key in keys.items() if not ledger.keeps(FOLDERS[language] + address, key)}


def _make_all(press: Press, make: Callable[[T], Kept], todo: Sequence[T], together: int) -> None:
    sites, store = press.prepared.sites, press.prepared.fragments.store

    def make_some(pages: Iterable[T]) -> tuple[Kept, Mapping[Language, list[str]]]:
        kept = [value for page in pages for value in make(page)]
        for site in sites.values():
            site.status_texts.forget()
        return kept, {language: list(site.words.missing) for language, site in sites.items()}

    for kept, missing in parallel_map(make_some, list(chunks(todo, together)), press.jobs):
        for language, texts in missing.items():
            sites[language].words.missing |= dict.fromkeys(texts)
        # All texts that are missing are told at once, in the end; nothing is kept that was made without one.
        if not any(missing.values()):
            store.put(kept)
