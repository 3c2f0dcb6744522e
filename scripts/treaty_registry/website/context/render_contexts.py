"""The site in each language, over the same records."""

from __future__ import annotations

from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.reading.files import Root
from treaty_registry.website.context.aggregates import Aggregates
from treaty_registry.website.context.fragments import FragmentCache
from treaty_registry.website.context.render_context import RenderContext


def sites_of(
    root: Root, law: CompiledRegistry, site_url: str, repo_url: str, fragments: FragmentCache | None = None
) -> dict[Language, RenderContext]:
    """Return the site of each language, as pages one folder deep see it. An address that is not known is empty.

    ``fragments`` holds what was made of the treaties before. Raises ConflictingTranslationsError.
    """
    aggregates = Aggregates(law, fragments)
    sites = {
        language: RenderContext(law.registry, root.path, up="../", language=language, aggregates=aggregates)
        for language in LANGUAGES
    }
    for site in sites.values():
        site.base = f"{site_url.rstrip('/')}/" if site_url else ""
        site.repository = f"{repo_url.rstrip('/')}/" if repo_url else ""
    return sites
