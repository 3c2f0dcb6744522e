"""The answers of the JSON API fit their description, and this is OpenAPI."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from openapi_spec_validator import validate


def test_every_answer_of_the_api_fits_its_description(exported: Path) -> None:
    top = exported / "api" / "v1"
    description = json.loads((top / "openapi.json").read_text())
    described = 0
    for address, operations in description["paths"].items():
        reference = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        schema = json.loads((top / reference).read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        pattern = (
            address.strip("/").replace("{id}", "*").replace("{code}", "*").replace("{name}", "*").replace("{kind}", "*")
        )
        answers = [path for path in top.glob(pattern) if path.parts[-3:-1] != ("treaties",)]
        assert answers, address
        for answer in answers:
            validator.validate(json.loads(answer.read_text(encoding="utf-8")))
        described += len(answers)
    everything = [path for path in top.rglob("*.json") if "schemas" not in path.parts and path.name != "openapi.json"]
    assert described == len(everything)


def test_the_description_of_the_api_is_openapi(exported: Path) -> None:
    description = json.loads((exported / "api" / "v1" / "openapi.json").read_text())
    for operations in description["paths"].values():
        # The validator would fetch the schemas that the document refers to; they are checked above.
        operations["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {}
    validate(description)
