"""The published JSON Schemas, kept equal to the models and vocabularies that they are made from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path as FilePath

from pydantic import BaseModel

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.party import Party
from treaty_registry.model.registry import Terms
from treaty_registry.model.schema import json_schema
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual, SharedSources, Vocabulary
from treaty_registry.reading.files import Root
from treaty_registry.reading.problem import Problem

MODELS: dict[str, type[BaseModel]] = {
    "treaty": Treaty,
    "party": Party,
    "vocabulary": Vocabulary,
    "sources": SharedSources,
}


def schema_texts(terms: Terms) -> dict[str, str]:
    """Return each published schema's file name and text."""
    return {
        f"{name}.schema.json": json.dumps(
            json_schema(model, terms.vocabularies, terms.parties), ensure_ascii=False, indent=1
        )
        + "\n"
        for name, model in MODELS.items()
    }


STALE_SCHEMA = FindingKind(
    "stale-schema",
    meaning=Bilingual(
        en="A published JSON Schema is not what the models and vocabularies say.",
        fr="Un schéma JSON publié ne correspond pas à ce que disent les modèles et les vocabulaires.",
    ),
    mend=Bilingual(en="Run `treaties schema`.", fr="Lancez `treaties schema`."),
    severity="warning",
)


def stale_schemas(root: Root, terms: Terms) -> Iterator[tuple[FilePath, Problem]]:
    """Yield the published schemas that differ from what would be written now; an unpublished one is nobody's loss."""
    published = {path.name: path for path in (root.path / "schema").glob("*.schema.json")}
    if not published:
        return
    for name, text in schema_texts(terms).items():
        path = published.get(name)
        if path is None or not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
            yield (
                root.path / "schema" / name,
                Problem("stale-schema", "The models, vocabularies or parties have changed. Run `treaties schema`."),
            )
