"""The same site in each language, as MkDocs sees it: its settings and its navigation.

Hand-written pages of another language stand below the folder of that language under the names of the English ones, and
need nothing else: the navigation is the English one, with each page that there is in the language in the place of its
original.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from treaty_registry.language.catalogue import Catalogue
from treaty_registry.language.languages import Language
from treaty_registry.website.context.addresses import FOLDERS


def settings(config: MkDocsConfig, words: Catalogue) -> MkDocsConfig:
    """Return the site's settings for one language: the theme's language, and the texts of mkdocs.yml translated."""
    own = copy(config)
    theme = copy(config.theme)
    # A copy of a theme shares the mapping of its settings; this one has its own.
    theme._Theme__vars = dict(config.theme)  # type: ignore[attr-defined]
    theme["language"] = words.language
    theme["palette"] = [_palette(palette, words) for palette in config.theme["palette"]]
    own.theme = theme
    own.site_name = words.t(config.site_name)
    description, rights = config.site_description or "", config.copyright or ""
    own.site_description, own.copyright = words.t(description), words.t(rights)
    return own


def _palette(palette: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    toggle = palette.get("toggle")
    if not toggle:
        return dict(palette)
    name = toggle["name"]
    return {**palette, "toggle": {**toggle, "name": words.t(name)}}


def navigation(english: Navigation, files: Files, language: Language, words: Catalogue) -> Navigation:
    """Return the navigation in another language; what there is only in English says so."""
    items = [_item(item, files, language, words) for item in english.items]
    own = Navigation(items, list(_pages(items)))
    home = files.get_file_from_path(f"{FOLDERS[language]}index.md")
    own.homepage = home.page if home else english.homepage
    return own


def _item(item: StructureItem, files: Files, language: Language, words: Catalogue) -> StructureItem:
    title = words.t(item.title) if item.title else ""
    if isinstance(item, Section):
        # The pages in the language come first: the tab leads to the first page of its section.
        children = [_item(child, files, language, words) for child in item.children]
        section = Section(title, sorted(children, key=lambda child: isinstance(child, Link)))
        for child in section.children:
            child.parent = section
        return section
    if isinstance(item, Page):
        file = files.get_file_from_path(FOLDERS[language] + item.file.src_uri)
        if file is not None and isinstance(file.page, Page):
            if title:
                file.page.title = title
            return file.page
        return Link(words.t("{title} (in English)", title=title or words.t("Reference")), item.url)
    return Link(title, getattr(item, "url", ""))


def _pages(items: Iterable[StructureItem]) -> Sequence[Page]:
    pages: list[Page] = []
    for item in items:
        if isinstance(item, Page):
            pages.append(item)
        elif isinstance(item, Section):
            pages += _pages(item.children)
    return pages
