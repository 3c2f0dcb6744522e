"""The published JSON Schemas, generated from the models and the vocabularies, for editors and other validators.

What JSON Schema cannot say, and the models do: that a date exists in the calendar (30 February) and that an interval
does not end before it begins. Everything that needs two places of a record is not in the models either, but in
``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from treaty_registry.model.party import Party
from treaty_registry.model.terms import ALSO_KEY, PARTY_VOCABULARY, VOCABULARY_KEY
from treaty_registry.model.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(
    model: type[BaseModel], vocabularies: Mapping[str, Vocabulary], parties: Mapping[str, Party]
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a model, with all terms and party codes and what they mean."""
    definitions: dict[str, Any] = {}

    def terms(name: str, also: list[str]) -> str:
        """Define the list of a vocabulary's terms and return the name of the definition."""
        definition = "-".join((name, *also))
        definitions[definition] = (
            _party_codes(parties, also) if name == PARTY_VOCABULARY else _terms(vocabularies[name], also)
        )
        return definition

    schema = _tidy(model.model_json_schema(), terms)
    schema["$defs"] = dict(sorted((schema.get("$defs", {}) | definitions).items()))
    return {"$schema": DIALECT, **schema}


def _tidy(node: Any, terms: Callable[[str, list[str]], str]) -> Any:
    """Make pydantic's schema fit records.

    A key is left out rather than null (the reader refuses null), unknown keys are refused in every group, and the
    terms are listed.
    """
    if isinstance(node, list):
        return [_tidy(item, terms) for item in node]
    if not isinstance(node, dict):
        return node
    if VOCABULARY_KEY in node:
        definition = terms(node[VOCABULARY_KEY], node[ALSO_KEY])
        rest = {k: v for k, v in node.items() if k not in (VOCABULARY_KEY, ALSO_KEY, "default")}
        return {"$ref": f"#/$defs/{definition}", **_tidy(rest, terms)}
    node = {k: _tidy(v, terms) for k, v in node.items() if k != "default"}
    for key, value in node.get("properties", {}).items():
        value.setdefault("title", key.replace("_", " ").title())
    if "patternProperties" in node:
        node["additionalProperties"] = False
    choices = node.get("anyOf")
    if choices and {"type": "null"} in choices:
        choices = [choice for choice in choices if choice != {"type": "null"}]
        if len(choices) > 1:
            node["anyOf"] = choices
        else:
            del node["anyOf"]
            node = {**choices[0], **node}
    return node


def _terms(vocabulary: Vocabulary, also: list[str]) -> dict[str, Any]:
    """``markdownEnumDescriptions`` is what editors show beside each term while completing."""
    return {
        "title": vocabulary.title.en,
        "description": vocabulary.description.en,
        "type": "string",
        "enum": [*vocabulary.terms, *also],
        "markdownEnumDescriptions": [
            *(f"**{term.label.en}.** {term.definition.en}" for term in vocabulary.terms.values()),
            *("" for _ in also),
        ],
    }


def _party_codes(parties: Mapping[str, Party], also: list[str]) -> dict[str, Any]:
    return {
        "title": "Party",
        "description": "The code of a party: the name of its file in schema/parties.",
        "type": "string",
        "enum": [*parties, *also],
        "markdownEnumDescriptions": [*(party.names[0].en for party in parties.values()), *("" for _ in also)],
    }
