"""Dates: possible, in order, not in the future, and while the party existed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import Terms
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem

CHECKED_EVERY = timedelta(days=366)  # a record that was checked longer ago is marked


FUTURE_DATE = FindingKind(
    "future-date",
    meaning=Bilingual(en="An act that has not happened yet.", fr="Un acte qui n’a pas encore eu lieu."),
    mend=Bilingual(en="Mend the date, most often its year.", fr="Corrigez la date, le plus souvent son année."),
)

AFTER_VERIFIED = FindingKind(
    "after-verified",
    meaning=Bilingual(
        en="A fact younger than the day up to which the record says it was checked.",
        fr="Un fait postérieur au jour jusqu’auquel la fiche se dit vérifiée.",
    ),
    mend=Bilingual(
        en="Check the whole record again and move `verified` forward, or mend the date.",
        fr="Vérifiez de nouveau toute la fiche et avancez `verified`, ou corrigez la date.",
    ),
)


@check(FUTURE_DATE, AFTER_VERIFIED)
def nothing_in_the_future(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What a record tells has happened, been said and been read by the day of the run and by ``verified``."""
    for path, moment in past_dates(treaty):
        if moment.earliest > context.today:
            yield Problem(
                "future-date", f"`{moment}` lies in the future (today is {context.today}). Check the year.", path
            )
        elif moment.earliest > treaty.verified.latest and path != ("verified",):
            yield Problem(
                "after-verified",
                f"`{moment}` is later than `verified: {treaty.verified}`. If the whole record was checked again, "
                "move `verified` forward.",
                path,
            )


DATES_OUT_OF_ORDER = FindingKind(
    "dates-out-of-order",
    meaning=Bilingual(en="Events are not in order of date.", fr="Les événements ne sont pas dans l’ordre des dates."),
    mend=Bilingual(en="Move the event to its place by date.", fr="Déplacez l’événement à sa place selon la date."),
    waivable=True,
)


@check(DATES_OUT_OF_ORDER)
def events_in_order(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Events stand in order of date, so that the log reads like one and a change shows up where it belongs."""
    latest: Date | None = None
    for index, event in enumerate(treaty.events):
        if not isinstance(event.date, Date):
            continue
        if latest is None or event.date.earliest >= latest.earliest:
            latest = event.date
        elif event.date.before(latest):
            yield Problem(
                "dates-out-of-order",
                f"`{event.date}` stands below `{latest}`. Move this event up.",
                ("events", index, "date"),
            )


PARTY_NOT_EXISTING = FindingKind(
    "party-not-existing",
    meaning=Bilingual(
        en="A party acts, or is concerned, when it does not exist.",
        fr="Une partie agit, ou est concernée, alors qu’elle n’existe pas.",
    ),
    mend=Bilingual(
        en="Mend the date, or name the party that existed then by its own code.",
        fr="Corrigez la date, ou nommez par son propre code la partie qui existait alors.",
    ),
    waivable=True,
)


@check(PARTY_NOT_EXISTING)
def parties_existed(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Nobody acts, is addressed, or has duties or a result of the law, before it exists or after it has ceased to."""
    for index, event in enumerate(treaty.events):
        if isinstance(event.date, Date):
            for key in ("party", "towards", "owed_by", "owed_to"):
                codes = [code for code in getattr(event, key) or () if code != "all"]
                yield from _all_existing(codes, event.date, context, ("events", index, key))
    for index, result in enumerate(treaty.attested or ()):
        if isinstance(result.date, Date) and result.party:
            # The first day without a party may be the day after its last.
            yield from _all_existing((result.party,), result.date, context, ("attested", index, "party"), grace=1)


def _all_existing(
    parties: Iterable[str], moment: Date, context: Context, path: Path, grace: int = 0
) -> Iterator[Problem]:
    for party in parties:
        if span := _not_existing(party, moment, context.terms, grace):
            yield Problem(
                "party-not-existing",
                f"`{party}` did not exist on {moment}: schema/parties/{party}.yaml has it {span}. "
                "Check the date, or the party: a predecessor has a code of its own.",
                path,
            )


SOURCE_TOO_OLD = FindingKind(
    "source-too-old",
    meaning=Bilingual(
        en="Every source of an event is older than the event.",
        fr="Toutes les sources d’un événement sont antérieures à lui.",
    ),
    mend=Bilingual(
        en="Cite a source that could know of the event, or mend the date.",
        fr="Citez une source qui pouvait connaître l’événement, ou corrigez la date.",
    ),
    severity="warning",
    waivable=True,
)


@check(SOURCE_TOO_OLD)
def sources_not_older(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A source cannot tell what had not happened: where all are older, a date or a key is wrong."""
    for index, event in enumerate(treaty.events):
        dates = [treaty.sources[key].date for key in event.source if key in treaty.sources]
        if not isinstance(event.date, Date) or len(dates) != len(event.source):
            continue
        # One day of grace: a source dated in another time zone.
        if all(isinstance(d, Date) and event.date.earliest.toordinal() - d.latest.toordinal() > 1 for d in dates):
            yield Problem(
                "source-too-old",
                f"The event is of {event.date} and its sources are older ({', '.join(str(d) for d in dates)}). "
                "Cite a source that could know of it, or mend the date.",
                ("events", index, "source"),
            )


OVERDUE = FindingKind(
    "overdue",
    meaning=Bilingual(
        en="The record was last checked more than a year ago.",
        fr="La dernière vérification de la fiche remonte à plus d’un an.",
    ),
    mend=Bilingual(
        en="Read the record against its sources again and set `verified`.",
        fr="Relisez la fiche à la lumière de ses sources et mettez `verified` à jour.",
    ),
    severity="warning",
)


@check(OVERDUE)
def recently_verified(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A record that nobody has looked at for a year is marked; time alone never makes it an error."""
    if treaty.retired is None and context.today - treaty.verified.latest > CHECKED_EVERY:
        yield Problem(
            "overdue",
            f"The record was last checked on {treaty.verified}. Read it against its sources again and set the date.",
            ("verified",),
        )


def past_dates(treaty: Treaty) -> Iterator[tuple[Path, Date]]:
    """Yield every date on which something is said to have happened."""
    dates: list[tuple[Path, Date | str | None]] = [(("verified",), treaty.verified)]
    dates += [(("events", i, "date"), event.date) for i, event in enumerate(treaty.events)]
    for i, report in enumerate(treaty.reports or ()):
        dates += [(("reports", i, "stances", j, "date"), stance.date) for j, stance in enumerate(report.stances)]
    for key, source in treaty.sources.items():
        dates += [(("sources", key, "date"), source.date), (("sources", key, "accessed"), source.accessed)]
    dates += [(("not_found", i, "on"), item.on) for i, item in enumerate(treaty.not_found or ())]
    if treaty.retired:
        dates.append((("retired", "date"), treaty.retired.date))
    return ((path, moment) for path, moment in dates if isinstance(moment, Date))


def _not_existing(code: str, moment: Date, terms: Terms, grace: int) -> str:
    """Return the party's span in words where the moment lies outside it, and some days after it, with certainty."""
    party = terms.parties.get(code)
    if party is None:
        return ""
    exists = party.exists
    if moment.before(exists.since):
        return f"since {exists.since}"
    if exists.until is not None and moment.earliest.toordinal() - exists.until.latest.toordinal() > grace:
        return f"until {exists.until}"
    return ""
