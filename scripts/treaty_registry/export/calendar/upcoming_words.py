"""What lies ahead of a treaty, in words: a line for a calendar or list, and sentences that explain it."""

from __future__ import annotations

from collections.abc import Mapping

from treaty_registry.language.catalogue import Message, by_code
from treaty_registry.language.days import when
from treaty_registry.language.measures import listed, period
from treaty_registry.language.sentences import MAX_NAMES, Speaker
from treaty_registry.law.date_bounds import NEVER, DateBounds
from treaty_registry.law.treaty_history import UpcomingEvent

# Translators: an entry of a calendar, after a treaty's title and a colon
LINES: Mapping[str, Message] = by_code(
    Message("coming-line:entry-anniversary", "anniversary of its entry into force"),
    Message("coming-line:signature-anniversary", "anniversary of its signature"),
    Message("coming-line:renewal", "renews itself"),
    Message("coming-line:objection-ends", "last day to object to its renewal"),
    Message("coming-line:notice-effect", "notice takes effect ({parties})"),
    Message("coming-line:withdrawal-opens", "withdrawal becomes possible"),
    Message("coming-line:status", "{code}"),
    Message("coming-line:position", "{parties}: {code}"),
)

# Translators: what explains an entry of a calendar; {since} and {of} are days with a preposition, as “on 1 May 1951”
SENTENCES: Mapping[str, Message] = by_code(
    Message("coming:entry-anniversary", "It entered into force {since}."),
    Message("coming:signature-anniversary", "It was first signed {since}."),
    Message("coming:renewal", "Unless somebody has objected in time, it runs on{whose}{span}."),
    Message("coming:objection-ends", "It would renew itself {of}{whose}."),
    Message("coming:notice-effect", "The notice was given {since}."),
    Message("coming:withdrawal-opens", "From this day on a notice of withdrawal counts{after}."),
    Message("coming:status", "From this day on: {code}."),
    Message("coming:position", "From this day on: {code} ({parties})."),
)

# Translators: the same where the entry covers several days, on one of which it comes
ON_ONE_OF_SEVERAL: Mapping[str, Message] = by_code(
    Message("coming-on-one:status", "From one of these days on: {code}."),
    Message("coming-on-one:position", "From one of these days on: {code} ({parties})."),
)

# Translators: by what readers of a calendar sort its entries
CATEGORIES: Mapping[str, Message] = by_code(
    Message("coming-category:entry-anniversary", "Anniversary"),
    Message("coming-category:signature-anniversary", "Anniversary"),
    Message("coming-category:renewal", "Renewal"),
    Message("coming-category:objection-ends", "Notice"),
    Message("coming-category:notice-effect", "Notice"),
    Message("coming-category:withdrawal-opens", "Withdrawal"),
    Message("coming-category:status", "Status"),
    Message("coming-category:position", "Position"),
)

# Translators: what may stand in the braces of such sentences
_WHOSE = Message("coming:whose", " ({parties})")
_SPAN = Message("coming:span", " for {period} more")
_AFTER = Message("coming:after", " and takes effect {period} later")
_MANY = Message("coming:many", "{number} parties")
_UNSURE = Message("coming:unsure", "The day is not certain: {when}.")
# Translators: an entry of a calendar that covers several days
_ON_ONE = Message("coming:on-one", "{what} (day not certain)")
# Translators: an entry of a calendar
_LINE = Message("coming:line", "{title}: {what}")


def summary(event: UpcomingEvent, speaker: Speaker) -> str:
    """Return one line: the treaty's short title, and what comes; where that is so, that the day is not certain."""
    title = speaker.registry.treaties[event.treaty].short_title
    what = speaker.words.say(LINES[event.kind], **_values(event, speaker))
    if event.last not in (event.day, None):
        what = speaker.words.say(_ON_ONE, what=what)
    return speaker.words.say(_LINE, title=title, what=what)


def description(event: UpcomingEvent, speaker: Speaker) -> str:
    """Return sentences: what comes, whether the day is certain, and up to which day the facts are known."""
    several = event.last not in (event.day, None)
    form = ON_ONE_OF_SEVERAL.get(event.kind, SENTENCES[event.kind]) if several else SENTENCES[event.kind]
    sentences = [speaker.words.say(form, **_values(event, speaker))]
    if event.last != event.day:
        window = when(DateBounds(event.day, event.last or NEVER), speaker.language)
        sentences.append(speaker.words.say(_UNSURE, when=window))
    return " ".join((*sentences, speaker.known(speaker.registry.treaties[event.treaty].verified.latest)))


def category(event: UpcomingEvent, speaker: Speaker) -> str:
    """Return by what readers sort what comes."""
    return speaker.words.say(CATEGORIES[event.kind])


def _values(event: UpcomingEvent, speaker: Speaker) -> dict[str, str]:
    language, say = speaker.language, speaker.words.say
    parties = _names(event, speaker)
    span = period(event.period, language) if event.period else ""
    label = speaker.label(event.code) if event.code else ""
    return {
        "parties": parties,
        "whose": say(_WHOSE, parties=parties) if parties else "",
        "since": when(DateBounds(event.since, event.since) if event.since else None, language),
        "of": when(DateBounds(event.of, event.of) if event.of else None, language),
        "span": say(_SPAN, period=span) if span else "",
        "after": say(_AFTER, period=span) if span else "",
        "code": label[:1].lower() + label[1:],
    }


def _names(event: UpcomingEvent, speaker: Speaker) -> str:
    if len(event.parties) > MAX_NAMES:
        return speaker.words.say(_MANY, number=len(event.parties))
    return listed(map(speaker.name, event.parties), speaker.language) if event.parties else ""
