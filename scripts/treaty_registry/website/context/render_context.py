"""What every page needs besides its own record: terms, parties, the other treaties, and how to write them in HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from markupsafe import Markup, escape

from treaty_registry.language import days, languages, measures
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry
from treaty_registry.model.source import Source
from treaty_registry.model.treaty import Identifier, Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.website.context import addresses
from treaty_registry.website.context.aggregates import Aggregates, TreatySummaries, TreatySummary
from treaty_registry.website.context.fragments import BESIDE, TOP, Fragment
from treaty_registry.website.context.html import html, safe
from treaty_registry.website.context.status_text import StatusTexts
from treaty_registry.website.context.templates import loader, templates_of


class RenderContext:
    """A registry with the means to write it as HTML."""

    def __init__(
        self,
        registry: Registry,
        root: Path,
        up: str,
        language: Language = "en",
        *,
        aggregates: Aggregates | None = None,
        status_texts: StatusTexts | None = None,
    ) -> None:
        """Take the records, the registry's folder, how links lead to the top of the language, and the language.

        ``aggregates`` and ``status_texts`` are those of a site of the same records, so that they are worked out once.
        ``base`` and ``repository``, the addresses of the site and of the records' repository, ending in ``/``, are for
        who publishes it to set, where they are known.
        """
        self.registry = registry
        self.root = root
        self.language: Language = language
        self.up = up
        self.top = up + addresses.from_language(language)
        self.base = self.repository = ""
        self._depths = {up: self}
        self.aggregates = aggregates or Aggregates(CompiledRegistry(registry))
        self.words = status_texts.words if status_texts else catalogue(language)
        self.t = self.words.t
        self.status_texts = status_texts or StatusTexts(self.aggregates.law, language, self.words)
        self.signed, self.was_signed = self.aggregates.signed, self.aggregates.was_signed
        self.parties_of, self.plane = self.aggregates.parties_of, self.aggregates.plane
        self.relations_to = self.aggregates.relations_to
        self.day = partial(days.written, language=language)
        self.on_day = partial(days.on_day, language=language)
        self.related = partial(days.related, language=language)
        self._listed_parties = lru_cache(maxsize=1_000)(lambda codes: self.listed(map(self.party, codes)))
        self.number = partial(measures.number, language=language)
        self.period = partial(measures.period, language=language)
        self.templates = templates_of(loader())
        self.templates.globals |= {
            "t": self.t,
            "language": language,
            "other_languages": [(other, catalogue(other).t(":")) for other in LANGUAGES if other != language],
            "colon": self.t(":"),
            "semicolon": self.t(";"),
            "up": self.up,
            "top": self.top,
            "term": self.term,
            "label": self.label,
            "party": self.party,
            "listed_parties": self.parties,
            "actor": self.actor,
            "treaty_link": self.treaty_link,
            "treaty_name": self.treaty_name,
            "day": self.day,
            "on_day": self.on_day,
            "related": self.related,
            "listed": self.listed,
            "number": self.number,
            "local": self.local,
            "given": self.given,
            "key_name": self.key_name,
            "said": self.say,
        }
        self.templates.filters |= {
            "actor_name": self.actor,
            "party_name_link": self.party,
            "owed": self.owed,
            "territory_name": self.territory,
            "plane": self.plane,
            "inverse": self.inverse,
            "identifier_link": self.identifier,
            "language_name": partial(languages.language_name, language=language),
            "value_words": self.value_words,
            "anchor": lambda title: title.lower().replace(" ", "-"),
            "code": _code,
            "given": self.given,
        }

    def beside(self, up: str) -> RenderContext:
        """Return the site as pages of another depth see it, sharing all that was worked out."""
        if up not in self._depths:
            other = RenderContext(
                self.registry, self.root, up, self.language, aggregates=self.aggregates, status_texts=self.status_texts
            )
            other.base, other.repository, other._depths = self.base, self.repository, self._depths
            other.templates.loader = self.templates.loader
            self._depths[up] = other
        return self._depths[up]

    def at(self, address: str) -> RenderContext:
        """Return the site as a page sees it, by its address from the top of its language."""
        return self.beside(BESIDE if "/" in address else TOP)

    def render(self, template: str, **values: object) -> str:
        """Return a template's HTML. Every value is escaped unless it is marked as HTML already."""
        return self.templates.get_template(template).render(**values)

    def label(self, vocabulary: str, name: str) -> str:
        """Return a term's label as plain text."""
        return self.say(self.registry.terms.vocabularies[vocabulary].terms[name].label)

    def say(self, text: Bilingual) -> str:
        """Return a text that stands in both languages in this one."""
        return text.in_(self.language)

    def term(self, vocabulary: str, name: str, *, lower: bool = False) -> Markup:
        """Return a term as a link to its definition, which also shows when it is pointed at."""
        return self._term_links[vocabulary, name, lower]

    @cached_property
    def _term_links(self) -> dict[tuple[str, str, bool], Markup]:
        """Every term's link, made once: a page has hundreds."""
        link = '<a class="term" href="{}" title="{}">{}</a>'
        return {
            (vocabulary, name, lower): html(
                link,
                self.up + addresses.term_address(vocabulary, name),
                self.say(term.definition),
                self.say(term.label)[:1].lower() + self.say(term.label)[1:] if lower else self.say(term.label),
            )
            for vocabulary, content in self.registry.terms.vocabularies.items()
            for name, term in content.terms.items()
            for lower in (False, True)
        }

    def party_name(self, code: str) -> str:
        """Return a party's present short name."""
        return self.registry.terms.parties[code].names[0].in_(self.language)

    def party(self, code: str) -> Markup:
        """Return a party's name as a link."""
        return self._party_links[code]

    @cached_property
    def _party_links(self) -> dict[str, Markup]:
        return {
            code: html('<a href="{}">{}</a>', self.up + addresses.party(code), self.party_name(code))
            for code in self.registry.terms.parties
        }

    def listed(self, items: Iterable[object], style: Literal["standard", "or"] = "standard") -> Markup:
        """Return ``a, b and c`` (or, in the style ``or``, ``a, b or c``) of texts and links, all escaped."""
        escaped = (str(safe(item)) for item in items)
        return Markup(measures.listed(escaped, self.language, style))  # noqa: S704  # each item is escaped

    def parties(self, codes: Iterable[str]) -> Markup:
        """Return parties' names as links, as a list in a sentence."""
        return self._listed_parties(tuple(codes))

    def actor(self, name: str) -> Markup:
        """Return whoever speaks: a party by its code, anybody else by name."""
        return self.party(name) if name in self.registry.terms.parties else self.given(name)

    def owed(self, codes: Sequence[str]) -> Markup:
        """Return who owes a duty or is owed it: every party, or those named."""
        return escape(self.t("every party")) if "all" in codes else self.parties(codes)

    def territory(self, code: str) -> str:
        """Return the name of a party's territory, or its code where the party's file has none."""
        party = self.registry.terms.parties.get(code.partition("-")[0])
        names = {own.code: own for own in (party.territories if party else None) or ()}
        return names[code].in_(self.language) if code in names else code

    def inverse(self, relation_type: str) -> str:
        """Return what the other treaty's page calls a relation."""
        term = self.registry.terms.vocabularies["relation-types"].terms[relation_type]
        return self.say(term.inverse or term.label)

    def identifier(self, identifier: Identifier) -> Markup:
        """Return a treaty's number in some scheme, as a link where the scheme has addresses."""
        url = self.registry.terms.vocabularies["identifier-schemes"].terms[identifier.scheme].url
        if url is None:
            return escape(identifier.value)
        address = url.replace("{}", quote(identifier.value))
        return html('<a href="{}" rel="noopener noreferrer">{}</a>', address, identifier.value)

    def treaty_link(self, treaty_id: str) -> Markup:
        """Return a treaty's name as a link."""
        treaty = self.registry.treaties.get(treaty_id)
        name = self.treaty_name(treaty) if treaty else escape(treaty_id)
        return html('<a href="{}">{}</a>', self.up + addresses.treaty(treaty_id), name)

    def treaty_title(self, treaty: Treaty) -> tuple[str, str]:
        """Return what people call a treaty, with the language that this is in: its official title if that is short."""
        return self.aggregates.title(treaty, self.language)

    def treaty_name(self, treaty: Treaty) -> Markup:
        """Return what people call a treaty, marked where that is in another language."""
        return self._marked(*self.treaty_title(treaty))

    def local(self, text: Mapping[str, str]) -> Markup:
        """Return a text of ours in this language, or in the one there is."""
        return self._marked(*languages.local(text, self.language))

    def given(self, text: str) -> Markup:
        """Return a text that records hold only in English, such as the name of a place."""
        return self._marked(languages.SOURCE, text)

    def value_words(self, text: str) -> Markup:
        """Return a value that another source gives: a date in words, a number or a code as it is, a text as English."""
        value = days.value_words(text, self.language)
        return escape(value) if text not in value else self.given(value)

    def _lang(self, language: str) -> Markup:
        """Return the attribute that says in which language a text is, where it is not the page's."""
        return Markup("") if language == self.language else html(' lang="{}"', language)

    def _marked(self, language: str, text: str) -> Markup:
        return escape(text) if language == self.language else html('<span lang="{}">{}</span>', language, text)

    def key_name(self, key: str) -> Markup:
        """Return the name of a record's key in words; a key that the catalogue lacks stays English."""
        name = key.replace("_", " ")
        own = self.words.key_name(name)
        return escape(own) if own else self.given(name)

    def citer(self, sources: Mapping[str, Source]) -> Callable[..., Markup]:
        """Return what writes, for keys of a page's sources and a place in them, the numbers that they are listed under.

        Each number is a link to the source's entry on the page.
        """
        link = '<a href="#source-{}" title="{}: {}"{}>{}</a>'
        links = {
            key: html(link, key, source.publisher, source.title, self._lang(source.language), number)
            for number, (key, source) in enumerate(sources.items(), start=1)
        }

        @cache  # what a treaty's acts rest on is told with each act, and again with each of its parties
        def cite(keys: tuple[str, ...], at: str | None = None) -> Markup:
            numbers = Markup(", ").join(text for key, text in links.items() if key in keys)
            return html('<span class="cite">{}[{}]</span>', f"{at} " if at else "", numbers)

        return cite

    def kept(self, part: Fragment, treaty_id: str) -> Any:
        """Return a part of a treaty, which is made if it is not there."""
        return self.aggregates.fragments.get(self, part, treaty_id)

    @property
    def summaries(self) -> TreatySummaries:
        """Return all treaties in brief."""
        return self.aggregates.summaries(self)

    @property
    def newest_first(self) -> list[TreatySummary]:
        """Return all treaties that are kept, the most recently signed first."""
        return self.summaries.newest_first

    @property
    def treaties_of(self) -> dict[str, list[TreatySummary]]:
        """Return each party's treaties, the newest first: those in which it acts or holds a position."""
        return self.summaries.treaties_of

    def brief_title(self, treaty_id: str) -> tuple[str, str]:
        """Return what people call a treaty, with the language that this is in."""
        return self.summaries.by_id[treaty_id].titles[self.language]

    def brief_name(self, treaty_id: str) -> Markup:
        """Return what people call a treaty, marked where that is in another language."""
        return self._marked(*self.brief_title(treaty_id))


def _code(text: str) -> Markup:
    """Return a text of the program's own with its `names` set as code."""
    pieces = text.split("`")
    return Markup("").join(html(("{}", "<code>{}</code>")[number % 2], piece) for number, piece in enumerate(pieces))
