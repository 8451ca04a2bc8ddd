"""Find long sentences, hard words and banned phrases in texts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from messages import markup
from messages.linting import word_list
from messages.loading.faults import Fault, Faults
from messages.loading.folder import Folder
from messages.loading.texts import Text
from messages.loading.toml_reader import TomlReader

Texts: TypeAlias = Iterable[tuple[str, Text]]
"""Texts with their keys; a key may be repeated."""
NOT_LOOKED_UP = "no_word_list"
"""The kind of a note, not a fault: the word list isn't installed."""
_BREAK = re.compile(r"[.?!:][^\w\s]*\s+|\n")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[-.]\d+)*")
"""A word, or a number."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Readability:
    """The rules of plain language in one language.

    Attributes:
        locale: The language (ISO 639-1).
        longest: Maximum words in a sentence.
        average: Maximum words per sentence on average in a file.
        frequency: Minimum frequency of a word, on the Zipf scale; 0 if words aren't looked up.
        names: Words that are always accepted, in lower case.
        banned: Phrases that must not occur anywhere.
        banned_in_prompts: Phrases that must not occur in a reminder.
    """

    locale: str
    longest: float
    average: float
    frequency: float
    names: frozenset[str]
    banned: tuple[str, ...]
    banned_in_prompts: tuple[str, ...]


def read(folder: Folder, locale: str) -> tuple[Readability | None, Faults]:
    """Read the rules of one language; return None if they are invalid."""
    raw, faults = folder.read(f"readability/{locale}.toml")
    if raw is None:
        return None, faults
    top = TomlReader(raw, faults)
    style = Readability(
        locale,
        top.number("longest"),
        top.number("average"),
        top.number("frequency"),
        frozenset(name.casefold() for name in top.names("names")),
        top.names("banned"),
        top.names("banned_in_prompts"),
    )
    shipped = locale in Folder().locales("readability")  # words of this language can be looked up
    if style.frequency and not shipped and word_list.installed() and not word_list.knows(locale):
        top.note("uncounted", "frequency", locale=locale)
    top.close()
    return None if faults else style, faults


def words(text: str) -> Iterator[str]:
    """Yield the words of a text that may contain markup."""
    yield from WORD.findall(_PLACEHOLDER.sub("", markup.plain(text)))


def faults(file: str, texts: Texts, style: Readability, known: frozenset[str]) -> Iterator[Fault]:
    """Yield everything in these texts that isn't plain language.

    Args:
        file: The file that they are in.
        texts: The texts, by key.
        style: The rules of the language.
        known: Accepted words, in lower case: plain ones, and hard ones that are explained.
    """
    lengths: list[int] = []
    used: dict[str, str] = {}
    for key, text in texts:
        shown = _shown(text)
        for sentence in filter(WORD.search, _BREAK.split(shown)):
            lengths.append(len(WORD.findall(sentence)))
            if lengths[-1] > style.longest:
                detail = {"count": lengths[-1], "limit": f"{style.longest:g}", "sentence": sentence.strip()}
                yield Fault(file, key, "long_sentence", detail)
        for word in WORD.findall(shown):
            used.setdefault(word.casefold(), key)
        yield from (Fault(file, key, "banned", {"phrase": phrase}) for phrase in banned(shown, style))
    yield from _rare(file, {word: key for word, key in used.items() if word not in known}, style)
    average = sum(lengths) / max(len(lengths), 1)
    if average > style.average:
        yield Fault(file, "", "long_average", {"count": f"{average:.1f}", "limit": f"{style.average:g}"})


def banned(shown: str, style: Readability) -> Iterator[str]:
    """Yield each banned phrase in a plain text."""
    if _any(style.banned).search(shown):  # rarely true, so one search for all phrases avoids a search for each
        yield from (phrase for phrase in style.banned if _any((phrase,)).search(shown))


@cache
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases) or r"(?!)", re.IGNORECASE)


def _shown(text: Text) -> str:
    return _PLACEHOLDER.sub("", text.plain)


def _rare(file: str, used: Mapping[str, str], style: Readability) -> Iterator[Fault]:
    """Yield each rare word. `words`: with the dotted key of the text in which each occurs first."""
    unknown = [word for word in used if style.frequency and not word[0].isdigit() and word not in style.names]
    if unknown and not word_list.installed():
        yield Fault("readability", "", NOT_LOOKED_UP)
        return
    for word in unknown:
        if word_list.frequency(word, style.locale) < style.frequency:
            yield Fault(file, used[word], "rare_word", {"word": word})
