"""Linked data as independent readers find it: rdflib reads the JSON-LD and the dump, pySHACL holds it to its shapes."""

from __future__ import annotations

import json
import socket
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SDO, SKOS, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.conftest import REGISTRY, TODAY
from treaty_registry.check.run import examine
from treaty_registry.export.linked_data import ontology
from treaty_registry.export.linked_data.iris import Iris, as_iri
from treaty_registry.export.linked_data.linked import head_json_ld, party_json_ld, treaty_json_ld, write_linked
from treaty_registry.export.linked_data.linked_treaty import FORCE, MAX_HEAD_BYTES
from treaty_registry.export.linked_data.quads import lines
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.model.registry import Registry, active_treaties
from treaty_registry.model.treaty import Treaty
from treaty_registry.reading.files import Root

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # the library's own, within itself

BASE = "https://registry.example/"
TR = Namespace(Iris(BASE).own(""))
SCHEMA = Namespace(ontology.SCHEMA)
bases = pytest.mark.parametrize("base", [BASE, ""], ids=["with an address", "without"])

YOUNGER = {"legislationAmends", "legislationRepeals", "legislationDateOfApplicability"}
"""Properties that schema.org has added since rdflib's list of them was made."""


def triples(tree: dict[str, Any]) -> set[tuple[Node, Node, Node]]:
    return set(Graph().parse(data=json.dumps(tree), format="json-ld"))


def changed(law: CompiledRegistry, treaty_id: str, **keys: Any) -> CompiledRegistry:
    """Return the law with one record that says something else."""
    treaty = law.registry.treaties[treaty_id]
    terms = law.registry.terms
    tree = {**treaty.model_dump(mode="json", exclude_none=True), **keys}
    other = Treaty.model_validate({k: v for k, v in tree.items() if v is not None}, context=terms.context())
    return CompiledRegistry(Registry(terms, {**law.registry.treaties, treaty_id: other}))


