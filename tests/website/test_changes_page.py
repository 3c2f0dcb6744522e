"""What changed, said in the language of the page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import REGISTRY
from treaty_registry.export.history.changes import Change
from treaty_registry.model.registry import Registry
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages import changes_page


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        (
            "Event added: 2016-10-19, withdrawal notice, ZAF",
            "Event added: 19 October 2016, notice of withdrawal or denunciation, South Africa",
            "Événement ajouté : 19 octobre 2016, notification de retrait ou de dénonciation, Afrique du Sud",
        ),
        (
            "Event changed: unknown, signature, PHL, USA (conflicts)",
            "Event changed: date unknown, signature, Philippines, United States (conflicts)",
            "Événement modifié : date inconnue, signature, Philippines, États-Unis (divergences)",
        ),
        ("1 event", "1 event", "1 événement"),
        ("3 sources", "3 sources", "3 sources"),
        (
            "text_read changed from “whole” to “in-part”",
            "text read changed from “whole” to “in-part”",
            "Modification : étendue de la lecture, « whole » est devenu « in-part »",
        ),
        ("not_found changed", "not found changed", "Modification : éléments non trouvés"),
        (
            "final_clauses.entry_into_force changed",
            "final clauses: entry into force changed",
            "Modification : clauses finales : entrée en vigueur",
        ),
        (
            "obligations.mutual-assistance added",
            "obligations: mutual assistance added",
            "Ajout : obligations : mutual assistance",
        ),
        ("summary.fr changed", "summary: French changed", "Modification : résumé : français"),
        ("secrecy added: public", "secrecy added: public", "Ajout : publicité : public"),
        ("Source removed: A, B", "Source removed: A, B", "Source retirée : A, B"),
        ("Something new", "Something new", "Something new"),
    ],
)
def test_a_change_is_said_in_both_languages(real: Registry, text: str, english: str, french: str) -> None:
    assert changes_page.change_in_words(RenderContext(real, REGISTRY, up=""), text).striptags() == english
    said = changes_page.change_in_words(RenderContext(real, REGISTRY, up="", language="fr"), text).striptags()
    assert said.replace("\u00a0", " ") == french


def test_a_hostile_title_is_text(site: RenderContext) -> None:
    assert "<script>" not in changes_page.change_in_words(site, "Source added: <script>alert(1)</script>")


def test_changes_stand_by_day_with_long_ones_folded(site: RenderContext, monkeypatch: pytest.MonkeyPatch) -> None:
    what = tuple(f"reports.r{number} changed" for number in range(9))
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in (2, 1)]
    changes = (
        Change("b", days[0], "changed", "1951-anzus", "ANZUS Treaty", what),
        Change("a", days[1], "removed", "1900-gone", "A treaty that is gone", ()),
    )
    monkeypatch.setattr(changes_page, "_history", lambda root, limit: changes)
    html = changes_page.changes_by_day(site)
    assert html.index("2 March 2026") < html.index("1 March 2026")
    assert "and 5 more" in html
    assert "../changes.atom" in html
    assert "A treaty that is gone" in html
    assert "1900-gone.html" not in html


def test_without_a_history_the_page_says_so(
    tmp_path: Path, site: RenderContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "root", tmp_path)
    assert "No history is known here" in changes_page.changes_by_day(site)
    assert "No history is known here" in changes_page.latest_changes(site)
