"""All mutual-defence clauses, one after the other, so that they can be held against each other.

A row is one obligation of the kind ``defence`` of one treaty: when it is owed, how firmly, by what means, and how a
party gets out of it. A term is a link to its definition where it first stands; after that it is plain text, so that the
page stays small with thousands of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from treaty_registry.language.days import day
from treaty_registry.language.measures import listed, period
from treaty_registry.model.clauses import Duration, Withdrawal, current
from treaty_registry.model.obligation import Obligation, Trigger
from treaty_registry.model.treaty import Treaty, defence_clauses
from treaty_registry.website.context.fragments import TOP, Fragment
from treaty_registry.website.context.html import html, safe
from treaty_registry.website.context.render_context import RenderContext

_MOST = 500  # treaties whose clauses are shown: the newest
_MAX_NAMES = 4  # of more parties, their number is given

_TERM = re.compile(r'<a class="term" href="([^"]+)"[^>]*>(.*?)</a>')

NO_NOTICE = 100_000  # days by which a notice sorts that nobody can give: after every other

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Row:
    """One clause. ``key`` names it in addresses; ``parties`` are all for whom the duty was ever in force."""

    key: str
    treaty: Treaty
    obligation: Obligation
    year: int
    articles: str
    known: str
    parties: tuple[str, ...]
    status: str
    trigger: Markup
    where: Markup
    firm: Markup
    means: Markup
    timing: Markup
    limits: tuple[Markup, ...]
    who: Markup
    term: Markup
    exit: tuple[Markup, ...]
    notice: int


class Clauses:
    """Makes the rows of one page."""

    def __init__(self, site: RenderContext) -> None:
        """Take the registry in the language of the page."""
        self.site, self.t = site, site.t

    def rows(self, treaty: Treaty) -> Iterator[Row]:
        """Yield the clauses of a treaty."""
        clauses = defence_clauses(treaty)
        for number, obligation in enumerate(clauses):
            yield self._row(treaty, obligation, treaty.id if number == 0 else f"{treaty.id}~{obligation.id}")

    def _row(self, treaty: Treaty, obligation: Obligation, key: str) -> Row:
        withdrawal, duration = current(treaty.final_clauses.withdrawal), current(treaty.final_clauses.duration)
        return Row(
            key=key,
            treaty=treaty,
            obligation=obligation,
            year=int(treaty.id[:4]),
            articles=listed(dict.fromkeys(article.no for article in obligation.articles or ()), self.site.language),
            known=day(treaty.verified.latest, self.site.language),
            parties=tuple(self.site.status_texts.law.ties(treaty.id)),
            status=self.site.status_texts.now(treaty).code,
            trigger=self._trigger(obligation.trigger),
            where=self._where(obligation.trigger),
            firm=self._term("commitments", obligation.commitment),
            means=self._terms("means", obligation.means or ()),
            timing=self._terms("timings", (obligation.timing,) if obligation.timing else ()),
            limits=tuple(self._limits(obligation)),
            who=self._who(treaty, obligation),
            term=self._duration(duration),
            exit=tuple(self._exit(withdrawal)),
            notice=_days(withdrawal),
        )

    def _term(self, vocabulary: str, name: str) -> Markup:
        return self.site.term(vocabulary, name)

    def _terms(self, vocabulary: str, names: Sequence[str]) -> Markup:
        return Markup(", ").join(self._term(vocabulary, name) for name in names)

    def _parties(self, codes: Sequence[str]) -> str:
        return listed(map(self.site.party_name, codes), self.site.language)

    def _trigger(self, trigger: Trigger | None) -> Markup:
        if trigger is None:
            return safe(self.t("At all times, without a trigger"))
        said = self._term("triggers", trigger.what)
        if trigger.against:
            target = self._term("trigger-targets", trigger.against)
            said = safe(self.t("{what}. Against: {whom}", what=said, whom=target))
        if trigger.states:
            said += html(" ({})", self._parties(trigger.states))
        return said

    def _where(self, trigger: Trigger | None) -> Markup:
        if trigger is None or not trigger.area:
            return Markup("")
        said = self._term("areas", trigger.area)
        if trigger.area_of:
            said += html(" ({})", self._parties(trigger.area_of))
        if trigger.area_name:
            said += html("{}{}", self.t(": "), self.site.given(trigger.area_name))
        return said

    def _limits(self, obligation: Obligation) -> Iterator[Markup]:
        for limit in obligation.limits or ():
            said = self._term("limits", limit.limit)
            yield said + html(" ({})", self._parties(limit.states)) if limit.states else said

    def _who(self, treaty: Treaty, obligation: Obligation) -> Markup:
        if "all" not in obligation.owed_by or "all" not in obligation.owed_to:
            every = self.t("every party")
            by, to = (
                every if "all" in codes else self._parties(codes) for codes in (obligation.owed_by, obligation.owed_to)
            )
            return safe(self.t("{by} towards {to}", by=by, to=to))
        return safe(self.t("Every party to every other: {parties}", parties=self._bound(treaty)))

    def _bound(self, treaty: Treaty) -> str:
        """Return who is bound on the day of verification, or who was when nobody is any more."""
        ties = self.site.status_texts.law.ties(treaty.id)
        known = treaty.verified.latest
        now = [code for code, spells in ties.items() if any(days.covers(known) for days, _ in spells)]
        codes = now or list(ties)
        if len(codes) > _MAX_NAMES:
            return self.t("{number} parties", number=len(codes))
        return self._parties(codes) if codes else self.t("nobody yet")

    def _duration(self, duration: Duration | None) -> Markup:
        if duration is None:
            return Markup("")
        said = partial(period, language=self.site.language)
        if duration.initial == "indefinite":
            return safe(self.t("No end date"))
        if duration.initial == "unknown":
            return safe(self.t("Term looked for and not found"))
        text = safe(self.t("Term of {length}", length=said(duration.initial)))
        if duration.then:
            text += html("{}{}", self.t("; "), self._term("duration-ends", duration.then))
        if duration.renewal and duration.renewal != "unknown":
            text += html(" ({})", said(duration.renewal))
        if duration.notice:
            text += html(
                "{}{}", self.t("; "), self.t("objection {length} before the end", length=said(duration.notice))
            )
        return text

    def _exit(self, withdrawal: Withdrawal | None) -> Iterator[Markup]:
        if withdrawal is None:
            return
        said = partial(period, language=self.site.language)
        way = self._term("exit-rules", withdrawal.allowed)
        if withdrawal.notice:
            way += html(", {}", said(withdrawal.notice))
        yield way
        if withdrawal.earliest:
            yield safe(self.t("not before {length} in force", length=said(withdrawal.earliest)))
        if withdrawal.ends:
            whole = withdrawal.ends == "whole-treaty"
            yield safe(self.t("ends the treaty for all") if whole else self.t("ends it for that party"))


def _days(withdrawal: Withdrawal | None) -> int:
    """Return about how many days a notice takes, for sorting."""
    if withdrawal is None or not withdrawal.notice:
        return NO_NOTICE
    number, unit = withdrawal.notice.split()
    return int(number) * _DAYS[unit.rstrip("s")]


def clauses_side_by_side(site: RenderContext) -> str:
    """Return the whole page: the table, and what a script needs to sort, filter and compare.

    Of very many treaties it has the newest.
    """
    promising = [summary.id for summary in site.newest_first if summary.promises]
    rows = [row for treaty_id in promising[:_MOST] for row in site.kept(CLAUSES, treaty_id)]
    codes = sorted({code for _, _, parties in rows for code in parties}, key=site.party_name)
    there = {firmness for _, firmness, _ in rows}
    firmness = [name for name in site.registry.terms.vocabularies["commitments"].terms if name in there]
    text = _linked_once("".join(html for html, _, _ in rows))
    return site.render(
        "compare.html",
        rows=Markup(text),  # noqa: S704  # see ``_clauses``
        parties=codes,
        firmness=firmness,
        shown=min(len(promising), _MOST),
        left_out=max(len(promising) - _MOST, 0),
        site=site,
    )


def _linked_once(html: str) -> str:
    """Return HTML in which each term is a link to its definition only where it first stands."""
    linked: set[str] = set()

    def link(match: re.Match[str]) -> str:
        if match.group(1) in linked:
            return match.group(2)
        linked.add(match.group(1))
        return match.group()

    return _TERM.sub(link, html)


def _clauses(site: RenderContext, treaty: Treaty) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the rows of a treaty, each with its firmness and the parties for whom it was ever in force."""
    ranks = list(site.registry.terms.vocabularies["commitments"].terms)
    rows = []
    for row in Clauses(site).rows(treaty) if treaty.retired is None else ():
        firmness = row.obligation.commitment
        html = site.render("clause_row.html", row=row, rank=ranks.index(firmness), site=site)
        rows.append((html, firmness, row.parties))
    return rows


CLAUSES = Fragment("clauses", _clauses, TOP)
