"""Which treaties leave the registry: those that are kept."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.treaty import Treaty


def kept(law: CompiledRegistry) -> Iterator[Treaty]:
    """Yield the treaties that are kept, by id."""
    for key in sorted(law.registry.treaties):
        if law.registry.treaties[key].retired is None:
            yield law.registry.treaties[key]
