"""The labels of a check's buttons in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.check import Check
from bot.events import GLOSSARY, Answered, Continued, Event, Opened, Reopened, Started, possible
from messages import markup
from messages.loading.button_names import button_name


@dataclass(frozen=True, slots=True)
class ButtonLabel:
    """The label of a button, and its key.

    Attributes:
        key: The letter to type; empty for a numbered button.
        label: The label, as plain text.
        number: The number of its event among all the check's events.
    """

    key: str
    label: str
    number: int


def buttons(check: Check, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> dict[Event, ButtonLabel]:
    """Return every button that a screen of this check can have; the glossary's only if there is a glossary."""
    explains = any(key.startswith("glossary.") for key in texts)
    found = {event: _button(check, event, number, texts, words) for number, event in enumerate(possible(check))}
    return {event: button for event, button in found.items() if explains or event != Opened(GLOSSARY)}


def source(check: Check, event: Event) -> tuple[str, str]:
    """Return where the label of this event's button is defined.

    Returns:
        The folder, which is `words` or the check's, and the dotted key.
    """
    match event:
        case Answered(number, option):
            question = check.questions[number]
            return check.id, f"question.{question.id}.label.{question.options[option].id}"
        case Opened(card) if not button_name(event):
            return check.id, f"card.{card}.title"
        case Reopened():
            return "words", "overview.change"
        case Started():
            return "words", "start.label"
        case _:
            return "words", f"button.{button_name(event)}.label"


def _button(
    check: Check, event: Event, number: int, texts: Mapping[str, Markup], words: Mapping[str, Markup]
) -> ButtonLabel:
    name = button_name(event)
    key = str(words[f"button.{name}.key"]) if name else ""
    return ButtonLabel(key, markup.plain(_label(check, event, texts, words)), number)


def _label(check: Check, event: Event, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> str:
    folder, key = source(check, event)
    match event:
        case Reopened(number) | Continued(number):
            return words[key].format(number=number + 1)
        case Started():
            return words[key].format(title=texts["title"])
        case _:
            return texts[key] if folder == check.id else words[key]
