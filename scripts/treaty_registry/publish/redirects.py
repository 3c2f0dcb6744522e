"""Former addresses: a record that was renamed keeps answering under its old names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from treaty_registry.model.treaty import Treaty
from treaty_registry.publish import addresses


def redirects(treaties: Iterable[Treaty]) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of a page for each former id, which leads to the present one."""
    for treaty in treaties:
        for former in treaty.former_ids or ():
            target, title = escape(f"{treaty.id}.html"), escape(treaty.short_title)
            yield (
                addresses.treaty(former),
                f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
                f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>\n'
                f'<body><p>This record is now <a href="{target}">{title}</a>.</p></body></html>\n',
            )
