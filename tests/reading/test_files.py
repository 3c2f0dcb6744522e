"""Finding and opening files: whatever stands on a disk becomes a file to read or a problem to mend."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from treaty_registry.reading.files import NotARegistryError, Root, find_root, list_files, read_bytes, strange_name
from treaty_registry.reading.text import MAX_BYTES


def make_registry(folder: Path) -> Path:
    (folder / "treaties").mkdir(parents=True)
    (folder / "schema" / "vocabularies").mkdir(parents=True)
    return folder


def found(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return the names of the files below a folder, and the code of the problem of each odd thing."""
    files, odd = list_files(folder)
    return [path.name for path in files], {path.name: problem.code for path, problem in odd}


def test_a_registry_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    make_registry(tmp_path)
    deep = tmp_path / "treaties" / "2024"
    deep.mkdir()

    assert find_root(tmp_path).path == find_root(deep).path == tmp_path


def test_a_registry_named_by_a_way_up_is_the_folder_itself(tmp_path: Path) -> None:
    make_registry(tmp_path)
    root = find_root(tmp_path / "treaties" / "..")

    assert root.path == tmp_path
    assert root.shown(root.treaties / "2024" / "x.yaml") == "treaties/2024/x.yaml"


def test_the_nearest_registry_wins(tmp_path: Path) -> None:
    inner = make_registry(make_registry(tmp_path) / "inner")

    assert find_root(inner / "treaties").path == inner


@pytest.mark.parametrize("present", [(), ("treaties",), ("schema/vocabularies",)])
def test_a_folder_that_lacks_either_half_is_no_registry(tmp_path: Path, present: tuple[str, ...]) -> None:
    for name in present:
        (tmp_path / name).mkdir(parents=True)

    with pytest.raises(NotARegistryError, match=r"is not a treaty registry.*--root"):
        find_root(tmp_path)


def test_files_inside_are_shown_from_the_registry_and_others_as_they_were_given(tmp_path: Path) -> None:
    root = Root(tmp_path)

    assert root.shown(tmp_path / "treaties" / "a.yaml") == "treaties/a.yaml"
    assert root.shown(Path("/elsewhere/a.yaml")) == "/elsewhere/a.yaml"
    assert root.shown(tmp_path / "treaties" / ".." / ".." / "a.yaml") != "a.yaml"


def test_a_path_is_shown_without_what_could_steer_a_terminal(tmp_path: Path) -> None:
    assert Root(tmp_path).shown(tmp_path / "a\n\x1b[31m\u202e.yaml") == "a<U+000A><U+001B>[31m<U+202E>.yaml"


def test_files_are_listed_in_order_from_all_folders(tmp_path: Path) -> None:
    for name in ("2024/b.yaml", "2024/a.yaml", "1951/c.yaml", "2024/deep/er/d.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert found(tmp_path) == (["c.yaml", "a.yaml", "b.yaml", "d.yaml"], {})


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "a.yaml").touch()

    assert found(tmp_path) == ([], {})


@pytest.mark.parametrize(
    "name", ["a.yml", "a.yaml.bak", "a b.yaml", "é.yaml", "-a.yaml", "README.md", "a\n.yaml", "a.YAML"]
)
def test_a_file_with_a_strange_name_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    assert found(tmp_path) == ([], {name: "file-name"})


def test_a_name_that_is_not_even_text_is_a_problem(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).touch()

    ((_, problem),) = list_files(tmp_path)[1]

    assert "`<U+DCFF>.yaml` is not a name for a record" in problem.message


def test_the_ending_is_only_mentioned_where_it_is_wrong() -> None:
    assert "and end in `.yaml`" in strange_name("a.yml").message
    assert "`.yaml`," not in strange_name("a b.yaml").message


def test_links_are_not_followed_wherever_they_lead(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").touch()
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)

    links = {"link.yaml": "symbolic-link", "gone.yaml": "symbolic-link", "loop": "symbolic-link"}
    assert found(tmp_path) == (["real.yaml"], links)


def test_a_folder_called_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "a.yaml" / "b.yaml").touch()

    assert found(tmp_path) == (["b.yaml"], {})


def test_a_folder_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    assert found(tmp_path / "gone") == ([], {"gone": "unreadable-file"})


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a\x00\xff")

    assert read_bytes(tmp_path / "a.yaml") == (b"a\x00\xff", [])


def test_of_a_huge_file_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(1_000_000_000)

    assert len(read_bytes(tmp_path / "a.yaml")[0]) == MAX_BYTES + 1


def test_a_pipe_that_nobody_writes_to_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")

    data, (problem,) = read_bytes(tmp_path / "a.yaml")

    assert (data, problem.code) == (b"", "unreadable-file")
    assert problem.message == "This is not a regular file."


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "."])
def test_devices_and_folders_are_not_read(path: str) -> None:
    data, (problem,) = read_bytes(Path(path))

    assert (data, problem.code) == (b"", "unreadable-file")


def test_a_file_that_cannot_be_opened_is_a_problem_that_says_why(tmp_path: Path) -> None:
    _, (problem,) = read_bytes(tmp_path / "gone.yaml")

    assert problem.code == "unreadable-file"
    assert problem.message.startswith("It cannot be opened: no such file or directory.")


def test_a_name_longer_than_the_system_allows_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in read_bytes(tmp_path / ("a" * 5_000))[1]] == ["unreadable-file"]


def test_a_link_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("real.yaml")

    data, (problem,) = read_bytes(tmp_path / "link.yaml")

    assert (data, problem.code) == (b"", "symbolic-link")
