"""Where each page is: the same for every language, below the folder of the language."""

from __future__ import annotations

from collections.abc import Mapping

from treaty_registry.language.languages import LANGUAGES, SOURCE, Language

_NAMES: Mapping[Language, str] = {"en": "English", "fr": "Français"}
"""Each language, as its readers call it."""

FOLDERS: dict[Language, str] = {code: "" if code == SOURCE else f"{code}/" for code in LANGUAGES}
"""The folder in which the pages of a language stand; English stands at the top."""


SHELLS: Mapping[Language, str] = {language: f"{folder}shell/shell.md" for language, folder in FOLDERS.items()}
"""The page of each language that becomes its shell, as deep as treaties and parties and beside neither, so that its
links fit both: from among the treaties, their list would be ``index.html``, which is another page among parties."""


ERROR_PAGE = "404.html"
"""What static hosts show at a wrong address."""


def language_of(path: str) -> Language:
    """Return the language of a page by its path from the top of the site."""
    return next((code for code in LANGUAGES if FOLDERS[code] and path.startswith(FOLDERS[code])), SOURCE)


def plain_address(path: str) -> str:
    """Return a path without the folder of its language: what the pages of all languages have in common."""
    return path.removeprefix(FOLDERS[language_of(path)])


def counterparts(links: Mapping[Language, str]) -> list[dict[str, str]]:
    """Return the addresses of one page in each language as its front matter has them; of only one, nothing."""
    named = [{"lang": language, "name": _NAMES[language], "link": link} for language, link in links.items()]
    return named if len(named) > 1 else []


def from_language(language: Language) -> str:
    """Return the way from the folder of a language to the top of the site."""
    return "../" * FOLDERS[language].count("/")


def treaty(treaty_id: str) -> str:
    """Return the address of a treaty's page."""
    return f"treaties/{treaty_id}.html"


def party(code: str) -> str:
    """Return the address of a party's page."""
    return f"parties/{code}.html"


def term_address(vocabulary: str, name: str) -> str:
    """Return the address of a term's definition."""
    return f"reference/terms.html#{vocabulary}-{name}"
