"""JSON as every file of the export has it."""

from __future__ import annotations

import json


def as_json(tree: object) -> str:
    """Return JSON as every file of the export has it: readable, in the order given, with a line end."""
    return json.dumps(tree, ensure_ascii=False, indent=2, default=str) + "\n"
