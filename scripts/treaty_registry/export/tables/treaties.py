"""Tables of treaties: each with where it stands, its numbers elsewhere, and what it does to older ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from treaty_registry.export.tables import descriptions
from treaty_registry.export.tables.cells import edtf, first_day, known_day, last_day
from treaty_registry.export.tables.descriptions import term_of, terms_of
from treaty_registry.export.tables.table import Column, ForeignKey, Table
from treaty_registry.language.qualifications import completeness
from treaty_registry.law.acts import SIGNS
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import active_treaties
from treaty_registry.model.treaty import Identifier, Relation, Treaty
from treaty_registry.model.vocabulary import Bilingual


class _TreatyState(NamedTuple):
    """A record with what is computed of it: entry into force and end, and its status as known."""

    treaty: Treaty
    signed: Date | str | None
    status: str
    entry: DateBounds
    end: DateBounds
    unlisted_since: date | None


def _treaty_states(law: CompiledRegistry) -> Iterator[_TreatyState]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for treaty in active_treaties(law.registry):
        history = law.history(treaty.id)
        yield _TreatyState(
            treaty=treaty,
            signed=next((event.date for event in treaty.events if actions[event.action].effect in SIGNS), None),
            status=law.status(treaty.id, treaty.verified.latest).code,
            entry=history.entry_into_force,
            end=history.end,
            unlisted_since=history.unlisted_since,
        )


TREATIES: Table[_TreatyState] = Table(
    "treaties",
    Bilingual(en="Treaties", fr="Traités"),
    Bilingual(
        en="One row for each treaty, with where it stood on the day up to which its record was verified.",
        fr="Une ligne pour chaque traité, avec sa situation au jour jusqu’auquel sa fiche a été vérifiée.",
    ),
    _treaty_states,
    columns=(
        Column(
            "id",
            "string",
            Bilingual(en="The record's permanent id.", fr="L’identifiant permanent de la fiche."),
            lambda row: row.treaty.id,
            required=True,
        ),
        Column(
            "title",
            "string",
            Bilingual(en="Official title, in English.", fr="Titre officiel, en anglais."),
            lambda row: row.treaty.title,
            required=True,
        ),
        Column(
            "short_title",
            "string",
            Bilingual(en="What people call it.", fr="Le nom usuel."),
            lambda row: row.treaty.short_title,
            required=True,
        ),
        Column(
            "title_fr",
            "string",
            Bilingual(en="Official title, in French.", fr="Titre officiel, en français."),
            lambda row: (row.treaty.titles or {}).get("fr"),
        ),
        Column("kind", "string", term_of("treaty-kinds"), lambda row: row.treaty.kind, required=True),
        Column("subjects", "list", terms_of("subjects"), lambda row: row.treaty.subjects, required=True),
        Column(
            "binding",
            "string",
            Bilingual(
                en="Whether it binds in law: term of the vocabulary binding.",
                fr="S’il est juridiquement contraignant : terme du vocabulaire binding.",
            ),
            lambda row: row.treaty.binding,
            required=True,
        ),
        Column(
            "secrecy",
            "string",
            Bilingual(
                en="Whether its text was public: term of the vocabulary secrecy.",
                fr="Si son texte était public : terme du vocabulaire secrecy.",
            ),
            lambda row: row.treaty.secrecy,
            required=True,
        ),
        Column(
            "authentic_languages",
            "list",
            Bilingual(
                en="ISO 639 codes of the authentic languages, or unknown.",
                fr="Codes ISO 639 des langues faisant foi, ou unknown.",
            ),
            lambda row: row.treaty.authentic_languages,
            required=True,
        ),
        Column(
            "signed",
            "string",
            Bilingual(
                en="Date of the first signature in EDTF, or unknown; missing where no signature is on record.",
                fr="Date de la première signature en EDTF, ou unknown ; manque lorsqu’aucune signature n’est "
                "enregistrée.",
            ),
            lambda row: edtf(row.signed),
        ),
        Column(
            "signed_first",
            "date",
            Bilingual(en="First day that this date may mean.", fr="Premier jour que cette date peut désigner."),
            lambda row: first_day(row.signed),
        ),
        Column(
            "signed_last",
            "date",
            Bilingual(en="Last day that this date may mean.", fr="Dernier jour que cette date peut désigner."),
            lambda row: last_day(row.signed),
        ),
        Column(
            "status",
            "string",
            Bilingual(
                en="Computed status on the day of known: term of the vocabulary statuses.",
                fr="Statut calculé au jour de known : terme du vocabulaire statuses.",
            ),
            lambda row: row.status,
            required=True,
        ),
        Column(
            "known",
            "date",
            Bilingual(
                en="Day up to which the facts were verified: every answer about a later day is as known on this one.",
                fr="Jour jusqu’auquel les faits ont été vérifiés : toute réponse sur un jour postérieur est donnée en "
                "l’état des connaissances à ce jour.",
            ),
            lambda row: row.treaty.verified.latest,
            required=True,
        ),
        Column(
            "entry_first",
            "date",
            Bilingual(
                en="Computed entry into force: the first day on which it may have happened.",
                fr="Entrée en vigueur calculée : le premier jour où elle a pu avoir lieu.",
            ),
            lambda row: known_day(row.entry.first),
        ),
        Column(
            "entry_last",
            "date",
            Bilingual(
                en="The last such day; the same as entry_first where the day is known. Missing: perhaps never.",
                fr="Le dernier de ces jours ; le même qu’entry_first lorsque le jour est connu. S’il manque : "
                "peut-être jamais.",
            ),
            lambda row: known_day(row.entry.last),
        ),
        Column(
            "end_first",
            "date",
            Bilingual(
                en="Computed end: the first day without the treaty, at the earliest.",
                fr="Fin calculée : le premier jour sans le traité, au plus tôt.",
            ),
            lambda row: known_day(row.end.first),
        ),
        Column(
            "end_last",
            "date",
            Bilingual(
                en="The same at the latest. Missing: perhaps never.",
                fr="Le même, au plus tard. S’il manque : peut-être jamais.",
            ),
            lambda row: known_day(row.end.last),
        ),
        Column(
            "participants",
            "string",
            Bilingual(
                en="Whether all who have a part in it are on record: term of the vocabulary completeness. Unless it is "
                "complete, there may be more parties than those listed.",
                fr="Si tous ceux qui y participent figurent dans la fiche : terme du vocabulaire completeness. Sauf "
                "complete, il peut y avoir plus de parties que celles énumérées.",
            ),
            lambda row: completeness(row.treaty, row.unlisted_since),
            required=True,
        ),
        Column(
            "unlisted_since",
            "date",
            Bilingual(
                en="From when on somebody who is not listed may have a part in it; missing where participants is not "
                "complete: at any time.",
                fr="À partir de quand quelqu’un qui n’est pas énuméré peut y participer ; s’il manque alors que "
                "participants n’est pas complete : à tout moment.",
            ),
            lambda row: None if row.unlisted_since is None else known_day(row.unlisted_since),
        ),
        Column(
            "coded",
            "list",
            Bilingual(
                en="Kinds of obligation that the reader of the text looked for.",
                fr="Genres d’obligation que le lecteur du texte a cherchés.",
            ),
            lambda row: row.treaty.coded,
            required=True,
        ),
        Column(
            "text_read",
            "string",
            Bilingual(
                en="How much of the text was read: only where it is whole is a kind that was looked for a real no.",
                fr="Quelle part du texte a été lue : l’absence d’un genre cherché n’est un vrai non que s’il l’a été "
                "en entier (whole).",
            ),
            lambda row: row.treaty.text_read,
        ),
        Column("summary_en", "string", descriptions.SUMMARY_EN, lambda row: (row.treaty.summary or {}).get("en")),
        Column("summary_fr", "string", descriptions.SUMMARY_FR, lambda row: (row.treaty.summary or {}).get("fr")),
    ),
    key=("id",),
)


class _TreatyNumber(NamedTuple):
    treaty_id: str
    number: int
    identifier: Identifier


def _treaty_numbers(law: CompiledRegistry) -> Iterator[_TreatyNumber]:
    for treaty in active_treaties(law.registry):
        for number, identifier in enumerate(treaty.identifiers or (), start=1):
            yield _TreatyNumber(treaty.id, number, identifier)


IDENTIFIERS: Table[_TreatyNumber] = Table(
    "identifiers",
    Bilingual(en="Numbers of treaties elsewhere", fr="Numéros des traités ailleurs"),
    Bilingual(
        en="Every number by which others know a treaty; unknown means looked for and not found.",
        fr="Tout numéro sous lequel d’autres connaissent un traité ; unknown : cherché et non trouvé.",
    ),
    _treaty_numbers,
    columns=(
        Column("treaty", "string", descriptions.TREATY, lambda row: row.treaty_id, required=True),
        Column(
            "number",
            "integer",
            Bilingual(en="Order in the record.", fr="Rang dans la fiche."),
            lambda row: row.number,
            required=True,
        ),
        Column("scheme", "string", term_of("identifier-schemes"), lambda row: row.identifier.scheme, required=True),
        Column(
            "value",
            "string",
            Bilingual(en="The number, or unknown, or none.", fr="Le numéro, ou unknown, ou none."),
            lambda row: row.identifier.value,
            required=True,
        ),
    ),
    key=("treaty", "number"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)),),
)


class _TreatyRelation(NamedTuple):
    treaty_id: str
    number: int
    relation: Relation


def _treaty_relations(law: CompiledRegistry) -> Iterator[_TreatyRelation]:
    for treaty in active_treaties(law.registry):
        for number, relation in enumerate(treaty.relations or ()):
            yield _TreatyRelation(treaty.id, number, relation)


RELATIONS: Table[_TreatyRelation] = Table(
    "relations",
    Bilingual(en="Relations between treaties", fr="Liens entre traités"),
    Bilingual(
        en="What a treaty does to an older one, stored once with the newer.",
        fr="Ce qu’un traité fait à un plus ancien, enregistré une seule fois, avec le plus récent.",
    ),
    _treaty_relations,
    columns=(
        Column(
            "treaty",
            "string",
            Bilingual(en="Id of the newer treaty.", fr="Identifiant du traité le plus récent."),
            lambda row: row.treaty_id,
            required=True,
        ),
        Column("number", "integer", descriptions.NUMBER_FROM_0, lambda row: row.number, required=True),
        Column("type", "string", term_of("relation-types"), lambda row: row.relation.type, required=True),
        Column(
            "other",
            "string",
            Bilingual(en="Id of the older treaty.", fr="Identifiant du traité le plus ancien."),
            lambda row: row.relation.treaty,
        ),
        Column(
            "unrecorded",
            "string",
            Bilingual(
                en="Title and date of the older treaty, where it has no record yet.",
                fr="Titre et date du traité le plus ancien, lorsqu’il n’a pas encore de fiche.",
            ),
            lambda row: row.relation.unrecorded,
        ),
        Column(
            "date",
            "string",
            Bilingual(en="From when it holds, in EDTF.", fr="À partir de quand il vaut, en EDTF."),
            lambda row: edtf(row.relation.date),
        ),
    ),
    key=("treaty", "number"),
    foreign_keys=(ForeignKey(("treaty",), "treaties", ("id",)), ForeignKey(("other",), "treaties", ("id",))),
)
