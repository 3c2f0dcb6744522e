"""Treaties and parties as linked data: JSON-LD, a dump in N-Quads, and the ontology."""
