"""Findings that no text of a record gives: what makes each, its exact message, what mends it, and a near miss."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.conftest import RECORDS, TODAY, SmallRegistry, take_own_schema
from treaty_registry.check.finding import Finding
from treaty_registry.check.registry import KINDS
from treaty_registry.check.run import examine
from treaty_registry.check.schemas import schema_texts
from treaty_registry.reading.text import MAX_BYTES

MINIMAL = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Built:
    """An example that no text file can express: what makes it, what is found, what mends it, and a near miss."""

    code: str
    file: str
    message: str
    make: Callable[[SmallRegistry], object]
    mend: Callable[[SmallRegistry], object]
    near: Callable[[SmallRegistry], object]
    line: int = 1
    column: int = 1
    where: str = ""
    terms_too: bool = False
    """Whether the terms are what is wrong: they are then read anew from the registry's folder."""

    def examine(self, registry: SmallRegistry) -> list[Finding]:
        return examine(registry.root, TODAY).findings if self.terms_too else registry.examine()

    @property
    def finding(self) -> Finding:
        return Finding(
            self.file, self.line, self.column, self.code, self.where, self.message, KINDS[self.code].severity
        )


def put(path: str, text: str | bytes = MINIMAL) -> Callable[[SmallRegistry], object]:
    """Write a file of the registry."""

    def act(registry: SmallRegistry) -> None:
        file = registry.root.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    return act


def move(old: str, new: str) -> Callable[[SmallRegistry], object]:
    """Move a file of the registry."""
    return lambda registry: (registry.root.path / old).rename(registry.root.path / new)


def link(registry: SmallRegistry) -> None:
    target = registry.root.path / "1900-minimal.yaml"
    target.write_text(MINIMAL, encoding="utf-8")
    path = registry.root.treaties / "1900" / "1900-minimal.yaml"
    path.parent.mkdir()
    path.symlink_to(target)


def hard_link(registry: SmallRegistry) -> None:
    """Give one file two names, each as good as the other."""
    put("text.yaml")(registry)
    put("treaties/1900/.keep")(registry)
    (registry.root.path / HOME).hardlink_to(registry.root.path / "text.yaml")


def read_only(registry: SmallRegistry) -> None:
    put(HOME)(registry)
    (registry.root.path / HOME).chmod(0o400)


def pipe(registry: SmallRegistry) -> None:
    path = registry.root.treaties / "1900" / "1900-minimal.yaml"
    path.parent.mkdir()
    os.mkfifo(path)


def publish(edit: Callable[[str], str] = lambda text: text) -> Callable[[SmallRegistry], object]:
    """Write the JSON Schemas, the one of treaties after an edit."""

    def act(registry: SmallRegistry) -> None:
        for name, text in schema_texts(registry.terms).items():
            changed = edit(text) if name == "treaty.schema.json" else text
            (registry.root.path / "schema" / name).write_text(changed, encoding="utf-8")

    return act


def mended_term(find: str, replace: str) -> Callable[[SmallRegistry], object]:
    """Change a term of the parties' identifiers."""

    def act(registry: SmallRegistry) -> None:
        path = registry.root.vocabularies / "party-schemes.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1, "the edit must be clear"
        path.write_text(text.replace(find, replace), encoding="utf-8")

    return act


HOME = "treaties/1900/1900-minimal.yaml"
FILLED = MINIMAL + "#" * (MAX_BYTES - len(MINIMAL))
LATIN_1 = MINIMAL.replace("title: Example", "title: Traité d'example").encode("latin-1")

