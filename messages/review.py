"""Every fault of the content at once: of form, of plain language, and of what has grown old."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from messages import manuscript, plain
from messages.content import bind
from messages.fault import ContentError, Fault
from messages.folder import Folder
from messages.helpline import LONGEST
from messages.manuscript import Chapter, Manuscript
from messages.organisation import Organisation
from messages.text import Text

NONE = Text(())


def review(organisation: Organisation, today: date) -> tuple[Fault, ...]:
    """Read everything as an author's colleague would. `today`: to tell what has not been looked up for too long."""
    folder = Folder(organisation.folder)
    read = manuscript.read(folder, concepts=True)
    strays = (Fault(name, "", "stray") for name in folder.strays())
    return (*strays, *_form(read, folder, organisation), *_age(read, today), *_language(read, folder))


def _form(read: Manuscript, folder: Folder, organisation: Organisation) -> Iterator[Fault]:
    if read.faults:
        yield from read.faults
        return
    try:
        bind(read, folder, organisation)
    except ContentError as error:
        yield from error.faults


def _age(read: Manuscript, today: date) -> Iterator[Fault]:
    for chapter in read.chapters:
        for line in chapter.helplines:
            file, key = f"{chapter.check.id}/help.toml", f"number.{line.id}.checked"
            if line.checked is None:
                yield Fault(file, key, "unchecked")
            elif line.checked > today:
                yield Fault(file, key, "future", {"date": line.checked})
            elif today - line.checked > LONGEST:
                yield Fault(file, key, "outdated", {"date": line.checked})


def _language(read: Manuscript, folder: Folder) -> Iterator[Fault]:
    for locale, words in read.words.items():
        limits, faults = plain.read(folder, locale)
        yield from faults
        if faults:
            continue
        yield from plain.faults(f"words/{locale}.toml", words, limits, frozenset())
        for chapter in read.chapters:
            yield from _chapter(chapter, locale, limits)


def _chapter(chapter: Chapter, locale: str, limits: plain.Plain) -> Iterator[Fault]:
    texts = chapter.texts.get(locale, {})
    known = frozenset(key.removeprefix("glossary.").casefold() for key in texts if key.startswith("glossary."))
    names = {f"number.{line.id}.{locale}": line.name.get(locale, NONE) for line in chapter.helplines}
    prompts = {f"prompt.{prompt.id}.{locale}": prompt.text.get(locale, NONE) for prompt in chapter.prompts}
    never = replace(limits, banned=(*limits.banned, *limits.banned_in_prompts))
    check = chapter.check.id
    yield from plain.faults(f"{check}/{locale}.toml", texts, limits, known)
    yield from plain.faults(f"{check}/help.toml", names, limits, known)
    yield from plain.faults(f"{check}/prompts.toml", prompts, never, known)
