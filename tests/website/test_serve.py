"""`treaties serve` as an author meets it: pages follow the files, and mistakes stand where pages were."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.conftest import RECORDS, TODAY
from tests.website.program import ASSETS, FOLDER, TEMPLATES, copy_program
from treaty_registry.cache.file_stats import SETTLED
from treaty_registry.check.run import examine
from treaty_registry.cli import main
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import build_site

pytestmark = pytest.mark.site

PATIENCE = 60
"""So many seconds a change may take on a busy machine before a test gives up."""

RECORD = "treaties/1900/1900-minimal.yaml"
PAGE = "treaties/1900-minimal.html"
RELOADING = re.compile(r"<script>\s*var livereload.*?</script>", re.DOTALL)
EPOCH = re.compile(r"livereload\((\d+), (\d+)\);")


class Shown(NamedTuple):
    """A registry that is being served."""

    address: str
    folder: Path
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of what is at an address."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310  # our own server
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def until(self, path: str, is_right: Callable[[int, str], bool]) -> str:
        """Return the page at an address once it is right."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, text = self.get(path)
            if is_right(status, text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{path} was never right; it is\n{text}\n{self.said()}")

    def said(self) -> str:
        """Return what the command has said on the terminal."""
        return self.log.read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> str:
        """Edit a file, and return what it was."""
        path = self.folder / name
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new), encoding="utf-8")
        return before


