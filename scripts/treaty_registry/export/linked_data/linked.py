"""Linked data: each treaty and party as JSON-LD in the words of schema.org, and all of them in one dump.

A treaty is a ``Legislation`` and its record another thing: licence, day of verification and sources are the record's.
What schema.org has no word for (positions of parties, obligations) is said in the words of ``ontology``. What is not
known for sure is left out; what is disputed is called so.

The dump is N-Quads: every record is a named graph, so that a reader can tell which record says what, and take or
replace one of them; and a line is a statement, so that the file is written and read piece by piece and compared line
by line. Directed duties are left to the tables: they are many, and follow from positions and obligations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from treaty_registry.check.references import source_references
from treaty_registry.export.json_text import as_json
from treaty_registry.export.linked_data.iris import Iris
from treaty_registry.export.linked_data.linked_parts import (
    LICENCE,
    contested,
    edtf_literal,
    holder_iris,
    number_nodes,
    record_node,
    same,
    text,
    with_context,
)
from treaty_registry.export.linked_data.linked_treaty import head_json_ld, party_types, treaty_json_ld
from treaty_registry.export.linked_data.ontology import context, turtle
from treaty_registry.export.linked_data.quads import JsonTree, lines
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.party import Party
from treaty_registry.model.registry import Terms, active_treaties
from treaty_registry.model.source import Source

__all__ = ["head_json_ld", "party_json_ld", "treaty_json_ld", "write_linked"]


def party_json_ld(law: CompiledRegistry, code: str, base: str) -> JsonTree:
    """Return a party as JSON-LD 1.1 (W3C) in the words of schema.org and our own, with its context inside.

    Raises KeyError for a code without a party.
    """
    terms, iris = law.registry.terms, Iris(base)
    party, own = terms.parties[code], iris.party(code)
    tree = {
        "@id": iris.short(own),
        "@type": party_types(party.kind),
        "name": [text(party.names[0].en, "en"), text(party.names[0].fr, "fr")],
        "alternateName": list(_other_names(party)),
        "url": iris.party_record(code) if base else None,
        "identifier": list(number_nodes(iris, own, "party-schemes", party.identifiers)),
        "sameAs": same(party.identifiers),
        "tr:kind": iris.short(iris.term("party-kinds", party.kind)),
        "tr:since": edtf_literal(party.exists.since),
        "tr:until": edtf_literal(party.exists.until),
        "tr:disputedBy": holder_iris(contested(party.exists.disputed, terms), terms, iris),
        "tr:continues": [
            iris.short(iris.party(earlier.party))
            for earlier in party.continues or ()
            if not contested(earlier.disputed, terms)
        ],
        "mainEntityOfPage": record_node(iris, iris.party_record(code), _sources(party, terms)),
    }
    return with_context(tree, terms, iris)


def _other_names(party: Party) -> Iterator[JsonTree]:
    """Yield formal and former names."""
    first = party.names[0]
    seen = {("en", first.en), ("fr", first.fr)}
    for names in party.names:
        for language, name in (("en", names.en), ("fr", names.fr), ("en", names.formal_en), ("fr", names.formal_fr)):
            if name and (language, name) not in seen:
                seen.add((language, name))
                yield text(name, language)


def _sources(party: Party, terms: Terms) -> dict[str, Source]:
    """Return the sources that a party's file cites, its own and shared ones."""
    known = {**terms.shared_sources, **(party.sources or {})}
    cited = {key for _, key in source_references(party.model_dump(mode="json", exclude_none=True))}
    return {key: known[key] for key in sorted(cited) if key in known}


def write_linked(law: CompiledRegistry, folder: Path, base: str) -> None:
    """Write ``treaties.nq``, ``context.jsonld`` and ``ontology.ttl`` into a folder that exists.

    The dump has the graphs of the dataset, of all parties and of all treaties that are kept, in order of code and id,
    and the statements of each in order. It is written record by record.
    """
    terms, iris = law.registry.terms, Iris(base)
    with (folder / "treaties.nq").open("w", encoding="utf-8", newline="\n") as dump:
        for tree, graph in chain(
            [(_dataset(terms, iris), iris.dataset)],
            ((party_json_ld(law, code, base), iris.party_record(code)) for code in sorted(terms.parties)),
            (
                (treaty_json_ld(law, treaty.id, base), iris.treaty_record(treaty.id))
                for treaty in active_treaties(law.registry)
            ),
        ):
            dump.writelines(lines(tree, graph))
    with (folder / "context.jsonld").open("w", encoding="utf-8", newline="\n") as file:
        file.write(as_json({"@context": context(terms, iris)}))
    with (folder / "ontology.ttl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(turtle(terms, iris))


def _dataset(terms: Terms, iris: Iris) -> JsonTree:
    """Return the dataset that every record is part of."""
    tree = {
        "@id": iris.dataset,
        "@type": "Dataset",
        "name": [text("Treaty Registry", "en"), text("Registre des traités", "fr")],
        "description": [
            text("Treaties, what happened to them, and what follows in law, each fact with its source.", "en"),
            text(
                "Des traités, ce qui leur est arrivé et ce qui en découle en droit, chaque fait avec sa source.", "fr"
            ),
        ],
        "license": LICENCE,
        "url": iris.base,
    }
    return with_context(tree, terms, iris)
