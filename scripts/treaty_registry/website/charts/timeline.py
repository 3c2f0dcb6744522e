"""A treaty's timeline as a picture: what happened, in rows of dots, and for whom it was in force, in bars.

All of it stands on the page as text too, in the list of events and the table of participants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from treaty_registry.language.days import day
from treaty_registry.language.measures import listed
from treaty_registry.law.date_bounds import NEVER, DateBounds, Interval
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts.drawing import Axis, Drawing, Mark, Row, curve, draw, merged
from treaty_registry.website.context.render_context import RenderContext

DRAWN = ("party", "suspended", "provisional", "disputed", "cannot-tell")
"""Positions that are drawn as bars."""
STATUSES = {
    "in-force": "party",
    "provisionally-applied": "provisional",
    **{one: one for one in ("suspended", "disputed", "cannot-tell")},
}
"""Statuses of a treaty that are drawn, with the style of the position that they are like."""
MOST_ACTS, MOST_GROUPS, MOST_STATES = 9, 8, 3
"""So many kinds of acts between states, groups of parties and states with steps of their own get a row each."""

Held = tuple[tuple[str, Interval], ...]
"""What a treaty was to a party, and when."""


def timeline_drawing(site: RenderContext, treaty: Treaty) -> Drawing | None:
    """Return the picture of a treaty's course, or nothing where no date of it is known."""
    law = site.standings.law
    statuses = [(STATUSES[answer.code], span) for span, answer in law.statuses(treaty.id) if answer.code in STATUSES]
    groups = _groups(site, treaty)
    events = [event for event in treaty.events if isinstance(event.date, Date)]
    entry = law.history(treaty.id).entry_into_force
    spans = [*(span for _, span in statuses), *(span for held in groups for _, span in held)]
    days = [one for event in events for one in _ends(event.date)] + [one for span in spans for one in span]
    days += [one for one in entry if entry.comes]
    if any(span.end == NEVER for span in spans):
        days.append(treaty.verified.latest)
    if not [one for one in days if one not in (date.min, NEVER)]:
        return None
    axis = Axis(days)
    rows = [
        *_acts(site, axis, events),
        *_results(site, axis, treaty, entry),
        *_whole(site, axis, treaty, statuses),
        *_bars(site, axis, groups, treaty.verified.latest),
    ]
    return draw(axis, rows, site.t("Timeline: {title}", title=site.treaty_title(treaty)[1]), site.language)


def _ends(value: Date | str) -> tuple[date, ...]:
    """Return the bounds of a date, for the axis; an open end is none."""
    return (value.earliest, value.latest) if isinstance(value, Date) else ()


def names(site: RenderContext, codes: Sequence[str], most: int) -> str:
    """Return the names of parties, the first of them where they are more than ``most``."""
    name = site.party_name
    if len(codes) <= most:
        return listed(map(name, codes), site.language)
    first = ", ".join(map(name, codes[: most - 1]))
    return site.t("{names} and {number} others", names=first, number=len(codes) - most + 1)


def moment(site: RenderContext, value: Date | DateBounds) -> str:
    """Return a date as it stands alone: a day, or years where no more is known."""
    first, last = (value.earliest, value.latest) if isinstance(value, Date) else value
    if first == last:
        return day(first, site.language)
    known = [str(one.year) for one in (first, last) if one not in (date.min, NEVER)]
    return "–".join(dict.fromkeys(known))


def named(site: RenderContext, what: str, when: str) -> str:
    """Return what a label is about and its days: ``Canada: since 24 August 1949``."""
    return site.t("{what}: {day}", what=what, day=when)


