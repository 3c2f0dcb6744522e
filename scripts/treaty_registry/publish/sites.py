"""The site in each language, over the same records."""

from __future__ import annotations

from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.model.registry import Registry
from treaty_registry.publish.facts import Facts
from treaty_registry.publish.shelf import Shelf
from treaty_registry.publish.site import Site
from treaty_registry.read.files import Root


def sites_of(
    root: Root, registry: Registry, site_url: str, repo_url: str, shelf: Shelf | None = None
) -> dict[Language, Site]:
    """Return the site of each language, as pages one folder deep see it. An address that is not known is empty.

    ``shelf`` holds what was made of the treaties before. Raises ConflictingTranslationsError.
    """
    facts = Facts(registry, shelf)
    sites = {one: Site(registry, root.docs / "templates", up="../", language=one, facts=facts) for one in LANGUAGES}
    for site in sites.values():
        site.base = f"{site_url.rstrip('/')}/" if site_url else ""
        site.repository = f"{repo_url.rstrip('/')}/" if repo_url else ""
    return sites
