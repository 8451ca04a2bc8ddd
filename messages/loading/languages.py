"""Combine the faults for all texts that a file lacks in a language into one fault, which names the language."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from messages.loading.faults import MISSING, Fault
from messages.loading.toml_reader import LANGUAGE

SHOWN = 8
"""Maximum number of missing texts to list."""


def gathered(faults: Sequence[Fault], spoken: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Yield these faults, but if a file lacks several texts in a language, only one for all of those.

    Args:
        faults: The faults.
        spoken: The languages (ISO 639-1) of each check, by id.
    """
    lacking: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        lacking.setdefault((fault.file, _lacking(fault)), []).append(fault.key)
    for fault in faults:
        language = _lacking(fault)
        keys = lacking[fault.file, language]
        if not language or len(keys) == 1:
            yield fault
        elif fault.key == keys[0]:
            yield _gap(fault.file, language, keys, spoken.get(fault.file.partition("/")[0], ()))


def _gap(file: str, language: str, keys: Sequence[str], spoken: Sequence[str]) -> Fault:
    """Return the fault for these missing texts; it depends on whether the check could do without the language."""
    shown = ", ".join(keys[:SHOWN]) + ", …" * (len(keys) > SHOWN)
    detail = {"language": language, "count": len(keys), "keys": shown}
    if language not in spoken[1:]:
        return Fault(file, "", "incomplete", detail)
    others = ", ".join(f'"{one}"' for one in spoken if one != language)
    return Fault(file, "", "half_spoken", {**detail, "others": others})


def _lacking(fault: Fault) -> str:
    """Return the language (ISO 639-1) in which a text is missing; empty for other faults."""
    named = (PurePosixPath(fault.file).stem, fault.key.rpartition(".")[2])
    return next((name for name in named if fault.kind == MISSING and LANGUAGE.fullmatch(name)), "")