def middle(value: Date) -> date:
    """Return the day at which a date is drawn: the middle of what it may mean."""
    known = [one for one in (value.earliest, value.latest) if one not in (date.min, NEVER)]
    return date.fromordinal(sum(one.toordinal() for one in known) // len(known))


def _years(site: RenderContext, events: Sequence[Event]) -> str:
    found = [middle(event.date).year for event in events if isinstance(event.date, Date)]
    return "–".join(dict.fromkeys((str(min(found)), str(max(found)))))


def _act_row(site: RenderContext, axis: Axis, what: str, events: Sequence[Event], kind: str) -> Row:
    """Return a row for events of one sort."""
    t, marks = site.t, []
    for event in events:
        if isinstance(event.date, Date):
            act = site.label("actions", event.action)
            who = f", {names(site, event.party, 3)}" if event.party else ""
            title = t("{what}: {day}", what=f"{act}{who}", day=moment(site, event.date))
            marks.append(Mark(axis.x(middle(event.date)), kind, title))
    dates = {event.date.text for event in events if isinstance(event.date, Date)}
    if len(dates) == 1 and isinstance(events[0].date, Date):
        alone = t("{what}: {day}", what=what, day=moment(site, events[0].date))
        labels = [alone, t("{what}: {day}", what=what, day=_years(site, events)), what]
        if len(events) == 1 and events[0].party and kind == "international":
            who = f"{what}, {names(site, events[0].party, 4)}"
            labels.insert(0, t("{what}: {day}", what=who, day=moment(site, events[0].date)))
    else:
        acting = [code for event in events for code in event.party or ("",)]
        # Where each party acted once, parties are counted; where some acted together and again, what they did is.
        each_once = kind == "international" and "" not in acting and len(set(acting)) == len(acting)
        number = t("{number} parties", number=len(acting)) if each_once else t("{number} times", number=len(events))
        many_words = t("{what}: {day}", what=what, day=number)
        labels = [f"{many_words}, {_years(site, events)}", many_words, what]
    return Row(labels, merged(marks))


def _acts(site: RenderContext, axis: Axis, events: Sequence[Event]) -> Iterator[Row]:
    """Yield rows for acts between states by what they are, and for steps within states by state while these are few."""
    between: defaultdict[str, list[Event]] = defaultdict(list)
    within: defaultdict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        if site.plane(event) == "domestic":
            within[event.party or ()].append(event)
        else:
            between[event.action].append(event)
    rows: list[tuple[date, Row]] = []
    apart = within if len(within) <= MOST_STATES else {(): [one for ones in within.values() for one in ones]}
    for codes, ones in apart.items():
        where = site.t("Domestic steps, {states}", states=names(site, codes, 3)) if codes else site.t("Domestic steps")
        rows.append((_first(ones), _act_row(site, axis, where, ones, "domestic")))
    ranked = sorted(between, key=lambda action: (-len(between[action]), _first(between[action])))
    kept, rest = ranked[:MOST_ACTS], ranked[MOST_ACTS:]
    if len(rest) == 1:
        kept, rest = ranked, []
    for action in kept:
        label = site.label("actions", action)
        rows.append((_first(between[action]), _act_row(site, axis, label, between[action], "international")))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))
    if rest:
        others = [event for action in rest for event in between[action]]
        yield _act_row(site, axis, site.t("Other acts between states"), others, "international")


def _first(events: Sequence[Event]) -> date:
    return min(middle(event.date) for event in events if isinstance(event.date, Date))


def _results(site: RenderContext, axis: Axis, treaty: Treaty, entry: DateBounds) -> Iterator[Row]:
    """Yield the entry into force, and results that sources state for the treaty as a whole."""
    found: list[tuple[str, DateBounds]] = [("entry-into-force", entry)] if entry.comes else []
    found += [
        (one.what, DateBounds(one.date.earliest, one.date.latest))
        for one in treaty.attested or ()
        if one.party is None and one.what != "entry-into-force" and isinstance(one.date, Date)
    ]
    acts = {(event.action, str(event.date)) for event in treaty.events}
    for what, window in found:
        if window.is_day and (what, window.first.isoformat()) in acts:
            continue  # the act that brought it about bears its name already
        name = site.label("results", what)
        if what == "entry-into-force" and site.standings.law.status(treaty.id, window.last).code == "disputed":
            name = site.t("{what}, disputed", what=name)
        label = site.t("{what}: {day}", what=name, day=moment(site, window))
        at = window.first if window.first != date.min else window.last
        yield Row([label], [Mark(axis.x(at), "result", label)])


def _whole(site: RenderContext, axis: Axis, treaty: Treaty, statuses: Sequence[tuple[str, Interval]]) -> Iterator[Row]:
    if statuses:
        bars = [axis.bar(span, kind, f"{_style(site, kind)}, {span_words(site, span)}") for kind, span in statuses]
        status = site.standings.law.status(treaty.id, treaty.verified.latest).code
        text = site.t("The treaty as a whole: {status}", status=site.label("statuses", status).lower())
        yield Row([text], bars=bars)


def _style(site: RenderContext, kind: str) -> str:
    return site.t("In force") if kind == "party" else site.label("positions", kind)


