"""Realistic random registries, for tests and benchmarks: ``python -m tests.generator --help``."""
