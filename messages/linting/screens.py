"""Enumerate the screens that a check can show, and count their words and lines of text."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.catalogue import foreseeable
from bot.check import Check
from bot.paths import following, heaviest_of_each_length, through_each
from bot.views import Ask, Chosen, Help, Overview, View
from messages import markup
from messages.linting.longest_advice import longest
from messages.linting.readability import WORD
from messages.rendering.renderer import RenderedView, Renderer
from messages.rendering.sample_views import overview


def words(html: str) -> int:
    """Return the number of words in HTML from a template."""
    return len(WORD.findall(markup.plain(html)))


def lines(html: str, columns: int) -> int:
    """Return the number of lines of HTML from a template, wrapped at this many characters."""
    return sum(len(textwrap.wrap(line, columns) or [""]) for line in markup.plain(html).split("\n"))


def screens(check: Check, renderer: Renderer) -> Iterator[tuple[View, RenderedView]]:
    """Yield every screen of this check; of overviews, advice and help only those with the most words.

    Raises:
        ContentError: A template fails on the longest screens.
    """
    long = overviews(check, lambda view: words(renderer.render(view).html))
    lengths = {part: words(html) for part, html in renderer.parts.items()}
    for view in (*foreseeable(check), *long, *longest(check, lengths)):
        yield view, renderer.render(view)
    yield from ((Help(), replace(renderer.render(Help()), html=html)) for html in renderer.help)


def overviews(check: Check, length: Callable[[Overview], int]) -> Iterator[Overview]:
    """Yield the longest overview below the guidance for each answer.

    Args:
        check: The check.
        length: Returns the length of an overview, in any unit; must be additive over answers.
    """
    _, some = next(through_each(check, lambda _question, _option: 0))
    whole = overview(check, some, None)
    base = length(whole)
    lines = [  # each is measured as an addition to the overview of a complete path, which templates expect
        [length(Overview((*whole.answers, Chosen(asked.id, option.id)), None)) - base for option in asked.options]
        for asked in check.questions
    ]
    for question, answers in through_each(check, lambda question, option: lines[question][option]):
        yield overview(check, answers, question)


def longest_paths(check: Check, length: Callable[[Ask], int]) -> dict[int, int]:
    """Return the maximum total length of the questions' screens on a path, by the number of questions.

    Above each question is the guidance for the answer that led to it.

    Args:
        check: The check.
        length: Returns the length of a question, in any unit.
    """
    asked = {(view.guidance, view.question): length(view) for view in _asked(check)}

    def weight(question: int, option: int) -> int:
        after, guidance = following(check, question, option), Chosen.of(check, question, option)
        return asked[guidance, check.questions[after].id] if after < len(check.questions) else 0

    first = asked[None, check.questions[0].id]
    return {length: first + total for length, total in heaviest_of_each_length(check, weight).items()}


def _asked(check: Check) -> Iterator[Ask]:
    """Yield every question as it is shown when going forward."""
    yield from (view for view in foreseeable(check) if isinstance(view, Ask) and not (view.chosen or view.complete))


def most_cards(check: Check) -> dict[int, int]:
    """Return the maximum number of cards that follow the answers on a path, by the number of questions on it."""
    return heaviest_of_each_length(
        check, lambda question, option: check.questions[question].options[option].card is not None
    )
