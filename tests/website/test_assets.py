from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from treaty_registry.website.build.assets import DIGITS, UnknownAssetError, digest, fingerprint, is_named, refer

MODULES = {
    "assets/page.js": b'import { a } from "./one.js";\nconst b = () => import("./two.js");\n',
    "assets/one.js": b'export { a } from "./two.js";\n',
    "assets/two.js": b"export const a = 1;\n",
    "assets/style.css": b"p { color: red }\n",
}


def test_a_name_changes_with_what_it_imports_and_with_nothing_else() -> None:
    before = fingerprint(MODULES)
    after = fingerprint({**MODULES, "assets/two.js": b"export const a = 2;\n"})
    changed = {former for former in MODULES if before[former].address != after[former].address}
    assert changed == {"assets/page.js", "assets/one.js", "assets/two.js"}


def test_modules_import_each_other_by_their_new_names() -> None:
    named = fingerprint(MODULES)
    page = named["assets/page.js"].content.decode()
    for neighbour in ("assets/one.js", "assets/two.js"):
        assert f'"./{PurePosixPath(named[neighbour].address).name}"' in page
    assert all(digest(asset.content) in asset.address for asset in named.values())


def test_an_import_of_nothing_and_a_circle_are_refused() -> None:
    with pytest.raises(UnknownAssetError, match=r"assets/page\.js imports assets/one\.js"):
        fingerprint({"assets/page.js": MODULES["assets/page.js"]})
    with pytest.raises(UnknownAssetError, match="in a circle"):
        fingerprint({"assets/a.js": b'import "./b.js"', "assets/b.js": b'import "./a.js"'})


def test_a_page_refers_to_new_names_and_its_text_stays() -> None:
    named = fingerprint(MODULES)
    style = named["assets/style.css"].address
    html = '<link href="../assets/style.css"><script src="assets/theirs.js"></script><p>See "assets/style.css".</p>'
    expected = f'<link href="../{style}"><script src="assets/theirs.js"></script><p>See "assets/style.css".</p>'
    assert refer(html, named) == expected


def test_every_asset_of_the_site_can_be_kept_for_good(built: Path) -> None:
    files = [path for path in (built / "assets").rglob("*") if path.is_file()]
    assert len(files) > 15
    for path in files:
        assert is_named(path.name), path
    own = [path for path in files if re.search(rf"\.[0-9a-f]{{{DIGITS}}}\.", path.name)]
    for path in own:
        assert digest(path.read_bytes()) in path.name
        for neighbour in re.findall(r'["\']\./([\w.-]+)["\']', path.read_text(encoding="utf-8", errors="replace")):
            assert (path.parent / neighbour).is_file(), f"{path.name} imports {neighbour}"


def test_the_page_of_an_error_finds_its_assets(built: Path) -> None:
    html = (built / "404.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="/(assets/[^"]+)"', html)
    assert len(named) > 5
    for address in named:
        assert (built / address).is_file(), address
