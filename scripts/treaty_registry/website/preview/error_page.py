"""The page that stands for every other while the site cannot be made: what is wrong, as the terminal says it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from treaty_registry.check.finding import Finding, findings_counted, shown_finding
from treaty_registry.language.catalogue import catalogue
from treaty_registry.language.languages import Language


class Mistake(NamedTuple):
    """What is wrong with one file, or with the site: a heading, which may be empty, and what the terminal says."""

    heading: str
    text: str


_PAGE = Markup("""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ margin: 2rem 0 .5rem; font: 600 1rem monospace; overflow-wrap: anywhere }}
pre {{ margin: 0; padding: .75rem 1rem; border-left: .25rem solid #c62828; background: #8882; white-space: pre-wrap;
overflow-wrap: anywhere }}
</style></head>
<body><main><h1>{title}</h1><p>{hint}</p>
{mistakes}</main></body></html>
""")
_HEADING = Markup("<h2>{}</h2>\n")
_TEXT = Markup('<pre lang="en">{}</pre>\n')


def mistakes_of(findings: Sequence[Finding], files: int) -> list[Mistake]:
    """Return the findings in so many files, file by file, and the line that counts them."""
    by_file = groupby(findings, key=lambda finding: finding.file)
    mistakes = [Mistake(file, "\n".join(map(shown_finding, these))) for file, these in by_file]
    return [*mistakes, Mistake("", findings_counted(findings, files))]


def mistakes_page(mistakes: Sequence[Mistake], language: Language) -> str:
    """Return the page, which needs no template, style sheet or engine: any of these may be what is wrong."""
    own = catalogue(language)
    blocks = (
        (_HEADING.format(mistake.heading) if mistake.heading else Markup("")) + _TEXT.format(mistake.text)
        for mistake in mistakes
    )
    return _PAGE.format(
        language=own.language,
        title=own.t("The registry has mistakes"),
        hint=own.t("Mend them and save: the page that you asked for then comes by itself."),
        mistakes=Markup("").join(blocks),
    )
