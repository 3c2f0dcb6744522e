"""What the explorer and the search fetch, for a registry of any size, without its pages.

A command of its own, ``python tests/benchmarks/browser_data.py REGISTRY SITE``, so that its memory is given back and
is not counted to commands that are measured after it.
"""

from __future__ import annotations

import gc
import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.process import TODAY
from treaty_registry.check.run import examine
from treaty_registry.reading.files import Root
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.explore import PAGE, write_data
from treaty_registry.website.search.documents import write_search

QUERIES = "queries.json"
"""The file, beside the explorer's, that holds what to search for."""

_SOURCE = re.compile(r'data-source="[^"]*"')

ALWAYS = ("non-aggression", "1950")
"""A word that many have, and a year."""


def write(root: Path, out: Path) -> None:
    """Write the English data of the registry in ``root`` into the built site in ``out``, over what it had."""
    registry = examine(Root(root), date.fromisoformat(TODAY)).registry
    site = RenderContext(registry, root, up="")
    page = out / PAGE
    source = f'data-source="{write_data(site, out)}"'
    page.write_text(_SOURCE.sub(source, page.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    shutil.rmtree(out / "search" / "en")
    write_search(site, (), out)
    titles = [one.titles["en"][1] for one in site.newest_first]
    some = [titles[len(titles) * place // 4] for place in (1, 2, 3)]
    party = site.party_name(next(iter(site.treaties_of)))
    (out / QUERIES).write_text(json.dumps([*some, party, *ALWAYS], ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    gc.disable()
    write(Path(sys.argv[1]), Path(sys.argv[2]))
