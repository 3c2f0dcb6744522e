"""The data of the explorer: every treaty as numbers in columns, with the labels that they stand for in one language.

Up to ``EMBEDDED`` treaties, all of it stands in the page, which then needs no other file. Beyond that, the page has
a table of the newest ``NEWEST`` treaties, and ``assets/explore.js`` fetches the data from a file beside the page.
Days are numbers: 1 is 1 January of the year 1. Lists of numbers hold what each is more than the one before.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from treaty_registry.law.date_bounds import stretches
from treaty_registry.model.dates import Date
from treaty_registry.model.treaty import Treaty
from treaty_registry.website.build import assets
from treaty_registry.website.context.fragments import TOP, Fragment
from treaty_registry.website.context.render_context import RenderContext
from treaty_registry.website.pages.lists import joined
from treaty_registry.website.search.words import fold

EMBEDDED = 500
"""So many treaties stand in the page itself, as rows of the plain table and as data."""

_NEWEST = 100
"""So many rows has the plain table of a larger registry. Each makes the filters wait: the browser lays it out first."""

_COMMON = 12
"""A word of titles that more than one in so many treaties has is written as bits, which is shorter."""

PAGE = "explore.html"
_FILE = "explore.json"
"""The file beside the page, for registries with more; its name gets a hash of its content."""

_WORD = re.compile(r"[^\W_]+")


def insertion(site: RenderContext) -> str:
    """Return the explorer: the plain table, the filters that wait for the script, and the data if there is room."""
    treaties = site.newest_first
    shown = treaties if len(treaties) <= EMBEDDED else treaties[:_NEWEST]
    return site.render(
        "explore.html",
        site=site,
        rows=joined(site, EXPLORER_ROW, shown),
        shown=len(shown),
        total=len(treaties),
        data=Markup(data(site)) if len(treaties) <= EMBEDDED else None,  # noqa: S704  # JSON without a "<"
        source=_FILE,
    )


def write_data(site: RenderContext, folder: Path) -> str | None:
    """Write the data beside the page in ``folder``, unless the page holds them itself, and return their file's name."""
    if len(site.newest_first) <= EMBEDDED:
        return None
    content = data(site).encode()
    name = assets.named_after(_FILE, content)
    (folder / name).write_bytes(content)
    return name


def naming(html: str, name: str) -> str:
    """Return the page with the name of the file that holds the data."""
    return html.replace(_source(_FILE), _source(name))


def _source(name: str) -> str:
    return f'data-source="{name}"'


