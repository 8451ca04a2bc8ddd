"""Describe faults in terms that authors of the content understand."""

from collections.abc import Sequence

from messages.linting.reasons import translated
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.tables import flat_texts

_NAMED = {"carrier", "screen", "above", "digits"}
"""Details that are keys of texts."""
_LANGUAGES = {"language", "instead"}
"""Details that are a language, shown by name, or by code (ISO 639-1) if the name is unknown."""


def locales() -> tuple[str, ...]:
    """Return the languages in which faults can be described (ISO 639-1)."""
    return Folder().locales("faults")


def lines(faults: Sequence[Fault], locale: str) -> tuple[str, ...]:
    """Return a line per fault, in this language or else in Dutch."""
    return _lines("kind", faults, locale)


def notes(noted: Sequence[Fault], locale: str) -> tuple[str, ...]:
    """Return a line per note, in this language or else in Dutch. Notes aren't faults."""
    return _lines("note", noted, locale)


def about_record() -> str:
    """Return the explanation at the top of `replaced.toml`: lines in Dutch."""
    return _words("nl")["about_record"]


def recorded(count: int, file: str, locale: str) -> str:
    """Return a line with the number of replaced texts that were recorded, and the file."""
    return _words(locale)["recorded"].format(count=count, file=file)


def total(count: int, locale: str) -> str:
    """Return a line with the number of faults."""
    words = _words(locale)
    return words["none" if count == 0 else "one" if count == 1 else "count"].format(count=count)


def _lines(section: str, faults: Sequence[Fault], locale: str) -> tuple[str, ...]:
    words = _words(locale)
    return tuple(dict.fromkeys(_line(section, fault, words) for fault in faults))


def _line(section: str, fault: Fault, words: dict[str, str]) -> str:
    at = words["at"].format(key=fault.key) if fault.key else ""
    detail = dict(fault.detail)
    for name in _NAMED & detail.keys():
        detail[name] = words[f"{name}.{detail[name]}"].format(**fault.detail)
    for name in _LANGUAGES & detail.keys():
        detail[name] = words.get(f"language.{detail[name]}", detail[name])
    if "reason" in detail:
        detail["reason"] = translated(str(detail["reason"]), words)
    sentence = words[f"{section}.{fault.kind}"].format(**detail)
    sentence += words["inherited"] if fault.inherited else ""
    line = words["line"].format(file=fault.file, at=at, sentence=sentence)
    return " ".join(line.split())  # one line, even if an author typed several


def _words(locale: str) -> dict[str, str]:
    known = locale if locale in locales() else "nl"
    table, _ = Folder().read(f"faults/{known}.toml")
    return flat_texts(table or {})
