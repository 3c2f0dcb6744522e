"""Who has signed a treaty and consented to be bound by it, and when, as rules for entry into force count them.

Signing: VCLT art. 10, 12 and 18; consent: art. 11 to 16.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple, Protocol

from treaty_registry.law.acts import CONSENTS, SIGNS, SUCCESSIONS, Act, TreatyActs
from treaty_registry.law.date_bounds import NEVER, NOT_YET, DateBounds, latest, next_after
from treaty_registry.model.clauses import EntryRule
from treaty_registry.model.dates import Date

Side = Literal[0, 1]
"""Which bound is asked for: the earliest (0) or the latest (1)."""

ADOPTS = "adopts"
PRESUMED = (SIGNS - CONSENTS) | {ADOPTS}
"""Effects of acts that are a consent only if the treaty needs no instrument."""

OBJECTS_TO_ENTRY = "objects-to-entry"
"""The effect of an objection to what is else accepted tacitly."""
WITHDRAWS_CONSENT = "withdraws-consent"
WITHDRAWS_SIGNATURE = "withdraws-signature"


class OtherTreaties(Protocol):
    """What rules ask of other treaties."""

    def entry_of(self, treaty_id: str) -> DateBounds | None:
        """Return when another treaty enters into force, or ``None`` where that cannot be told."""

    def view_of(self, treaty_id: str) -> TreatyActs | None:
        """Return the acts of another treaty."""

    def bound_by(self, treaty_id: str, on: date, *, but_under: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the persons that another treaty binds on a day for certain, and those that it may bind.

        Those who joined it under the treaty ``but_under`` are left out.
        """

    def starts_of(self, treaty_id: str) -> Mapping[str, DateBounds]:
        """Return when another treaty first entered into force for each person that it ever bound."""

    def exits_of(self, treaty_id: str) -> Mapping[str, DateBounds]:
        """Return when those left another treaty who did, while it went on or with its end, by code."""


class Consent(NamedTuple):
    """A person's consent from a day on, and the day from which it was taken back before it had effect."""

    person: str
    day: DateBounds
    taken_back: DateBounds
    act: Act


@dataclass(frozen=True)
class ConsentLog:
    """Who has signed and who has consented, as rules for entry into force count them."""

    view: TreatyActs
    consents: tuple[Consent, ...]
    signatures: tuple[Consent, ...]
    others: OtherTreaties
    fewest: int = 2
    """How many it takes to be bound: a treaty has two sides, a unilateral declaration binds the one who makes it."""

    def days(self, rule: EntryRule, side: Side) -> Sequence[tuple[date, frozenset[str]]]:
        """Return each day on which what a rule counts changes, with those who have consented by then.

        That is a day on which somebody consents or takes that back, and one from which a signatory, or a party to the
        other treaty that the rule names, is no longer waited for.
        """
        days = list(days_of(self.counted(self.consents, rule), side))
        released = {day for day in self._released(rule, side) if days and days[0][0] < day < NEVER}
        if not released:
            return days
        changes = dict(days)
        for day in sorted(released - changes.keys()):
            changes[day] = next(persons for before, persons in reversed(days) if before < day)
        return sorted(changes.items(), key=itemgetter(0))

    def _released(self, rule: EntryRule, side: Side) -> Iterator[date]:
        """Yield the days on which somebody whose consent a rule waits for is no longer waited for."""
        yield from self._gone[side]
        if rule.treaty is not None:
            for window in self.others.exits_of(rule.treaty).values():
                yield window[side]

    @cached_property
    def exact(self) -> bool:
        """Whether each day of a consent or signature, of its withdrawal and of a signatory's death is known."""
        told = (*self.consents, *self.signatures)
        deaths = (self.view.persons.death(signature.person) for signature in self.signatures)
        bounds = (*(act.day for act in told), *(act.taken_back for act in told), *deaths)
        return all(first == last for first, last in bounds)

    @cached_property
    def _gone(self) -> tuple[frozenset[date], frozenset[date]]:
        """Return the earliest and the latest days on which signatures were withdrawn or signatories ceased to exist."""
        bounds = {signature.taken_back for signature in self.signatures}
        bounds |= {self.view.persons.death(signature.person) for signature in self.signatures}
        return frozenset(days.first for days in bounds), frozenset(days.last for days in bounds)

    def counted(self, consents: Iterable[Consent], rule: EntryRule) -> Iterator[Consent]:
        """Yield the consents that a rule counts: by its instruments, and not of those that it leaves out."""
        left_out = self.left_out(rule)
        for consent in consents:
            instrument = consent.act.event.instrument
            if consent.person not in left_out and (
                rule.instruments is None or instrument is None or instrument in rule.instruments
            ):
                yield consent

    def left_out(self, rule: EntryRule) -> frozenset[str]:
        """Return those whose signature and consent a rule does not count."""
        return frozenset(self.view.persons.person(code) for code in rule.not_counting or ())

    def signatories(self, rule: EntryRule, on: date, side: Side) -> frozenset[str]:
        """Return whose consent is waited for on a day: at most (for the latest answer) or at least (for the earliest).

        Whoever took the signature back (VCLT art. 18(a)), has ceased to exist or is not counted is waited for no more.
        """
        waited_for = frozenset(person for person, since, until in self._waited_for[side] if since <= on < until)
        return waited_for - self.left_out(rule) if rule.not_counting else waited_for

    @cached_property
    def _waited_for(self) -> tuple[Sequence[tuple[str, date, date]], ...]:
        """Return who is waited for, from when and until when: at least, and at most."""
        return tuple(
            [
                (
                    signature.person,
                    signature.day[1 - side],
                    min(signature.taken_back[side], self.view.persons.death(signature.person)[side]),
                )
                for signature in self.signatures
            ]
            for side in (0, 1)
        )

    def without(self, person: str) -> ConsentLog:
        """Return the log without the consents of somebody, and without the signatures that are their consents."""
        gone = {id(consent) for consent in self.consents if consent.person == person}
        return replace(
            self,
            consents=tuple(consent for consent in self.consents if id(consent) not in gone),
            signatures=tuple(signature for signature in self.signatures if id(signature) not in gone),
        )

    def taking_effect(self, delayed: Callable[[date], date]) -> ConsentLog:
        """Return the consents and signatures on the days on which they take effect.

        That is the day of effect which the record gives, or the one that a rule's delay makes of the act's own day.
        """

        def on_effect(consents: Iterable[Consent]) -> tuple[Consent, ...]:
            return tuple(
                consent._replace(
                    day=consent.act.effective
                    if isinstance(consent.act.event.effective, Date)
                    else DateBounds(delayed(consent.day.first), delayed(consent.day.last))
                )
                for consent in consents
            )

        return replace(self, consents=on_effect(self.consents), signatures=on_effect(self.signatures))

    @cached_property
    def own_effect_days(self) -> bool:
        """Return whether the record gives some consent a day of effect of its own."""
        return any(isinstance(consent.act.event.effective, Date) for consent in self.consents)

    @cached_property
    def first_bound(self) -> DateBounds | None:
        """Return when as many have consented as it takes; ``None`` where so many consents are not on record."""
        bounds = [
            next((day for day, persons in days_of(self.consents, side) if len(persons) >= self.fewest), NEVER)
            for side in (0, 1)
        ]
        return None if NEVER in bounds[:1] else DateBounds(*bounds)

    @cached_property
    def signed(self) -> frozenset[str]:
        """Return everybody who ever signed."""
        return frozenset(signature.person for signature in self.signatures)

    def person(self, code: str) -> str:
        """Return the legal person behind a code."""
        return self.view.persons.person(code)


