"""The command `treaties` as people and CI run it: arguments in, a report and an exit status out."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RECORDS, TODAY, SmallRegistry, take_own_schema
from treaty_registry.cli import main

GOOD = RECORDS / "valid" / "1900-minimal.yaml"
BAD = "schema_version: 1\nid: 1900-bad\n"


@pytest.fixture
def folder(registry: SmallRegistry, few_terms: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry with one good record, which is also the current folder."""
    take_own_schema(registry, few_terms)
    registry.add(GOOD)
    monkeypatch.chdir(registry.root.path)
    return registry.root.path


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the registry."""
    return tmp_path_factory.mktemp("elsewhere")


def check(*arguments: str) -> int:
    return main(["check", "--today", str(TODAY), *arguments])


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files(report: str) -> set[str]:
    """Return the names of the files that a JSON report finds something wrong with."""
    return {finding["file"] for finding in json.loads(report)["findings"]}


def test_a_clean_registry_gives_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    out, err = capsys.readouterr()
    assert out.endswith("files checked: 0 errors, 0 warnings.\n")
    assert err == ""


def test_an_error_gives_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)

    assert check() == 1
    assert "treaties/1900/1900-bad.yaml:1:1: error [missing-key]" in capsys.readouterr().out


def test_what_records_lack_is_listed_where_nothing_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--completeness", "--format", "json") == 0
    records = json.loads(capsys.readouterr().out)["records"]
    assert all(0 <= one["met"] <= one["of"] and len(one["lacks"]) == one["of"] - one["met"] for one in records)
    (record,) = records
    assert check("--completeness", str(folder / "treaties")) == 0
    assert f"{record['met']} of {record['of']}  {record['treaty']}" in capsys.readouterr().out
    assert check("--completeness", str(folder / "schema")) == 0
    assert record["treaty"] not in capsys.readouterr().out

    write(folder / "treaties/1900/1900-bad.yaml", BAD)
    assert check("--completeness") == 1
    assert "error [missing-key]" in capsys.readouterr().out


def test_a_warning_gives_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--today", "2031-01-01"]) == 0
    assert "warning [overdue]" in capsys.readouterr().out


def test_the_day_of_the_run_can_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--today", "2000-01-01", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["code"] for finding in findings} == {"future-date"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["format", "--today", "2026-11-22"],
        ["check", "--format", "xml"],
        ["check", "--today", "tomorrow"],
        ["check", "--today", "2026-02-30"],
        ["check", "--colour"],
        ["serve", "--port", "http"],
    ],
)
def test_arguments_that_make_no_sense_give_status_2(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: treaties")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "treaties check treaties/2024" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "format"])
def test_a_path_that_is_not_there_is_misuse(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "treaties/1900/1900-none.yaml"]) == 2
    assert "there is no file or folder treaties/1900/1900-none.yaml" in capsys.readouterr().err


def test_a_wrong_day_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--today", "22.11.2026"])

    assert "'22.11.2026' is not a day; write 2026-11-22" in capsys.readouterr().err


def test_a_folder_that_is_no_registry_gives_status_2_and_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--root", str(tmp_path)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{tmp_path} is not a treaty registry" in err


@pytest.mark.parametrize(
    "path", ["gone.yaml", "treaties/gone", "a\0b", "x" * 5_000], ids=["file", "folder", "null", "long"]
)
def test_a_path_that_does_not_exist_gives_status_2(path: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("treaties", path) == 2
    assert capsys.readouterr().err == f"treaties: there is no file or folder {path}\n"


def test_a_registry_elsewhere_can_be_named(
    folder: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)
    monkeypatch.chdir(elsewhere)

    assert check("--root", str(folder), "--format", "json") == 1
    assert files(capsys.readouterr().out) == {"treaties/1900/1900-bad.yaml"}


def test_the_registry_is_found_from_a_folder_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)
    monkeypatch.chdir(folder / "treaties/1900")

    assert check("--format", "json", "1900-bad.yaml") == 1
    assert check("--format", "json", "--root", "..", "../1900/1900-bad.yaml") == 1
    first, second = capsys.readouterr().out.split("\n}\n{")
    assert files(first + "\n}") == files("{" + second) == {"treaties/1900/1900-bad.yaml"}


def test_the_json_report_counts_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("--format", "json", "treaties")

    assert json.loads(capsys.readouterr().out) == {"files": 1, "findings": []}


def test_the_github_report_of_a_clean_registry_is_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--format", "github") == 0
    assert capsys.readouterr().out == ""


def test_the_github_report_annotates_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)

    assert check("--format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=treaties/1900/1900-bad.yaml,line=1,col=1,title=missing-key")


def test_only_the_files_and_folders_that_are_named_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)
    write(folder / "treaties/1901/1901-bad.yaml", BAD)

    assert check("treaties/1900/1900-minimal.yaml") == 0
    assert capsys.readouterr().out == "1 file checked: 0 errors, 0 warnings.\n"
    assert check("treaties/1901", "--format", "json") == 1
    assert files(capsys.readouterr().out) == {"treaties/1901/1901-bad.yaml"}


def test_a_named_file_is_judged_beside_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(GOOD, folder / "treaties/1900/1900-twin.yaml")

    assert check("treaties/1900/1900-twin.yaml") == 1
    assert "[id-not-file-name]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path", ["treaties/1900/note.txt", "treaties/1900/link.yaml", "treaties/1900/pipe.yaml", "treaties/1900/a\n.yaml"]
)
def test_an_odd_thing_that_is_named_is_reported_once(
    path: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "link" in path:
        (folder / path).symlink_to("1900-minimal.yaml")
    elif "pipe" in path:
        os.mkfifo(folder / path)
    else:
        write(folder / path, "")

    assert check(path, path, "--format", "json") == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 1


def test_a_file_outside_the_registry_is_read_as_a_record_of_it(
    folder: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = write(elsewhere / "1900" / "1900-other.yaml", GOOD.read_text(encoding="utf-8"))

    assert check(str(outside)) == 1
    assert f"{outside}:2:5: error [id-not-file-name]" in capsys.readouterr().out


def test_a_folder_outside_the_registry_is_searched_for_records(
    folder: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(elsewhere / "1900" / "1900-bad.yaml", BAD)
    write(elsewhere / "1900" / "note.txt", "")

    assert check(str(elsewhere), "--format", "json") == 1
    assert files(capsys.readouterr().out) == {f"{elsewhere}/1900/1900-bad.yaml", f"{elsewhere}/1900/note.txt"}


def test_a_folder_of_the_registry_that_holds_other_things_is_searched_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "drafts" / "1900-bad.yaml", BAD)

    assert check("drafts", "--format", "json") == 1
    assert files(capsys.readouterr().out) == {"drafts/1900-bad.yaml"}


def test_a_party_can_be_checked_by_its_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    party = next((folder / "schema/parties").glob("*.yaml"))

    assert check(str(party)) == 0
    assert capsys.readouterr().out == "1 file checked: 0 errors, 0 warnings.\n"


def test_a_broken_vocabulary_is_reported_before_any_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)
    write(folder / "schema/vocabularies/actions.yaml", "[")

    assert check("--format", "json") == 1
    assert files(capsys.readouterr().out) == {"schema/vocabularies/actions.yaml"}


def test_schemas_are_written_and_then_found_up_to_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    written = capsys.readouterr().out.splitlines()

    assert sorted(written) == sorted(path.relative_to(folder).as_posix() for path in folder.glob("schema/*.json"))
    assert "schema/treaty.schema.json" in written
    assert check() == 0


@pytest.mark.parametrize("damage", ["changed", "missing", "not text", "a folder"])
def test_a_published_schema_that_is_not_up_to_date_is_a_warning(
    damage: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["schema"])
    path = folder / "schema/party.schema.json"
    path.unlink()
    if damage == "changed":
        path.write_text("{}", encoding="utf-8")
    elif damage == "not text":
        path.write_bytes(b"\xff")
    elif damage == "a folder":
        path.mkdir()
    capsys.readouterr()

    assert check("--format", "json") == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["code"], f["severity"]) for f in findings] == [("stale-schema", "warning")]


def test_no_schema_is_written_from_a_broken_vocabulary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "schema/vocabularies/actions.yaml", "[")

    assert main(["schema"]) == 1
    assert "schema/vocabularies/actions.yaml:1:" in capsys.readouterr().out
    assert not list(folder.glob("schema/*.json"))


def test_no_site_is_built_from_a_record_with_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "treaties/1900/1900-bad.yaml", BAD)

    assert main(["build", "--today", str(TODAY)]) == 1
    assert "1900-bad.yaml:1:1: error [missing-key]" in capsys.readouterr().err
    assert not (folder / "site").exists()


class Terminal(io.StringIO):
    """A screen that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("screen", [io.StringIO, Terminal])
