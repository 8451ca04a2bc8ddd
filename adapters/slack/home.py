"""The Home tab: what the bot is, where a check starts, what is kept and what is not, and whom to call."""

from collections.abc import Sequence
from typing import Any

from adapters.dialogue import Dialogue
from adapters.slack.modal import start, text
from bot.say import Help, Privacy


def home(dialogue: Dialogue, locale: str, notice: str = "", plan: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Give the Home tab in this language, for views.publish.

    `notice`: HTML to stand above all else, or empty; `plan`: blocks for coordinators.
    """
    words = dialogue.words(locale)
    divider = {"type": "divider"}
    return {
        "type": "home",
        "blocks": [
            *text(notice),
            *text(words["about.long"]),
            start(dialogue.starts(locale)),
            *plan,
            divider,
            *text(dialogue.tell(Privacy(), locale).html),
            divider,
            *text(dialogue.tell(Help(), locale).html),
        ],
    }
