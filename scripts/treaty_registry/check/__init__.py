"""What is wrong with a registry, in words that are enough to mend it."""
