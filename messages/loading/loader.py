"""Read every content file, and collect all formal faults."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from bot.check import Check
from messages.loading import helplines as helpline_file
from messages.loading import prompts as prompt_file
from messages.loading import structure
from messages.loading.button_names import BUTTON_NAMES
from messages.loading.faults import Fault, Faults
from messages.loading.folder import STRUCTURE, Folder
from messages.loading.helplines import Helpline
from messages.loading.languages import gathered
from messages.loading.prompts import Prompt
from messages.loading.tables import Table
from messages.loading.texts import Text, read_check, read_words
from messages.loading.toml_reader import ID

Found = TypeVar("Found")

VERSION = 4
"""Bytes of a check's version: the chance that two versions of the texts collide is 1 in 4 billion."""


@dataclass(frozen=True, slots=True)
class ParsedCheck:
    """One check with its texts.

    Attributes:
        check: Its structure.
        locales: Its languages (ISO 639-1), Dutch first unless it has its own list.
        texts: The texts, by language (ISO 639-1) and dotted key, with the glossary.
        helplines: The helplines.
        prompts: The reminders; there may be none.
        chosen: Whether the check lists its languages itself, so that none is missing.
    """

    check: Check
    locales: tuple[str, ...]
    texts: dict[str, dict[str, Text]]
    helplines: tuple[Helpline, ...]
    prompts: tuple[Prompt, ...]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ParsedContent:
    """All checks, and the product's general texts. Faulty parts are left out; a file without faults is complete.

    Attributes:
        checks: The checks, in order.
        words: The general texts, by language (ISO 639-1) and dotted key.
        faults: The formal faults in all files.
    """

    checks: tuple[ParsedCheck, ...]
    words: dict[str, dict[str, Text]]
    faults: tuple[Fault, ...]


def read(folder: Folder, *, concepts: bool, wanted: Sequence[str] | None = None) -> ParsedContent:
    """Read all content files, or only those of some checks.

    Args:
        folder: The folder of the files.
        concepts: Whether to include draft cards.
        wanted: The ids of the checks to read, in order; None for all. The files of other checks aren't read, so their
            faults aren't reported.
    """
    faults: list[Fault] = []
    names = folder.checks() if wanted is None else wanted
    checks = tuple(_check(folder, name, faults, concepts=concepts) for name in names)
    words = _all_words(folder, checks, faults)
    reported = {fault.file for fault in faults}
    others = set(folder.checks()) - set(names)
    dangling = (file for file in folder.dangling() if file.partition("/")[0] not in others)
    faults += (Fault(file, "", "dangling") for file in dangling if file not in reported)
    return ParsedContent(checks, words, tuple(gathered(faults, {one.check.id: one.locales for one in checks})))


def _check(folder: Folder, name: str, faults: list[Fault], *, concepts: bool) -> ParsedCheck:
    file, there = f"{name}/{STRUCTURE}", folder.locales(name)
    if not ID.fullmatch(name):
        faults.append(Fault(file, "", "bad_folder", {"id": name}))
    nothing: tuple[Check, tuple[str, ...]] = Check(name, b"", ()), ()
    check, hidden = (
        _file(folder, file, faults, partial(structure.read, name, there=there, concepts=concepts)) or nothing
    )
    chosen = _file(folder, file, [], partial(structure.languages, there=there)) or ()
    locales = chosen or there
    if not locales:
        faults.append(Fault(file, "", "no_language"))
    own = partial(read_check, check=check if check.questions else None, hidden=hidden)
    read = {locale: _file(folder, f"{name}/{locale}.toml", faults, own) for locale in locales}
    texts = {locale: found for locale, found in read.items() if found is not None}
    helplines = _file(folder, f"{name}/help.toml", faults, partial(helpline_file.read, locales=locales)) or ()
    version = hashlib.sha256(repr((check, texts)).encode()).digest()[:VERSION]
    prompts = _prompts(folder, name, locales, faults)
    return ParsedCheck(replace(check, version=version), locales, texts, helplines, prompts, chosen=bool(chosen))


def _prompts(folder: Folder, name: str, locales: tuple[str, ...], faults: list[Fault]) -> tuple[Prompt, ...]:
    file = f"{name}/prompts.toml"
    if not folder.holds(file):
        return ()
    return _file(folder, file, faults, partial(prompt_file.read, locales=locales)) or ()


def _file(folder: Folder, file: str, faults: list[Fault], read: Callable[[Table, Faults], Found]) -> Found | None:
    """Return the table in a file, or None if it can't be read; that is its only fault then."""
    table, found = folder.read(file)
    value = None if table is None else read(table, found)
    faults += found.told()
    return value


def _all_words(folder: Folder, checks: Sequence[ParsedCheck], faults: list[Fault]) -> dict[str, dict[str, Text]]:
    """Return the product's general texts in each language of these checks, and report languages without them."""
    words: dict[str, dict[str, Text]] = {}
    speaking = {locale: parsed.check.id for parsed in reversed(checks) for locale in parsed.locales}
    for locale in dict.fromkeys(locale for parsed in checks for locale in parsed.locales):
        file = f"words/{locale}.toml"
        there = folder.holds(file)
        if not there:
            faults.append(Fault(file, "", "no_words", {"language": locale, "check": speaking[locale]}))
        words[locale] = (_file(folder, file, faults, _words) if there else None) or {}
    return words


def _words(raw: Table, faults: Faults) -> dict[str, Text]:
    model, _ = Folder().read("words/nl.toml")
    words = read_words(model or {}, raw, faults)
    taken: dict[str, str] = {}
    for name in BUTTON_NAMES:
        where = f"button.{name}.key"
        key = "\n".join(words[where].lines) if where in words else ""
        if where in words and not (len(key) == 1 and key.isascii() and key.islower()):
            faults.add("bad_key", where)
        elif key and taken.setdefault(key, name) != name:
            faults.add("same_key", where, letter=key, other=f"button.{taken[key]}.key")
    return words
