"""The catalogues: what they say, what they refuse, and that they have every text of the program and no other."""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup

from tests.conftest import REPOSITORY
from tests.language.extracted import template
from treaty_registry.language.catalogue import (
    ENGLISH,
    Catalogue,
    ConflictingTranslationsError,
    Message,
    MissingTranslationError,
    Plural,
    Texts,
    catalogue,
    merged_texts,
    read_texts,
)
from treaty_registry.website.context.templates import TEMPLATES

PROGRAM = REPOSITORY / "scripts" / "treaty_registry"
CATALOGUES = sorted((PROGRAM / "language" / "locale").rglob("*.po"))
HEAD = r"""msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n > 1);\nContent-Type: text/plain; charset=utf-8\n"
"""
MAY_STAY_ENGLISH = "key"
"""The context of texts without which a page does: the names of keys, which it then marks as English."""

Identity = tuple[str | None, str | tuple[str, ...]]

each = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def entries(catalog: Catalog) -> dict[Identity, tuple[str, ...]]:
    """Return the translations of a catalogue by context and English."""
    return {
        (entry.context, entry.id if isinstance(entry.id, str) else tuple(entry.id)): (
            (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        )
        for entry in catalog
        if entry.id
    }


def read(path: Path) -> dict[Identity, tuple[str, ...]]:
    with path.open("rb") as file:
        return entries(read_po(file))


def written(folder: Path, *lines: str) -> Texts:
    path = folder / "treaties.po"
    path.write_text("\n".join((HEAD, *lines)), encoding="utf-8")
    return read_texts(path)


def test_there_is_a_catalogue() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["fr"]


@each
def test_every_text_of_the_program_is_translated(path: Path) -> None:
    translated = read(path)
    missing = [
        (context, english)
        for context, english in entries(template())
        if context != MAY_STAY_ENGLISH and not all(translated.get((context, english)) or [""])
    ]
    assert not missing, "enter them by `make texts` and translate them"


@each
def test_no_translation_is_left_over(path: Path) -> None:
    assert set(read(path)) - set(entries(template())) == set(), "`make texts` takes them out"


@each
def test_translations_have_the_same_places_and_the_apostrophe_of_print(path: Path) -> None:
    for (_, english), translated in read(path).items():
        both = [english] if isinstance(english, str) else english
        for text in filter(None, translated):
            assert places(text) == places(both[-1]), english
            assert "'" not in text, (english, "an apostrophe is ’")


def places(text: str) -> set[str | None]:
    return {name for _, name, *_ in string.Formatter().parse(text)} - {None}


def test_the_interface_has_no_space_that_may_break_before_french_punctuation() -> None:
    (path,) = CATALOGUES
    wrong = [
        text
        for (context, _), translated in read(path).items()
        for text in translated
        if context in (None, MAY_STAY_ENGLISH) and re.search(r" [:;?!»]|« ", text)
    ]
    assert not wrong, "a no-break space stands there"


@each
@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs GNU gettext")
def test_gettext_accepts_it(path: Path) -> None:
    command = [str(shutil.which("msgfmt")), "--check", "-o", "/dev/null", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # what the test looked for
    assert (run.returncode, run.stderr) == (0, "")


def test_texts_with_and_without_a_context_are_told_apart(tmp_path: Path) -> None:
    texts = written(
        tmp_path,
        'msgid "by {date}"\nmsgstr "par {date}"\n',
        'msgctxt "date:by"\nmsgid "by {date}"\nmsgstr "au plus tard {date}"\n',
    )
    words = Catalogue("fr", texts)
    assert words.t("by {date}", date=1) == "par 1"
    assert words.say(Message("date:by", "by {date}"), date=1) == "au plus tard 1"


def test_each_language_has_its_own_plurals(tmp_path: Path) -> None:
    events = Plural("change", "{number} event", "{number} events")
    line = 'msgctxt "change"\nmsgid "{number} event"\nmsgid_plural "{number} events"\n'
    words = Catalogue("fr", written(tmp_path, f'{line}msgstr[0] "{{number}} acte"\nmsgstr[1] "{{number}} actes"\n'))
    english = Catalogue("en", ENGLISH)
    assert [words.count(events, number) for number in (0, 1, 2)] == ["0 acte", "1 acte", "2 actes"]
    assert [english.count(events, number) for number in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    words.check()


def test_a_catalogue_remembers_what_it_lacks(tmp_path: Path) -> None:
    words = Catalogue("fr", written(tmp_path, 'msgid "Hello {name}"\nmsgstr "Bonjour {name}"\n'))
    assert words.t("Hello {name}", name="Anne") == "Bonjour Anne"
    words.check()
    assert words.t("Goodbye") == "Goodbye"
    assert words.say(Message("reason:left", "It left.")) == "It left."
    assert words.count(Plural("change", "{number} event", "{number} events"), 2) == "2 events"
    with pytest.raises(MissingTranslationError) as error:
        words.check()
    assert str(error.value) == (
        f"{tmp_path / 'treaties.po'} lacks the translation of\n  'Goodbye'\n  'It left.'\n  '{{number}} event'"
    )


def test_what_one_reader_asks_for_in_vain_is_not_held_against_another() -> None:
    catalogue("fr").t("Never translated")
    catalogue("fr").check()


def test_english_needs_no_catalogue() -> None:
    words = catalogue("en")
    assert words.t("since {day}", day="1 May") == "since 1 May"
    words.check()


def test_what_holds_html_is_html_with_the_rest_escaped(tmp_path: Path) -> None:
    words = Catalogue("fr", written(tmp_path, 'msgid "{name} & {link}"\nmsgstr "{link} & {name}"\n'))
    text = words.t("{name} & {link}", name="<R&D>", link=Markup("<a>"))
    assert text == "<a> &amp; &lt;R&amp;D&gt;"
    assert isinstance(text, Markup)
    assert not isinstance(words.t("{name} & {link}", name="<R&D>", link="a"), Markup)


def test_what_nobody_has_confirmed_is_no_translation(tmp_path: Path) -> None:
    texts = written(tmp_path, '#, fuzzy\nmsgid "Party"\nmsgstr "Fête"\n', 'msgid "Treaty"\nmsgstr ""\n')
    assert texts.single == {}


def test_two_translations_of_one_text_are_refused_with_their_lines(tmp_path: Path) -> None:
    twice = 'msgid "Party"\nmsgstr "Partie"\n', 'msgid "Party"\nmsgstr "Fête"\n'
    with pytest.raises(ConflictingTranslationsError) as error:
        written(tmp_path, *twice)
    assert all(text in str(error.value) for text in ("'Party'", "'Partie' in line 4", "'Fête' in line 7"))


def test_texts_from_elsewhere_may_repeat_a_translation_but_not_contradict_it() -> None:
    texts = merged_texts(ENGLISH._replace(where="one"), [("Party", "Partie", "two"), ("Party", "Partie", "three")])
    assert texts.single == {"Party": "Partie"}
    with pytest.raises(ConflictingTranslationsError, match="'Party' is 'Partie' in one and 'Fête' in four: keep one"):
        merged_texts(texts, [("Party", "Fête", "four")])


def branches() -> Iterator[tuple[str, int]]:
    """Yield every place at which the program or a template compares something with the code of a language."""
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                compared = (node.left, *node.comparators)
                if any(isinstance(value, ast.Constant) and value.value == "fr" for value in compared):
                    yield path.relative_to(PROGRAM).as_posix(), node.lineno
    folders = (TEMPLATES, REPOSITORY / "docs" / "overrides")
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(r"""==\s*["']fr["']""", line):
                yield path.name, number


def test_nothing_is_decided_by_asking_for_french() -> None:
    assert list(branches()) == []
