"""All content files as their authors wrote them, read once, with every fault of form."""

import hashlib
from dataclasses import dataclass, replace

from bot.check import Check
from messages import helpline, prompt, structure
from messages.button import WORDS
from messages.fault import Fault, Faults
from messages.folder import STRUCTURE, Folder, Table
from messages.helpline import Helpline
from messages.prompt import Prompt
from messages.text import Text, read_check, read_words

VERSION = 4
"""Bytes of a check's version: enough that other content never passes for this."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One check; it may have no prompts. `texts`: per language (ISO 639-1) and dotted key, with its glossary."""

    check: Check
    texts: dict[str, dict[str, Text]]
    helplines: tuple[Helpline, ...]
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Every check, and the product's own words per language. With faults, what is faulty is left out."""

    chapters: tuple[Chapter, ...]
    words: dict[str, dict[str, Text]]
    faults: tuple[Fault, ...]


def read(folder: Folder, *, concepts: bool) -> Manuscript:
    """Read every content file there is. `concepts`: with the cards that are still a concept."""
    faults: list[Fault] = []
    chapters = tuple(_chapter(folder, name, faults, concepts=concepts) for name in folder.checks())
    locales = dict.fromkeys(locale for chapter in chapters for locale in chapter.texts)
    words = {locale: _words(folder, locale, faults) for locale in locales}
    return Manuscript(chapters, words, tuple(faults))


def _chapter(folder: Folder, name: str, faults: list[Fault], *, concepts: bool) -> Chapter:
    raw, found = folder.read(f"{name}/{STRUCTURE}")
    check = structure.read(name, raw, found, concepts=concepts)
    faults += found
    texts, tables = _texts(folder, check, raw, faults)
    table, found = folder.read(f"{name}/help.toml")
    helplines = helpline.read(table, tuple(texts), found)
    faults += found
    prompts = _prompts(folder, name, tuple(texts), faults)
    version = hashlib.sha256(repr((check, raw, tables)).encode()).digest()[:VERSION]
    return Chapter(replace(check, version=version), texts, helplines, prompts)


def _texts(
    folder: Folder, check: Check, raw: Table, faults: list[Fault]
) -> tuple[dict[str, dict[str, Text]], list[Table]]:
    whole = structure.read(check.id, raw, Faults(""), concepts=True)
    hidden = tuple(card.id for card in whole.cards if card not in check.cards)
    texts: dict[str, dict[str, Text]] = {}
    tables: list[Table] = []
    for locale in folder.locales(check.id):
        table, found = folder.read(f"{check.id}/{locale}.toml")
        texts[locale] = read_check(check, hidden, table, found)
        faults += found
        tables.append(table)
    if not texts:
        faults.append(Fault(f"{check.id}/{STRUCTURE}", "", "no_language"))
    return texts, tables


def _prompts(folder: Folder, name: str, locales: tuple[str, ...], faults: list[Fault]) -> tuple[Prompt, ...]:
    if not folder.holds(f"{name}/prompts.toml"):
        return ()
    table, found = folder.read(f"{name}/prompts.toml")
    prompts = prompt.read(table, locales, found)
    faults += found
    return prompts


def _words(folder: Folder, locale: str, faults: list[Fault]) -> dict[str, Text]:
    model, _ = Folder().read("words/nl.toml")
    raw, found = folder.read(f"words/{locale}.toml")
    words = read_words(model, raw, found)
    taken: dict[str, str] = {}
    for name in WORDS.values():
        where = f"button.{name}.key"
        key = "\n".join(words[where].lines) if where in words else ""
        if not (len(key) == 1 and key.isascii() and key.islower()):
            found.add("bad_key", where)
        elif taken.setdefault(key, name) != name:
            found.add("same_key", where, letter=key)
    faults += found
    return words
