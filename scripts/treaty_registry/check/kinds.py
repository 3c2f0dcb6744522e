"""Every kind of finding, with its severity: the list that messages, waivers, tests and the documentation share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: what it means in a sentence, how bad it is, and whether a record may waive it."""

    meaning: str
    severity: Severity = "error"
    waivable: bool = False


KINDS: dict[str, Kind] = {
    # the file
    "file-name": Kind("A file's name is not one that a record, party or vocabulary can have."),
    "wrong-folder": Kind("A record is not in the folder of its year."),
    "id-not-file-name": Kind("The `id` (or a party's `code`) differs from the file's name."),
    "symbolic-link": Kind("A symbolic link stands where a file is expected."),
    "unreadable-file": Kind("A file cannot be opened."),
    "file-too-large": Kind("A file is larger than a record may be."),
    "not-utf-8": Kind("A file is not UTF-8 text."),
    "hidden-character": Kind("A character that cannot be seen, or that turns the direction of the text."),
    "cut-by-comment": Kind("What follows ` #` on a line is a remark to YAML, and no part of the text.", "warning"),
    "not-normalized": Kind("A letter is written as two characters where Unicode has one (NFC)."),
    # YAML
    "not-yaml": Kind("The file is not valid YAML."),
    "empty-file": Kind("The file is empty."),
    "too-deep": Kind("Lists and groups are nested too deep."),
    "several-documents": Kind("One file holds more than one document."),
    "duplicate-key": Kind("A key stands twice in one group."),
    "key-not-text": Kind("A list or group is used as a key."),
    "empty-value": Kind("A key without a value."),
    "yaml-anchor": Kind("A YAML anchor (`&`)."),
    "yaml-alias": Kind("A YAML alias (`*`)."),
    "yaml-tag": Kind("A YAML tag (`!`)."),
    # the schema
    "missing-key": Kind("A key that every such group must have is missing."),
    "unknown-key": Kind("A key that this group does not know, or a `fact` that names none of its keys."),
    "wrong-type": Kind("A list, group or text where something else is expected."),
    "unknown-term": Kind("A word that is not in its vocabulary, or a code that no party has."),
    "bad-value": Kind("A text or number that cannot stand here."),
    "bad-address": Kind("A web address that is not one (http and https only)."),
    "bad-date": Kind("A date that does not exist or is not written as one."),
    "missing-companion": Kind("A term that needs another key beside it."),
    "stray-companion": Kind("A key that means nothing beside this term."),
    # vocabularies
    "missing-vocabulary": Kind("A vocabulary that records need is not there."),
    "unusable-term": Kind("A term whose pattern, example, address or companion keys cannot be used."),
    # identity
    "duplicate-id": Kind("Two records claim the same id, now or formerly."),
    "duplicate-name": Kind("Two things in one record have the same `id`."),
    "duplicate-event": Kind("The same act is entered twice.", waivable=True),
    "duplicate-source": Kind("The same address is entered under two keys, or a shared source is entered anew."),
    "duplicate-record": Kind("Two records seem to be the same treaty.", waivable=True),
    # dates
    "future-date": Kind("An act that has not happened yet."),
    "after-verified": Kind("A fact younger than the day up to which the record says it was checked."),
    "dates-out-of-order": Kind("Events are not in order of date.", waivable=True),
    "party-not-existing": Kind("A party acts, or is concerned, when it does not exist.", waivable=True),
    "source-too-old": Kind("Every source of an event is older than the event.", "warning", waivable=True),
    "overdue": Kind("The record was last checked more than a year ago.", "warning"),
    # references
    "unknown-treaty": Kind("A treaty id that no record has."),
    "unknown-source": Kind("A source key that is not declared."),
    "unused-source": Kind("A source that no fact cites."),
    "unknown-event": Kind("An event id that the record does not have."),
    # evidence
    "no-source": Kind("A fact without a source."),
    "bad-identifier": Kind("A number or code that does not have the form of its scheme."),
    "no-article": Kind("An obligation that names neither article nor place.", waivable=True),
    "not-coded": Kind("An obligation whose kind is not among those that the record says were looked for."),
    # contradictions
    "contradictory-dates": Kind("Two dates for the same result, or two results that exclude each other."),
    "ends-before-it-begins": Kind("The treaty ends before it enters into force."),
    "contradictory-votes": Kind("A unanimous vote with votes against."),
    "party-without-act": Kind("An obligation or result of a party that does nothing in the events.", waivable=True),
    "circular-relation": Kind("Records or parties that lead back to themselves, directly or in a circle."),
    "missing-relation": Kind("A record says that another treaty ended it, and that record does not."),
    "relation-in-older-record": Kind("A relation stands in the older of two records.", waivable=True),
    # the law
    "computed-differs": Kind(
        "Sources state another day than the acts and clauses on record bring about.", waivable=True
    ),
    "not-computed": Kind("Sources state a result that the acts on record do not bring about.", waivable=True),
    "not-signed-before": Kind("An instrument that confirms a signature, without that signature.", waivable=True),
    "act-without-part": Kind("An act that only a party can do, by somebody who is none.", waivable=True),
    "revoked-too-late": Kind("A notice is taken back after it took effect.", waivable=True),
    "duty-of-no-party": Kind("An obligation of, or towards, somebody who never became a party.", waivable=True),
    "before-its-protocol": Kind("Something done under another treaty before that one is in force.", waivable=True),
    # housekeeping
    "unused-waiver": Kind("A waiver that waives nothing."),
    "not-waivable": Kind("A waiver of a finding that cannot be waived."),
    "stale-schema": Kind("A published JSON Schema is not what the models and vocabularies say.", "warning"),
    "keys-out-of-order": Kind("The keys of a group are not in the order of the field reference.", "warning"),
}
