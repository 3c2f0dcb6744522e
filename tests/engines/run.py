"""Build the site with each engine and say what differs: ``python tests/engines/run.py`` (see README.md)."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# Run as a file, so that `make engines` needs no installed tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.process import show
from tests.engines.compare import Said, core_pages, core_redirects, html_pages, said
from treaty_registry.check.run import examine
from treaty_registry.language.languages import LANGUAGES
from treaty_registry.reading.files import Root
from treaty_registry.website.context.render_contexts import sites_of
from treaty_registry.website.mkdocs.plain import config_name
from treaty_registry.website.pages.page import Page

REGISTRY = Path(__file__).resolve().parents[2]
ADDRESSES = {"SITE_URL": "https://example.org/registry/", "REPO_URL": "https://example.org/code/registry"}
"""So that pages have canonical addresses and links to edit them, which are compared too."""

SHOWN = 5
"""So many pages are named of those that differ."""

_WARNING = re.compile(r"warning|deprecat|error|[1-9]\d* issue", re.IGNORECASE)


class BuildError(Exception):
    """A command failed; the text is what it said."""


@dataclass(frozen=True)
class Engine:
    """An engine by its command, with what pip is asked to install for it, and whether it runs our plugin."""

    name: str
    packages: tuple[str, ...]
    plugin: bool


ENGINES = (
    Engine("mkdocs", ("mkdocs", "--editable", str(REGISTRY)), plugin=True),
    Engine("properdocs", ("properdocs", "--editable", str(REGISTRY)), plugin=True),
    Engine("zensical", ("zensical",), plugin=False),
)
"""The first is the one that the others are compared with."""


def main() -> int:
    """Build with the engines that are asked for, print what differs, and return 1 if a page says something else."""
    parser = argparse.ArgumentParser(prog="python tests/engines/run.py", description=__doc__)
    parser.add_argument("--venvs", type=Path, default=REGISTRY / ".cache" / "engines", metavar="DIR")
    options = parser.parse_args()
    os.environ |= {**ADDRESSES, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}  # the theme's banner says nothing of pages
    root = Root(REGISTRY)
    sites = sites_of(root, examine(root, date.today()).compiled, ADDRESSES["SITE_URL"], ADDRESSES["REPO_URL"])  # noqa: DTZ011  # the author's own civil day
    core, redirected = core_pages(sites), core_redirects(sites)
    expected: dict[str, str] = {}
    same = True
    with tempfile.TemporaryDirectory(prefix="treaties-engines-") as folder:
        for engine in ENGINES:
            installed = _install(engine, options.venvs / engine.name)
            out = Path(folder) / engine.name
            started = time.monotonic()
            output = (_with_plugin if engine.plugin else _without_plugin)(engine, installed, out)
            seconds = time.monotonic() - started
            built = html_pages(out)
            expected = expected or built
            show(f"{_version(engine, installed)}: {len(built)} pages in {seconds:.0f} s")
            lacking = (core.keys() | redirected.keys() | expected.keys()) - built.keys()
            same &= _tell("missing pages", lacking, len(expected))
            same &= _tell("extra pages", built.keys() - expected.keys(), len(built))
            for what, wrong, total in _differences(core, redirected, expected, built):
                same &= _tell(what, wrong, total)
            for line in filter(_WARNING.search, output.splitlines()):
                show(f"  said: {line.strip()}")
    return 0 if same else 1


def _tell(what: str, wrong: Sequence[str] | set[str], total: int) -> bool:
    named = f": {', '.join(sorted(wrong)[:SHOWN])}" if wrong else ""
    show(f"  {what}: {len(wrong)} of {total}{named}")
    return not wrong


def _differences(
    core: Mapping[str, Page], redirected: Mapping[str, str], expected: Mapping[str, str], built: Mapping[str, str]
) -> list[tuple[str, set[str], int]]:
    """Return what was compared, the pages where it differs, and on how many pages it was."""
    both = expected.keys() & built.keys()
    written = both - core.keys() - redirected.keys()
    says = {one: (said(one, expected[one]), said(one, built[one])) for one in both}

    def other(what: Callable[[Said], object], pages: set[str]) -> set[str]:
        return {one for one in pages if what(says[one][0]) != what(says[one][1])}

    bodies = {one for one, page in core.items() if page.body not in built.get(one, "")}
    others = {one for one, text in redirected.items() if text != built.get(one)}
    return [
        ("record bodies that are not the core's", bodies, len(core)),
        ("redirects that are not the core's", others, len(redirected)),
        ("titles and descriptions that differ", other(lambda page: (page.title, page.description), both), len(both)),
        ("canonical addresses that differ", other(lambda page: page.canonical, both), len(both)),
        ("links to the other language that differ", other(lambda page: page.alternates, both), len(both)),
        ("languages that differ", other(lambda page: page.language, both), len(both)),
        ("menus that differ", other(lambda page: page.menu, both), len(both)),
        ("texts of hand-written pages that differ", other(lambda page: page.article, written), len(written)),
    ]


def _install(engine: Engine, folder: Path) -> Path:
    """Make an engine's environment, if it is not there yet, and return the folder of its commands."""
    commands = folder / "bin"
    if not (commands / engine.name).exists():
        venv.create(folder, with_pip=True, clear=True)
        _run([str(commands / "python"), "-m", "pip", "install", "--quiet", *engine.packages])
    return commands


def _version(engine: Engine, commands: Path) -> str:
    code = f"from importlib.metadata import version; print('{engine.name}', version('{engine.name}'))"
    return _run([str(commands / "python"), "-c", code]).strip()


def _with_plugin(engine: Engine, commands: Path, out: Path) -> str:
    config = str(REGISTRY / "mkdocs.yml")
    return _run([str(commands / engine.name), "build", "--strict", "-f", config, "-d", str(out)])


def _without_plugin(engine: Engine, commands: Path, out: Path) -> str:
    project = out.with_name(f"{out.name}-plain")
    treaties = [sys.executable, "-m", "treaty_registry.cli"]
    _run([*treaties, "plain", "--root", str(REGISTRY), str(project)])
    said = "".join(
        _run([str(commands / engine.name), "build", "--strict", "-f", str(project / config_name(one))])
        for one in LANGUAGES
    )
    _run([*treaties, "fill", "--root", str(REGISTRY), str(project), "--out", str(out)])
    return said


def _run(command: list[str]) -> str:
    """Run a command in the registry and return what it said. Raises BuildError if it fails."""
    run = subprocess.run(command, capture_output=True, text=True, cwd=REGISTRY, check=False)  # noqa: S603  # from the table above
    if run.returncode:
        raise BuildError(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
    return run.stdout + run.stderr


if __name__ == "__main__":
    sys.exit(main())
