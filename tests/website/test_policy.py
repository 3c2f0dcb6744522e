from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REGISTRY
from tests.website.hosting import headers_for, rules
from treaty_registry.website.build.security_headers import UnsealableError, headers, inline_scripts, sealed

SCRIPT = "alert(1)"
HASH = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
PAGE = '<!doctype html><head><meta charset="utf-8">{}</head>'
STYLED = re.compile(r"""<style\b|<[a-z][^>]*\sstyle\s*=|<[a-z][^>]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE)
"""What a page could only have if its policy let anybody's styles and scripts in."""


def test_a_script_is_allowed_by_its_hash_and_data_needs_none() -> None:
    assert inline_scripts(f"<script>{SCRIPT}</script>") == {HASH}
    assert inline_scripts(f'<script type="module">{SCRIPT}</script>') == {HASH}
    for data in ('type="application/ld+json"', 'type="application/json" data-x', 'id="x" type="application/json"'):
        assert inline_scripts(f"<script {data}>{SCRIPT}</script>") == frozenset()
    assert inline_scripts('<script src="a.js"></script>') == frozenset()


def test_a_page_states_its_policy_before_anything_is_loaded() -> None:
    html = sealed(PAGE.format(f'<link rel="stylesheet" href="a.css"><script>{SCRIPT}</script>'))
    before, policy, after = html.partition('<meta http-equiv="Content-Security-Policy"')
    assert policy
    assert "<link" not in before
    assert HASH in after.partition(">")[0]
    assert "frame-ancestors" not in after  # browsers heed it only as a header
    with pytest.raises(UnsealableError):
        sealed("<head><title>No charset</title></head>")
    with pytest.raises(UnsealableError):
        sealed('<head><link href="a.css"><meta charset="utf-8"></head>')


def test_each_file_has_one_rule_for_how_long_it_is_kept() -> None:
    found = rules(headers([HASH], ["search/en/0123/", "explore.0123.json"]))
    for kept in ("/assets/a.js", "/search/en/0123/words-0.json", "/explore.0123.json"):
        assert "immutable" in headers_for(kept, found)["Cache-Control"], kept
    for asked in ("/index.html", "/search/en/index.json", "/data/manifest.json", "/api/v1/index.json"):
        assert "Cache-Control" not in headers_for(asked, found), asked
        assert "frame-ancestors 'none'" in headers_for(asked, found)["Content-Security-Policy"]


def test_every_page_of_the_site_keeps_to_its_policy(built: Path) -> None:
    text = (built / "_headers").read_text(encoding="utf-8")
    header = rules(text)["/*"]["Content-Security-Policy"]
    assert "unsafe" not in text
    assert max(map(len, text.splitlines())) < 2000, "hosts refuse longer lines"
    scripts: set[str] = set()
    pages = list(built.rglob("*.html"))
    for page in pages:
        html = page.read_text(encoding="utf-8")
        own = inline_scripts(html)
        scripts |= own
        stated = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        assert stated, page
        assert set(re.findall(r"'sha256-[^']+'", stated.group(1))) == own, page
        assert not STYLED.search(html), page
    assert set(re.findall(r"'sha256-[^']+'", header)) == scripts


def test_what_the_documentation_says_to_keep_is_what_can_be_kept(built: Path) -> None:
    guide, french = ((REGISTRY / "docs" / name).read_text(encoding="utf-8") for name in ("hosting.md", "fr/hosting.md"))
    patterns = re.findall(r"^    ~(\S+) +\"public, max-age=31536000, immutable\";$", guide, re.MULTILINE)
    assert len(patterns) == 3
    assert patterns == re.findall(r"^    ~(\S+) +\"public", french, re.MULTILINE)
    found = rules((built / "_headers").read_text(encoding="utf-8"))
    kept = 0
    for file in built.rglob("*"):
        if file.is_file():
            address = f"/{file.relative_to(built).as_posix()}"
            immutable = "Cache-Control" in headers_for(address, found)
            assert immutable == any(re.search(pattern, address) for pattern in patterns), address
            kept += immutable
    assert kept > 500