BUILT = (
    Built(
        "file-name",
        "treaties/1900/1900 minimal.yml",
        "`1900 minimal.yml` is not a name for a record. Use letters, digits and `-` and end in `.yaml`, for instance "
        "`2024-russia-dprk-strategic-partnership.yaml`. Files of another kind do not belong here.",
        make=put("treaties/1900/1900 minimal.yml"),
        mend=move("treaties/1900/1900 minimal.yml", HOME),
        near=put("treaties/1900/.minimal.yml"),
    ),
    Built(
        "wrong-folder",
        "treaties/1901/1900-minimal.yaml",
        "Move the file to `treaties/1900/`: the folder is the year in the id.",
        make=lambda registry: (put("treaties/1901/1900-minimal.yaml")(registry), put("treaties/1900/.keep")(registry)),
        mend=move("treaties/1901/1900-minimal.yaml", HOME),
        near=put(HOME, MINIMAL.replace("date: 2001", "date: 2002")),
        line=2,
        column=5,
        where="id",
    ),
    Built(
        "symbolic-link",
        HOME,
        "This is a symbolic link. Put the file itself here; links are not followed.",
        make=link,
        mend=put(HOME),
        near=hard_link,
    ),
    Built(
        "unreadable-file",
        HOME,
        "This is not a regular file.",
        make=pipe,
        mend=put(HOME),
        near=read_only,
    ),
    Built(
        "file-too-large",
        HOME,
        "The file is larger than the 1,000,000 bytes that a record may have. Move long texts to their source and keep "
        "the facts.",
        make=put(HOME, FILLED + "#"),
        mend=put(HOME),
        near=put(HOME, FILLED),
    ),
    Built(
        "not-utf-8",
        HOME,
        "Byte 48 of the file (0xE9) is not UTF-8. Save the file as UTF-8 in your editor.",
        make=put(HOME, LATIN_1),
        mend=put(HOME, LATIN_1.decode("latin-1")),
        near=put(HOME, MINIMAL.replace("title: Example", "title: Traité d’example")),
        line=3,
        column=13,
    ),
    Built(
        "empty-file",
        HOME,
        "The file is empty.",
        make=put(HOME, "# Nothing but a remark.\n"),
        mend=put(HOME),
        near=put(HOME, "# A remark above the record.\n\n" + MINIMAL),
    ),
    Built(
        "stale-schema",
        "schema/treaty.schema.json",
        "The models, vocabularies or parties have changed. Run `treaties schema`.",
        make=publish(lambda text: text.replace("Treaty", "Pact")),
        mend=publish(),
        near=lambda registry: (registry.root.path / "schema" / "notes.json").write_text("{}"),
    ),
    Built(
        "missing-vocabulary",
        "schema/vocabularies",
        "`results.yaml` is missing here. Records cannot be read without it: bring it back, for instance from the "
        "registry's history.",
        make=move("schema/vocabularies/results.yaml", "results.yaml"),
        mend=move("results.yaml", "schema/vocabularies/results.yaml"),
        near=move("schema/vocabularies/statuses.yaml", "statuses.yaml"),
        terms_too=True,
    ),
    Built(
        "unusable-term",
        "schema/vocabularies/party-schemes.yaml",
        "`Q159` does not have the form `^P[1-9][0-9]*$`. Mend the example or the pattern.",
        make=mended_term("pattern: ^Q[1-9][0-9]*$", "pattern: ^P[1-9][0-9]*$"),
        mend=mended_term("pattern: ^P[1-9][0-9]*$", "pattern: ^Q[1-9][0-9]*$"),
        near=mended_term("example: Q159", "example: Q160"),
        line=62,
        column=14,
        where="terms.wikidata.example",
        terms_too=True,
    ),
)
each = pytest.mark.parametrize("case", BUILT, ids=lambda case: case.code)


@each
def test_built_example_gives_exactly_this_and_is_mended(registry: SmallRegistry, case: Built) -> None:
    take_own_schema(registry)
    case.make(registry)
    assert case.examine(registry) == [case.finding]
    case.mend(registry)
    assert case.examine(registry) == []


@each
def test_built_near_miss_gives_nothing(registry: SmallRegistry, case: Built) -> None:
    take_own_schema(registry)
    case.near(registry)
    assert case.examine(registry) == []


def test_one_id_in_two_folders_is_told_of_the_second(registry: SmallRegistry) -> None:
    put(HOME)(registry)
    put("treaties/1901/1900-minimal.yaml")(registry)
    told = [(one.file, one.code, one.message) for one in registry.examine() if one.code == "duplicate-id"]
    assert told == [
        (
            "treaties/1901/1900-minimal.yaml",
            "duplicate-id",
            "`treaties/1900/1900-minimal.yaml` has this id too. Give one of them another.",
        )
    ]
