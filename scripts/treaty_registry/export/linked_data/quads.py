"""N-Quads from JSON-LD trees: lines of subject, predicate, object and graph (W3C, RDF 1.1 N-Quads).

It reads the part of JSON-LD 1.1 that our trees use: a context with ``@vocab``, prefixes and types of values, nodes
that all have an ``@id``, and texts with a language or type. Tests hold that an independent reader of JSON-LD finds the
same triples in the same trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

JsonTree = dict[str, Any]

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_ESCAPES = {
    ord(sign): escape for sign, escape in {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}.items()
}
_ESCAPES |= {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F) if code not in _ESCAPES}


def lines(tree: JsonTree, graph: str) -> list[str]:
    """Return the statements of a tree as lines of a named graph, sorted, none twice.

    Raises KeyError for a node without ``@id``: a blank node would not keep its name from one export to the next.
    """
    names = _Names(tree["@context"])
    return sorted({f"{triple} <{graph}> .\n" for triple in _node(names, tree)})


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """Return a text as N-Quads and Turtle write it."""
    quoted = f'"{text.translate(_ESCAPES)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^<{datatype}>" if datatype else quoted


class _Names:
    """What a context says of names."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.vocabulary = str(context["@vocab"])
        self.prefixes = {name: value for name, value in context.items() if isinstance(value, str) and name[0] != "@"}
        self.types = {name: value["@type"] for name, value in context.items() if isinstance(value, dict)}

    def iri(self, text: str) -> str:
        """Return a compact or whole IRI as a whole one."""
        prefix, colon, rest = text.partition(":")
        return f"{self.prefixes[prefix]}{rest}" if colon and prefix in self.prefixes else text

    def word(self, text: str) -> str:
        """Return the IRI of a property, a class or a term of ``@vocab``."""
        return self.iri(text) if ":" in text else f"{self.vocabulary}{text}"


def _node(names: _Names, node: JsonTree) -> Iterator[str]:
    subject = f"<{names.iri(node['@id'])}>"
    for key, value in node.items():
        if key in ("@context", "@id"):
            continue
        predicate = RDF_TYPE if key == "@type" else names.word(key)
        for item in value if isinstance(value, list) else [value]:
            yield f"{subject} <{predicate}> {_object(names, key, item)}"
            if isinstance(item, dict) and "@value" not in item:
                yield from _node(names, item)


def _object(names: _Names, key: str, value: str | JsonTree) -> str:
    if isinstance(value, dict):
        if "@value" not in value:
            return f"<{names.iri(value['@id'])}>"
        datatype = names.word(value["@type"]) if "@type" in value else ""
        return literal(value["@value"], language=value.get("@language", ""), datatype=datatype)
    kind = "@vocab" if key == "@type" else names.types.get(key)
    if kind == "@vocab":
        return f"<{names.word(value)}>"
    if kind == "@id":
        return f"<{names.iri(value)}>"
    return literal(value, datatype=names.word(kind) if kind else "")
