"""The course of one treaty in one reading: its entry into force, its end, and what each party was to it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from treaty_registry.law.acts import Result, View
from treaty_registry.law.apart import Apart, apart
from treaty_registry.law.ending import treaty_end
from treaty_registry.law.entering import Entry, enter
from treaty_registry.law.entry import Others
from treaty_registry.law.exits import exits
from treaty_registry.law.lines import Frame, Line, Spell, lines_of, over
from treaty_registry.law.windows import NOT_YET, Window, earliest

Relations = Sequence[tuple[str, Window | None]]
"""Other treaties that end this one when they enter into force, with the day that their record gives."""


@dataclass(frozen=True)
class Course:
    """A treaty's course in one reading. ``never`` is what sources state of a treaty that can no longer begin."""

    view: View
    entry: Entry
    end: Spell | None
    lines: Mapping[str, Line]
    apart: Apart
    never: Result | None = None

    @property
    def over(self) -> Window:
        """When the treaty ended, or ``NOT_YET``."""
        return self.end.start if self.end else NOT_YET

    @cached_property
    def first_signed(self) -> Spell | None:
        """The signature, or the consent, that came first."""
        return min(self._given, key=lambda spell: spell.start, default=None)

    @cached_property
    def signed(self) -> Window:
        """When anybody first signed or consented, or ``NOT_YET``."""
        return earliest(spell.start for spell in self._given)

    @property
    def _given(self) -> Iterator[Spell]:
        return (spell for line in self.lines.values() for spell in (*line.signed, *line.consented))


def course(view: View, others: Others, ended_by: Relations = ()) -> Course:
    """Return what follows from a treaty's acts, its final clauses and the treaties that it names."""
    entry, book = enter(view, others)
    frame = Frame(view, others, entry, book, tuple(exits(view, entry.window, others)))
    lines = lines_of(frame)
    end = treaty_end(frame, lines, ended_by)
    if end is not None:
        lines = {code: _cut(line, end) for code, line in lines.items()}
    never = next(iter(view.attested("never-starts")), None)
    return Course(view, entry, end, lines, apart(view), never)


def _cut(line: Line, end: Spell) -> Line:
    """Return a party's spells, none of which outlasts the treaty."""

    def cut(spells: tuple[Spell, ...]) -> tuple[Spell, ...]:
        return tuple(
            Spell(s.start, earliest([s.end, end.start]), s.began, end.began if end.start <= s.end else s.ended)
            for s in spells
            if not over(end.start, s.start)
        )

    return line._replace(provisional=cut(line.provisional), bound=cut(line.bound), suspended=cut(line.suspended))
