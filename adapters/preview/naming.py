"""Name screens and presses on the pages of the preview."""

from collections.abc import Iterator, Mapping

from bot.check import Check
from bot.events import Answered, Continued, Event, Opened
from bot.views import Advice, Ask, Card, Chosen, Explanation, Gone, Overview, Point, Points, Reading, View
from messages.rendering.renderer import Renderer

Words = Mapping[str, str]
"""The preview's own texts in one language, by dotted key."""


class Naming:
    """Names the screens of one check in one language."""

    def __init__(self, check: Check, renderer: Renderer, asks: Mapping[str, str], words: Words) -> None:
        """Configure it.

        Args:
            check: The check.
            renderer: Its renderer, for the labels of its buttons.
            asks: The questions as plain text, by id.
            words: The preview's own texts.
        """
        self._check, self._renderer, self._asks, self._words = check, renderer, asks, words
        self._numbers = {asked.id: number for number, asked in enumerate(check.questions, start=1)}

    def screen(self, view: View) -> str:
        """Return the name of a screen."""
        match view:
            case Ask(question=question):
                return self.question(question)
            case Explanation(str(question)):
                return self._words["screen.explanation_question"].format(number=self._numbers[question])
            case Card(card) | Reading(card):
                return self._words["screen.card"].format(title=self._label(Opened(card)))
            case Gone(finished):
                return self._words["screen.finished" if finished else "screen.stopped"]
            case _:
                return self._words[f"screen.{type(view).__name__.lower()}"]

    def question(self, question: str) -> str:
        """Return the name of a question, with its number."""
        return self._words["screen.ask"].format(number=self._numbers[question], ask=self._asks[question])

    def detail(self, view: View) -> str:
        """Return what distinguishes a screen from others with the same name."""
        return ", ".join(self._details(view)) or (self._words["detail.first"] if isinstance(view, Ask) else "")

    def press(self, event: Event) -> str:
        """Return the name of a press: the label of the button, with the number of the question that it answers."""
        label = self._label(event)
        if isinstance(event, Answered):
            return f"{event.question + 1}. {label}"
        return label

    def _details(self, view: View) -> Iterator[str]:
        match view:
            case Ask() | Explanation() | Overview() | Advice():
                yield from self._guided(view.guidance)
            case Reading(onward=Continued(question)):
                yield self._words["detail.onward"].format(number=question + 1)
        if isinstance(view, Ask) and view.chosen:
            yield self._words["detail.chosen"].format(label=self._answer(view.question, view.chosen))
        if isinstance(view, Advice | Points) and view.points:
            yield self._words["detail.points"].format(points=", ".join(map(self._point, view.points)))
        if isinstance(view, Ask) and view.complete:
            yield self._words["detail.complete"]

    def _guided(self, guidance: Chosen | None) -> Iterator[str]:
        if guidance:
            label = self._answer(guidance.question, guidance.option)
            yield self._words["detail.guidance"].format(number=self._numbers[guidance.question], label=label)

    def _answer(self, question: str, option: str) -> str:
        index = self._numbers[question] - 1
        ids = [one.id for one in self._check.questions[index].options]
        return self._label(Answered(index, ids.index(option)))

    def _point(self, point: Point) -> str:
        """Return the name of a point of attention: the answer that triggers it, or the id of its rule."""
        if point.option is None:
            return point.source
        return f"{self._numbers[point.source]}. {self._answer(point.source, point.option)}"

    def _label(self, event: Event) -> str:
        return self._renderer.buttons[event].label
