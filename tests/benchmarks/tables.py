"""Tables of results in both languages, as Markdown, and the sums in them: nothing here measures or prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from treaty_registry.language.languages import Language


class Text(NamedTuple):
    """A text in both languages. They stand side by side, so that no translation can be missing after a long run."""

    en: str
    fr: str

    def within(self, **values: Number | Text | str) -> Text:
        """Return the text with values in its places in braces, each as its language writes it."""
        return Text(
            self.en.format(**{name: shown(value, "en") for name, value in values.items()}),
            self.fr.format(**{name: shown(value, "fr") for name, value in values.items()}),
        )


class Number(NamedTuple):
    """A number with so many digits after the point."""

    value: float
    digits: int = 0


Cell = Text | Number | str | None
"""What stands in a field; a plain string is the same in every language, and None is what was not measured."""

NONE = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title; the first ``words`` columns hold words, the others numbers."""

    title: Text
    head: Sequence[Text]
    rows: Sequence[Sequence[Cell]]
    words: int = 1


Block = Text | Table
"""A paragraph or a table."""


def markdown(blocks: Sequence[Block], language: Language) -> str:
    """Return paragraphs and tables as Markdown in one language, one after the other."""
    return "\n\n".join(_table(one, language) if isinstance(one, Table) else shown(one, language) for one in blocks)


def _table(table: Table, language: Language) -> str:
    marks = ["---" if place < table.words else "---:" for place in range(len(table.head))]
    lines = [[shown(one, language) for one in row] for row in (table.head, *table.rows)]
    lines.insert(1, marks)
    return "\n".join([f"**{shown(table.title, language)}**", "", *(f"| {' | '.join(line)} |" for line in lines)])


def shown(cell: Cell, language: Language) -> str:
    """Return one field as its language writes it: 1,234.5 in English is 1 234,5 in French, with a narrow space."""
    if cell is None:
        return NONE
    if isinstance(cell, Number):
        english = f"{cell.value:,.{cell.digits}f}"
        return english if language == "en" else english.replace(",", "\u202f").replace(".", ",")
    if isinstance(cell, Text):
        return cell.fr if language == "fr" else cell.en
    return cell


def growth(small: tuple[float, float], large: tuple[float, float]) -> float | None:
    """Return the power with which a cost grows from one (size, cost) to a larger one: 1 is a straight line.

    There is none, and None comes back, where the sizes are the same or a cost is nothing.
    """
    if small[0] == large[0] or min(*small, *large) <= 0:
        return None
    return log(large[1] / small[1]) / log(large[0] / small[0])
