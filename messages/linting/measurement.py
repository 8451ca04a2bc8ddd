"""Measure texts, in the unit of the channel's limit."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.advice import MOST
from bot.check import Check
from bot.views import Advice, Ask, Card, Explanation, Help, Point, Points, Reading, View
from messages import markup
from messages.linting.limits import Carrier
from messages.linting.screens import overviews
from messages.linting.texts_by_file import prompts_file
from messages.loading.loader import ParsedCheck
from messages.rendering.buttons import source
from messages.rendering.renderer import Renderer
from messages.rendering.sample_views import sample_views


@dataclass(frozen=True, slots=True)
class Measurement:
    """The measured length of a text.

    Attributes:
        file: The file, relative to the content folder.
        key: The dotted key.
        carrier: The element that contains the text.
        length: The length in that element's unit.
    """

    file: str
    key: str
    carrier: Carrier
    length: int


def measure_prompts(parsed: ParsedCheck) -> Iterator[Measurement]:
    """Measure each reminder as a paragraph and as a message."""
    file = prompts_file(parsed.check.id)
    for prompt in parsed.prompts:
        for locale, text in prompt.text.items():
            key = f"prompt.{prompt.id}.{locale}"
            yield Measurement(file, key, Carrier.PARAGRAPH, len(text.html))
            yield Measurement(file, key, Carrier.MESSAGE, _units(text.html))


def measure_check(check: Check, locale: str, renderer: Renderer) -> Iterator[Measurement]:
    """Measure the title, the buttons and the screens of a check in one language (ISO 639-1).

    Raises:
        ContentError: A template fails on the longest screens.
    """
    file = f"{check.id}/{locale}.toml"
    yield Measurement(file, "title", Carrier.TITLE, len(renderer.name))
    # Of buttons with a number in their label, only the last is measured, as it has the most digits.
    labels = {source(check, event): len(button.label) for event, button in renderer.buttons.items()}
    yield from (
        Measurement(f"{folder}/{locale}.toml", key, Carrier.BUTTON, length) for (folder, key), length in labels.items()
    )
    screens: dict[str, list[str]] = {}
    for view in _longest(check, renderer):
        screens.setdefault(screen_key(view), []).append(renderer.render(view).html)
    screens[screen_key(Help())] = [*renderer.help]
    for key, shown in screens.items():
        yield Measurement(file, key, Carrier.MESSAGE, max(map(_units, shown)))
        paragraphs = [len(paragraph) for html in shown for paragraph in html.split("\n\n")]
        yield Measurement(file, key, Carrier.PARAGRAPH, max(paragraphs))


def _units(html: str) -> int:
    return len(markup.plain(html).encode("utf-16-le")) // 2


def _longest(check: Check, renderer: Renderer) -> Iterator[View]:
    """Yield every sample view, the longest overview, and screens of advice at least as long as the longest."""
    yield from sample_views(check)
    yield from overviews(check, lambda view: len(renderer.render(view).html))
    points: dict[str, Point] = {}
    for part, html in renderer.parts.items():
        if isinstance(part, Point) and len(html) >= len(renderer.parts[points.get(part.source, part)]):
            points[part.source] = part
    longest_first = sorted(points.values(), key=lambda point: len(renderer.parts[point]), reverse=True)
    first = (*(point for point in longest_first if point.urgent), *longest_first[:MOST])
    ends = {view.guidance for view in sample_views(check) if isinstance(view, Advice) and view.guidance}
    yield from (Advice(first, guidance) for guidance in ends)
    yield Points(tuple(point for point in longest_first if not point.urgent))


def screen_key(view: View) -> str:
    """Return the dotted key for this screen in a fault."""
    match view:
        case Ask(question=question):
            return f"question.{question}"
        case Explanation(str(question)):
            return f"question.{question}.why"
        case Card(card) | Reading(card):
            return f"card.{card}"
        case _:
            return type(view).__name__.lower()
