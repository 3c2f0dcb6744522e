"""The English of every reason and every rule for entry into force, by its code; catalogues have the other languages.

What stands in braces is worked out by ``sentences``. Names are set in parentheses, so that no language needs to bend
them.
"""

from __future__ import annotations

from collections.abc import Mapping

from treaty_registry.language.catalogue import Message, by_code

# Translators: “it” is a treaty. {on} is a day with its preposition, as “on 4 April 1949” or “in 1951”; {at} an article
# in parentheses, {who} names after a dash, {act} a kind of act such as “denunciation”. Each may be empty.
REASONS: Mapping[str, Message] = by_code(
    Message("reason:signed", "It was signed {on}."),
    Message("reason:consented", "Consent to be bound was given {on} ({act}{who})."),
    Message("reason:void", "In this reading it never bound anybody."),
    Message("reason:entry-rule", "It entered into force {on}; its text{at} makes this depend on {rule}.{last}"),
    Message(
        "reason:entry-rule-and-attested",
        "It entered into force {on}, as sources state; the dates on record leave the day open. Its text{at} makes this "
        "depend on {rule}.",
    ),
    Message(
        "reason:entry-attested",
        "Sources state that it entered into force {on}. Its own rule is not known, so the answer rests on them.",
    ),
    Message(
        "reason:entry-not-computed",
        "Sources state that it entered into force {on}; the answer rests on them, because the acts on record do not "
        "show it. Its text{at} makes this depend on {rule}.{missing}",
    ),
    Message(
        "reason:entry-general-rule",
        "It entered into force {on}, when all who had signed it consented together. Its own rule is not known; the "
        "general rule is that a treaty enters into force as soon as all of them are bound.{last}",
    ),
    Message(
        "reason:entry-retroactive",
        "Its text has it apply {on}, with retroactive effect; that it does so depends on {rule}{at}.",
    ),
    Message("reason:entry-later", "It entered into force only later, {on}."),
    Message(
        "reason:entry-not-yet",
        "Its entry into force has not come about as far as is known; its text{at} makes this depend on "
        "{rule}.{missing}",
    ),
    Message("reason:entry-unknown", "Neither its rule for entry into force nor the day is known."),
    Message("reason:never-attested", "Sources state that it can no longer enter into force, {on}."),
    Message("reason:ended-by-act", "It ended {on} ({act}{who}{under})."),
    Message("reason:ended-by-treaty", "It ended {on}, with the entry into force of another treaty ({treaty})."),
    Message("reason:expired", "Its term of {period} ended {on}{at}."),
    Message("reason:notice", "A notice given {done}{who} took effect {on}{after}{at}."),
    Message("reason:notice-open", "A notice was given {done}{who}; when it takes effect is not known{at}."),
    Message("reason:left", "The party left {on} ({act})."),
    Message("reason:lost-with", "The party lost its part in it {on}, when it left another treaty ({treaty}){at}."),
    Message("reason:left-attested", "Sources state that the party left {on}; the answer rests on them."),
    Message("reason:end-attested", "Sources state that it ended {on}; the answer rests on them."),
    Message("reason:fewer-than-two", "It ended {on}, because fewer than two parties were left."),
    Message("reason:too-few-parties", "It ended {on}, because fewer parties were left than its text requires."),
    Message("reason:bound-by-waiver", "It came into force for the party {on}, which had waived its conditions."),
    Message("reason:bound-with-treaty", "It came into force for the party together with the treaty, {on}."),
    Message(
        "reason:bound-own-date",
        "It came into force for the party {on}, the day of effect of its own act ({act}).",
    ),
    Message(
        "reason:bound-later",
        "It came into force for the party {on}, after the party's own act {done} ({act}){at}.",
    ),
    Message(
        "reason:bound-attested",
        "Sources state that it came into force for the party {on}; the answer rests on them.",
    ),
    Message(
        "reason:party-attested",
        "It came into force for the party {on}; sources state only that it was bound on the last of these days.",
    ),
    Message("reason:provisional-by-act", "It was applied provisionally, starting {on} ({act}{who})."),
    Message(
        "reason:provisional-by-clause",
        "Its text has signatories apply it provisionally, the first of them {on}{at}.",
    ),
    Message("reason:provisional-attested", "Sources state that it was applied provisionally, starting {on}."),
    Message("reason:provisional-ended", "Provisional application ended {on} ({act}{who}){at}."),
    Message("reason:provisional-over", "Provisional application ended {on}, as its text has it{at}."),
    Message("reason:suspended", "Duties were suspended {on} ({act}{who})."),
    Message("reason:suspended-attested", "Sources state that it was suspended {on}."),
    Message(
        "reason:precluded",
        "An objection to a reservation keeps it from being in force between the two, starting {on}{who}.",
    ),
    Message(
        "reason:accession-objected", "An objection to an accession keeps it from being in force between the two{who}."
    ),
    Message("reason:ended-between", "It ended between those concerned {on} ({act}{who})."),
    Message("reason:superseded-between", "Between parties to both, a later treaty took its place {on} ({treaty})."),
    Message("reason:continued", "The same legal person goes on under another name ({parties}), starting {on}."),
    Message("reason:ceased", "The party ceased to exist {on}."),
    Message("reason:participants-incomplete", "The record does not list all who have a part in it."),
    Message("reason:not-clearly-binding", "Whether it binds in law: {binding}."),
    Message("reason:not-yet-this-code", "The party has this name only later, starting {on}."),
)
"""The sentence of each reason. The program's own words, so that a new code without its sentence fails a test."""

