"""Changes, told from small Git repositories; their feed, read by a program of others and by the rules of RFC 4287."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest

from treaty_registry.export.history.changes import Change, history, write_feed
from treaty_registry.export.history.record_diff import record_diff

RECORD = """\
id: 1900-example
short_title: Example & co.
events:
  - date: 1900-03-14
    action: signature
    party: [JPN, USA]
    source: text
sources:
  text: {type: treaty-text, title: Text}
"""
EVENT = "  - {date: 1900-04, action: legislative-approval, party: USA, source: text}\n"
PATH = "treaties/1900/1900-example.yaml"

Commit = Callable[..., None]


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    moment = f"{day}T23:30:00-0200"
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": moment}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {"PATH": os.environ["PATH"], **names, **dates, **alone}
    return subprocess.run(  # noqa: S603  # our own arguments
        ["git", "-C", str(root), *arguments],  # noqa: S607  # wherever it is installed
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def commit(root: Path, text: str | None, day: str = "2026-01-01", path: str = PATH) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=x", day=day)


def told(root: Path, limit: int = 10) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.day.isoformat(), one.kind, one.what) for one in history(root, limit)]


def test_a_record_is_added_changed_and_removed(root: Path) -> None:
    commit(root, RECORD, "2026-01-01")
    commit(root, RECORD.replace("    source: text\n", f"    source: text\n{EVENT}"), "2026-01-02")
    commit(root, None, "2026-01-03")

    # Half past eleven in the evening two hours west of Greenwich is the next day in UTC.
    assert told(root) == [
        ("2026-01-04", "removed", ()),
        ("2026-01-03", "changed", ("Event added: 1900-04, legislative approval, USA",)),
        ("2026-01-02", "added", ("1 event", "1 source")),
    ]
    assert {(one.treaty, one.title) for one in history(root, 10)} == {("1900-example", "Example & co.")}
    assert told(root, 1) == told(root)[:1]
    assert told(root, 0) == []


def test_what_changes_no_fact_is_no_change(root: Path) -> None:
    commit(root, RECORD)
    commit(root, f"# A comment\n{RECORD}")
    commit(root, "Read me", path="README.md")
    commit(root, "Not a record", path="treaties/notes.txt")

    assert [kind for _, kind, _ in told(root)] == ["added"]


def test_a_merge_is_one_step_of_the_main_line(root: Path) -> None:
    commit(root, RECORD)
    git(root, "checkout", "--quiet", "-b", "side")
    commit(root, RECORD.replace("Example", "Exemple"))
    commit(root, RECORD.replace("Example", "Sample"))
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message=x", "side", day="2026-02-01")

    assert told(root) == [
        ("2026-02-02", "changed", ("short_title changed from “Example & co.” to “Sample & co.”",)),
        ("2026-01-02", "added", ("1 event", "1 source")),
    ]


def test_a_registry_may_lie_below_the_top_of_its_repository(root: Path) -> None:
    commit(root, RECORD, path=f"below/{PATH}")

    assert [one.treaty for one in history(root / "below", 10)] == ["1900-example"]
    assert history(root, 10) == []


def test_the_oldest_commit_of_a_shallow_clone_adds_nothing(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(root, RECORD)
    commit(root, RECORD.replace("Example", "Sample"))
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth=1", root.as_uri(), ".")

    assert history(clone, 10) == []


def test_where_there_is_no_history_nothing_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history(root, 10) == []  # a repository without a commit
    assert history(root / "nowhere", 10) == []
    monkeypatch.setenv("PATH", os.devnull)
    assert history(root, 10) == []  # no Git


def test_a_folder_outside_of_any_repository_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    commit(other, RECORD)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))  # as Git sets it for its hooks

    assert history(tmp_path, 10) == []


def test_a_record_that_cannot_be_read_any_more_is_still_told_of(root: Path) -> None:
    commit(root, "[[[\x00")
    commit(root, RECORD)

    assert [(one.kind, one.title, one.what) for one in history(root, 10)] == [
        ("changed", "Example & co.", ("The record was written anew",)),
        ("added", "1900-example", ()),
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            {"verified": "2026-01-01"},
            {"verified": "2026-02-01"},
            ["verified changed from “2026-01-01” to “2026-02-01”"],
        ),
        ({}, {"retired": {"date": "2026"}}, ["retired added"]),
        ({"title": "T"}, {}, ["title removed: T"]),
        ({"summary": {"en": "a" * 99, "fr": "b"}}, {"summary": {"en": "c", "fr": "b"}}, ["summary.en changed"]),
        (
            {"final_clauses": {"duration": {"initial": "1 year"}}},
            {"final_clauses": {"duration": {"initial": "2 years"}}},
            ["final_clauses.duration changed"],
        ),
        (
            {"obligations": [{"id": "a", "kind": "defence"}, {"id": "b"}]},
            {"obligations": [{"id": "c"}, {"id": "a", "kind": "offence"}]},
            ["obligations.c added", "obligations.a changed", "obligations.b removed"],
        ),
        ({"subjects": "x"}, {"subjects": ["x", "y"]}, ["subjects changed"]),
        (
            {"events": [{"date": "1900", "action": "signature", "party": "A", "place": "x"}]},
            {"events": [{"date": "1900", "action": "signature", "party": ["A"], "place": "y"}]},
            ["Event changed: 1900, signature, A (party, place)"],
        ),
        (
            {"events": [{"date": "1900", "action": "signature"}]},
            {"events": [{"date": "1901", "action": "signature"}]},
            ["Event added: 1901, signature", "Event removed: 1900, signature"],
        ),
        (
            {"events": [{"date": "1900", "action": "reservation"}] * 2},
            {"events": [{"date": "1900", "action": "reservation"}]},
            ["Event removed: 1900, reservation"],
        ),
        (
            {"sources": {"a": {"title": "A"}, "b": {"title": "B"}}},
            {"sources": {"a": {"title": "A", "url": "x"}, "c": {"title": "C"}}},
            ["Source changed: A", "Source added: C", "Source removed: B"],
        ),
        ({"events": "x", "sources": ["x"]}, {"events": ["x"], "sources": "x"}, []),
    ],
)
def test_what_changed_is_said_in_words(before: dict[str, object], after: dict[str, object], words: list[str]) -> None:
    assert record_diff(before, after) == words


def change(kind: str = "changed", day: int = 1, what: tuple[str, ...] = ("A & B <c>",)) -> Change:
    at = datetime(2026, 1, day, 1, tzinfo=UTC)
    return Change(f"{day:040}", at, kind, "1900-example", "Example & <co>", what)  # type: ignore[arg-type]  # texts of the test


def test_the_feed_keeps_the_rules_and_every_reader_finds_the_same(tmp_path: Path) -> None:
    changes = [change(day=3), change(day=2, what=()), change("added", 1)]
    write_feed(changes, tmp_path, "https://example.org/", "data/")
    feed = feedparser.parse(str(tmp_path / "changes.atom"))

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.updated == "2026-01-03T01:00:00Z"
    assert feed.entries[0].title == "Example & <co>: record changed"
    assert feed.entries[0].link == "https://example.org/treaties/1900-example.html"
    assert feed.entries[0].content[0].value == "<ul><li>A &amp; B &lt;c&gt;</li></ul>"
    assert [one.rel for one in feed.feed.links] == ["self", "alternate"]
    assert feed.feed.links[0].href == "https://example.org/data/changes.atom"
    _keeps_the_rules(tmp_path / "changes.atom", len(changes))


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    write_feed([], tmp_path, "")

    _keeps_the_rules(tmp_path / "changes.atom", 0)


def test_nothing_links_to_a_record_that_is_gone(tmp_path: Path) -> None:
    write_feed([change("removed", 2), change("added", 1)], tmp_path, "https://example.org/")
    feed = feedparser.parse(str(tmp_path / "changes.atom"))

    assert [entry.get("links", []) for entry in feed.entries] == [[], []]


def test_the_history_of_this_registry_gives_the_same_feed_twice(tmp_path: Path, root: Path) -> None:
    commit(root, RECORD.replace("Example", "\\u0007 Ex\x07ample"))
    commit(root, RECORD)
    texts = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_feed(history(root, 10), tmp_path / name, "")
        texts.append((tmp_path / name / "changes.atom").read_bytes())
        _keeps_the_rules(tmp_path / name / "changes.atom", 2)

    assert texts[0] == texts[1]


def _keeps_the_rules(path: Path, entries: int) -> None:
    """Assert what RFC 4287 requires (4.1.1, 4.1.2): one id, title and updated each, an author, content or a link."""
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  # our own file
    assert feed.tag == f"{atom}feed"
    assert len(feed.findall(f"{atom}author/{atom}name")) == 1
    found = feed.findall(f"{atom}entry")
    assert len(found) == entries
    for one in (feed, *found):
        assert [len(one.findall(f"{atom}{tag}")) for tag in ("id", "title", "updated")] == [1, 1, 1]
        datetime.strptime(one.findtext(f"{atom}updated") or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert len(one.findall(f"{atom}link[@rel='alternate']")) <= 1
    assert all(len(one.findall(f"{atom}content")) == 1 for one in found)
    ids = [one.findtext(f"{atom}id") for one in (feed, *found)]
    assert len(set(ids)) == len(ids)


def test_the_day_of_a_change_is_that_of_its_commit() -> None:
    assert change(day=5).day == date(2026, 1, 5)
