"""How Jinja runs the site's templates: everything is escaped, and a name that nobody gave is an error."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

from jinja2 import BaseLoader, BytecodeCache, DictLoader, Environment, StrictUndefined
from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    """Templates as Python code, by their name and text: compiled once for all languages and depths of pages."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()

TEMPLATES = Path(__file__).parents[1] / "templates"
"""Where the templates are: beside the code that fills them, the same for every registry."""


def templates_of(loader: BaseLoader) -> Environment:
    """Return the templates of a site, in one language and for one depth of pages."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )


def loader() -> DictLoader:
    """Return the templates as they are now: a site does not change while its files are being edited."""
    return DictLoader({path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")})
