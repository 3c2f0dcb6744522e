"""Which records each commit touched, and what stood in them: Git's history, read as a stream."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType


@dataclass(frozen=True, slots=True)
class TouchedRecord:
    """A record that a commit touched, and the names of its content before and after (``""``: there was none)."""

    commit: str
    at: datetime
    treaty: str
    before: str
    after: str


_COMMIT = re.compile(r"\x01(?P<id>[0-9a-f]+) (?P<at>\S+) (?P<parents>.*)")
_RECORD = re.compile(
    r":\d+ \d+ (?P<before>[0-9a-f]+) (?P<after>[0-9a-f]+) [A-Z]\d*\ttreaties/\d{4}/(?P<id>[0-9A-Za-z][\w-]*)\.yaml",
    re.ASCII,
)


_LOG = (
    *("--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--relative"),
    *("--no-color", "--no-show-signature", "--no-ext-diff", "--format=%x01%H %cI %P", "--", "treaties"),
)


def touched_records(root: Path) -> Generator[TouchedRecord]:
    """Yield the records that each commit of the main line touched, the last commit first.

    Of a merge, what it brought to the main line. Nothing where there is no repository; of a shallow clone not its
    oldest commit, which would seem to add everything. Close the generator to stop Git. Raises OSError without Git.
    """
    shallow = _answer(root, "rev-parse", "--is-shallow-repository") != "false"
    with _git(root, "log", *_LOG) as log:
        commit = None
        try:
            for line in log.stdout or ():
                text = line.decode("utf-8", "replace").rstrip("\n")
                if head := _COMMIT.fullmatch(text):
                    commit = None if shallow and not head["parents"] else head
                elif commit and (record := _RECORD.fullmatch(text)):
                    at = datetime.fromisoformat(commit["at"]).astimezone(UTC)
                    yield TouchedRecord(commit["id"], at, record["id"], _name(record["before"]), _name(record["after"]))
        finally:
            log.kill()


def reach(root: Path) -> str:
    """Return a key of the history that is here: the commit that is checked out, and where a shallow clone ends.

    Fetching more of it gives another key. Nothing where there is no repository. Raises OSError without Git.
    """
    commit = _answer(root, "rev-parse", "HEAD")
    ends = root / _answer(root, "rev-parse", "--git-path", "shallow")
    return f"{commit} {ends.read_text(encoding='utf-8')}" if commit and ends.is_file() else commit


def _name(text: str) -> str:
    return text if text.strip("0") else ""


class BlobReader:
    """Reads contents by their names, all through one call of Git. Raises OSError without Git."""

    def __init__(self, root: Path) -> None:
        """Take the registry's folder."""
        self._git = _git(root, "cat-file", "--batch")

    def __enter__(self) -> BlobReader:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End Git."""
        self._git.__exit__(kind, error, trace)

    def text(self, name: str) -> str | None:
        """Return the text of a content, or ``None`` where the repository does not hold it."""
        asked, answers = self._git.stdin, self._git.stdout
        if asked is None or answers is None:
            return None
        asked.write(f"{name}\n".encode())
        asked.flush()
        head = answers.readline().split()
        if len(head) != 3:  # "<name> missing", or nothing
            return None
        data = answers.read(int(head[2]))
        answers.read(1)
        return data.decode("utf-8", "replace")


def _answer(root: Path, *arguments: str) -> str:
    with _git(root, *arguments) as git:
        return git.communicate()[0].decode("utf-8", "replace").strip()


def _git(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    # Variables such as GIT_DIR, which Git sets for its hooks, would lead to another repository.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.Popen(  # noqa: S603  # no shell, and nothing that others wrote among the arguments
        ["git", "-C", str(root), *arguments],  # noqa: S607  # wherever it is installed
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
