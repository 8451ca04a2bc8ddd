"""Plain language: long sentences, hard words and banned phrases in what people will read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from wordfreq import available_languages, zipf_frequency

from messages import markup
from messages.fault import Fault, Faults
from messages.folder import Folder
from messages.table import Reading
from messages.text import Text

Texts: TypeAlias = Iterable[tuple[str, Text]]
"""Texts with where each stands; a key may come twice, as it may in a file."""
_BREAK = re.compile(r"[.?!:][^\w\s]*\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[-.]\d+)*")
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Plain:
    """When a language is plain enough.

    `locale`: ISO 639-1. `longest`, `average`: words in a sentence. `frequency`: of a word, on Zipf's scale, or 0.
    `names`: words to let pass, in lower case. `banned`: phrases that stand nowhere.
    """

    locale: str
    longest: float
    average: float
    frequency: float
    names: frozenset[str]
    banned: tuple[str, ...]
    banned_in_prompts: tuple[str, ...]


def read(folder: Folder, locale: str) -> tuple[Plain | None, Faults]:
    """Read the limits of one language; None where they can't be used."""
    raw, faults = folder.read(f"plain/{locale}.toml")
    if raw is None:
        return None, faults
    top = Reading(raw, faults)
    plain = Plain(
        locale,
        top.number("longest"),
        top.number("average"),
        top.number("frequency"),
        frozenset(name.casefold() for name in top.names("names")),
        top.names("banned"),
        top.names("banned_in_prompts"),
    )
    if plain.frequency and not _is_counted(locale):
        top.note("uncounted", "frequency", locale=locale)
    top.close()
    return None if faults else plain, faults


def faults(file: str, texts: Texts, plain: Plain, known: frozenset[str]) -> Iterator[Fault]:
    """Everything in these texts that is not plain. `known`: hard words that are explained, in lower case."""
    lengths: list[int] = []
    hard: dict[str, str] = {}
    for key, text in texts:
        read = _read(text)
        for sentence in filter(_WORD.search, _BREAK.split(read)):
            lengths.append(len(_WORD.findall(sentence)))
            if lengths[-1] > plain.longest:
                detail = {"count": lengths[-1], "limit": f"{plain.longest:g}", "sentence": sentence.strip()}
                yield Fault(file, key, "long_sentence", detail)
        for word in _WORD.findall(read):
            if _is_hard(word.casefold(), plain, known):
                hard.setdefault(word.casefold(), key)
        yield from (Fault(file, key, "banned", {"phrase": phrase}) for phrase in banned(read, plain))
    yield from (Fault(file, key, "rare_word", {"word": word}) for word, key in hard.items())
    average = sum(lengths) / max(len(lengths), 1)
    if average > plain.average:
        yield Fault(file, "", "long_average", {"count": f"{average:.1f}", "limit": f"{plain.average:g}"})


def banned(read: str, plain: Plain) -> Iterator[str]:
    """Give each banned phrase in what is read, plain text."""
    return (phrase for phrase in plain.banned if re.search(rf"\b{re.escape(phrase)}\b", read, re.IGNORECASE))


def _read(text: Text) -> str:
    return _PLACEHOLDER.sub("", markup.plain(text.html))


def _is_counted(locale: str) -> bool:
    if locale not in available_languages():
        return False
    try:
        zipf_frequency(locale, locale)
    except ImportError:  # the words of this language can't be told apart without another library
        return False
    return True


def _is_hard(word: str, plain: Plain, known: frozenset[str]) -> bool:
    if not plain.frequency or word[0].isdigit() or word in plain.names or word in known:
        return False
    return zipf_frequency(word, plain.locale) < plain.frequency
