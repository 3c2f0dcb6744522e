"""What can be found on the site: every treaty, every party, and every section of the hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from treaty_registry.language.languages import local
from treaty_registry.language.measures import listed
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.context import addresses
from treaty_registry.website.context.aggregates import TreatySummary
from treaty_registry.website.context.fragments import BESIDE, Fragment
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.search.index import Document, Entry, Piece, SearchIndex, entry
from treaty_registry.website.search.names import initials, kind_words, read_names, short_forms
from treaty_registry.website.search.sections import Sections

NAMES = "names.yaml"
"""The file, beside the catalogues, of names that people search by and no page shows."""

_FEW = 4
_RECORDS = re.compile(r"<(table(?=[^>]*\sdata-registry[\s>])|svg\b).*?</\1>", re.DOTALL)
"""Tables of records and pictures of them. They would be left out in any case, but reading them takes long."""
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
"""What a page says, between what the theme puts around it."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that was written by hand, as HTML; its address is relative to the folder of its language."""

    address: str
    title: str
    html: str


def write_search(site: RenderContext, written: Iterable[WrittenPage], out: Path) -> str:
    """Write the search index of a site's language below the top folder of what is published.

    Return the folder of its files that are named after their content, from that top, ending in ``/``.
    """
    folder = f"search/{site.language}"
    index = SearchIndex(out / folder)
    others = _names_besides(site)
    for code in site.registry.terms.parties:
        index.add(entry(party_document(site, code, others.get(code, ()))))
    for treaty in treaties_by_weight(site):
        index.add(Entry(*site.kept(ENTRY, treaty.id)))
    for page in sorted(written, key=lambda page: page.address):
        for document in page_documents(page):
            index.add(entry(document))
    return f"{folder}/{index.finish(addresses.FOLDERS[site.language])}/"


def _names_besides(site: RenderContext) -> Mapping[str, tuple[str, ...]]:
    file = site.root / "docs" / "words" / NAMES
    return _read_names(file, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=1)
def _read_names(file: Path, changed: int) -> Mapping[str, tuple[str, ...]]:
    """Read the names once, and again when the file has changed while the site is being edited."""
    return read_names(file)


def _entry(site: RenderContext, treaty: Treaty) -> Entry:
    return entry(treaty_document(site, treaty, _names_besides(site).get(treaty.id, ())))


ENTRY = Fragment("search", _entry, BESIDE)


def treaties_by_weight(site: RenderContext) -> list[TreatySummary]:
    """Return all treaties, those first to which the most others refer, then the newest; the retired ones last."""
    kept = sorted(site.newest_first, key=lambda treaty: -treaty.referring)
    return [*kept, *(treaty for treaty in site.summaries.by_id.values() if treaty.retired)]


def party_document(site: RenderContext, code: str, others: tuple[str, ...] = ()) -> Document:
    """Return a party by its names in both languages, present and former, its codes, and the ``others`` it goes by."""
    party = site.registry.terms.parties[code]
    present, *former = party.names
    formal = present.formal_in(site.language) or ""
    once = [name.formal_in(site.language) or name.in_(site.language) for name in former]
    earlier = site.t("formerly {names}", names=listed(once, site.language)) if once else ""
    return Document(
        kind="party",
        address=addresses.party(code),
        title=site.party_name(code),
        line=" · ".join(filter(None, (formal, earlier))),
        names=(code, *_names(party), *others),
        called=(code, *_names(party), *others),
        hidden=tuple(
            identifier.value
            for identifier in party.identifiers
            if identifier.value.isalpha() and identifier.value.isupper()
        ),
    )


