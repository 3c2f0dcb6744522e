"""Our own few classes and properties of linked data: what schema.org has no word for.

They are data: the JSON-LD context and the ontology in Turtle are made of them and of the vocabularies, whose terms are
concepts of SKOS (W3C). Each type of relation between treaties is a property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from treaty_registry.export.linked_data.iris import Iris
from treaty_registry.export.linked_data.quads import literal
from treaty_registry.model.registry import Terms
from treaty_registry.model.vocabulary import Bilingual

SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/"
"""The Library of Congress's names for types of dates of EDTF."""


class OwnClass(NamedTuple):
    """A class, what it is called and the class of schema.org that it specialises."""

    name: str
    en: str
    fr: str
    of: str


class OwnProperty(NamedTuple):
    """A property: what it is called, what it is said of, and the type of its values as JSON-LD names it."""

    name: str
    en: str
    fr: str
    domain: str
    type: str


CLASSES = (
    OwnClass("Position", "Position of a party in a treaty over some days",
             "Situation d’une partie à l’égard d’un traité pendant certains jours", "schema:Role"),
    OwnClass("Obligation", "Obligation as the text of a treaty has it",
             "Obligation telle que le texte d’un traité la prévoit", "schema:Intangible"),
    OwnClass("PartyGroup", "Group of parties that a text does not name one by one",
             "Groupe de parties qu’un texte ne nomme pas une à une", "schema:Intangible"),
)  # fmt: skip

EVERYBODY_IRI = OwnClass("allParties", "All parties to the treaty on the day",
                         "Toutes les parties au traité au jour dit",
                         "tr:PartyGroup")  # fmt: skip
"""The one individual: what ``all`` means in ``owed_by`` and ``owed_to``."""

_TREATY, _OBLIGATION, _POSITION = "schema:Legislation", "tr:Obligation", "tr:Position"
_IRI, _DAY, _DATE, _TEXT = "@id", "xsd:date", "edtf:EDTF", ""
_NODE = ""  # values that are written out where they are named need no type

