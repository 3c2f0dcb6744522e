"""How Jinja compiles and runs the site's templates: its own way, without what thousands of pages never ask for."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from treaty_registry.website.context.html import written


class Templates(Environment):
    """The templates of a site, in one language and for one depth of pages."""

    def __init__(self, loader: DictLoader) -> None:
        """Take the texts of the templates."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.written = written

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows, as a dict of its own.

        Jinja makes a chain of mappings, which shows later changes, and copies it for each page name by name.
        """
        return {**self.globals, **(d or {})}


def loader(folder: Path) -> DictLoader:
    """Return the templates of a folder as they are now: a site does not change while its files are being edited."""
    return DictLoader({path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")})


class _Generator(CodeGenerator):
    """Writes a template as Python code."""

    environment: Templates

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # as Jinja calls it
        """Write a call as that call.

        Jinja asks of each function at each call whether it wants the context; none of ours does, and no macro.
        """
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
        else:
            self.visit(node.node, frame)
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Begin what writes a value, which every template of ours escapes."""
        self.write("environment.written(")


Templates.code_generator_class = _Generator


class _Compiled(BytecodeCache):
    """Templates as Python code, by their name and text: compiled once for all languages and depths of pages."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is known."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