def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    screen: type[io.StringIO], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(0, 100_000, 2))
    monkeypatch.setattr("treaty_registry.cli.time.monotonic", lambda: next(ticks))
    seen = screen()
    monkeypatch.setattr(sys, "stderr", seen)

    assert check() == 0
    assert seen.getvalue() == ("\r1 of 1 files\r\033[K" if screen is Terminal else "")


def test_a_reader_that_goes_away_is_no_reason_to_complain(folder: Path) -> None:
    command = [sys.executable, "-m", "treaty_registry.cli", "check", "--root", str(folder)]
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=buffered) as run:  # noqa: S603  # our own code
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        complaint = run.stderr.read()

    assert complaint == b""
    assert run.returncode == 1


def test_the_command_is_installed_under_its_name() -> None:
    command = shutil.which("treaties", path=str(Path(sys.executable).parent))
    assert command is not None

    told = subprocess.run([command, "check", "--help"], capture_output=True, text=True, check=True)  # noqa: S603  # our own code

    for option in ("--root", "--today", "--format", "PATH"):
        assert option in told.stdout


ANOTHER = RECORDS / "valid" / "1900-example.yaml"


def broken(folder: Path, kind: str) -> None:
    """Put a record beside the good one that is no YAML, is no record, or contradicts itself."""
    text = {
        "unreadable": "id: [\n",
        "no record": BAD,
        "wrong": ANOTHER.read_text(encoding="utf-8").replace("1900-example", "1900-bad").replace("code", "cod"),
    }[kind]
    write(folder / "treaties/1900/1900-bad.yaml", text)


