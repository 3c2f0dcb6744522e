"""Whether two versions of the program make the same site and data: tests/same_output.py REVISION [REVISION]

Builds each revision (default of the second: the files as they are) in a folder of its own, from the records of the
first, and lists every file that differs. Files named after their content are compared by what they hold, and pages
without those names. Exit status: 0 when all is the same, 1 when something differs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
CONTENT_HASH = re.compile(rb"(?<=[./])[0-9a-f]{12}(?=[./])")
"""What names a file after its content."""
ADDRESSES = {"SITE_URL": "https://treaties.example/registry/", "REPO_URL": "https://code.example/registry/"}
DATA = ("schema", "treaties")
"""The folders that both versions take from the first: what differs is the program's doing."""


def run(*command: str | Path, cwd: Path, **variables: str) -> None:
    """Run a command. Raises CalledProcessError."""
    subprocess.run(list(map(str, command)), cwd=cwd, check=True, env={**os.environ, **variables})  # noqa: S603  # our own commands


def check_out(revision: str | None, folder: Path) -> None:
    """Put a revision, or the files as they are, into a folder, with all of the history."""
    run("git", "clone", "--quiet", ROOT, folder, cwd=ROOT)
    if revision is not None:
        run("git", "checkout", "--quiet", "--detach", revision, cwd=folder)
        return
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607  # the user's own git
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def build(folder: Path) -> Path:
    """Build the site with all data, by the libraries that are installed here, and return its folder."""
    libraries = Path(sys.prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    venv.create(folder / ".venv", symlinks=True)
    own = next((folder / ".venv" / "lib").glob("python*/site-packages"))
    # The folder's own package comes first; all that is not found there is what is installed here.
    (own / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    python = folder / ".venv" / "bin" / "python"
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    run(python, *install, cwd=folder)
    run(folder / ".venv" / "bin" / "treaties", "build", cwd=folder, **ADDRESSES)
    return folder / "site"


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return what each file holds, names after content left out of names and of texts."""
    return {
        CONTENT_HASH.sub(b"HASH", path.relative_to(folder).as_posix().encode()).decode(): CONTENT_HASH.sub(
            b"", path.read_bytes()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """Return a line for each file that one side lacks, or that differs."""
    lines = [f"gone     {name}" for name in old if name not in new]
    lines += [f"new      {name}" for name in new if name not in old]
    return lines + [f"differs  {name}" for name in old if name in new and old[name] != new[name]]


def main(revisions: list[str]) -> int:
    """Compare two revisions, or one with the files as they are."""
    first, second = revisions[0], revisions[1] if len(revisions) > 1 else None
    with TemporaryDirectory(prefix="treaties-same-") as scratch:
        old, new = Path(scratch) / "old", Path(scratch) / "new"
        check_out(first, old)
        check_out(second, new)
        for name in DATA:
            shutil.rmtree(new / name)
            shutil.copytree(old / name, new / name)
        lines = differences(contents(build(old)), contents(build(new)))
    print("\n".join(lines) or "the same bytes")  # noqa: T201  # what this command is for
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
