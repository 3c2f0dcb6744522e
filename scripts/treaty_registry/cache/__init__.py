"""What runs keep and may use again: a cache by content, fingerprints of code and files."""
