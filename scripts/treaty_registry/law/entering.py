"""When a treaty enters into force: by its own rule, compared with what sources state, or as they state it."""

from __future__ import annotations

from dataclasses import dataclass

from treaty_registry.law.acts import CONSENTS, SIGNS, Result, View
from treaty_registry.law.entry import Ledger, Met, Others, counts_instruments, ledger, met
from treaty_registry.law.reasons import Reason
from treaty_registry.law.windows import NEVER, NOT_YET, Window, earliest
from treaty_registry.model.clauses import EntryIntoForce
from treaty_registry.model.event import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """The treaty's entry into force: its window, the rule as met, and the attested result that it rests on, if any."""

    window: Window
    reason: Reason
    clause: EntryIntoForce | None = None
    met: Met | None = None
    stated: Result | None = None

    @property
    def rests_on_sources(self) -> bool:
        """Whether sources state it although no rule is known, or none is met by the acts on record."""
        return self.stated is not None and (self.met is None or self.met.window.first == NEVER)


def enter(view: View, others: Others) -> tuple[Entry, Ledger]:
    """Return a treaty's entry into force (VCLT art. 24), and who has signed and consented as its rule counts them.

    The rule goes before what sources state. Where the rule is not known, or the acts on record do not meet it, the
    attested date is used; where the rule leaves several days open and the attested date is one of them, it is taken.
    """
    versions = view.treaty.final_clauses.entry_into_force
    clause = versions[0] if versions else None
    rules = view.terms.vocabularies["entry-rules"]
    book = ledger(view, others, signing_binds=clause is None or not counts_instruments(clause.initial, rules))
    if view.void:
        return Entry(NOT_YET, Reason("void"), clause), book
    stated = first_stated(view, "starts")
    found = met(clause.initial, book) if clause else None
    if found is None or clause is None:
        return _as_stated(view, clause, stated), book
    return _by_rule(book, clause, found, stated), book


def _as_stated(view: View, clause: EntryIntoForce | None, stated: Result | None) -> Entry:
    if stated is None:
        return Entry(_perhaps(view), Reason("entry-unknown"), clause)
    reason = Reason("entry-attested", stated.day, attested=stated.attested)
    return Entry(stated.day, reason, clause, None, stated)


def _perhaps(view: View) -> Window:
    """Return when a treaty without a known rule or attested date entered into force: perhaps, since it was signed.

    A treaty that nobody signed or consented to, as far as is known, has not.
    """
    if view.attested("never-starts"):
        return NOT_YET
    acts = [act.done for act in view.of(*SIGNS, *CONSENTS)]
    return Window(earliest(acts).first, NEVER) if acts else NOT_YET


def _by_rule(book: Ledger, clause: EntryIntoForce, found: Met, stated: Result | None) -> Entry:
    attested = stated.attested if stated else None
    if stated is not None and found.window.first == NEVER:
        reason = Reason("entry-not-computed", stated.day, attested=attested, rule=clause.initial, at=clause.at)
        return Entry(stated.day, reason, clause, found, stated)
    window = pinned(found.window, stated.day if stated else None)
    code = "entry-not-yet" if window.first == NEVER else "entry-rule"
    if window != found.window:
        code = "entry-rule-and-attested"
    reason = Reason(code, window, _last_act(book, found), attested, clause.at, clause.initial)
    return Entry(window, reason, clause, found, stated if window != found.window else None)


def _last_act(book: Ledger, found: Met) -> Event | None:
    """Return the consent that met the condition."""
    if not found.condition.is_day:
        return None
    return next((one.act.event for one in book.consents if one.day == found.condition), None)


def first_stated(view: View, effect: str) -> Result | None:
    """Return what sources state of the whole treaty; where several results stand, one that nobody disputes."""
    results = view.attested(effect)
    return min(results, key=lambda result: (bool(result.attested.disputed), result.index), default=None)


def pinned(computed: Window, stated: Window | None) -> Window:
    """Return a computed window, or what sources state where that lies within it and is closer."""
    if stated is None or computed.is_day:
        return computed
    if computed.holds(stated):
        return stated
    if stated.holds(computed):
        return computed
    first, last = max(computed.first, stated.first), min(computed.last, stated.last)
    return Window(first, last) if first <= last else computed
