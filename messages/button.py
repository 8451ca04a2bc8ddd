"""What stands on each button of a check, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.check import Check
from bot.event import (
    GLOSSARY,
    HELP,
    PRIVACY,
    WHY,
    Answered,
    Began,
    Concluded,
    Event,
    Finished,
    Opened,
    Reopened,
    Resumed,
    Reviewed,
    Started,
    Stopped,
    WentBack,
    possible,
)
from messages import markup

WORDS: Mapping[Event, str] = {
    Began(): "began",
    Resumed(): "resumed",
    WentBack(): "went_back",
    Reviewed(): "reviewed",
    Concluded(): "concluded",
    Stopped(): "stopped",
    Finished(): "finished",
    Opened(WHY): "opened_why",
    Opened(HELP): "opened_help",
    Opened(PRIVACY): "opened_privacy",
    Opened(GLOSSARY): "opened_glossary",
}
"""Buttons with a letter of their own, by their name under [button] in the words. All others are numbered."""


@dataclass(frozen=True, slots=True)
class Button:
    """`key`: the letter to type for it, or empty for a number; `label`: plain text."""

    key: str
    label: str


def buttons(check: Check, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> dict[Event, Button]:
    """Every button that any screen of this check can have; a check that explains no words has none for them."""
    explains = any(key.startswith("glossary.") for key in texts)
    events = (event for event in possible(check) if explains or event != Opened(GLOSSARY))
    return {event: _button(check, event, texts, words) for event in events}


def source(check: Check, event: Event) -> tuple[str, str]:
    """Where the label of this event's button stands: the folder, `words` or the check's own, and the dotted key."""
    match event:
        case Answered(number, option):
            question = check.questions[number]
            return check.id, f"question.{question.id}.label.{question.options[option].id}"
        case Opened(card) if event not in WORDS:
            return check.id, f"card.{card}.title"
        case Reopened():
            return "words", "overview.change"
        case Started():
            return "words", "start.label"
        case _:
            return "words", f"button.{WORDS[event]}.label"


def _button(check: Check, event: Event, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> Button:
    key = str(words[f"button.{WORDS[event]}.key"]) if event in WORDS else ""
    return Button(key, markup.plain(_label(check, event, texts, words)))


def _label(check: Check, event: Event, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> str:
    folder, key = source(check, event)
    match event:
        case Reopened(number):
            return words[key].format(number=number + 1)
        case Started():
            return words[key].format(title=texts["title"])
        case _:
            return texts[key] if folder == check.id else words[key]
