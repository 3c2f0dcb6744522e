"""The English texts of the program, as `make texts` extracts them."""

from __future__ import annotations

import os
import re
import shlex
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from tests.conftest import REPOSITORY


@cache
def template() -> Catalog:
    """Return the template that the extraction of the Makefile writes."""
    (options,) = re.findall(
        r"pybabel -q extract (.*?) -o ", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.DOTALL
    )
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "treaties.pot"
        os.chdir(REPOSITORY)  # the patterns of babel.cfg are those of the repository
        try:
            arguments = shlex.split(options.replace("\\\n", " "))
            CommandLineInterface().run(["pybabel", "-q", "extract", *arguments, "-o", str(path), "."])  # type: ignore[no-untyped-call]
        finally:
            os.chdir(before)
        with path.open("rb") as file:
            return read_po(file)
