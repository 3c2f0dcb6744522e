"""The Treaty Registry: treaties as validated, sourced records, checked, computed and published.

The packages form one line, and a later one may import an earlier one, never the reverse:
``read`` (bytes to text) → ``model`` (text to facts) → ``law`` (what follows from them) → ``check`` (what is wrong, the
computed against the attested included) → ``export`` (data) → ``publish`` (pages). ``api`` is the registry for Python,
``show`` its answers as text, and ``cli`` at the end only parses arguments and prints.
"""

from treaty_registry.api import InvalidRecordsError, Registry, load

__all__ = ["InvalidRecordsError", "Registry", "load"]
