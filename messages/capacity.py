"""What the chat platforms can carry, and which texts are over it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.check import Check
from bot.say import Advice, Ask, Card, Chosen, Explanation, Overview, Point, Say, foreseeable, parts
from bot.state import Form
from messages import markup
from messages.book import Book
from messages.fault import Fault
from messages.folder import STRUCTURE
from messages.manuscript import Chapter

BUTTON = 75
"""Characters on a Slack button."""
TITLE = 24
"""Characters in the title of a Slack modal."""
SECTION = 3000
"""Characters of one paragraph with its markup: the text of a Slack section."""
MESSAGE = 4096
"""UTF-16 units of a whole screen without its markup: a Telegram message."""
STATE = 23
"""Bytes of a state and event that, sealed, take the 60 characters there are in a button; Telegram allows 64."""


def faults(chapter: Chapter, locale: str, book: Book) -> Iterator[Fault]:
    """Every text of one check in one language that is too long for some channel."""
    check, file = chapter.check, f"{chapter.check.id}/{locale}.toml"
    size = Form(check).size
    if size > STATE:
        yield replace(_fault(f"{check.id}/{STRUCTURE}", "question", size, STATE, "payload"), kind="too_much")
    for key, text in chapter.texts[locale].items():
        limit, carrier = (TITLE, "title") if key == "title" else (BUTTON, "button")
        length = len(markup.plain(text.html))
        if length > limit and (key == "title" or key.endswith(".title") or ".label." in key):
            yield _fault(file, key, length, limit, carrier)
    yield from _screens(file, [(_key(say), book.render(say).html) for say in _longest(check, book)])


def _screens(file: str, screens: list[tuple[str, str]]) -> Iterator[Fault]:
    for key in dict.fromkeys(key for key, _ in screens):
        shown = [html for at, html in screens if at == key]
        whole = max(len(markup.plain(html).encode("utf-16-le")) // 2 for html in shown)
        piece = max(len(paragraph) for html in shown for paragraph in html.split("\n\n"))
        if whole > MESSAGE:
            yield _fault(file, key, whole, MESSAGE, "message")
        if piece > SECTION:
            yield _fault(file, key, piece, SECTION, "section")


def _longest(check: Check, book: Book) -> Iterator[Say]:
    """Give what can be said, with the longest overview, and an advice at least as long as the longest."""
    yield from foreseeable(check)
    chosen = [part for part in parts(check) if isinstance(part, Chosen)]
    pointed = [part for part in parts(check) if isinstance(part, Point)]

    def length(say: Say) -> int:
        return len(book.render(say).html)

    answers = [
        max((part for part in chosen if part.question == asked.id), key=lambda part: length(Overview((part,), None)))
        for asked in check.questions
    ]
    points = [
        max((part for part in pointed if part.source == source), key=lambda part: length(Advice((part,))))
        for source in dict.fromkeys(part.source for part in pointed)
    ]
    yield from (Overview(tuple(answers), part) for part in chosen)
    yield Advice(())
    yield Advice(tuple(points))


def _key(say: Say) -> str:
    match say:
        case Ask(question=question):
            return f"question.{question}"
        case Explanation(str(question)):
            return f"question.{question}.why"
        case Card(card):
            return f"card.{card}"
        case _:
            return type(say).__name__.lower()


def _fault(file: str, key: str, length: int, limit: int, carrier: str) -> Fault:
    return Fault(file, key, "too_long", {"length": length, "limit": limit, "carrier": carrier})
