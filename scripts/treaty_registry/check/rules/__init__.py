"""The checks, one file for each theme: what can be wrong with a record, a party or a vocabulary."""
