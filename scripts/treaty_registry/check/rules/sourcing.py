"""Evidence: no fact without a source, no obligation without a place in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.model.party import PartyIdentifier
from treaty_registry.model.treaty import Identifier, Treaty
from treaty_registry.model.vocabulary import Bilingual, Vocabulary
from treaty_registry.reading.problem import Problem, shown

NO_SOURCE = FindingKind(
    "no-source",
    meaning=Bilingual(en="A fact without a source.", fr="Un fait sans source."),
    mend=Bilingual(
        en="Add `source` with a key of `sources`, or write `unknown`.",
        fr="Ajoutez `source` avec une clé de `sources`, ou écrivez `unknown`.",
    ),
)


@check(NO_SOURCE)
def identifiers_sourced(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A number that was found was found somewhere; only ``unknown`` needs no source."""
    return unsourced(treaty.identifiers or (), free=("unknown",))


def unsourced(identifiers: Iterable[Identifier | PartyIdentifier], free: Collection[str]) -> Iterator[Problem]:
    """Yield every number or code without a source, but for the words that need none."""
    for index, identifier in enumerate(identifiers):
        if identifier.value not in free and not identifier.source:
            yield Problem(
                "no-source",
                f"Where does `{identifier.value}` stand? Add `source:` with a key of `sources`, or write `unknown`.",
                ("identifiers", index, "value"),
            )


BAD_IDENTIFIER = FindingKind(
    "bad-identifier",
    meaning=Bilingual(
        en="A number or code that does not have the form of its scheme.",
        fr="Un numéro ou un code qui n’a pas la forme de son système.",
    ),
    mend=Bilingual(
        en="Mend the number, choose its scheme, or write `unknown`.",
        fr="Corrigez le numéro, choisissez son système, ou écrivez `unknown`.",
    ),
)


@check(BAD_IDENTIFIER)
def identifiers_formed(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A number has the form that its scheme gives it, so that links made from it lead somewhere."""
    return misformed(treaty.identifiers or (), context.terms.vocabularies["identifier-schemes"])


def misformed(identifiers: Iterable[Identifier | PartyIdentifier], schemes: Vocabulary) -> Iterator[Problem]:
    """Yield every number or code that does not have the form of its scheme."""
    for index, identifier in enumerate(identifiers):
        scheme = schemes.terms[identifier.scheme]
        known = identifier.value not in ("unknown", "none")
        if known and scheme.pattern and not re.search(scheme.pattern, identifier.value):
            example = f" For instance `{scheme.example}`." if scheme.example else ""
            yield Problem(
                "bad-identifier",
                f"{shown(identifier.value)} does not look like a number of `{identifier.scheme}`.{example} "
                "Mend it, or write `unknown`.",
                ("identifiers", index, "value"),
            )


NO_ARTICLE = FindingKind(
    "no-article",
    meaning=Bilingual(
        en="An obligation that names neither article nor place.",
        fr="Une obligation qui ne nomme ni article ni endroit.",
    ),
    mend=Bilingual(
        en="Name the article under `articles`, or the place under `at`.",
        fr="Nommez l’article sous `articles`, ou l’endroit sous `at`.",
    ),
    waivable=True,
)


@check(NO_ARTICLE)
def obligations_placed(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A reader can look every obligation up in the treaty."""
    for index, obligation in enumerate(treaty.obligations or ()):
        if not obligation.articles and not obligation.at:
            yield Problem(
                "no-article",
                'Name the article: for instance `articles: [{no: "4"}]`, or `at: preamble`.',
                ("obligations", index),
            )


NOT_CODED = FindingKind(
    "not-coded",
    meaning=Bilingual(
        en="An obligation whose kind is not among those that the record says were looked for.",
        fr="Une obligation dont le genre n’est pas parmi ceux que la fiche dit avoir cherchés.",
    ),
    mend=Bilingual(
        en="Add the kind to `coded`, or mend the kind of the obligation.",
        fr="Ajoutez le genre à `coded`, ou corrigez le genre de l’obligation.",
    ),
)


@check(NOT_CODED)
def obligations_looked_for(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """What was found was looked for: otherwise its absence elsewhere would read as *nobody looked*."""
    for index, obligation in enumerate(treaty.obligations or ()):
        if obligation.kind not in treaty.coded:
            yield Problem(
                "not-coded",
                f"`{obligation.kind}` is not listed in `coded`. Add it there: the record now says that nobody looked "
                "for it.",
                ("obligations", index, "kind"),
            )
