"""Where each page is: the same for every language, below the folder of the language."""

from __future__ import annotations

from treaty_registry.law.wording import LANGUAGES, Language

FOLDERS: dict[Language, str] = {one: "" if one == "en" else f"{one}/" for one in LANGUAGES}
"""The folder in which the pages of a language stand; English stands at the top."""


def from_language(language: Language) -> str:
    """Return the way from the folder of a language to the top of the site."""
    return "../" * FOLDERS[language].count("/")


def treaty(treaty_id: str) -> str:
    """Return the address of a treaty's page."""
    return f"treaties/{treaty_id}.html"


def party(code: str) -> str:
    """Return the address of a party's page."""
    return f"parties/{code}.html"


def term(vocabulary: str, name: str) -> str:
    """Return the address of a term's definition."""
    return f"reference/terms.html#{vocabulary}-{name}"
