"""Enumerate every view that a check can show, and every part of one."""

from collections.abc import Iterator

from bot.check import Attention, Check
from bot.events import Concluded, Continued, Reviewed
from bot.paths import ahead, following
from bot.views import (
    Ask,
    Card,
    Chosen,
    Expired,
    Explanation,
    Glossary,
    Gone,
    Help,
    Point,
    Privacy,
    Reading,
    View,
    ViewPart,
    Welcome,
)


def foreseeable(check: Check) -> tuple[View, ...]:
    """Return every view of this check that depends on at most two answers: all except overview, advice and points.

    These are exactly the views that can be reached by the buttons of other views.
    """
    total = len(check.questions)
    return (
        *(Welcome(), Help(), Privacy(), Glossary(), Gone(finished=True), Gone(finished=False), Expired()),
        *(Card(card.id) for card in check.cards),
        *(Explanation(None, guidance) for guidance in (None, *_chosen(check))),
        *(view for index in range(total) for view in _explanations(check, index)),
        *dict.fromkeys(_readings(check)),
        *(view for index in range(total) for view in _asks(check, index)),
    )


def parts(check: Check) -> tuple[ViewPart, ...]:
    """Return every part that a view of this check can contain."""
    options = [(question.id, option) for question in check.questions for option in question.options]
    return (
        *_chosen(check),
        *(
            Point(question, option.id, option.attention is Attention.URGENT)
            for question, option in options
            if option.attention
        ),
        *(Point(rule.id, None, rule.urgent) for rule in check.rules),
    )


def _chosen(check: Check) -> Iterator[Chosen]:
    yield from (Chosen(asked.id, option.id) for asked in check.questions for option in asked.options)


def _before(check: Check, index: int) -> Iterator[tuple[int, int]]:
    """Yield each answer, as the indexes of question and option, after which this question can be the first open one."""
    reached = ahead(check)
    for question, asked in enumerate(check.questions[:index]):
        for option in range(len(asked.options)):
            if index in reached[following(check, question, option)]:
                yield question, option


def _explanations(check: Check, index: int) -> Iterator[Explanation]:
    asked = check.questions[index].id
    yield Explanation(asked, None)
    yield from (Explanation(asked, Chosen.of(check, *given)) for given in _before(check, index))


def _readings(check: Check) -> Iterator[Reading]:
    """Yield each card that an answer triggers, with each possible next view; for a changed answer, the overview."""
    reached, total = ahead(check), len(check.questions)
    for question, asked in enumerate(check.questions):
        for number, option in enumerate(asked.options):
            if not option.card:
                continue
            after = following(check, question, number)
            yield from (Reading(option.card, Continued(index)) for index in sorted(reached[after]))
            yield from (Reading(option.card, Concluded()) for _ in range(after == total))
            yield Reading(option.card, Reviewed())


def _asks(check: Check, index: int) -> Iterator[Ask]:
    """Yield a question with the guidance for each possible previous answer, and as it is asked again."""
    asked, number, total = check.questions[index], index + 1, len(check.questions)
    going_on = [each.id for option, each in enumerate(asked.options) if following(check, index, option) < total]
    if index == 0:
        yield Ask(asked.id, number, None, None, complete=False)
    for question, option in _before(check, index):
        led, above = following(check, question, option) == index, Chosen.of(check, question, option)
        called = check.questions[question].options[option].card is not None
        chosen = (None, *(going_on if led and called else ()))  # going back passes the card, and continues from it
        skips = led and question + 1 < index
        yield from (Ask(asked.id, number, above, each, complete=False, skips=skips) for each in chosen)
    yield from (Ask(asked.id, number, None, each, complete=False) for each in going_on)
    yield from (Ask(asked.id, number, None, each.id, complete=True) for each in asked.options)
