"""How Jinja compiles and runs the site's templates: its own way, without what thousands of pages never ask for."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from treaty_registry.publish.html import safe
from treaty_registry.publish.translation import Catalogue


class Templates(Environment):
    """The templates of one language."""

    def __init__(self, loader: DictLoader, words: Catalogue) -> None:
        """Take the texts of the templates, and the catalogue that their ``t("...")`` looks up."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled(frozenset(words.texts.items())),
        )
        self.words = words
        self.safe = safe

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
        """Write a call as that call, and a text of the interface as that text.

        Jinja asks of each function at each call whether it wants the context; none of ours does, and no macro.
        """
        if (text := self._text(node)) is not None:
            self.write(repr(text))
        elif forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
        else:
            self.visit(node.node, frame)
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        """Return what stands on every page; raises Impossible for what does not."""
        text = self._text(node)
        return super()._output_child_to_const(node if text is None else nodes.Const(text), frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Begin what writes a value, which every template of ours escapes."""
        self.write("environment.safe(")

    def _text(self, node: nodes.Expr) -> str | None:
        """Return the text of ``t("...")``, unless the catalogue lacks it: that is noted when a page asks for it."""
        match node:
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=str(english))], kwargs=[]):
                return self.environment.words.found(english)
        return None


Templates.code_generator_class = _Generator


class _Compiled(BytecodeCache):
    """Templates as Python code, by their name and text: compiled once for all depths of pages."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is known."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=4)
def _compiled(texts: frozenset[tuple[str, str]]) -> _Compiled:
    """Return the code of templates with the texts of a catalogue in it."""
    return _Compiled()
