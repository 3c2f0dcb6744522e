from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from treaty_registry.publish import links
from treaty_registry.publish.links import DeadLinksError, check_site


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
