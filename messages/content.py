"""Everything there is to say: each check, and its book in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.check import Check
from messages import capacity, manuscript, markup
from messages.book import Book, Templates
from messages.button import buttons
from messages.fault import ContentError, Fault
from messages.folder import STRUCTURE, Folder
from messages.manuscript import Chapter, Manuscript
from messages.organisation import Organisation
from messages.prompt import Prompt
from messages.text import MELDPUNT, nest


@dataclass(frozen=True, slots=True)
class Content:
    """What the organisation's people can talk about.

    `books`: per check id and language; `words`: per language; `prompts`: per check id, none for some.
    """

    checks: Mapping[str, Check]
    books: Mapping[tuple[str, str], Book]
    words: Mapping[str, Mapping[str, Markup]]
    prompts: Mapping[str, tuple[Prompt, ...]]

    def book(self, check: str, locale: str) -> Book:
        """Give the book of a check in this language, or in its first one where it has none in this."""
        first = next(book for (id_, _), book in self.books.items() if id_ == check)
        return self.books.get((check, locale), first)


def load(organisation: Organisation) -> Content:
    """Read all content. Raises `ContentError` with every fault that stands in the way of using it."""
    folder = Folder(organisation.folder)
    content, faults = bind(manuscript.read(folder, concepts=organisation.concepts), folder, organisation)
    if faults:
        raise ContentError(faults)
    return content


def bind(read: Manuscript, folder: Folder, organisation: Organisation) -> tuple[Content, tuple[Fault, ...]]:
    """Make books of what is whole in a manuscript; give them with all faults, the manuscript's own first."""
    words = {locale: {key: text.html for key, text in texts.items()} for locale, texts in read.words.items()}
    templates, broken = Templates(folder), {fault.file for fault in read.faults}
    books: dict[tuple[str, str], Book] = {}
    faults = [*read.faults, *(fault for locale, texts in words.items() for fault in capacity.words(locale, texts))]
    for chapter in read.chapters:
        faults += capacity.prompts(chapter)
        for locale in chapter.texts:
            if broken & _sources(chapter, locale):
                continue
            texts = _filled(chapter, locale, words[locale], organisation)
            shown = buttons(chapter.check, texts, words[locale])
            try:
                book = Book(
                    chapter.check, templates, _values(chapter, locale, texts, words[locale], organisation), shown
                )
                faults += capacity.faults(chapter.check, locale, markup.plain(texts["title"]), book)
            except ContentError as error:
                faults += error.faults
                continue
            books[chapter.check.id, locale] = book
    checks = {chapter.check.id: chapter.check for chapter in read.chapters}
    prompts = {chapter.check.id: chapter.prompts for chapter in read.chapters}
    return Content(checks, books, words, prompts), tuple(faults)


def _sources(chapter: Chapter, locale: str) -> set[str]:
    own = {f"{chapter.check.id}/{file}" for file in (STRUCTURE, "help.toml", f"{locale}.toml")}
    return own | {f"words/{locale}.toml"}


def _filled(
    chapter: Chapter, locale: str, words: Mapping[str, Markup], organisation: Organisation
) -> dict[str, Markup]:
    meldpunt = _meldpunt(words, organisation)
    return {key: text.html.replace(MELDPUNT, meldpunt) for key, text in chapter.texts[locale].items()}


def _meldpunt(words: Mapping[str, Markup], organisation: Organisation) -> Markup:
    known = "known" if organisation.meldpunt else "unknown"
    return words[f"meldpunt.{known}"].format(meldpunt=organisation.meldpunt)


def _time(words: Mapping[str, Markup], minutes: float) -> Markup:
    number = "one" if minutes == 1 else "many"
    return words[f"minutes.{number}"].format(minutes=f"{minutes:g}")


def _values(
    chapter: Chapter,
    locale: str,
    texts: Mapping[str, Markup],
    words: Mapping[str, Markup],
    organisation: Organisation,
) -> dict[str, object]:
    check = chapter.check
    return {
        **nest(texts),
        "glossary": {key.removeprefix("glossary."): html for key, html in texts.items() if key.startswith("glossary.")},
        "words": nest(words),
        "number": {question.id: number for number, question in enumerate(check.questions, start=1)},
        "shows": {question.id: question.shows for question in check.questions},
        "closing": check.closing,
        "concepts": {card.id for card in check.cards if card.concept},
        "help": [
            {
                "name": line.name[locale].html,
                "call": line.call,
                "checked": line.checked.strftime(words["help.date"]) if line.checked else "",
            }
            for line in chapter.helplines
        ],
        "meldpunt": _meldpunt(words, organisation),
        "time": _time(words, organisation.minutes),
    }
