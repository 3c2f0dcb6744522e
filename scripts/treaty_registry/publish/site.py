"""What every page needs besides its own record: terms, parties, the other treaties, and how to write them in HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from treaty_registry.law.acts import SIGNS
from treaty_registry.law.duties import Duty, duties
from treaty_registry.law.wording import Language
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.registry import Registry
from treaty_registry.model.source import Source
from treaty_registry.model.treaty import Identifier, Relation, Treaty
from treaty_registry.publish import addresses, words
from treaty_registry.publish.standings import Standings
from treaty_registry.publish.translation import catalogue

DEFENCE = frozenset({"defence"})
"""The kind of obligation that makes partners on a party's page."""


class Site:
    """A registry with the means to write it as HTML."""

    def __init__(self, registry: Registry, templates: Path, up: str, language: Language = "en") -> None:
        """Take the records, the folder of the Jinja templates, how links lead to the top, and the language."""
        self.registry = registry
        self.up = up
        self.language: Language = language
        self.t = catalogue(templates.parent / "words", language).t
        self.standings = Standings(registry)
        self.templates = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.templates.globals |= {
            "t": self.t,
            "term": self.term,
            "label": self.label,
            "party": self.party,
            "actor": self.actor,
            "treaty_link": self.treaty_link,
            "day": words.day,
            "on_day": words.on_day,
            "listed": words.listed,
            "local": self.local,
        }
        self.templates.filters |= {
            "actor_name": self.actor,
            "party_name_link": self.party,
            "owed": self.owed,
            "plane": self.plane,
            "inverse": self.inverse,
            "identifier_link": self.identifier,
            "language_name": words.language_name,
            "value_words": words.value_words,
            "anchor": lambda title: title.lower().replace(" ", "-"),
            "code": _code,
        }

    def render(self, template: str, **values: object) -> str:
        """Return a template's HTML. Every value is escaped unless it is marked as HTML already."""
        return self.templates.get_template(template).render(**values)

    def label(self, vocabulary: str, name: str) -> str:
        """Return a term's label as plain text."""
        return self.registry.terms.vocabularies[vocabulary].terms[name].label.en

    def term(self, vocabulary: str, name: str, *, lower: bool = False) -> Markup:
        """Return a term as a link to its definition, which also shows when it is pointed at."""
        return self._term_links[vocabulary, name, lower]

    @cached_property
    def _term_links(self) -> dict[tuple[str, str, bool], Markup]:
        """Every term's link, made once: a page has hundreds."""
        link = Markup('<a class="term" href="{}" title="{}">{}</a>')
        return {
            (vocabulary, name, lower): link.format(
                self.up + addresses.term(vocabulary, name),
                term.definition.en,
                term.label.en[:1].lower() + term.label.en[1:] if lower else term.label.en,
            )
            for vocabulary, content in self.registry.terms.vocabularies.items()
            for name, term in content.terms.items()
            for lower in (False, True)
        }

    def party_name(self, code: str) -> str:
        """Return a party's present short name."""
        return self.registry.terms.parties[code].names[0].en

    def party(self, code: str) -> Markup:
        """Return a party's name, as a link where it has a page."""
        return self._party_links[code]

    @cached_property
    def _party_links(self) -> dict[str, Markup]:
        link = Markup('<a href="{}">{}</a>')
        return {
            code: link.format(self.up + addresses.party(code), self.party_name(code))
            if code in self.treaties_of
            else Markup("{}").format(self.party_name(code))
            for code in self.registry.terms.parties
        }

    def actor(self, name: str) -> Markup:
        """Return whoever speaks: a party by its code, anybody else by name."""
        return self.party(name) if name in self.registry.terms.parties else Markup("{}").format(name)

    def owed(self, codes: Sequence[str]) -> Markup:
        """Return who owes a duty or is owed it: every party, or those named."""
        return Markup("every party") if "all" in codes else words.listed(map(self.party, codes))

    def plane(self, event: Event) -> str:
        """Return the plane of an event: ``domestic`` or ``international``."""
        return self.registry.terms.vocabularies["actions"].terms[event.action].plane or "international"

    def inverse(self, relation_type: str) -> str:
        """Return what the other treaty's page calls a relation."""
        term = self.registry.terms.vocabularies["relation-types"].terms[relation_type]
        return (term.inverse or term.label).en

    def identifier(self, identifier: Identifier) -> Markup:
        """Return a treaty's number in some scheme, as a link where the scheme has addresses."""
        url = self.registry.terms.vocabularies["identifier-schemes"].terms[identifier.scheme].url
        if url is None:
            return Markup("{}").format(identifier.value)
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(
            url.replace("{}", quote(identifier.value)), identifier.value
        )

    def treaty_link(self, treaty_id: str) -> Markup:
        """Return a treaty's short title as a link."""
        treaty = self.registry.treaties.get(treaty_id)
        title = treaty.short_title if treaty else treaty_id
        return Markup('<a href="{}">{}</a>').format(self.up + addresses.treaty(treaty_id), title)

    def local(self, text: Mapping[str, str]) -> Markup:
        """Return a text of ours in English, or in the language there is, and the others for who asks to see them."""
        language, chosen = words.local(text)
        form = Markup("{1}") if language == "en" else Markup('<span lang="{0}">{1}</span>')
        others = Markup("").join(
            Markup(' <span class="other" lang="{}">{}</span>').format(code, translated)
            for code, translated in text.items()
            if code != language
        )
        return form.format(language, chosen) + others

    def citer(self, sources: Mapping[str, Source]) -> Callable[..., Markup]:
        """Return what writes, for keys of a page's sources and a place in them, the numbers that they are listed under.

        Each number is a link to the source's entry on the page.
        """
        link = Markup('<a href="#source-{}" title="{}: {}">{}</a>')
        links = {
            key: link.format(key, source.publisher, source.title, number)
            for number, (key, source) in enumerate(sources.items(), start=1)
        }

        def cite(keys: Iterable[str], at: str | None = None) -> Markup:
            cited = set(keys)
            numbers = Markup(", ").join(text for key, text in links.items() if key in cited)
            return Markup('<span class="cite">{}[{}]</span>').format(Markup("{} ").format(at) if at else "", numbers)

        return cite

    @cached_property
    def defence_of(self) -> dict[str, list[Duty]]:
        """Return, for each party, the duties of defence that it has or had, and that others have or had towards it."""
        found: defaultdict[str, list[Duty]] = defaultdict(list)
        for treaty in self.newest_first:
            for duty in duties(self.standings.law, treaty.id, DEFENCE):
                found[duty.obligor].append(duty)
                found[duty.beneficiary].append(duty)
        return found

    @cached_property
    def newest_first(self) -> list[Treaty]:
        """Return all treaties that are kept, the most recently signed first."""
        kept = [treaty for treaty in self.registry.treaties.values() if treaty.retired is None]
        return sorted(kept, key=lambda treaty: (self._latest(treaty), treaty.id), reverse=True)

    def _latest(self, treaty: Treaty) -> date:
        first = self.signed(treaty)
        return first.latest if isinstance(first, Date) else date.min

    def signed(self, treaty: Treaty) -> Date | str:
        """Return the date of a treaty's first signature, or of its first event where nobody signed."""
        return (self._signatures(treaty) or [event.date for event in treaty.events])[0]

    def was_signed(self, treaty: Treaty) -> bool:
        """Return whether the record knows of a signature."""
        return bool(self._signatures(treaty))

    def _signatures(self, treaty: Treaty) -> list[Date | Literal["unknown"]]:
        actions = self.registry.terms.vocabularies["actions"].terms
        return [event.date for event in treaty.events if actions[event.action].effect in SIGNS]

    def parties_of(self, treaty: Treaty) -> list[str]:
        """Return everybody who acts in a treaty's events, in order of first appearance."""
        return self._parties_of[treaty.id]

    @cached_property
    def _parties_of(self) -> dict[str, list[str]]:
        return {
            treaty.id: list(dict.fromkeys(code for event in treaty.events for code in event.party or ()))
            for treaty in self.registry.treaties.values()
        }

    @cached_property
    def treaties_of(self) -> dict[str, list[Treaty]]:
        """Return each party's treaties, the newest first: those in which it acts or holds a position."""
        found: defaultdict[str, list[Treaty]] = defaultdict(list)
        for treaty in self.newest_first:
            held = (one.party for one in self.standings.law.positions(treaty.id))
            for code in dict.fromkeys((*self.parties_of(treaty), *held)):
                found[code].append(treaty)
        return dict(sorted(found.items()))

    @cached_property
    def relations_to(self) -> dict[str, list[tuple[Treaty, Relation]]]:
        """Return, for each treaty, the relations that other records have to it."""
        found: defaultdict[str, list[tuple[Treaty, Relation]]] = defaultdict(list)
        for treaty in self.registry.treaties.values():
            for relation in treaty.relations or ():
                if relation.treaty:
                    found[relation.treaty].append((treaty, relation))
        return found


def _code(text: str) -> Markup:
    """Return a text of the program's own with its `names` set as code."""
    pieces = text.split("`")
    plain, code = Markup("{}"), Markup("<code>{}</code>")
    return Markup("").join((code if number % 2 else plain).format(piece) for number, piece in enumerate(pieces))
