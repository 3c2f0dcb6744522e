"""The description of the JSON API: JSON Schemas of its answers, and an OpenAPI document that refers to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from treaty_registry.export.api.files_api import API
from treaty_registry.export.json_text import as_json
from treaty_registry.language.qualifications import QUALIFIED
from treaty_registry.law.rows import DAYS
from treaty_registry.law.status import CANNOT_TELL, DISPUTED, OWED, PROVISIONAL
from treaty_registry.model.registry import Terms

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
DAY_OR_NONE: Schema = {"type": ["string", "null"], "format": "date"}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _term(terms: Terms, vocabulary: str) -> Schema:
    return {"type": "string", "enum": list(terms.vocabularies[vocabulary].terms)}


def schemas(terms: Terms) -> dict[str, Schema]:
    """Return the JSON Schema of each kind of answer, by its file's name without an ending."""
    status, position = _term(terms, "statuses"), _term(terms, "positions")
    either: Schema = {"type": "string", "enum": sorted({*status["enum"], *position["enum"]})}
    readings = _list(_object({"by": _list(TEXT), "code": either}))
    span = dict.fromkeys(DAYS, DAY_OR_NONE)
    qualified = {"qualified_by": _list({"type": "string", "enum": list(QUALIFIED)})}
    reason = _object(
        {"code": TEXT},
        {
            "first": DAY_OR_NONE,
            "last": DAY_OR_NONE,
            "event": TEXT,
            "attested": {"type": "integer"},
            "at": TEXT,
            "parties": _list(TEXT),
            "treaty": TEXT,
            "period": TEXT,
            "term": TEXT,
            "condition": _list({"type": "integer"}),
        },
    )
    duty = _object(
        {
            "treaty": TEXT,
            "obligation": TEXT,
            "owed_by": TEXT,
            "owed_to": TEXT,
            **span,
            "standing": {"type": "string", "enum": [OWED, PROVISIONAL, DISPUTED, CANNOT_TELL]},
            "articles": _list(TEXT),
        },
        {"reserved_by": _list(TEXT), **qualified},
    )
    computed = _object(
        {
            "known": DAY,
            "status": status,
            "text": _object({"en": TEXT, "fr": TEXT}),
            "reasons": _list(reason),
            "readings": readings,
            "statuses": _list(_object({**span, "status": status, "readings": readings})),
            "participants": _term(terms, "completeness"),
            "unlisted_since": DAY_OR_NONE,
            "qualifications": _list(
                _object({"party": TEXT, "kind": TEXT, "others": _list(TEXT), "articles": _list(TEXT), **span})
            ),
            "positions": _list(_object({"party": TEXT, "position": position, **span, **qualified})),
            "obligations": TEXT,
        }
    )
    answer = {"answer": TEXT}
    by_name: dict[str, Schema] = {
        "index": _object(
            {
                "version": TEXT,
                "known": {"anyOf": [_object({"first": DAY, "last": DAY}), {"type": "null"}]},
                "treaties": _list(
                    _object(
                        {
                            "id": TEXT,
                            "title": TEXT,
                            "short_title": TEXT,
                            "kind": _term(terms, "treaty-kinds"),
                            "status": status,
                            "known": DAY,
                            **answer,
                        }
                    )
                ),
                "parties": _list(_object({"code": TEXT, "name": TEXT, **answer})),
                "vocabularies": _list(_object({"name": TEXT, **answer})),
                "obligations": _list(_object({"kind": _term(terms, "obligation-kinds"), **answer})),
            }
        ),
        "treaty": _object({"id": TEXT, "record": {"type": "object"}, "events": _list(TEXT), "computed": computed}),
        "party": _object(
            {
                "code": TEXT,
                "record": {"type": "object"},
                "positions": _list(_object({"treaty": TEXT, "position": position, **span, **qualified})),
            }
        ),
        "vocabulary": {"type": "object", "required": ["vocabulary", "title", "description", "terms"]},
        "obligations": _object({"obligations": _list(duty)}),
    }
    return {name: {"$schema": DRAFT, **schema} for name, schema in by_name.items()}


_PATHS: Mapping[str, tuple[str, str]] = {
    "/index.json": ("index", "What there is, and where."),
    "/treaties/{id}.json": ("treaty", "A treaty as recorded and as computed."),
    "/treaties/{id}/obligations.json": ("obligations", "Every directed duty under a treaty, with its days."),
    "/parties/{code}.json": ("party", "A party as recorded, and its positions in all treaties."),
    "/vocabularies/{name}.json": ("vocabulary", "A controlled vocabulary, in English and French."),
    "/obligations/{kind}.json": ("obligations", "The directed duties of one kind that are in force, as known."),
}


def openapi(version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document; its addresses are relative to the folder that it stands in."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Treaty Registry",
            "version": version,
            "description": "Static files. Days are ISO 8601; an interval has its first day and the first day after it, "
            "and the bounds of both; a day that is not known is null, and so is one that is open, as far as is known: "
            "then it has no bounds. What changes when stands on the page about the data.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": "."}],
        "paths": {path: _path(path, name, told) for path, (name, told) in _PATHS.items()},
    }


def _path(path: str, name: str, told: str) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": told,
        "operationId": path.strip("/").replace("/", "-").replace("{", "").replace("}", "").removesuffix(".json"),
        "responses": {
            "200": {
                "description": told,
                "content": {"application/json": {"schema": {"$ref": f"schemas/{name}.schema.json"}}},
            }
        },
    }
    if "{" in path:
        parameter = path.partition("{")[2].partition("}")[0]
        operation["parameters"] = [{"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}]
    return {"get": operation}


def write_description(terms: Terms, folder: Path, version: str) -> None:
    """Write the OpenAPI document and the schemas beside the answers."""
    top = folder / API
    (top / "schemas").mkdir(parents=True, exist_ok=True)
    (top / "openapi.json").write_text(as_json(openapi(version)), encoding="utf-8")
    for name, schema in schemas(terms).items():
        (top / "schemas" / f"{name}.schema.json").write_text(as_json(schema), encoding="utf-8")