PROPERTIES = (
    OwnProperty("status", "Computed status on the day up to which the record was verified",
                "Statut calculé au jour jusqu’auquel la fiche a été vérifiée", _TREATY, _IRI),
    OwnProperty("binding", "Whether it binds in law", "Caractère obligatoire", _TREATY, _IRI),
    OwnProperty("secrecy", "Whether its text was public", "Publicité du texte", _TREATY, _IRI),
    OwnProperty("completeness", "Whether all who have a part in it are on record",
                "Si tous ceux qui y participent figurent dans la fiche", _TREATY, _IRI),
    OwnProperty("signed", "Date of first signature, where it is not one certain day",
                "Date de la première signature, si elle n’est pas un jour certain", _TREATY, _DATE),
    OwnProperty("entryFirst", "First day on which it may have entered into force",
                "Premier jour où il a pu entrer en vigueur", _TREATY, _DAY),
    OwnProperty("entryLast", "Last day on which it may have entered into force; missing: perhaps never",
                "Dernier jour où il a pu entrer en vigueur ; absent : peut-être jamais", _TREATY, _DAY),
    OwnProperty("endFirst", "First day without the treaty, at the earliest",
                "Premier jour sans le traité, au plus tôt", _TREATY, _DAY),
    OwnProperty("endLast", "First day without the treaty, at the latest; missing: perhaps never",
                "Premier jour sans le traité, au plus tard ; absent : peut-être jamais", _TREATY, _DAY),
    OwnProperty("disputedBy", "Who disputes it, by identifier or name", "Qui le conteste, par identifiant ou par nom",
                "", _TEXT),
    OwnProperty("participant", "Whoever has or had a position in the treaty",
                "Quiconque a ou a eu une situation à l’égard du traité", _TREATY, _NODE),
    OwnProperty("position", "Position of a party over some days", "Situation d’une partie pendant certains jours",
                _TREATY, _NODE),
    OwnProperty("obligation", "Obligation that the text contains", "Obligation que le texte contient", _TREATY, _NODE),
    OwnProperty("party", "The party that has the position", "La partie dont c’est la situation", _POSITION, _IRI),
    OwnProperty("kind", "What kind it is: a term of a vocabulary", "Le type : un terme d’un vocabulaire", "", _IRI),
    OwnProperty("start", "First day, where it is known", "Premier jour, lorsqu’il est connu", _POSITION, _DAY),
    OwnProperty("startEarliest", "First day on which it may have begun, where the day is not known",
                "Premier jour où elle a pu commencer, lorsque le jour n’est pas connu", _POSITION, _DAY),
    OwnProperty("startLatest", "Last day on which it may have begun, where the day is not known",
                "Dernier jour où elle a pu commencer, lorsque le jour n’est pas connu", _POSITION, _DAY),
    OwnProperty("end", "First day after it, where it is known; without it and its bounds: open, as known on the day of "
                "verification",
                "Premier jour d’après, lorsqu’il est connu ; sans lui ni ses bornes : ouvert, en l’état des "
                "vérifications", _POSITION, _DAY),
    OwnProperty("endEarliest", "First day on which it may have ended, where the day is not known",
                "Premier jour où elle a pu prendre fin, lorsque le jour n’est pas connu", _POSITION, _DAY),
    OwnProperty("endLatest", "Last day on which it may have ended, where the day is not known",
                "Dernier jour où elle a pu prendre fin, lorsque le jour n’est pas connu", _POSITION, _DAY),
    OwnProperty("qualifiedBy", "What qualifies it on some of its days: suspended, not-owed, apart, frozen, "
                "partly-withdrawn or reservation", "Ce qui la nuance certains de ses jours : suspended, not-owed, "
                "apart, frozen, partly-withdrawn ou reservation", _POSITION, _TEXT),
    OwnProperty("owedBy", "Who owes it", "Qui la doit", _OBLIGATION, _IRI),
    OwnProperty("owedTo", "To whom it is owed", "À qui elle est due", _OBLIGATION, _IRI),
    OwnProperty("article", "Number of an article, as it bears or bore it",
                "Numéro d’un article, tel qu’il le porte ou l’a porté", _OBLIGATION, _TEXT),
    OwnProperty("addedBy", "The later treaty that added it", "Le traité ultérieur qui l’a ajoutée", _OBLIGATION, _IRI),
    OwnProperty("removedBy", "The later treaty that removed it", "Le traité ultérieur qui l’a supprimée",
                _OBLIGATION, _IRI),
    OwnProperty("continues", "An earlier party that is the same legal person",
                "Une partie antérieure qui est la même personne juridique", "", _IRI),
    OwnProperty("since", "From when, in EDTF", "À partir de quand, en EDTF", "", _DATE),
    OwnProperty("until", "Until when, in EDTF", "Jusqu’à quand, en EDTF", "", _DATE),
)  # fmt: skip

RELATION_PROPERTIES: Mapping[str, str] = {
    "supersedes": "legislationRepeals",
    "terminates": "legislationRepeals",
    "replaces-in-part": "legislationChanges",
    "amends": "legislationAmends",
    "prolongs": "legislationChanges",
    "part-of": "isPartOf",
}
"""The property of schema.org that a type of relation specialises. The others have none that would be true."""

_SCHEMA_TYPES = {
    "legislationDate": "xsd:date",
    "legislationDateOfApplicability": "xsd:date",
    "dateModified": "xsd:date",
    "legislationLegalForce": "@vocab",
    **dict.fromkeys(
        ("url", "archivedAt", "license", "sameAs", "additionalType", "propertyID", *RELATION_PROPERTIES.values()), "@id"
    ),
}
"""Types of values of properties of schema.org."""


