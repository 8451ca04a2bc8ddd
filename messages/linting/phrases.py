"""The phrases that tell what a text says, in one language: numbers, what is counted, what somebody thinks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from messages.loading.folder import Folder

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, in lower case; what each is for stands in `phrases/nl.toml`.

    Attributes:
        number: Words for numbers from two, with their values.
        ordinal: Words such as ‘third’, with their values.
        count: What is counted, and what stands around a number.
        call: What stands before a telephone number.
        say: How somebody says what they think, and how a text says so of them.
        way_out: How somebody says that they can't answer.
    """

    number: Mapping[str, int]
    ordinal: Mapping[str, int]
    count: Mapping[str, list[str]]
    call: Mapping[str, list[str]]
    say: Mapping[str, list[str]]
    way_out: Mapping[str, list[str]]


@cache
def phrases(locale: str) -> Phrases | None:
    """Return the phrases of a language (ISO 639-1); None for one of which they aren't known."""
    if locale not in Folder().locales("phrases"):
        return None
    table: Any = Folder().read(f"phrases/{locale}.toml")[0]
    return Phrases(**table)


def words_of(text: str) -> list[str]:
    """Return the words of a plain text, in lower case as phrases are, without numbers and punctuation."""
    return _WORD.findall(text.casefold())


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches each of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
