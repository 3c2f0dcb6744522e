"""What a good record has, beyond having no errors, and what each record still lacks of it.

A gap is no mistake: a record may be right in all that it says and yet rest on reports. The list tells contributors
where work is worth most. What does not apply to a treaty is not asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from treaty_registry.law.acts import CONSENTS, SIGNS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.treaty_history import TreatyHistory
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import WHOLE, Treaty, defence_clauses, short_official_title
from treaty_registry.model.vocabulary import Bilingual

LAST_PRIMARY_RANK = 4
"""The last rank of a source that is close to the fact: text, depositary, gazette, official statement."""


class PrincipalFact(NamedTuple):
    """A principal fact of a record, and the keys of the sources that it rests on."""

    name: str
    sources: Sequence[str]


@dataclass(frozen=True)
class _Asked:
    """A record as the criteria read it."""

    treaty: Treaty
    history: TreatyHistory
    terms: Terms

    def principal_facts(self) -> Iterator[PrincipalFact]:
        """Yield signature, consents, results stated by sources, and the duties of defence, or the first duty."""
        actions = self.terms.vocabularies["actions"].terms
        for event in self.treaty.events:
            if actions[event.action].effect in {*SIGNS, *CONSENTS}:
                yield PrincipalFact(f"{event.action} {event.date} {' '.join(event.party or ())}".strip(), event.source)
        for result in self.treaty.attested or ():
            yield PrincipalFact(result.what, result.source)
        for duty in defence_clauses(self.treaty) or (self.treaty.obligations or ())[:1]:
            yield PrincipalFact(duty.id, duty.source)

    def rank(self, source: str) -> int:
        """Return how far a source is from the facts: 1 is the text itself."""
        return (
            self.terms.vocabularies["source-types"].terms[self.treaty.sources[source].type].rank
            or LAST_PRIMARY_RANK + 1
        )


@dataclass(frozen=True)
class Criterion:
    """One thing that a good record has.

    ``lacking`` yields what of it a record lacks, in the record's own words (dates, codes, ids); nothing: it has all.
    ``applies`` tells whether it is asked of a treaty at all.
    """

    name: str
    what: Bilingual
    lacking: Callable[[_Asked], Iterable[str]]
    applies: Callable[[_Asked], bool] = lambda asked: True


def _unread(asked: _Asked) -> Iterator[str]:
    if asked.treaty.text_read != WHOLE:
        yield asked.treaty.text_read or "not-said"


def _undated_consents(asked: _Asked) -> Iterator[str]:
    for code, periods in asked.history.parties.items():
        if any(not period.start.is_day for period in periods):
            yield code


def _open_clauses(asked: _Asked) -> Iterator[str]:
    clauses = asked.treaty.final_clauses
    entry, terms, exits = clauses.entry_into_force or (), clauses.duration or (), clauses.withdrawal or ()
    if not entry or any(version.initial and version.initial.when == "unknown" for version in entry):
        yield "entry_into_force"
    if not terms or any(version.initial == "unknown" for version in terms):
        yield "duration"
    if not exits or any(version.allowed == "unknown" for version in exits):
        yield "withdrawal"


def _unnumbered_duties(asked: _Asked) -> Iterator[str]:
    if not asked.treaty.obligations:
        yield "obligations"
    for duty in defence_clauses(asked.treaty):
        if not duty.articles:
            yield duty.id


def _single_sources(asked: _Asked) -> Iterator[str]:
    return (fact.name for fact in asked.principal_facts() if len(fact.sources) < 2)


def _remote_sources(asked: _Asked) -> Iterator[str]:
    for fact in asked.principal_facts():
        if all(asked.rank(source) > LAST_PRIMARY_RANK for source in fact.sources):
            yield fact.name


def _others(asked: _Asked) -> Iterator[str]:
    if asked.history.unlisted_since is not None:
        yield asked.history.unlisted_since.isoformat()


def _long_french(asked: _Asked) -> Iterator[str]:
    if not short_official_title(asked.treaty, "fr"):
        yield "titles.fr"


CRITERIA: Sequence[Criterion] = (
    Criterion(
        "text",
        Bilingual(en="A reading of the whole text", fr="Une lecture du texte entier"),
        _unread,
    ),
    Criterion(
        "consents",
        Bilingual(
            en="The day on which the treaty entered into force for each party",
            fr="Le jour de l’entrée en vigueur pour chaque partie",
        ),
        _undated_consents,
        lambda asked: any(asked.history.parties.values()),
    ),
    Criterion(
        "clauses",
        Bilingual(
            en="The clauses on entry into force, term and exit",
            fr="Les clauses d’entrée en vigueur, de durée et de sortie",
        ),
        _open_clauses,
    ),
    Criterion(
        "duty",
        Bilingual(en="The principal duty, with its article", fr="L’obligation principale, avec son article"),
        _unnumbered_duties,
    ),
    Criterion(
        "participants",
        Bilingual(
            en="A complete list of those who have a part in it", fr="La liste complète de ceux qui y participent"
        ),
        _others,
    ),
    Criterion(
        "two-sources",
        Bilingual(
            en="Two sources for signature, consents, results and principal duty",
            fr="Deux sources pour la signature, les consentements, les résultats et l’obligation principale",
        ),
        _single_sources,
    ),
    Criterion(
        "primary-source",
        Bilingual(
            en="A text, depositary, gazette or official statement among the sources of each of these",
            fr="Un texte, un dépositaire, un journal officiel ou une source officielle parmi les sources de chacun",
        ),
        _remote_sources,
    ),
    Criterion(
        "french-title",
        Bilingual(en="A short title in French", fr="Un titre court en français"),
        _long_french,
    ),
)
"""What is asked of every record, in the order in which a reader would miss it."""


class RecordCompleteness(NamedTuple):
    """How complete a record is: how many criteria it meets of those that apply, and what it lacks of the others."""

    treaty: str
    met: int
    of: int
    lacks: dict[str, tuple[str, ...]]

    @property
    def share(self) -> float:
        """The part of the criteria that are met, from 0 to 1."""
        return self.met / self.of


def record_completeness(law: CompiledRegistry, treaty_id: str) -> RecordCompleteness:
    """Return how complete a record is. Raises KeyError for an id without a record."""
    asked = _Asked(law.registry.treaties[treaty_id], law.history(treaty_id), law.registry.terms)
    applying = [criterion for criterion in CRITERIA if criterion.applies(asked)]
    lacks = {criterion.name: tuple(dict.fromkeys(criterion.lacking(asked))) for criterion in applying}
    missing: dict[str, tuple[str, ...]] = {name: what for name, what in lacks.items() if what}
    return RecordCompleteness(treaty_id, len(applying) - len(missing), len(applying), missing)


def least_complete_first(law: CompiledRegistry, ids: Iterable[str]) -> list[RecordCompleteness]:
    """Return the completeness of those of some records that are not retired, the least complete first."""
    found = [record_completeness(law, treaty_id) for treaty_id in ids if not law.registry.treaties[treaty_id].retired]
    return sorted(found, key=lambda one: (one.share, one.treaty))
