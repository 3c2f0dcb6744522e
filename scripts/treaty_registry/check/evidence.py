"""Evidence: no fact without a source, no obligation without a place in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from treaty_registry.check.record import Context, Record
from treaty_registry.model.party import PartyIdentifier
from treaty_registry.model.treaty import Identifier, Treaty
from treaty_registry.model.vocabulary import Vocabulary
from treaty_registry.reading.problem import Problem, shown


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


def obligations_placed(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """A reader can look every obligation up in the treaty."""
    for index, obligation in enumerate(treaty.obligations or ()):
        if not obligation.articles and not obligation.at:
            yield Problem(
                "no-article",
                'Name the article: for instance `articles: [{no: "4"}]`, or `at: preamble`.',
                ("obligations", index),
            )


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
