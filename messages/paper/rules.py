"""Describe in words when a rule holds and what its effect is."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from bot.check import Check, Question, Requirement, Rule
from messages import calendar
from messages.paper.printed_texts import PrintedTexts

_BELOW = Markup(",<br>")


def in_words(check: Check, rule: Rule, texts: PrintedTexts) -> tuple[Markup, ...]:
    """Describe when a rule of this check holds, which point it raises, and which questions raise none then."""
    words = texts.words
    first, *others = (_together(check, row, texts) for row in rule.when)
    when = [words["paper.rule.if"].format(when=first), *(words["paper.rule.or_if"].format(when=row) for row in others)]
    then = words["paper.rule.urgent" if rule.urgent else "paper.rule.then"].format(
        point=texts.inline(f"point.{rule.id}")
    )
    holds = (_BELOW if others else Markup(", ")).join([*when, then])
    if not rule.covers:
        return (holds,)
    places = {question.id: number for number, question in enumerate(check.questions, start=1)}
    covered = calendar.listed(words, (escape(places[question]) for question in rule.covers))
    return holds, words["paper.rule.covers"].format(questions=covered)


def named(number: int, question: Question, texts: PrintedTexts) -> Markup:
    """Return a reference to a question for use in a sentence: its number, and its topic or else its text."""
    topic = f"question.{question.id}.topic"
    about = texts.inline(topic if texts.has(topic) else f"question.{question.id}.ask")
    return texts.words["paper.rule.question"].format(number=number, topic=about)


def _together(check: Check, row: Sequence[Requirement], texts: PrintedTexts) -> Markup:
    return texts.words["paper.rule.and"].join(_need(check, need, texts) for need in row)


def _need(check: Check, need: Requirement, texts: PrintedTexts) -> Markup:
    question = check.questions[need.question]
    labels = (f"question.{question.id}.label.{question.options[option].id}" for option in need.options)
    answers = _quoted(texts.inline(label) for label in labels)
    chosen = calendar.listed(texts.words, answers, "paper.rule.or")
    return texts.words["paper.rule.need"].format(question=named(need.question + 1, question, texts), answers=chosen)


def _quoted(texts: Iterable[Markup]) -> Iterable[Markup]:
    return (Markup("‘{}’").format(text) for text in texts)
