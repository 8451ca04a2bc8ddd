"""What the chat platforms can carry, and which texts are over it."""

from collections.abc import Iterator, Mapping

from bot.check import Check
from bot.say import Advice, Ask, Card, Explanation, Point, Say
from bot.state import Form
from messages import markup
from messages.book import Book
from messages.button import source
from messages.fault import Fault
from messages.folder import STRUCTURE
from messages.manuscript import Chapter
from messages.rehearsal import overview, rehearsal, single

BUTTON = 75
"""Characters on a Slack button."""
TITLE = 24
"""Characters in the title of a Slack modal."""
CORNER = 24
"""Characters of the buttons at the foot of a Slack modal, which send it in or close it."""
SECTION = 3000
"""Characters of one paragraph with its markup: the text of a Slack section."""
MESSAGE = 4096
"""UTF-16 units of a whole screen without its markup: a Telegram message."""
TOAST = 200
"""Characters of a notice over a Telegram chat."""
SHORT, LONG, COMMAND = 120, 512, 256
"""Characters of what a Telegram bot says of itself, briefly and at length, and of what a command does."""
CONFIRM = 30
"""Characters of a button that Slack has pressed once more, to be sure."""
LABELS = tuple(
    f"form.{name}"
    for name in (
        "open", "new", "earlier", "later", "change", "until", "pause", "resume", "skip", "ring", "sure", "list",
        "weekly", "every", "off",
    )
)  # fmt: skip
"""The words that stand on Slack's buttons and in what can be chosen there."""
STATE = 23
"""Bytes of a state and event that, sealed, take the 60 characters there are in a button; Telegram allows 64."""


def faults(check: Check, locale: str, title: str, book: Book) -> Iterator[Fault]:
    """Whatever of one check in one language is too long for some channel; `title`: of the check, plain text."""
    size, file = Form(check).size, f"{check.id}/{locale}.toml"
    if size > STATE:
        yield Fault(f"{check.id}/{STRUCTURE}", "question", "too_much", {"length": size, "limit": STATE})
    if len(title) > TITLE:
        yield _fault(file, "title", len(title), TITLE, "title")
    yield from _labels(check, locale, book)
    yield from _screens(file, [(_key(say), book.render(say).html) for say in _longest(check, book)])


def words(locale: str, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Every word of the product, by dotted key, that is too long for the one place where it stands."""
    corner = dict.fromkeys(("button.finished.label", "modal.close", "form.save"), CORNER)
    narrow = {**corner, **dict.fromkeys(LABELS, BUTTON), **dict.fromkeys(("form.delete", "form.keep"), CONFIRM)}
    narrow |= {"reminder.title": TITLE, **dict.fromkeys(("chat.elsewhere", "chat.fault", "reminder.unsure"), TOAST)}
    narrow |= {"about.short": SHORT, "about.long": LONG}
    for key, text in texts.items():
        limit = COMMAND if key.startswith("command.") else narrow.get(key)
        if limit and len(markup.plain(text)) > limit:
            carrier = "corner" if key in corner else "around"
            yield _fault(f"words/{locale}.toml", key, len(markup.plain(text)), limit, carrier)


def prompts(chapter: Chapter) -> Iterator[Fault]:
    """Every reminder, in any language, that is too long to send."""
    for prompt in chapter.prompts:
        for locale, text in prompt.text.items():
            if len(text.html) > SECTION:
                key = f"prompt.{prompt.id}.{locale}"
                yield _fault(f"{chapter.check.id}/prompts.toml", key, len(text.html), SECTION, "section")


def _labels(check: Check, locale: str, book: Book) -> Iterator[Fault]:
    # Of the buttons with a number in their label, the last one counts: it has the most digits.
    lengths = {source(check, event): len(button.label) for event, button in book.buttons.items()}
    for (folder, key), length in lengths.items():
        if length > BUTTON:
            yield _fault(f"{folder}/{locale}.toml", key, length, BUTTON, "button")


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
    """Give what can be said, the overview at its longest, and an advice at least as long as the longest."""
    yield from rehearsal(check)
    longest = [0] * len(check.questions)
    most = dict.fromkeys(range(len(longest)), 0)
    for index, answers in single(check, tuple(longest)):
        length = len(book.render(overview(check, answers, None)).html)
        if length > most[index]:
            most[index], longest[index] = length, answers[index]
    yield from (overview(check, answers, index) for index, answers in single(check, longest))
    points: dict[str, Point] = {}
    for part, html in book.parts.items():
        if isinstance(part, Point) and len(html) >= len(book.parts[points.get(part.source, part)]):
            points[part.source] = part
    yield Advice(tuple(points[name] for name in check.order if name in points))


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
