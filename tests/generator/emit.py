"""Writing YAML in the house style: block style, keys in the order given, quotes only where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

_PLAIN = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[^\W\d_](?:[\w .,/()'\u2019\u2013?~%;+&-]|:(?=\S))*", re.IGNORECASE
)
"""A text that starts with a letter, holds nothing that YAML gives a meaning to, and is no word of YAML 1.1."""

_ID = re.compile(r"\d{4}-[a-z][a-z0-9-]*")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?[?~%]?|\d{4}[?~%]|\d{4}(?:-\d\d)*/(?:\d{4}(?:-\d\d)*|\.\.)")
_PERIOD = re.compile(r"\d+ [a-z]+")


def to_yaml(record: Mapping[str, Any]) -> str:
    """Return a record as YAML. Values are texts, whole numbers, lists and groups; ``None`` leaves its key out."""
    lines: list[str] = []
    _group(record, "", lines)
    lines.append("")
    return "\n".join(lines)


@lru_cache(maxsize=10_000)
def scalar(text: str) -> str:
    """Return one text as it stands in the file."""
    if _PLAIN.fullmatch(text) and text[-1] != " ":
        return text
    plain = _ID.fullmatch(text) or _DATE.fullmatch(text) or _PERIOD.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _group(group: Mapping[str, Any], indent: str, lines: list[str]) -> None:
    deeper = indent + "  "
    for key, value in group.items():
        kind = type(value)
        if kind is str:
            lines.append(f"{indent}{key}: {scalar(value)}")
        elif value is None:
            continue
        elif kind is int:
            lines.append(f"{indent}{key}: {value}")
        elif kind is dict:
            lines.append(f"{indent}{key}:")
            _group(value, deeper, lines)
        else:
            lines.append(f"{indent}{key}:")
            _list(value, deeper, lines)


def _list(items: Sequence[Any], indent: str, lines: list[str]) -> None:
    deeper = indent + "  "
    for item in items:
        if type(item) is str:
            lines.append(f"{indent}- {scalar(item)}")
        else:
            first = len(lines)
            _group(item, deeper, lines)
            lines[first] = f"{indent}- {lines[first][len(deeper) :]}"
