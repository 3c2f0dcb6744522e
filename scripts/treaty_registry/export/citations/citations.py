"""Citations of treaties and of the registry itself: BibTeX, RIS, CSL-JSON, and a sentence.

An imprecise date stays imprecise in every format. The writers are our own: each format is a few lines of escaped
fields, and the libraries that write them are the same that read them, which the tests need as independent readers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from treaty_registry.export.citations.citation_data import CitationData, citation_data, record_sentence, steps
from treaty_registry.language.days import when
from treaty_registry.language.languages import Language
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.date_bounds import DateBounds
from treaty_registry.model.dates import Date
from treaty_registry.model.registry import active_treaties

NAME, AUTHOR = "Treaty Registry", "The Treaty Registry contributors"
"""The registry's own title and author, as in CITATION.cff."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl(law: CompiledRegistry, treaty_id: str, base: str = "") -> dict[str, Any]:
    """Return a treaty as an item of CSL-JSON 1.0.2, of the type ``treaty``.

    ``base`` is the site's address, ending in ``/``, or empty. Raises KeyError for an id without a record.
    """
    citation = citation_data(law, treaty_id)
    number = citation.number()
    return _filled(
        {
            "id": treaty_id,
            "type": "treaty",
            "title": citation.title(),
            "title-short": citation.treaty.short_title,
            "container-title": number.series if number else "",
            "volume": number.volume if number else "",
            "page": number.page if number else "",
            "number": number.number if number else "",
            "issued": _csl_date(citation.date) if citation.date else None,
            "language": "en",
            "URL": _page(citation, base),
            "note": _note(citation),
        }
    )


def _csl_date(moment: Date) -> dict[str, Any]:
    """Return a CSL date: parts as far as they are known, ``circa`` where the source doubts them.

    CSL has no interval that is open at an end: that is said in words.
    """
    if ".." in moment.text:
        return {"literal": when(DateBounds(moment.earliest, moment.latest), "en")}
    parts = [[int(part) for part in end.rstrip("?~%").split("-")] for end in moment.text.split("/")]
    return {"date-parts": parts, "circa": True} if moment.qualified else {"date-parts": parts}


def bibtex(law: CompiledRegistry, treaty_id: str, base: str = "") -> str:
    """Return a treaty as an entry ``@misc`` of BibTeX: no style knows treaties by a type of their own.

    ``year`` and ``month`` are for BibTeX, ``date`` (EDTF) is for BibLaTeX, which prefers it. Raises KeyError.
    """
    citation = citation_data(law, treaty_id)
    number = citation.number()
    fields = {
        "title": f"{{{{{_tex(citation.title())}}}}}",
        "shorttitle": f"{{{{{_tex(citation.treaty.short_title)}}}}}",
        **(_bibtex_date(citation.date) if citation.date else {}),
        "howpublished": f"{{{_tex(number.text)}}}" if number else "",
        "note": f"{{{_tex(_note(citation))}}}",
        "url": _braced(_page(citation, base)),
    }
    return _entry("misc", treaty_id, fields)


def _bibtex_date(moment: Date) -> dict[str, str]:
    fields = {"date": f"{{{moment.text}}}"}
    if "/" not in moment.text:
        year, *rest = moment.text.rstrip("?~%").split("-")
        fields["year"] = f"{{{year}}}"
        if rest:
            fields["month"] = MONTHS[int(rest[0]) - 1]
    return fields


def ris(law: CompiledRegistry, treaty_id: str, base: str = "") -> str:
    """Return a treaty as a record of RIS, of the type ``STAT``, which reference managers import as a legal text.

    RIS has no type for treaties. Raises KeyError for an id without a record.
    """
    citation = citation_data(law, treaty_id)
    number = citation.number()
    return _ris(
        [
            ("TY", "STAT"),
            ("ID", treaty_id),
            ("TI", citation.title()),
            ("ST", citation.treaty.short_title),
            *(_ris_date(citation.date) if citation.date else ()),
            ("T2", number.series if number else ""),
            ("VL", number.volume if number else ""),
            ("SP", number.page if number else ""),
            ("M1", number.number if number else ""),
            ("N1", _note(citation)),
            ("DB", NAME),
            ("UR", _page(citation, base)),
        ]
    )


def _ris_date(moment: Date) -> Iterator[tuple[str, str]]:
    """Yield year and date; RIS has room for words after year, month and day."""
    if "/" in moment.text:
        yield "DA", f"///{when(DateBounds(moment.earliest, moment.latest), 'en')}"
        return
    year, month, day = (*moment.text.rstrip("?~%").split("-"), "", "")[:3]
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/{'circa' if moment.qualified else ''}"


