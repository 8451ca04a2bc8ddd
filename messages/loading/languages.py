"""Tells of a language that lacks several texts of a file once, by its name, and not text by text."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from messages.loading.faults import MISSING, Fault
from messages.loading.toml_reader import LANGUAGE

SHOWN = 8
"""The most texts that are named of those that a language lacks."""


def gathered(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Yield these faults, but one for all texts that a file lacks in one language, if it lacks more than one."""
    lacking: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        lacking.setdefault((fault.file, _lacking(fault)), []).append(fault.key)
    for fault in faults:
        language = _lacking(fault)
        keys = lacking[fault.file, language]
        if not language or len(keys) == 1:
            yield fault
        elif fault.key == keys[0]:
            shown = ", ".join(keys[:SHOWN]) + ", …" * (len(keys) > SHOWN)
            yield Fault(fault.file, "", "incomplete", {"language": language, "count": len(keys), "keys": shown})


def _lacking(fault: Fault) -> str:
    """Return the language (ISO 639-1) in which a text is missing; empty if that isn't what is wrong."""
    named = (PurePosixPath(fault.file).stem, fault.key.rpartition(".")[2])
    return next((name for name in named if fault.kind == MISSING and LANGUAGE.fullmatch(name)), "")