def span_words(site: RenderContext, span: Interval) -> str:
    """Return the days of a bar in words."""
    if span.end == NEVER:
        return site.t("since {full_day}", full_day=day(span.start, site.language))
    return site.t("{first} to {last}", first=day(span.start, site.language), last=day(span.end, site.language))


def years_words(site: RenderContext, span: Interval) -> str:
    """Return the years of a bar in words."""
    if span.end == NEVER:
        return site.t("since {day}", day=span.start.year)
    return "–".join(dict.fromkeys((str(span.start.year), str(span.end.year))))


def _groups(site: RenderContext, treaty: Treaty) -> dict[Held, list[str]]:
    """Return the parties of a treaty by the days on which it was something to them, in order of those days."""
    held: defaultdict[str, list[tuple[str, Interval]]] = defaultdict(list)
    for one in site.standings.law.positions(treaty.id):
        if one.code in DRAWN:
            held[one.party].append((one.code, one.interval))
    groups: defaultdict[Held, list[str]] = defaultdict(list)
    for code in sorted(held, key=site.party_name):
        groups[tuple(held[code])].append(code)
    return dict(sorted(groups.items(), key=lambda pair: (pair[0][0][1], -len(pair[1]), pair[1])))


def _bars(site: RenderContext, axis: Axis, groups: dict[Held, list[str]], known: date) -> Iterator[Row]:
    """Yield rows for the parties; of many groups the largest, after a curve of how many parties there were."""
    shown = groups
    if len(groups) > MOST_GROUPS + 1:
        path, most = curve(axis, [span for held, codes in groups.items() for span in _sure(held) for _ in codes])
        now = sum(len(codes) for held, codes in groups.items() if any(s.covers(known) for s in _sure(held)))
        on = day(known, site.language)
        yield Row(
            [
                site.t("Number of parties: {most} at most, {number} on {day}", most=most, number=now, day=on),
                site.t("Number of parties: {most} at most", most=most),
            ],
            curve=path,
        )
        largest = sorted(groups, key=lambda held: -len(groups[held]))[:MOST_GROUPS]
        shown = {held: codes for held, codes in groups.items() if held in largest}
    for held, codes in shown.items():
        yield _group_row(site, axis, held, codes)
    if len(shown) < len(groups):
        rest = {held: codes for held, codes in groups.items() if held not in shown}
        count = sum(map(len, rest.values()))
        marks = [
            Mark(
                axis.x(held[0][1].start),
                "joined",
                named(site, names(site, codes, 4), span_words(site, _whole_span(held))),
            )
            for held, codes in rest.items()
        ]
        labels = [
            site.t(
                "{number} other parties, on {groups} different days (see the table)", number=count, groups=len(rest)
            ),
            site.t("{number} other parties", number=count),
        ]
        yield Row(labels, merged(marks))


def _sure(held: Held) -> list[Interval]:
    """Return the days on which the treaty was in force for a party for certain."""
    return [span for code, span in held if code in ("party", "suspended")]


def _whole_span(held: Held) -> Interval:
    return Interval(held[0][1].start, held[-1][1].end)


def _group_row(site: RenderContext, axis: Axis, held: Held, codes: Sequence[str]) -> Row:
    sure = tuple(one for one in held if one[0] in ("party", "suspended")) or held
    whole = _whole_span(sure)
    bars = [axis.bar(span, kind, f"{_style(site, kind)}, {span_words(site, span)}") for kind, span in held]
    years = years_words(site, whole)
    number = site.t("{number} parties", number=len(codes)) if len(codes) > 1 else names(site, codes, 1)
    labels = [named(site, names(site, codes, most), span_words(site, whole)) for most in (9, 5, 4, 3)]
    labels += [named(site, names(site, codes, most), years) for most in (5, 4, 3)]
    return Row([*labels, named(site, number, years)], bars=bars)


def timeline_values(site: RenderContext, treaty: Treaty) -> dict[str, object]:
    """Return what the template ``_timeline.html`` needs."""
    return {
        "drawing": timeline_drawing(site, treaty),
        "time_key": time_key(site),
        "known_on": day(treaty.verified.latest, site.language),
    }


def time_key(site: RenderContext) -> dict[str, str]:
    """Return what each style of a mark or bar means, in the order of a key."""
    t = site.t
    return {
        "domestic": t("step within a state"),
        "international": t("act between states"),
        "result": t("result in law"),
        **{kind: t("in force") if kind == "party" else site.label("positions", kind).lower() for kind in DRAWN},
    }
