"""A page before it has met any theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the table of contents lists."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it is and what it says. ``body`` is HTML, the rest plain text."""

    address: str
    title: str
    description: str
    body: str
    contents: tuple[Heading, ...]
    edit: str
    """The path of the file that it is made from, from the top of the registry."""
    head: str = ""
    """What the page adds to its head, as HTML."""
