"""Who has signed a treaty and consented to be bound by it, and when, as rules for entry into force count them.

Signing: VCLT art. 10, 12 and 18; consent: art. 11 to 16.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from treaty_registry.law.acts import CONSENTS, SIGNS, Act, TreatyActs
from treaty_registry.law.date_bounds import NEVER, DateBounds, next_after
from treaty_registry.model.clauses import EntryRule

Side = Literal[0, 1]
"""Which bound is asked for: the earliest (0) or the latest (1)."""

ADOPTS = "adopts"
PRESUMED = (SIGNS - CONSENTS) | {ADOPTS}
"""Effects of acts that are a consent only if the treaty needs no instrument."""

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

    def days(self, rule: EntryRule, side: Side) -> Sequence[tuple[date, frozenset[str]]]:
        """Return each day on which the consents that a rule counts change, with those who have consented by then."""
        return days_of(self.counted(self.consents, rule), side)

    def counted(self, consents: Iterable[Consent], rule: EntryRule) -> Iterator[Consent]:
        """Yield the consents that a rule counts: by its instruments, and not of those that it leaves out."""
        left_out = {self.view.persons.person(code) for code in rule.not_counting or ()}
        for consent in consents:
            instrument = consent.act.event.instrument
            if consent.person not in left_out and (
                rule.instruments is None or instrument is None or instrument in rule.instruments
            ):
                yield consent

    def signatories(self, on: date, side: Side) -> frozenset[str]:
        """Return who has signed by a day: at most (for the latest answer) or at least (for the earliest)."""
        return frozenset(
            signature.person
            for signature in self.signatures
            if signature.day[1 - side] <= on and signature.taken_back[side] > on
        )

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
    return ConsentLog(view, tuple(consents), tuple(signatures), others)


def consents_in(view: TreatyActs, effects: Iterable[str], taking_back: str = WITHDRAWS_CONSENT) -> Iterator[Consent]:
    """Yield who consented, or signed, and when that was taken back (VCLT art. 18)."""
    back: defaultdict[str, list[DateBounds]] = defaultdict(list)
    for act in view.of(taking_back):
        for code in act.parties:
            back[view.persons.person(code)].append(act.done)
    for act in view.of(*effects):
        for person in dict.fromkeys(view.persons.person(code) for code in act.parties):
            yield Consent(person, act.done, next_after(back[person], act.done), act)


def days_of(consents: Iterable[Consent], side: Side) -> Sequence[tuple[date, frozenset[str]]]:
    """Return each day on which some consents change, with those who have consented by then."""
    changes: dict[date, list[tuple[bool, str]]] = {}
    for consent in consents:
        changes.setdefault(consent.day[side], []).append((True, consent.person))
        if (back := consent.taken_back[1 - side]) != NEVER:
            changes.setdefault(back, []).append((False, consent.person))
    days: list[tuple[date, frozenset[str]]] = []
    so_far: frozenset[str] = frozenset()
    for day in sorted(changes):
        joined = {person for came, person in changes[day] if came}
        left = {person for came, person in changes[day] if not came}
        so_far = (so_far | joined) - left
        days.append((day, so_far))
    return days