def plain_letters(law: CompiledRegistry, treaty_id: str, base: str = "", language: Language = "en") -> str:
    """Return a treaty's citation as a sentence, in English or French. Raises KeyError for an id without a record."""
    citation = citation_data(law, treaty_id)
    number = citation.number(language)
    parts = [citation.title(language), *steps(citation, language), *([number.text] if number else ())]
    page = f", {_page(citation, base)}" if base else ""
    return f"{', '.join(parts)}. {record_sentence(citation, language)}{page}."


def dataset_csl(version: str, base: str = "", known: date | None = None) -> dict[str, Any]:
    """Return the registry itself as an item of CSL-JSON; ``known`` is the day up to which its records are verified."""
    return _filled(
        {
            "id": "treaty-registry",
            "type": "dataset",
            "title": NAME,
            "author": [{"literal": AUTHOR}],
            "version": version,
            "issued": {"date-parts": [[known.year, known.month, known.day]]} if known else None,
            "publisher": NAME,
            "URL": base,
        }
    )


def dataset_bibtex(version: str, base: str = "", known: date | None = None) -> str:
    """Return the registry itself as an entry of BibTeX."""
    fields = {
        "title": f"{{{{{NAME}}}}}",
        "author": f"{{{{{AUTHOR}}}}}",
        **(_bibtex_date(Date.parse(known.isoformat())) if known else {}),
        "version": f"{{{_tex(version)}}}",
        "publisher": f"{{{{{NAME}}}}}",
        "note": f"{{Data set, version {_tex(version)}}}",
        "url": _braced(base),
    }
    return _entry("misc", "treaty-registry", fields)


def dataset_ris(version: str, base: str = "", known: date | None = None) -> str:
    """Return the registry itself as a record of RIS, of the type ``DATA``."""
    dates = _ris_date(Date.parse(known.isoformat())) if known else ()
    return _ris(
        [
            ("TY", "DATA"),
            ("ID", "treaty-registry"),
            ("TI", NAME),
            ("AU", AUTHOR),
            *dates,
            ("ET", version),
            ("PB", NAME),
            ("UR", base),
        ]
    )


def write_citations(law: CompiledRegistry, folder: Path, base: str, version: str) -> None:
    """Write one file for each treaty and format (``<id>.bib``, ``.ris``, ``.csl.json``), ``all.*`` and ``dataset.*``.

    Records go out one by one, so that memory does not grow with their number.
    """
    known = None
    with ExitStack() as stack:
        every = {
            ending: stack.enter_context((folder / f"all.{ending}").open("w", encoding="utf-8", newline=""))
            for ending in ("bib", "ris", "csl.json")
        }
        between = {"bib": "", "ris": "", "csl.json": "["}
        for treaty in active_treaties(law.registry):
            known = max(known or date.min, treaty.verified.latest)
            item = csl(law, treaty.id, base)
            texts = {"bib": bibtex(law, treaty.id, base), "ris": ris(law, treaty.id, base), "csl.json": _json(item)}
            _write(folder, treaty.id, texts)
            for ending, text in texts.items():
                every[ending].write(between[ending] + text)
            between = {"bib": "\n", "ris": "\n", "csl.json": ","}
        every["csl.json"].write("]\n" if known else "[]\n")
    item = dataset_csl(version, base, known)
    dataset = {"bib": dataset_bibtex(version, base, known), "ris": dataset_ris(version, base, known)}
    _write(folder, "dataset", {**dataset, "csl.json": _json(item)})


def _write(folder: Path, name: str, texts: Mapping[str, str]) -> None:
    for ending, text in texts.items():
        # A file of CSL-JSON is a list, even of one item.
        whole = f"[{text}]\n" if ending == "csl.json" else text
        (folder / f"{name}.{ending}").write_text(whole, encoding="utf-8", newline="")


def _note(citation: CitationData) -> str:
    """Return what formats have no field for: entry into force, and which record is cited as known on which day."""
    told = ". ".join([*steps(citation)[1:], record_sentence(citation)])
    return told[:1].upper() + told[1:]


def _page(citation: CitationData, base: str) -> str:
    return f"{base}treaties/{citation.treaty.id}.html" if base else ""


def _filled(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value}


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False, indent=2)


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        # Escaped by a backslash, a brace would still count when BibTeX looks for the end of the field.
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "%&#$_"},
    }
)


def _tex(text: str) -> str:
    """Return a text in which LaTeX finds no commands. Letters of any alphabet stay as they are, in UTF-8."""
    return _line(text).translate(_TEX)


def _braced(address: str) -> str:
    """Return an address as LaTeX takes it: as it is."""
    return f"{{{address}}}" if address else ""


def _ris(fields: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"{tag}  - {_line(value)}\n" for tag, value in fields if value)
    return f"{lines}ER  - \n"


def _line(text: str) -> str:
    return " ".join(text.split())
