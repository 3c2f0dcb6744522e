"""What a citation of a treaty says: title, parties, day of signature, entry into force, number in a treaty series.

Custom gives a treaty no author. A treaty between two has their names in brackets after its title, unless the title
has them already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from treaty_registry.law.acts import CONSENTS, SIGNS
from treaty_registry.law.date_bounds import NEVER, DateBounds
from treaty_registry.law.entry_rules import ADOPTS
from treaty_registry.law.queries import Law
from treaty_registry.law.succession import bounds_of
from treaty_registry.law.wording import Language, when
from treaty_registry.model.dates import Date
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Identifier, Treaty

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
    labels: dict[str, tuple[str, str]]

    @property
    def known(self) -> str:
        """Return the day up to which the facts were verified."""
        return str(self.treaty.verified)

    def number(self, language: Language = "en") -> SeriesNumber | None:
        """Return the number to cite the treaty by, if one is known."""
        if not self.numbers:
            return None
        first = self.numbers[0]
        en, fr = self.labels[first.scheme]
        # A French label begins with a small letter within a sentence, an English name of a series does not.
        label = en if language == "en" or en == fr else fr[:1].lower() + fr[1:]
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
        names = [party.names[0].en if language == "en" else party.names[0].fr for party in self.parties]
        return f"{title} ({'–'.join(names)})"


def citation_data(law: Law, treaty_id: str) -> CitationData:
    """Return what citations of a treaty say. Raises KeyError for an id without a record."""
    treaty = law.registry.treaties[treaty_id]
    schemes = law.registry.terms.vocabularies["identifier-schemes"].terms
    known = {
        identifier.scheme: identifier
        for identifier in treaty.identifiers or ()
        if identifier.value not in ("unknown", "none")
    }
    date, begun = _beginning(law, treaty)
    entry = law.course(treaty_id).entry.window
    return CitationData(
        treaty,
        _two(law, treaty),
        date,
        begun,
        entry if entry.last <= treaty.verified.latest else None,
        entry.first > treaty.verified.latest,
        tuple(known[scheme] for scheme in SERIES if scheme in known),
        {scheme: (schemes[scheme].label.en, schemes[scheme].label.fr) for scheme in known},
    )


def _beginning(law: Law, treaty: Treaty) -> tuple[Date | None, str]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for effects, begun in BEGINNINGS:
        for event in treaty.events:
            if actions[event.action].effect in effects:
                return (event.date if isinstance(event.date, Date) else None), begun
    return None, "signed"


def _two(law: Law, treaty: Treaty) -> tuple[Party, ...]:
    """Return the two that made a treaty, if they were two: whoever signed it, and all that ever had a part in it."""
    persons = {law.persons.person(code) for code in law.course(treaty.id).lines}
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


_WORDS = {
    "en": {
        "signed": "signed {on}",
        "adopted": "adopted {on}",
        "concluded": "concluded {on}",
        "undated": "date of signature unknown",
        "entry": "entered into force {on}",
        "pending": "not in force",
        "~": " (approximate date)",
        "?": " (uncertain date)",
        "record": "Treaty Registry, record {id}, as known on {known}",
    },
    "fr": {
        "signed": "signature {on}",
        "adopted": "adoption {on}",
        "concluded": "conclusion {on}",
        "undated": "date de signature inconnue",
        "entry": "entrée en vigueur {on}",
        "pending": "non en vigueur",
        "~": " (date approximative)",
        "?": " (date incertaine)",
        "record": "Treaty Registry, fiche {id}, état des connaissances au {known}",
    },
}


def said(date: Date, language: Language) -> str:
    """Return a date as it stands in a sentence, as precise as the source: ``on 1 May 1951``, ``in 1373 (…)``."""
    if not date.qualified or "/" in date.text:
        return when(bounds_of(date), language)
    words = _WORDS[language]
    bare = when(bounds_of(Date.parse(date.text[:-1])), language)
    return bare + words["?" if date.text.endswith("?") else "~"]


def steps(citation: CitationData, language: Language = "en") -> list[str]:
    """Return when the treaty was signed and when it entered into force, in words, as far as is known."""
    words = _WORDS[language]
    sentences = [words[citation.begun].format(on=said(citation.date, language)) if citation.date else words["undated"]]
    if citation.entry is not None and citation.entry.last != NEVER:
        sentences.append(words["entry"].format(on=when(citation.entry, language)))
    elif citation.pending:
        sentences.append(words["pending"])
    return sentences


def record_sentence(citation: CitationData, language: Language = "en") -> str:
    """Return which record is cited, and up to which day its facts were verified."""
    return _WORDS[language]["record"].format(id=citation.treaty.id, known=citation.known)