def treaty_document(site: RenderContext, treaty: Treaty, others: tuple[str, ...] = ()) -> Document:
    """Return a treaty by its titles in every language, its numbers and parties, and what our texts say of it.

    ``others`` are names that it goes by besides.
    """
    language, title = site.treaty_title(treaty)
    official = (treaty.title, *(treaty.titles or {}).values())
    abbreviations = tuple(initials((treaty.short_title, *official)))
    kinds = kind_words(site.registry.terms)
    short = (form for name in (treaty.short_title, *others) for form in short_forms(name, kinds))
    numbers = tuple(
        identifier.value for identifier in treaty.identifiers or () if identifier.value not in ("none", "unknown")
    )
    codes = site.parties_of(treaty)
    named = [site.party_name(code) for code in codes]
    who = (
        listed(named, site.language)
        if len(named) <= _FEW
        else site.t("{count} parties", count=site.status_texts.at_least(treaty.id, str(len(named))))
    )
    signed = site.signed(treaty)
    when = site.t("Signed {when}", when=site.on_day(signed)) if site.was_signed(treaty) else site.day(signed)
    return Document(
        kind="treaty",
        address=addresses.treaty(treaty.id),
        title=title,
        language="" if language == site.language else language,
        line=f"{when} · {who}",
        names=tuple(
            dict.fromkeys(
                (treaty.short_title, *official, *numbers, treaty.id.replace("-", " "), *abbreviations, *others)
            )
        ),
        called=(*short, *official, *numbers, treaty.id, *abbreviations, *_article_names(treaty)),
        related=(
            *(name for code in codes for name in (code, *_names(site.registry.terms.parties[code]))),
            *(treaty.summary or {}).values(),
        ),
        pieces=tuple(_pieces(site, treaty)),
        hidden=tuple(_hidden(site, treaty)),
        day=signed.text if isinstance(signed, Date) and _PLAIN_DATE.fullmatch(signed.text) else "",
    )


def _names(party: Party) -> Iterator[str]:
    for name in party.names:
        yield from filter(None, (name.en, name.fr, name.formal_en, name.formal_fr))


def _pieces(site: RenderContext, treaty: Treaty) -> Iterator[Piece]:
    def text(given: Mapping[str, str] | None) -> str:
        return local(given, site.language)[1] if given else ""

    if treaty.summary:
        yield Piece("", "", text(treaty.summary))
    for obligation in treaty.obligations or ():
        numbers = [article.no for article in obligation.articles or ()]
        name = text(obligation.title) or site.label("obligation-kinds", obligation.kind)
        if numbers:
            name = f"{_articles(site, tuple(numbers))} · {name}"
        yield Piece(f"obligation-{obligation.id}", name, text(obligation.summary))
    for report in treaty.reports or ():
        name = text(report.title) or site.label("report-topics", report.topic)
        yield Piece(f"report-{report.id}", name, text(report.statement))


def _article_names(treaty: Treaty) -> Iterator[str]:
    """Yield what people call the articles that have obligations. The words are the same in both languages."""
    for obligation in treaty.obligations or ():
        for article in obligation.articles or ():
            yield from (f"article {article.no}", f"art. {article.no}")


def _articles(site: RenderContext, numbers: tuple[str, ...]) -> str:
    word = site.t("Article") if len(numbers) == 1 else site.t("Articles")
    return f"{word} {listed(numbers, site.language)}"


def _hidden(site: RenderContext, treaty: Treaty) -> Iterator[str]:
    for obligation in treaty.obligations or ():
        yield site.label("obligation-kinds", obligation.kind)
        if obligation.trigger and obligation.trigger.area_name:
            yield obligation.trigger.area_name
    for subject in treaty.subjects:
        yield site.label("subjects", subject)
    for event in treaty.events:
        yield from filter(None, (event.place, event.body, event.document, *(event.signed_by or ())))
    for report in treaty.reports or ():
        for stance in report.stances:
            yield from (site.party_name(name) if name in site.registry.terms.parties else name for name in stance.by)
    for relation in treaty.relations or ():
        if relation.unrecorded:
            yield relation.unrecorded


def page_documents(page: WrittenPage) -> Iterator[Document]:
    """Yield each section of a page that was written by hand: what follows a heading or a defined term that has a place.

    Lists of records, pictures and controls are left out: what they show is found by itself.
    """
    reader = Sections()
    article = _ARTICLE.search(page.html)
    reader.feed(_RECORDS.sub("", article.group(1) if article else page.html))
    reader.close()
    for number, (anchor, title, text, hidden) in enumerate(reader.sections):
        first = number == 0
        yield Document(
            kind="page",
            address=page.address if first or not anchor else f"{page.address}#{anchor}",
            title=page.title if first else title,
            line="" if first else page.title,
            pieces=(Piece("", "", text),) if text else (),
            hidden=(hidden,) if hidden else (),
        )
