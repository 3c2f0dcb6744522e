"""Pairs of records that differ in a few words: one is wrong, and the other, which looks like it, is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import RECORDS, TODAY, SmallRegistry, take_own_schema
from treaty_registry.check.run import examine
from treaty_registry.reading.files import Root

MINIMAL = (RECORDS / "valid" / "1900-minimal.yaml").read_text(encoding="utf-8")
NAME = "1900-minimal.yaml"


def record(**changes: Any) -> str:
    """Return the smallest record, signed on 3 February 2001 by Australia and New Zealand, with other groups of keys."""
    tree = yaml.load(MINIMAL, yaml.BaseLoader)  # noqa: S506  # like the registry's own reader it takes all as text
    tree |= {"events": [SIGNED], **changes}
    for key in ("events", "attested"):
        tree[key] = [{"source": "text", **one} for one in tree.get(key) or []]
    tree = {key: value for key, value in tree.items() if value != []}
    tree["sources"]["text"]["date"] = "unknown"
    # As JSON, which is YAML too, a part that stands twice is written twice.
    return json.dumps(tree, ensure_ascii=False, indent=1)


def codes(registry: SmallRegistry, text: str, ignore: tuple[str, ...] = ("keys-out-of-order",)) -> list[str]:
    registry.add(NAME, text)
    found = [finding for finding in registry.examine() if finding.code not in ignore]
    return [f"{one.code} {one.where}" for one in found]


SIGNED = {"date": "2001-02-03", "action": "signature", "party": ["AUS", "NZL"]}
RESERVED = {"date": "2001-02-04", "action": "reservation", "party": "AUS"}
SUSPENDED = {"date": "2001-02-04", "action": "suspension", "party": "AUS", "owed_by": "AUS", "owed_to": "NZL"}
CONSULTED = {"action": "consultation", "party": ["AUS", "NZL"]}
VOTED = {"date": "2001-02-04", "action": "legislative-approval", "party": "AUS", "body": "Parliament"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (RESERVED, RESERVED, True),
        (RESERVED, {**RESERVED, "note": {"en": "On article 4."}}, True),
        ({**RESERVED, "note": {"en": "On article 3."}}, {**RESERVED, "note": {"en": "On article 4."}}, False),
        (SUSPENDED, SUSPENDED, True),
        (SUSPENDED, {**SUSPENDED, "owed_by": "NZL", "owed_to": "AUS"}, False),
        ({**VOTED, "chamber": "lower"}, {**VOTED, "chamber": "upper"}, False),
        ({**CONSULTED, "date": "2001-03-01"}, {**CONSULTED, "date": "2001-03-01"}, True),
        ({**CONSULTED, "date": "2001-03"}, {**CONSULTED, "date": "2001-03"}, False),
        ({**CONSULTED, "date": "unknown"}, {**CONSULTED, "date": "unknown"}, False),
    ],
)
def test_an_act_is_entered_twice_only_if_nothing_tells_the_two_apart(
    registry: SmallRegistry, one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    found = codes(registry, record(events=[SIGNED, one, other]))
    assert [code.split()[0] for code in found] == ["duplicate-event"] * same


def test_two_objections_to_different_reservations_are_two(registry: SmallRegistry) -> None:
    reservations = [{**RESERVED, "id": "first"}, {**RESERVED, "id": "second"}]
    objection = {"date": "2001-02-05", "action": "objection", "party": "NZL"}
    answers = [{**objection, "refers_to": name} for name in ("first", "second")]
    assert codes(registry, record(events=[SIGNED, *reservations, *answers])) == []
    assert len(codes(registry, record(events=[SIGNED, *reservations, answers[0], answers[0]]))) == 1


def test_a_duplicate_event_can_be_waived(registry: SmallRegistry) -> None:
    waivers = [{"finding": "duplicate-event", "where": "events[2001-02-04 reservation AUS]", "reason": "It made two."}]
    assert codes(registry, record(events=[SIGNED, RESERVED, RESERVED], waivers=waivers)) == []


IN, OUT, GONE = ({"what": what} for what in ("entry-into-force", "withdrawal", "termination"))
NEVER = {"what": "never-in-force", "date": "2003-01-01"}
DENIED = {"disputed": [{"by": "NZL", "position": "denies", "source": "text"}]}
BACK = [
    {**SIGNED, "party": ["AUS", "NZL", "USA"], "date": "2001-05-06"},
    {"date": "2002-05-06", "action": "withdrawal", "party": "AUS"},
    {"date": "2003-05-06", "action": "definitive-signature", "party": "AUS"},
]
"""Australia leaves, and comes back a year later."""
BY_SIGNATURE = {"entry_into_force": {"initial": {"when": "on-signature"}, "source": "text"}}


def aus(result: dict[str, Any], day: str) -> dict[str, Any]:
    return {**result, "date": day, "party": "AUS"}


@pytest.mark.parametrize(
    ("results", "found"),
    [
        ([{**IN, "date": "2001-05-06"}, {**IN, "date": "2001-05-07"}], ["[2001-05-07 entry-into-force].date"]),
        ([{**IN, "date": "2001"}, {**IN, "date": "2001-04-20"}], []),
        ([{**IN, "date": "2001"}, {**IN, "date": "2002-04-20"}], ["[2002-04-20 entry-into-force].date"]),
        ([{**IN, "date": "2001-05-06"}, {**IN, "date": "2001-05-07", **DENIED}], []),
        ([{**GONE, "date": "2005-01-01"}, {"what": "expiry", "date": "2006-01-01"}], ["[2006-01-01 expiry].date"]),
        ([aus(IN, "2001-05-06"), aus(OUT, "2002-05-06"), aus(IN, "2003-05-06"), aus(OUT, "2004-05-06")], []),
        ([aus(IN, "2003-05-06"), aus(IN, "2001-05-06"), aus(OUT, "2002-05-06")], []),
        ([aus(IN, "2001-05-06"), aus(IN, "2003-05-06"), aus(OUT, "unknown")], []),
        ([aus(IN, "2001-05-06"), aus(IN, "2003-05-06")], ["[2003-05-06 entry-into-force AUS].date"]),
        (
            [aus(IN, "2001-05-06"), aus(OUT, "2004-05-06"), aus(IN, "2003-05-06")],
            ["[2003-05-06 entry-into-force AUS].date"],
        ),
        ([{**IN, "date": "2001-05-06"}, aus(IN, "2003-05-06")], []),
        ([{**IN, "date": "2001-05-06"}, NEVER], ["[2003-01-01 never-in-force].what"]),
        ([{**IN, "date": "2001-05-06"}, {**NEVER, **DENIED}], []),
        ([{**IN, "date": "2001-05-06"}, {**NEVER, "party": "AUS"}], []),
        ([NEVER], []),
    ],
)
def test_results_contradict_each_other_only_where_they_cannot_both_be_so(
    registry: SmallRegistry, results: list[dict[str, Any]], found: list[str]
) -> None:
    more = {}
    if any(result.get("party") for result in results):
        more = {"events": BACK, "final_clauses": BY_SIGNATURE}
    assert codes(registry, record(**more, attested=results)) == [
        f"contradictory-dates attested{place}" for place in found
    ]


def test_events_stay_in_order_beyond_an_imprecise_or_uncertain_one(registry: SmallRegistry) -> None:
    later = [{**CONSULTED, "date": day} for day in ("2005-06-01", "2005", "2005-03-01")]
    assert codes(registry, record(events=[SIGNED, *later])) == [
        "dates-out-of-order events[2005-03-01 consultation].date"
    ]
    old = {**CONSULTED, "date": "1990?"}
    assert codes(registry, record(events=[SIGNED, old])) == ["dates-out-of-order events[1990? consultation].date"]
    assert codes(registry, record(events=[SIGNED, {**CONSULTED, "date": "2000?"}])) == []


def test_whoever_is_concerned_exists(registry: SmallRegistry) -> None:
    late = {**SUSPENDED, "towards": "SUN", "owed_by": ["AUS", "SUN"], "owed_to": "SUN"}
    result = {"what": "suspension", "date": "2002-01-01", "party": "SUN"}
    found = codes(
        registry, record(events=[SIGNED, late], attested=[result]), ("keys-out-of-order", "party-without-act")
    )
    assert found == [
        "party-not-existing events[2001-02-04 suspension AUS].owed_by",
        "party-not-existing events[2001-02-04 suspension AUS].owed_to",
        "party-not-existing events[2001-02-04 suspension AUS].towards",
        "party-not-existing attested[2002-01-01 suspension SUN].party",
    ]


@pytest.mark.parametrize(("signatory", "obligor", "acts"), [("SUN", "RUS", True), ("RUS", "SUN", False)])
def test_a_party_has_acted_if_the_one_that_it_continues_has(
    registry: SmallRegistry, signatory: str, obligor: str, acts: bool
) -> None:
    signed = {**SIGNED, "party": [signatory, "AUS"], "date": "1991-12-25"}
    duty = {"kind": "defence", "owed_to": "all", "commitment": "automatic", "summary": {"en": "Help."}}
    duties = [{"id": "help", **duty, "owed_by": [obligor], "source": "text", "at": "art. 4"}]
    found = codes(registry, record(events=[signed], obligations=duties, coded=["defence"]))
    assert [code.split()[0] for code in found] == [] if acts else ["party-without-act"]


CONFLICT = {"value": "2001-02-04", "why_not": {"en": "..."}, "source": "text"}
DISPUTE = {"capacity": "other", "position": "denies", "source": "text"}


@pytest.mark.parametrize(("fact", "known"), [("date", True), ("place", True), ("dat", False), ("notice", False)])
def test_a_conflict_names_a_key_of_its_group(registry: SmallRegistry, fact: str, known: bool) -> None:
    found = codes(registry, record(events=[{**SIGNED, "conflicts": [{"fact": fact, **CONFLICT}]}]))
    assert found == ([] if known else ["unknown-key events[2001-02-03 signature].conflicts[1].fact"])


@pytest.mark.parametrize(("fact", "known"), [("binding", True), ("bindin", False), ("action", False)])
def test_a_dispute_about_the_record_names_one_of_its_keys(registry: SmallRegistry, fact: str, known: bool) -> None:
    found = codes(registry, record(disputed=[{"fact": fact, "by": "USA", **DISPUTE}]))
    assert found == ([] if known else ["unknown-key disputed[1].fact"])


def test_a_misspelt_fact_is_told_the_key_that_is_meant(registry: SmallRegistry) -> None:
    registry.add(NAME, record(disputed=[{"fact": "bindin", "by": "USA", **DISPUTE}]))
    (message,) = [one.message for one in registry.examine() if one.code == "unknown-key"]
    assert message == "`bindin` is not a key of the group that this is about. Did you mean `binding`?"


@pytest.mark.parametrize(
    ("by", "found"),
    [("USA", []), ("Ukraine", []), ("NATO Council", []), ("US", []), ("XYZ", [""]), (["USA", "UDSSR"], ["[2]"])],
)
def test_whoever_disputes_is_no_unknown_code(registry: SmallRegistry, by: Any, found: list[str]) -> None:
    disputed = [{"by": by, **DISPUTE}]
    assert codes(registry, record(events=[{**SIGNED, "disputed": disputed}])) == [
        f"unknown-term events[2001-02-03 signature].disputed[1].by{place}" for place in found
    ]


def related(registry: SmallRegistry, names: str, kind: str = "amends") -> list[str]:
    """Examine one record for each letter, each related to the next and the last to the first."""
    for name, other in zip(names, names[1:] + names[0], strict=True):
        relations = [{"type": kind if name != names[-1] else "amends", "treaty": f"1900-{other}", "source": "text"}]
        text = record(id=f"1900-{name}", title=f"Treaty {name}", relations=relations)
        registry.add(f"1900-{name}.yaml", text)
    return [f"{one.code} {one.file}" for one in registry.examine() if one.code != "keys-out-of-order"]


def test_relations_of_one_kind_never_go_round(registry: SmallRegistry) -> None:
    assert related(registry, "abc") == [f"circular-relation treaties/1900/1900-{name}.yaml" for name in "abc"]
    assert related(registry, "abc", "supersedes") == []


def test_the_circle_is_told_whole(registry: SmallRegistry) -> None:
    related(registry, "abcd")
    first = next(one for one in registry.examine() if one.code == "circular-relation")
    assert first.message.startswith(
        "By `amends` this treaty leads back to itself: 1900-a → 1900-b → 1900-c → 1900-d → 1900-a."
    )


def test_nothing_is_done_under_or_replaced_by_itself(registry: SmallRegistry) -> None:
    retired = {"date": "2026-10-01", "replaced_by": "1900-minimal", "reason": {"en": "..."}, "source": "text"}
    signed = {**SIGNED, "under": "1900-minimal"}
    assert codes(registry, record(retired=retired, events=[signed])) == [
        "circular-relation events[2001-02-03 signature].under",
        "circular-relation retired.replaced_by",
    ]


@pytest.mark.parametrize("place", ["sub/1900", "1900/sub", "1900/1900", "."])
def test_a_record_belongs_in_one_place(registry: SmallRegistry, place: str) -> None:
    path = registry.root.treaties / place / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MINIMAL, encoding="utf-8")
    (finding,) = registry.examine()
    assert (finding.code, finding.message) == (
        "wrong-folder",
        "Move the file to `treaties/1900/`: the folder is the year in the id.",
    )
    path.rename(registry.add(NAME, MINIMAL))
    assert registry.examine() == []


@pytest.mark.slow
@pytest.mark.parametrize("asked", [".", "treaties", "treaties/1900", "treaties/1900/1900-minimal.yaml", "schema"])
@pytest.mark.parametrize("through", ["root", "path", "both"])
def test_a_registry_behind_a_symbolic_link_is_read_once(
    registry: SmallRegistry, tmp_path_factory: pytest.TempPathFactory, asked: str, through: str
) -> None:
    take_own_schema(registry)
    registry.add(NAME, MINIMAL)
    link = tmp_path_factory.mktemp("links") / "registry"
    link.symlink_to(registry.root.path)
    root = Root(link) if through in ("root", "both") else registry.root
    base: Path = link if through in ("path", "both") else registry.root.path
    plain = examine(registry.root, TODAY, [registry.root.path / asked])
    linked = examine(root, TODAY, [base / asked])
    assert (linked.findings, linked.files) == (plain.findings, plain.files)
    assert linked.findings == []
