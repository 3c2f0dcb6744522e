from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from unittest import mock

import pytest

from treaty_registry.website.build import links
from treaty_registry.website.build.links import Checked, DeadLinksError, Links, check_site, links_of


def write(folder: Path, **pages: str) -> None:
    for name, html in pages.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name + ".html")
        path.parent.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8")


def test_links_to_pages_places_and_other_hosts_pass(tmp_path: Path) -> None:
    write(
        tmp_path,
        index="<a href='treaties/a.html#sources'>a</a> <a href=treaties/a.html>b</a> <a href='https://example.org/x'>c</a>",
        treaties__a='<h2 id="sources">S</h2><a href="../index.html">up</a> <a href="#sources">here</a>',
    )
    check_site(tmp_path)


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("treaties/b.html", "leads nowhere"),
        ("treaties/", "leads nowhere"),
        ("treaties/a.html#article-4", "without that place"),
        ("#nowhere", "without that place"),
        ("../outside.html", "leads nowhere"),
    ],
)
def test_a_dead_link_is_named_with_its_page(tmp_path: Path, link: str, why: str) -> None:
    write(tmp_path, index=f'<a href="{link}">x</a>', treaties__a="<p>a</p>")
    with pytest.raises(DeadLinksError, match=r"index\.html: the link") as caught:
        check_site(tmp_path)
    assert link in str(caught.value)
    assert why in str(caught.value)


def test_all_dead_links_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, index='<a href="1.html"></a><img src="2.png">', other='<a href="3.html"></a>')
    with pytest.raises(DeadLinksError) as caught:
        check_site(tmp_path)
    assert str(caught.value).count("\n") == 2


def test_a_server_shows_the_error_page_anywhere_so_its_links_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text('<a href="/x/y.html">x</a><a href="z.html">z</a>', encoding="utf-8")
    check_site(tmp_path)


def test_a_link_into_what_this_folder_does_not_have_passes_only_where_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, index='<a href="data/nothing.csv">x</a>', pages__a='<a href="../feed.atom">x</a>')
    with pytest.raises(DeadLinksError) as caught:
        check_site(tmp_path)
    assert str(caught.value).count("leads nowhere") == 2
    check_site(tmp_path, absent=("data/", "feed.atom"))


def test_a_link_with_a_question_leads_to_the_page_and_one_in_another_scheme_nowhere_here(tmp_path: Path) -> None:
    write(tmp_path, index='<a href="a.html?on=1949#s">x</a><a href="MAILTO:a@example.org">y</a>', a='<b id="s">s</b>')
    check_site(tmp_path)


def test_the_time_grows_with_the_links_and_not_faster(tmp_path: Path) -> None:
    """Every link is resolved once for each folder: as many pages again with the same links cost no more resolving."""
    menu = "".join(f'<a href="p{number}.html#s">p</a>' for number in range(50))
    write(tmp_path, **{f"p{number}": f'<h2 id="s">s</h2>{menu}' for number in range(50)})
    with mock.patch.object(links, "_normal", wraps=links._normal) as resolved:
        check_site(tmp_path)
    assert resolved.call_count == 50


class Before:
    """Some pages that have been checked, in a folder, and what happens to them afterwards."""

    def __init__(self, folder: Path, **pages: str) -> None:
        self.folder = folder
        write(folder, **pages)
        self.former = {address: links_of((folder / address).read_text(encoding="utf-8")) for address in self.files()}
        self.had = {*self.files(), "assets/fixed.css"}
        (folder / "assets").mkdir()
        (folder / "assets" / "fixed.css").write_text("", encoding="utf-8")
        check_site(folder)

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")}

    def check(
        self, new: Iterable[str] = (), had: Iterable[str] = (), former: Callable[[str], Links | None] | None = None
    ) -> list[str]:
        """Check what is new, and return the pages that were looked at, some of them for their places only."""
        known = mock.Mock(return_value=None)
        check_site(self.folder, (), known, Checked({*self.had, *had}, {*new}, former or self.former.get))
        return sorted({call.args[0] for call in known.call_args_list})


@pytest.fixture
def checked(tmp_path: Path) -> Before:
    return Before(
        tmp_path,
        index='<a href="a.html#s">a</a>',
        a='<b id="s">s</b><b id="t">t</b><link href="assets/fixed.css">',
        b='<a href="index.html">up</a>',
    )


def test_pages_that_were_checked_are_not_looked_at_again(checked: Before) -> None:
    assert checked.check() == []
    write(checked.folder, c='<a href="index.html">up</a>')
    assert checked.check(new=["c.html"]) == ["c.html"]
    write(checked.folder, b='<a href="index.html">changed</a>')
    assert checked.check(new=["b.html", "c.html"]) == ["b.html", "c.html"]


def test_a_new_link_is_checked_against_pages_that_are_not_new(checked: Before) -> None:
    write(checked.folder, c='<a href="a.html#t">t</a>')
    assert checked.check(new=["c.html"]) == ["a.html", "c.html"]
    write(checked.folder, c='<a href="a.html#u">u</a>', b='<a href="c.html">c</a><a href="d.html">d</a>')
    with pytest.raises(DeadLinksError) as caught:
        checked.check(new=["b.html", "c.html"])
    assert str(caught.value).splitlines() == [
        "b.html: the link d.html leads nowhere",
        "c.html: the link a.html#u leads to a page without that place",
    ]


@pytest.mark.parametrize("gone", ["a.html", "assets/fixed.css"])
def test_what_is_gone_is_found_on_pages_that_were_checked(checked: Before, gone: str) -> None:
    (checked.folder / gone).unlink()
    with pytest.raises(DeadLinksError, match="leads nowhere"):
        checked.check()


def test_a_place_that_is_gone_is_found_on_pages_that_were_checked(checked: Before) -> None:
    write(checked.folder, a='<b id="t">t</b><b id="u">u</b>')
    with pytest.raises(DeadLinksError, match=r"index\.html: the link a\.html#s leads to a page without that place"):
        checked.check(new=["a.html"])


def test_a_place_that_is_gone_and_that_nobody_leads_to_is_no_mistake(checked: Before) -> None:
    write(checked.folder, a='<b id="s">s</b>')
    assert checked.check(new=["a.html"]) == ["a.html", "b.html", "index.html"]


def test_where_nobody_knows_what_places_a_page_had_all_are_looked_at(checked: Before) -> None:
    write(checked.folder, a="")
    with pytest.raises(DeadLinksError, match="without that place"):
        checked.check(new=["a.html"], former=lambda _: None)


@pytest.mark.parametrize("gone", ["explore.0123456789ab.json", "search/en/0123456789ab/words-1.json"])
def test_a_file_that_is_gone_and_was_named_after_its_content_is_no_reason_to_look_again(
    checked: Before, gone: str
) -> None:
    assert checked.check(had=[gone]) == []
    assert checked.check(had=[gone.replace("0123456789ab", "old")]) == ["a.html", "b.html", "index.html"]
