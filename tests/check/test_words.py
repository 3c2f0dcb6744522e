"""Well-known words of the field in place of terms: they lead to the right term, and never to its opposite."""

from __future__ import annotations

import re

import pytest

from tests.check.test_terms import found
from tests.conftest import SmallRegistry, take_own_schema
from treaty_registry.model.registry import Terms
from treaty_registry.model.terms import TermAdvice
from treaty_registry.model.vocabulary import plain
from treaty_registry.reading.problem import nearest, opposite


def advice(terms: Terms, vocabulary: str, word: str) -> str:
    known = terms.vocabularies[vocabulary].terms
    return TermAdvice(word, vocabulary, (), known, terms.vocabularies).words()


@pytest.mark.parametrize(
    ("vocabulary", "word", "led_to"),
    [
        ("actions", "denunciation", ["withdrawal-notice", "termination-notice"]),
        ("actions", "dénonciation", ["withdrawal-notice"]),
        ("actions", "ratification", ["deposit", "exchange", "notification", "legislative-approval", "decree"]),
        ("actions", "accession", ["deposit"]),
        ("actions", "acceptance", ["deposit"]),
        ("actions", "exchange of instruments", ["exchange"]),
        ("actions", "prorogation", ["prolongation"]),
        ("actions", "abrogation", ["termination-agreement", "termination-notice", "ratification-revocation"]),
        ("actions", "extension", ["prolongation", "territorial-extension"]),
        ("actions", "Entrée en vigueur", ["entry-into-force"]),
        ("actions", "expiration", ["expiry"]),
        ("results", "in-force", ["entry-into-force"]),
        ("results", "not_in_force", ["never-in-force", "termination"]),
        ("results", "abrogation", ["termination"]),
        ("results", "denunciation", ["withdrawal-notice", "withdrawal"]),
        ("instruments", "notification", ["notification-of-completion"]),
        ("entry-rules", "ratification", ["exchange-of-instruments", "all-signatories", "deposits"]),
        ("entry-rules", "signature", ["on-signature"]),
        ("exit-rules", "denunciation", ["by-notice"]),
        ("dispute-positions", "in-force", ["says-in-force"]),
        ("duration-ends", "tacite reconduction", ["renews"]),
        ("relation-types", "superseded-by", ["supersedes"]),
    ],
)
def test_a_word_of_the_field_leads_to_what_is_meant(
    terms: Terms, vocabulary: str, word: str, led_to: list[str]
) -> None:
    said = advice(terms, vocabulary, word).split(" Choose one of")[0]
    assert all(f"`{term}`" in said or f"what: {term}`" in said for term in led_to), said


def test_every_word_leads_to_a_term_and_every_advice_names_what_there_is(terms: Terms) -> None:
    known = {term for vocabulary in terms.vocabularies.values() for term in vocabulary.terms}
    keys = {"action", "events", "attested", "duration", "instruments", "later", "accession", "final_clauses"}
    for name, vocabulary in terms.vocabularies.items():
        for term, entry in vocabulary.terms.items():
            for word in entry.also_called.all() if entry.also_called else ():
                assert advice(terms, name, word).startswith(f" Did you mean `{term}`?"), word
        for other in vocabulary.other_words or ():
            named = [re.findall(r"`(?:\w+: )?([\w-]+)`", text) for text in (other.advice.en, other.advice.fr)]
            assert set(named[0]) == set(named[1]) <= known | keys, other
            assert all(advice(terms, name, word).startswith(f" {other.advice.en}") for word in other.words.all())


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("in-force", "never-in-force"),
        ("in-forse", "never-in-force"),
        ("mentioned", "not-mentioned"),
        ("suspension", "suspension-end"),
        ("disallowed", "allowed"),
        ("public", "not-public"),
    ],
)
def test_an_opposite_is_never_suggested(word: str, other: str) -> None:
    assert opposite(word, other)
    assert opposite(other, word)
    assert nearest(word, [other]) is None


def test_a_letter_that_is_missing_still_leads_to_the_term(terms: Terms) -> None:
    for name in ("actions", "results", "entry-rules", "statuses", "positions"):
        known = terms.vocabularies[name].terms
        for term in known:
            for place in range(len(term)):
                misspelt = term[:place] + term[place + 1 :]
                assert misspelt in known or nearest(misspelt, known) == term, misspelt


def test_a_word_leads_to_one_term_only(registry: SmallRegistry) -> None:
    take_own_schema(registry)
    (one,) = found(registry, "vocabularies/results.yaml", "fr: [échéance]", "fr: [fin]")
    assert one == (
        "unusable-term terms.expiry.also_called: `fin` leads to the term `termination` already. "
        "Delete it here or there."
    )
    assert found(registry, "vocabularies/results.yaml", "fr: [fin]", "fr: [terme]") == []


def test_words_are_compared_without_capitals_accents_and_signs() -> None:
    assert plain("Échange de l’Instrument") == "echange-de-l-instrument"
    assert plain("in_force") == plain("In force") == "in-force"
