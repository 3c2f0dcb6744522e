"""What a citation of a treaty says: title, parties, day of signature, entry into force, number in a treaty series.

Custom gives a treaty no author. A treaty between two has their names in brackets after its title, unless the title
has them already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from treaty_registry.language.catalogue import Message, by_code, said
from treaty_registry.language.days import when
from treaty_registry.language.languages import SOURCE, Language
from treaty_registry.law.acts import CONSENTS, SIGNS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.consent_log import ADOPTS
from treaty_registry.law.date_bounds import NEVER, DateBounds, bounds_of
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Identifier, Treaty
from treaty_registry.model.vocabulary import Bilingual

SERIES = (
    "unts-volume",
    "lnts-volume",
    "ust",
    "unts-registration",
    "ats",
    "ukts",
    "tias",
    "japan-treaty-number",
)
"""Schemes by whose numbers lawyers cite a treaty, those that lead to its text in the fewest steps first."""

BEGINNINGS = ((SIGNS, "signed"), (frozenset({ADOPTS}), "adopted"), (CONSENTS, "concluded"))
"""Effects of the acts from which a treaty dates, with what that day is called; the first that it has counts."""

_PLACE = re.compile(r"(?P<volume>\d+) [A-Z]+ (?P<page>\d+)")
_YEARLY = re.compile(r"\[(?P<volume>\d{4})\] [A-Z]+ (?P<number>\d+)")
_ABBREVIATED = re.compile(r"[A-Z]{2,}")


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """A treaty's number in a series: as a citation has it, and the series' name, volume, page or number apart."""

    text: str
    series: str = ""
    volume: str = ""
    page: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class CitationData:
    """One treaty as citations have it.

    ``date`` is that of the act that ``begun`` names (``signed``, ``adopted``, ``concluded``); ``None`` where it is
    unknown. ``entry`` is the window of its entry into force; ``None`` where it is not in force as far as is known,
    or nobody can tell.
    """

    treaty: Treaty
    parties: tuple[Party, ...]
    date: Date | None
    begun: str
    entry: DateBounds | None
    pending: bool
    """Whether it was not in force on the day up to which the record was verified, and had not been."""
    numbers: tuple[Identifier, ...]
    labels: dict[str, Bilingual]

    @property
    def known(self) -> str:
        """Return the day up to which the facts were verified."""
        return str(self.treaty.verified)

    def number(self, language: Language = "en") -> SeriesNumber | None:
        """Return the number to cite the treaty by, if one is known."""
        if not self.numbers:
            return None
        first = self.numbers[0]
        label = self.labels[first.scheme].in_(language)
        # A translated label begins with a small letter within a sentence, the English name of a series does not.
        if label != self.labels[first.scheme].in_(SOURCE):
            label = label[:1].lower() + label[1:]
        for pattern in (_PLACE, _YEARLY):
            if match := pattern.fullmatch(first.value):
                return SeriesNumber(first.value, label, **match.groupdict())
        text = first.value if _ABBREVIATED.search(first.value) else f"{label} {first.value}"
        return SeriesNumber(text, number=text)

    def title(self, language: Language = "en") -> str:
        """Return the title, in French where the treaty has one, with the parties where custom adds them."""
        title = (self.treaty.titles or {}).get(language) or self.treaty.title
        if len(self.parties) != 2 or all(any(name in title for name in _names(party)) for party in self.parties):
            return title
        names = [party.names[0].in_(language) for party in self.parties]
        return f"{title} ({'–'.join(names)})"


def citation_data(law: CompiledRegistry, treaty_id: str) -> CitationData:
    """Return what citations of a treaty say. Raises KeyError for an id without a record."""
    treaty = law.registry.treaties[treaty_id]
    schemes = law.registry.terms.vocabularies["identifier-schemes"].terms
    known = {
        identifier.scheme: identifier
        for identifier in treaty.identifiers or ()
        if identifier.value not in ("unknown", "none")
    }
    date, begun = _beginning(law, treaty)
    entry = law.history(treaty_id).entry_into_force
    return CitationData(
        treaty,
        _two(law, treaty),
        date,
        begun,
        entry if entry.last <= treaty.verified.latest else None,
        entry.first > treaty.verified.latest,
        tuple(known[scheme] for scheme in SERIES if scheme in known),
        {scheme: schemes[scheme].label for scheme in known},
    )


def _beginning(law: CompiledRegistry, treaty: Treaty) -> tuple[Date | None, str]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for effects, begun in BEGINNINGS:
        for event in treaty.events:
            if actions[event.action].effect in effects:
                return (event.date if isinstance(event.date, Date) else None), begun
    return None, "signed"


def _two(law: CompiledRegistry, treaty: Treaty) -> tuple[Party, ...]:
    """Return the two that made a treaty, if they were two: whoever signed it, and all that ever had a part in it."""
    persons = {law.persons.person(code) for code in law.history(treaty.id).parties}
    if len(persons) != 2:
        return ()
    actions = law.registry.terms.vocabularies["actions"].terms
    making = frozenset[str]().union(*(effects for effects, _ in BEGINNINGS))
    acted = (event.party for event in treaty.events if actions[event.action].effect in making and event.party)
    first = next((codes for codes in acted if len(codes) == 2), ())
    return tuple(law.registry.terms.parties[code] for code in first)


def _names(party: Party) -> list[str]:
    """Return every name of a party, in every language: a title may stand in another. What a name adds in brackets,
    titles leave out."""
    return [
        name.split(" (")[0]
        for names in party.names
        for name in (names.en, names.formal_en, names.fr, names.formal_fr)
        if name
    ]


# Translators: in a citation; {on} is a day with its preposition, as “on 4 April 1949”
_BEGUN = by_code(
    Message("citation:signed", "signed {on}"),
    Message("citation:adopted", "adopted {on}"),
    Message("citation:concluded", "concluded {on}"),
)
_UNDATED = Message("citation:undated", "date of signature unknown")
_ENTRY = Message("citation:entry", "entered into force {on}")
_PENDING = Message("citation:pending", "not in force")
_APPROXIMATE = Message("citation:approximate", "{on} (approximate date)")
_UNCERTAIN = Message("citation:uncertain", "{on} (uncertain date)")
_RECORD = Message("citation:record", "Treaty Registry, record {id}, as known on {known}")


def _in_words(date: Date, language: Language) -> str:
    """Return a date as it stands in a sentence, as precise as the source: ``on 1 May 1951``, ``in 1373 (…)``."""
    if not date.qualified or "/" in date.text:
        return when(bounds_of(date), language)
    bare = when(bounds_of(Date.parse(date.text[:-1])), language)
    return said(_UNCERTAIN if date.text.endswith("?") else _APPROXIMATE, language, on=bare)


def steps(citation: CitationData, language: Language = "en") -> list[str]:
    """Return when the treaty was signed and when it entered into force, in words, as far as is known."""
    if citation.date:
        sentences = [said(_BEGUN[citation.begun], language, on=_in_words(citation.date, language))]
    else:
        sentences = [said(_UNDATED, language)]
    if citation.entry is not None and citation.entry.last != NEVER:
        sentences.append(said(_ENTRY, language, on=when(citation.entry, language)))
    elif citation.pending:
        sentences.append(said(_PENDING, language))
    return sentences


def record_sentence(citation: CitationData, language: Language = "en") -> str:
    """Return which record is cited, and up to which day its facts were verified."""
    return said(_RECORD, language, id=citation.treaty.id, known=citation.known)
