"""The page of who defends whom: the picture and the table as known today, and the data for any other day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from treaty_registry.language.days import day as day_in_words
from treaty_registry.law.date_bounds import ALWAYS, NEVER, Interval
from treaty_registry.law.status import STANDINGS
from treaty_registry.model.obligation import DEFENCE
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts.defence_graph import (
    NONE,
    GraphDay,
    Group,
    articles_on,
    compact,
    graph_groups,
    graph_number,
    graph_on_day,
    group_from,
    tree_of,
)
from treaty_registry.website.charts.defence_layout import (
    BESIDE,
    MARGIN,
    TITLE_HEIGHT,
    TITLE_WIDTH,
    WIDTH,
    Layout,
    Point,
    curved_line,
    layout,
    years,
)
from treaty_registry.website.context import addresses
from treaty_registry.website.context.fragments import Fragment
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.search.words import fold

_MAX_TREATIES = 300  # those with the most parties: more can't be told apart, and take the square of the time to place
HUES = 6  # colours that tell treaties apart; the largest treaties get the first ones


@dataclass(frozen=True, slots=True)
class DefenceGraph:
    """All parties and treaties of defence, and where they stand."""

    parties: tuple[str, ...]
    treaties: Mapping[str, tuple[Group, ...]]
    layout: Layout

    def days(self) -> list[date]:
        """Return every day on which something begins or ends."""
        spells = (
            spell
            for groups_of_treaty in self.treaties.values()
            for group in groups_of_treaty
            for spell in (*group.owes, *group.owed, *group.exceptions)
        )
        return sorted({day for spell in spells for day in spell.interval} - {ALWAYS, NEVER})


def defence_graph(site: RenderContext) -> DefenceGraph:
    """Return the duties of defence of a registry as a graph."""
    summaries = site.summaries
    size = {
        treaty: len({obligor for duty in summaries.alike_of(treaty) for obligor, _ in duty.pairs})
        for treaty in summaries.defending
    }
    shown = frozenset(sorted(size, key=size.__getitem__, reverse=True)[:_MAX_TREATIES])
    treaties = {
        treaty: tuple(map(group_from, site.kept(GROUPS, treaty)))
        for treaty in site.registry.treaties
        if treaty in shown
    }
    members = {treaty: _members(own) for treaty, own in treaties.items()}
    codes = tuple(sorted(frozenset[str]().union(*members.values())))
    index = {code: place for place, code in enumerate(codes)}
    return DefenceGraph(
        codes,
        treaties,
        _layout(
            site,
            len(codes),
            [frozenset(index[code] for code in parties) for parties in members.values()],
            [
                Interval(min(group.days.start for group in own), max(group.days.end for group in own))
                for own in treaties.values()
            ],
        ),
    )


def _members(groups: Iterable[Group]) -> frozenset[str]:
    """Return everybody who ever had a part in one of the duties of a treaty."""
    return frozenset[str]().union(*(group.members for group in groups))


def _groups(site: RenderContext, treaty: Treaty) -> list[list[Any]]:
    law = site.aggregates.law
    return list(map(tree_of, graph_groups(law.duties(treaty.id, {DEFENCE}), law.history(treaty.id).gaps)))


GROUPS = Fragment("groups", _groups)
"""The duties of defence of a treaty, condensed."""


def _layout(site: RenderContext, count: int, members: Sequence[frozenset[int]], days: Sequence[Interval]) -> Layout:
    """Return where everybody stands, which takes long to find and is the same until who defends whom changes."""
    source = [
        count,
        [sorted(parties) for parties in members],
        [[day.toordinal() for day in interval] for interval in days],
    ]
    parties, treaties, height, order = site.aggregates.fragments.together(
        source, lambda: astuple(layout(count, members, days))
    )
    return Layout(tuple(map(_point, parties)), tuple(map(_point, treaties)), height, tuple(order))


def _point(kept: Sequence[float]) -> Point:
    x, y = kept
    return x, y


def defence(site: RenderContext) -> str:
    """Return the picture, the table and the data as HTML."""
    graph = site.aggregates.once(defence_graph, site)
    known = max((site.summaries.by_id[treaty].verified for treaty in graph.treaties), default=date.min)
    today = {treaty: [(group, graph_on_day(group, known)) for group in own] for treaty, own in graph.treaties.items()}
    words = _words(site)
    parties = list(_parties(site, graph, today))
    edges = list(_edges(graph, today))
    rows = [_row(site, group, day, known) for own in today.values() for group, day in own if day.owes]
    return site.render(
        "defence.html",
        site=site,
        known_words=day_in_words(known, site.language),
        margin=MARGIN,
        width=WIDTH + 2 * MARGIN,
        height=graph.layout.height,
        title_width=TITLE_WIDTH,
        title_height=TITLE_HEIGHT,
        parties=parties,
        treaties=list(_treaties(site, graph, today)),
        edges=edges,
        rows=rows,
        words=words,
        left_out=len(site.summaries.defending) - len(graph.treaties),
        summary=_summary(
            words, day_in_words(known, site.language), rows, sum(party["here"] is True for party in parties)
        ),
        data=_data(site, graph, known, words),
    )


def _summary(words: Mapping[str, str], day: str, rows: Sequence[Mapping[str, object]], parties: int) -> str:
    count = len({str(row["treaty"]) for row in rows})
    if not count:
        return words["empty"].format(day=day)
    treaties = words["one-treaty"] if count == 1 else words["treaties"].format(number=count)
    return words["summary"].format(day=day, treaties=treaties, parties=words["parties"].format(number=parties))


def _words(site: RenderContext) -> dict[str, str]:
    """Return what a script needs to write the table and what it says."""
    t = site.t
    return {
        "owed": t("Owed"),
        "provisional": t("Owed provisionally"),
        "disputed": t("Disputed"),
        "cannot-tell": t("Perhaps owed"),
        "none": t("Not owed"),
        "suspended": t("Suspended"),
        "mutual": t("Each towards every other: {parties}"),
        "sides": t("By: {by} · towards: {towards}"),
        "each": t("Mutual with: {parties}"),
        "helps": t("Owes help to: {parties}"),
        "helped": t("Is owed help by: {parties}"),
        "reserved": t("With a reservation by: {parties}"),
        "so": t("{standing}: {parties}"),
        "treaty": t("Treaty"),
        "article": t("Article"),
        "standing": t("Standing"),
        "who": t("Who owes whom"),
        "summary": t("{day}: duties of defence under {treaties}, between {parties}."),
        "focus": t("{day}: {party} has duties of defence under {treaties}, with {partners}."),
        "empty": t("{day}: the registry knows of no duty of defence."),
        "nothing": t("{day}: {party} neither owes nor is owed any duty of defence, as far as the registry knows."),
        "unknown": t("No party of this name has or had a duty of defence: {party}."),
        "one-treaty": t("one treaty"),
        "treaties": t("{number} treaties"),
        "one-partner": t("one partner"),
        # The registry has not every treaty, and of some not every party.
        "partners": t("{number} partners", number=t("at least {number}")),
        "parties": t("{number} parties", number=t("at least {number}")),
    }


def _label(words: Mapping[str, str], standing: int) -> str:
    return words["none" if standing == NONE else STANDINGS[standing]]


_Today = Mapping[str, Sequence[tuple[Group, GraphDay]]]


def _parties(site: RenderContext, graph: DefenceGraph, today: _Today) -> Iterator[dict[str, object]]:
    """Yield the parties as they stand in the picture, the left side downwards, then the right."""
    here = {code for own in today.values() for _, day in own for code in (*day.owes, *day.owed)}
    middle = WIDTH / 2
    places = ((x >= middle, y, x, index) for index, (x, y) in enumerate(graph.layout.parties))
    for _, y, x, index in sorted(places):
        code = graph.parties[index]
        yield {
            "index": index,
            "name": site.party_name(code),
            "href": site.up + addresses.party(code),
            "x": x,
            "y": y,
            "name_x": -MARGIN if x < middle else round(x + BESIDE, 1),
            "name_width": round((x if x < middle else WIDTH - x) + MARGIN - BESIDE, 1),
            "side": "left" if x < middle else "right",
            "here": code in here,
        }


def _treaties(site: RenderContext, graph: DefenceGraph, today: _Today) -> Iterator[dict[str, object]]:
    size = {treaty: len(_members(own)) for treaty, own in graph.treaties.items()}
    rank = {treaty: place for place, treaty in enumerate(sorted(size, key=lambda treaty: (-size[treaty], treaty)))}
    for index, (treaty, place) in enumerate(zip(graph.treaties, graph.layout.treaties, strict=True)):
        language, title = site.brief_title(treaty)
        yield {
            "index": index,
            "title": title,
            "language": language,
            "href": site.up + addresses.treaty(treaty),
            "x": place[0],
            "y": place[1],
            "hue": rank[treaty] % HUES,
            "here": any(day.owes for _, day in today[treaty]),
        }


def _edges(graph: DefenceGraph, today: _Today) -> Iterator[dict[str, object]]:
    """Yield a line for everybody who ever had a part in a treaty, with its look today."""
    index = {code: place for place, code in enumerate(graph.parties)}
    for number_, (treaty, own) in enumerate(graph.treaties.items()):
        for code in sorted(_members(own)):
            yield {
                "treaty": number_,
                "party": index[code],
                "path": curved_line(graph.layout.parties[index[code]], graph.layout.treaties[number_]),
                **edge([day for _, day in today[treaty]], code),
            }


def edge(days: Sequence[GraphDay], code: str) -> dict[str, object]:
    """Return how a party's line to a treaty looks on a day: how sure, with exceptions or not, and which way."""
    standing = min((side.get(code, NONE) for day in days for side in (day.owes, day.owed)), default=NONE)
    gives, gets = any(code in day.owes for day in days), any(code in day.owed for day in days)
    return {
        "standing": "none" if standing == NONE else STANDINGS[standing],
        "part": any(day.lacks(code) for day in days),
        "way": "" if gives == gets else "gives" if gives else "gets",
    }


