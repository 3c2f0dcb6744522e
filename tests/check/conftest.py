"""The smallest treaty with what a test adds to it, as the tests of the law make it."""

from __future__ import annotations

from tests.law.conftest import make

__all__ = ["make"]
