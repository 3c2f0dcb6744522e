"""The program's own texts in every language. The code has them in English; gettext catalogues have the others.

A template says ``t("Obligations")``, a module ``Message("reason:signed", "It was signed {on}.")`` where the English
alone does not tell the place. ``make texts`` enters both into ``locale/<language>/LC_MESSAGES/treaties.po``. What
contributors write into records is never looked up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from treaty_registry.language.languages import SOURCE, Language

DOMAIN = "treaties"
"""The name of the catalogue's file in the folder of each language."""

_LOCALE = Path(__file__).parent / "locale"


class MissingTranslationError(LookupError):
    """Texts of the program have no translation; the message names them and the catalogue."""


class ConflictingTranslationsError(ValueError):
    """A text of the program has two translations; the message names both, and where they stand."""


class Message(NamedTuple):
    """A text of the program with the place where it stands, where one English text may need several translations."""

    context: str
    english: str


class Plural(NamedTuple):
    """A text in which a number stands, for one and for many; some languages have more forms, and their catalogues."""

    context: str
    singular: str
    plural: str


_Text = str | Message


class Texts(NamedTuple):
    """What a catalogue says: each text in its language, the forms of those with a number, and which number takes which.

    ``where`` says where this stands, for who reads an error.
    """

    single: Mapping[_Text, str]
    forms: Mapping[Message, tuple[str, ...]]
    form_of: Callable[[int], int]
    where: str = ""


ENGLISH = Texts({}, {}, lambda number: int(number != 1))
"""The source language, whose texts stand in the code."""


def N_(english: str) -> str:  # noqa: N802  # the name that gettext and its tools have for it
    """Return a text as it is, marked for translators: where it is shown, ``t`` gets it from a variable."""
    return english


def by_code(*messages: Message) -> dict[str, Message]:
    """Return messages by what follows the colon in their context: ``reason:signed`` is that of the code ``signed``."""
    return {message.context.partition(":")[2]: message for message in messages}


class Catalogue:
    """The texts of one language, as one reader of them asks for them; it remembers what was asked for in vain."""

    def __init__(self, language: Language, texts: Texts) -> None:
        """Take the texts, which others may share."""
        self.language, self.texts = language, texts
        self.missing: dict[str, None] = {}

    def t(self, english: str, **values: object) -> str:
        """Return a text in this language, with the values that stand in it in braces.

        Where a value is HTML, so is what comes back, with all that is not HTML escaped. A text that the catalogue
        lacks comes back in English and is remembered: ``check`` then refuses to go on.
        """
        return _filled(self._text(english, english), values)

    def say(self, message: Message, **values: object) -> str:
        """Return the text of a message, as ``t`` does."""
        return _filled(self._text(message, message.english), values)

    def form(self, message: Message) -> str:
        """Return the text of a message with its braces, for who fills them."""
        return self._text(message, message.english)

    def count(self, plural: Plural, number: int, **values: object) -> str:
        """Return the text for a number, which is one of its values, as ``t`` does."""
        forms = self.texts.forms.get(Message(plural.context, plural.singular), ())
        if not forms:
            self._miss(plural.singular)
            forms = plural.singular, plural.plural
            return _filled(forms[ENGLISH.form_of(number)], {"number": number, **values})
        return _filled(forms[self.texts.form_of(number)], {"number": number, **values})

    def key_name(self, name: str) -> str | None:
        """Return the name of a record's key, or None where the catalogue has none."""
        return self.texts.single.get(Message("key", name))

    def check(self) -> None:
        """Raise MissingTranslationError with all texts that were asked for and are not there."""
        if self.missing:
            lines = "\n".join(f"  {text!r}" for text in self.missing)
            raise MissingTranslationError(f"{self.texts.where} lacks the translation of\n{lines}")

    def _text(self, text: _Text, english: str) -> str:
        translated = self.texts.single.get(text)
        if translated is None:
            self._miss(english)
            return english
        return translated

    def _miss(self, english: str) -> None:
        if self.language != SOURCE:
            self.missing[english] = None


def catalogue(language: Language) -> Catalogue:
    """Return the program's catalogue of a language, which is read once in a process."""
    return Catalogue(language, _own_texts(language))


def said(message: Message, language: Language, **values: object) -> str:
    """Return a message in a language, for who keeps no catalogue; one without its translation fails a test."""
    return _filled(_own_texts(language).single.get(message, message.english), values)


def counted(plural: Plural, number: int, language: Language) -> str:
    """Return the text for a number in a language, as ``said`` does."""
    return catalogue(language).count(plural, number)


@cache
def _own_texts(language: Language) -> Texts:
    path = _LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    return ENGLISH if language == SOURCE else read_texts(path)


def read_texts(path: Path) -> Texts:
    """Return the texts of a catalogue's file in the format of GNU gettext.

    Entries without a translation, or marked ``fuzzy``, are left out, as gettext does. Raises
    ConflictingTranslationsError where an entry stands there twice and differs, PoFileError where it is no such file.
    """
    # Most runs speak only English, and do without what takes as long to load as the catalogue takes to read.
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry
    from babel.messages.pofile import PoFileParser

    class Strict(Catalog):
        def __setitem__(self, key: str | tuple[str, ...] | list[str], message: Entry) -> None:
            before = self.get(message.id, message.context) if message.id else None
            if before is not None and before.string != message.string:
                raise ConflictingTranslationsError(
                    f"{message.id!r} is {before.string!r} in line {before.lineno} of {path} and {message.string!r} in "
                    f"line {message.lineno}: keep one"
                )
            super().__setitem__(key, message)

    entries = Strict()
    with path.open("rb") as file:
        PoFileParser(entries, ignore_obsolete=True, abort_invalid=True).parse(file)
    single: dict[_Text, str] = {}
    forms: dict[Message, tuple[str, ...]] = {}
    for entry in entries:
        translated = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))
        if not entry.id or entry.fuzzy or not all(translated):
            continue
        if isinstance(entry.id, str):
            single[Message(entry.context, entry.id) if entry.context else entry.id] = translated[0]
        else:
            forms[Message(entry.context or "", entry.id[0])] = translated
    return Texts(single, forms, c2py(entries.plural_expr), str(path))


def merged_texts(texts: Texts, more: Iterable[tuple[str, str, str]]) -> Texts:
    """Return texts with others added: each an English text, its translation and where that stands.

    Raises ConflictingTranslationsError where one has another translation already.
    """
    single = dict(texts.single)
    places: dict[_Text, str] = {}
    for english, translated, where in more:
        before = single.setdefault(english, translated)
        if before != translated:
            raise ConflictingTranslationsError(
                f"{english!r} is {before!r} in {places.get(english, texts.where)} and {translated!r} in {where}: "
                "keep one"
            )
        places.setdefault(english, where)
    return texts._replace(single=single)


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    for value in values.values():
        if hasattr(value, "__html__"):
            escaped = {name: escape(value) for name, value in values.items()}
            return Markup(str.format(_escaped(text), **escaped))  # noqa: S704  # escaped in the line above
    return text.format(**values)


_escaped = lru_cache(maxsize=4_000)(escape)  # as many texts as catalogues hold
