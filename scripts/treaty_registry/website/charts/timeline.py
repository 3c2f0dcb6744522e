"""A treaty's timeline as a picture: what happened, in rows of dots, and for whom it was in force, in bars.

All of it stands on the page as text too, in the list of events and the table of participants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from treaty_registry.language.days import day
from treaty_registry.law.date_bounds import ALWAYS, NEVER, NOT_YET, DateBounds, Interval
from treaty_registry.law.status import CANNOT_TELL
from treaty_registry.law.treaty_history import bounded
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.charts.drawing import Axis, Bar, Drawing, Mark, RowLabel, TimeRow, curve, merged
from treaty_registry.website.charts.party_rows import (
    BarSpan,
    BarSpans,
    bar_words,
    by_days,
    group_row,
    largest,
    moment,
    named,
    names,
    row_label,
    whole_span,
)
from treaty_registry.website.context.render_context import RenderContext

DRAWN = ("party", "suspended", "provisional", "disputed", "cannot-tell")
"""Positions that are drawn as bars."""
STATUSES = {
    "in-force": "party",
    "provisionally-applied": "provisional",
    **{code: code for code in ("suspended", "disputed", "cannot-tell")},
}
"""Statuses of a treaty that are drawn, with the style of the position that they are like."""
MAX_ACTIONS = 9  # kinds of acts between states with a row each; all others share one
_MAX_GROUPS = 8  # groups of parties with a row each; all others share one
MAX_STATES = 3  # more states with domestic steps share one row
MAX_ACTORS, MAX_ACTORS_OF_MARK = 4, 3  # names of who acted in the label of a row, and of a dot
_MAX_OTHERS = 4  # names of parties that joined on the same day in the row of all others


def timeline_drawing(site: RenderContext, treaty: Treaty) -> Drawing | None:
    """Return the picture of a treaty's course, or nothing where no date of it is known."""
    law = site.status_texts.law
    statuses = _statuses(site, treaty)
    groups = _groups(site, treaty)
    events = [event for event in treaty.events if isinstance(event.date, Date)]
    entry = law.history(treaty.id).entry_into_force
    spans = [bar.interval for bars in (statuses, *groups) for bar in bars]
    days = [bound for event in events for bound in _ends(event.date)] + [bound for span in spans for bound in span]
    days += [bound for bound in entry if entry.comes]
    if any(span.end == NEVER for span in spans):
        days.append(treaty.verified.latest)
    if not [bound for bound in days if bound not in (ALWAYS, NEVER)]:
        return None
    axis = Axis(days)
    rows = (
        *_acts(site, axis, treaty, events),
        *_results(site, axis, treaty, entry),
        *_whole_treaty(site, axis, treaty, statuses),
        *_parties(site, axis, groups, treaty),
    )
    title = site.t("Timeline: {title}", title=site.treaty_title(treaty)[1])
    return Drawing(rows, axis.ticks(site.language), title)


def _statuses(site: RenderContext, treaty: Treaty) -> BarSpans:
    """Return what a treaty was over time, as far as it is drawn."""
    periods = site.status_texts.law.statuses(treaty.id)
    bounds = bounded([(interval, answer.code == CANNOT_TELL) for interval, answer in periods])
    return tuple(
        BarSpan(STATUSES[answer.code], interval, start, end)
        for (interval, answer), (start, end) in zip(periods, bounds, strict=True)
        if answer.code in STATUSES
    )


def _ends(value: Date | str) -> tuple[date, ...]:
    """Return the bounds of a date, for the axis; an open end is none."""
    return (value.earliest, value.latest) if isinstance(value, Date) else ()