@pytest.fixture(scope="module")
def folders(law: CompiledRegistry, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of linked data, by base."""
    made = {}
    for base in (BASE, ""):
        made[base] = tmp_path_factory.mktemp("linked")
        write_linked(law, made[base], base)
    return made


@pytest.fixture(scope="module")
def together(folders: dict[str, Path]) -> Graph:
    """Return all statements of the dump and of the ontology."""
    graph = Graph().parse(folders[BASE] / "ontology.ttl", format="turtle")
    for subject, predicate, thing, _ in Dataset().parse(folders[BASE] / "treaties.nq", format="nquads").quads():
        graph.add((subject, predicate, thing))
    return graph


@bases
def test_json_ld_and_dump_say_the_same_and_ask_nobody(
    law: CompiledRegistry, folders: dict[str, Path], base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("reading linked data asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    dump, iris = Dataset().parse(folders[base] / "treaties.nq", format="nquads"), Iris(base)
    trees = {iris.treaty_record(one.id): treaty_json_ld(law, one.id, base) for one in active_treaties(law.registry)}
    trees |= {iris.party_record(code): party_json_ld(law, code, base) for code in law.registry.terms.parties}

    for name, tree in trees.items():
        assert set(dump.graph(URIRef(name))) == triples(tree), name
    found = {graph.identifier for graph in dump.graphs() if len(graph)}
    assert found == {URIRef(name) for name in (*trees, iris.dataset)}


@bases
def test_the_dump_has_stable_names_and_an_order(folders: dict[str, Path], base: str) -> None:
    found = (folders[base] / "treaties.nq").read_text(encoding="utf-8").splitlines()
    graphs = [line.rpartition(" <")[2] for line in found]

    assert not any(line.startswith("_:") or " _:" in line.split('"')[0] for line in found)
    assert len(set(graphs)) == 1 + sum(one != other for one, other in pairwise(graphs))
    assert len(set(found)) == len(found)
    for name in set(graphs):
        own = [line for line, graph in zip(found, graphs, strict=True) if graph == name]
        assert own == sorted(own)


@bases
def test_the_same_records_give_the_same_bytes(folders: dict[str, Path], base: str, tmp_path: Path) -> None:
    write_linked(CompiledRegistry(examine(Root(REGISTRY), TODAY).registry), tmp_path, base)

    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folders[base] / path.name).read_bytes(), path.name
    assert {path.name for path in tmp_path.iterdir()} == {"treaties.nq", "context.jsonld", "ontology.ttl"}


def test_retired_records_are_left_out(law: CompiledRegistry, tmp_path: Path) -> None:
    retired = {"date": "2026-11-01", "reason": {"en": "A duplicate."}, "source": "text"}
    write_linked(changed(law, "1951-anzus", retired=retired), tmp_path, "")

    assert "<urn:treaty-registry:record:treaty:1951-anzus>" not in (tmp_path / "treaties.nq").read_text(
        encoding="utf-8"
    )


def test_everything_is_of_its_shape(together: Graph) -> None:
    conforms, _, text = validate(together, shacl_graph=str(Path(__file__).parent / "shapes.ttl"))

    assert conforms, text


ANZUS = URIRef(Iris(BASE).treaty("1951-anzus"))
RECORD = URIRef(Iris(BASE).treaty_record("1951-anzus"))


@pytest.mark.parametrize(
    ("removed", "added"),
    [
        ((ANZUS, TR.status, None), None),
        ((ANZUS, SCHEMA.name, None), None),
        ((ANZUS, SCHEMA.mainEntityOfPage, None), None),
        ((RECORD, SCHEMA.dateModified, None), None),
        ((RECORD, SCHEMA.license, None), None),
        (None, (ANZUS, SCHEMA.legislationDate, Literal("September 1951"))),
        (None, (ANZUS, SCHEMA.sameAs, URIRef("https://example.org/unverified"))),
        (None, (ANZUS, TR.position, BNode())),
        (None, (ANZUS, SCHEMA.legislationLegalForce, SCHEMA.PartiallyInForce)),
    ],
)
def test_a_treaty_that_lacks_or_twists_something_fails(
    law: CompiledRegistry,
    folders: dict[str, Path],
    removed: tuple[URIRef, URIRef, None] | None,
    added: tuple[URIRef, URIRef, Node] | None,
) -> None:
    graph = Graph().parse(folders[BASE] / "ontology.ttl", format="turtle")
    graph.parse(data=json.dumps(treaty_json_ld(law, "1951-anzus", BASE)), format="json-ld")
    for code in ("AUS", "NZL", "USA"):
        graph.parse(data=json.dumps(party_json_ld(law, code, BASE)), format="json-ld")
    graph.add((URIRef(Iris(BASE).dataset), RDF.type, SCHEMA.Dataset))
    shapes = Graph().parse(Path(__file__).parent / "shapes.ttl")
    assert validate(graph, shacl_graph=shapes)[0]

    if removed:
        graph.remove(removed)
    if added:
        graph.add(added)

    assert not validate(graph, shacl_graph=shapes)[0]


def test_every_word_means_something(together: Graph) -> None:
    used = {predicate for _, predicate, _ in together} | set(together.objects(None, RDF.type))
    own = {word for word in used if str(word).startswith(str(TR))}
    schema = {str(word).removeprefix(ontology.SCHEMA) for word in used if str(word).startswith(ontology.SCHEMA)}
    concepts = set(together.subjects(RDF.type, SKOS.Concept))

    assert len(own) > 20
    for word in own:
        labels = [label for label in together.objects(word, RDFS.label) if isinstance(label, Literal)]
        assert {label.language for label in labels} == {"en", "fr"}, word
    assert {name for name in schema - YOUNGER if name not in SDO} == set()
    assert "legislationLegalForce" in schema
    for name in ("status", "kind", "binding", "secrecy"):
        assert set(together.objects(None, TR[name])) <= concepts


def test_the_context_file_reads_every_record(law: CompiledRegistry, folders: dict[str, Path]) -> None:
    shared = json.loads((folders[BASE] / "context.jsonld").read_text(encoding="utf-8"))
    tree = treaty_json_ld(law, "1951-anzus", BASE)

    assert triples({**tree, **shared}) == triples(tree)


def test_what_is_fixed_in_code_fits_the_vocabularies(law: CompiledRegistry) -> None:
    terms = law.registry.terms
    relations = [ontology.relation_name(kind) for kind in terms.vocabularies["relation-types"].terms]
    names = [one.name for one in (*ontology.CLASSES, *ontology.PROPERTIES, ontology.EVERYBODY_IRI)] + relations

    assert terms.vocabularies["statuses"].terms.keys() - FORCE.keys() == {"disputed", "cannot-tell"}
    assert FORCE.keys() <= terms.vocabularies["statuses"].terms.keys()
    assert ontology.RELATION_PROPERTIES.keys() <= terms.vocabularies["relation-types"].terms.keys()
    assert len(set(names)) == len(names)


@bases
def test_the_head_of_a_page_is_small_and_says_nothing_else(law: CompiledRegistry, base: str) -> None:
    for treaty in active_treaties(law.registry):
        tree = head_json_ld(law, treaty.id, base)

        assert len(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()) <= MAX_HEAD_BYTES, treaty.id
        assert triples(tree) <= triples(treaty_json_ld(law, treaty.id, base))
        assert tree["name"]
    assert "tr:position" in head_json_ld(law, "1951-anzus", base)


def test_the_head_leaves_out_no_more_than_it_must(law: CompiledRegistry) -> None:
    assert head_json_ld(law, "1951-anzus", "", 100_000) == treaty_json_ld(law, "1951-anzus", "")
    assert head_json_ld(law, "1951-anzus", "", 1)["description"]["@language"] == "en"


def test_positions_can_be_left_to_the_dump(law: CompiledRegistry) -> None:
    whole, part = (treaty_json_ld(law, "1951-anzus", BASE, positions=one) for one in (True, False))

    assert whole.keys() - part.keys() == {"tr:participant", "tr:position"}
    assert part.keys() <= whole.keys()


def test_a_treaty_as_sources_have_it(law: CompiledRegistry) -> None:
    tree = treaty_json_ld(law, "1951-anzus", BASE)

    assert tree["legislationDate"] == "1951-09-01"
    assert tree["legislationDateOfApplicability"] == "1952-04-29"
    assert tree["temporalCoverage"] == "1952-04-29/.."
    assert tree["legislationLegalForce"] == "InForce"
    positions = {(one["tr:party"], one["tr:kind"], one["tr:start"]) for one in tree["tr:position"]}
    assert ("party:NZL.html#party", "term:positions-party", "1952-04-29") in positions


def test_an_end_is_told_by_the_last_day(law: CompiledRegistry) -> None:
    tree = treaty_json_ld(law, "1939-german-soviet-pact", BASE)
    start, _, end = tree.get("temporalCoverage", "").partition("/")

    assert tree["legislationLegalForce"] == "NotInForce"
    assert (start, end) == ("1939-08-23", "1941-06-21")
    assert tree["tr:endFirst"] == "1941-06-22"


def test_what_is_disputed_or_not_certain_has_no_force(law: CompiledRegistry) -> None:
    for treaty in active_treaties(law.registry):
        tree = treaty_json_ld(law, treaty.id, "")
        code = law.status(treaty.id, treaty.verified.latest).code
        doubtful = law.registry.terms.vocabularies["binding"].terms[treaty.binding].effect == "doubtful"

        assert ("legislationLegalForce" in tree) == (code in FORCE and not doubtful), treaty.id
        if day := tree.get("legislationDateOfApplicability"):
            assert tree["tr:entryFirst"] == tree["tr:entryLast"] == day, treaty.id


def test_an_instrument_that_may_not_bind_has_no_force(law: CompiledRegistry) -> None:
    tree = treaty_json_ld(changed(law, "1951-anzus", binding="no-political-commitment"), "1951-anzus", "")

    assert "legislationLegalForce" not in tree


def test_a_dispute_takes_the_certainty_away(law: CompiledRegistry) -> None:
    denied = [{"fact": "binding", "by": ["NZL", "A jurist"], "position": "says-void", "source": "text"}]
    tree = treaty_json_ld(changed(law, "1951-anzus", disputed=denied), "1951-anzus", "")

    assert tree["tr:status"] == "term:statuses:disputed"
    assert not {"legislationLegalForce", "legislationDateOfApplicability", "temporalCoverage"} & tree.keys()
    assert tree["tr:disputedBy"] == {"@id": "party:NZL"}, "without standing, a jurist makes nothing disputed"


def test_an_imprecise_signature_is_no_day(law: CompiledRegistry) -> None:
    treaty = law.registry.treaties["1951-anzus"]
    events = [one.model_dump(mode="json", exclude_none=True) for one in treaty.events]
    for event in events:
        if event["action"] == "signature":
            event["date"] = "1951-09~"
    tree = treaty_json_ld(changed(law, "1951-anzus", events=events), "1951-anzus", "")

    assert "legislationDate" not in tree
    assert tree["tr:signed"] == {"@type": "edtf:EDTF", "@value": "1951-09~"}


def test_only_a_verified_item_of_wikidata_is_the_same(law: CompiledRegistry) -> None:
    assert "sameAs" not in treaty_json_ld(law, "1951-anzus", "")

    found = [{"scheme": "wikidata", "value": "Q1", "source": "text"}, {"scheme": "tias", "value": "unknown"}]
    tree = treaty_json_ld(changed(law, "1951-anzus", identifiers=found), "1951-anzus", "")

    assert tree["sameAs"] == "http://www.wikidata.org/entity/Q1"
    assert tree["identifier"]["value"] == "Q1"


def test_a_treaty_changes_another_once_it_is_in_force_and_unless_disputed(law: CompiledRegistry) -> None:
    name = "1951-nato-greece-turkey-accession"
    older = "treaty:1949-north-atlantic-treaty"
    relation = {"type": "amends", "treaty": "1949-north-atlantic-treaty", "source": "hri"}
    denied = [{"by": "RUS", "position": "denies", "source": "hri"}]

    def tree(**keys: Any) -> dict[str, Any]:
        return treaty_json_ld(changed(law, name, **keys), name, "")

    assert tree()["legislationAmends"] == older
    assert tree()["tr:accessionProtocolTo"] == older
    disputed = tree(relations=[{**relation, "disputed": denied}])
    assert not {"legislationAmends", "tr:amends"} & disputed.keys()
    events = [{"date": "1951-10-17", "action": "signature", "party": ["USA", "GBR"], "source": "hri"}]
    signed = tree(events=events, attested=None, relations=[relation])
    assert signed["tr:amends"] == older
    assert "legislationAmends" not in signed


def test_parties_are_what_they_are(law: CompiledRegistry) -> None:
    kinds = {code: party.kind for code, party in law.registry.terms.parties.items()}
    for code, kind in kinds.items():
        expected = "Country" if kind in ("state", "historic-state") else None
        found = party_json_ld(law, code, "")["@type"]
        assert found == expected or (expected is None and found.endswith("Organization")), code
    assert party_json_ld(law, "RUS", "")["tr:continues"] == "party:SUN"


def test_unknown_ids_are_errors(law: CompiledRegistry) -> None:
    with pytest.raises(KeyError):
        treaty_json_ld(law, "1900-nothing", "")
    with pytest.raises(KeyError):
        party_json_ld(law, "NOBODY", "")


def test_no_text_breaks_a_line_or_a_name() -> None:
    text = 'a "quote" \\ back\nline\r\ttab \x00\x1f\x7f \u2028 é 🏛 </script>'
    url = as_iri("https://example.org/a{b}|c^d`e?x=é")
    tree = {
        "@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}},
        "@id": "urn:x:a",
        "name": {"@language": "en", "@value": text},
        "url": url,
    }
    found = Dataset().parse(data="".join(lines(tree, "urn:x:g")), format="nquads")

    assert set(found.graph(URIRef("urn:x:g"))) == {
        (URIRef("urn:x:a"), SCHEMA.name, Literal(text, lang="en")),
        (URIRef("urn:x:a"), SCHEMA.url, URIRef("https://example.org/a%7Bb%7D%7Cc%5Ed%60e?x=é")),
    }
    with pytest.raises(KeyError):
        lines({**tree, "about": {"name": "nameless"}}, "urn:x:g")