def _row(site: RenderContext, group: Group, day: GraphDay, on: date) -> dict[str, object]:
    words = {key: escape(text) for key, text in _words(site).items()}
    strongest = min(day.owes.values())
    reserved = [code for code, days in group.reserved if days.covers(on)]
    notes = [words["reserved"].format(parties=_named(site, reserved))] if reserved else []
    return {
        "treaty": site.treaty_link(group.treaty),
        "articles": ", ".join(articles_on(group, on)),
        "standing": STANDINGS[strongest],
        "label": _label(words, strongest),
        "lines": [*_lines(site, day, strongest, words), *notes],
    }


def _lines(site: RenderContext, day: GraphDay, strongest: int, words: Mapping[str, Markup]) -> Iterator[Markup]:
    """Yield who owes whom: all at once, those whose part is less sure, then the pairs for which it is otherwise."""
    if day.mutual:
        yield words["mutual"].format(parties=_named(site, day.owes))
    else:
        yield words["sides"].format(by=_named(site, day.owes), towards=_named(site, day.owed))
    for weaker in range(strongest + 1, NONE):
        fewer = [code for code in sorted({*day.owes, *day.owed}) if weaker in (day.owes.get(code), day.owed.get(code))]
        if fewer:
            yield words["so"].format(standing=_label(words, weaker), parties=_named(site, fewer))
    for (obligor, beneficiary), standing in sorted(day.exceptions.items()):
        sides = words["sides"].format(by=_named(site, [obligor]), towards=_named(site, [beneficiary]))
        suspended = standing == NONE and (obligor, beneficiary) in day.suspended
        label = words["suspended"] if suspended else _label(words, standing)
        yield words["so"].format(standing=label, parties=sides)


def _named(site: RenderContext, codes: Sequence[str] | Mapping[str, int]) -> Markup:
    """Return parties by name, as links."""
    link = Markup('<a href="{}">{}</a>')
    named = sorted((fold(site.party_name(code)), site.party_name(code), code) for code in codes)
    return Markup(", ").join(link.format(site.up + addresses.party(code), name) for _, name, code in named)


def _data(site: RenderContext, graph: DefenceGraph, known: date, words: Mapping[str, str]) -> Markup:
    """Return the data block: no character in it can end it."""
    index = {code: place for place, code in enumerate(graph.parties)}
    changes = graph.days()
    content = {
        "language": site.language,
        "known": graph_number(known),
        "years": years(changes, max(known.year, changes[-1].year)) if changes else [known.year],
        "standings": STANDINGS,
        "parties": [[code, site.party_name(code), site.up + addresses.party(code)] for code in graph.parties],
        "treaties": [
            [
                treaty,
                *site.brief_title(treaty),
                site.up + addresses.treaty(treaty),
                [compact(group, index) for group in own],
            ]
            for treaty, own in graph.treaties.items()
        ],
        "words": dict(words),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  # the loop above leaves nothing that HTML could read
