"""Places in a record as a contributor sees them."""

from __future__ import annotations

from typing import Any

from treaty_registry.reading.problem import Path, cut
from treaty_registry.reading.yaml import Tree


def as_written(path: Path, tree: Tree | None) -> Path:
    """Return a record path as the file has it: what may be a list and is one value alone has no number there."""
    written: list[str | int] = []
    node: Any = tree
    for step in path:
        if step == 0 and isinstance(node, (dict, str)):
            continue
        written.append(step)
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return tuple(written)


def where(path: Path, tree: Tree | None) -> str:
    """Return a record path as a contributor sees it.

    Items of a list are called by their ``id``, by their date and action or result, or else by their number, so that
    the name stays when lines move: ``events[2024-06-19 signature].party``.
    """
    shown = ""
    node: Any = tree
    for step in as_written(path, tree):
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
            shown += f"[{_item_name(node) or step + 1}]"
        else:
            node = node.get(step) if isinstance(node, dict) else None
            shown += f".{cut(step)}" if shown else cut(step)
    return shown


def _item_name(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    if isinstance(item.get("id"), str):
        return cut(item["id"])
    what = item.get("action") or item.get("what")
    words = [item.get("date"), what, item.get("party")] if what else [item.get("scheme")]
    return " ".join(cut(word) for word in words if isinstance(word, str))
