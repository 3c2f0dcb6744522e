"""The files that records refer to: vocabularies and parties that cannot be used are found, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REGISTRY, TODAY, SmallRegistry, take_own_schema
from treaty_registry.check.rules.vocabularies import users
from treaty_registry.check.run import examine
from treaty_registry.check.terms import read_terms
from treaty_registry.reading.files import Root


@pytest.fixture
def registry(registry: SmallRegistry, few_terms: Path) -> SmallRegistry:
    """A registry with a few parties, whose schema may be changed."""
    take_own_schema(registry, few_terms)
    return registry


def found(registry: SmallRegistry, path: str, find: str = "", replace: str = "") -> list[str]:
    """Change a file of the schema and return what a run says."""
    file = registry.root.path / "schema" / path
    text = file.read_text(encoding="utf-8")
    assert find in text, "there is something to change"
    file.write_text(text.replace(find, replace, 1), encoding="utf-8")
    findings = examine(registry.root, TODAY).findings
    assert {finding.file for finding in findings} <= {f"schema/{path}"}
    return [f"{one.code} {one.where}: {one.message}" for one in findings]


def test_the_real_terms_are_sound(registry: SmallRegistry) -> None:
    assert examine(registry.root, TODAY).findings == []
    assert [problem for file in read_terms(Root(REGISTRY))[1] for problem in file.problems] == []


def test_the_models_need_vocabularies_that_are_there() -> None:
    there = {path.stem for path in (REGISTRY / "schema" / "vocabularies").glob("*.yaml")}
    assert {"actions", "results", "instruments", "party-schemes", "source-types"} <= users().keys() <= there


@pytest.mark.parametrize("name", sorted(users()))
def test_a_vocabulary_that_the_models_need_is_missed(registry: SmallRegistry, name: str) -> None:
    (registry.root.vocabularies / f"{name}.yaml").unlink()
    (finding,) = examine(registry.root, TODAY).findings
    assert (finding.file, finding.code) == ("schema/vocabularies", "missing-vocabulary")
    assert finding.message.startswith(f"`{name}.yaml` is missing here.")


@pytest.mark.parametrize("name", sorted(users()))
def test_a_vocabulary_that_cannot_be_read_is_told_of(registry: SmallRegistry, name: str) -> None:
    (registry.root.vocabularies / f"{name}.yaml").write_text("terms: [\n", encoding="utf-8")
    (finding,) = examine(registry.root, TODAY).findings
    assert (finding.file, finding.code) == (f"schema/vocabularies/{name}.yaml", "not-yaml")


WIKIDATA = "pattern: ^Q[1-9][0-9]*$"
ADDRESS = "url: https://www.wikidata.org/wiki/{}"


@pytest.mark.parametrize(
    ("find", "replace", "said"),
    [
        (WIKIDATA, 'pattern: "^Q[1-9"', "unusable-term terms.wikidata.pattern: `^Q[1-9` is not a regular expression"),
        (WIKIDATA, 'pattern: "(?P<n>"', "unusable-term terms.wikidata.pattern: `(?P<n>` is not a regular expression"),
        (WIKIDATA, "pattern: ^P", "unusable-term terms.wikidata.example: `Q159` does not have the form `^P`."),
        (ADDRESS, "url: ftp://wikidata.org/{}", "unusable-term terms.wikidata.url: `ftp://wikidata.org/{}` is not"),
        (ADDRESS, 'url: "javascript:alert({})"', "unusable-term terms.wikidata.url: `javascript:alert({})` is not"),
        (ADDRESS, "url: https://{}.example.org/", "unusable-term terms.wikidata.url: `https://{}.example.org/` is not"),
    ],
)
def test_a_term_that_cannot_be_used_is_found(registry: SmallRegistry, find: str, replace: str, said: str) -> None:
    (one,) = found(registry, "vocabularies/party-schemes.yaml", find, replace)
    assert one.startswith(said)


@pytest.mark.parametrize("replace", ["url: http://example.org/{}", "url: https://example.org/a?b={}&c=d"])
def test_an_address_that_can_be_used_is_taken(registry: SmallRegistry, replace: str) -> None:
    assert found(registry, "vocabularies/party-schemes.yaml", ADDRESS, replace) == []


def test_a_term_needs_only_keys_that_can_stand_beside_it(registry: SmallRegistry) -> None:
    (one,) = found(registry, "vocabularies/actions.yaml", "needs: [party]", "needs: [partie]")
    assert one.endswith(
        ".needs[1]: `partie` is not a key that can stand beside these terms. Did you mean `party`? Mend its name or "
        "delete it."
    )


def test_a_term_needs_keys_of_its_own_group_and_not_of_another(registry: SmallRegistry) -> None:
    (one,) = found(registry, "vocabularies/actions.yaml", "needs: [party]", "needs: [renewal]")
    assert one.startswith("unusable-term ")


PARTY = "parties/AUS.yaml"


def test_a_code_of_a_party_has_the_form_of_its_scheme(registry: SmallRegistry) -> None:
    (one,) = found(registry, PARTY, "value: AUS\n", "value: aus\n")
    assert one == (
        "bad-identifier identifiers[iso-3166-1-alpha-3].value: `aus` does not look like a number of "
        "`iso-3166-1-alpha-3`. For instance `RUS`. Mend it, or write `unknown`."
    )
    assert found(registry, PARTY, "value: aus\n", "value: unknown\n") == []


def test_a_code_of_a_party_stands_somewhere(registry: SmallRegistry) -> None:
    (one,) = found(registry, PARTY, "value: AU\n    source: iso-3166\n", "value: AU\n")
    assert one.startswith("no-source identifiers[iso-3166-1-alpha-2].value: Where does `AU` stand?")


PEO = "  peo:\n    type: official\n"


def test_a_party_cites_its_own_sources_and_the_shared_ones_and_no_others(registry: SmallRegistry) -> None:
    own = found(registry, PARTY, "source: peo", "source: unterms")
    assert own == [
        "unknown-source exists.source: `unterms` is not a key of `sources` or of schema/sources.yaml. Did you mean "
        "`unterm`? Add it there, or cite another.",
        "unused-source sources.peo: No fact cites this source. Cite it where it supports a fact, or delete it.",
    ]


def test_a_party_does_not_enter_a_shared_source_anew(registry: SmallRegistry) -> None:
    again = "  unterm: {type: reference, title: Names, publisher: Example, date: unknown, language: en}\n"
    (one,) = found(registry, PARTY, PEO, again + PEO)
    assert one == (
        "duplicate-source sources.unterm: schema/sources.yaml has a source `unterm` too. Delete this one if it is the "
        "same; if not, give it another key."
    )


def test_a_party_does_not_enter_a_shared_source_under_another_key(registry: SmallRegistry) -> None:
    terms = registry.terms
    own, shared = (terms.parties["AUS"].sources or {})["peo"], terms.shared_sources["unterm"]
    (one,) = found(registry, PARTY, f"url: {own.url}\n", f"url: {shared.url}\n")
    assert one.startswith("duplicate-source sources.peo.url: `unterm` has the same address.")


def test_a_shared_source_that_no_term_and_no_party_cites_is_found(registry: SmallRegistry) -> None:
    spare = "  spare: {type: reference, title: Names, publisher: Example, date: unknown, language: en}\n"
    (one,) = found(registry, "sources.yaml", "sources:\n", f"sources:\n{spare}")
    assert one.startswith("unused-source sources.spare: No fact cites this source.")


def test_a_shared_source_is_not_called_unused_while_a_file_that_may_cite_it_cannot_be_read(
    registry: SmallRegistry,
) -> None:
    (registry.root.parties / "AUS.yaml").write_text("code: [\n", encoding="utf-8")
    spare = "  spare: {type: reference, title: Names, publisher: Example, date: unknown, language: en}\n"
    path = registry.root.path / "schema" / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("sources:\n", f"sources:\n{spare}", 1), encoding="utf-8")
    assert {finding.code for finding in examine(registry.root, TODAY).findings} == {"not-yaml"}


def test_a_party_does_not_continue_itself(registry: SmallRegistry) -> None:
    (one,) = found(registry, "parties/RUS.yaml", "- party: SUN", "- party: RUS")
    assert one.startswith("circular-relation continues[1].party: A party cannot continue itself.")


def test_parties_do_not_continue_each_other(registry: SmallRegistry) -> None:
    back = "continues:\n  - {party: RUS, date: 1922-12-30, source: SOURCE}\n\nidentifiers:\n"
    path = registry.root.parties / "SUN.yaml"
    text = path.read_text(encoding="utf-8")
    source = text.partition("\nsources:\n")[2].split(":")[0].strip()
    path.write_text(text.replace("identifiers:\n", back.replace("SOURCE", source), 1), encoding="utf-8")
    told = [(one.file, one.code) for one in examine(registry.root, TODAY).findings]
    assert told == [("schema/parties/RUS.yaml", "circular-relation"), ("schema/parties/SUN.yaml", "circular-relation")]


def test_a_party_has_no_date_in_the_future(registry: SmallRegistry) -> None:
    (one,) = found(registry, PARTY, "since: 1901-01-01", "since: 2901-01-01")
    assert one == "future-date exists.since: `2901-01-01` lies in the future (today is 2026-11-22). Check the year."


def test_the_keys_of_a_party_stand_in_order_and_only_a_warning_says_so(registry: SmallRegistry) -> None:
    (one,) = found(registry, PARTY, "code: AUS\nkind: state\n", "kind: state\ncode: AUS\n")
    assert one.startswith("keys-out-of-order kind: `code` should stand here, before `kind`.")


def test_a_warning_about_a_party_does_not_hide_what_is_wrong_with_records(registry: SmallRegistry) -> None:
    found(registry, PARTY, "code: AUS\nkind: state\n", "kind: state\ncode: AUS\n")
    registry.add("1900-minimal.yaml", "id: 1900-minimal\n")
    assert {"keys-out-of-order", "missing-key"} == {one.code for one in examine(registry.root, TODAY).findings}


def test_a_dispute_in_a_party_is_checked_like_one_in_a_record(registry: SmallRegistry) -> None:
    (one,) = found(registry, "parties/XKX.yaml", "- by: SRB", "- by: SRBA")
    assert one.startswith("unknown-term exists.disputed[1].by: `SRBA` looks like a party's code and is none.")
