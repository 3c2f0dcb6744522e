"""What follows from all records together and is the same in every language: worked out once for the whole site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from treaty_registry.cache.cache import Cache
from treaty_registry.language.languages import LANGUAGES, Language
from treaty_registry.law.acts import SIGNS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds, Interval
from treaty_registry.law.duties import Duty
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.obligation import DEFENCE
from treaty_registry.model.treaty import Relation, Treaty, defence_clauses, short_official_title
from treaty_registry.website.context.fragments import Fragment, FragmentCache

if TYPE_CHECKING:
    from treaty_registry.website.context.render_context import RenderContext

_T = TypeVar("_T")

UNKNOWN = "unknown"
"""The year of a treaty of which nobody knows when it was signed."""

_NEVER_SIGNED = date.min.isoformat()


class TreatySummary(NamedTuple):
    """What pages that many treaties share need of each, in a few words."""

    id: str
    titles: dict[Language, tuple[Language, str]]
    """For each language what people call the treaty, and the language that this is in."""
    retired: bool
    former: tuple[str, ...]
    """Its former ids."""
    latest: str
    """The last possible day of its signature, by which the newest come first: none after that of its verification."""
    verified: date
    status: str
    """Its status on the day of verification."""
    acting: tuple[str, ...]
    """Everybody who acts in its events, in order of first appearance."""
    part: tuple[str, ...]
    """These, and whoever holds a position under it besides."""
    events: int
    sources: int
    referring: int
    """How many relations other records have to it."""
    promises: bool
    """Whether it has a clause of mutual defence."""
    defends: bool
    """Whether duties of defence ever followed from it."""
    open_upward: bool
    """Whether others than those listed may have a part in it: numbers of parties are at least so high."""


class PairGroup(NamedTuple):
    """Duties of defence of one treaty that are alike in all but who owes whom."""

    obligation: str
    interval: Interval
    standing: str
    articles: tuple[str, ...]
    reserved_by: tuple[str, ...]
    start: DateBounds
    end: DateBounds
    """The bounds of the days on which they began and ended to be owed so."""
    pairs: tuple[tuple[str, str], ...]
    """Who owes and who is owed, in their order."""
    of: Mapping[str, Sequence[tuple[str, str]]]
    """Those of each party."""


class Aggregates:
    """The law core of a registry, and what pages ask of all records."""

    def __init__(self, law: CompiledRegistry, fragments: FragmentCache | None = None) -> None:
        """Take the records with their histories, and where parts of them are kept, if they are."""
        self.registry, self.law = law.registry, law
        self._once: dict[Callable[[RenderContext], Any], Any] = {}
        self.fragments = fragments or FragmentCache(
            Cache(), {treaty_id: treaty_id for treaty_id in self.registry.treaties}
        )

    def summaries(self, site: RenderContext) -> TreatySummaries:
        """Return all treaties in brief, which any of the languages' sites can tell."""
        return self.once(TreatySummaries, site)

    def once(self, make: Callable[[RenderContext], _T], site: RenderContext) -> _T:
        """Return what is made of any of the languages' sites and is the same of all; it is made only once."""
        if make not in self._once:
            self._once[make] = make(site)
        made: _T = self._once[make]
        return made

    def signed(self, treaty: Treaty) -> Date | str:
        """Return the date of a treaty's first signature, or of its first event where nobody signed."""
        return (self._signatures(treaty) or [event.date for event in treaty.events])[0]

    def was_signed(self, treaty: Treaty) -> bool:
        """Return whether the record knows of a signature."""
        return bool(self._signatures(treaty))

    def _signatures(self, treaty: Treaty) -> list[Date | Literal["unknown"]]:
        actions = self.registry.terms.vocabularies["actions"].terms
        return [event.date for event in treaty.events if actions[event.action].effect in SIGNS]

    def plane(self, event: Event) -> str:
        """Return the plane of an event: ``domestic`` or ``international``."""
        return self.registry.terms.vocabularies["actions"].terms[event.action].plane or "international"

    def parties_of(self, treaty: Treaty) -> list[str]:
        """Return everybody who acts in a treaty's events, in order of first appearance."""
        return list(dict.fromkeys(code for event in treaty.events for code in event.party or ()))

    def relations_to(self, treaty_id: str) -> list[tuple[Treaty, Relation]]:
        """Return the relations that other records have to a treaty."""
        others = (self.registry.treaties[other] for other in self.registry.referring.get(treaty_id, ()))
        return [
            (other, relation) for other in others for relation in other.relations or () if relation.treaty == treaty_id
        ]

    def title(self, treaty: Treaty, language: Language) -> tuple[Language, str]:
        """Return what people call a treaty, with the language that this is in: its official title if that is short."""
        own = short_official_title(treaty, language)
        return (language, own) if own else ("en", treaty.short_title)


