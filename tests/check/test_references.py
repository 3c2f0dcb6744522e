"""References between records: found by the type of the field, wherever it stands."""

from __future__ import annotations

from tests.check.examples import valid
from tests.conftest import RECORDS, SmallRegistry
from treaty_registry.check.references import treaty_references
from treaty_registry.reading.yaml import parse

EVERY_KEY = (RECORDS / "valid" / "1900-every-key.yaml").read_text(encoding="utf-8")
OLDER = RECORDS / "valid" / "1890-older.yaml"


def test_every_place_that_can_name_a_treaty_is_found() -> None:
    tree = parse(EVERY_KEY).tree
    places = {tuple(step for step in path if isinstance(step, str)) for path, _ in treaty_references(tree)}
    clauses = ("joining", "entry_into_force", "duration", "withdrawal", "territorial_scope")
    assert places == {
        ("retired", "replaced_by"),
        *(("final_clauses", clause, key) for clause in clauses for key in ("since", "until")),
        ("final_clauses", "entry_into_force", "later", "treaty"),
        ("final_clauses", "withdrawal", "lost_with"),
        ("events", "under"),
        ("events", "articles", "since"),
        ("events", "articles", "until"),
        ("attested", "by"),
        ("obligations", "since"),
        ("obligations", "until"),
        ("relations", "treaty"),
    }


def test_its_own_ids_are_no_references() -> None:
    named = {value for _, value in treaty_references(parse(EVERY_KEY).tree)}
    assert named == {"1890-older", "1900-minimal"}


def test_a_former_id_is_told_with_the_new_one(registry: SmallRegistry) -> None:
    registry.add(OLDER)
    relation = "relations:\n- {type: supersedes, treaty: 1889-older, source: text}\nsources:"
    registry.add("1900-example.yaml", valid("1900-example").replace("sources:", relation))
    (finding,) = registry.examine()
    assert (finding.code, finding.where) == ("unknown-treaty", "relations[1].treaty")
    assert finding.message == "`1889-older` is now called `1890-older`. Write the new id."
    renamed = relation.replace("1889-older", "1890-older")
    registry.add("1900-example.yaml", valid("1900-example").replace("sources:", renamed))
    assert registry.examine() == []
