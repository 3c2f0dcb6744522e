"""What lies ahead of a treaty, in words: a line for a calendar or list, and sentences that explain it."""

from __future__ import annotations

from collections.abc import Mapping

from treaty_registry.export.calendar.upcoming_events import UpcomingEvent, UpcomingKind
from treaty_registry.law.date_bounds import NEVER, DateBounds
from treaty_registry.law.sentences import RULES, Speaker
from treaty_registry.law.wording import Language, day, listed, period, when

SENTENCES: Mapping[Language, Mapping[UpcomingKind, tuple[str, str]]] = {
    "en": {
        "entry-anniversary": ("anniversary of its entry into force", "It entered into force {since}."),
        "signature-anniversary": ("anniversary of its signature", "It was first signed {since}."),
        "renewal": ("renews itself", "Unless somebody has objected in time, it runs on{whose}{span}."),
        "objection-ends": ("last day to object to its renewal", "It would renew itself {of}{whose}."),
        "notice-effect": ("notice takes effect ({parties})", "The notice was given {since}."),
        "withdrawal-opens": ("withdrawal becomes possible", "From this day on a notice of withdrawal counts{after}."),
        "status": ("{code}", "From this day on: {code}."),
        "position": ("{parties}: {code}", "From this day on: {code} ({parties})."),
    },
    "fr": {
        "entry-anniversary": ("anniversaire de l’entrée en vigueur", "Il est entré en vigueur {since}."),
        "signature-anniversary": ("anniversaire de la signature", "Il a été signé pour la première fois {since}."),
        "renewal": ("reconduction", "Sauf opposition en temps utile, il se poursuit{whose}{span}."),
        "objection-ends": ("dernier jour pour s’opposer à la reconduction", "Il serait reconduit {of}{whose}."),
        "notice-effect": ("effet de la notification ({parties})", "La notification a été faite {since}."),
        "withdrawal-opens": ("retrait possible", "À compter de ce jour, une notification de retrait compte{after}."),
        "status": ("{code}", "À compter de ce jour : {code}."),
        "position": ("{parties} : {code}", "À compter de ce jour : {code} ({parties})."),
    },
}
"""For each kind what follows the treaty's name, and a sentence."""

CATEGORIES: Mapping[Language, Mapping[UpcomingKind, str]] = {
    "en": {
        "entry-anniversary": "Anniversary",
        "signature-anniversary": "Anniversary",
        "renewal": "Renewal",
        "objection-ends": "Notice",
        "notice-effect": "Notice",
        "withdrawal-opens": "Withdrawal",
        "status": "Status",
        "position": "Position",
    },
    "fr": {
        "entry-anniversary": "Anniversaire",
        "signature-anniversary": "Anniversaire",
        "renewal": "Reconduction",
        "objection-ends": "Préavis",
        "notice-effect": "Préavis",
        "withdrawal-opens": "Retrait",
        "status": "Statut",
        "position": "Situation",
    },
}
"""By what readers sort events."""

_PIECES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "span": " for {0} more",
        "whose": " ({0})",
        "after": " and takes effect {0} later",
        "unsure": "The day is not certain: {0}.",
        "many": "{0} parties",
        "colon": ": ",
    },
    "fr": {
        "span": " pour {0} de plus",
        "whose": " ({0})",
        "after": " et prend effet {0} plus tard",
        "unsure": "Le jour n’est pas certain : {0}.",
        "many": "{0} parties",
        "colon": " : ",
    },
}

_MAX_NAMES = 8  # of more parties, only the number is given


def summary(upcoming: UpcomingEvent, speaker: Speaker) -> str:
    """Return one line: the treaty's short title, and what comes."""
    title = speaker.registry.treaties[upcoming.treaty].short_title
    told = SENTENCES[speaker.language][upcoming.kind][0].format(**_values(upcoming, speaker))
    return f"{title}{_PIECES[speaker.language]['colon']}{told}"


def description(upcoming: UpcomingEvent, speaker: Speaker) -> str:
    """Return sentences: what comes, whether the day is certain, and up to which day the facts are known."""
    language = speaker.language
    told = [SENTENCES[language][upcoming.kind][1].format(**_values(upcoming, speaker))]
    if upcoming.last != upcoming.day:
        window = when(DateBounds(upcoming.day, upcoming.last or NEVER), language)
        told.append(_PIECES[language]["unsure"].format(window))
    known = speaker.registry.treaties[upcoming.treaty].verified.latest
    told.append(RULES[language]["known"].format(day=day(known, language)))
    return " ".join(told)


def _values(upcoming: UpcomingEvent, speaker: Speaker) -> dict[str, str]:
    language = speaker.language
    pieces = _PIECES[language]
    parties = _names(upcoming, speaker)
    span = period(upcoming.period, language) if upcoming.period else ""
    label = speaker.label(upcoming.code) if upcoming.code else ""
    return {
        "parties": parties,
        "whose": pieces["whose"].format(parties) if parties else "",
        "since": when(DateBounds(upcoming.since, upcoming.since) if upcoming.since else None, language),
        "of": when(DateBounds(upcoming.of, upcoming.of) if upcoming.of else None, language),
        "span": pieces["span"].format(span) if span else "",
        "after": pieces["after"].format(span) if span else "",
        "code": label[:1].lower() + label[1:],
    }


def _names(upcoming: UpcomingEvent, speaker: Speaker) -> str:
    if len(upcoming.parties) > _MAX_NAMES:
        return _PIECES[speaker.language]["many"].format(len(upcoming.parties))
    return listed(map(speaker.name, upcoming.parties), speaker.language) if upcoming.parties else ""
