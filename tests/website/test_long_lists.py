"""Lists of very many: each shows the first of them, says so, and leads to the others. Short ones say nothing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import RECORDS, REGISTRY, TODAY
from tests.website.test_defence import ONE_SIDED
from treaty_registry.check.run import examine
from treaty_registry.model.registry import Registry
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root
from treaty_registry.website.build.build import build_site
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import clause_table, explore, lists, party_page
from treaty_registry.website.pages.lists import address_of_year, years_of
from treaty_registry.website.pages.pages import page_at
from treaty_registry.website.preview.serve import Preview

pytestmark = pytest.mark.site

MANY, SIGNED = 4, re.compile(r"treaties/signed-(\w+)\.html")
LISTED = re.compile(r'<tr><th scope="row"><a href="(?:\.\./treaties/)?([\w-]+)\.html">')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def add(root: Path, name: str, date: str) -> str:
    """Put a record with one event into a registry, and return its id."""
    text = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")
    text = text.replace("1900-minimal", name).replace("- date: 2001-02-03", f"- date: {date}")
    text = text.replace("Minimal example", name).replace("with the required keys only", name)
    path = root / "treaties" / name[:4] / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def section(html: str, heading: str) -> str:
    """Return what follows a heading on a page, up to the next one."""
    return html.split(f'<h2 id="{heading}">')[1].split("<h2 ")[0]


def beside_of(html: str) -> list[str]:
    """Return the years that the page of a year leads to."""
    return SIGNED.findall(html.split('<article class="record">')[1])


@pytest.fixture
def many(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry with more treaties than one list shows: a retired one, two without a date, the rest in four years."""
    monkeypatch.setattr(lists, "_MOST", MANY)
    for name, date in (("1900-never", "unknown"), ("1900-nobody-knows", "unknown"), ("1950-old", "1950-01-01")):
        add(copy, name, date)
    add(copy, "1999-another", "1999-05")
    add(copy, "1900-guessed", "1899-12-31/1950")
    return copy


YEARS = {
    "2001": {"1900-minimal"},
    "1999": {"1890-older", "1999-another"},
    "1950": {"1950-old", "1900-guessed"},
    "unknown": {"1900-never", "1900-nobody-knows"},
}


