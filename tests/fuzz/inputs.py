"""Where hostile and broken files come from: the real records and the examples, changed in many ways."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.check.examples import VALID, near_misses
from treaty_registry.reading.text import MAX_BYTES, decode
from treaty_registry.reading.yaml import parse


@dataclass(frozen=True)
class Seed:
    """A good record: its place in the registry, its bytes and its tree."""

    path: Path
    data: bytes
    tree: Any


@dataclass(frozen=True)
class Input:
    """One file to be checked."""

    kind: str
    path: Path
    data: bytes


def seeds(registry: Path) -> list[Seed]:
    """Return all records of a registry, and the valid records and near misses of its tests."""
    files = sorted([*(registry / "treaties").rglob("*.yaml"), *VALID.glob("*.yaml")])
    texts = [(file.name, file.read_bytes()) for file in files]
    texts += [(f"{name}.yaml", text.encode()) for near in near_misses() for name, text in near.records.items()]
    good = []
    for name, data in texts:
        tree = parse(decode(data)[0]).tree
        if isinstance(tree, dict):
            good.append(Seed(Path("treaties", name[:4], name), data, tree))
    return good


def derive(number: int, seed: int, good: list[Seed]) -> Input:
    """Return input ``number`` of the row that ``seed`` starts. The same arguments always give the same bytes."""
    random = Random(f"{seed}:{number}")  # noqa: S311  # repeatable, not secret
    start = random.choice(good)
    kind = random.choice(KINDS)
    return Input(kind.__name__, start.path, kind(random, start, good))


# Bytes


def flipped_bits(random: Random, start: Seed, good: list[Seed]) -> bytes:
    data = bytearray(start.data)
    for _ in range(random.choice((1, 1, 2, 5, 50))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def inserted_bytes(random: Random, start: Seed, good: list[Seed]) -> bytes:
    data = start.data
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(MARKS).encode() * random.choice((1, 1, 1, 2, 3)) + data[at:]
    return data


def deleted_bytes(random: Random, start: Seed, good: list[Seed]) -> bytes:
    at = random.randrange(len(start.data))
    return start.data[:at] + start.data[at + random.choice((1, 1, 2, 10, 200)) :]


def truncated(random: Random, start: Seed, good: list[Seed]) -> bytes:
    return start.data[: random.randrange(len(start.data))]


def random_bytes(random: Random, start: Seed, good: list[Seed]) -> bytes:
    return random.randbytes(random.choice((0, 1, 2, 3, 10, 100, 1_000, 20_000)))


def random_marks(random: Random, start: Seed, good: list[Seed]) -> bytes:
    return "".join(random.choices(MARKS, k=random.choice((1, 3, 10, 30, 100, 1_000)))).encode()


def other_encodings(random: Random, start: Seed, good: list[Seed]) -> bytes:
    text = start.data.decode()
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-7"))
    return text.encode(encoding, "replace")


def not_utf_8(random: Random, start: Seed, good: list[Seed]) -> bytes:
    at = random.randrange(len(start.data) + 1)
    wrong = random.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\x80" * 9))
    return start.data[:at] + wrong + start.data[at:]


# Lines


def shuffled_lines(random: Random, start: Seed, good: list[Seed]) -> bytes:
    lines = start.data.split(b"\n")
    for _ in range(random.choice((1, 1, 2, 5, 30))):
        a, b = random.randrange(len(lines)), random.randrange(len(lines))
        change = random.randrange(4)
        if change == 0:
            lines[a], lines[b] = lines[b], lines[a]
        elif change == 1:
            lines.insert(b, lines[a])
        elif change == 2 and len(lines) > 1:
            del lines[a]
        else:
            lines[a] = b" " * random.randrange(9) + lines[a].lstrip()
    return b"\n".join(lines)


def spliced(random: Random, start: Seed, good: list[Seed]) -> bytes:
    here, there = start.data.split(b"\n"), random.choice(good).data.split(b"\n")
    return b"\n".join(here[: random.randrange(len(here))] + there[random.randrange(len(there)) :])


def odd_line_ends(random: Random, start: Seed, good: list[Seed]) -> bytes:
    end = random.choice(("\r\n", "\r", "\x85", "\u2028", "\u2029", "\n\n", "\n\r", "\v", "\f"))
    text = start.data.decode()
    if random.random() < 0.5:
        return text.replace("\n", end).encode()
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return ("\n".join(lines[:at]) + end + "\n".join(lines[at:])).encode()


def controls(random: Random, start: Seed, good: list[Seed]) -> bytes:
    text = start.data.decode()
    for _ in range(random.choice((1, 3, 30))):
        at = random.randrange(len(text) + 1)
        odd = random.choice(
            (random.randrange(32), 127, random.randrange(128, 160), 0x202E, 0x200B, 0xFEFF, 0x301, 0xFFFE)
        )
        text = text[:at] + random.choice((chr(odd), f'"\\x{odd % 256:02x}"', f'"\\u{odd:04x}"')) + text[at:]
    return text.encode()


# YAML


def nested(random: Random, start: Seed, good: list[Seed]) -> bytes:
    row = random.choice(
        ("[", "{", "- ", "? ", "{a: ", "[{", "- - ? ", "[[]", "? [", "!!seq [", "&a [", "a: {", "- [ ? ")
    )
    often = _size(random, 900_000 // len(row))
    stairs = "\n".join(" " * depth + random.choice(("a:", "-", "?")) for depth in range(min(often, 600)))
    inner = random.choice((row * often, stairs, row * often + "]" * often, "a: " + row * often))
    return _under_a_key(random, start, inner)


def rows(random: Random, start: Seed, good: list[Seed]) -> bytes:
    unit = random.choice(UNITS)
    long = unit * _size(random, 900_000 // len(unit.encode()))
    key = random.choice(("", "subjects: [", "events: [", "sources: {", "events: [{party: [", "title: ", "- "))
    return _under_a_key(random, start, key + long) if random.random() < 0.5 else (key + long).encode()


def huge_texts(random: Random, start: Seed, good: list[Seed]) -> bytes:
    size = _size(random, 1_200_000)
    filler = random.choice(("x", "é", "漢", "9", "a b ", "\\n", "🙂", "a-", "A"))
    text = filler * (size // len(filler.encode()))
    return _under_a_key(random, start, random.choice(SHAPES).replace("HERE", text))


def numbers(random: Random, start: Seed, good: list[Seed]) -> bytes:
    number = random.choice([*NUMBERS, "9" * _size(random, 5_000)])
    return _with_values(random, start, lambda: number, random.choice((1, 3, 20)))


def anchors(random: Random, start: Seed, good: list[Seed]) -> bytes:
    last = random.choice((3, 40, 400))
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, last))
    loop = "a: &a {b: *a}\n<<: *a\n"
    names = ("python/object/apply:os.system", "binary", "set", "int", "str", "omap")
    tags = "".join(f"k{n}: !!{name} x\n" for n, name in enumerate(names))
    odd = "%TAG ! tag:example.org,2000:\n---\na: !x y\nb: !<tag:x%0Ay%1B> z\n"
    more = random.choice((bomb, loop, tags, odd, *DIRECTIVES))
    return more.encode() + start.data if random.random() < 0.7 else start.data + more.encode()


# Trees


def moved_values(random: Random, start: Seed, good: list[Seed]) -> bytes:
    """Values of one place at another: right in form, wrong in place."""
    return _with_values(random, start, lambda: _pick(random, random.choice(good).tree), random.choice((1, 1, 2, 6)))


def values_of_others(random: Random, start: Seed, good: list[Seed]) -> bytes:
    """Values that another record has under the same key: right in form and place, wrong beside the rest."""
    tree = copy.deepcopy(start.tree)
    others = _places(random.choice(good).tree)
    for _ in range(random.choice((1, 1, 2, 6))):
        holder, key = random.choice(_places(tree))
        same = [there[name] for there, name in others if name == key]
        if same:
            holder[key] = copy.deepcopy(random.choice(same))
    return _written(random, tree)


def wrong_types(random: Random, start: Seed, good: list[Seed]) -> bytes:
    return _with_values(random, start, lambda: copy.deepcopy(random.choice(VALUES)), random.choice((1, 1, 2, 6)))


def odd_dates(random: Random, start: Seed, good: list[Seed]) -> bytes:
    keys = ("date", "until", "since", "verified", "effective", "on")
    return _with_values(random, start, lambda: random.choice(DATES), random.choice((1, 3, 40)), keys)


def moved_keys(random: Random, start: Seed, good: list[Seed]) -> bytes:
    tree = copy.deepcopy(start.tree)
    for _ in range(random.choice((1, 1, 2, 6))):
        groups = [holder[key] for holder, key in _places(tree) if isinstance(holder[key], dict)]
        group = random.choice([tree, *groups])
        others = [g for g in [tree, *groups] if g]
        if group and random.random() < 0.5:
            del group[random.choice(list(group))]
        elif others:
            giver = random.choice(others)
            key = random.choice(list(giver))
            group[random.choice((key, key + "s", "x", "", "a\nb", "{found}", "[key]", "id"))] = copy.deepcopy(
                giver[key]
            )
    return _written(random, tree)


def repeated_items(random: Random, start: Seed, good: list[Seed]) -> bytes:
    tree = copy.deepcopy(start.tree)
    lists = [holder[key] for holder, key in _places(tree) if isinstance(holder[key], list)]
    for items in random.sample(lists, min(len(lists), 2)):
        room = max(0, 900_000 - len(json.dumps(tree))) // len(json.dumps(items))
        items[:] = items * min(random.choice((0, 2, 3, 50, 2_000)), 1 + room)
        random.shuffle(items)
    return _written(random, tree)


# fmt: off
KINDS: list[Callable[[Random, Seed, list[Seed]], bytes]] = [
    flipped_bits, inserted_bytes, deleted_bytes, truncated, random_bytes, random_marks, other_encodings, not_utf_8,
    shuffled_lines, spliced, odd_line_ends, controls, nested, rows, huge_texts, numbers, anchors, repeated_items,
    # those that get furthest, more often
    moved_values, moved_keys, moved_keys, wrong_types, wrong_types, odd_dates, odd_dates, *[values_of_others] * 4,
]

MARKS = [
    *"-?:,[]{}#&*!|>'\"%@`~<=\\ \t\n\r0aé\x00",
    "\n  ", "\n- ", ": ", " #", "---\n", "...\n", "<<: ", "\u2028", "\ufeff", "🙂",
]

UNITS = [
    "- ", "? ", "{{", "[]", "---\n", "...\n", "a: b\n", "- a\n", "{},", "x,", ": ", "'", '"', "#\n", "&a ", "*a ",
    "!a ", "%", "| ", "> ", "\t", " ", "\n", ",", "? a\n", "defense,", "{a: a},", "\u200b", "e\u0301", "\u2028",
    "a: {}\n",
]

SHAPES = [
    "title: HERE", "title: 'HERE'", 'title: "HERE"', "HERE: x", "? HERE\n: x", "? 'HERE'\n: x", "id: HERE", "# HERE",
    "events: [{date: HERE}]", "events: [{action: HERE}]", "titles: {HERE: x}", "title: |\n  HERE", "%HERE",
    "title: &HERE x", "title: *HERE", "title: !HERE x", "verified: 2000-01-01HERE",
    "sources: {x: {url: https://HERE}}",
]

DIRECTIVES = [
    "%YAML 1.1\n---\n", "%YAML 9.9\n---\n", "%FOO bar\n---\n", "%YAML 1.2\n%YAML 1.2\n---\n", "--- ", "---\n---\n",
]

NUMBERS = [
    "-1", "0x" + "f" * 99, "1e999", "0o17", ".inf", "-.nan", "1_000", "1:30:00", "٣", "²", "0", "-0", "0000",
    "9999999999-01-01", "0001-01-01", "9999-12-31",
]

DATES = [
    "0001", "0001-01-01", "9999-12-31", "../1950", "1950/..", "../0001", "9999/..", "1373?", "1373~", "1373%",
    "2000-02", "1950-02/1950-03", "1950?/1951~", "unknown", "2024-02-29", "2023-02-29", "19/06/2024", "2024",
    "1900-01-01", "2026-11-22",
]

VALUES: list[Any] = [
    "", "x", "all", "none", "unknown", "null", "yes", "-1", "0", "1", "10000", "2/3", "55 %", "{found}", "{", "%s",
    "a\nb", "\x1b[31m", "\u202e", "1 year", "indefinite", "https://example.org", "javascript:alert(1)", "http://",
    "1951-anzus", "AUS", "XXX", "x" * 2_001, [], {}, [[]], [{}], {"": ""}, {"x": "y"}, ["x"], ["x", "x"], [["x"]],
    {"en": "x"}, {"en": ["x"]}, {"a": {"b": {"c": "d"}}}, [{"id": "x"}, {"id": "x"}],
    {"date": "2000-01-01", "action": "signature", "source": "x"}, {"when": "all-of", "rules": [{"when": "x"}]},
    *DATES,
]
# fmt: on


def _size(random: Random, most: int) -> int:
    """Return a size of any order of magnitude; large ones are rare, because each takes as long as many small ones."""
    return int(most ** random.random()) if random.random() < 0.95 else most


def _under_a_key(random: Random, start: Seed, text: str) -> bytes:
    """Put lines among those of a good record, or let them stand alone."""
    if random.random() < 0.4:
        return text.encode()
    lines = [line for line in start.data.decode().split("\n") if not line.startswith(text.partition(":")[0] + ":")]
    at = random.choice([n for n, line in enumerate(lines) if not line.startswith((" ", "-"))] or [0])
    return "\n".join([*lines[:at], text, *lines[at:]]).encode()[: MAX_BYTES + 5]


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every place of a tree as its holder and the key or index in it."""
    found: list[tuple[Any, Any]] = []
    pending = [tree]
    while pending:
        holder = pending.pop()
        keys: list[Any] = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], (dict, list)):
                pending.append(holder[key])
    return found


def _pick(random: Random, tree: Any) -> Any:
    holder, key = random.choice(_places(tree))
    return copy.deepcopy(holder[key])


def _with_values(
    random: Random, start: Seed, value: Callable[[], Any], often: int, keys: tuple[str, ...] = ()
) -> bytes:
    tree = copy.deepcopy(start.tree)
    for _ in range(often):
        places = [(holder, key) for holder, key in _places(tree) if not keys or key in keys]
        if not places:
            break
        holder, key = random.choice(places)
        holder[key] = value()
    return _written(random, tree)


def _written(random: Random, tree: Any) -> bytes:
    """Write a tree as JSON, which is YAML too, on one line or many."""
    return json.dumps(tree, ensure_ascii=random.random() < 0.2, indent=random.choice((None, 1, 2))).encode()
