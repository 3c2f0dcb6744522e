"""The shape of the program: stages that only look back, and code that knows no treaty and no party by name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from treaty_registry.model.registry import Terms

PACKAGE = REPOSITORY / "scripts" / "treaty_registry"
STAGES = [
    "parallel",
    "reading",
    "cache",
    "model",
    "law",
    "language",
    "check",
    "export",
    "atop",
    "website",
    "api",
    "show",
    "cli",
]
"""A stage may import itself and those before it."""

FRONT_DOOR = "api"
"""What the package itself offers to those who import it."""

KNOW_THE_ENGINE = {"build/build.py", "mkdocs/plugin.py", "mkdocs/languages.py", "preview/serve.py"}
"""The modules of publishing that may import MkDocs; replacing the engine is replacing these."""

MODULES = sorted(PACKAGE.rglob("*.py"))
module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def stage(name: str) -> str:
    """Return the stage of a module's dotted name: the part after the package's name."""
    return name.split(".")[1] if "." in name else ""


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def all_imports(path: Path) -> set[str]:
    """Return the dotted name of everything that a module imports."""
    return set(imports(ast.parse(path.read_text(encoding="utf-8"))))


def own_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of every text in a module's code, but for docstrings and `examples=`."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.keyword) and node.arg == "examples":
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield node.lineno, " ".join(str(part) for part in parts)
            pending += [part for part in node.values if not isinstance(part, ast.Constant)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        else:
            pending += ast.iter_child_nodes(node)


def named(text: str, names: frozenset[str]) -> set[str]:
    """Return the names that a text uses; after *for instance* they explain something and decide nothing."""
    said = re.split(r"for instance", text, maxsplit=1, flags=re.IGNORECASE)[0]
    return ({said} | set(re.findall(r"[\w-]+", said))) & names


@pytest.fixture(scope="session")
def names(terms: Terms) -> frozenset[str]:
    """The ids of all records, the codes of all parties, and what the parties are called."""
    ids = {path.stem for path in (REPOSITORY / "treaties").rglob("*.yaml")}
    called = {text for party in terms.parties.values() for name in party.names for text in (name.en, name.fr)}
    return frozenset(ids | terms.parties.keys() | called)


def test_every_module_belongs_to_a_stage() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}

    assert found == {*STAGES, "__init__"}


@module
def test_a_stage_imports_only_itself_and_those_before_it(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = STAGES[: STAGES.index(own) + 1] if own in STAGES else [FRONT_DOOR]
    used = {stage(name) for name in imports(ast.parse(path.read_text(encoding="utf-8"))) if name.startswith("treaty_")}

    assert used <= set(allowed)


def test_only_the_adapter_knows_the_engine() -> None:
    knowing = {path for path in MODULES if "mkdocs" in {name.split(".")[0] for name in all_imports(path)}}
    assert {path.relative_to(PACKAGE / "website").as_posix() for path in knowing} == KNOW_THE_ENGINE
    names = {f"treaty_registry.website.{path.parent.name}.{path.stem}" for path in knowing}
    using = {path for path in MODULES if any(name.startswith(tuple(names)) for name in all_imports(path))}
    assert {path.name for path in using - knowing} == {"cli.py"}, "only the command may ask for the engine"


@module
def test_no_code_names_a_treaty_or_a_party(path: Path, names: frozenset[str]) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert {line: said for line, text in own_words(tree) if (said := named(text, names))} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('if party == "RUS": pass', {"RUS"}),
        ('{"1951-anzus": 1}', {"1951-anzus"}),
        ('f"{x} of RUS"', {"RUS"}),
        ("f\"{'RUS' if x else y}\"", {"RUS"}),
        ('say("write a code, for instance `RUS`")', set()),
        ('Field(examples=["RUS"])', set()),
        ('"""Russia is RUS."""', set()),
        ('x = "RUSH"', set()),
    ],
)
def test_names_are_found_where_code_could_depend_on_them(code: str, found: set[str]) -> None:
    names = frozenset({"RUS", "1951-anzus"})

    assert {name for _, text in own_words(ast.parse(code)) for name in named(text, names)} == found


def test_checking_does_not_load_what_only_publishing_needs() -> None:
    code = "import json, sys, treaty_registry.cli; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code

    assert {"mkdocs", "jinja2", "material"}.isdisjoint(json.loads(run.stdout))


def defined_names(node: ast.stmt) -> list[str]:
    """Return the names that a statement of a module gives to something."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_a_public_name_stands_for_one_thing() -> None:
    modules_of: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for name in defined_names(node):
                if not name.startswith("_"):
                    modules_of.setdefault(name, []).append(path.relative_to(PACKAGE).as_posix())

    several = {name: modules for name, modules in modules_of.items() if len(modules) > 1}
    # The registry as those who import the package ask it, and the records that it is made of.
    assert several == {"Registry": ["api.py", "model/registry.py"]}
