"""A treaty's place among those it replaced, changed or was replaced by, as a short chain in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from treaty_registry.model.dates import Date
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.context.render_context import RenderContext


@dataclass(frozen=True, slots=True)
class Link:
    """A treaty of the chain: its year, its name, and what it has to do with the one whose page this is."""

    year: str
    name: Markup
    relation: str
    here: bool = False


def treaty_lineage(site: RenderContext, treaty: Treaty) -> list[Link]:
    """Return the older treaties that this one bears on, itself, and the newer ones that bear on it, oldest first.

    What stands without a record has no date here and comes first. A treaty alone makes no chain.
    """
    links: list[tuple[date, str, Link]] = []
    for relation in treaty.relations or ():
        label = site.inverse(relation.type)
        other = site.registry.treaties.get(relation.treaty or "")
        if other:
            links.append(_link(site, other, label))
        elif relation.unrecorded:
            links.append((date.min, relation.unrecorded, Link("", site.given(relation.unrecorded), label)))
    for other, relation in site.relations_to(treaty.id):
        links.append(_link(site, other, site.label("relation-types", relation.type)))
    if not links:
        return []
    links = _joined(site, links)
    day, key, own = _link(site, treaty, "")
    links.append((day, key, Link(own.year, site.treaty_name(treaty), site.t("This treaty"), here=True)))
    return [link for _, _, link in sorted(links, key=lambda entry: entry[:2])]


def _joined(site: RenderContext, links: list[tuple[date, str, Link]]) -> list[tuple[date, str, Link]]:
    """Return each other treaty once, with all that it has to do with this one: ``Amends, supersedes: this treaty``."""
    relations: dict[str, list[str]] = {}
    for _, key, link in links:
        relations.setdefault(key, []).append(link.relation)
    several = {key: dict.fromkeys(labels) for key, labels in relations.items()}
    return [
        (day, key, Link(link.year, link.name, site.t("{relation}: this treaty", relation=_sentence(several[key]))))
        for day, key, link in {key: (day, key, link) for day, key, link in links}.values()
    ]


def _sentence(labels: Iterable[str]) -> str:
    first, *others = labels
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])


def _link(site: RenderContext, treaty: Treaty, relation: str) -> tuple[date, str, Link]:
    signed = site.signed(treaty)
    day = signed.latest if isinstance(signed, Date) else date.min
    year = str(signed.latest.year) if isinstance(signed, Date) and signed.latest.year == signed.earliest.year else ""
    return day, treaty.id, Link(year or treaty.id[:4], site.treaty_link(treaty.id), relation)