# Translators: what a treaty makes its entry into force depend on; this follows “depends on”
RULES: Mapping[str, Message] = by_code(
    Message("rule:on-signature", "its signature"),
    Message("rule:on-date", "the day that it sets"),
    Message("rule:on-event", "an event outside it"),
    Message("rule:on-agreed-day", "a day on which the parties agree"),
    Message("rule:exchange-of-instruments", "the exchange of instruments"),
    Message("rule:last-notification", "the last of the notifications"),
    Message("rule:deposits", "{number} instruments"),
    Message("rule:deposits-by", "the instruments of states that it names{names}"),
    Message("rule:all-signatories", "the consent of all signatories"),
    Message("rule:majority-of-signatories", "the consent of a majority of its signatories{names}"),
    Message("rule:share-of-signatories", "the consent of {share} of its signatories"),
    Message("rule:weighted-share", "the consent of those who make up {share} ({measure})"),
    Message("rule:share-of-parties", "the consent of {share} of the parties to another treaty ({treaty})"),
    Message("rule:tacit-acceptance", "the absence of objections"),
    Message("rule:all-parties-of", "the consent of every party to another treaty ({treaty})"),
    Message("rule:with-treaty", "the entry into force of another treaty ({treaty})"),
    Message("rule:own-deposit", "the party's own instrument"),
    Message("rule:own-signature", "the party's own signature"),
    Message("rule:not-mentioned", "the consent of all who signed, because it does not say otherwise"),
    Message("rule:unknown", "a rule that is not known"),
)
"""Each kind of rule for entry into force, as what it depends on."""

# Translators: of whom such a rule counts only some; these take the place of it
OF_SOME: Mapping[str, Message] = by_code(
    Message("of-some:deposits", "{number} instruments of states that it names{names}"),
    Message("of-some:deposits-by", "the instruments of {number} of the states that it names{names}"),
    Message("of-some:treaty", "{number} instruments of parties to another treaty ({treaty})"),
)
"""Rules that count the instruments of a group."""

# Translators: this follows such a rule
STARTING: Mapping[str, Message] = by_code(
    Message("starting:first-of-month-after", ", from the first day of the month that follows"),
    Message("starting:first-of-second-month-after", ", from the first day of the second month that follows"),
    Message("starting:first-of-year-after", ", from 1 January of the year that follows"),
    Message("starting:day-after", ", from the next day"),
)
"""On which day after a rule is met the treaty enters into force, where that is not the same day."""

# Translators: {conditions} are such rules, “(a) 55 instruments; (b) …”; {more} is a length of time and a day, or empty
COMBINED: Mapping[str, Message] = by_code(
    Message("combined:all-of", "all of these conditions{more}: {conditions}"),
    Message("combined:any-of", "one of these conditions{more}: {conditions}"),
    Message(
        "combined:date-if-met",
        "the day that it sets, {day}, if all of these conditions are met by then, and otherwise on them{more}: "
        "{conditions}",
    ),
)
"""The rules that combine others."""

# Translators: {which} is the mark of a condition, “(b)”; {by} is a day with who acted then, or empty
DECIDED: Mapping[str, Message] = by_code(
    Message("decided:all-of", " Condition {which} was the last to be met{by}."),
    Message("decided:any-of", " Condition {which} was the first to be met{by}."),
    Message("decided:date-if-met", " Condition {which} was the last to be met{by}."),
)
"""Which of the conditions that a rule combines brought it about."""
