"""Arranging a record moves lines, and loses and changes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import RECORDS, REGISTRY
from treaty_registry.check.formatter import arranged
from treaty_registry.check.rules.key_order import misplaced
from treaty_registry.cli import main
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.yaml import parse

RECORD_FILES = [*(REGISTRY / "treaties").rglob("*.yaml"), RECORDS / "valid" / "1900-every-key.yaml"]


@pytest.mark.parametrize("path", RECORD_FILES, ids=lambda path: path.stem)
def test_what_is_in_order_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert arranged(text, Treaty) == text


def test_keys_move_with_their_comments_and_the_dash_of_an_item_stays_first() -> None:
    text = """\
# The record.
id: 1900-example
# It is the first version.
schema_version: 1
events:
  # The act itself.
  - source: text
    # On the day that both sides give.
    date: 1900-03-14
    note:
      en: >-
        A long text
        # with a line that looks like a comment

        and goes on.
    action: signature
  - {source: text, action: exchange}
"""
    assert (
        arranged(text, Treaty)
        == """\
# It is the first version.
schema_version: 1
# The record.
id: 1900-example
events:
  # The act itself.
    # On the day that both sides give.
  - date: 1900-03-14
    action: signature
    source: text
    note:
      en: >-
        A long text
        # with a line that looks like a comment

        and goes on.
  - {source: text, action: exchange}
"""
    )


def shuffled(node: Any, chance: random.Random) -> Any:
    if isinstance(node, dict):
        items = [(key, shuffled(value, chance)) for key, value in node.items()]
        chance.shuffle(items)
        return dict(items)
    return [shuffled(item, chance) for item in node] if isinstance(node, list) else node


def written(node: Any, indent: str, chance: random.Random) -> Iterator[str]:
    """Write a tree as block YAML, with a comment of its own above some keys."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if chance.random() < 0.2:
            yield f"{indent}# remark {chance.getrandbits(64)}"
        name = "-" if isinstance(key, int) else f"{key}:"
        if isinstance(value, (dict, list)) and value:
            yield f"{indent}{name}"
            yield from written(value, indent + "  ", chance)
        else:
            text = (
                "[]"
                if value == []
                else "{}"
                if value == {}
                else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
            )
            yield f"{indent}{name} {text}"


@given(seed=st.integers(0, 10**9))
def test_any_order_is_put_in_order_without_losing_a_value_or_a_comment(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # shuffles lines, keeps no secret
    tree: Any = parse((RECORDS / "valid" / "1900-every-key.yaml").read_text(encoding="utf-8")).tree
    text = "\n".join(written(shuffled(tree, chance), "", chance)) + "\n"
    better = arranged(text, Treaty)
    assert parse(better).tree == tree
    assert list(misplaced(parse(better).tree, Treaty)) == []
    assert sorted(better.split("\n")) == sorted(text.split("\n")), "lines may move, not change"
    assert arranged(better, Treaty) == better


@pytest.mark.parametrize("text", ["", "a: [", "events:\n  - *x\n", "- 1\n- 2\n", "id: a\nid: b\n"])
def test_what_is_no_record_is_left_alone(text: str) -> None:
    assert arranged(text, Treaty) == text


def test_windows_line_ends_and_trailing_spaces_go() -> None:
    assert arranged("id: 1900-example  \r\ntitle: A\t\r\n", Treaty) == "id: 1900-example\ntitle: A\n"


def test_the_command_names_the_files_that_it_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("treaties/1900", "schema/vocabularies", "schema/parties"):
        (tmp_path / folder).mkdir(parents=True)
    record = tmp_path / "treaties" / "1900" / "1900-example.yaml"
    record.write_text("title: A\nid: 1900-example\n", encoding="utf-8")
    party = tmp_path / "schema" / "parties" / "NZL.yaml"
    party.write_text("kind: state\ncode: NZL\n", encoding="utf-8")
    assert main(["format", "--root", str(tmp_path), str(tmp_path / "treaties")]) == 0
    assert capsys.readouterr().out == "treaties/1900/1900-example.yaml\n1 file put in order.\n"
    assert record.read_text(encoding="utf-8") == "id: 1900-example\ntitle: A\n"
    assert main(["format", "--root", str(tmp_path)]) == 0
    assert (
        party.read_text(encoding="utf-8") == arranged("kind: state\ncode: NZL\n", Party) == "code: NZL\nkind: state\n"
    )
    capsys.readouterr()
    assert main(["format", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Nothing to change.\n"


def test_what_cannot_be_read_is_named_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("treaties/1900", "schema/vocabularies", "schema/parties"):
        (tmp_path / folder).mkdir(parents=True)
    record = tmp_path / "treaties" / "1900" / "1900-example.yaml"
    record.write_text("title: [\n", encoding="utf-8")
    assert main(["format", "--root", str(tmp_path)]) == 0
    assert "1900-example.yaml: left as it is" in capsys.readouterr().err
    assert record.read_text(encoding="utf-8") == "title: [\n"
