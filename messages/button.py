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
    """Every button that any screen of this check can have."""
    return {event: _button(check, event, texts, words) for event in possible(check)}


def _button(check: Check, event: Event, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> Button:
    if event in WORDS:
        name = f"button.{WORDS[event]}"
        return Button(words[f"{name}.key"], markup.plain(words[f"{name}.label"]))
    return Button("", markup.plain(_label(check, event, texts, words)))


def _label(check: Check, event: Event, texts: Mapping[str, Markup], words: Mapping[str, Markup]) -> str:
    match event:
        case Answered(number, option):
            question = check.questions[number]
            return texts[f"question.{question.id}.label.{question.options[option].id}"]
        case Reopened(number):
            return words["overview.change"].format(number=number + 1)
        case Opened(card):
            return texts[f"card.{card}.title"]
        case Started():
            return words["start.label"].format(title=texts["title"])
        case _:
            raise LookupError(event)
