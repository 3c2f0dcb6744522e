"""Words as the search compares them: without case, accents and the marks that writing may leave out.

The reader's browser folds what is typed in the same way (``website/assets/texts.js`` and ``search-words.js``); a test
holds the two together. Scripts that put few spaces or none are cut into pairs of letters, so that any
part of a title is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
"""Letters that Unicode does not take apart, and what people type for them."""

_TABLE = str.maketrans(LETTERS)
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


def fold(text: str) -> str:
    """Return a text in small letters, without accents and other marks."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return unicodedata.normalize("NFC", bare.lower().translate(_TABLE))


def whole(text: str) -> str:
    """Return a text as its words in order, with nothing between them but spaces: equal where people mean the same."""
    return " ".join(_WORD.findall(fold(text)))


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """Return the different words of a text."""
    words = set(_WORD.findall(fold(text)))
    if not text.isascii():
        for word in [word for word in words if _UNSPACED.search(word)]:
            words.remove(word)
            for run in _UNSPACED.findall(word):
                words.update(run[place : place + 2] for place in range(max(len(run) - 1, 1)))
            words.update(filter(None, _UNSPACED.split(word)))
    return frozenset(words)
