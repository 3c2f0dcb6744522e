"""Making the site from the pages that an engine has built from a plain project (see plain.py)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from treaty_registry.cache.cache import Cache
from treaty_registry.check.run import Examination
from treaty_registry.export.atomic_directory import atomic_directory
from treaty_registry.export.export import write_export
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.parallel import JOBS
from treaty_registry.reading.files import Root
from treaty_registry.website.build.assemble import SITE_MARK, assemble, count_pages
from treaty_registry.website.build.engine_output import take_built
from treaty_registry.website.build.links import check_site
from treaty_registry.website.build.output_manifest import OutputManifest
from treaty_registry.website.build.security_headers import Sealer
from treaty_registry.website.build.shell import BrokenShellError, marker
from treaty_registry.website.context.addresses import FOLDERS, SHELLS, language_of
from treaty_registry.website.context.build_context import prepare
from treaty_registry.website.mkdocs.plain import address_of, built_name, config_name, read_config, titles

_ENGINES_SEARCH = ("search.json", "search/search_index.json")
"""The index that engines make themselves, which knows only the pages that were written by hand, and the shell."""


def fill_site(root: Root, examination: Examination, project: Path, out: Path) -> int:
    """Make the site in ``out`` from a plain project that an engine has built, and return the number of its pages.

    Raises OutError if ``out`` holds anything that no build has made, BrokenShellError if a language was not built,
    and one of ``finish.REFUSALS`` if the site is not whole. ``out`` is replaced only when all is done.
    """
    configs = {language: read_config(project / config_name(language), {}) for language in LANGUAGES}
    base = configs["en"]["site_url"] or ""
    with atomic_directory(root, out, SITE_MARK) as fresh:
        gather(project, fresh)
        built = take_built(fresh, _titles(project, configs))
        shells = {language: _marked(html, language, configs[language]) for language, html in built.shells.items()}
        built = built._replace(shells=shells)
        prepared = prepare(root, examination, base, configs["en"]["repo_url"] or "")
        assemble(root, prepared, built, fresh, OutputManifest(Cache(), out, fresh), Sealer(), JOBS)
        write_export(root, examination.compiled, fresh, base)
        check_site(fresh)
    return count_pages(out)


def _titles(project: Path, configs: Mapping[Language, Mapping[str, Any]]) -> dict[str, str]:
    """Return what each hand-written page is called, by its address."""
    by_address = {}
    for source in sorted(path.relative_to(project / "docs").as_posix() for path in project.rglob("docs/**/*.md")):
        language = language_of(source)
        if source != SHELLS[language]:
            title = titles(configs[language]["nav"]).get(source) or _own_title(project / "docs" / source)
            by_address[address_of(source)] = title
    return by_address


def gather(project: Path, out: Path) -> None:
    """Copy the built pages of each language into one folder. Raises BrokenShellError if a language was not built."""
    for language in LANGUAGES:
        built = project / built_name(language)
        if not (built / address_of(SHELLS[language])).is_file():
            raise BrokenShellError(
                f"{built} has no {address_of(SHELLS[language])}: build {config_name(language)} first"
            )
        own = FOLDERS[language]
        if own:
            shutil.rmtree(out / own)
        shutil.copytree(built / own, out / own, dirs_exist_ok=True)
    for name in _ENGINES_SEARCH:
        (out / name).unlink(missing_ok=True)


def _own_title(path: Path) -> str:
    """Return the title that a page's front matter gives."""
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    return str(yaml.safe_load(front)["title"])


def _marked(html: str, language: Language, config: Mapping[str, Any]) -> str:
    """Return a shell with markers where it shows its own addresses: where it is, and where it is edited."""
    source = SHELLS[language]
    if config["site_url"]:
        top = f"{config['site_url'].rstrip('/')}/"
        html = html.replace(top + address_of(source), top + FOLDERS[language] + marker("address"))
    if config["repo_url"]:
        # The engine's address is for files of its own folder; records stand beside that.
        top = f"{config['repo_url'].rstrip('/')}/{config['edit_uri']}"
        html = html.replace(top + source, top.removesuffix("docs/") + marker("edit"))
    return html
