"""Identifiers of linked data: one for each treaty, party, term and part of a record, the same for ever.

With the site's address they are the addresses of its pages, with a fragment for the thing that the page is about: the
treaty is not the record that tells of it (the practice of *hash URIs*, W3C, Cool URIs for the Semantic Web). Without
an address they are URNs, which lead nowhere and are as stable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

_URN = "urn:treaty-registry:"

ONTOLOGY = "data/linked/ontology.ttl"
"""Where the site has the file that says what our own classes and properties mean."""

_NOT_IN_AN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')
"""What stands in no IRI of N-Quads: these signs, spaces and control characters."""


@dataclass(frozen=True, slots=True)
class Iris:
    """The identifiers of a registry whose site has the address ``base``, which ends in ``/``; "" if it has none."""

    base: str

    def treaty(self, treaty_id: str) -> str:
        """Return the identifier of a treaty."""
        return f"{self.base}treaties/{treaty_id}.html#treaty" if self.base else f"{_URN}treaty:{treaty_id}"

    def treaty_record(self, treaty_id: str) -> str:
        """Return the identifier of the record of a treaty: the page, which is also the name of its graph."""
        return f"{self.base}treaties/{treaty_id}.html" if self.base else f"{_URN}record:treaty:{treaty_id}"

    def party(self, code: str) -> str:
        """Return the identifier of a party."""
        return f"{self.base}parties/{code}.html#party" if self.base else f"{_URN}party:{code}"

    def party_record(self, code: str) -> str:
        """Return the identifier of the record of a party."""
        return f"{self.base}parties/{code}.html" if self.base else f"{_URN}record:party:{code}"

    def term(self, vocabulary: str, term: str) -> str:
        """Return the identifier of a term of a vocabulary."""
        if self.base:
            return f"{self.base}reference/terms.html#{vocabulary}-{term}"
        return f"{_URN}term:{vocabulary}:{term}"

    def vocabulary(self, name: str) -> str:
        """Return the identifier of a vocabulary."""
        return f"{self.base}reference/terms.html#{name}" if self.base else f"{_URN}vocabulary:{name}"

    @property
    def dataset(self) -> str:
        """The identifier of all records together."""
        return f"{self.base}#dataset" if self.base else f"{_URN}dataset"

    @property
    def ontology(self) -> str:
        """The identifier of our own vocabulary of classes and properties."""
        return f"{self.base}{ONTOLOGY}" if self.base else f"{_URN}ontology"

    def own(self, name: str) -> str:
        """Return the identifier of a class or property of our own."""
        return f"{self.ontology}#{name}"

    def prefixes(self) -> Mapping[str, str]:
        """Return short names for what many identifiers begin with; each ends where JSON-LD lets a prefix end."""
        return _prefixes(self.base)

    def short(self, iri: str) -> str:
        """Return an identifier with its prefix, as a compact IRI."""
        for name, begin in self.prefixes().items():
            if iri.startswith(begin):
                return f"{name}:{iri.removeprefix(begin)}"
        return iri


@lru_cache(maxsize=1)
def _prefixes(base: str) -> Mapping[str, str]:
    iris = Iris(base)
    site = {"term": "reference/terms.html#", "treaty": "treaties/", "party": "parties/"}
    begins = {name: f"{iris.base}{path}" if iris.base else f"{_URN}{name}:" for name, path in site.items()}
    return {"tr": iris.own(""), **begins}


def part_iri(iri: str, kind: str, *names: str) -> str:
    """Return the identifier of a part of a treaty's or party's record, made of what the part is."""
    return f"{iri.partition('#')[0]}#{'-'.join([kind, *map(_quoted, names)])}"


@lru_cache(maxsize=20_000)
def _quoted(name: str) -> str:
    """Return what may stand in an IRI for a name: codes and days come again and again."""
    return quote(name, safe="")


def as_iri(url: str) -> str:
    """Return a web address in which what no IRI may hold (RFC 3987) is written in percent."""
    return _NOT_IN_AN_IRI.sub(lambda sign: quote(sign.group()), url)