def test_where_one_list_would_be_too_long_each_year_has_one(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/registry/")
    examination = examine(Root(many), TODAY)
    build_site(Root(many), examination, many / "site")  # which finds dead links
    kept = {one.id for one in examination.registry.treaties.values() if one.retired is None}
    sitemap = (many / "site" / "sitemap.xml").read_text(encoding="utf-8")
    years = list(YEARS)
    for folder, words in (("", f"The newest {MANY} stand here"), ("fr/", f"Les {MANY} plus récents figurent ici")):
        site = many / "site" / folder
        page = (site / "treaties" / "index.html").read_text(encoding="utf-8")
        assert LISTED.findall(page) == ["1900-minimal", "1890-older", "1999-another", "1900-guessed"]
        assert words in page
        assert SIGNED.findall(page) == years, "the newest year first, the unknown ones last"
        pages = {path.name: path.read_text(encoding="utf-8") for path in site.glob("treaties/signed-*.html")}
        assert pages.keys() == {f"signed-{year}.html" for year in years}
        assert Counter(name for html in pages.values() for name in LISTED.findall(html)) == dict.fromkeys(kept, 1)
        for place, year in enumerate(years):
            html = pages[f"signed-{year}.html"]
            assert set(LISTED.findall(html)) == YEARS[year]
            beside = [years[one] for one in (place - 1, place + 1) if 0 <= one < len(years)]
            assert beside_of(html) == beside
            assert words not in html
            assert f"<loc>https://example.org/registry/{folder}{address_of_year(year)}</loc>" in sitemap


def test_a_year_is_shown_while_it_is_edited_as_it_will_be_built(
    many: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    said: list[str] = []
    shown = tmp_path_factory.mktemp("shown")
    preview = Preview(Root(many), shown, lambda: TODAY, said.append)
    preview.refresh()
    build_site(Root(many), examine(Root(many), TODAY), many / "site", data=False)
    for folder in ("", "fr/"):
        for address in (*map(address_of_year, YEARS), "treaties/index.html"):
            assert preview.bring(folder + address) is None, said
            built = POLICY.sub("", (many / "site" / folder / address).read_text(encoding="utf-8"))
            assert (shown / folder / address).read_text(encoding="utf-8") == built, folder + address
    (many / "treaties" / "1950" / "1950-old.yaml").unlink()
    (many / "treaties" / "1900" / "1900-guessed.yaml").unlink()
    preview.refresh()
    assert preview.bring("treaties/signed-1950.html") is None, said
    assert not (shown / "treaties" / "signed-1950.html").exists(), "of that year there is none any more"
    assert preview.bring("treaties/signed-1999.html") is None, said
    years = (shown / "treaties" / "signed-1999.html").read_text(encoding="utf-8")
    assert beside_of(years) == ["2001", "unknown"]


def test_few_treaties_have_one_list(site: RenderContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MOST", len(site.newest_first))
    assert years_of(site) == {}
    assert page_at(site, "treaties/signed-1949.html") is None
    assert not SIGNED.search(lists.treaties(site))
    assert "stand here" not in lists.treaties(site)
    monkeypatch.setattr(lists, "_MOST", len(site.newest_first) - 1)
    assert page_at(site, "treaties/signed-1949.html") is not None
    assert page_at(site, "treaties/signed-1.html") is None
    assert page_at(site, "treaties/1949.html") is None


def test_a_treaty_without_a_last_day_of_its_signature_was_signed_before_that_was_looked_up(
    site_of: Callable[..., tuple[RenderContext, Treaty]],
) -> None:
    text = ONE_SIDED.replace("- date: 1950-01-01", "- date: 1950-01-01/..")
    site, treaty = site_of(text)
    assert site.summaries.by_year == {"2026": [site.summaries.by_id[treaty.id]]}, "the record was verified in that year"


def test_a_party_with_very_many_treaties_has_the_newest_on_its_page(
    site: RenderContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(party_page, "_MOST", 3)
    all_of_them = site.treaties_of["USA"]
    shown = section(party_page.party_page(site, "USA").body, "treaties")
    assert LISTED.findall(shown) == [one.id for one in all_of_them[:3]]
    assert f"The newest 3 of {len(all_of_them)}." in shown
    assert 'href="../explore.html?party=USA"' in shown
    assert ["USA", "United States"] in explore.columns(site)["parties"], "that address chooses the party"  # type: ignore[operator]
    duties = section(party_page.party_page(site, "USA").body, "defence")
    rows = duties.split("<tbody>")[-1]
    found = site.summaries.alike_with("USA")
    count = len({(treaty, one.obligation, one.interval, one.standing) for treaty, one, _, _ in found})
    assert rows.count("<tr>") == 3
    assert f"Those that last longest, 3 of {count};" in duties


def test_of_many_partners_in_a_duty_the_first_are_named(site: RenderContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(party_page, "_PARTNERS", 2)
    rows = section(party_page.party_page(site, "LUX").body, "defence").split("<tbody>")[-1]
    cells = re.findall(r'<td data-label="[^"]*must help[^"]*">(.*?)</td>', rows, re.IGNORECASE)
    found = party_page._defence(site, "LUX")
    partners = [some for one in found for some in (one.helps, one.helped_by)]
    assert max(map(len, partners)) > 2
    assert min(map(len, partners)) <= 2
    for cell, codes in zip(cells, partners, strict=True):
        assert re.findall(r"parties/(\w+)\.html|href=\"(\w+)\.html", cell) or not codes
        assert [code for code in codes if f"{code}.html" in cell] == codes[:2]
        more = re.findall(r"and (\d+) more", cell)
        assert more == ([str(len(codes) - 2)] if len(codes) > 2 else [])


def test_a_party_with_few_treaties_and_partners_has_all_of_them_without_a_word_more(
    site: RenderContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(party_page, "_MOST", len(site.treaties_of["NZL"]))
    body = party_page.party_page(site, "NZL").body
    assert LISTED.findall(section(body, "treaties")) == [one.id for one in site.treaties_of["NZL"]]
    for words in ("The newest", "explore.html?party", "last longest"):
        assert words not in body
    assert " more" not in section(body, "defence").split("<tbody>")[-1]


def test_of_very_many_treaties_the_clauses_of_the_newest_are_compared(
    site: RenderContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    promising = [
        one.id
        for one in site.newest_first
        if any(clause.kind == "defence" for clause in site.registry.treaties[one.id].obligations or ())
    ]
    monkeypatch.setattr(clause_table, "_MOST", len(promising))
    html = clause_table.clauses_side_by_side(site)
    assert list(dict.fromkeys(_compared(html))) == promising
    assert "The clauses of the newest" not in html
    monkeypatch.setattr(clause_table, "_MOST", 3)
    html = clause_table.clauses_side_by_side(site)
    assert list(dict.fromkeys(_compared(html))) == promising[:3]
    left = len(promising) - 3
    assert f"The clauses of the newest 3 treaties that have any; those of {left} older ones are in the data" in html


def test_a_clause_that_never_came_into_force_is_compared(site_of: Callable[..., tuple[RenderContext, Treaty]]) -> None:
    waiting = ONE_SIDED.replace("{when: on-signature}", "{when: exchange-of-instruments}")
    site, treaty = site_of(waiting)
    assert site.summaries.defending == [], "nobody ever owed anything under it"
    assert _compared(clause_table.clauses_side_by_side(site)) == [treaty.id]


def test_in_french_long_lists_say_so_too(real: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, most in ((lists, 3), (party_page, 3), (clause_table, 3)):
        monkeypatch.setattr(module, "_MOST", most)
    monkeypatch.setattr(party_page, "_PARTNERS", 2)
    site = RenderContext(real, REGISTRY, up="../", language="fr")
    page = party_page.party_page(site, "USA").body
    assert "Les 3 plus récents sur" in page
    assert re.search(r"et \d+ autres", section(page, "defence"))
    assert "Les clauses des 3 traités les plus récents" in clause_table.clauses_side_by_side(site)
    year = page_at(site, "treaties/signed-1949.html")
    assert year is not None
    assert year.title == "Traités de 1949"
    assert not site.words.missing


def _compared(html: str) -> list[str]:
    """Return the treaty of each row of the comparison."""
    return [key.partition("~")[0] for key in re.findall(r'<tr id="([^"]+)"', html)]