def data(site: RenderContext) -> str:
    """Return the explorer's data as JSON that may stand within HTML."""
    text = json.dumps(columns(site), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def columns(site: RenderContext) -> dict[str, object]:
    """Return the treaties in columns, the newest first, and the lists that their numbers count in.

    ``heirs`` are those who only continue somebody who took part, by row; ``named`` are the rows with a title
    in the page's language, if not all.
    """
    parties = {code: number for number, code in enumerate(site.treaties_of)}
    days: dict[int, int] = {}
    treaties = site.newest_first
    told = [_Columns(*site.kept(EXPLORER_COLUMNS, treaty.id)) for treaty in treaties]
    words = _words_of_titles([columns.words for columns in told])
    named = [row for row, treaty in enumerate(treaties) if treaty.titles[site.language][0] == site.language]
    return {
        "parties": [[code, site.party_name(code)] for code in site.treaties_of],
        "kinds": _labelled(site, "treaty-kinds"),
        "subjects": _labelled(site, "subjects"),
        "duties": _labelled(site, "obligation-kinds"),
        "statuses": _labelled(site, "statuses"),
        "rows": {
            "id": [treaty.id for treaty in treaties],
            "title": [treaty.titles[site.language][1] for treaty in treaties],
            "party": [_steps(parties[code] for code in treaty.part) for treaty in treaties],
            "kind": [columns.kind for columns in told],
            "subject": [columns.subjects for columns in told],
            "duty": [columns.duties for columns in told],
            "signed": [columns.signed for columns in told],
            "status": [columns.statuses for columns in told],
            "verified": [days.setdefault(treaty.verified.toordinal(), len(days)) for treaty in treaties],
            "words": words.rows,
        },
        "heirs": [
            [row, *_steps(parties[code] for code in heirs)]
            for row, treaty in enumerate(treaties)
            if (heirs := set(treaty.part) - set(treaty.acting))
        ],
        "named": named if len(named) < len(treaties) else None,
        "open": [row for row, treaty in enumerate(treaties) if treaty.open_upward],
        "limits": [[row, *limit] for row, columns in enumerate(told) for limit in columns.limits],
        "days": list(days),
        "words": words.rare,
        "common": words.common,
    }


class _Columns(NamedTuple):
    """What the columns hold of one treaty."""

    kind: int
    subjects: list[int]
    duties: list[int]
    signed: int | list[object] | None
    statuses: list[int]
    limits: list[tuple[int, int, str]]
    words: list[str]


def _columns(site: RenderContext, treaty: Treaty) -> _Columns:
    kinds, subjects, duties = _terms(site, "treaty-kinds"), _terms(site, "subjects"), _terms(site, "obligation-kinds")
    return _Columns(
        kinds[treaty.kind],
        _steps(subjects[name] for name in treaty.subjects),
        _steps(duties[name] for name in _kinds(treaty)),
        _signed(site, treaty),
        _statuses(site, treaty, _terms(site, "statuses")),
        list(_limits(site, treaty)),
        list(_more_words(treaty)),
    )


def _row(site: RenderContext, treaty: Treaty) -> str:
    return site.render("explore_row.html", site=site, treaty=treaty, kinds_of_duty=_kinds(treaty))


EXPLORER_COLUMNS = Fragment("columns", _columns, TOP)
EXPLORER_ROW = Fragment("explore", _row, TOP)


def _steps(numbers: Iterable[int]) -> list[int]:
    """Return numbers in order, each as what it is more than the one before: short to write."""
    ordered = sorted(numbers)
    return [number - before for before, number in pairwise((0, *ordered))]


def _kinds(treaty: Treaty) -> list[str]:
    """Return the kinds of a treaty's obligations, each once."""
    return list(dict.fromkeys(obligation.kind for obligation in treaty.obligations or ()))


def _terms(site: RenderContext, vocabulary: str) -> dict[str, int]:
    return {name: number for number, name in enumerate(site.registry.terms.vocabularies[vocabulary].terms)}


def _labelled(site: RenderContext, vocabulary: str) -> list[list[str]]:
    return [[name, site.label(vocabulary, name)] for name in site.registry.terms.vocabularies[vocabulary].terms]


def _signed(site: RenderContext, treaty: Treaty) -> int | list[object] | None:
    """Return the day of signature; first and last possible day, words and EDTF where it is less simple; or nothing."""
    date = site.signed(treaty)
    if not isinstance(date, Date):
        return None
    if date.is_day and site.was_signed(treaty):
        return date.earliest.toordinal()
    words = site.day(date)
    if not site.was_signed(treaty):
        words = site.t("first act {day}", day=words)
    return [date.earliest.toordinal(), date.latest.toordinal(), words, date.text]


def _statuses(site: RenderContext, treaty: Treaty, numbers: dict[str, int]) -> list[int]:
    """Return a treaty's statuses over time: the first, then for each that follows after how many days, and itself.

    The days before the second count from the earliest day of signature, or from the day 0.
    """
    signed = site.signed(treaty)
    before = signed.earliest.toordinal() if isinstance(signed, Date) else 0
    statuses: list[int] = []
    for interval, answer in site.aggregates.law.statuses(treaty.id):
        number, start = numbers[answer.code], interval.start.toordinal()
        if not statuses:
            statuses.append(number)
        elif statuses[-1] != number:
            statuses += (start - before, number)
            before = start
    return statuses


def _limits(site: RenderContext, treaty: Treaty) -> Iterator[tuple[int, int, str]]:
    """Yield the days on which duties between some of the parties are suspended: first, first after, in words."""
    gaps = site.aggregates.law.history(treaty.id).gaps
    if not gaps:
        return
    for start, end in stretches(day for gap in gaps for window in (gap.start, gap.end) for day in window):
        if text := " ".join(site.status_texts.suspended(treaty, start)):
            yield start.toordinal(), end.toordinal(), text


class _Titles(NamedTuple):
    """Words of official titles: the rare ones with numbers for each row, the common ones with a bit for each row."""

    rare: list[str]
    rows: list[list[int]]
    common: list[tuple[str, str]]


def _words_of_titles(more: Sequence[Sequence[str]]) -> _Titles:
    """Return in short the words that the titles of each treaty have besides its short title and its id."""
    counted = Counter(word for words in more for word in words)
    few = len(more) // _COMMON
    rare = [word for word, count in counted.most_common() if count <= few]
    numbers = {word: number for number, word in enumerate(rare)}
    bits = {word: bytearray(len(more) // 8 + 1) for word, count in counted.items() if count > few}
    for row, words in enumerate(more):
        for word in words:
            if word in bits:
                bits[word][row // 8] |= 1 << row % 8
    return _Titles(
        rare,
        [_steps(numbers[word] for word in words if word in numbers) for words in more],
        [(word, b64encode(bitmap).decode()) for word, bitmap in bits.items()],
    )


def _more_words(treaty: Treaty) -> Iterator[str]:
    """Yield each word of a treaty's official titles that its short title and id lack."""
    had = set(_words((treaty.short_title, treaty.id)))
    for word in _words((treaty.title, *(treaty.titles or {}).values())):
        if word not in had:
            had.add(word)
            yield word


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of texts as a reader types them: small letters, without accents."""
    for text in texts:
        yield from _WORD.findall(fold(text))
