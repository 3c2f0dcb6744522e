"""The tables: what each row is, and how it is made from a record or from the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from treaty_registry.check.references import source_references
from treaty_registry.export.table import Reference, Row, Table, Value, codes, columns
from treaty_registry.law.acts import SIGNS
from treaty_registry.law.answers import Law
from treaty_registry.law.tables import obligation_rows, position_rows
from treaty_registry.law.windows import ALWAYS, NEVER, Window
from treaty_registry.model.dates import Date
from treaty_registry.model.event import Event
from treaty_registry.model.party import Party
from treaty_registry.model.treaty import Treaty


def tables() -> tuple[Table, ...]:
    """Return every table, each after those that it refers to."""
    return (TERMS, PARTIES, PARTY_CODES, TREATIES, IDENTIFIERS, SOURCES, CITATIONS, EVENTS, EVENT_PARTIES, ATTESTED,
            CLAUSES, POSITIONS, OBLIGATIONS, RELATIONS)  # fmt: skip


def kept(law: Law) -> Iterator[Treaty]:
    """Yield the treaties that are kept, by id."""
    for key in sorted(law.registry.treaties):
        if law.registry.treaties[key].retired is None:
            yield law.registry.treaties[key]


def event_keys(treaty: Treaty) -> list[str]:
    """Return a key for each event, in the order of the record.

    It is made of what the event is, not of where it stands, so that it stays when events are added: the record's own
    ``id`` for the event if it has one, else date, act and first party. Alike ones are numbered from the second on.
    """
    seen: Counter[str] = Counter()
    keys = []
    for event in treaty.events:
        key = f"{treaty.id}:{event.id or _likeness(event)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return keys


def _likeness(event: Event) -> str:
    parts = [str(event.date).replace("/", "_"), event.action, *(event.party or ())[:1]]
    return ":".join(parts)


def _text(moment: Date | str | None) -> str | None:
    return None if moment is None else str(moment)


def _bounds(moment: Date | str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that a date may mean; nothing where it is unknown or open."""
    if not isinstance(moment, Date):
        return None, None
    return (
        None if moment.earliest == date.min else moment.earliest,
        None if moment.latest == date.max else moment.latest,
    )


def _days(window: Window) -> tuple[date | None, date | None]:
    first, last = window
    return (None if first in (ALWAYS, NEVER) else first), (None if last in (ALWAYS, NEVER) else last)


def _terms(law: Law) -> Iterator[Row]:
    for name, vocabulary in sorted(law.registry.terms.vocabularies.items()):
        for key, term in vocabulary.terms.items():
            yield (
                name,
                key,
                term.label.en,
                term.label.fr,
                term.definition.en,
                term.definition.fr,
                term.plane,
                term.rank,
                term.effect,
            )


TERMS = Table(
    "terms",
    "Terms of the controlled vocabularies",
    "What the words in the other tables mean.",
    columns(
        """
        vocabulary: string* The vocabulary, such as actions.
        term: string* The word as it stands in the tables.
        label_en: string* What readers see, in English.
        label_fr: string* What readers see, in French.
        definition_en: string* What it means, in English.
        definition_fr: string* What it means, in French.
        plane: string For acts: domestic, or international. Only the latter bind.
        rank: integer For acts: the order of those of one day. For types of source: closeness to the fact.
        effect: string What the computation of the law does with it.
        """
    ),
    ("vocabulary", "term"),
    _terms,
)


def _parties(law: Law) -> Iterator[Row]:
    for code, party in sorted(law.registry.terms.parties.items()):
        name = party.names[0]
        yield (
            code,
            party.kind,
            name.en,
            name.fr,
            name.formal_en,
            name.formal_fr,
            str(party.exists.since),
            _text(party.exists.until),
            tuple(one.party for one in party.continues or ()) or None,
            _code(party, "iso-3166-1-alpha-3"),
            _code(party, "cow"),
            _code(party, "gleditsch-ward"),
            _code(party, "wikidata"),
        )


