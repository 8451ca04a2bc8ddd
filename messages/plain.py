"""Plain language: long sentences, hard words and banned phrases in what people will read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wordfreq import zipf_frequency

from messages import markup
from messages.fault import Fault, Faults
from messages.folder import Folder
from messages.table import Reading
from messages.text import Text

_BREAK = re.compile(r"[.?!:][^\w\s]*\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[-.]\d+)*")
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Plain:
    """When a language is plain enough.

    `locale`: ISO 639-1. `longest`, `average`: words in a sentence. `frequency`: of a word, on Zipf's scale.
    `names`: words to let pass, in lower case. `banned`: phrases that stand nowhere.
    """

    locale: str
    longest: float
    average: float
    frequency: float
    names: frozenset[str]
    banned: tuple[str, ...]
    banned_in_prompts: tuple[str, ...]


def read(folder: Folder, locale: str) -> tuple[Plain, Faults]:
    """Read the limits of one language."""
    raw, faults = folder.read(f"plain/{locale}.toml")
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
    top.close()
    return plain, faults


def faults(file: str, texts: Mapping[str, Text], plain: Plain, known: frozenset[str]) -> Iterator[Fault]:
    """Everything in these texts that is not plain. `known`: hard words that are explained, in lower case."""
    lengths: list[int] = []
    hard: dict[str, str] = {}
    for key, text in texts.items():
        read = _read(text)
        for sentence in filter(_WORD.search, _BREAK.split(read)):
            lengths.append(len(_WORD.findall(sentence)))
            if lengths[-1] > plain.longest:
                detail = {"count": lengths[-1], "limit": f"{plain.longest:g}", "sentence": sentence.strip()}
                yield Fault(file, key, "long_sentence", detail)
        for word in _WORD.findall(read):
            if _is_hard(word.casefold(), plain, known):
                hard.setdefault(word.casefold(), key)
        for phrase in plain.banned:
            if re.search(rf"\b{re.escape(phrase)}\b", read, re.IGNORECASE):
                yield Fault(file, key, "banned", {"phrase": phrase})
    yield from (Fault(file, key, "rare_word", {"word": word}) for word, key in hard.items())
    average = sum(lengths) / max(len(lengths), 1)
    if average > plain.average:
        yield Fault(file, "", "long_average", {"count": f"{average:.1f}", "limit": f"{plain.average:g}"})


def _read(text: Text) -> str:
    return _PLACEHOLDER.sub("", markup.plain(text.html))


def _is_hard(word: str, plain: Plain, known: frozenset[str]) -> bool:
    if word[0].isdigit() or word in plain.names or word in known:
        return False
    return zipf_frequency(word, plain.locale) < plain.frequency
