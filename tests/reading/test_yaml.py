"""The strict reader: text stays text, what makes YAML surprising is refused, and no text raises an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaty_registry.reading.problem import Position
from treaty_registry.reading.text import MAX_BYTES, decode
from treaty_registry.reading.yaml import MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES, parse

# JSON writes characters beyond U+FFFF as two halves, which YAML does not put together.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF))
TREES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> Any:
    """Return the tree of a text that has nothing wrong with it."""
    reading = parse(text)
    assert reading.problems == []
    return reading.tree


def complaints(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of everything that is wrong with a text."""
    return [(problem.code, *(problem.position or (0, 0))) for problem in parse(text).problems]


@pytest.mark.parametrize(
    "value",
    ["NO", "yes", "off", "true", "1.10", "010", "0x1F", "1_000", "1e3", "12:30", "2024-06-19", ".inf", "-1", "<<", "="],
)
def test_plain_values_stay_the_text_that_they_are(value: str) -> None:
    assert read(f"key: {value}") == {"key": value}
    assert read(f"[{value}]") == [value]


def test_keys_stay_text_too() -> None:
    assert read("NO: a\n1.10: b\n2024-06-19: c\n") == {"NO": "a", "1.10": "b", "2024-06-19": "c"}


def test_quotes_and_blocks_hold_what_they_hold_in_yaml() -> None:
    text = "a: 'it''s'\nb: \"x\\u00e9\"\nc: >\n  one\n  two\nd: |\n  one\n  two\n"

    assert read(text) == {"a": "it's", "b": "xé", "c": "one two\n", "d": "one\ntwo\n"}


def test_lists_and_groups_read_the_same_in_both_styles() -> None:
    block = "events:\n- date: 2024\n  party:\n    - RUS\n    - PRK\n"

    assert read(block) == read("events: [{date: 2024, party: [RUS, PRK]}]")


def test_one_document_mark_at_the_top_is_fine() -> None:
    assert read("---\na: b\n") == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("empty-file", 1, 1)),
        ("# only a comment\n", ("empty-file", 1, 1)),
        ("a: b\n---\nc: d\n", ("several-documents", 2, 1)),
        ("a: b\nc: d\na: e\n", ("duplicate-key", 3, 1)),
        ("a: {b: c, b: d}\n", ("duplicate-key", 1, 11)),
        ("a: &name b\n", ("yaml-anchor", 1, 4)),
        ("&name a: b\n", ("yaml-anchor", 1, 1)),
        ("a: &name [b]\n", ("yaml-anchor", 1, 4)),
        ("a: *name\n", ("yaml-alias", 1, 4)),
        ("<<: *name\n", ("yaml-alias", 1, 5)),
        ("a: !!int 5\n", ("yaml-tag", 1, 4)),
        ("a: !own {b: c}\n", ("yaml-tag", 1, 4)),
        ("a: !!python/object/apply:os.system [ls]\n", ("yaml-tag", 1, 4)),
        ("a:\nb: c\n", ("empty-value", 1, 3)),
        ("a: ~\n", ("empty-value", 1, 4)),
        ("a: null\n", ("empty-value", 1, 4)),
        ("- a\n-\n", ("empty-value", 2, 2)),
        ("[a]: b\n", ("key-not-text", 1, 1)),
        ("? {a: b}\n: c\n", ("key-not-text", 1, 3)),
        ("a: [b\n", ("not-yaml", 1, 6)),
        ("a: b: c\n", ("not-yaml", 1, 5)),
        ("a:\n\t- b\n", ("not-yaml", 2, 1)),
        ("a: @b\n", ("not-yaml", 1, 4)),
        ("a: 'b\n", ("not-yaml", 1, 4)),
        ("é: é\né: \x07\n", ("not-yaml", 2, 4)),
    ],
)
def test_what_makes_yaml_surprising_is_refused_where_it_stands(text: str, found: tuple[str, int, int]) -> None:
    assert complaints(text) == [found]


