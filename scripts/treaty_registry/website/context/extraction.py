"""What Babel's extractors do not see: English texts of the program in ``mkdocs.yml`` and in the models of records.

``babel.cfg`` names these functions. Each takes what Babel gives to an extractor, and yields for each text the line, no
function, the text and no comments; or, as the function, ``Message``, with the context and the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import yaml

from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.pages.field_reference import PartReference, parts

_SHOWN = frozenset({"site_name", "site_description", "copyright", "name"})
"""Keys of ``mkdocs.yml`` whose value readers see: ``name`` is what a button of the palette does."""

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]


def mkdocs_texts(file: IO[bytes], keywords: object, comment_tags: object, options: object) -> Iterator[Extracted]:
    """Yield the titles of the navigation, and what a configuration of MkDocs says to readers."""
    root = yaml.compose(file, yaml.SafeLoader)
    for key, value in root.value if root else ():
        yield from _titles(value) if key.value == "nav" else _values(key, value)


def _titles(node: Any) -> Iterator[Extracted]:
    for item in node.value:
        for title, value in item.value if isinstance(item, yaml.MappingNode) else ():
            yield _extracted(title)
            if isinstance(value, yaml.SequenceNode):
                yield from _titles(value)


def _values(key: Any, node: Any) -> Iterator[Extracted]:
    if isinstance(node, yaml.MappingNode):
        for inner, value in node.value:
            # The theme's own name is nothing that readers see, nor that of a plugin.
            if not (key.value == "theme" and inner.value == "name"):
                yield from _values(inner, value)
    elif isinstance(node, yaml.SequenceNode) and key.value != "plugins":
        for item in node.value:
            yield from _values(key, item)
    elif key.value in _SHOWN and isinstance(node, yaml.ScalarNode):
        yield _extracted(node)


def _extracted(node: Any) -> Extracted:
    return node.start_mark.line + 1, None, node.value, []


def model_texts(file: object, keywords: object, comment_tags: object, options: object) -> Iterator[Extracted]:
    """Yield what the models say of their keys, as the field reference shows it, and the keys as words.

    The file is only where Babel begins.
    """
    reference = [part for model in (Treaty, Party) for part in parts(model)]
    keys = dict.fromkeys(field.key.replace("_", " ") for part in reference for field in part.fields)
    for text in dict.fromkeys(text for part in reference for text in _said_by(part)):
        yield 1, None, text, []
    for key in keys:
        yield 1, "Message", ("key", key), ["the name of a key, where a page tells that it changed or is disputed"]


def _said_by(part: PartReference) -> Iterator[str]:
    yield from (part.name, part.description)
    yield from (text for field in part.fields for text in (field.description, field.value) if text)