def consent_log(view: TreatyActs, others: OtherTreaties, *, signing_binds: bool) -> ConsentLog:
    """Return who has signed and consented. Where signing binds, a signature or adoption of the text is the consent."""
    signatures = list(consents_in(view, SIGNS, WITHDRAWS_SIGNATURE))
    consents = list(consents_in(view, CONSENTS))
    if signing_binds:
        consents += signatures or list(consents_in(view, {ADOPTS}))
    fewest = 1 if is_unilateral(view) else 2
    return ConsentLog(view, tuple(consents), tuple(signatures), others, fewest)


def is_unilateral(view: TreatyActs) -> bool:
    """Return whether the instrument is an undertaking of one state alone, which binds it without any other's consent.

    International Law Commission, Guiding Principles applicable to unilateral declarations of States (2006),
    principle 1. What calls itself a declaration is one where a single party ever signed or consented.
    """
    effect = view.terms.vocabularies["treaty-kinds"].terms[view.treaty.kind].effect
    if effect != "perhaps-unilateral":
        return effect == "unilateral"
    acting = {view.persons.person(code) for act in view.of(*SIGNS, *CONSENTS, ADOPTS) for code in act.parties}
    return len(acting) == 1


def consents_in(view: TreatyActs, effects: Iterable[str], taking_back: str = WITHDRAWS_CONSENT) -> Iterator[Consent]:
    """Yield who consented, or signed, and when that was taken back (VCLT art. 18).

    A successor takes the place of a state that is gone, and does not count beside it (1978 Convention on Succession of
    States in respect of Treaties, art. 18 and 31); a state from which a part has separated goes on beside it.
    """
    back: defaultdict[str, list[DateBounds]] = defaultdict(list)
    for act in view.of(taking_back, *({OBJECTS_TO_ENTRY} - {*effects})):
        for code in act.parties:
            back[view.persons.person(code)].append(act.done)
    for act in view.of(*SUCCESSIONS):
        for code in act.event.of or ():
            death = view.persons.death(view.persons.person(code))
            if death != NOT_YET:
                back[view.persons.person(code)].append(latest([death, act.done]))
    for act in view.of(*effects):
        for person in dict.fromkeys(view.persons.person(code) for code in act.parties):
            yield Consent(person, act.done, next_after(back[person], act.done), act)


def days_of(consents: Iterable[Consent], side: Side) -> Iterator[tuple[date, frozenset[str]]]:
    """Yield each day on which some consents change, with those who have consented by then."""
    changes: dict[date, list[tuple[bool, str]]] = {}
    for consent in consents:
        changes.setdefault(consent.day[side], []).append((True, consent.person))
        if (back := consent.taken_back[1 - side]) != NEVER:
            changes.setdefault(back, []).append((False, consent.person))
    so_far: frozenset[str] = frozenset()
    for day in sorted(changes):
        joined = {person for came, person in changes[day] if came}
        left = {person for came, person in changes[day] if not came}
        so_far = (so_far | joined) - left
        yield day, so_far
