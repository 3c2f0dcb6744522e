"""How to cite a treaty's record, where its data are, and what a page's head says of it to machines."""

from __future__ import annotations

import json
from functools import lru_cache

from treaty_registry.export.citations.citations import bibtex, csl, plain_letters, ris
from treaty_registry.export.linked_data.linked import head_json_ld
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import record_file
from treaty_registry.website.context.render_context import RenderContext


def cite_values(site: RenderContext, treaty: Treaty) -> dict[str, object]:
    """Return what the template ``_cite.html`` needs: the sentence, each format with its file, and the data's addresses.

    Files of formats are written for treaties that are kept only.
    """
    law, files = site.status_texts.law, f"{site.top}data/citations/{treaty.id}"
    kept = treaty.retired is None
    record = record_file(treaty.id)
    return {
        "citation": plain_letters(law, treaty.id, site.base, site.language),
        "citation_formats": [
            (name, text, f"{files}.{ending}" if kept else "")
            for name, text, ending in _formats(law, treaty.id, site.base)
        ],
        "record_json": f"{site.top}api/v1/treaties/{treaty.id}.json" if kept else "",
        "record_edit": f"{site.repository}edit/main/{record}" if site.repository else "",
        "record_history": f"{site.repository}commits/main/{record}" if site.repository else "",
    }


@lru_cache(maxsize=1)
def _formats(law: CompiledRegistry, treaty_id: str, base: str) -> tuple[tuple[str, str, str], ...]:
    """Return the name, text and ending of each format, which are the same on the pages of all languages."""
    return (
        ("BibTeX", bibtex(law, treaty_id, base).strip(), "bib"),
        ("RIS", ris(law, treaty_id, base).strip(), "ris"),
        ("CSL-JSON", json.dumps([csl(law, treaty_id, base)], ensure_ascii=False, indent=2), "csl.json"),
    )


def head(site: RenderContext, treaty: Treaty) -> str:
    """Return the record as JSON-LD, as it stands in the page's head. No text of a record can end the element."""
    return _head(site.status_texts.law, treaty.id, site.base)


@lru_cache(maxsize=1)
def _head(law: CompiledRegistry, treaty_id: str, base: str) -> str:
    """Return it for the pages of all languages, which come one after the other."""
    tree = head_json_ld(law, treaty_id, base)
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
