"""Change the law in many small ways and look whether a test notices: `make deep`, or by itself

    python tests/mutation/run.py --mutants 100 --seed 7 --file windows.py --workers 2

Each mutant is a copy of the program in which one comparison, word or number is changed. A mutant that passes all tests
of the law has *survived*: a rule that no test holds. The score is the share of those that were noticed. Nothing in the
working copy is touched.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import Queue
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LAW = Path("treaty_registry") / "law"
TESTS = ("tests/law/test_boundaries.py", "tests/law", "tests/test_treaties.py")
WORDS_ONLY = {"sentences.py", "wording.py"}  # how answers are said, not what they are
PATIENCE = 5  # times as long as the tests take without a change; a mutant that runs longer never ends: it is noticed

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "earliest": "latest",
    "latest": "earliest",
    "NEVER": "ALWAYS",
    "ALWAYS": "NEVER",
    "any_of": "all_of",
    "all_of": "any_of",
}
ATTRIBUTES = {"first": "last", "last": "first", "done": "effective", "effective": "done"}


_Change = Callable[[Any], ast.expr]
"""Changes a node in its place and returns it."""


class Mutant(NamedTuple):
    """A changed module: its file, the line of the change, what stood there and what stands there now, and the whole."""

    file: str
    line: int
    before: str
    after: str
    text: str


def mutants_of(file: str, text: str) -> Iterator[Mutant]:
    """Yield every mutant of a module. Annotations, docstrings and types stay as they are."""
    places = sum(1 for _ in _places(ast.parse(text)))
    for number in range(places):
        tree = ast.parse(text)
        node, change = list(_places(tree))[number]
        before = ast.unparse(node)
        new = change(node)
        yield Mutant(file, node.lineno, before, ast.unparse(new), ast.unparse(tree))


def _places(tree: ast.Module) -> Iterator[tuple[ast.expr, _Change]]:
    for node in _code(tree):
        match node:
            case ast.Compare(ops=operators):
                yield from ((node, partial(_compare, number)) for number in range(len(operators)))
            case ast.BoolOp():
                yield node, _junction
            case ast.UnaryOp(op=ast.Not()):
                yield node, _affirm
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                yield node, _sum
            case ast.Constant(value=bool() | int()):
                yield node, _constant
            case ast.Name(id=name) if name in NAMES:
                yield node, _name
            case ast.Attribute(attr=name, ctx=ast.Load()) if name in ATTRIBUTES:
                yield node, _attribute


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but annotations and what stands at the top of a module, where tables and imports are."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                if isinstance(node, ast.FunctionDef) and field == "body":
                    yield child
                    yield from _code(child)
                elif isinstance(node, ast.Module | ast.ClassDef):
                    yield from _code(child) if isinstance(child, ast.ClassDef | ast.FunctionDef) else ()
                else:
                    yield child
                    yield from _code(child)


def _compare(number: int, node: ast.Compare) -> ast.expr:
    node.ops[number] = COMPARISONS[type(node.ops[number])]()
    return node


def _junction(node: ast.BoolOp) -> ast.expr:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _affirm(node: ast.UnaryOp) -> ast.expr:
    node.operand = ast.UnaryOp(ast.Not(), node.operand)
    return node


def _sum(node: ast.BinOp) -> ast.expr:
    node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    return node


def _constant(node: ast.Constant) -> ast.expr:
    node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    return node


def _name(node: ast.Name) -> ast.expr:
    node.id = NAMES[node.id]
    return node


def _attribute(node: ast.Attribute) -> ast.expr:
    node.attr = ATTRIBUTES[node.attr]
    return node


def noticed(mutant: Mutant, copy: Path, limit: float | None = None) -> bool:
    """Return whether a test fails with a mutant in place of its module, in a copy of the program.

    So does a test that has not ended after ``limit`` seconds.
    """
    path = copy / LAW / mutant.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    # The copy comes before the installed program on the path, and its byte code is never written.
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=limit, check=False)  # noqa: S603  # our own
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(whole, encoding="utf-8")
    return ended.returncode != 0


def main() -> int:
    """Run some mutants, print those that survived and the score, and return 1 if the score is below ``--least``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--mutants", type=int, default=100, help="how many, drawn at random (default: 100)")
    parser.add_argument("--seed", type=int, default=0, help="another number draws others")
    parser.add_argument("--file", help="only of this module of law")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--least", type=float, default=0, help="the score, in per cent, below which this fails")
    options = parser.parse_args()
    program = ROOT / "scripts"
    files = [path for path in sorted((program / LAW).glob("*.py")) if path.name not in WORDS_ONLY]
    chosen = [path for path in files if options.file in (None, path.name)]
    every = [mutant for path in chosen for mutant in mutants_of(path.name, path.read_text(encoding="utf-8"))]
    drawn = random.Random(options.seed).sample(every, min(options.mutants, len(every)))  # noqa: S311  # a draw, no secret
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(options.workers):
            copies.put(Path(shutil.copytree(program, Path(folder) / str(number))))

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return noticed(mutant, copy, limit)
            finally:
                copies.put(copy)

        began = time.monotonic()
        if noticed(Mutant(chosen[0].name, 0, "", "", chosen[0].read_text(encoding="utf-8")), copies.queue[0]):
            sys.exit("The tests fail without any change: mend them first.")
        limit = PATIENCE * (time.monotonic() - began)
        with ThreadPoolExecutor(options.workers) as pool:
            results = list(pool.map(tried, drawn))
    for mutant, seen in zip(drawn, results, strict=True):
        if not seen:
            sys.stdout.write(f"survived: law/{mutant.file}:{mutant.line}: {mutant.before}  ->  {mutant.after}\n")
    score = 100 * sum(results) / len(results)
    sys.stdout.write(f"{sum(results)} of {len(results)} mutants noticed, of {len(every)} possible: {score:.0f} %\n")
    return int(score < options.least)


if __name__ == "__main__":
    sys.exit(main())
