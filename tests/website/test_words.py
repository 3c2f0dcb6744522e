from __future__ import annotations

from treaty_registry.website.context.render_context import RenderContext


def test_lists_escape_what_they_join(site: RenderContext) -> None:
    assert site.listed(["<b>", "Fédération", "R&D"]) == "&lt;b&gt;, Fédération and R&amp;D"
    assert site.listed(["ratification", "acceptance"], "or") == "ratification or acceptance"
