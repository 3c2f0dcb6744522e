"""The words of ``words.yaml``, which is a file of its own so that its many scripts need no exceptions in the code."""

from __future__ import annotations

from pathlib import Path

import yaml

_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))

Pairs = tuple[tuple[str, str], ...]
"""Sentences in English and French."""


def _texts(key: str) -> tuple[str, ...]:
    return tuple(_WORDS[key])


def _pairs(key: str) -> Pairs:
    return tuple((english, french) for english, french in _WORDS[key])


NAMES: tuple[tuple[str, str, str], ...] = tuple(
    (stem[0] + ending[0], stem[1] + ending[1], stem[2] + ending[2])
    for ending in _WORDS["endings"]
    for stem in _WORDS["stems"]
)
"""Names of fictional states: in English, in French, and in the plain letters of an id."""

PLACES = _texts("places")
PEOPLE = _texts("people")
OFFICES = _texts("offices")
BODIES = _texts("bodies")
PUBLISHERS = _texts("publishers")
LANGUAGES = _texts("languages")
MEASURES = _texts("measures")
TOPICS: dict[str, tuple[str, ...]] = {name: tuple(texts) for name, texts in _WORDS["topics"].items()}
DUTIES = _pairs("duties")
CLAIMS = _pairs("claims")
NOTES = _pairs("notes")
SUMMARIES = _pairs("summaries")
NOT_FOUND = _pairs("not_found")
RETIRED = _pairs("retired")
SERIES = _texts("series")
AUTHORS = _texts("authors")
ELSEWHERE = _texts("elsewhere")
