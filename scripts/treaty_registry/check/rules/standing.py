"""Standing: in which capacity somebody disputes a fact."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_registry.check.kinds import FindingKind, check
from treaty_registry.check.record import Context, Record
from treaty_registry.check.rules.dispute_references import is_unknown_code
from treaty_registry.law.acts import CONSENTS, SIGNS
from treaty_registry.model.base import Contestable, Dispute
from treaty_registry.model.treaty import Treaty
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem

NO_CAPACITY = FindingKind(
    "no-capacity",
    meaning=Bilingual(
        en="Somebody who is not on record as a party or a signatory disputes a fact, and it is not said in which "
        "capacity.",
        fr="Quelqu’un qui ne figure pas dans la fiche comme partie ou signataire conteste un fait, sans qu’il soit dit "
        "en quelle qualité.",
    ),
    mend=Bilingual(
        en="Add `capacity`. Only who has standing in the matter makes an answer disputed; what others hold is shown "
        "beside it.",
        fr="Ajoutez `capacity`. Seul celui qui a qualité en la matière rend une réponse contestée ; ce que d’autres "
        "soutiennent est indiqué à côté.",
    ),
    severity="warning",
)

WRONG_CAPACITY = FindingKind(
    "wrong-capacity",
    meaning=Bilingual(
        en="A state is said to dispute a fact as a party or signatory, and has no such act on record.",
        fr="Il est dit qu’un État conteste un fait comme partie ou signataire, et la fiche n’a aucun acte de lui.",
    ),
    mend=Bilingual(
        en="Enter its act, or give another capacity.", fr="Inscrivez son acte, ou indiquez une autre qualité."
    ),
    spoils=False,
)


@check(NO_CAPACITY, WRONG_CAPACITY)
def disputes_with_standing(record: Record, treaty: Treaty, context: Context) -> Iterator[Problem]:
    """Whoever disputes a fact is on record as a party or signatory, or the record says in which capacity they do."""
    if not record.says("disputed"):
        return
    view = context.law.own(treaty.id).view
    persons = view.persons
    involved = {persons.person(code) for act in view.of(*SIGNS, *CONSENTS) for code in act.parties}
    for path, dispute in _disputes(treaty):
        for holder in dispute.by:
            known = persons.person(holder) in involved
            if is_unknown_code(holder, context.terms.parties):
                continue  # said of it already
            if dispute.capacity is None and not known:
                yield Problem(
                    "no-capacity",
                    f"{holder} is not on record as a party or a signatory, so this changes no answer. Say in which "
                    "capacity it is held: `capacity: other` if without standing, or `party` for an authority of one, "
                    "`depositary`, `organ`, `court`.",
                    path,
                )
            elif dispute.capacity in ("party", "signatory") and holder in context.terms.parties and not known:
                yield Problem(
                    "wrong-capacity",
                    f"No signature or consent of {holder} is on record. Enter the act, with its source, or write "
                    "`capacity: other`.",
                    (*path, "capacity"),
                )


def _disputes(treaty: Treaty) -> Iterator[tuple[Path, Dispute]]:
    groups: list[tuple[str, tuple[Contestable, ...]]] = [
        ("events", tuple(treaty.events)),
        ("attested", tuple(treaty.attested or ())),
    ]
    for key, facts in groups:
        for index, fact in enumerate(facts):
            for number, dispute in enumerate(fact.disputed or ()):
                yield (key, index, "disputed", number), dispute
    for number, fact_dispute in enumerate(treaty.disputed or ()):
        yield ("disputed", number), fact_dispute