def _code(party: Party, scheme: str) -> str | None:
    found = [one.value for one in party.identifiers if one.scheme == scheme]
    return found[-1] if found else None


PARTIES = Table(
    "parties",
    "Parties",
    "States, historic states, organisations and others that sign treaties: one code for each legal person.",
    columns(
        """
        code: string* The registry's permanent code: ISO 3166-1 alpha-3 where there is one.
        kind: string* Term of the vocabulary party-kinds.
        name_en: string* Short name in English.
        name_fr: string* Short name in French.
        formal_en: string Formal name in English.
        formal_fr: string Formal name in French.
        exists_since: string First day as a legal person, in EDTF (ISO 8601-2).
        exists_until: string Last day, in EDTF; missing while it exists.
        continues: list Codes of earlier parties that are the same legal person.
        iso_3166_1_alpha_3: string Code of ISO 3166-1; unknown means looked for and not found, none known not to exist.
        cow: string Correlates of War country code; dated codes are in party_codes.
        gleditsch_ward: string Gleditsch-Ward code; dated codes are in party_codes.
        wikidata: string Wikidata item.
        """
    ),
    ("code",),
    _parties,
)


def _party_codes(law: Law) -> Iterator[Row]:
    for code, party in sorted(law.registry.terms.parties.items()):
        for number, one in enumerate(party.identifiers, start=1):
            yield code, number, one.scheme, one.value, _text(one.since), _text(one.until)


PARTY_CODES = Table(
    "party_codes",
    "Codes of parties elsewhere",
    "Every code by which others know a party, with the days on which it held.",
    columns(
        """
        party: string* Code of the party.
        number: integer* Order among the party's codes.
        scheme: string* Term of the vocabulary party-schemes.
        value: string* The code; unknown or none where there is none.
        since: string From when it held, in EDTF.
        until: string Until when it held, in EDTF.
        """
    ),
    ("party", "number"),
    _party_codes,
    (Reference(("party",), "parties", ("code",)),),
)


def _treaties(law: Law) -> Iterator[Row]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for treaty in kept(law):
        signed = next((event.date for event in treaty.events if actions[event.action].effect in SIGNS), None)
        course = law.course(treaty.id)
        known = treaty.verified.latest
        yield (
            treaty.id,
            treaty.title,
            treaty.short_title,
            (treaty.titles or {}).get("fr"),
            treaty.kind,
            tuple(treaty.subjects),
            treaty.binding,
            treaty.secrecy,
            tuple(treaty.authentic_languages),
            _text(signed),
            *_bounds(signed),
            law.status(treaty.id, known).code,
            known,
            *_days(course.entry.window),
            *_days(course.over),
            tuple(treaty.coded),
            treaty.text_read,
            (treaty.summary or {}).get("en"),
            (treaty.summary or {}).get("fr"),
        )


TREATIES = Table(
    "treaties",
    "Treaties",
    "One row for each treaty, with where it stood on the day up to which its record was verified.",
    columns(
        """
        id: string* The record's permanent id.
        title: string* Official title, in English.
        short_title: string* What people call it.
        title_fr: string Official title, in French.
        kind: string* Term of the vocabulary treaty-kinds.
        subjects: list* Terms of the vocabulary subjects.
        binding: string* Whether it binds in law: term of the vocabulary binding.
        secrecy: string* Whether its text was public: term of the vocabulary secrecy.
        authentic_languages: list* ISO 639 codes of the authentic languages, or unknown.
        signed: string Date of the first signature in EDTF, or unknown; missing where no signature is on record.
        signed_first: date First day that this date may mean.
        signed_last: date Last day that this date may mean.
        status: string* Computed status on the day of known: term of the vocabulary statuses.
        known: date* Day up to which the facts were verified: every answer about a later day is as known on this one.
        entry_first: date Computed entry into force: the first day on which it may have happened.
        entry_last: date The last such day; the same as entry_first where the day is known. Missing: perhaps never.
        end_first: date Computed end: the first day without the treaty, at the earliest.
        end_last: date The same at the latest. Missing: perhaps never.
        coded: list* Kinds of obligation that the reader of the text looked for.
        text_read: string How much of the text was read: only where it is whole is a kind that was looked for a real no.
        summary_en: string Summary in English.
        summary_fr: string Summary in French.
        """
    ),
    ("id",),
    _treaties,
)