BROKEN = pytest.mark.parametrize("kind", ["unreadable", "no record", "wrong"])


@BROKEN
def test_the_status_of_a_record_is_told_beside_a_broken_one(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "1900-minimal", "--on", "1990-01-01", "--format", "csv"]) == 0
    alone = capsys.readouterr()
    broken(folder, kind)

    assert main(["status", "1900-minimal", "--on", "1990-01-01", "--format", "csv"]) == 0
    assert capsys.readouterr() == (
        alone.out,
        "treaties: 1 record with errors is left out: treaties/1900/1900-bad.yaml (see treaties check)\n",
    )


@BROKEN
def test_the_status_of_a_broken_record_is_refused_with_what_is_wrong(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(folder, kind)

    assert main(["status", "1900-bad"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("treaties: treaties/1900/1900-bad.yaml has errors, so that nothing follows from it:\n")
    assert "treaties/1900/1900-bad.yaml:" in err
    assert ": error [" in err


@BROKEN
def test_obligations_are_listed_without_a_broken_record(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ANOTHER, folder / "treaties/1900")
    assert main(["obligations", "--on", "2010-01-01", "--format", "csv"]) == 0
    alone = capsys.readouterr().out
    broken(folder, kind)

    assert main(["obligations", "--on", "2010-01-01", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out == alone
    assert "1900-example" in out
    assert "left out: treaties/1900/1900-bad.yaml" in err


def test_nothing_is_answered_where_the_terms_have_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "schema/vocabularies/actions.yaml", "terms: [\n")

    assert main(["status", "1900-minimal"]) == 2
    assert "errors in schema/ or in every record leave nothing to answer from" in capsys.readouterr().err
