from __future__ import annotations

from pathlib import Path

import pytest

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