@contextmanager
def serving(folder: Path) -> Iterator[Shown]:
    """Run the command until the end, at which it must go without a trace."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, temporary = folder / "said.log", folder / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "treaty_registry.cli", "serve", "--root", str(folder), "--port", str(port)]
    variables = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    own = {"TMPDIR": str(temporary), "PYTHONPATH": str(folder / FOLDER)}  # where the copy of the program is, if any
    with log.open("w") as out:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, stdout=out, stderr=subprocess.STDOUT, env={**variables, **own}
        )
    shown = Shown(f"http://127.0.0.1:{port}/", folder, log)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, shown.said()
            try:
                shown.get("robots.txt")
            except URLError:
                assert time.monotonic() < end, shown.said()
                time.sleep(0.1)
            else:
                break
        yield shown
        assert process.poll() is None, shown.said()
    finally:
        process.terminate()
        code = process.wait(PATIENCE)
    assert code == 0, shown.said()
    assert list(temporary.iterdir()) == []


def is_there(text: str) -> Callable[[int, str], bool]:
    return lambda status, page: status == 200 and text in page


def has_mistake(text: str) -> Callable[[int, str], bool]:
    return lambda status, page: status == 503 and text in unescape(page)


def words_of_search(shown: Shown) -> list[str]:
    """Return the files of the words by which the search finds."""
    index = json.loads(shown.get("search/en/index.json")[1])
    return [shown.get(f"search/en/{index['files']}words-{n}.json")[1] for n in range(len(index["shards"]))]


def test_pages_follow_the_records_and_mistakes_stand_in_their_place(copy: Path) -> None:
    with serving(copy) as shown:
        status, page = shown.get(PAGE)
        assert status == 200
        assert "Treaty of the Zibeline" not in page
        epoch, request = EPOCH.findall(page)[0]

        before = shown.replace(RECORD, "short_title: ", "short_title: Treaty of the Zibeline, once ")
        _, newer = shown.get(f"livereload/{epoch}/{request}")
        assert int(newer) > int(epoch), "a browser that shows the page learns that there is a newer one"
        for path in (PAGE, f"fr/{PAGE}", "treaties/index.html", "explore.html", "index.html"):
            assert "Treaty of the Zibeline" in shown.get(path)[1], path
        assert any('"zibeline":' in words for words in words_of_search(shown))

        shown.replace(RECORD, "kind: ", "kind_of: <b>")
        for path in (PAGE, "", "treaties/1890-older.html", "method.html", "nowhere.html"):
            page = shown.until(path, has_mistake("[unknown-key]"))
            assert RECORD in page
            assert "kind_of" in page
            assert EPOCH.search(page), "the page waits for the mistake to be mended"
            assert "<b>" not in page
        assert "Le registre contient des erreurs" in shown.get(f"fr/{PAGE}")[1]
        assert shown.get("assets/none.css")[0] == 404
        assert "[unknown-key]" in shown.said()
        epoch, request = EPOCH.findall(page)[0]

        (copy / RECORD).write_text(before, encoding="utf-8")
        _, newer = shown.get(f"livereload/{epoch}/{request}")
        assert int(newer) > int(epoch)
        assert "Treaty of the Zibeline" not in shown.until(PAGE, lambda status, _: status == 200)
        assert "Treaty of the Zibeline" not in shown.get("treaties/index.html")[1]

        assert shown.get("treaties/1900-example.html")[0] == 404
        another = shutil.copy(RECORDS / "valid" / "1900-example.yaml", copy / "treaties" / "1900")
        shown.until("treaties/1900-example.html", is_there("Example treaty"))
        assert "1900-example" in shown.get("treaties/index.html")[1]
        Path(another).unlink()
        shown.until("treaties/1900-example.html", lambda status, _: status == 404)
        assert "1900-example" not in shown.get("treaties/index.html")[1]


def test_what_the_terminal_says_of_a_mistake_is_what_check_says(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / RECORD
    good = path.read_text(encoding="utf-8")
    path.write_text(f"{good}nonsense: 1\n", encoding="utf-8")
    main(["check", "--root", str(copy)])
    told = capsys.readouterr().out
    assert "nonsense" in told

    with serving(copy) as shown:  # it begins although a record is wrong
        page = shown.until("parties/index.html", has_mistake("nonsense"))
        assert told in shown.said()
        said = unescape(re.sub(r"<[^>]+>", "", page.split("<main>")[1].split("</main>")[0]))
        assert [line for line in told.splitlines() if line not in said] == []

        path.write_text(good, encoding="utf-8")
        shown.until(PAGE, is_there("1900-minimal"))
        assert "unknown" not in shown.get("parties/index.html")[1].split("<title>")[1].split("</title>")[0]


def test_templates_assets_written_pages_and_terms_are_followed(copy: Path) -> None:
    copy_program(copy)
    path = copy / TEMPLATES / "treaty.html"
    with serving(copy) as shown:
        template = path.read_text(encoding="utf-8")
        path.write_text(f"{template}<p>A new end</p>", encoding="utf-8")
        shown.until(PAGE, is_there("<p>A new end</p>"))

        path.write_text(f"{template}{{% if %}}", encoding="utf-8")
        shown.until(PAGE, has_mistake("Expected an expression"))
        assert shown.get("method.html")[0] == 200, "a page that has no part in it stays"
        path.write_text(template + '{{ t("Untranslated") }}', encoding="utf-8")
        shown.until(f"fr/{PAGE}", has_mistake("lacks the translation of\n  'Untranslated'"))
        path.write_text(template, encoding="utf-8")
        shown.until(f"fr/{PAGE}", is_there("1900-minimal"))

        shown.replace(f"{TEMPLATES}/not_found.html", "<p", '<p title="new"')
        shown.until("nowhere.html", lambda status, page: status == 404 and '<p title="new"' in page)

        script = re.compile(r"assets/copy\.[0-9a-f]{12}\.js")
        (before,) = script.findall(shown.get(PAGE)[1])
        with (copy / ASSETS / "copy.js").open("a", encoding="utf-8") as file:
            file.write("// new\n")
        (after,) = script.findall(shown.until(PAGE, lambda status, page: status == 200 and before not in page))
        assert shown.get(after)[1].endswith("// new\n")
        assert shown.get("method.html")[1].count(after) == 1

        method = copy / "docs" / "method.md"
        text = method.read_text(encoding="utf-8")
        method.write_text(f"{text}\nWritten just now.\n\n<!-- registry:nothing -->\n", encoding="utf-8")
        shown.until("method.html", has_mistake("<!-- registry:nothing -->"))
        method.write_text(f"{text}\nWritten just now.\n", encoding="utf-8")
        shown.until("method.html", is_there("Written just now."))

        assert not any("zebrafinch" in words for words in words_of_search(shown))
        with (copy / "docs" / "words" / "names.yaml").open("a", encoding="utf-8") as names:
            names.write("\n1900-minimal: [Zebrafinch]\n")
        shown.until("search/en/index.json", lambda *_: any("zebrafinch" in words for words in words_of_search(shown)))

        settings = shown.replace("mkdocs.yml", "site_name: Treaty Registry", "site_name: [")
        shown.until("method.html", has_mistake("mkdocs.yml"))
        (copy / "mkdocs.yml").write_text(settings, encoding="utf-8")
        shown.until("method.html", is_there("Written just now."))

        party = shown.replace("schema/parties/USA.yaml", "en: United States", "en: Re-united States")
        shown.until("parties/USA.html", is_there("Re-united States"))
        (copy / "schema" / "parties" / "USA.yaml").write_text("code: USA\n", encoding="utf-8")
        shown.until(PAGE, has_mistake("schema/parties/USA.yaml"))
        (copy / "schema" / "parties" / "USA.yaml").write_text(party, encoding="utf-8")
        shown.until(PAGE, is_there("1900-minimal"))


def test_nothing_that_is_remembered_hides_a_change(copy: Path) -> None:
    time.sleep(SETTLED / 1e9 + 0.5)  # so that whatever can be is remembered, from the first look on
    record, party = copy / RECORD, copy / "schema" / "parties" / "USA.yaml"
    with serving(copy) as shown:
        for number in range(5):  # as fast as they are seen: some are remembered, others not
            text = re.sub("(?m)^short_title: .*$", f"short_title: Treaty of the {number}th day", record.read_text())
            record.write_text(text, encoding="utf-8")
            shown.until(PAGE, is_there(f"Treaty of the {number}th day"))

        # A file of the same size that says to be as old, in its place and then in the place of another.
        time.sleep(SETTLED / 1e9)
        shown.replace("treaties/1890/1890-older.yaml", "short_title: ", "short_title: Elder ")
        shown.until("treaties/1890-older.html", is_there("Elder "))
        about = record.stat()
        shown.replace(RECORD, "the 4th day", "the 5th day")
        os.utime(record, ns=(about.st_atime_ns, about.st_mtime_ns))
        shown.until(PAGE, is_there("the 5th day"))
        other = copy / "other"
        other.write_text(record.read_text(encoding="utf-8").replace("the 5th day", "the 6th day"), encoding="utf-8")
        os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
        other.rename(record)
        shown.until(PAGE, is_there("the 6th day"))

        about = party.stat()
        shown.replace("schema/parties/USA.yaml", "en: United States", "en: Untied States")
        os.utime(party, ns=(about.st_atime_ns, about.st_mtime_ns))
        shown.until("parties/USA.html", is_there("Untied States"))
        assert "the 6th day" in shown.get(PAGE)[1]

        with closing(sqlite3.connect(copy / ".cache" / "registry.sqlite")) as database:
            database.execute("delete from kept")
            database.commit()
        shown.replace(RECORD, "the 6th day", "the 7th day")
        shown.until(PAGE, is_there("the 7th day"))
        shutil.rmtree(copy / ".cache")
        shown.replace(RECORD, "the 7th day", "the 8th day")
        shown.until(PAGE, is_there("the 8th day"))


def test_what_is_shown_is_what_will_be_built(
    copy: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    record = copy / RECORD
    text = record.read_text(encoding="utf-8").replace("id: 1900-minimal", "id: 1900-minimal\nformer_ids: [1899-least]")
    record.write_text(text, encoding="utf-8")
    out = tmp_path_factory.mktemp("built") / "site"
    build_site(Root(copy), examine(Root(copy), TODAY), out, data=False)
    some = [path for path in out.rglob("*.html") if "parties" not in path.parts or path.stem in ("index", "USA")]
    assert out / "treaties" / "1899-least.html" in some
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
    with serving(copy) as shown:
        for path in some:
            address = path.relative_to(out).as_posix()
            status, found = shown.get(address)
            assert status == 200, address
            assert RELOADING.sub("", found) == policy.sub("", path.read_text(encoding="utf-8")), address
        for path in (*out.rglob("search/**/*.json"), *out.rglob("treaties/*.yaml")):
            assert shown.get(path.relative_to(out).as_posix()) == (200, path.read_text(encoding="utf-8"))


def test_a_port_that_is_taken_is_said_plainly(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "treaty_registry.cli", "serve", "--root", str(copy), "--port", str(port)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603  # as above
    assert run.returncode == 2
    assert f"port {port} cannot be used" in run.stderr
    assert "--port" in run.stderr
