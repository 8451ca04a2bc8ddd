"""All content files as their authors wrote them, read once, with every fault of form."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from bot.check import Check
from messages import helpline, prompt, structure
from messages.button import WORDS
from messages.fault import Fault, Faults
from messages.folder import STRUCTURE, Folder, Table
from messages.helpline import Helpline
from messages.prompt import Prompt
from messages.table import ID
from messages.text import Text, read_check, read_words, wanted

Found = TypeVar("Found")

VERSION = 4
"""Bytes of a check's version: another wording passes for this one once in four billion times."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One check; it may have no prompts. `texts`: per language (ISO 639-1) and dotted key, with its glossary."""

    check: Check
    texts: dict[str, dict[str, Text]]
    helplines: tuple[Helpline, ...]
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Every check, and the product's own words per language. With faults, what is faulty is left out.

    A file that no fault names is whole.
    """

    chapters: tuple[Chapter, ...]
    words: dict[str, dict[str, Text]]
    faults: tuple[Fault, ...]


def read(folder: Folder, *, concepts: bool) -> Manuscript:
    """Read every content file there is. `concepts`: with the cards that are still a concept."""
    faults: list[Fault] = []
    chapters = tuple(_chapter(folder, name, faults, concepts=concepts) for name in folder.checks())
    locales = dict.fromkeys(locale for chapter in chapters for locale in folder.locales(chapter.check.id))
    words = {locale: _file(folder, f"words/{locale}.toml", faults, _words) or {} for locale in locales}
    told = {fault.file for fault in faults}
    faults += (Fault(file, "", "dangling") for file in folder.dangling() if file not in told)
    return Manuscript(chapters, words, tuple(faults))


def _chapter(folder: Folder, name: str, faults: list[Fault], *, concepts: bool) -> Chapter:
    file, locales = f"{name}/{STRUCTURE}", folder.locales(name)
    if not ID.fullmatch(name):
        faults.append(Fault(file, "", "bad_folder", {"id": name}))
    if not locales:
        faults.append(Fault(file, "", "no_language"))
    nothing: tuple[Check, tuple[str, ...]] = Check(name, b"", ()), ()
    check, hidden = _file(folder, file, faults, partial(structure.read, name, concepts=concepts)) or nothing
    own = partial(read_check, expected=wanted(check) if check.questions else None, hidden=hidden)
    read = {locale: _file(folder, f"{name}/{locale}.toml", faults, own) for locale in locales}
    texts = {locale: found for locale, found in read.items() if found is not None}
    helplines = _file(folder, f"{name}/help.toml", faults, partial(helpline.read, locales=locales)) or ()
    version = hashlib.sha256(repr((check, texts)).encode()).digest()[:VERSION]
    return Chapter(replace(check, version=version), texts, helplines, _prompts(folder, name, locales, faults))


def _prompts(folder: Folder, name: str, locales: tuple[str, ...], faults: list[Fault]) -> tuple[Prompt, ...]:
    file = f"{name}/prompts.toml"
    if not folder.holds(file):
        return ()
    return _file(folder, file, faults, partial(prompt.read, locales=locales)) or ()


def _file(folder: Folder, file: str, faults: list[Fault], read: Callable[[Table, Faults], Found]) -> Found | None:
    """Give what is found in a file, or None where it can't be read, and then that is its only fault."""
    table, found = folder.read(file)
    value = None if table is None else read(table, found)
    faults += found
    return value


def _words(raw: Table, faults: Faults) -> dict[str, Text]:
    model, _ = Folder().read("words/nl.toml")
    words = read_words(model or {}, raw, faults)
    taken: dict[str, str] = {}
    for name in WORDS.values():
        where = f"button.{name}.key"
        key = "\n".join(words[where].lines) if where in words else ""
        if where in words and not (len(key) == 1 and key.isascii() and key.islower()):
            faults.add("bad_key", where)
        elif key and taken.setdefault(key, name) != name:
            faults.add("same_key", where, letter=key)
    return words
