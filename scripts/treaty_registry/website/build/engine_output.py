"""What an engine has built: hand-written pages with empty places for what comes from records, shells, and the rest."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.website.build.shell import BrokenShellError
from treaty_registry.website.context.addresses import FOLDERS, SHELLS, language_of, plain_address
from treaty_registry.website.search.documents import WrittenPage


class EngineOutput(NamedTuple):
    """What an engine has built; nothing in it depends on a record."""

    shells: Mapping[Language, str]
    """The shell of each language, as HTML."""
    pages: Mapping[Language, Sequence[WrittenPage]]
    """The hand-written pages."""
    others: Mapping[str, bytes]
    """All other files by their addresses from the top of the site."""


def take_built(folder: Path, titles: Mapping[str, str]) -> EngineOutput:
    """Return what an engine has built into a folder, having removed the shells, which nobody is to find.

    ``titles`` are those of the hand-written pages by their addresses from the top of the site. Raises BrokenShellError
    if a language has no shell.
    """
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    shells: dict[Language, str] = {}
    for language in LANGUAGES:
        address = Path(SHELLS[language]).with_suffix(".html").as_posix()
        if address not in there:
            raise BrokenShellError(f"{folder} has no {address}, which every record's page is made from")
        file = there.pop(address)
        shells[language] = file.read_text(encoding="utf-8")
        file.unlink()
        file.parent.rmdir()
    pages: dict[Language, list[WrittenPage]] = {language: [] for language in LANGUAGES}
    for address, title in titles.items():
        html = there.pop(address).read_text(encoding="utf-8")
        pages[language_of(address)].append(WrittenPage(plain_address(address), title, html))
    return EngineOutput(shells, pages, {address: path.read_bytes() for address, path in there.items()})


def engine_tree(built: EngineOutput) -> Any:
    """Return what has been built such as JSON can hold it."""
    pages = {
        FOLDERS[language] + page.address: (page.title, page.html)
        for language, written in built.pages.items()
        for page in written
    }
    return [built.shells, pages, {address: b64encode(content).decode() for address, content in built.others.items()}]


def built_from(tree: Any) -> EngineOutput:
    """Return what has been built from what ``tree_of`` returned for it."""
    shells, kept, others = tree
    pages: dict[Language, list[WrittenPage]] = {language: [] for language in LANGUAGES}
    for address, (title, html) in kept.items():
        pages[language_of(address)].append(WrittenPage(plain_address(address), title, html))
    return EngineOutput(shells, pages, {address: b64decode(content) for address, content in others.items()})
