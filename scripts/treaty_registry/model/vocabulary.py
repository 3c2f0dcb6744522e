"""Controlled vocabularies: what a term means, where it comes from, and what the law core needs to know of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from treaty_registry.model.base import Part
from treaty_registry.model.numbers import Count
from treaty_registry.model.source import Source
from treaty_registry.model.text import Key, Many, Slug, Text


class Bilingual(Part):
    """A text in the registry's two languages."""

    en: Text = Field(description="English.", examples=["Signature"])
    fr: Text = Field(description="French.", examples=["Signature"])

    def in_(self, language: str) -> str:
        """Return the text in one of the two languages, by its code."""
        text: str = getattr(self, language)
        return text


class Words(Part):
    """Words that people write, in either language."""

    en: Many[Text] | None = Field(None, description="English.", examples=[["denunciation"]])
    fr: Many[Text] | None = Field(None, description="French.", examples=[["dénonciation"]])

    def all(self) -> tuple[str, ...]:
        """Return the words of both languages."""
        return (*(self.en or ()), *(self.fr or ()))


class OtherWords(Part):
    """Well-known words that are none of the terms, and may mean several of them, or what stands elsewhere."""

    words: Words = Field(description="The words.")
    advice: Bilingual = Field(description="What to write instead, and when.")


class VocabularyTerm(Part):
    """One term."""

    label: Bilingual = Field(description="What readers see.")
    also_called: Words | None = Field(
        None, description="Other words for it, which whoever writes them is led from to the term."
    )
    definition: Bilingual = Field(description="What it means, in our own words.")
    source: Slug = Field(
        description="Where the term comes from: a key of schema/sources.yaml, or `own`.", examples=["vclt"]
    )
    at: Text | None = Field(None, description="The article or page.", examples=["art. 14"])
    plane: Literal["domestic", "international"] | None = Field(
        None, description="For actions: whether it acts within a state or between states. Only the latter binds."
    )
    rank: Count | None = Field(
        None,
        description="For actions: the order in which acts of one day take effect. For sources: closeness to the fact.",
    )
    effect: Slug | None = Field(
        None,
        description="What the law core does with it. For the deposit, exchange or notification of an instrument, the "
        "instrument's effect says what it brings about.",
    )
    presupposes: Slug | None = Field(
        None, description="For instruments: the effect of the act that must have come before.", examples=["signs"]
    )
    needs: Many[Key] | None = Field(None, description="Keys that must stand beside this term.")
    allows: Many[Key] | None = Field(None, description="Keys that may stand beside this term and not beside others.")
    inverse: Bilingual | None = Field(None, description="For relations: what the other treaty's page says.")
    pattern: Text | None = Field(None, description="For identifiers: the form of a value, a regular expression.")
    example: Text | None = Field(None, description="For identifiers: a value of that form.")
    url: Text | None = Field(None, description="For identifiers: an address, with `{}` for the value.")


class Vocabulary(Part):
    """A vocabulary: one file `schema/vocabularies/<name>.yaml`."""

    vocabulary: Slug = Field(description="Its name, the same as the file's.", examples=["actions"])
    title: Bilingual = Field(description="What readers see.")
    description: Bilingual = Field(description="What the vocabulary is for.")
    always: Many[Key] | None = Field(
        None,
        description="Keys that may stand beside every term, although some terms need them. Every other key that a "
        "term needs or allows is out of place beside a term that does not.",
        examples=[["party", "body"]],
    )
    other_words: Many[OtherWords] | None = Field(
        None, description="Words that are often written here and are none of the terms, with what to write instead."
    )
    terms: dict[Slug, VocabularyTerm] = Field(
        description="The terms, in the order in which lists show them.", min_length=1
    )

    def meant_by(self, word: str) -> str | None:
        """Return the term that is called so, by its label or by another word for it, in either language."""
        return self._meanings.get(plain(word))

    def advice_on(self, word: str) -> Bilingual | None:
        """Return what to write instead of a well-known word that is none of the terms."""
        return self._advice.get(plain(word))

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        meanings: dict[str, str] = {}
        for name, term in self.terms.items():
            for word in (name, *(term.also_called.all() if term.also_called else ()), term.label.en, term.label.fr):
                meanings.setdefault(plain(word), name)
        return meanings

    @cached_property
    def _advice(self) -> Mapping[str, Bilingual]:
        return {plain(word): other.advice for other in self.other_words or () for word in other.words.all()}


def plain(word: str) -> str:
    """Return a word or phrase as a term would be written: small letters without accents, joined by hyphens."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c))))


class SharedSources(Part):
    """The file `schema/sources.yaml`: what the vocabularies rest on, and the parties besides their own sources."""

    sources: dict[Slug, Source] = Field(description="Each under a short key.", min_length=1)
