"""The parts that the JSON-LD of treaties and of parties share: texts, dates, terms, numbers elsewhere, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from treaty_registry.export.linked_data.iris import Iris, as_iri, part_iri
from treaty_registry.export.linked_data.ontology import context
from treaty_registry.export.linked_data.quads import JsonTree
from treaty_registry.model.base import Dispute
from treaty_registry.model.dates import Date
from treaty_registry.model.party import PartyIdentifier
from treaty_registry.model.registry import Terms
from treaty_registry.model.source import Source
from treaty_registry.model.treaty import Identifier

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_WIKIDATA = "http://www.wikidata.org/entity/{}"
"""What Wikidata itself calls its items in linked data; the address of the page about one is another."""

_ABSENT = ("unknown", "none")
"""Words that stand where a number was looked for and not found, or is known not to exist."""


def text(value: str, language: str) -> JsonTree:
    """Return a text in a language."""
    return {"@language": language, "@value": value}


def texts(values: Mapping[str, str] | None) -> list[JsonTree]:
    """Return a text in each of its languages."""
    return [text(value, language) for language, value in (values or {}).items()]


def _moment(date: Date | str | None) -> str | JsonTree | None:
    """Return a date of ISO 8601 as one of XML Schema, any other in EDTF; nothing where it is unknown or missing."""
    if not isinstance(date, Date):
        return None
    for shape, kind in _SHAPES:
        if shape.fullmatch(date.text):
            return {"@type": kind, "@value": date.text}
    return edtf_literal(date)


_SHAPES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)


def edtf_literal(date: Date | None) -> JsonTree | None:
    """Return a date as the record has it."""
    return {"@type": "edtf:EDTF", "@value": date.text} if date else None


def concept(terms: Terms, iris: Iris, vocabulary: str, term: str, kind: str = "DefinedTerm") -> JsonTree:
    """Return a term with its English label, for readers that know no vocabulary of ours."""
    label = terms.vocabularies[vocabulary].terms[term].label.en
    return {"@id": iris.short(iris.term(vocabulary, term)), "@type": kind, "name": text(label, "en")}


def number_nodes(
    iris: Iris, owner: str, vocabulary: str, identifiers: Iterable[Identifier | PartyIdentifier] | None
) -> Iterator[JsonTree]:
    """Yield every number by which others know a treaty or a party, but for those that were not found."""
    for identifier in identifiers or ():
        if identifier.value in _ABSENT:
            continue
        since, until = (identifier.since, identifier.until) if isinstance(identifier, PartyIdentifier) else (None, None)
        names = [identifier.scheme, identifier.value, *(str(day) for day in (since, until) if day)]
        yield {
            "@id": iris.short(part_iri(owner, "identifier", *names)),
            "@type": "PropertyValue",
            "propertyID": iris.short(iris.term(vocabulary, identifier.scheme)),
            "value": identifier.value,
            "tr:since": edtf_literal(since),
            "tr:until": edtf_literal(until),
        }


def same(identifiers: Iterable[Identifier | PartyIdentifier] | None) -> list[str]:
    """Return the Wikidata items that are on record, which is to say verified."""
    return [
        _WIKIDATA.format(identifier.value)
        for identifier in identifiers or ()
        if identifier.scheme == "wikidata" and identifier.value not in _ABSENT
    ]


def contested(disputes: Iterable[Dispute] | None, terms: Terms) -> list[str]:
    """Return who holds of a fact anything but that it is so."""
    known = terms.vocabularies["dispute-positions"].terms
    held_against = [dispute for dispute in disputes or () if known[dispute.position].effect != "holds"]
    return list(dict.fromkeys(holder for dispute in held_against for holder in dispute.by))


def holder_iris(names: Iterable[str], terms: Terms, iris: Iris) -> list[str | JsonTree]:
    """Return those who dispute something: parties as such, others by name."""
    return [{"@id": iris.short(iris.party(name))} if name in terms.parties else name for name in names]


def record_node(iris: Iris, iri: str, sources: Mapping[str, Source], **more: Any) -> JsonTree:
    """Return the record of a treaty or party: its licence, its dataset and what it rests on."""
    return {
        "@id": iris.short(iri),
        "@type": "CreativeWork",
        "license": LICENCE,
        "isPartOf": iris.dataset,
        **more,
        "citation": [_source(iris, iri, key, source) for key, source in sources.items()],
    }


def _source(iris: Iris, owner: str, key: str, source: Source) -> JsonTree:
    return {
        "@id": iris.short(part_iri(owner, "source", key)),
        "@type": "CreativeWork",
        "additionalType": iris.short(iris.term("source-types", source.type)),
        "name": text(source.title, source.language),
        "author": source.author,
        "publisher": source.publisher,
        "datePublished": _moment(source.date),
        "url": as_iri(source.url) if source.url else None,
        "archivedAt": as_iri(source.archive_url) if source.archive_url else None,
    }


def with_context(tree: JsonTree, terms: Terms, iris: Iris) -> JsonTree:
    """Return a tree without what is empty, a list of one as that one, and with as much of the context as it uses."""
    return in_context(trimmed(tree), terms, iris)


def in_context(tree: JsonTree, terms: Terms, iris: Iris) -> JsonTree:
    """Return a trimmed tree with as much of the context as it uses."""
    used: set[str] = set()
    _add_keys(tree, used)
    said = {name: what for name, what in _context(terms, iris).items() if isinstance(what, str) or name in used}
    return {"@context": said, **tree}


_context = lru_cache(maxsize=1)(context)


def trimmed(value: Any) -> Any:
    """Return a tree without what is empty, and a list of one as that one. What is trimmed already stays as it is."""
    if isinstance(value, dict):
        return {key: trimmed(below) for key, below in value.items() if below not in (None, [], "")}
    if isinstance(value, list):
        return trimmed(value[0]) if len(value) == 1 else [trimmed(below) for below in value]
    return value


def _add_keys(value: Any, keys: set[str]) -> None:
    if isinstance(value, dict):
        keys.update(value)
        for below in value.values():
            _add_keys(below, keys)
    elif isinstance(value, list):
        for below in value:
            _add_keys(below, keys)
