"""What pydantic says, told to the person who writes the record."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.fields import Place, lookup, ordered, part_of
from treaty_registry.model.vocabulary import Bilingual
from treaty_registry.reading.problem import Path, Problem, did_you_mean, nearest, shown
from treaty_registry.reading.yaml import Tree

MISSING_KEY = FindingKind(
    "missing-key",
    meaning=Bilingual(
        en="A key that every such group must have is missing.",
        fr="Il manque une clé que tout groupe de ce genre doit avoir.",
    ),
    mend=Bilingual(
        en="Add the key. The field reference says what may stand there.",
        fr="Ajoutez la clé. La référence des champs dit ce qui peut y figurer.",
    ),
)

UNKNOWN_KEY = FindingKind(
    "unknown-key",
    meaning=Bilingual(
        en="A key that this group does not know, or a `fact` that names none of its keys.",
        fr="Une clé que ce groupe ne connaît pas, ou un `fact` qui ne nomme aucune de ses clés.",
    ),
    mend=Bilingual(en="Mend the name of the key, or delete it.", fr="Corrigez le nom de la clé, ou supprimez-la."),
)

WRONG_TYPE = FindingKind(
    "wrong-type",
    meaning=Bilingual(
        en="A list, group or text where something else is expected.",
        fr="Une liste, un groupe ou un texte là où autre chose est attendu.",
    ),
    mend=Bilingual(
        en="Write it in the form that the field reference shows.",
        fr="Écrivez-le sous la forme que montre la référence des champs.",
    ),
)

UNKNOWN_TERM = FindingKind(
    "unknown-term",
    meaning=Bilingual(
        en="A word that is not in its vocabulary, or a code that no party has.",
        fr="Un mot qui n’est pas dans son vocabulaire, ou un code qu’aucune partie ne porte.",
    ),
    mend=Bilingual(
        en="Write a term of the vocabulary, or the code of a party that has a file.",
        fr="Écrivez un terme du vocabulaire, ou le code d’une partie qui a un fichier.",
    ),
)

BAD_VALUE = FindingKind(
    "bad-value",
    meaning=Bilingual(
        en="A text or number that cannot stand here.",
        fr="Un texte ou un nombre qui ne peut figurer ici.",
    ),
    mend=Bilingual(
        en="Write what the message asks for, or delete the line.",
        fr="Écrivez ce que le message demande, ou supprimez la ligne.",
    ),
)

BAD_ADDRESS = FindingKind(
    "bad-address",
    meaning=Bilingual(
        en="A web address that is not one (http and https only).",
        fr="Une adresse du Web qui n’en est pas une (http et https seulement).",
    ),
    mend=Bilingual(en="Copy the whole address from the browser.", fr="Copiez l’adresse entière depuis le navigateur."),
)

BAD_DATE = FindingKind(
    "bad-date",
    meaning=Bilingual(
        en="A date that does not exist or is not written as one.",
        fr="Une date qui n’existe pas ou qui n’est pas écrite comme telle.",
    ),
    mend=Bilingual(
        en="Write the year, month and day, such as `2024-06-19`, or less of it if no more is known.",
        fr="Écrivez l’année, le mois et le jour, comme `2024-06-19`, ou moins si l’on n’en sait pas plus.",
    ),
)


def explain(error: ErrorDetails, model: type[BaseModel], tree: Tree) -> Problem:
    """Return the problem that one validation error means, at the place where the contributor can see it."""
    loc = error["loc"]
    path = visible(loc, tree)
    if error["type"] == "extra_forbidden":
        return Problem("unknown-key", _unknown_key(str(loc[-1]), lookup(model, path[:-1])), path, at_key=True)
    code, words, with_example = _WORDS[error["type"]]
    place = lookup(model, loc)
    details = {"found": shown(error["input"]), "said": error["msg"], **(error.get("ctx") or {})}
    if error["type"] == "missing":
        details |= {"key": loc[-1], "meaning": meaning(place.field)}
    elif isinstance(error["input"], (list, dict)) and words in (_SAID, _WRITE):
        code, words, with_example = "wrong-type", "One value is expected here, not {found}.", True
    elif error["type"] == "term":
        details["said"] += details["advice"].words()
    if place.field and place.field.is_required():
        words = words.replace(" or delete the line", "")
    message = words.format_map(details) + (_example(place) if with_example else "")
    return Problem(code, message, path, at_key="[key]" in loc)


_SAID = "{said}"
"""The models themselves say what does not fit one value."""

_WRITE = "{found} does not fit here: write {expected}."

_WORDS = {
    "missing": ("missing-key", "`{key}` is missing: {meaning}", True),
    "model_type": ("wrong-type", "A group of keys is expected here, not {found}.", True),
    "dict_type": ("wrong-type", "A group of keys is expected here, not {found}.", True),
    "tuple_type": ("wrong-type", "A list is expected here, not {found}.", True),
    "string_type": ("wrong-type", "A text is expected here, not {found}.", True),
    "localized": ("wrong-type", _SAID, True),
    "too_short": ("bad-value", "Nothing stands here. Fill it or delete the line.", True),
    "string_too_short": ("bad-value", "The text is empty. Fill it or delete the line.", True),
    "string_too_long": ("bad-value", "The text is longer than {max_length} characters. Say it shorter.", False),
    "literal_error": ("bad-value", _WRITE, False),
    "pattern": ("bad-value", _SAID, True),
    "count": ("bad-value", _SAID, True),
    "date": ("bad-date", _SAID, False),
    "term": ("unknown-term", _SAID, False),
    "address": ("bad-address", _SAID, True),
}
"""For each error type of pydantic and of the models: the finding, what to say, and whether an example helps."""


def meant_key(loc: tuple[int | str, ...], model: type[BaseModel], tree: Tree) -> str | None:
    """Return the key that an unknown one is probably meant to be."""
    part = part_of(lookup(model, visible(loc, tree)[:-1]).expected)
    return nearest(str(loc[-1]), list(ordered(part)) if part else [])


def visible(loc: tuple[int | str, ...], tree: Tree) -> Path:
    """Cut a validation path down to what stands in the file.

    A missing key has no place of its own, and a single value written without brackets is not a list there.
    """
    path: Path = ()
    node: Any = tree
    for step in loc:
        if (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            node = node[step]  # type: ignore[index]  # the line above chose the right kind of step
            path = (*path, step)
        elif not (isinstance(step, int) and isinstance(node, dict)):
            break
    return path


def meaning(field: FieldInfo | None) -> str:
    """Return what a key is for, as it goes on after a colon."""
    description = (field.description if field else None) or ""
    return description[:1].lower() + description[1:]


def _unknown_key(key: str, place: Place) -> str:
    part = part_of(place.expected)
    known = list(ordered(part)) if part else []
    advice = did_you_mean(key, known) or f" Known here: {', '.join(known)}."
    return f"{shown(key)} is not a key here.{advice} Mend its name or delete it."


def _example(place: Place) -> str:
    if place.field is None:
        return ""
    return example(next(name for name, field in place.part.model_fields.items() if field is place.field), place.field)


def example(name: str, field: FieldInfo) -> str:
    """Return an example of a whole line, where there is one."""
    return f" For instance `{name}: {_as_yaml(field.examples[0])}`." if field.examples else ""


def _as_yaml(value: Any) -> str:
    """Write an example as it would stand on one line of a record."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_as_yaml(inner) for inner in value) + "]"
    text = str(value)
    return f'"{text}"' if any(mark in text for mark in (", ", ": ", "#", "[", "{")) else text
