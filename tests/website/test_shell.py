from __future__ import annotations

import pytest

from treaty_registry.website.build.shell import BrokenShellError, Shell, marker, shell_markdown
from treaty_registry.website.pages.page import Heading, Page

RENDERED = f"""<title>{marker("title")} - Site</title><meta content="{marker("description")}">
<ul><li class="home"><a href="/">Home</a></li></ul>
<ul class="toc">
<li class="item"><a href="#{marker("anchor")}"><span>{marker("heading")}</span></a></li>
</ul>
<h1>{marker("title")}</h1>{marker("body")}"""

PAGE = Page(
    address="treaties/1951-anzus.html",
    title='Pact of "A" & <B>',
    description="In force.",
    body="<p>All of it.</p>",
    contents=(Heading("obligations", "Obligations"), Heading("sources", "Sources & places")),
    edit="treaties/1951/1951-anzus.yaml",
)


def test_every_marker_gives_way_to_the_page() -> None:
    html = Shell(RENDERED).fill(PAGE)
    assert "registry-slot" not in html
    assert html.count("Pact of &quot;A&quot; &amp; &lt;B&gt;") == 2
    assert "<p>All of it.</p>" in html


def test_the_themes_own_contents_item_is_repeated_for_each_heading() -> None:
    html = Shell(RENDERED).fill(PAGE)
    assert '<li class="item"><a href="#obligations"><span>Obligations</span></a></li>' in html
    assert '<li class="item"><a href="#sources"><span>Sources &amp; places</span></a></li>' in html
    assert html.count('class="item"') == 2
    assert html.count('class="home"') == 1


def test_filling_one_page_leaves_the_shell_as_it_was() -> None:
    shell = Shell(RENDERED)
    assert shell.fill(PAGE) == shell.fill(PAGE)


@pytest.mark.parametrize("lost", ["title", "body"])
def test_a_theme_that_lost_title_or_body_is_refused(lost: str) -> None:
    with pytest.raises(BrokenShellError, match=marker(lost)):
        Shell(RENDERED.replace(marker(lost), ""))


def test_the_shells_source_asks_the_engine_for_title_and_one_heading() -> None:
    text = shell_markdown()
    assert f"title: {marker('title')}" in text
    assert f"## {marker('heading')} {{#{marker('anchor')}}}" in text