@pytest.mark.parametrize("text", ["a: ''\n", 'a: ""\n', "a: 'null'\n", "a: '~'\n"])
def test_a_quoted_text_is_never_taken_for_nothing(text: str) -> None:
    assert complaints(text) == []


def test_an_empty_file_has_no_tree() -> None:
    assert parse("").tree is None


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = "a: &x b\nc: *x\nd: !t e\nd: f\ng:\n"

    assert [code for code, _, _ in complaints(text)] == [
        "yaml-anchor",
        "yaml-alias",
        "yaml-tag",
        "duplicate-key",
        "empty-value",
    ]


def test_the_first_of_two_equal_keys_is_kept_with_all_that_follows() -> None:
    assert parse("a: {x: y}\na: {z: [1, 2]}\nb: c\n").tree == {"a": {"x": "y"}, "b": "c"}


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 100_000, "{a: " * 100_000, "[" * 100_000 + "]" * 100_000],
    ids=["brackets", "braces", "dashes", "question marks", "groups", "closed brackets"],
)
def test_a_hundred_thousand_levels_are_refused_and_do_not_crash(text: str) -> None:
    reading = parse(text)

    assert reading.tree is None
    assert {problem.code for problem in reading.problems} <= {"too-deep", "key-not-text", "not-yaml"}
    assert reading.problems


def test_the_deepest_allowed_nesting_is_read_and_one_more_is_not() -> None:
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert complaints(deepest) == []
    assert complaints(f"[{deepest}]") == [("too-deep", 1, MAX_DEPTH + 1)]


def test_a_file_holds_a_limited_number_of_values() -> None:
    assert complaints("[" + "a," * (MAX_VALUES - 1) + "]") == []
    assert complaints("[" + "a," * MAX_VALUES + "]") == [("file-too-large", 1, 2 * MAX_VALUES)]


def test_an_alias_bomb_never_expands() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 100))

    assert len(parse(bomb).problems) == MAX_PROBLEMS


def test_long_names_and_escaped_controls_are_cut_and_made_visible_in_messages() -> None:
    assert "x" * 100 not in parse(f"a: &{'x' * 100} b").problems[0].message
    assert "`<U+000A><U+001B>` forces a type" in parse("!<%0A%1B> a: b").problems[0].message


def test_a_character_that_yaml_forbids_is_named() -> None:
    assert parse("a: \x00").problems[0].message == "The character U+0000 may not stand in a YAML file. Delete it."


def test_common_slips_are_explained_in_plain_words() -> None:
    assert "Put the text that contains it in quotes" in parse("title: Treaty: the text").problems[0].message
    assert "indent with spaces" in parse("a:\n\t- b").problems[0].message


