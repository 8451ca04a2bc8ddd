"""Every screen that a check can show, and how much is on it: words, and lines of text."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.catalogue import foreseeable
from bot.check import Check
from bot.views import Ask, Chosen, Help, Overview, View
from messages import markup
from messages.linting.longest_advice import longest
from messages.linting.readability import WORD
from messages.rendering.renderer import RenderedView, Renderer
from messages.rendering.sample_views import overview, single


def words(html: str) -> int:
    """Return the number of words in HTML from a template."""
    return len(WORD.findall(markup.plain(html)))


def lines(html: str, columns: int) -> int:
    """Return the number of lines of HTML from a template, with at most so many characters in each."""
    return sum(len(textwrap.wrap(line, columns) or [""]) for line in markup.plain(html).split("\n"))


def screens(check: Check, renderer: Renderer) -> Iterator[tuple[View, RenderedView]]:
    """Yield every screen of this check; of overviews, advice and help those with the most words there can be.

    Raises:
        ContentError: If a template fails on the longest ones.
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
        length: Returns the length of an overview, in any unit.
    """
    answers = [0] * len(check.questions)
    most = dict.fromkeys(range(len(answers)), -1)
    for index, changed in single(check, tuple(answers)):
        found = length(overview(check, changed, None))
        if found > most[index]:
            most[index], answers[index] = found, changed[index]
    yield from (overview(check, changed, index) for index, changed in single(check, answers))


def longest_path(check: Check, renderer: Renderer) -> int:
    """Return the most words that the screens of all questions have together, from the first to the last.

    Above a question is the guidance for the answer before it, and for no other. So the most words of each together are
    the most of all together, and there is a path that has them: its answers are those whose guidance is longest.
    """
    before: tuple[Chosen | None, ...] = (None,)
    total = 0
    for number, asked in enumerate(check.questions, 1):
        shown = (Ask(asked.id, number, guidance, None, complete=False) for guidance in before)
        total += max(words(renderer.render(view).html) for view in shown)
        before = tuple(Chosen(asked.id, option.id) for option in asked.options)
    return total


def most_cards(check: Check) -> int:
    """Return the most cards that answers of one path call for."""
    return sum(any(option.card for option in asked.options) for asked in check.questions)
