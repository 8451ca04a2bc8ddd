"""Every fault of the content at once: of form, of plain language, and of what has grown old."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.check import Check
from messages import manuscript, markup, plain
from messages.book import Book, template
from messages.content import Content, bind
from messages.fault import Fault
from messages.folder import Folder
from messages.helpline import LONGEST
from messages.manuscript import Chapter, Manuscript
from messages.organisation import Organisation
from messages.rehearsal import rehearsal
from messages.text import Text


def review(organisation: Organisation, today: date) -> tuple[Fault, ...]:
    """Read everything as an author's colleague would. `today`: to tell what has not been looked up for too long."""
    folder = Folder(organisation.folder)
    read = manuscript.read(folder, concepts=True)
    content, faults = bind(read, folder, organisation)
    strays = (Fault(name, "", "stray") for name in folder.strays())
    return (*strays, *faults, *_parity(read, folder), *_age(read, today), *_language(read, content, folder))


def _parity(read: Manuscript, folder: Folder) -> Iterator[Fault]:
    """Tell each language that the product speaks and a check does not; it can be held without."""
    for chapter in read.chapters:
        spoken = folder.locales(chapter.check.id)
        for locale in folder.locales("words"):
            if spoken and locale not in spoken:
                yield Fault(f"{chapter.check.id}/{locale}.toml", "", "untranslated", {"instead": spoken[0]})


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


def _language(read: Manuscript, content: Content, folder: Folder) -> Iterator[Fault]:
    for locale, words in read.words.items():
        limits, faults = plain.read(folder, locale)
        yield from faults
        if not limits:
            continue
        yield from plain.faults(f"words/{locale}.toml", words.items(), limits, frozenset())
        for chapter in read.chapters:
            yield from _chapter(chapter, locale, limits)
            if (chapter.check.id, locale) in content.books:
                texts = (*words.values(), *chapter.texts[locale].values())
                yield from _screens(chapter.check, content.books[chapter.check.id, locale], texts, limits)


def _chapter(chapter: Chapter, locale: str, limits: plain.Plain) -> Iterator[Fault]:
    texts = chapter.texts.get(locale, {})
    known = frozenset(key.removeprefix("glossary.").casefold() for key in texts if key.startswith("glossary."))
    lines, prompts = chapter.helplines, chapter.prompts
    names = [(f"number.{line.id}.{locale}", line.name[locale]) for line in lines if locale in line.name]
    reminders = [(f"prompt.{prompt.id}.{locale}", prompt.text[locale]) for prompt in prompts if locale in prompt.text]
    never = replace(limits, banned=(*limits.banned, *limits.banned_in_prompts))
    check = chapter.check.id
    yield from plain.faults(f"{check}/{locale}.toml", texts.items(), limits, known)
    yield from plain.faults(f"{check}/help.toml", names, limits, known)
    yield from plain.faults(f"{check}/prompts.toml", reminders, never, known)


def _screens(check: Check, book: Book, texts: tuple[Text, ...], limits: plain.Plain) -> Iterator[Fault]:
    """Tell each banned phrase on a screen that stands in no text, so that a template must have written it."""
    told = {phrase for text in texts for phrase in plain.banned(markup.plain(text.html), limits)}
    shown = ((say, book.render(say).html) for say in rehearsal(check))
    for say, html in (*book.parts.items(), *shown):
        for phrase in plain.banned(markup.plain(html), limits):
            if phrase not in told:
                told.add(phrase)
                yield Fault(f"templates/{template(say)}", "", "banned", {"phrase": phrase})