def _identifiers(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for number, one in enumerate(treaty.identifiers or (), start=1):
            yield treaty.id, number, one.scheme, one.value


IDENTIFIERS = Table(
    "identifiers",
    "Numbers of treaties elsewhere",
    "Every number by which others know a treaty; unknown means looked for and not found.",
    columns(
        """
        treaty: string* Id of the treaty.
        number: integer* Order in the record.
        scheme: string* Term of the vocabulary identifier-schemes.
        value: string* The number, or unknown, or none.
        """
    ),
    ("treaty", "number"),
    _identifiers,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _sources(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for key, one in treaty.sources.items():
            yield (
                treaty.id,
                key,
                one.type,
                one.title,
                one.author,
                one.publisher,
                _text(one.date),
                one.url,
                one.archive_url,
                _text(one.accessed),
                one.language,
            )


SOURCES = Table(
    "sources",
    "Sources",
    "What the facts of each treaty rest on.",
    columns(
        """
        treaty: string* Id of the treaty.
        key: string* The source's key in that record.
        type: string* Term of the vocabulary source-types.
        title: string* Title as the source gives it; in square brackets where it has none.
        author: string Author.
        publisher: string* Who published it.
        date: string* Date of publication in EDTF, or unknown.
        url: string Address.
        archive_url: string Address of an archived copy.
        accessed: string Day on which it was read.
        language: string* ISO 639 code.
        """
    ),
    ("treaty", "key"),
    _sources,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _citations(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        seen: set[tuple[str, str]] = set()
        for path, key in source_references(treaty.model_dump(mode="json", exclude_none=True)):
            fact = ".".join(map(str, path[: path.index("source")]))
            if (fact, key) not in seen:
                seen.add((fact, key))
                yield treaty.id, fact or "record", key


CITATIONS = Table(
    "citations",
    "Which fact rests on which source",
    "One row for each source that a fact of a record cites.",
    columns(
        """
        treaty: string* Id of the treaty.
        fact: string* Place of the fact in the record, such as events.3; record for the facts at its top.
        source: string* Key of the source in that record.
        """
    ),
    ("treaty", "fact", "source"),
    _citations,
    (Reference(("treaty", "source"), "sources", ("treaty", "key")),),
)


def _events(law: Law) -> Iterator[Row]:
    actions = law.registry.terms.vocabularies["actions"].terms
    for treaty in kept(law):
        for number, (key, event) in enumerate(zip(event_keys(treaty), treaty.events, strict=True)):
            votes = event.votes
            yield (
                key,
                treaty.id,
                number,
                str(event.date),
                *_bounds(event.date),
                event.action,
                actions[event.action].plane,
                event.instrument,
                _text(event.effective),
                _text(event.until),
                event.under,
                f"{treaty.id}:{event.refers_to}" if event.refers_to else None,
                event.precludes,
                codes([article.no.replace(" ", "_") for article in event.articles] if event.articles else None),
                event.place,
                event.body,
                event.chamber,
                votes.in_favour if votes else None,
                votes.against if votes else None,
                votes.abstaining if votes else None,
                votes.unanimous if votes else None,
                event.authority,
                event.document,
                tuple(by for one in event.disputed or () for by in one.by if by in law.registry.terms.parties) or None,
            )


EVENTS = Table(
    "events",
    "Events",
    "What happened to each treaty, and when: who did it stands in event_parties.",
    columns(
        """
        event: string* Key of the event: made of what it is, so that it stays when others are added.
        treaty: string* Id of the treaty.
        number: integer* Order in the record, from 0.
        date: string* Date in EDTF, or unknown.
        date_first: date First day that the date may mean.
        date_last: date Last day that the date may mean.
        action: string* Term of the vocabulary actions.
        plane: string* domestic or international: only the latter binds a state towards others.
        instrument: string Term of the vocabulary instruments.
        effective: string Date of effect in EDTF, or unknown, where it is not the event's own.
        until: string End of what it prolongs or limits, in EDTF, or indefinite, or unknown.
        under: string Id of the other treaty under which it was done.
        refers_to: string Key of the event that it revokes, extends or answers.
        precludes: string For objections: whether it keeps the treaty from entering into force between the two.
        articles: list Articles concerned.
        place: string Where it happened.
        body: string The body that acted.
        chamber: string Term of the vocabulary chambers.
        votes_in_favour: integer Votes in favour.
        votes_against: integer Votes against.
        votes_abstaining: integer Abstentions.
        unanimous: string Whether the source calls the vote unanimous.
        authority: string The authority that acted, where a state had rival ones.
        document: string The act's own name or number.
        disputed_by: list Codes of the parties that dispute it.
        """
    ),
    ("event",),
    _events,
    (
        Reference(("treaty",), "treaties", ("id",)),
        Reference(("refers_to",), "events", ("event",)),
    ),
)


def _event_parties(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for key, event in zip(event_keys(treaty), treaty.events, strict=True):
            for role in ("party", "of", "towards", "owed_by", "owed_to"):
                for code in dict.fromkeys(getattr(event, role) or ()):
                    yield key, role, code


EVENT_PARTIES = Table(
    "event_parties",
    "Who took part in which event",
    "One row for each party of an event and its role.",
    columns(
        """
        event: string* Key of the event.
        role: string* party (who did it), of (whose place it takes), towards (to whom), owed_by, owed_to.
        party: string* Code of the party.
        """
    ),
    ("event", "role", "party"),
    _event_parties,
    (Reference(("event",), "events", ("event",)), Reference(("party",), "parties", ("code",))),
)


def _attested(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for number, one in enumerate(treaty.attested or ()):
            yield treaty.id, number, one.what, str(one.date), *_bounds(one.date), one.party, one.by


ATTESTED = Table(
    "attested",
    "Results as sources state them",
    "What sources say of results of the law: the computation is compared with it.",
    columns(
        """
        treaty: string* Id of the treaty.
        number: integer* Order in the record, from 0.
        what: string* Term of the vocabulary results.
        date: string* Date in EDTF, or unknown.
        date_first: date First day that the date may mean.
        date_last: date Last day that the date may mean.
        party: string Code of the party, if it is not the whole treaty.
        by: string Id of the treaty that brought it about.
        """
    ),
    ("treaty", "number"),
    _attested,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("party",), "parties", ("code",))),
)


def _clauses(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for one in treaty.obligations or ():
            trigger = one.trigger
            yield (
                treaty.id,
                one.id,
                one.kind,
                tuple(one.owed_by),
                tuple(one.owed_to),
                trigger.what if trigger else None,
                trigger.against if trigger else None,
                codes(trigger.states if trigger else None),
                trigger.area if trigger else None,
                trigger.area_name if trigger else None,
                one.commitment,
                codes(one.means),
                one.timing,
                codes([limit.limit for limit in one.limits] if one.limits else None),
                codes([article.no.replace(" ", "_") for article in one.articles] if one.articles else None),
                one.since,
                one.until,
                one.summary.get("en"),
                one.summary.get("fr"),
            )


CLAUSES = Table(
    "clauses",
    "Obligations as the texts have them",
    "One row for each obligation of a treaty, as recorded. Who owes it to whom on which days stands in obligations.",
    columns(
        """
        treaty: string* Id of the treaty.
        obligation: string* The obligation's name in that record.
        kind: string* Term of the vocabulary obligation-kinds.
        owed_by: list* all, or codes of parties.
        owed_to: list* all, or codes of parties.
        trigger: string Term of the vocabulary triggers.
        against: string Term of the vocabulary trigger-targets.
        trigger_states: list Codes of third states that the text names.
        area: string Term of the vocabulary areas.
        area_name: string What the text calls the area.
        commitment: string* Term of the vocabulary commitments.
        means: list Terms of the vocabulary means.
        timing: string Term of the vocabulary timings.
        limits: list Terms of the vocabulary limits.
        articles: list Articles, by the numbers that they bear or bore.
        since: string Id of the treaty that added it.
        until: string Id of the treaty that removed it.
        summary_en: string Summary in English.
        summary_fr: string Summary in French.
        """
    ),
    ("treaty", "obligation"),
    _clauses,
    (Reference(("treaty",), "treaties", ("id",)),),
)


def _positions(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for row in position_rows(law, treaty.id):
            yield tuple(row)


POSITIONS = Table(
    "positions",
    "Positions of parties over time",
    "What each treaty was to each party: intervals of days that never overlap.",
    columns(
        """
        treaty: string* Id of the treaty.
        party: string* Code of the party.
        position: string* Term of the vocabulary positions.
        start: date* First day.
        end: date First day after it; missing: open, as known on the treaty's day of known.
        """
    ),
    ("treaty", "party", "start"),
    _positions,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("party",), "parties", ("code",))),
)


def _obligations(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for row in obligation_rows(law, treaty.id):
            yield tuple(_plain(value) for value in row)


def _plain(value: Value) -> Value:
    """Return what the law leaves empty as missing."""
    return tuple(one.replace(" ", "_") for one in value) or None if isinstance(value, tuple) else value or None


OBLIGATIONS = Table(
    "obligations",
    "Directed obligations over time",
    "Who owed what to whom, under which article, on which days: one row for each duty of one party towards another.",
    columns(
        """
        treaty: string* Id of the treaty.
        obligation: string* The obligation's name in that record.
        kind: string* Term of the vocabulary obligation-kinds.
        owed_by: string* Code of the party that owes it.
        owed_to: string* Code of the party that it is owed to.
        start: date* First day.
        end: date First day after it; missing: open, as known on the treaty's day of known.
        standing: string* owed, provisional, disputed or cannot-tell.
        trigger: string Term of the vocabulary triggers.
        against: string Term of the vocabulary trigger-targets.
        area: string Term of the vocabulary areas.
        commitment: string* Term of the vocabulary commitments.
        means: list Terms of the vocabulary means.
        timing: string Term of the vocabulary timings.
        limits: list Terms of the vocabulary limits.
        articles: list Articles, by the numbers that they bore then.
        reserved_by: list Codes of those whose reservations concern the article.
        """
    ),
    ("treaty", "obligation", "owed_by", "owed_to", "start"),
    _obligations,
    (
        Reference(("treaty", "obligation"), "clauses", ("treaty", "obligation")),
        Reference(("owed_by",), "parties", ("code",)),
        Reference(("owed_to",), "parties", ("code",)),
    ),
)


def _relations(law: Law) -> Iterator[Row]:
    for treaty in kept(law):
        for number, one in enumerate(treaty.relations or ()):
            yield treaty.id, number, one.type, one.treaty, one.unrecorded, _text(one.date)


RELATIONS = Table(
    "relations",
    "Relations between treaties",
    "What a treaty does to an older one, stored once with the newer.",
    columns(
        """
        treaty: string* Id of the newer treaty.
        number: integer* Order in the record, from 0.
        type: string* Term of the vocabulary relation-types.
        other: string Id of the older treaty.
        unrecorded: string Title and date of the older treaty, where it has no record yet.
        date: string From when it holds, in EDTF.
        """
    ),
    ("treaty", "number"),
    _relations,
    (Reference(("treaty",), "treaties", ("id",)), Reference(("other",), "treaties", ("id",))),
)