class TreatySummaries:
    """All treaties of a site in brief."""

    def __init__(self, site: RenderContext) -> None:
        """Take any of the languages' sites: what is told here is the same in all."""
        self._site, self._fragments = site, site.aggregates.fragments
        kept = (TreatySummary(*self._fragments.get(site, SUMMARY, treaty_id)) for treaty_id in site.registry.treaties)
        self.by_id = {summary.id: _restored(summary) for summary in kept}

    @cached_property
    def newest_first(self) -> list[TreatySummary]:
        """Return all treaties that are kept, the most recently signed first."""
        kept = [treaty for treaty in self.by_id.values() if not treaty.retired]
        return sorted(kept, key=lambda treaty: (treaty.latest, treaty.id), reverse=True)

    @cached_property
    def by_year(self) -> dict[str, list[TreatySummary]]:
        """Return the same by the year of the last possible day of their signature, or ``UNKNOWN``, which comes last."""
        treaties: defaultdict[str, list[TreatySummary]] = defaultdict(list)
        for treaty in self.newest_first:
            treaties[treaty.latest[:4].lstrip("0") if treaty.latest > _NEVER_SIGNED else UNKNOWN].append(treaty)
        return treaties

    @cached_property
    def treaties_of(self) -> dict[str, list[TreatySummary]]:
        """Return each party's treaties, the newest first: those in which it acts or holds a position."""
        treaties: defaultdict[str, list[TreatySummary]] = defaultdict(list)
        for treaty in self.newest_first:
            for code in treaty.part:
                treaties[code].append(treaty)
        return dict(sorted(treaties.items()))

    def alike_of(self, treaty_id: str) -> Sequence[PairGroup]:
        """Return the duties of defence that ever followed from a treaty, alike ones together."""
        return self._alike.get(treaty_id, ())

    def alike_with(self, code: str) -> Iterator[tuple[str, PairGroup, list[str], list[str]]]:
        """Yield the duties of defence of a party and towards it, alike ones together: the treaty, them, to whom it
        owes them, and who owes them to it.
        """
        for summary in self.treaties_of.get(code, ()):
            for group in self.alike_of(summary.id):
                if mine := group.of.get(code):
                    owes = [beneficiary for obligor, beneficiary in mine if obligor == code]
                    yield summary.id, group, owes, [obligor for obligor, _ in mine if obligor != code]

    @cached_property
    def defending(self) -> list[str]:
        """Return the ids of the treaties from which duties of defence ever followed, the newest first."""
        return [treaty.id for treaty in self.newest_first if treaty.defends]

    @cached_property
    def _alike(self) -> dict[str, list[PairGroup]]:
        pairs: dict[tuple[str, str], tuple[str, str]] = {}

        def alike(obligation: str, days: list[int], standing: str, *rest: list[Any]) -> PairGroup:
            articles, reserved_by, start, end, who = rest
            parties = ((intern(obligor), intern(beneficiary)) for obligor, beneficiary in who)
            same = tuple(pairs.setdefault(pair, pair) for pair in parties)
            of: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
            for pair in same:
                for code in pair:
                    of[code].append(pair)
            sure = intern(standing), tuple(articles), tuple(reserved_by), _bounds(*start), _bounds(*end)
            return PairGroup(obligation, _days(*days), *sure, same, of)

        return {treaty_id: [alike(*group) for group in self._kept(DUTIES, treaty_id)] for treaty_id in self.defending}

    def _kept(self, part: Fragment, treaty_id: str) -> Any:
        return self._fragments.get(self._site, part, treaty_id)


def _summary(site: RenderContext, treaty: Treaty) -> TreatySummary:
    aggregates = site.aggregates
    signed, acting = aggregates.signed(treaty), aggregates.parties_of(treaty)
    held = (position.party for position in aggregates.law.positions(treaty.id))
    return TreatySummary(
        id=treaty.id,
        titles={language: aggregates.title(treaty, language) for language in LANGUAGES},
        retired=treaty.retired is not None,
        former=tuple(treaty.former_ids or ()),
        latest=min(signed.latest, treaty.verified.latest).isoformat() if isinstance(signed, Date) else _NEVER_SIGNED,
        verified=treaty.verified.latest.isoformat(),  # type: ignore[arg-type]  # as JSON can hold it, see ``_restored``
        status=aggregates.law.status(treaty.id, treaty.verified.latest).code,
        acting=tuple(acting),
        part=tuple(dict.fromkeys((*acting, *held))),
        events=len(treaty.events),
        sources=len(treaty.sources),
        referring=len(aggregates.relations_to(treaty.id)),
        promises=treaty.retired is None and bool(defence_clauses(treaty)),
        defends=treaty.retired is None and next(aggregates.law.duties(treaty.id, {DEFENCE}), None) is not None,
        open_upward=aggregates.law.history(treaty.id).unlisted_since is not None,
    )


def _restored(summary: TreatySummary) -> TreatySummary:
    """Return a summary as it was before JSON held it. What many have in common is held once."""
    acting = tuple(map(intern, summary.acting))
    return summary._replace(
        titles={language: (title[0], title[1]) for language, title in summary.titles.items()},
        former=tuple(summary.former),
        verified=date.fromisoformat(str(summary.verified)),
        status=intern(summary.status),
        acting=acting,
        part=acting if len(summary.part) == len(acting) else tuple(map(intern, summary.part)),
    )


def _duties(site: RenderContext, treaty: Treaty) -> list[tuple[Any, ...]]:
    """Return the duties of defence of a treaty as ``TreatySummaries`` reads them."""
    pairs_of: defaultdict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)
    for duty in site.aggregates.law.duties(treaty.id, {DEFENCE}):
        pairs_of[_but_who(duty)].append((duty.obligor, duty.beneficiary))
    return [
        (obligation, _ordinals(interval), *rest, _ordinals(start), _ordinals(end), pairs)
        for (obligation, interval, *rest, start, end), pairs in pairs_of.items()
    ]


def _but_who(duty: Duty) -> tuple[Any, ...]:
    return duty.obligation, duty.interval, duty.standing, duty.articles, duty.reserved_by, duty.start, duty.end


def _ordinals(days: Iterable[date]) -> list[int]:
    return [day.toordinal() for day in days]


def _bounds(first: int, last: int) -> DateBounds:
    return DateBounds(date.fromordinal(first), date.fromordinal(last))


def _days(start: int, end: int) -> Interval:
    return Interval(date.fromordinal(start), date.fromordinal(end))


SUMMARY = Fragment("summary", _summary)
DUTIES = Fragment("duties", _duties)
