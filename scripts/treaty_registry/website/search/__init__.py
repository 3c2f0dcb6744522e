"""The search: its documents, index and names."""
