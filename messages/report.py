"""Faults in words that the author of the content understands."""

from collections.abc import Sequence

from messages.fault import Fault
from messages.folder import Folder
from messages.text import flatten


def locales() -> tuple[str, ...]:
    """Give the languages in which faults can be told."""
    return Folder().locales("faults")


def lines(faults: Sequence[Fault], locale: str) -> tuple[str, ...]:
    """Give one line for each fault, in this language or else in Dutch."""
    words = _words(locale)
    return tuple(dict.fromkeys(_line(fault, words) for fault in faults))


def total(count: int, locale: str) -> str:
    """Say how many faults there are."""
    words = _words(locale)
    return words["none" if count == 0 else "one" if count == 1 else "count"].format(count=count)


def _line(fault: Fault, words: dict[str, str]) -> str:
    at = words["at"].format(key=fault.key) if fault.key else ""
    carriers = {name: words.get(f"carrier.{value}", value) for name, value in fault.detail.items() if name == "carrier"}
    sentence = words[f"kind.{fault.kind}"].format(**{**fault.detail, **carriers})
    line = words["line"].format(file=fault.file, at=at, sentence=sentence)
    return " ".join(line.split())  # whatever an author typed, it stays one line


def _words(locale: str) -> dict[str, str]:
    known = locale if locale in locales() else "nl"
    table, _ = Folder().read(f"faults/{known}.toml")
    return {key: str(text) for key, text in flatten(table or {}).items()}