@pytest.mark.parametrize("odd", ["\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_that_only_yaml_knows_do_not_move_what_stands_below(odd: str) -> None:
    assert complaints(f"a: 'x{odd}y'\nb: c\nb: d\n") == [("duplicate-key", 3, 1)]


def test_a_file_with_carriage_returns_has_the_lines_that_editors_show() -> None:
    assert complaints("a: b\r\nc: d\r\nc: e\r\n") == [("duplicate-key", 3, 1)]


def test_a_problem_at_the_end_of_a_file_is_shown_on_its_last_line() -> None:
    assert complaints("a: b\nc: [\n\n\n") == [("not-yaml", 2, 5)]


def test_positions_tell_key_and_value_apart() -> None:
    positions = parse("a:\n  - b: [c]\n", with_positions=True).positions

    assert positions["a",] == (Position(1, 1), Position(2, 3))
    assert positions["a", 0] == (Position(2, 5), Position(2, 5))
    assert positions["a", 0, "b"] == (Position(2, 5), Position(2, 8))
    assert positions["a", 0, "b", 0] == (Position(2, 9), Position(2, 9))


def test_columns_count_characters_not_bytes() -> None:
    positions = parse("é漢🙂: {k: v}\n", with_positions=True).positions

    assert positions["é漢🙂", "k"] == (Position(1, 7), Position(1, 10))


def test_no_positions_are_kept_unless_asked_for() -> None:
    assert parse("a: b\n").positions == {}


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    reading = parse(text)

    assert reading.tree is not None or reading.problems


@given(st.text("-?:,[]{}#&*!|>'\"%@`~ \n\t\ra0é\u2028", max_size=60))
def test_any_row_of_yaml_marks_is_answered_with_places_inside_the_file(text: str) -> None:
    lines = text.split("\n")
    for _, line, column in complaints(text):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(TREES)
def test_a_tree_of_texts_written_as_json_is_read_back_unchanged(tree: Any) -> None:
    assert read(json.dumps(tree)) == tree


def places_of(tree: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Return every value of a tree by its path."""
    found = {path: tree}
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        found |= places_of(value, (*path, key))
    return found


@given(TREES, st.sampled_from([None, 1, 4]))
def test_positions_point_at_the_text_of_each_key_and_value(tree: Any, indent: int | None) -> None:
    text = json.dumps(tree, indent=indent)
    lines = text.split("\n")
    positions = parse(text, with_positions=True).positions
    values = places_of(tree)

    assert positions.keys() == values.keys()
    for path, (key, value) in positions.items():
        assert lines[value.line - 1][value.column - 1 :].startswith(json.dumps(values[path], indent=indent)[:1])
        if path and isinstance(path[-1], str):
            assert lines[key.line - 1][key.column - 1 :].startswith(json.dumps(path[-1]))
        if isinstance(values[path], str):
            assert lines[value.line - 1][value.column - 1 :].startswith(json.dumps(values[path]))


def test_a_file_in_utf_8_is_decoded() -> None:
    assert decode("é漢🙂".encode()) == ("é漢🙂", [])


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"\xff\xfea\x00", (1, 1), "Byte 1 of the file (0xFF)"),
        ("a: b\nc: é".encode() + b"\xe9", (2, 5), "Byte 11 of the file (0xE9)"),
        ("Türkiye".encode("latin-1"), (1, 2), "Byte 2 of the file (0xFC)"),
        (b"a: \xed\xa0\x80", (1, 4), "Byte 4 of the file (0xED)"),
        ("漢".encode()[:2], (1, 1), "Byte 1 of the file (0xE6)"),
    ],
    ids=["UTF-16", "one wrong byte", "Latin-1", "surrogate", "cut character"],
)
def test_bytes_that_are_not_utf_8_are_refused_at_the_first_of_them(
    data: bytes, place: tuple[int, int], words: str
) -> None:
    text, (problem,) = decode(data)

    assert text == ""
    assert (problem.code, problem.position) == ("not-utf-8", place)
    assert problem.message.startswith(words)


def test_a_file_of_the_largest_size_is_decoded_and_one_byte_more_is_not() -> None:
    assert decode(b"a" * MAX_BYTES)[1] == []
    assert [problem.code for problem in decode(b"a" * (MAX_BYTES + 1))[1]] == ["file-too-large"]


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    text, problems = decode(data)

    assert problems or text.encode() == data


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('a: b\nc: "no end\nd: e\nf: g\n', 2, 4, "The quote that is opened here is never closed."),
        ("a:\n\tb: c\n", 2, 1, "A tab stands here: indent with spaces."),
        ("title:\u00a0x\nb: c\n", 2, 2, "A non-breaking space stands in this line or the one above"),
        ("a: @b\n", 1, 4, "Put a text that starts with it in quotes."),
    ],
)
def test_what_libyaml_cannot_know_is_said_first(text: str, line: int, column: int, says: str) -> None:
    (problem,) = parse(text).problems
    assert (problem.code, problem.position) == ("not-yaml", (line, column))
    assert says in problem.message


def test_the_mark_that_windows_puts_before_utf_8_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfa: b\n") == ("a: b\n", [])
    (problem,) = decode(b"\xef\xbb\xbfa: \xe9\n")[1]
    assert problem.position == (1, 4)
