"""A treaty as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from treaty_registry.export.linked_data.iris import Iris, part_iri
from treaty_registry.export.linked_data.linked_parts import (
    concept,
    contested,
    edtf_literal,
    holder_iris,
    in_context,
    number_nodes,
    record_node,
    same,
    text,
    texts,
    trimmed,
    with_context,
)
from treaty_registry.export.linked_data.ontology import EVERYBODY_IRI, RELATION_PROPERTIES, relation_name
from treaty_registry.export.linked_data.quads import JsonTree
from treaty_registry.language.qualifications import completeness
from treaty_registry.law.acts import SIGNS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import ALWAYS, NEVER, NOT_YET, DateBounds
from treaty_registry.law.duties import EVERYBODY
from treaty_registry.law.rows import PositionRow, position_rows
from treaty_registry.law.status import DISPUTED
from treaty_registry.model.dates import Date
from treaty_registry.model.obligation import Obligation
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty

IN_FORCE, NOT_IN_FORCE = "InForce", "NotInForce"

FORCE = {
    "in-force": IN_FORCE,
    "suspended": IN_FORCE,
    "not-signed": NOT_IN_FORCE,
    "signed": NOT_IN_FORCE,
    "provisionally-applied": NOT_IN_FORCE,
    "terminated": NOT_IN_FORCE,
    "never-in-force": NOT_IN_FORCE,
}
"""What schema.org says of a status: a treaty that is suspended is in force, one applied provisionally is not (VCLT
art. 25, 57). Where a status is disputed or cannot be told, it says nothing."""

PARTY_TYPES = {"state": "Country", "historic-state": "Country", "rival-government": "GovernmentOrganization"}
"""Classes of schema.org for kinds of party. Every other legal person is an ``Organization``; that an authority claims
to act for a state is no word on which territory is whose."""


MAX_HEAD_BYTES = 6_000  # of JSON-LD in the head of a page, unless the least that it says is larger


def treaty_json_ld(law: CompiledRegistry, treaty_id: str, base: str, *, positions: bool = True) -> JsonTree:
    """Return a treaty as JSON-LD 1.1 (W3C) in the words of schema.org and our own, with its context inside.

    ``positions`` says whether participants and positions over time are told: in a treaty of many they are most of it.
    Raises KeyError for an id without a record.
    """
    tree = _tree(law, treaty_id, Iris(base))
    if not positions:
        tree |= _WITHOUT_POSITIONS
    return with_context(tree, law.registry.terms, Iris(base))


def head_json_ld(law: CompiledRegistry, treaty_id: str, base: str, limit: int = MAX_HEAD_BYTES) -> JsonTree:
    """Return of the same what goes into the head of a page: what the dump alone need tell is left out one by one.

    Obligations go first, then sources, positions, participants, and texts of our own in other languages than English,
    until the rest as JSON without spaces has no more bytes than ``limit``, or nothing is left to leave out. In HTML its
    ``<`` still wants writing as ``\\u003c``. Raises KeyError for an id without a record.
    """
    iris, terms = Iris(base), law.registry.terms
    tree = _tree(law, treaty_id, iris)
    told: JsonTree = trimmed(tree)
    steps: Sequence[JsonTree] = (
        {},
        {"tr:obligation": None},
        {"mainEntityOfPage": {**tree["mainEntityOfPage"], "citation": None}},
        {"tr:position": None},
        {"tr:participant": None},
        {"description": [words for words in tree["description"] if words["@language"] == "en"]},
    )
    weights = {key: _size(value) for key, value in told.items()}
    for less in steps:
        told |= {key: trimmed(value) for key, value in less.items()}
        weights |= {key: _size(told[key]) for key in less}
        told = {key: value for key, value in told.items() if value not in (None, [])}
        # Keys and context only add to it: what is too large without them need not be put together.
        if sum(map(weights.__getitem__, told)) <= limit and _size(fitting := in_context(told, terms, iris)) <= limit:
            return fitting
    return in_context(told, terms, iris)


def _size(tree: Any) -> int:
    """Return how many bytes a tree has as JSON without spaces."""
    return len(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode())


_WITHOUT_POSITIONS: JsonTree = {"tr:participant": None, "tr:position": None}


def _tree(law: CompiledRegistry, treaty_id: str, iris: Iris) -> JsonTree:
    """Return all that is said of a treaty, with what is empty and without a context."""
    treaty, terms = law.registry.treaties[treaty_id], law.registry.terms
    own, page = iris.treaty(treaty.id), iris.treaty_record(treaty.id)
    return {
        "@id": iris.short(own),
        "@type": "Legislation",
        "name": texts({"en": treaty.title, **(treaty.titles or {})}),
        "alternateName": text(treaty.short_title, "en") if treaty.short_title != treaty.title else None,
        "description": texts(treaty.summary),
        "url": page if iris.base else None,
        "legislationIdentifier": treaty.id,
        "identifier": list(number_nodes(iris, own, "identifier-schemes", treaty.identifiers)),
        "sameAs": same(treaty.identifiers),
        "legislationType": concept(terms, iris, "treaty-kinds", treaty.kind, "CategoryCode"),
        "about": [concept(terms, iris, "subjects", subject) for subject in dict.fromkeys(treaty.subjects)],
        "inLanguage": [language for language in treaty.authentic_languages if language != "unknown"],
        **_signed(law, treaty),
        **_course(law, treaty),
        **{f"tr:{key}": iris.short(iris.term(vocabulary, term)) for key, vocabulary, term in _terms(law, treaty)},
        "tr:disputedBy": holder_iris(law.history(treaty.id).disputed_by, terms, iris),
        **_relations(law, treaty, iris),
        **_positions(law, treaty, iris),
        "tr:obligation": [_obligation(obligation, own, terms, iris) for obligation in treaty.obligations or ()],
        "mainEntityOfPage": record_node(iris, page, treaty.sources, dateModified=treaty.verified.latest.isoformat()),
    }


def party_types(kind: str) -> str:
    """Return the class of schema.org for a kind of party."""
    return PARTY_TYPES.get(kind, "Organization")


def _terms(law: CompiledRegistry, treaty: Treaty) -> Iterator[tuple[str, str, str]]:
    yield "status", "statuses", law.status(treaty.id, treaty.verified.latest).code
    yield "binding", "binding", treaty.binding
    yield "secrecy", "secrecy", treaty.secrecy
    yield "completeness", "completeness", completeness(treaty, law.history(treaty.id).unlisted_since)


def _signed(law: CompiledRegistry, treaty: Treaty) -> JsonTree:
    """Return the day of the first signature; where it is no certain day, the date as recorded."""
    actions = law.registry.terms.vocabularies["actions"].terms
    signed = next((event.date for event in treaty.events if actions[event.action].effect in SIGNS), None)
    if not isinstance(signed, Date):
        return {}
    return {"legislationDate": signed.text} if signed.is_day else {"tr:signed": edtf_literal(signed)}


def _course(law: CompiledRegistry, treaty: Treaty) -> JsonTree:
    """Return what is computed of force, entry and end: in the words of schema.org only what is sure and undisputed.

    An instrument that may not bind in law has no legal force to tell of.
    """
    history = law.history(treaty.id)
    entry, over = history.entry_into_force, history.end
    binds = law.registry.terms.vocabularies["binding"].terms[treaty.binding].effect != "doubtful"
    force = FORCE.get(law.status(treaty.id, treaty.verified.latest).code)
    tree: JsonTree = {"legislationLegalForce": force if binds else None}
    began, ended = _certain(law, treaty, entry), _certain(law, treaty, over)
    if began and FORCE.get(law.status(treaty.id, began).code) == IN_FORCE:
        tree["legislationDateOfApplicability"] = began.isoformat()
        if ended:
            tree["temporalCoverage"] = f"{began}/{ended - timedelta(days=1)}"
        elif over == NOT_YET and force == IN_FORCE:
            tree["temporalCoverage"] = f"{began}/.."
    for name, window in (("entry", entry), ("end", over)):
        for side, day in zip(("First", "Last"), window, strict=True):
            tree[f"tr:{name}{side}"] = None if day in (ALWAYS, NEVER) else day.isoformat()
    return tree


def _certain(law: CompiledRegistry, treaty: Treaty, window: DateBounds) -> date | None:
    """Return the day of a window, if it is one and nobody disputes where the treaty stood before and on it."""
    if not window.is_day or window.first == ALWAYS:
        return None
    around = (window.first - timedelta(days=1), window.first)
    return None if any(law.status(treaty.id, day).code == DISPUTED for day in around) else window.first


def _relations(law: CompiledRegistry, treaty: Treaty, iris: Iris) -> JsonTree:
    """Return what the treaty does to older ones, where nobody disputes it.

    It is called a change of law in the words of schema.org only once it has surely entered into force.
    """
    tree: dict[str, list[str]] = {}
    effective = law.history(treaty.id).entry_into_force.reached(treaty.verified.latest)
    for relation in treaty.relations or ():
        if relation.treaty is None or contested(relation.disputed, law.registry.terms):
            continue
        names = [f"tr:{relation_name(relation.type)}"]
        if effective and relation.type in RELATION_PROPERTIES:
            names.append(RELATION_PROPERTIES[relation.type])
        for name in names:
            tree.setdefault(name, []).append(iris.short(iris.treaty(relation.treaty)))
    return {name: list(dict.fromkeys(others)) for name, others in tree.items()}


def _positions(law: CompiledRegistry, treaty: Treaty, iris: Iris) -> JsonTree:
    parties = law.registry.terms.parties
    own, rows = iris.treaty(treaty.id), list(position_rows(law, treaty.id))
    return {
        "tr:participant": [
            {
                "@id": iris.short(iris.party(code)),
                "@type": party_types(parties[code].kind),
                "name": text(parties[code].names[0].en, "en"),
            }
            for code in dict.fromkeys(row.party for row in rows)
        ],
        "tr:position": [
            {
                "@id": iris.short(part_iri(own, "position", row.party, str(row.start_latest or "always"))),
                "@type": "tr:Position",
                "tr:party": iris.short(iris.party(row.party)),
                "tr:kind": iris.short(iris.term("positions", row.position)),
                "tr:start": row.start.isoformat() if row.start else None,
                "tr:end": row.end.isoformat() if row.end else None,
                **_row_bounds(row),
                "tr:qualifiedBy": list(row.qualified_by),
            }
            for row in rows
        ],
    }


def _row_bounds(row: PositionRow) -> JsonTree:
    """Return the bounds of a position's first day and of the first day after it, where these days are not known."""
    bounds = {}
    for side, known, days in (
        ("start", row.start, (row.start_earliest, row.start_latest)),
        ("end", row.end, (row.end_earliest, row.end_latest)),
    ):
        if known is None:
            for name, day in zip(("Earliest", "Latest"), days, strict=True):
                bounds[f"tr:{side}{name}"] = day.isoformat() if day else None
    return bounds


def _obligation(obligation: Obligation, own: str, terms: Terms, iris: Iris) -> JsonTree:
    def parties(codes: Iterable[str]) -> list[str]:
        return [f"tr:{EVERYBODY_IRI.name}" if code == EVERYBODY else iris.short(iris.party(code)) for code in codes]

    return {
        "@id": iris.short(part_iri(own, "obligation", obligation.id)),
        "@type": "tr:Obligation",
        "name": texts(obligation.title),
        "tr:kind": iris.short(iris.term("obligation-kinds", obligation.kind)),
        "tr:owedBy": parties(obligation.owed_by),
        "tr:owedTo": parties(obligation.owed_to),
        "tr:article": list(dict.fromkeys(article.no for article in obligation.articles or ())),
        "tr:addedBy": iris.short(iris.treaty(obligation.since)) if obligation.since else None,
        "tr:removedBy": iris.short(iris.treaty(obligation.until)) if obligation.until else None,
        "tr:disputedBy": holder_iris(contested(obligation.disputed, terms), terms, iris),
    }
