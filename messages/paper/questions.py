"""Print the questions of a check: a chapter for each, with an item for the question and one per answer."""

from collections.abc import Iterator

from bot.check import Attention, Check, Option, Question
from messages.paper.page import Chapter, Item, Part
from messages.paper.printed_texts import PrintedTexts
from messages.paper.rules import named


def chapters(check: Check, texts: PrintedTexts) -> Iterator[Chapter]:
    """Yield a chapter for each question, with the question's number."""
    for number, question in enumerate(check.questions, start=1):
        title = texts.words["paper.chapter.question"].format(number=number)
        answers = (
            _answer(f"{number}.{place}", question, option, texts, _onward(check, option, texts))
            for place, option in enumerate(question.options, start=1)
        )
        asked = Item(str(number), texts.title(f"question.{question.id}.ask"), (*_question(question, texts),))
        yield Chapter(title, (), (asked, *answers))


def _question(question: Question, texts: PrintedTexts) -> Iterator[Part]:
    for name in ("hint", "topic", "why"):
        yield from texts.part(name, f"question.{question.id}.{name}")
    if question.offers:
        yield texts.told("offers", *(texts.inline(f"card.{card}.title") for card in question.offers))


def _answer(number: str, question: Question, option: Option, texts: PrintedTexts, onward: tuple[Part, ...]) -> Item:
    label = texts.title(f"question.{question.id}.label.{option.id}")
    return Item(number, label, (*_called_for(question, option, texts), *onward))


def _onward(check: Check, option: Option, texts: PrintedTexts) -> tuple[Part, ...]:
    """Return where an answer leads, unless it leads to the next question."""
    if option.next is None:
        return ()
    if option.next == len(check.questions):
        return (texts.told("leads", texts.words["paper.to_advice"]),)
    return (texts.told("leads", named(option.next + 1, check.questions[option.next], texts)),)


def _called_for(question: Question, option: Option, texts: PrintedTexts) -> Iterator[Part]:
    for name in ("guidance", "more"):
        yield from texts.part(name, f"question.{question.id}.{name}.{option.id}")
    if option.card:
        yield texts.told("shows", texts.inline(f"card.{option.card}.title"))
    name = "urgent" if option.attention is Attention.URGENT else "point"
    point = texts.part(name, f"point.{question.id}.{option.id}") if option.attention else ()
    yield from point or (texts.told("point", texts.words["paper.no_point"]),)