def middle(value: Date) -> date:
    """Return the day at which a date is drawn: the middle of what it may mean."""
    bounds = [bound for bound in (value.earliest, value.latest) if bound not in (ALWAYS, NEVER)]
    return date.fromordinal(sum(bound.toordinal() for bound in bounds) // len(bounds))


def _years(events: Sequence[Event]) -> str:
    years = [middle(event.date).year for event in events if isinstance(event.date, Date)]
    return "–".join(dict.fromkeys((str(min(years)), str(max(years)))))


def _act_row(site: RenderContext, axis: Axis, treaty: Treaty, what: str, events: Sequence[Event], kind: str) -> TimeRow:
    """Return a row for events of one sort: ``what`` they are, and the kind of their dots."""
    marks = merged(_act_marks(site, axis, events, kind))
    dates = {event.date.text: event.date for event in events if isinstance(event.date, Date)}
    if len(dates) == 1:
        first, when = events[0], moment(site, *dates.values())
        alone = len(events) == 1 and first.party and kind == "international"
        acted = f"{what}, {names(site, first.party, MAX_ACTORS)}" if alone and first.party else what
        return TimeRow(named(site, acted, when), row_label(site, acted, when), row_label(site, what, when), marks)
    acting = [code for event in events for code in event.party or ("",)]
    # Where each party acted once, parties are counted; where some acted together and again, what they did is.
    each_once = kind == "international" and "" not in acting and len(set(acting)) == len(acting)
    number = (
        site.t("{number} parties", number=site.status_texts.at_least(treaty.id, str(len(acting))))
        if each_once
        else site.t("{number} times", number=len(events))
    )
    with_years = f"{number}, {_years(events)}"
    return TimeRow(
        named(site, what, with_years), row_label(site, what, with_years), row_label(site, what, number), marks
    )


def _act_marks(site: RenderContext, axis: Axis, events: Sequence[Event], kind: str) -> Iterator[Mark]:
    for event in events:
        if isinstance(event.date, Date):
            act = site.label("actions", event.action)
            actors = f", {names(site, event.party, MAX_ACTORS_OF_MARK)}" if event.party else ""
            yield Mark(axis.x(middle(event.date)), kind, named(site, f"{act}{actors}", moment(site, event.date)))


def _acts(site: RenderContext, axis: Axis, treaty: Treaty, events: Sequence[Event]) -> Iterator[TimeRow]:
    """Yield rows for acts between states by what they are, and for steps within states by state while these are few."""
    between: defaultdict[str, list[Event]] = defaultdict(list)
    within: defaultdict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        if site.plane(event) == "domestic":
            within[event.party or ()].append(event)
        else:
            between[event.action].append(event)
    rows: list[tuple[date, TimeRow]] = []
    by_state = within if len(within) <= MAX_STATES else {(): [step for steps in within.values() for step in steps]}
    for codes, steps in by_state.items():
        states = names(site, codes, MAX_STATES)
        where = site.t("Domestic steps, {states}", states=states) if codes else site.t("Domestic steps")
        rows.append((_first(steps), _act_row(site, axis, treaty, where, steps, "domestic")))
    ranked = sorted(between, key=lambda action: (-len(between[action]), _first(between[action])))
    kept, rest = ranked[:MAX_ACTIONS], ranked[MAX_ACTIONS:]
    if len(rest) == 1:
        kept, rest = ranked, []
    for action in kept:
        label = site.label("actions", action)
        rows.append((_first(between[action]), _act_row(site, axis, treaty, label, between[action], "international")))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))
    if rest:
        others = [event for action in rest for event in between[action]]
        yield _act_row(site, axis, treaty, site.t("Other acts between states"), others, "international")


def _first(events: Sequence[Event]) -> date:
    return min(middle(event.date) for event in events if isinstance(event.date, Date))


def _results(site: RenderContext, axis: Axis, treaty: Treaty, entry: DateBounds) -> Iterator[TimeRow]:
    """Yield the entry into force, and results that sources state for the treaty as a whole."""
    results: list[tuple[str, DateBounds]] = [("entry-into-force", entry)] if entry.comes else []
    results += [
        (attested.what, DateBounds(attested.date.earliest, attested.date.latest))
        for attested in treaty.attested or ()
        if attested.party is None and attested.what != "entry-into-force" and isinstance(attested.date, Date)
    ]
    acts = {(event.action, str(event.date)) for event in treaty.events}
    for what, window in results:
        if window.is_day and (what, window.first.isoformat()) in acts:
            continue  # the act that brought it about bears its name already
        name = site.label("results", what)
        if what == "entry-into-force" and site.status_texts.law.status(treaty.id, window.last).code == "disputed":
            name = site.t("{what}, disputed", what=name)
        text, label = named(site, name, moment(site, window)), row_label(site, name, moment(site, window))
        drawn_on = window.first if window.first != ALWAYS else window.last
        yield TimeRow(text, label, label, [Mark(axis.x(drawn_on), "result", text)])


def _whole_treaty(site: RenderContext, axis: Axis, treaty: Treaty, statuses: BarSpans) -> Iterator[TimeRow]:
    if statuses:
        bars = list(_bars(site, axis, statuses))
        status = site.status_texts.law.status(treaty.id, treaty.verified.latest).code
        text = site.t("The treaty as a whole: {status}", status=site.label("statuses", status).lower())
        yield TimeRow(text, RowLabel(text), RowLabel(text), bars=bars)


