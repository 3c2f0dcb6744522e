"""Tables of events: what happened, who took part, and the results that sources state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treaty_registry.export.event_keys import event_keys
from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.cells import article_numbers, edtf, first_day, last_day, words
from treaty_registry.export.tables.descriptions import term_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Attested, Event, Votes
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.vocabulary import Bilingual


class _KeyedEvent(NamedTuple):
    """An event with its key, its place in the record, its plane, and the parties that dispute it."""

    treaty_id: str
    number: int
    key: str
    event: Event
    plane: str | None
    disputed_by: tuple[str, ...]

    @property
    def votes(self) -> Votes:
        return self.event.votes or _NO_VOTES


_NO_VOTES = Votes(in_favour=None, against=None, abstaining=None, unanimous=None)


def _keyed_events(law: CompiledRegistry) -> Iterator[_KeyedEvent]:
    terms = law.registry.terms
    actions = terms.vocabularies["actions"].terms
    for treaty in active_treaties(law.registry):
        for number, (key, event) in enumerate(zip(event_keys(treaty), treaty.events, strict=True)):
            disputed_by = (holder for dispute in event.disputed or () for holder in dispute.by)
            yield _KeyedEvent(
                treaty_id=treaty.id,
                number=number,
                key=key,
                event=event,
                plane=actions[event.action].plane,
                disputed_by=tuple(holder for holder in disputed_by if holder in terms.parties),
            )


EVENTS: Table[_KeyedEvent] = Table(
    "events",
    Bilingual(en="Events", fr="Événements"),
    Bilingual(
        en="What happened to each treaty, and when: who did it stands in event_parties.",
        fr="Ce qui est arrivé à chaque traité, et quand : qui l’a fait figure dans event_parties.",
    ),
    _keyed_events,
    columns=(
        Column(
            "event",
            "string",
            Bilingual(
                en="Key of the event: made of what it is, so that it stays when others are added.",
                fr="Clé de l’événement : tirée de ce qu’il est, de sorte qu’elle demeure lorsque d’autres s’ajoutent.",
            ),
            lambda row: row.key,
            required=True,
        ),
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column("number", "integer", descriptions.NUMBER_FROM_0, lambda row: row.number, required=True),
        Column("date", "string", descriptions.DATE, lambda row: edtf(row.event.date), required=True),
        Column("date_first", "date", descriptions.DATE_FIRST, lambda row: first_day(row.event.date)),
        Column("date_last", "date", descriptions.DATE_LAST, lambda row: last_day(row.event.date)),
        Column("action", "string", term_of("actions"), lambda row: row.event.action, required=True),
        Column(
            "plane",
            "string",
            Bilingual(
                en="domestic or international: only the latter binds a state towards others.",
                fr="domestic (interne) ou international : seul ce dernier lie un État envers d’autres.",
            ),
            lambda row: row.plane,
            required=True,
        ),
        Column("instrument", "string", term_of("instruments"), lambda row: row.event.instrument),
        Column(
            "effective",
            "string",
            Bilingual(
                en="Date of effect in EDTF, or unknown, where it is not the event's own.",
                fr="Date d’effet en EDTF, ou unknown, lorsque ce n’est pas celle de l’événement.",
            ),
            lambda row: edtf(row.event.effective),
        ),
        Column(
            "until",
            "string",
            Bilingual(
                en="End of what it prolongs or limits, in EDTF, or indefinite, or unknown.",
                fr="Fin de ce qu’il proroge ou limite, en EDTF, ou indefinite, ou unknown.",
            ),
            lambda row: edtf(row.event.until),
        ),
        Column(
            "under",
            "string",
            Bilingual(
                en="Id of the other treaty under which it was done.",
                fr="Identifiant de l’autre traité en vertu duquel il a été fait.",
            ),
            lambda row: row.event.under,
        ),
        Column(
            "refers_to",
            "string",
            Bilingual(
                en="Key of the event that it revokes, extends or answers.",
                fr="Clé de l’événement qu’il révoque, étend ou auquel il répond.",
            ),
            lambda row: f"{row.treaty_id}:{row.event.refers_to}" if row.event.refers_to else None,
        ),
        Column(
            "precludes",
            "string",
            Bilingual(
                en="For objections: whether it keeps the treaty from entering into force between the two.",
                fr="Pour les objections : si elle empêche le traité d’entrer en vigueur entre les deux.",
            ),
            lambda row: row.event.precludes,
        ),
        Column(
            "articles",
            "list",
            Bilingual(en="Articles concerned.", fr="Articles concernés."),
            lambda row: article_numbers(row.event.articles),
        ),
        Column(
            "territories",
            "list",
            Bilingual(
                en="Codes of the territories to which a party extends the treaty, or which it excludes.",
                fr="Codes des territoires auxquels une partie étend le traité, ou qu’elle exclut.",
            ),
            lambda row: words(row.event.territories),
        ),
        Column(
            "old_style",
            "string",
            Bilingual(
                en="The date as its source gives it, if in the Julian calendar; all other days are Gregorian.",
                fr="La date telle que la source la donne, si elle emploie le calendrier julien ; tous les autres jours "
                "sont grégoriens.",
            ),
            lambda row: row.event.date.old_style if isinstance(row.event.date, Date) else None,
        ),
        Column(
            "place",
            "string",
            Bilingual(en="Where it happened.", fr="Où il a eu lieu."),
            lambda row: row.event.place,
        ),
        Column(
            "body",
            "string",
            Bilingual(en="The body that acted.", fr="L’organe qui a agi."),
            lambda row: row.event.body,
        ),
        Column("chamber", "string", term_of("chambers"), lambda row: row.event.chamber),
        Column(
            "votes_in_favour",
            "integer",
            Bilingual(en="Votes in favour.", fr="Les voix pour."),
            lambda row: row.votes.in_favour,
        ),
        Column(
            "votes_against",
            "integer",
            Bilingual(en="Votes against.", fr="Les voix contre."),
            lambda row: row.votes.against,
        ),
        Column(
            "votes_abstaining",
            "integer",
            Bilingual(en="Abstentions.", fr="Les abstentions."),
            lambda row: row.votes.abstaining,
        ),
        Column(
            "unanimous",
            "string",
            Bilingual(
                en="Whether the source calls the vote unanimous.",
                fr="Si la source qualifie le vote d’unanime.",
            ),
            lambda row: row.votes.unanimous,
        ),
        Column(
            "authority",
            "string",
            Bilingual(
                en="The authority that acted, where a state had rival ones.",
                fr="L’autorité qui a agi, lorsqu’un État en avait de rivales.",
            ),
            lambda row: row.event.authority,
        ),
        Column(
            "document",
            "string",
            Bilingual(en="The act's own name or number.", fr="Le nom ou le numéro propre à l’acte."),
            lambda row: row.event.document,
        ),
        Column(
            "disputed_by",
            "list",
            Bilingual(en="Codes of the parties that dispute it.", fr="Codes des parties qui le contestent."),
            lambda row: words(row.disputed_by),
        ),
    ),
    key=("event",),
    foreign_keys=(
        ForeignKey(("treaty",), "treaties", ("id",)),
        ForeignKey(("refers_to",), "events", ("event",)),
    ),
)


class _EventParty(NamedTuple):
    event_key: str
    role: str
    code: str


def _event_parties(law: CompiledRegistry) -> Iterator[_EventParty]:
    for treaty in active_treaties(law.registry):
        for key, event in zip(event_keys(treaty), treaty.events, strict=True):
            for role in ("party", "of", "towards", "owed_by", "owed_to"):
                for code in dict.fromkeys(getattr(event, role) or ()):
                    if code != "all":  # all parties, of a suspension: no party's code
                        yield _EventParty(key, role, code)


EVENT_PARTIES: Table[_EventParty] = Table(
    "event_parties",
    Bilingual(en="Who took part in which event", fr="Qui a pris part à quel événement"),
    Bilingual(
        en="One row for each party of an event and its role.",
        fr="Une ligne pour chaque partie d’un événement et son rôle.",
    ),
    _event_parties,
    columns=(
        Column(
            "event",
            "string",
            Bilingual(en="Key of the event.", fr="Clé de l’événement."),
            lambda row: row.event_key,
            required=True,
        ),
        Column(
            "role",
            "string",
            Bilingual(
                en="party (who did it), of (whose place it takes), towards (to whom), owed_by, owed_to.",
                fr="party (qui l’a fait), of (de qui il prend la place), towards (à l’adresse de qui), owed_by "
                "(débiteur), owed_to (bénéficiaire).",
            ),
            lambda row: row.role,
            required=True,
        ),
        Column("party", "string", descriptions.PARTY, lambda row: row.code, required=True),
    ),
    key=("event", "role", "party"),
    foreign_keys=(ForeignKey(("event",), "events", ("event",)), ForeignKey(("party",), "parties", ("code",))),
)


class _StatedResult(NamedTuple):
    treaty_id: str
    number: int
    result: Attested


def _stated_results(law: CompiledRegistry) -> Iterator[_StatedResult]:
    for treaty in active_treaties(law.registry):
        for number, result in enumerate(treaty.attested or ()):
            yield _StatedResult(treaty.id, number, result)


ATTESTED: Table[_StatedResult] = Table(
    "attested",
    Bilingual(en="Results as sources state them", fr="Résultats tels que les sources les énoncent"),
    Bilingual(
        en="What sources say of results of the law: the computation is compared with it.",
        fr="Ce que des sources disent de résultats du droit : le calcul y est comparé.",
    ),
    _stated_results,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column("number", "integer", descriptions.NUMBER_FROM_0, lambda row: row.number, required=True),
        Column("what", "string", term_of("results"), lambda row: row.result.what, required=True),
        Column("date", "string", descriptions.DATE, lambda row: edtf(row.result.date), required=True),
        Column("date_first", "date", descriptions.DATE_FIRST, lambda row: first_day(row.result.date)),
        Column("date_last", "date", descriptions.DATE_LAST, lambda row: last_day(row.result.date)),
        Column(
            "party",
            "string",
            Bilingual(
                en="Code of the party, if it is not the whole treaty.",
                fr="Code de la partie, si ce n’est pas tout le traité.",
            ),
            lambda row: row.result.party,
        ),
        Column(
            "by",
            "string",
            Bilingual(
                en="Id of the treaty that brought it about.",
                fr="Identifiant du traité qui l’a produit.",
            ),
            lambda row: row.result.by,
        ),
    ),
    key=("treaty", "number"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)), ForeignKey(("party",), "parties", ("code",))),
)
