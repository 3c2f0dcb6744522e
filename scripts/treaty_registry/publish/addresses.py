"""Where each page is."""

from __future__ import annotations


def treaty(treaty_id: str) -> str:
    """Return the address of a treaty's page."""
    return f"treaties/{treaty_id}.html"


def party(code: str) -> str:
    """Return the address of a party's page."""
    return f"parties/{code}.html"


def term(vocabulary: str, name: str) -> str:
    """Return the address of a term's definition."""
    return f"reference/terms.html#{vocabulary}-{name}"