def _bars(site: RenderContext, axis: Axis, spans: BarSpans) -> Iterator[Bar]:
    for bar in spans:
        yield axis.bar(bar.interval, bar.kind, f"{_style(site, bar.kind)}, {bar_words(site, bar.span)}")


def _style(site: RenderContext, kind: str) -> str:
    return site.t("In force") if kind == "party" else site.label("positions", kind)


def _groups(site: RenderContext, treaty: Treaty) -> dict[BarSpans, list[str]]:
    """Return the parties of a treaty by the days on which it was something to them, in order of those days."""
    spans: defaultdict[str, list[BarSpan]] = defaultdict(list)
    for position in site.status_texts.law.positions(treaty.id):
        if position.code in DRAWN:
            bar = BarSpan(position.code, position.interval, position.start, position.end)
            spans[position.party].append(bar)
    groups: defaultdict[BarSpans, list[str]] = defaultdict(list)
    for code in sorted(spans, key=site.party_name):
        groups[tuple(spans[code])].append(code)
    return by_days(groups)


def _parties(site: RenderContext, axis: Axis, groups: dict[BarSpans, list[str]], treaty: Treaty) -> Iterator[TimeRow]:
    """Yield rows for the parties; of many groups the largest, after a curve of how many parties there were."""
    shown = largest(groups, _MAX_GROUPS)
    if len(shown) < len(groups):
        yield _number_row(site, axis, treaty, groups)
    for spans, codes in shown.items():
        bars = list(_bars(site, axis, spans))
        yield group_row(site, codes, whole_span(_certain(spans) or spans), bars)
    if len(shown) < len(groups):
        yield _others_row(site, axis, {spans: codes for spans, codes in groups.items() if spans not in shown})


def _number_row(site: RenderContext, axis: Axis, treaty: Treaty, groups: dict[BarSpans, list[str]]) -> TimeRow:
    """Return the row with the curve of how many parties there were for certain, and above it how many perhaps.

    Those of whom the first or last day is not known count as perhaps until nobody doubts it: no step of the curve
    stands where only the bound of such a day is.
    """
    known = treaty.verified.latest
    certain = [bar for spans, codes in groups.items() for bar in _certain(spans) for _ in codes]
    perhaps = [Interval(bar.start.first, bar.end.last) for bar in certain]
    imprecise = perhaps != [bar.interval for bar in certain]
    most_perhaps = curve(axis, perhaps)[1]
    sure_days = [bar.interval for bar in certain if bar.start.is_day and (bar.end.is_day or bar.end == NOT_YET)]
    path, most = curve(axis, sure_days, most_perhaps)
    now = sum(
        len(codes) for spans, codes in groups.items() if any(bar.interval.covers(known) for bar in _certain(spans))
    )
    number = site.status_texts.at_least(treaty.id, str(now))
    on = day(known, site.language)
    if imprecise or number != str(now):
        text = site.t("Number of parties: {number} on {day}", number=number, day=on)
        if imprecise:
            text = site.t("{text} (pale: first or last day not known)", text=text)
        short = site.t("Number of parties: {number}", number=number)
    else:
        text = site.t("Number of parties: {most} at most, {number} on {day}", most=most, number=number, day=on)
        short = site.t("Number of parties: {most} at most", most=most)
    return TimeRow(text, RowLabel(text), RowLabel(short), curve=path, pale=curve(axis, perhaps)[0] if imprecise else "")


def _others_row(site: RenderContext, axis: Axis, groups: dict[BarSpans, list[str]]) -> TimeRow:
    """Return the row that all parties share that have none of their own: a dot on the day when they joined."""
    marks = [
        Mark(
            axis.x(spans[0].interval.start),
            "joined",
            named(site, names(site, codes, _MAX_OTHERS), bar_words(site, whole_span(spans))),
        )
        for spans, codes in groups.items()
    ]
    count = sum(map(len, groups.values()))
    text = site.t(
        "{number} other parties, in {groups} groups of the same days (see the table)", number=count, groups=len(groups)
    )
    short = site.t("{number} other parties", number=count)
    return TimeRow(text, RowLabel(text), RowLabel(short), merged(marks))


def _certain(spans: BarSpans) -> BarSpans:
    """Return the days on which the treaty was in force for a party for certain."""
    return tuple(bar for bar in spans if bar.kind in ("party", "suspended"))


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
