"""The tables: what each column holds, and the files that they are written to."""
