"""Citations of treaties and of the registry, in the formats of reference managers."""
