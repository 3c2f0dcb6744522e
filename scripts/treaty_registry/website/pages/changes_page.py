"""What changed in the registry, as a page: day by day, from the history that Git keeps.

The export tells a change in English, in forms of its own; here each form is read again and said in the page's language,
with parties and acts by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

from treaty_registry.export.history.changes import Change, history
from treaty_registry.language.catalogue import N_, Plural
from treaty_registry.language.days import day
from treaty_registry.language.languages import language_name
from treaty_registry.model.dates import Date, DateError
from treaty_registry.website.context.render_context import RenderContext

LIMIT = 200
"""So many changes the page tells; the feed has as many."""

LATEST = 5
"""So many the home page tells."""

SHOWN = 4
"""So many things of one change stand on the page at once; the rest is folded."""

_ANEW = N_("The record was written anew")
_EVENT = re.compile(r"Event (added|removed|changed): ([^,]+), ([^,(]+)((?:, [A-Z0-9]+)*)(?: \((.*)\))?")
_SOURCE = re.compile(r"Source (added|removed|changed): (.*)", re.DOTALL)
_COUNT = re.compile(r"(\d+) (event|obligation|report|source)s?")
_VALUE = re.compile(r"(\S+) changed from “(.*)” to “(.*)”", re.DOTALL)
_FACT = re.compile(r"(\S+) (added|removed|changed)(?:: (.*))?", re.DOTALL)

# Translators: what a record gained or lost
_COUNTED = {
    "event": Plural("change", "{number} event", "{number} events"),
    "obligation": Plural("change", "{number} obligation", "{number} obligations"),
    "report": Plural("change", "{number} report", "{number} reports"),
    "source": Plural("change", "{number} source", "{number} sources"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change, ready for the page."""

    change: Change
    name: Markup
    first: tuple[Markup, ...]
    more: tuple[Markup, ...]


@lru_cache(maxsize=4)
def _history(root: Path, limit: int) -> tuple[Change, ...]:
    return tuple(history(root, limit))


def changes_by_day(site: RenderContext) -> str:
    """Return all that changed lately, by day."""
    told = [_told(site, change) for change in _history(site.root, LIMIT)]
    days = [(day(when, site.language), list(group)) for when, group in groupby(told, key=lambda row: row.change.day)]
    return site.render("changes.html", days=days, site=site)


def latest_changes(site: RenderContext) -> str:
    """Return the last few changes, for the home page: nothing but a sentence where no history is known."""
    told = [_told(site, change) for change in _history(site.root, LIMIT)[:LATEST]]
    days = {entry.change.commit + entry.change.treaty: day(entry.change.day, site.language) for entry in told}
    return site.render("latest_changes.html", changes=told, days=days, site=site)


def _told(site: RenderContext, change: Change) -> Told:
    what = tuple(change_in_words(site, text) for text in change.what)
    kept = change.treaty in site.registry.treaties
    name = site.treaty_link(change.treaty) if kept else site.given(change.title)
    # One that would stand alone under "more" can as well stand above it.
    cut = len(what) if len(what) <= SHOWN + 1 else SHOWN
    return Told(change, name, what[:cut], what[cut:])


def change_in_words(site: RenderContext, text: str) -> Markup:
    """Return one thing that changed in the page's language; a form that is not known stays as it is."""
    for pattern, form in ((_EVENT, _event), (_SOURCE, _source), (_COUNT, _count), (_VALUE, _value), (_FACT, _fact)):
        match = pattern.fullmatch(text)
        if match:
            return form(site, match)
    return Markup("{}").format(site.t(text)) if text == _ANEW else site.given(text)


def _event(site: RenderContext, match: re.Match[str]) -> Markup:
    kind, when, action, codes, keys = match.groups()
    forms = {
        "added": N_("Event added: {what}"),
        "removed": N_("Event removed: {what}"),
        "changed": N_("Event changed: {what}"),
    }
    what = Markup(", ").join((_day(site, when), _action(site, action), *_parties(site, codes)))
    if keys:
        what += Markup(" ({})").format(Markup(", ").join(map(site.key_name, keys.split(", "))))
    return Markup("{}").format(site.t(forms[kind], what=what))


def _day(site: RenderContext, text: str) -> Markup:
    try:
        return Markup("{}").format(site.day(Date.parse(text)))
    except DateError:
        return Markup("{}").format(site.day(text))


def _action(site: RenderContext, words: str) -> Markup:
    name = words.replace(" ", "-")
    if name not in site.registry.terms.vocabularies["actions"].terms:
        return site.given(words)
    label = site.label("actions", name)
    return Markup("{}{}").format(label[:1].lower(), label[1:])


def _parties(site: RenderContext, codes: str) -> Iterator[Markup]:
    for code in filter(None, codes.split(", ")):
        yield Markup("{}").format(site.party_name(code) if code in site.registry.terms.parties else code)


def _source(site: RenderContext, match: re.Match[str]) -> Markup:
    forms = {
        "added": N_("Source added: {what}"),
        "removed": N_("Source removed: {what}"),
        "changed": N_("Source changed: {what}"),
    }
    # A title is in its source's own language, which the history does not tell.
    title = Markup('<cite lang="">{}</cite>').format(match.group(2))
    return Markup("{}").format(site.t(forms[match.group(1)], what=title))


def _count(site: RenderContext, match: re.Match[str]) -> Markup:
    return Markup("{}").format(site.words.count(_COUNTED[match.group(2)], int(match.group(1))))


def _value(site: RenderContext, match: re.Match[str]) -> Markup:
    place, old, new = match.groups()
    said = site.t("{key} changed from “{old}” to “{new}”", key=_key(site, place), old=_old(old), new=_old(new))
    return Markup("{}").format(said)


def _fact(site: RenderContext, match: re.Match[str]) -> Markup:
    place, kind, value = match.groups()
    forms = {"added": N_("{key} added"), "removed": N_("{key} removed"), "changed": N_("{key} changed")}
    text = Markup("{}").format(site.t(forms[kind], key=_key(site, place)))
    return text + Markup("{}{}").format(site.t(": "), _old(value)) if value else text


def _key(site: RenderContext, place: str) -> Markup:
    """Return a place in a record in words: the names of its keys; what stands in a list has its own name there."""
    first, *rest = place.split(".")
    if first in ("summary", "titles"):
        inner = [escape(language_name(name, site.language)) for name in rest]
    elif first in ("obligations", "reports"):
        inner = [site.given(name.replace("-", " ")) for name in rest]
    else:
        inner = [site.key_name(name) for name in rest]
    return Markup("{}").format(site.t(": ")).join((site.key_name(first), *inner))


def _old(value: str) -> Markup:
    """Return a value as the record has or had it, in whatever language."""
    return Markup('<span lang="">{}</span>').format(value)
