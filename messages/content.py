"""Everything there is to say: each check, and its book in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.check import Check
from messages import capacity, manuscript
from messages.book import Book, Templates
from messages.button import buttons
from messages.fault import ContentError, Fault
from messages.folder import Folder
from messages.manuscript import Chapter, Manuscript
from messages.organisation import Organisation
from messages.text import MELDPUNT, nest


@dataclass(frozen=True, slots=True)
class Content:
    """What the organisation's people can talk about. `books`: per check id and language; `words`: per language."""

    checks: Mapping[str, Check]
    books: Mapping[tuple[str, str], Book]
    words: Mapping[str, Mapping[str, Markup]]

    def book(self, check: str, locale: str) -> Book:
        """Give the book of a check in this language, or in its first one where it has none in this."""
        first = next(book for (id_, _), book in self.books.items() if id_ == check)
        return self.books.get((check, locale), first)


def load(organisation: Organisation) -> Content:
    """Read all content. Raises `ContentError` with every fault that stands in the way of using it."""
    folder = Folder(organisation.folder)
    read = manuscript.read(folder, concepts=organisation.concepts)
    if read.faults:
        raise ContentError(read.faults)
    return bind(read, folder, organisation)


def bind(read: Manuscript, folder: Folder, organisation: Organisation) -> Content:
    """Make books of a manuscript without faults. Raises `ContentError` for what shows only then."""
    words = {locale: {key: text.html for key, text in texts.items()} for locale, texts in read.words.items()}
    templates = Templates(folder)
    books: dict[tuple[str, str], Book] = {}
    faults: list[Fault] = []
    for chapter in read.chapters:
        for locale in chapter.texts:
            book = _book(chapter, locale, words[locale], templates, organisation)
            books[chapter.check.id, locale] = book
            faults += capacity.faults(chapter, locale, book)
    if faults:
        raise ContentError(tuple(faults))
    return Content({chapter.check.id: chapter.check for chapter in read.chapters}, books, words)


def _book(
    chapter: Chapter, locale: str, words: Mapping[str, Markup], templates: Templates, organisation: Organisation
) -> Book:
    check = chapter.check
    known = "known" if organisation.meldpunt else "unknown"
    meldpunt = words[f"meldpunt.{known}"].format(meldpunt=organisation.meldpunt)
    texts = {key: text.html.replace(MELDPUNT, meldpunt) for key, text in chapter.texts[locale].items()}
    nested = nest(texts)
    values: dict[str, object] = {
        **nested,
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
        "meldpunt": meldpunt,
        "minutes": f"{organisation.minutes:g}",
    }
    return Book(check, templates, values, buttons(check, texts, words))