def relation_name(kind: str) -> str:
    """Return the name of the property for a type of relation: ``protocol-to`` gives ``protocolTo``."""
    first, *rest = kind.split("-")
    return first + "".join(map(str.capitalize, rest))


def context(terms: Terms, iris: Iris) -> dict[str, Any]:
    """Return the whole JSON-LD context. It names no remote one, so that whoever reads it asks nobody."""
    own = {f"tr:{own_property.name}": own_property.type for own_property in PROPERTIES if own_property.type}
    own |= {f"tr:{relation_name(kind)}": "@id" for kind in terms.vocabularies["relation-types"].terms}
    return {
        "@vocab": SCHEMA,
        **iris.prefixes(),
        "xsd": XSD,
        "edtf": EDTF,
        **{name: {"@type": kind} for name, kind in sorted({**_SCHEMA_TYPES, **own}.items())},
    }


def turtle(terms: Terms, iris: Iris) -> Iterator[str]:
    """Yield the ontology in Turtle, with labels in English and French, piece by piece."""
    yield "".join(
        f"@prefix {name}: <{begin}> .\n"
        for name, begin in {
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "owl": "http://www.w3.org/2002/07/owl#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "schema": SCHEMA,
            "xsd": XSD,
            "edtf": EDTF,
            "tr": iris.own(""),
        }.items()
    )
    yield _statement(
        f"<{iris.ontology}>",
        a="owl:Ontology",
        rdfs__label='"Treaty Registry"@en, "Registre des traités"@fr',
    )
    for own_class in CLASSES:
        yield _statement(
            f"tr:{own_class.name}", a="rdfs:Class", rdfs__label=_both(own_class), rdfs__subClassOf=own_class.of
        )
    yield _statement(f"tr:{EVERYBODY_IRI.name}", a=EVERYBODY_IRI.of, rdfs__label=_both(EVERYBODY_IRI))
    for prop in PROPERTIES:
        yield _statement(
            f"tr:{prop.name}",
            a="rdf:Property",
            rdfs__label=_both(prop),
            rdfs__domain=prop.domain,
            rdfs__range="" if prop.type == "@id" else prop.type,
        )
    yield from _relations(terms)
    yield from _vocabularies(terms, iris)


def _relations(terms: Terms) -> Iterator[str]:
    for kind, term in terms.vocabularies["relation-types"].terms.items():
        wider = RELATION_PROPERTIES.get(kind)
        yield _statement(
            f"tr:{relation_name(kind)}",
            a="rdf:Property",
            rdfs__label=_both(term.label),
            rdfs__comment=_both(term.definition),
            rdfs__domain="schema:Legislation",
            rdfs__range="schema:Legislation",
            rdfs__subPropertyOf=f"schema:{wider}" if wider else "",
        )


def _vocabularies(terms: Terms, iris: Iris) -> Iterator[str]:
    for name, vocabulary in sorted(terms.vocabularies.items()):
        scheme = f"<{iris.vocabulary(name)}>"
        yield _statement(scheme, a="skos:ConceptScheme", skos__prefLabel=_both(vocabulary.title),
                         skos__definition=_both(vocabulary.description))  # fmt: skip
        for key, term in vocabulary.terms.items():
            yield _statement(f"<{iris.term(name, key)}>", a="skos:Concept", skos__inScheme=scheme,
                             skos__notation=literal(key), skos__prefLabel=_both(term.label),
                             skos__definition=_both(term.definition))  # fmt: skip


def _statement(subject: str, **said: str) -> str:
    """Return what is said of a subject, but for what is empty; ``__`` in a name stands for its colon."""
    parts = " ;\n    ".join(f"{name.replace('__', ':')} {value}" for name, value in said.items() if value)
    return f"\n{subject} {parts} .\n"


def _both(text: Bilingual | OwnClass | OwnProperty) -> str:
    return f"{literal(text.en, language='en')}, {literal(text.fr, language='fr')}"
