"""The store loses what it holds at worst: it never tells anything wrong, and never stops a run."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaty_registry.cache.cache import Cache, LostError, cache_key, serialize

VALUES = {cache_key(str(number)): {"text": "é" * number, "number": number} for number in range(300)}


@cache
def whole_file() -> bytes:
    """Return the bytes of a file that holds the values."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("create table kept (key text primary key, value blob) without rowid")
        db.executemany("insert into kept values (?, ?)", ((key, serialize(value)) for key, value in VALUES.items()))
        db.commit()
        return db.serialize()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that holds the values."""
    path = tmp_path / "kept" / "values.sqlite"
    path.parent.mkdir()
    path.write_bytes(whole_file())
    return path


def is_good(path: Path) -> bool:
    """Return whether a file is whole and takes values."""
    Cache(path).put([("mine", serialize(1))])
    with closing(sqlite3.connect(path)) as db:
        whole: tuple[str] = db.execute("pragma integrity_check").fetchone()
    return whole == ("ok",) and bool(Cache(path).get("mine") == 1)


def used(path: Path) -> Cache:
    """Use a file as a run does: ask for all, and begin anew where something is lost."""
    store = Cache(path)
    try:
        known = store.known(VALUES)
        assert all(store.need(key) == VALUES[key] for key in known)
        missing = [key for key in VALUES if key not in known]
    except LostError:
        store.clear()
        missing = list(VALUES)
    store.put((key, serialize(VALUES[key])) for key in missing)
    lost = [key for key in VALUES if store.get(key) is None]  # the file turned out to be damaged on the way
    store.put((key, serialize(VALUES[key])) for key in lost)
    assert all(store.need(key) == value for key, value in VALUES.items())
    return store


def test_values_are_there_for_the_next_process(path: Path) -> None:
    store = Cache(path)
    assert store.known([*VALUES, "no"]) == VALUES.keys()
    assert all(store.get(key) == value for key, value in VALUES.items())
    store.drop_all_but(list(VALUES)[:10])
    assert Cache(path).known(VALUES) == set(list(VALUES)[:10])


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_file_has_grown_with_half_as_much_again_as_when_it_was_last_cleared(path: Path, on_disk: bool) -> None:
    store = Cache(path if on_disk else None)
    store.put((key, serialize(value)) for key, value in VALUES.items())
    assert store.has_grown(), "it was never cleared"
    store.drop_all_but(VALUES)
    assert not store.has_grown()

    # What cannot be packed takes as much room as it has bytes.
    values = [(cache_key(key), os.urandom(len(serialize(value)))) for key, value in VALUES.items()]
    store.put(values[:50])
    assert not store.has_grown(), "a little more is not worth it"
    store.put(values)
    assert store.has_grown()
    if on_disk:
        assert Cache(path).has_grown(), "the next process sees it too"

    store.drop_all_but(VALUES)
    assert not store.has_grown()
    assert store.known([*VALUES, *(key for key, _ in values)]) == VALUES.keys()
    store.put((key, serialize(value)) for key, value in VALUES.items())
    assert not store.has_grown(), "the same again is no more"
    if on_disk:
        assert not Cache(path).has_grown(), "nor does the next process look again"
        assert is_good(path)


def test_with_little_left_a_file_has_grown_sooner(path: Path) -> None:
    store = Cache(path)
    store.drop_all_but(list(VALUES)[:30])
    assert not store.has_grown()
    store.put((key, serialize(VALUES[key])) for key in list(VALUES)[150:])
    assert store.has_grown(), "there is less than at first, and much more than when it was cleared"


def test_nothing_is_a_value_and_what_is_gone_is_lost() -> None:
    store = Cache()
    store.put([("none", serialize(None))])
    assert store.need("none") is None
    assert store.get("gone") is None
    with pytest.raises(LostError):
        store.need("gone")


@pytest.mark.parametrize("value", [b"", b"\0", serialize([1, 2])[:-1], b"x" + serialize(1), None, 5, "text"])
def test_a_value_that_is_not_whole_is_lost(path: Path, value: object) -> None:
    key = next(iter(VALUES))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update kept set value = ? where key = ?", (value, key))
    with pytest.raises(LostError):
        Cache(path).get(key)
    used(path)
    assert is_good(path)


def random_bytes(data: bytes) -> bytes:
    return bytes(range(256)) * 20


def other_schema(data: bytes) -> bytes:
    return data.replace(b"value blob", b"valve blob")


def other_table(data: bytes) -> bytes:
    return data.replace(b"table kept", b"table kepu")


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "text": lambda _: b"this is no database\n" * 99,
    "random": random_bytes,
    "header only": lambda data: data[:100],
    "cut": lambda data: data[: len(data) * 2 // 3],
    "cut in a page": lambda data: data[: len(data) // 2 + 77],
    "column": other_schema,
    "table": other_table,
    "zeros": lambda data: data[:4096] + bytes(len(data) - 4096),
}


def byte(number: int) -> Callable[[bytes], bytes]:
    """Return what puts another byte into the header, where each stands for something else."""
    return lambda data: data[:number] + b"\x07" + data[number + 1 :]


DAMAGE |= {f"byte {number} of the header": byte(number) for number in (0, 16, 18, 19, 21, 44, 47, 56)}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_made_anew(path: Path, damage: Callable[[bytes], bytes]) -> None:
    path.write_bytes(damage(path.read_bytes()))
    store = used(path)
    assert store.path == path
    assert is_good(path)


@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=30))
def test_bytes_flipped_anywhere_never_show(flips: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "values.sqlite"
        data = bytearray(whole_file())
        for place, change in flips:
            data[place % len(data)] ^= change
        path.write_bytes(data)
        used(path)
        used(path)


def test_what_a_killed_process_left_of_another_file_does_not_come_back(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(os.urandom(5_000))
    path.with_name(f"{path.name}-shm").write_bytes(os.urandom(5_000))
    path.write_bytes(b"this is no database\n" * 99)
    used(path)
    assert is_good(path)


def a_folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


def a_file_above(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file", encoding="utf-8")


@pytest.mark.parametrize("prevent", [a_folder, a_file_above])
def test_where_no_file_can_be_made_a_run_does_without(tmp_path: Path, prevent: Callable[[Path], None]) -> None:
    path = tmp_path / "kept" / "values.sqlite"
    path.parent.mkdir()
    prevent(path)
    assert used(path).path is None


@pytest.mark.parametrize("content", [b"", b"this is no database\n" * 99])
def test_in_a_folder_that_may_not_be_written_a_run_does_without(
    path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Permissions do not bind who runs tests in a container.
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda name, **options: real(
            name if str(name) == ":memory:" else f"file:{name}?mode=ro", uri=str(name) != ":memory:", **options
        ),
    )

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    if content:
        path.write_bytes(content)
    assert used(path).path is None
    assert path.read_bytes() == (content or path.read_bytes())


def test_a_file_that_another_process_holds_is_left_to_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **options: real(name, **{**options, "timeout": 0.01}))
    store = Cache(path)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("begin immediate")
        other.execute("delete from kept")
        store.put([("mine", serialize(1))])
        other.execute("rollback")
    assert (store.path, store.get("mine")) == (None, 1)
    assert Cache(path).known(VALUES) == VALUES.keys()
