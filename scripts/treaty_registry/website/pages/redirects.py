"""Former addresses: a record that was renamed keeps answering under its old names."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from treaty_registry.website.context import addresses
from treaty_registry.website.context.render_context import RenderContext


def redirects(site: RenderContext) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of a page for each former id, which leads to the present one."""
    for treaty in site.summaries.by_id.values():
        for former in treaty.former:
            target = f"{treaty.id}.html"
            link = Markup('<a href="{}">{}</a>').format(target, site.brief_name(treaty.id))
            sentence = site.t("This record is now {treaty}.", treaty=link)
            yield (
                addresses.treaty(former),
                f'<!doctype html>\n<html lang="{site.language}"><head><meta charset="utf-8">'
                f"<title>{escape(site.brief_title(treaty.id)[1])}</title>\n"
                f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>\n'
                f"<body><p>{sentence}</p></body></html>\n",
            )
