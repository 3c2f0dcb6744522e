"""By what names, each as a whole, people ask for a treaty or a party: who types one of them wants that page first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from treaty_registry.model.registry import Terms
from treaty_registry.website.search.words import whole

_KINDS = "treaty-kinds"
"""The vocabulary whose labels, such as *treaty* and *pact*, people leave out of a name."""

LINKS = frozenset({"the", "of", "on", "to", "le", "la", "les", "de", "du", "des", "sur", "d", "l"})
"""Words that link these to the rest of a name."""

INITIALS = range(3, 7)
"""So many letters may an abbreviation have that is made of a title."""

_PARENTHESES = re.compile(r"\s*\(([^()]+)\)")


def read_names(file: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the other names that a file holds by the id of a treaty or the code of a party; none without a file."""
    if not file.is_file():
        return {}
    # Every value is text here, even no.
    tree = yaml.load(file.read_bytes(), yaml.BaseLoader) or {}  # noqa: S506  # it makes only texts, lists and maps
    return {key: tuple(names) for key, names in tree.items()}


def initials(titles: Iterable[str]) -> Iterator[str]:
    """Yield the abbreviation that the capitals of each title make: ``VCLT`` of the Vienna Convention on the Law of
    Treaties. A title with very many or very few of them is not abbreviated like that.
    """
    for title in titles:
        letters = "".join(word[0] for word in title.split() if word[0].isupper())
        if len(letters) in INITIALS:
            yield letters


def short_forms(name: str, kinds: frozenset[str]) -> Iterator[str]:
    """Yield a name and what people make of it: without a part in parentheses, which is a name too, and bare of kinds.

    *Tashkent Treaty* is *Tashkent* too, *Treaty of Lisbon* is *Lisbon*. ``kinds`` are the words for kinds of treaties.
    """
    for form in (name, _PARENTHESES.sub("", name), *_PARENTHESES.findall(name)):
        yield form
        words = whole(form).split()
        while words and words[0] in kinds | LINKS:
            del words[0]
        while words and words[-1] in kinds | LINKS:
            del words[-1]
        yield " ".join(words)


def kind_words(terms: Terms) -> frozenset[str]:
    """Return the words for kinds of treaties, in every language of the site."""
    labels = (label for term in terms.vocabularies[_KINDS].terms.values() for label in (term.label.en, term.label.fr))
    return frozenset(word for word in map(whole, labels) if " " not in word)
