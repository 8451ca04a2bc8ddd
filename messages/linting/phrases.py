"""Phrases for recognising what a text in a language says: numbers, what is counted, opinions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from messages.loading.folder import Folder

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, in lower case; `phrases/nl.toml` explains each.

    Attributes:
        number: Words for numbers from two on, with their values.
        ordinal: Words such as ‘third’, with their values.
        count: What is counted, and words around a number.
        call: Words before a telephone number.
        say: How people state their opinion, and how a text attributes one to them.
        way_out: How people say that they can't answer.
    """

    number: Mapping[str, int]
    ordinal: Mapping[str, int]
    count: Mapping[str, list[str]]
    call: Mapping[str, list[str]]
    say: Mapping[str, list[str]]
    way_out: Mapping[str, list[str]]


@cache
def phrases(locale: str) -> Phrases | None:
    """Return the phrases of a language (ISO 639-1); None if there are none."""
    if locale not in Folder().locales("phrases"):
        return None
    table: Any = Folder().read(f"phrases/{locale}.toml")[0]
    return Phrases(**table)


def words_of(text: str) -> list[str]:
    """Return the words of a plain text in lower case, without numbers and punctuation."""
    return _WORD.findall(text.casefold())


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
