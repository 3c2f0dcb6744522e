"""Making the site from the pages that an engine has built from a plain project (see plain.py)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from treaty_registry.check.run import Examination
from treaty_registry.export.export import write_export
from treaty_registry.export.folder import whole
from treaty_registry.law.answers import Law
from treaty_registry.law.wording import LANGUAGES, Language
from treaty_registry.publish.addresses import FOLDERS, SHELLS, language_of, plain
from treaty_registry.publish.finish import MARK, count_pages, finish
from treaty_registry.publish.insertions import UnknownInsertionError, insert
from treaty_registry.publish.ledger import Ledger
from treaty_registry.publish.links import check_site
from treaty_registry.publish.plain import address_of, built_name, config_name, read_config, titles
from treaty_registry.publish.policy import Sealer
from treaty_registry.publish.prepare import prepare
from treaty_registry.publish.search_documents import WrittenPage
from treaty_registry.publish.shell import BrokenShellError, marker
from treaty_registry.publish.site import Site
from treaty_registry.read.files import Root
from treaty_registry.read.store import Store

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_ENGINES_SEARCH = ("search.json", "search/search_index.json")
"""The index that engines make themselves, which knows only the pages that were written by hand, and the shell."""


def fill_site(root: Root, examination: Examination, project: Path, out: Path) -> int:
    """Make the site in ``out`` from a plain project that an engine has built, and return the number of its pages.

    Raises OutError if ``out`` holds anything that no build has made, BrokenShellError if a language was not built,
    and one of ``finish.REFUSALS`` if the site is not whole. ``out`` is replaced only when all is done.
    """
    configs = {one: read_config(project / config_name(one), {}) for one in LANGUAGES}
    with whole(root, out, MARK) as fresh:
        gather(project, fresh)
        prepared = prepare(root, examination, configs["en"]["site_url"] or "", configs["en"]["repo_url"] or "")
        sealer = Sealer()
        written: dict[Language, list[WrittenPage]] = {one: [] for one in LANGUAGES}
        for source in sorted(path.relative_to(project / "docs").as_posix() for path in project.rglob("docs/**/*.md")):
            language = language_of(source)
            if source == SHELLS[language]:
                _mark_addresses(fresh / address_of(source), source, configs[language])
                _seal(fresh / address_of(source), sealer)
                continue
            title = titles(configs[language]["nav"]).get(source) or _own_title(project / "docs" / source)
            written[language].append(_fill_page(prepared.sites[language], fresh, source, title))
            _seal(fresh / address_of(source), sealer)
        finish(root, prepared, written, fresh, Ledger(Store(), out, fresh), sealer)
        write_export(root, Law(examination.registry), fresh, configs["en"]["site_url"] or "")
        check_site(fresh)
    return count_pages(out)


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


def _seal(page: Path, sealer: Sealer) -> None:
    page.write_text(sealer(page.read_text(encoding="utf-8")), encoding="utf-8")


def _fill_page(site: Site, out: Path, source: str, title: str) -> WrittenPage:
    """Insert the lists into a page, and return it for the search."""
    path = out / address_of(source)
    try:
        html = insert(site.at(plain(source)), path.read_text(encoding="utf-8"))
    except UnknownInsertionError as error:
        raise UnknownInsertionError(f"{source}: {error}") from error
    path.write_text(html, encoding="utf-8")
    article = _ARTICLE.search(html)
    return WrittenPage(address_of(plain(source)), title, article.group(1) if article else "")


def _own_title(path: Path) -> str:
    """Return the title that a page's front matter gives."""
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    return str(yaml.safe_load(front)["title"])


def _mark_addresses(shell: Path, source: str, config: Mapping[str, Any]) -> None:
    """Put markers where a shell shows its own addresses: where it is, and where it is edited."""
    html = shell.read_text(encoding="utf-8")
    if config["site_url"]:
        top = f"{config['site_url'].rstrip('/')}/"
        html = html.replace(top + address_of(source), top + FOLDERS[language_of(source)] + marker("address"))
    if config["repo_url"]:
        # The engine's address is for files of its own folder; records stand beside that.
        top = f"{config['repo_url'].rstrip('/')}/{config['edit_uri']}"
        html = html.replace(top + source, top.removesuffix("docs/") + marker("edit"))
    shell.write_text(html, encoding="utf-8")
