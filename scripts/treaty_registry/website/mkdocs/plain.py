"""The hand-written pages as plain projects, for an engine that reads ``mkdocs.yml`` and runs no plugin of ours.

The project has one copy of the pages, with the shells among them, and for each language a configuration and a folder of
overrides in which the interface's words stand already. Every language is built from all pages, and ``fill.py`` takes
from each build the pages of its language: so links and navigation are those of one site.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from treaty_registry.language.catalogue import Catalogue, catalogue
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.reading.files import Root
from treaty_registry.website.build import assets
from treaty_registry.website.build.shell import marker, shell_markdown
from treaty_registry.website.context.addresses import FOLDERS, SHELLS, counterparts, plain_address

PLAIN_MARK = ".treaty-registry-pages"
"""The file by which a folder is recognised that an earlier run made, and that may therefore be replaced."""

OURS = ("overrides", "words")
"""Folders beside the pages that hold no pages."""

_FRONT = "---\n"
_WORDS = re.compile(r"""(?<![\w.])t\((["'])(.*?)\1\)""")


def config_name(language: Language) -> str:
    """Return the name of the configuration of a language in a plain project."""
    return f"mkdocs.{language}.yml"


def built_name(language: Language) -> str:
    """Return the name of the folder that an engine builds a language into."""
    return f"built-{language}"


def read_config(path: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return a configuration as data, with the values of the environment that it asks for by ``!ENV``."""

    def value(loader: yaml.SafeLoader, node: yaml.Node) -> Any:  # whatever the file gives
        if isinstance(node, yaml.SequenceNode):
            *names, default = loader.construct_sequence(node)
        else:
            names, default = [loader.construct_object(node)], None
        return next((environment[name] for name in names if name in environment), default)

    class _Loader(yaml.SafeLoader):
        pass

    _Loader.add_constructor("!ENV", value)
    content: dict[str, Any] = yaml.load(path.read_bytes(), _Loader)  # noqa: S506  # a SafeLoader with one tag more
    return content


def write_project(root: Root, folder: Path, environment: Mapping[str, str]) -> None:
    """Write the pages of a registry, the shells and the configurations into ``folder``, which is there and empty."""
    config = read_config(root.path / "mkdocs.yml", environment)
    docs = folder / "docs"
    for address, content in assets.of_program().items():
        (docs / address).parent.mkdir(parents=True, exist_ok=True)
        (docs / address).write_bytes(content)
    shutil.copytree(root.docs, docs, dirs_exist_ok=True, ignore=lambda at, _: OURS if Path(at) == root.docs else ())
    for path in SHELLS.values():
        (docs / path).parent.mkdir()
        (docs / path).write_text(shell_markdown(), encoding="utf-8")
    sources = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    for source in sources:
        _name_counterparts(docs, source, sources)
    for language in LANGUAGES:
        words = catalogue(language)
        _write_overrides(root.docs / "overrides", folder / f"overrides-{language}", words)
        own = plain_settings(config, language, words, sources)
        text = yaml.safe_dump(own, allow_unicode=True, sort_keys=False)
        (folder / config_name(language)).write_text(text, encoding="utf-8")


def plain_settings(
    config: Mapping[str, Any], language: Language, words: Catalogue, sources: Iterable[str]
) -> dict[str, Any]:
    """Return the configuration for one language, without a plugin, after that of the registry."""
    theme = {**config["theme"], "language": language, "custom_dir": f"overrides-{language}"}
    # An engine's own later look is left aside: the style sheet is made for this one. Others ignore the key.
    theme["variant"] = "classic"
    names = [scheme["toggle"]["name"] for scheme in theme["palette"]]
    theme["palette"] = [
        {**scheme, "toggle": {**scheme["toggle"], "name": words.t(name)}}
        for scheme, name in zip(theme["palette"], names, strict=True)
    ]
    own = {
        **config,
        **{key: words.t(config[key]) for key in ("site_name", "site_description", "copyright")},
        # With a slash at its end, as MkDocs has it: templates put addresses behind it.
        "site_url": f"{config['site_url'].rstrip('/')}/" if config["site_url"] else "",
        "docs_dir": "docs",
        "site_dir": built_name(language),
        "edit_uri": config["edit_uri"] if config["repo_url"] else "",
        "theme": theme,
        "extra": {**config["extra"], **({"homepage": f"{FOLDERS[language]}index.html"} if FOLDERS[language] else {})},
        "nav": [_nav_item(item, language, words, frozenset(sources)) for item in config["nav"]],
        "plugins": [],
    }
    return {key: value for key, value in own.items() if key != "exclude_docs"}


def titles(nav: Iterable[Any]) -> dict[str, str]:
    """Return what a navigation calls each page, by its source."""
    named: dict[str, str] = {}
    for item in nav:
        for title, value in item.items() if isinstance(item, dict) else ():
            named |= titles(value) if isinstance(value, list) else {value: title}
    return named


def address_of(source: str) -> str:
    """Return where the page of a source is built."""
    return PurePosixPath(source).with_suffix(".html").as_posix()


def _nav_item(item: Any, language: Language, words: Catalogue, sources: frozenset[str]) -> Any:  # as in YAML
    """Return an item of the navigation in a language; what there is only in English says so."""
    title, value = next(iter(item.items())) if isinstance(item, dict) else ("", item)
    if isinstance(value, list):
        children = [_nav_item(child, language, words, sources) for child in value]
        # The pages in the language come first: the tab leads to the first page of its section.
        return {words.t(title): sorted(children, key=lambda child: not _is_in(language, child))}
    if FOLDERS[language] + value in sources:
        own = FOLDERS[language] + value
        return {words.t(title): own} if title else own
    name = words.t(title) if title else words.t("Reference")
    # An address, not a source: a page called index would become the page of the whole section.
    return {words.t("{title} (in English)", title=name): address_of(value)}


def _is_in(language: Language, item: Any) -> bool:  # as in YAML
    value = next(iter(item.values())) if isinstance(item, dict) else item
    return not isinstance(value, str) or value.startswith(FOLDERS[language])


def _name_counterparts(docs: Path, source: str, sources: frozenset[str]) -> None:
    """Write into a page's front matter where it is in each language."""
    if source in SHELLS.values():
        links = {language: folder + marker("address") for language, folder in FOLDERS.items()}
    else:
        links = {
            language: address_of(folder + plain_address(source))
            for language, folder in FOLDERS.items()
            if folder + plain_address(source) in sources
        }
    if named := counterparts(links):
        text = (docs / source).read_text(encoding="utf-8")
        line = f"counterparts: {json.dumps(named, ensure_ascii=False)}\n"
        front, rest = ("", text.removeprefix(_FRONT)) if text.startswith(_FRONT) else (f"{_FRONT}\n", text)
        (docs / source).write_text(f"{_FRONT}{line}{front}{rest}", encoding="utf-8")


def _write_overrides(templates: Path, folder: Path, words: Catalogue) -> None:
    """Copy the overrides with each ``t("...")`` replaced by its words: only our plugin gives templates that."""
    for path in templates.rglob("*.html"):
        text = _WORDS.sub(
            lambda match: json.dumps(words.t(match.group(2)), ensure_ascii=False), path.read_text(encoding="utf-8")
        )
        target = folder / path.relative_to(templates)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
